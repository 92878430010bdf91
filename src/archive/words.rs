//! Words: an excerpt in the pieces it is read by, and two excerpts aligned by them.
//!
//! A run of letters or digits is a word, an ideograph is one by itself; marks, spaces
//! and the hyphen of a line end are none. Words are six times fewer than letters, so
//! that a passage is aligned in a thirtieth of the time.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::lexicon::simplified;
use crate::script::{is_han, is_unspaced};

/// The words of an excerpt, in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// Which word each is, by its number in the vocabulary.
    pub(super) numbers: Vec<u32>,
    /// Where each stands, in bytes.
    places: Vec<Range<u32>>,
}

impl Words {
    /// Where a word stands, in bytes; `None` where there are not so many words.
    pub(super) fn place(&self, at: usize) -> Option<Range<usize>> {
        self.places.get(at).map(|place| place.start as usize..place.end as usize)
    }

    /// Where a stretch of words stands, in bytes; `None` where it has no word.
    pub(super) fn range(&self, stretch: Range<usize>) -> Option<Range<usize>> {
        let last = stretch.end.checked_sub(1).filter(|last| *last >= stretch.start)?;
        Some(self.place(stretch.start)?.start..self.place(last)?.end)
    }
}

/// The words of some excerpts, numbered as they are met, case and script variants aside.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    /// By hash (64 bits): of the words of one passage no two are taken for one.
    numbers: FxHashMap<u64, u32>,
}

impl Vocabulary {
    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The words of a text.
    pub(super) fn words(&mut self, text: &str) -> Words {
        // Ideographs take three bytes each, most words of letters more.
        let room = text.len() / 3;
        let mut words =
            Words { numbers: Vec::with_capacity(room), places: Vec::with_capacity(room) };
        // The word that is being read, as far as it is read: its hash and its place.
        let mut open: Option<(u64, Range<usize>)> = None;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let end = at + c.len_utf8();
            if is_unspaced(c) {
                self.add(open.take(), &mut words);
                let folded = if is_han(c) { simplified(c) } else { c };
                self.add(Some((grown(0, folded), at..end)), &mut words);
            } else if c.is_alphanumeric() {
                let folded = if c.is_ascii() {
                    c.to_ascii_lowercase()
                } else {
                    c.to_lowercase().next().unwrap_or(c)
                };
                let (hash, place) = open.unwrap_or((0, at..at));
                open = Some((grown(hash, folded), place.start..end));
            } else if matches!(c, '-' | '\u{AD}')
                && open.is_some()
                && matches!(chars.peek(), Some((_, '\n')))
            {
                chars.next(); // a word divided at a line end is one word
            } else {
                self.add(open.take(), &mut words);
            }
        }
        self.add(open, &mut words);
        words
    }

    fn add(&mut self, word: Option<(u64, Range<usize>)>, words: &mut Words) {
        let Some((hash, place)) = word else { return };
        let next = self.numbers.len() as u32;
        words.numbers.push(*self.numbers.entry(hash).or_insert(next));
        words.places.push(place.start as u32..place.end as u32);
    }
}

fn grown(hash: u64, c: char) -> u64 {
    (hash.rotate_left(5) ^ u64::from(c)).wrapping_mul(0x517C_C1B7_2722_0A95)
}

/// Where each boundary between words of one text lies in another: before and after what
/// the other has there beyond it.
#[derive(Clone, Debug)]
pub(super) struct Bridge {
    before: Vec<u32>,
    after: Vec<u32>,
}

impl Bridge {
    /// What answers to a stretch of the one text in the other, by word.
    pub(super) fn across(&self, stretch: Range<usize>) -> Range<usize> {
        self.before[stretch.start] as usize..self.after[stretch.end] as usize
    }
}

/// How far an alignment may stray from the straight line, in words, beyond what the two
/// differ in length: a few words, and one more for so many of the text.
const STRAY: usize = 6;
const STRAY_PER: usize = 24;

/// What a word for another costs, and a word for none: a word for another is cheaper
/// than one lost and one added, but two of them are not worth a word that agrees.
const OTHER: u32 = 3;
const NONE: u32 = 2;

/// Which cell a path comes from.
const BOTH: u8 = 0;
const FIRST: u8 = 1;
const SECOND: u8 = 2;

/// Align two texts word by word, given the numbers of their words (a weighted distance in
/// a band; E. Ukkonen 1985): the bridge, and the stretches of the first that the second has
/// otherwise.
pub(super) fn align(first: &[u32], second: &[u32]) -> (Bridge, Vec<Range<usize>>) {
    let same = |(a, b): &(&u32, &u32)| a == b;
    let head = first.iter().zip(second).take_while(same).count();
    let (rest, other) = (&first[head..], &second[head..]);
    let tail = rest.iter().rev().zip(other.iter().rev()).take_while(same).count();
    let (rest, other) = (&rest[..rest.len() - tail], &other[..other.len() - tail]);
    let mut path = vec![BOTH; head];
    path.extend(middle(rest, other));
    path.resize(path.len() + tail, BOTH);
    bridge(&path, first, second)
}

