//! Bridge: two texts aligned word by word, and the way from the one to the other.
//!
//! ```text
//! words         the      gale      that      swept
//! columns     0  1   2    3    4    5    6    7    8
//! ```
//! A text has an odd column for each of its words, an even one for what others have before
//! it, and one for what they have at the end.

use std::ops::Range;

use super::words::is_of_letters;

/// Words that a text must lack or have beyond another at one place to be worded otherwise
/// there, or to have lost a line, and not misread.
const WORDED: usize = 12;

/// Where each column of one text lies in another.
#[derive(Clone, Debug)]
pub(super) struct Bridge {
    /// By column, the first of the other's words that stand there; one end more.
    edges: Vec<u32>,
    /// Columns that the other is no witness to: it is worded otherwise, or lacks them.
    silent: Vec<Range<usize>>,
}

/// A stretch in which two texts differ.
struct Difference {
    /// Columns of the one.
    columns: Range<usize>,
    /// Words of the other.
    words: Range<usize>,
    /// Whether a word stands for each word.
    is_even: bool,
}

impl Bridge {
    /// From a text of so many words to itself.
    pub(super) fn to_itself(words: usize) -> Bridge {
        let edges = (0..2 * words as u32 + 2).map(|column| column / 2).collect();
        Bridge { edges, silent: Vec::new() }
    }

    /// The words that the other has in some columns; `None` where it is no witness.
    pub(super) fn across(&self, columns: Range<usize>) -> Option<Range<usize>> {
        let apart = |s: &Range<usize>| s.end <= columns.start || columns.end <= s.start;
        let speaks = self.silent.iter().all(apart);
        speaks.then(|| self.edges[columns.start] as usize..self.edges[columns.end] as usize)
    }

    /// The words that stand for the same word of the other, and which that is.
    pub(super) fn same<'a>(
        &'a self,
        first: &'a [u32],
        second: &'a [u32],
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        let other = |word: usize| self.edges[2 * word + 1] as usize;
        let pairs = (0..first.len()).map(move |word| (word, other(word)));
        pairs.filter(|(word, other)| {
            *other < self.edges[2 * word + 2] as usize && first[*word] == second[*other]
        })
    }

    /// Follow the steps that lead through two texts.
    fn of(path: &[u8], first: &[u32], second: &[u32]) -> (Bridge, Vec<Range<usize>>) {
        let mut bridge = Bridge { edges: vec![0], silent: Vec::new() };
        let (mut differences, mut goes_on) = (Vec::<Difference>::new(), false);
        let (mut i, mut j) = (0, 0);
        for step in path.iter().copied() {
            let differs = step != BOTH || first[i] != second[j];
            let (column, word) = (2 * i + usize::from(step != SECOND), j);
            if step != SECOND {
                bridge.edges.push(j as u32);
                i += 1;
            }
            j += usize::from(step != FIRST);
            if step != SECOND {
                bridge.edges.push(j as u32);
            }
            match differences.last_mut() {
                _ if !differs => {}
                Some(last) if goes_on => {
                    last.columns.end = column + 1;
                    last.words.end = j;
                    last.is_even &= step == BOTH;
                }
                _ => differences.push(Difference {
                    columns: column..column + 1,
                    words: word..j,
                    is_even: step == BOTH,
                }),
            }
            goes_on = differs;
        }
        bridge.edges.push(j as u32);
        let mut disputed = Vec::new();
        for difference in differences {
            bridge.dispute(difference, first, second, &mut disputed);
        }
        (bridge, disputed)
    }

    /// Word by word where one stands for each, and ideographs and marks always; letters that
    /// came together or fell apart are read as one.
    fn dispute(
        &mut self,
        difference: Difference,
        first: &[u32],
        second: &[u32],
        disputed: &mut Vec<Range<usize>>,
    ) {
        let Difference { columns, words, is_even } = difference;
        let (own, other) = (&first[columns.start / 2..columns.end / 2], &second[words]);
        if own.len().abs_diff(other.len()) >= WORDED {
            self.silent.push(columns);
        } else if is_even || !own.iter().chain(other).any(|word| is_of_letters(*word)) {
            let has = |at: &usize| at % 2 == 1 || self.edges[*at] < self.edges[at + 1];
            disputed.extend(columns.filter(has).map(|at| at..at + 1));
        } else {
            disputed.push(columns);
        }
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
/// a band; E. Ukkonen 1985): the bridge, and the columns of the first that the second has
/// otherwise, those together that only together are a reading.
pub(super) fn align(first: &[u32], second: &[u32]) -> (Bridge, Vec<Range<usize>>) {
    let same = |(a, b): &(&u32, &u32)| a == b;
    let head = first.iter().zip(second).take_while(same).count();
    let (rest, other) = (&first[head..], &second[head..]);
    let tail = rest.iter().rev().zip(other.iter().rev()).take_while(same).count();
    let (rest, other) = (&rest[..rest.len() - tail], &other[..other.len() - tail]);
    let mut path = vec![BOTH; head];
    path.extend(middle(rest, other));
    path.resize(path.len() + tail, BOTH);
    Bridge::of(&path, first, second)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::words::{Vocabulary, Words};

    fn shown(a: &str, b: &str) -> Vec<(String, String)> {
        let mut vocabulary = Vocabulary::default();
        let (first, second) = (vocabulary.words(a), vocabulary.words(b));
        let text = |words: &Words, of: &str, stretch: Range<usize>| -> String {
            let range = words.range(stretch).unwrap_or_default();
            of[range].split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let (bridge, disputed) = align(&first.numbers, &second.numbers);
        let own = |columns: &Range<usize>| columns.start / 2..columns.end / 2;
        let pair = |columns: Range<usize>| {
            let other = bridge.across(columns.clone()).expect("a witness");
            (text(&first, a, own(&columns)), text(&second, b, other))
        };
        disputed.into_iter().map(pair).collect()
    }

    #[test]
    fn differences_are_found_with_their_readings() {
        let pairs = shown("tlie ferry to Senlow runs", "The ferry runs, again");
        let pairs: Vec<(&str, &str)> =
            pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(pairs, [("tlie", "The"), ("to Senlow", ""), ("", ", again")]);
        assert!(shown("北岸的村民", "北岸的村民").is_empty());
        assert_eq!(shown("上提巡查", "上堤巡查"), [("提".into(), "堤".into())]);
    }

    #[test]
    fn words_and_ideographs_that_answer_to_one_another_are_read_one_by_one() {
        let two = [("tlie".into(), "the".into()), ("gaie".into(), "gale".into())];
        assert_eq!(shown("tlie gaie swept", "the gale swept"), two);
        let han = [("提".into(), "堤".into()), ("寻".into(), "巡".into())];
        assert_eq!(shown("上提寻查看", "上堤巡查看"), han);
        assert_eq!(shown("the har bour", "the harbour"), [("har bour".into(), "harbour".into())]);
    }

    #[test]
    fn a_text_that_lost_a_line_is_no_witness_to_it() {
        let line = "one two three four five six seven eight nine ten eleven twelve";
        let mut vocabulary = Vocabulary::default();
        let first = vocabulary.words(&format!("before {line} after"));
        let second = vocabulary.words("before after");
        let (bridge, disputed) = align(&first.numbers, &second.numbers);
        assert!(disputed.is_empty());
        assert_eq!(bridge.across(3..4), None);
        assert_eq!(bridge.across(1..2), Some(0..1));
    }
}
