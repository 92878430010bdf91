//! Words: an excerpt in the pieces it is read by, and two excerpts aligned by them.
//!
//! A run of letters or digits is a word, an ideograph is one by itself; marks, spaces
//! and the hyphen of a line end are none. Words are six times fewer than letters, so
//! that a passage is aligned in a thirtieth of the time.

use std::ops::Range;

use crate::lexicon::simplified;
use crate::script::{is_han, is_unspaced};

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// What it is, case and script variants aside.
    pub(super) hash: u64,
    /// Where it stands, in bytes.
    pub(super) at: Range<usize>,
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(text.len() / 5);
    let mut open = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        if is_unspaced(c) {
            let folded = if is_han(c) { simplified(c) } else { c };
            words.push(Word { hash: grown(0, folded), at: at..end });
            open = false;
        } else if c.is_alphanumeric() {
            let folded = if c.is_ascii() {
                c.to_ascii_lowercase()
            } else {
                c.to_lowercase().next().unwrap_or(c)
            };
            match words.last_mut().filter(|_| open) {
                Some(word) => {
                    *word = Word { hash: grown(word.hash, folded), at: word.at.start..end }
                }
                None => words.push(Word { hash: grown(0, folded), at: at..end }),
            }
            open = true;
        } else if open && matches!(c, '-' | '\u{AD}') && matches!(chars.peek(), Some((_, '\n'))) {
            chars.next(); // a word divided at a line end is one word
        } else {
            open = false;
        }
    }
    words
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

/// Align two texts word by word (a weighted distance in a band; E. Ukkonen 1985): the
/// bridge, and the stretches of the first that the second has otherwise.
pub(super) fn align(first: &[Word], second: &[Word]) -> (Bridge, Vec<Range<usize>>) {
    let same = |(a, b): &(&Word, &Word)| a.hash == b.hash;
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
fn middle(first: &[Word], second: &[Word]) -> Vec<u8> {
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
                let differs = first[row - 1].hash != second[column - 1].hash;
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

fn bridge(path: &[u8], first: &[Word], second: &[Word]) -> (Bridge, Vec<Range<usize>>) {
    let mut bridge = Bridge { before: vec![0], after: Vec::new() };
    let mut differences: Vec<Range<usize>> = Vec::new();
    let (mut i, mut j) = (0, 0);
    for step in path {
        let differs = *step != BOTH || first[i].hash != second[j].hash;
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
        let (first, second) = (words(a), words(b));
        let text = |words: &[Word], of: &str, range: Range<usize>| -> String {
            words[range].iter().map(|w| &of[w.at.clone()]).collect::<Vec<_>>().join(" ")
        };
        let (bridge, differences) = align(&first, &second);
        let pair =
            |d: Range<usize>| (text(&first, a, d.clone()), text(&second, b, bridge.across(d)));
        differences.into_iter().map(pair).collect()
    }

    #[test]
    fn words_are_folded_and_whole() {
        let text = "The land-\ning STAGE, 渡口 3.5";
        let words: Vec<&str> = words(text).into_iter().map(|w| &text[w.at]).collect();
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
