//! Known words that a run of ideographs is one character away from.
//!
//! ```text
//! 百折不挠  read as  百析不挠      found below 百, one step on any character, then 不挠
//! ```
//! Runs are handed in in their simplified forms, as the list is: a run is asked about at
//! many places.

use std::ops::Range;

use fst::raw::{Fst, Node, Output};
use rustc_hash::FxHashMap;

use super::{FLAG_BITS, Lexicon, PERSON, step};

/// Most characters of a word that is looked for.
const LONGEST: usize = 6;

/// A known word that stands in a run of ideographs but for one character.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NearWord {
    /// Where it stands, in characters of the run.
    pub range: Range<usize>,
    /// What the word has at the place that was asked about, in its simplified form.
    pub instead: char,
    /// How often the word is seen in the corpus of the list.
    pub frequency: u64,
    /// Whether it is a person's name.
    pub is_person: bool,
}

/// A finder of words that begin with any character; what it finds it keeps, for it has
/// to look at the openings of all words.
#[derive(Default)]
pub struct NearWords {
    /// By the second character of a word: all it may begin with, and where the list goes
    /// on after both.
    openings: FxHashMap<char, Vec<(char, usize, u64)>>,
}

impl NearWords {
    /// The known words of two characters and more that begin at a place of `run` but
    /// for their first character.
    pub fn beginning(&mut self, lexicon: &Lexicon, run: &[char], at: usize) -> Vec<NearWord> {
        let fst = lexicon.chinese.as_fst();
        let mut found = Vec::new();
        let Some(next) = run.get(at + 1) else { return found };
        let openings = self.openings.entry(*next).or_insert_with(|| openings(fst, *next));
        for (instead, node, output) in openings.iter().filter(|(c, ..)| *c != run[at]) {
            let from = (fst.node(*node), Output::new(*output));
            words(fst, run, at..at + 2, from, &mut |range, value| {
                found.push(NearWord::new(range, *instead, value));
            });
        }
        found
    }
}

impl Lexicon {
    /// The known words of two characters and more that stand in `run` but for its
    /// character `at`, which is not their first.
    pub fn words_around(&self, run: &[char], at: usize) -> Vec<NearWord> {
        let fst = self.chinese.as_fst();
        let mut found = Vec::new();
        for start in (at + 1).saturating_sub(LONGEST)..at {
            let root = (fst.root(), Output::zero());
            let path = run[start..at].iter().try_fold(root, |from, c| step(fst, from, *c));
            let Some((node, output)) = path else { continue };
            for (instead, node, output) in all_steps(fst, node, output) {
                if instead != run[at] {
                    words(fst, run, start..at + 1, (node, output), &mut |range, value| {
                        found.push(NearWord::new(range, instead, value));
                    });
                }
            }
        }
        found
    }

    /// The known words of two characters and more that begin at a place of `run` with
    /// one of some other characters.
    pub fn words_beginning(&self, run: &[char], at: usize, with: &[char]) -> Vec<NearWord> {
        let fst = self.chinese.as_fst();
        let mut found = Vec::new();
        for instead in with {
            let first = step(fst, (fst.root(), Output::zero()), *instead);
            let second = first.zip(run.get(at + 1)).and_then(|(from, c)| step(fst, from, *c));
            let Some(from) = second else { continue };
            words(fst, run, at..at + 2, from, &mut |range, value| {
                found.push(NearWord::new(range, *instead, value));
            });
        }
        found
    }
}

impl NearWord {
    fn new(range: Range<usize>, instead: char, value: u64) -> NearWord {
        let is_person = value & PERSON != 0;
        NearWord { range, instead, frequency: value >> FLAG_BITS, is_person }
    }
}

/// The words that go on along the run from a node of the list.
fn words<'f>(
    fst: &'f Fst<&'static [u8]>,
    run: &[char],
    range: Range<usize>,
    from: (Node<'f>, Output),
    found: &mut dyn FnMut(Range<usize>, u64),
) {
    let (mut node, mut output) = from;
    let mut end = range.end;
    loop {
        if node.is_final() {
            found(range.start..end, output.cat(node.final_output()).value());
        }
        if end - range.start >= LONGEST {
            return;
        }
        let next = run.get(end).and_then(|c| step(fst, (node, output), *c));
        let Some(next) = next else { return };
        (node, output) = next;
        end += 1;
    }
}

/// All that words may begin with that have `second` after it.
fn openings(fst: &Fst<&'static [u8]>, second: char) -> Vec<(char, usize, u64)> {
    all_steps(fst, fst.root(), Output::zero())
        .filter_map(|(first, node, output)| {
            let (node, output) = step(fst, (node, output), second)?;
            Some((first, node.addr(), output.value()))
        })
        .collect()
}

/// All characters that the list has after a node.
fn all_steps<'f>(
    fst: &'f Fst<&'static [u8]>,
    node: Node<'f>,
    output: Output,
) -> impl Iterator<Item = (char, Node<'f>, Output)> {
    (0..node.len()).flat_map(move |high| {
        let high = node.transition(high);
        let middle = fst.node(high.addr);
        let so_far = output.cat(high.out);
        (0..middle.len()).filter_map(move |low| {
            let low = middle.transition(low);
            let c = char::from_u32(u32::from(u16::from_be_bytes([high.inp, low.inp])))?;
            Some((c, fst.node(low.addr), so_far.cat(low.out)))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::simplified;

    #[test]
    fn words_are_found_through_a_misreading() {
        let lexicon = Lexicon::builtin();
        let mut near = NearWords::default();
        let mut around = |text: &str, at: usize| -> Vec<String> {
            let run: Vec<char> = text.chars().map(simplified).collect();
            let word = |w: NearWord| {
                let mut run = run.clone();
                run[at] = w.instead;
                run[w.range].iter().collect()
            };
            let found = lexicon.words_around(&run, at).into_iter();
            found.chain(near.beginning(lexicon, &run, at)).map(word).collect()
        };
        assert!(around("他百析不挠地", 2).contains(&"百折不挠".to_string()));
        assert!(around("囤书馆", 0).contains(&"图书馆".to_string()));
        assert!(around("圖書绾", 2).contains(&"图书馆".to_string()));
        assert!(!around("图书馆", 0).contains(&"图书馆".to_string()));
        assert!(around("碰", 0).is_empty());
    }
}
