//! Characters: what no eye sees, letters cast together, radicals for ideographs,
//! characters that were lost.
//!
//! ```text
//! co<U+00AD>operation   cooperation       ﬁnance   finance
//! 人<U+200B>民           人民               ⾦属     金属
//! ```
//! ZWJ and ZWNJ stay where they are letters' business (Indic, Arabic, emoji), so do
//! the tags of a flag (🏴 and the letters of a region) and the marks of a whole
//! annotation (a word and its reading, which would else run together). A text about
//! radicals keeps them: a radical standing alone is meant. A form feed is white space,
//! the end of a page, and stays where a line end would.

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
                    // With no letter before it, it may stand for the dash of a speech.
                    let divides = before.is_some_and(char::is_alphanumeric);
                    let tier = if divides { Tier::Safe } else { Tier::Flag };
                    edits.push(proposal(span, "", Reason::CharSoftHyphen, tier));
                }
            }
            '\u{200C}' | '\u{200D}' if joins(before, after) => {}
            '\u{E0020}'..='\u{E007F}' if is_flag(&text[..at], &text[at..]) => {}
            '\u{FFF9}'..='\u{FFFB}' if is_annotation(&text[..at], c, &text[end..]) => {}
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
        '\u{2066}'..='\u{2069}' | '\u{61C}' | '\u{FEFF}' => true,
        '\u{FFF9}'..='\u{FFFB}' | '\u{E0001}' | '\u{E0020}'..='\u{E007F}' => true,
        '\u{2F00}'..='\u{2FD5}' | '\u{FB00}'..='\u{FB06}' => true,
        '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' => true,
        _ => false,
    }
}

/// The most tags that a flag has: the code of a region and the tag that ends it.
const LONGEST_FLAG: usize = 7;

/// Whether a tag between these texts belongs to a flag: a black flag, tags, and the tag
/// that ends them.
fn is_flag(before: &str, from: &str) -> bool {
    let is_tag = |c: &char| matches!(c, '\u{E0020}'..='\u{E007E}');
    let ends = from.chars().find(|c| !is_tag(c)) == Some('\u{E007F}');
    let mut back = before.chars().rev().take(LONGEST_FLAG);
    ends && back.find(|c| !is_tag(c)) == Some('\u{1F3F4}')
}

/// Characters looked at on each side for the rest of an annotation.
const LONGEST_ANNOTATION: usize = 64;

/// Whether a mark belongs to a whole annotation: anchor, word, separator, reading,
/// terminator, all on one line.
fn is_annotation(before: &str, mark: char, after: &str) -> bool {
    let marks = |chars: &mut dyn Iterator<Item = char>| {
        let mut marks =
            chars.take(LONGEST_ANNOTATION).filter(|c| matches!(c, '\u{FFF9}'..='\u{FFFB}' | '\n'));
        [marks.next(), marks.next()]
    };
    let (back, next) = (marks(&mut before.chars().rev()), marks(&mut after.chars()));
    matches!(
        (mark, back, next),
        ('\u{FFF9}', _, [Some('\u{FFFA}'), Some('\u{FFFB}')])
            | ('\u{FFFA}', [Some('\u{FFF9}'), _], [Some('\u{FFFB}'), _])
            | ('\u{FFFB}', [Some('\u{FFFA}'), Some('\u{FFF9}')], _)
    )
}

/// Whether a joiner between these two is part of the writing.
fn joins(before: Option<char>, after: Option<char>) -> bool {
    let uses_joiners = |c: char| {
        matches!(c, '\u{600}'..='\u{DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{18AF}')
            || matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
    };
    before.is_some_and(uses_joiners) && after.is_some_and(uses_joiners)
}
