//! Characters: what no eye sees, letters cast together, radicals for ideographs,
//! characters that were lost.
//!
//! ```text
//! co<U+00AD>operation   cooperation       ﬁnance   finance
//! 人<U+200B>民           人民               ⾦属     金属
//! ```
//! ZWJ and ZWNJ stay where they are letters' business (Indic, Arabic, emoji), and
//! a text about radicals keeps them: a radical standing alone is meant.

use super::proposal;
use crate::ledger::{Edit, Evidence};
use crate::reason::{Reason, Tier};
use crate::script::is_han;
use crate::source::Source;
use unicode_normalization::UnicodeNormalization;

pub(super) fn mend(source: &Source, edits: &mut Vec<Edit>) {
    let text = source.text();
    for (at, c) in suspects(text) {
        let end = at + c.len_utf8();
        let span = source.span(at..end);
        let before = text[..at].chars().next_back();
        let after = text[end..].chars().next();
        match c {
            '\u{AD}' => {
                // One at a line end goes with its break, as a hyphen does there.
                if !after.is_some_and(|c| matches!(c, '\n' | '\r')) {
                    edits.push(proposal(span, "", Reason::CharSoftHyphen, Tier::Safe));
                }
            }
            '\u{200C}' | '\u{200D}' if joins(before, after) => {}
            '\u{FB00}'..='\u{FB06}' => {
                let letters: String = std::iter::once(c).nfkc().collect();
                edits.push(proposal(span, letters, Reason::CharLigature, Tier::Safe));
            }
            '\u{2F00}'..='\u{2FD5}' => {
                let ideograph: String = std::iter::once(c).nfkc().collect();
                let in_text = [before, after].into_iter().flatten().any(is_han);
                let tier = if in_text { Tier::Safe } else { Tier::Flag };
                edits.push(proposal(span, ideograph, Reason::CharRadical, tier));
            }
            // Where bytes could not be decoded, that is told already.
            '\u{FFFD}' if source.is_damaged(span) => {}
            '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' => {
                let evidence = Evidence::attested(format!("U+{:04X}", c as u32));
                let flag = proposal(span, c, Reason::CharLost, Tier::Flag);
                edits.push(Edit { evidence, ..flag });
            }
            _ => edits.push(proposal(span, "", Reason::CharInvisible, Tier::Safe)),
        }
    }
}

/// The characters that this module has a rule for, and where they stand. Bytes that can
/// begin none are passed over without a look at the character.
fn suspects(text: &str) -> impl Iterator<Item = (usize, char)> {
    let plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r');
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += text.as_bytes()[at..].iter().position(|byte| !plain(byte))?;
            let (start, c) = (at, text[at..].chars().next()?);
            at += c.len_utf8();
            if is_suspect(c) {
                return Some((start, c));
            }
        }
    })
}

/// Whether a character is one that this module has a rule for.
fn is_suspect(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{C}' => false,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' => true,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' => true,
        '\u{2066}'..='\u{2069}' | '\u{FEFF}' => true,
        '\u{2F00}'..='\u{2FD5}' | '\u{FB00}'..='\u{FB06}' => true,
        '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' => true,
        _ => false,
    }
}

/// Whether a joiner between these two is part of the writing.
fn joins(before: Option<char>, after: Option<char>) -> bool {
    let uses_joiners = |c: char| {
        matches!(c, '\u{600}'..='\u{DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{18AF}')
            || matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
    };
    before.is_some_and(uses_joiners) && after.is_some_and(uses_joiners)
}
