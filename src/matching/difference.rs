//! Differences: where two texts of one form part, in whole words.
//!
//! ```text
//! said tliis to / said this to          tliis / this: a word counts, not its letters
//! on Thurs- day / on Tuesday            Thurs- day / Tuesday: so does one in two pieces
//! to the mill, pure / to the mill       pure alone: what both begin with is no difference
//! ```

use std::ops::Range;

use crate::passage::Parallel;
use crate::script::is_unspaced;
use crate::sheet::Sheet;
use crate::wording;

/// Agreement this short, in letters, between two differences is chance: the whole
/// was worded otherwise (`dix-sept` / `seize`). Two ideographs are a word.
const CHANCE: usize = 2;

/// The differences of a parallel, those together between which letters agree by chance.
pub(super) fn differences(
    sheet: &Sheet<'_>,
    parallel: &Parallel,
) -> Vec<(Range<usize>, Range<usize>)> {
    let symbols = sheet.view.symbols();
    let is_letters = |range: Range<usize>| {
        symbols[range].iter().all(|s| !char::from_u32(*s).is_some_and(is_unspaced))
    };
    let mut merged: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (first, second) in parallel.differences() {
        let near = merged.last_mut().filter(|last| {
            first.start - last.0.end <= CHANCE && is_letters(last.0.start..first.end)
        });
        match near {
            Some(last) => *last = (last.0.start..first.end, last.1.start..second.end),
            None => merged.push((first, second)),
        }
    }
    merged
}

/// The bytes of two stretches of symbols that differ, words whole on both sides: where
/// one has a word in pieces, at a line end or where noise put a space, all of them.
pub(super) fn whole_words(
    sheet: &Sheet<'_>,
    (first, second): (&Range<usize>, &Range<usize>),
) -> (Range<usize>, Range<usize>) {
    let (mut a, mut b) = (words(sheet, first, second), words(sheet, second, first));
    for _ in 0..PIECES {
        b = with_pieces(sheet, (&a, first), (b, second));
        a = with_pieces(sheet, (&b, second), (a, first));
    }
    (a, b)
}

/// Pieces of a word that are looked for beside the first one.
const PIECES: usize = 2;

/// What `own` has of the words in `other`, as far as both go on alike beside the symbols
/// that differ.
fn with_pieces(
    sheet: &Sheet<'_>,
    (other, theirs): (&Range<usize>, &Range<usize>),
    (own, ours): (Range<usize>, &Range<usize>),
) -> Range<usize> {
    if other.is_empty() || own.is_empty() {
        return own;
    }
    let symbols = sheet.view.symbols();
    let before = theirs.start.saturating_sub(sheet.view.at_offset(other.start));
    let after = sheet.view.at_offset(other.end).saturating_sub(theirs.end);
    let before = (1..=before.min(ours.start))
        .take_while(|by| symbols[theirs.start - by] == symbols[ours.start - by])
        .count();
    let after = (0..after.min(symbols.len().saturating_sub(ours.end)))
        .take_while(|by| symbols[theirs.end + by] == symbols[ours.end + by])
        .count();
    let word = |symbol: usize| {
        let span = sheet.view.span(sheet.source, symbol..symbol + 1);
        wording::whole_words(sheet.source.text(), span.range())
    };
    let start = if before > 0 { word(ours.start - before).start } else { own.start };
    let end = if after > 0 { word(ours.end + after - 1).end } else { own.end };
    own.start.min(start)..own.end.max(end)
}

/// The bytes of a stretch of symbols, letters and figures whole. A stretch without
/// symbols is the place before its end; where the other side has only a part of a
/// word there (`j|u|ry`), the word around that place (`jry`).
fn words(sheet: &Sheet<'_>, symbols: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    let text = sheet.source.text();
    let whole = |symbols: &Range<usize>| {
        let own = sheet.view.span(sheet.source, symbols.clone()).range();
        (wording::whole_words(text, own.clone()), own)
    };
    if !symbols.is_empty() {
        return whole(symbols).0;
    }
    let at = match symbols.end < sheet.view.len() {
        true => sheet.view.offset(symbols.end),
        false => text.len(),
    };
    if other.is_empty() {
        return at..at;
    }
    let (word, own) = whole(other);
    let before = symbols.end.checked_sub(1).filter(|_| word.start < own.start);
    let after = Some(symbols.end).filter(|at| own.end < word.end && *at < sheet.view.len());
    before.or(after).map_or(at..at, |symbol| whole(&(symbol..symbol + 1)).0)
}

/// Two stretches of letters without the words that both begin and both end with: dust
/// beside a word (`,ion, pure` / `pure`) is something added, no other word.
pub(super) fn without_shared(
    text: &str,
    a: Range<usize>,
    b: Range<usize>,
) -> (Range<usize>, Range<usize>) {
    let words = |range: &Range<usize>| {
        let mut words: Vec<Range<usize>> = Vec::new();
        for (at, c) in text[range.clone()].char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            let (start, end) = (range.start + at, range.start + at + c.len_utf8());
            match words.last_mut().filter(|last| last.end == start) {
                Some(last) => last.end = end,
                None => words.push(start..end),
            }
        }
        words
    };
    if text[a.clone()].chars().chain(text[b.clone()].chars()).any(is_unspaced) {
        return (a, b);
    }
    let (first, second) = (words(&a), words(&b));
    let same = |(x, y): &(&Range<usize>, &Range<usize>)| text[(*x).clone()] == text[(*y).clone()];
    let front = first.iter().zip(&second).take_while(same).count();
    let (first, second) = (&first[front..], &second[front..]);
    let back = first.iter().rev().zip(second.iter().rev()).take_while(same).count();
    let rest = |words: &[Range<usize>], all: Range<usize>| match words {
        _ if front + back == 0 => all,
        [only] => only.clone(),
        [start, .., end] => start.start..end.end,
        [] => all.end..all.end,
    };
    (rest(&first[..first.len() - back], a), rest(&second[..second.len() - back], b))
}
