//! Runs of lines that only together say what they are: verse, and tables.
//!
//! ```text
//! 春水绕村流，       Gulls 3   Terns 1
//! 桃花满渡头。       Crows 0   Rooks 0
//! 归人摇小桨，       Larks 2   Wrens 2
//! 一路唱乡愁。
//! ```
//!
//! The ugly answer joins them into a sentence, since line after line lacks a
//! full stop.

use super::column::Set;
use super::line::{Sheet, finishes};
use crate::block::BlockKind;
use crate::script::{announces, divides_clause, ends_sentence, is_closing, is_han};

/// Fewest lines of verse: a quatrain. Two or three lines alike are chance.
const FEWEST_VERSES: usize = 4;

/// Widest line of verse in ideographs: two halves of seven and their marks.
const WIDEST_HAN_VERSE: u32 = 34;

/// Widest line of verse in Latin script: long lines are 14 syllables.
const WIDEST_LATIN_VERSE: u32 = 68;

/// Fewest rows of a table.
const FEWEST_ROWS: usize = 3;

/// Widest row of a table in cells.
const WIDEST_ROW: u32 = 100;

/// Mark the lines of verse and the rows of tables among lines not yet settled.
pub(super) fn mark(sheet: &Sheet<'_>, sets: &[Set], kinds: &mut [Option<BlockKind>]) {
    // What a column tore is running text, whatever it looks like.
    let alone = |i: usize| !sets[i].torn && (i == 0 || !sets[i - 1].torn);
    stretches(
        kinds,
        |i| alone(i) && is_row(sheet, i),
        |i| sheet.follows(i),
        |rows| (rows.len() >= FEWEST_ROWS).then_some(BlockKind::ListItem),
    );
    stretches(
        kinds,
        |i| alone(i) && han_verse(sheet, i).is_some(),
        |i| han_verse(sheet, i) == han_verse(sheet, i - 1),
        |lines| (lines.len() >= FEWEST_VERSES).then_some(BlockKind::Verse),
    );
    stretches(
        kinds,
        |i| alone(i) && may_be_free_verse(sheet, i),
        |i| sheet.follows(i),
        |lines| is_free_verse(sheet, lines).then_some(BlockKind::Verse),
    );
    stretches(
        kinds,
        |i| alone(i) && may_be_latin_verse(sheet, i),
        |i| sheet.follows(i),
        |lines| is_latin_verse(sheet, lines).then_some(BlockKind::Verse),
    );
}

/// Give a kind to each longest stretch of unsettled lines that `fits` and `holds`
/// to the line before.
fn stretches(
    kinds: &mut [Option<BlockKind>],
    fits: impl Fn(usize) -> bool,
    holds: impl Fn(usize) -> bool,
    judge: impl Fn(std::ops::Range<usize>) -> Option<BlockKind>,
) {
    let mut start = 0;
    while start < kinds.len() {
        let mut end = start;
        while end < kinds.len() && kinds[end].is_none() && fits(end) && (end == start || holds(end))
        {
            end += 1;
        }
        if end > start {
            let kind = judge(start..end);
            kinds[start..end].fill(kind);
        }
        start = end.max(start + 1);
    }
}

/// The measure of a line of regular Chinese verse, in ideographs: it ends in a
/// mark and holds nothing but ideographs and marks.
fn han_verse(sheet: &Sheet<'_>, i: usize) -> Option<usize> {
    let line = sheet.line(i);
    if !line.unspaced || line.width > WIDEST_HAN_VERSE || !ends_marked(sheet.text(i)) {
        return None;
    }
    let text = sheet.text(i);
    let han = text.chars().filter(|c| is_han(*c)).count();
    (han >= 3 && !text.chars().any(|c| c.is_alphanumeric() && !is_han(c))).then_some(han)
}

fn may_be_free_verse(sheet: &Sheet<'_>, i: usize) -> bool {
    let line = sheet.line(i);
    line.unspaced && (4..=WIDEST_HAN_VERSE).contains(&line.width)
}

/// Most lines end in a mark, some of them inside a sentence: sentences one to a
/// line do not, items of a list have no marks, a column's lines end anywhere.
fn is_free_verse(sheet: &Sheet<'_>, lines: std::ops::Range<usize>) -> bool {
    let marked = lines.clone().filter(|i| ends_marked(sheet.text(*i))).count();
    let whole = lines.clone().filter(|i| finishes(sheet.text(*i))).count();
    lines.len() >= FEWEST_VERSES && marked * 4 >= lines.len() * 3 && whole < marked
}

fn may_be_latin_verse(sheet: &Sheet<'_>, i: usize) -> bool {
    let (line, text) = (sheet.line(i), sheet.text(i));
    !line.unspaced
        && line.width <= WIDEST_LATIN_VERSE
        && text.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase)
}

/// Every line starts with a capital, most go on in small letters, and some end
/// without ending their sentence: names and titles are all capitals, prose in
/// columns starts most lines in lower case.
fn is_latin_verse(sheet: &Sheet<'_>, lines: std::ops::Range<usize>) -> bool {
    if lines.len() < FEWEST_VERSES {
        return false;
    }
    let (mut words, mut small, mut figures) = (0, 0, 0);
    for word in lines.clone().flat_map(|i| sheet.text(i).split_whitespace().skip(1)) {
        words += 1;
        small += usize::from(word.starts_with(char::is_lowercase));
        figures += usize::from(word.contains(|c: char| c.is_ascii_digit()));
    }
    let open = lines.clone().filter(|i| !finishes(sheet.text(*i))).count();
    words >= lines.len() * 2
        && small * 5 >= words * 3
        && figures * 10 <= words
        && open * 3 >= lines.len()
}

fn ends_marked(text: &str) -> bool {
    let last = text.trim_end_matches(is_closing).chars().next_back();
    last.is_some_and(|c| ends_sentence(c) || divides_clause(c) || announces(c))
}

/// Whether a line is a row: cells set apart, or words and figures with a figure last.
fn is_row(sheet: &Sheet<'_>, i: usize) -> bool {
    let text = sheet.text(i);
    if sheet.line(i).width > WIDEST_ROW || finishes(text) || text.ends_with(divides_clause) {
        return false;
    }
    if has_leader(text) {
        return true;
    }
    let figure = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit() || "$£€¥+-".contains(c))
            && word.contains(|c: char| c.is_ascii_digit())
    };
    let last = text.split_whitespace().next_back().is_some_and(figure);
    if !last {
        return false;
    }
    let words = text.split_whitespace().count();
    let figures = text.split_whitespace().filter(|word| figure(word)).count();
    words >= 2 && figures * 4 >= words
}

/// What sets the cells of a row apart.
const LEADERS: [&str; 8] = ["....", "……", ". . .", "\t", "   ", "\u{3000}\u{3000}", " | ", "｜"];

/// Whether a line has something that sets cells apart. Of most places two bytes say that
/// nothing of the kind begins there.
fn has_leader(text: &str) -> bool {
    let bytes = text.as_bytes();
    let may_begin = |at: &usize| match bytes[*at] {
        b'.' => matches!(bytes.get(at + 1), Some(b'.' | b' ')),
        b' ' => matches!(bytes.get(at + 1), Some(b' ' | b'|')),
        byte => matches!(byte, b'\t' | 0xE2 | 0xE3 | 0xEF),
    };
    let begins =
        |at: usize| LEADERS.iter().any(|leader| bytes[at..].starts_with(leader.as_bytes()));
    (0..bytes.len()).filter(may_begin).any(begins)
}