/// The steps that lead through two texts from end to end.
fn middle(first: &[u32], second: &[u32]) -> Vec<u8> {
    let (rows, columns) = (first.len(), second.len());
    if rows == 0 || columns == 0 {
        return [vec![FIRST; rows], vec![SECOND; columns]].concat();
    }
    let reach = STRAY + rows / STRAY_PER + rows.abs_diff(columns);
    let width = 2 * reach + 1;
    // Cell (row, column) stands at column + reach - row of its row.
    let mut steps = vec![BOTH; (rows + 1) * width];
    let far = u32::MAX / 2;
    let mut above = vec![far; width + 1];
    for column in 0..=reach.min(columns) {
        above[column + reach] = NONE * column as u32;
        steps[column + reach] = SECOND;
    }
    let mut here = vec![far; width + 1];
    for row in 1..=rows {
        let (low, high) = (row.saturating_sub(reach), columns.min(row + reach));
        here.fill(far);
        let steps = &mut steps[row * width..][..width];
        for column in low..=high {
            let at = column + reach - row;
            let mut best = (far, FIRST);
            if column > 0 {
                let differs = first[row - 1] != second[column - 1];
                best = (above[at] + if differs { OTHER } else { 0 }, BOTH);
                if at > 0 && here[at - 1] + NONE < best.0 {
                    best = (here[at - 1] + NONE, SECOND);
                }
            }
            if above[at + 1] + NONE < best.0 {
                best = (above[at + 1] + NONE, FIRST);
            }
            (here[at], steps[at]) = best;
        }
        std::mem::swap(&mut above, &mut here);
    }
    let (mut row, mut column) = (rows, columns);
    let mut path = Vec::with_capacity(rows + columns);
    while row > 0 || column > 0 {
        let step = if row == 0 { SECOND } else { steps[row * width + column + reach - row] };
        path.push(step);
        row -= usize::from(step != SECOND);
        column -= usize::from(step != FIRST);
    }
    path.reverse();
    path
}

fn bridge(path: &[u8], first: &[u32], second: &[u32]) -> (Bridge, Vec<Range<usize>>) {
    let mut bridge = Bridge { before: vec![0], after: Vec::new() };
    let mut differences: Vec<Range<usize>> = Vec::new();
    let (mut i, mut j) = (0, 0);
    for step in path {
        let differs = *step != BOTH || first[i] != second[j];
        let start = i;
        if *step != SECOND {
            bridge.after.push(j as u32);
            i += 1;
        }
        j += usize::from(*step != FIRST);
        if *step != SECOND {
            bridge.before.push(j as u32);
        }
        if differs {
            match differences.last_mut() {
                Some(last) if last.end >= start => last.end = i,
                _ => differences.push(start..i),
            }
        }
    }
    bridge.after.push(j as u32);
    (bridge, differences)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(a: &str, b: &str) -> Vec<(String, String)> {
        let mut vocabulary = Vocabulary::default();
        let (first, second) = (vocabulary.words(a), vocabulary.words(b));
        let text = |words: &Words, of: &str, stretch: Range<usize>| -> String {
            let range = words.range(stretch).unwrap_or_default();
            of[range].split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let (bridge, differences) = align(&first.numbers, &second.numbers);
        let pair =
            |d: Range<usize>| (text(&first, a, d.clone()), text(&second, b, bridge.across(d)));
        differences.into_iter().map(pair).collect()
    }

    #[test]
    fn words_are_folded_and_whole() {
        let text = "The land-\ning STAGE, 渡口 3.5";
        let words = Vocabulary::default().words(text);
        let words: Vec<&str> = (0..).map_while(|at| Some(&text[words.place(at)?])).collect();
        assert_eq!(words, ["The", "land-\ning", "STAGE", "渡", "口", "3", "5"]);
    }

    #[test]
    fn differences_are_found_with_their_readings() {
        let pairs = shown("tlie ferry to Senlow runs", "The ferry runs, again");
        let pairs: Vec<(&str, &str)> =
            pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(pairs, [("tlie", "The"), ("to Senlow", ""), ("", "again")]);
        assert!(shown("北岸的村民", "北岸的村民").is_empty());
        assert_eq!(shown("上提巡查", "上堤巡查"), [("提".into(), "堤".into())]);
    }
}
