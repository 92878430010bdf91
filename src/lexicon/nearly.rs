//! Known words that a run of ideographs is one character away from.
//!
//! ```text
//! 百析不挠  read as  百折不挠      with 折 in place of 析
//! ```
//! Runs are handed in in their simplified forms, as the list is: a run is asked about at
//! many places.

use std::ops::Range;

use fst::raw::Output;

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

impl Lexicon {
    /// The known words of two characters and more that stand in `run` when its character `at`
    /// is another.
    pub fn words_with(&self, run: &[char], at: usize, instead: char) -> Vec<NearWord> {
        let fst = self.chinese.as_fst();
        let mut found = Vec::new();
        for start in (at + 1).saturating_sub(LONGEST)..=at {
            let mut from = (fst.root(), Output::zero());
            for end in start..run.len().min(start + LONGEST) {
                let c = if end == at { instead } else { run[end] };
                let Some(next) = step(fst, from, c) else { break };
                from = next;
                let (node, output) = &from;
                if node.is_final() && end >= at && end > start {
                    let value = output.cat(node.final_output()).value();
                    found.push(NearWord {
                        range: start..end + 1,
                        instead,
                        frequency: value >> FLAG_BITS,
                        is_person: value & PERSON != 0,
                    });
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::simplified;

    #[test]
    fn words_are_found_through_a_misreading() {
        let lexicon = Lexicon::builtin();
        let around = |text: &str, at: usize, instead: char| -> Vec<String> {
            let mut run: Vec<char> = text.chars().map(simplified).collect();
            let found = lexicon.words_with(&run, at, instead);
            run[at] = instead;
            found.into_iter().map(|w| run[w.range].iter().collect()).collect()
        };
        assert!(around("他百析不挠地", 2, '折').contains(&"百折不挠".to_string()));
        assert!(around("囤书馆", 0, '图').contains(&"图书馆".to_string()));
        assert!(around("圖書绾", 2, '馆').contains(&"图书馆".to_string()));
        assert!(around("碰", 0, '砰').is_empty());
    }
}
