//! Full-width letters and digits on a page that sets half-width ones, or the other
//! way round.
//!
//! ```text
//! 300 艘 … 1916 年 … ２０ 艘        the last is flagged: 20 艘
//! ３ 人 … 5 艘 … 20 人 … ７ 天       a style (one digit wide, more of them half): stays
//! ```
//! Only flagged: it may be printed so. The page's own majority tells, not a norm.

use super::proposal;
use crate::block::Block;
use crate::ledger::Edit;
use crate::reason::{Reason, Tier};
use crate::source::Source;

/// Fewest letters and digits of a page that show a habit.
const FEWEST: usize = 20;

/// The other width is an exception up to one letter in this many; above, it is a
/// second habit.
const ONE_IN: usize = 20;

/// The width that is the page's exception, if it has one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Exception {
    Full,
    Half,
}

/// Read the page's habit.
pub(super) fn exception(text: &str) -> Option<Exception> {
    let full = text.chars().filter(|c| half(*c).is_some()).count();
    let narrow = text.bytes().filter(u8::is_ascii_alphanumeric).count();
    let is_exception = |few: usize, many: usize| few > 0 && many >= FEWEST && few * ONE_IN <= many;
    match () {
        () if is_exception(full, narrow) => Some(Exception::Full),
        () if is_exception(narrow, full) => Some(Exception::Half),
        () => None,
    }
}

/// Flag each word or figure of a block in the width that is the exception.
pub(super) fn flag(source: &Source, block: Block, exception: Exception, edits: &mut Vec<Edit>) {
    let text = source.slice(block.span);
    let other = |c: char| match exception {
        Exception::Full => half(c),
        Exception::Half => full(c),
    };
    let mut at = 0;
    while let Some(start) = text[at..].find(|c| other(c).is_some()).map(|s| at + s) {
        let end = text[start..].find(|c| other(c).is_none()).map_or(text.len(), |e| start + e);
        at = end;
        let from = block.span.start();
        let span = source.span(from + start..from + end);
        let letters: String = text[start..end].chars().filter_map(other).collect();
        edits.push(proposal(span, letters, Reason::LetterWidth, Tier::Flag));
    }
}

/// A full-width letter or digit in half width.
fn half(c: char) -> Option<char> {
    let half = char::from_u32((c as u32).checked_sub(WIDE)?)?;
    half.is_ascii_alphanumeric().then_some(half)
}

/// A half-width letter or digit in full width.
fn full(c: char) -> Option<char> {
    c.is_ascii_alphanumeric().then(|| char::from_u32(c as u32 + WIDE)).flatten()
}

/// How far the full-width forms lie from their half-width twins.
const WIDE: u32 = 0xFEE0;
