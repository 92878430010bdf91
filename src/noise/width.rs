//! Half-width marks inside Han text: made full-width on request; without one, shown
//! where the page's marks are full-width.
//!
//! ```text
//! 他说,好吗?               →  他说，好吗？
//! 增长3.5%,其中"老字号"…     →  增长3.5%，其中“老字号”…
//! 3.5%、1,000、12:30、a,b    stay: figures and Latin text
//! 见(BABA.N)、5"管          stay: no Han inside, no pair
//! ```
//! A mark is widened where an ideograph stands beside it and the line is mostly Han;
//! brackets and quotation marks in pairs, or not at all. A point or a semicolon
//! never: they stand in codes and figures too.

use super::exception::exception;
use super::{Punctuation, proposal};
use crate::block::Block;
use crate::ledger::Edit;
use crate::reason::{Reason, Tier};
use crate::script::{breaks_line, is_closing, is_han, is_opening, may_have_unspaced};
use crate::source::Source;

/// Widen all half-width marks when that is asked for; otherwise show those that are
/// the exception on their page. A page set in them has them by habit.
pub(super) fn mend(source: &Source, blocks: &[Block], asked: Punctuation, edits: &mut Vec<Edit>) {
    let tier = match asked {
        Punctuation::Keep => Tier::Flag,
        Punctuation::Full => Tier::Safe,
    };
    let mut narrow = Vec::new();
    for block in blocks {
        widen(source, source.slice(block.span), tier, &mut narrow);
    }
    let is_wide = |c: &char| matches!(c, '，' | '？' | '！' | '：' | '（' | '）' | '“' | '”');
    let is_rare = || {
        let wide = source.text().chars().filter(is_wide).count();
        exception((false, wide), (true, narrow.len())) == Some(true)
    };
    if !narrow.is_empty() && (asked == Punctuation::Full || is_rare()) {
        edits.append(&mut narrow);
    }
}

/// Propose the full-width form of each half-width mark of a block, in this tier.
fn widen(source: &Source, text: &str, tier: Tier, edits: &mut Vec<Edit>) {
    if !may_have_unspaced(text)
        || !text.bytes().any(|b| matches!(b, b',' | b'?' | b'!' | b':' | b'(' | b'"'))
    {
        return;
    }
    for line in text.split(breaks_line).filter(|line| is_mostly_han(line)) {
        let from = source.span_of(line).start();
        let mut put = |at: usize, wide: &str| {
            let span = source.span(from + at..from + at + 1);
            edits.push(proposal(span, wide, Reason::PunctuationWidth, tier));
        };
        single_marks(line, &mut put);
        brackets(line, &mut put);
        quotes(line, &mut put);
    }
}

/// Whether a line has more ideographs than words and figures.
fn is_mostly_han(line: &str) -> bool {
    let han = line.chars().filter(|c| is_han(*c)).count();
    let words =
        line.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).count();
    han > words
}

fn single_marks(line: &str, put: &mut impl FnMut(usize, &str)) {
    for (at, mark) in line.char_indices() {
        let wide = match mark {
            ',' => "，",
            '?' => "？",
            '!' => "！",
            ':' => "：",
            _ => continue,
        };
        let before = line[..at].chars().next_back();
        let after = line[at + 1..].chars().next();
        let closed = |c: char| is_closing(c) || matches!(c, '%' | '％' | '℃' | '°');
        let han_before = before.is_some_and(|c| is_han(c) || is_closing(c) && !c.is_ascii());
        let han_after = after.is_none_or(is_han);
        let ends = after.is_none_or(|c| is_opening(c) || is_closing(c) || c == ' ');
        // Between an ideograph and a figure or a word only a comma is safe: a colon
        // there may be a ratio's, a question mark an address's.
        let beside = mark == ','
            && (han_before && after.is_some_and(|c| c.is_ascii_alphanumeric())
                || han_after && before.is_some_and(|c| c.is_ascii_alphanumeric() || closed(c)));
        if han_before && (han_after || ends) || beside {
            put(at, wide);
        }
    }
}

/// Pairs of round brackets with an ideograph inside.
fn brackets(line: &str, put: &mut impl FnMut(usize, &str)) {
    let mut open = Vec::new();
    for (at, c) in line.char_indices() {
        match c {
            '(' => open.push(at),
            ')' => {
                if let Some(start) = open.pop()
                    && line[start..at].contains(is_han)
                {
                    put(start, "（");
                    put(at, "）");
                }
            }
            _ => {}
        }
    }
}

/// Straight quotation marks, if the line has them in pairs: the first of each after
/// an ideograph, a mark or nothing, and an ideograph inside.
fn quotes(line: &str, put: &mut impl FnMut(usize, &str)) {
    let marks: Vec<usize> = line.match_indices('"').map(|(at, _)| at).collect();
    let is_pair = |pair: &[usize]| {
        let before = line[..pair[0]].chars().next_back();
        let inside = &line[pair[0] + 1..pair[1]];
        !before.is_some_and(|c| c.is_ascii_alphanumeric() || c == ' ') && inside.contains(is_han)
    };
    if !marks.len().is_multiple_of(2) || !marks.chunks(2).all(is_pair) {
        return;
    }
    for pair in marks.chunks(2) {
        put(pair[0], "“");
        put(pair[1], "”");
    }
}
