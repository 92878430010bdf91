//! UTF-8 that was read as GBK, as Chinese pages are: `涓枃` for 中文.
//!
//! Every six bytes are three ideographs there and two in truth, and the first of the
//! three is a rare one. Where a byte was left over it is gone for good, so most of
//! what is found can only be flagged; `锟斤拷` is the mark of a lost character read
//! so, and nothing leads back from it.

use encoding_rs::GBK;

use super::proposal;
use crate::ledger::Edit;
use crate::lexicon::{Lexicon, leads_misread};
use crate::reason::{Reason, Tier};
use crate::script::is_han;
use crate::source::Source;

/// The lost character U+FFFD, twice, in UTF-8 read as GBK.
const LOST: [char; 3] = ['锟', '斤', '拷'];

/// Fewest ideographs of a result; one is a chance.
const FEWEST: usize = 2;

/// What a result must gain over the page's text, per character of the result
/// (natural logarithm of the probability as words): common characters for rare.
const GAIN: f64 = 2.0;

/// Longest run that is tried at once, in characters.
const LONGEST: usize = 600;

pub(super) fn mend(source: &Source, lexicon: &Lexicon, edits: &mut Vec<Edit>) {
    let text = source.text();
    let mut from = 0;
    while let Some(start) =
        text[from..].find(|c| leads_misread(c) || c == LOST[0]).map(|at| from + at)
    {
        let rest = &text[start..];
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let lost = rest.find(|c| !LOST.contains(&c)).unwrap_or(rest.len());
        if rest.starts_with("锟斤拷") {
            let span = source.span(start..start + lost);
            edits.push(proposal(span, &rest[..lost], Reason::Mojibake, Tier::Flag));
            from = start + lost;
            continue;
        }
        from = start + first;
        let Some((len, back)) = way_back(rest) else { continue };
        if !is_better(lexicon, &rest[..len], &back) {
            continue;
        }
        from = start + len;
        let exact =
            !rest[len..].starts_with(|c: char| is_misread(c) || c == '?' || c == '\u{FFFD}');
        let tier = if exact { Tier::Safe } else { Tier::Flag };
        edits.push(proposal(source.span(start..from), back, Reason::Mojibake, tier));
    }
}

/// Whether a character may be two bytes of a misread text.
fn is_misread(c: char) -> bool {
    is_han(c) || matches!(c, '\u{E000}'..='\u{F8FF}')
}

/// The bytes of the page's text read as UTF-8, as far as they go.
fn way_back(text: &str) -> Option<(usize, String)> {
    let end = text.char_indices().take(LONGEST).take_while(|(_, c)| !c.is_ascii());
    let end = end.last().map_or(0, |(at, c)| at + c.len_utf8());
    // Three at a time: in most texts the first three say already that it is none.
    let head: usize = text[..end].chars().take(3).map(char::len_utf8).sum();
    sound(&text[..head])?;
    sound(&text[..end])
}

fn sound(run: &str) -> Option<(usize, String)> {
    let mut bytes = Vec::with_capacity(run.len());
    let mut buffer = [0; 4];
    for c in run.chars() {
        let (two, _, lost) = GBK.encode(c.encode_utf8(&mut buffer));
        if lost || two.len() != 2 {
            break;
        }
        bytes.extend_from_slice(&two);
    }
    let whole = match std::str::from_utf8(&bytes) {
        Ok(back) => back,
        Err(fault) => std::str::from_utf8(&bytes[..fault.valid_up_to()]).ok()?,
    };
    // As much as ends with a character on both sides.
    let ends = whole.char_indices().map(|(at, c)| at + c.len_utf8()).filter(|end| end % 2 == 0);
    let end = ends.last()?;
    let len = run.chars().take(end / 2).map(char::len_utf8).sum();
    Some((len, whole[..end].to_string()))
}

/// Whether a result reads as Chinese, and far better than what the page has.
fn is_better(lexicon: &Lexicon, page: &str, back: &str) -> bool {
    let known = |c: char| !is_han(c) || lexicon.frequency(c.encode_utf8(&mut [0; 4])).is_some();
    let gain = lexicon.log_probability(back) - lexicon.log_probability(page);
    back.chars().filter(|c| is_han(*c)).count() >= FEWEST
        && back.chars().all(known)
        && gain >= GAIN * back.chars().count() as f64
}
