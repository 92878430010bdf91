//! The errors that remain, by kind: how many, and some to look at.

use std::collections::BTreeMap;

use crate::promises::Verdicts;

/// How many of a kind are shown.
const SHOWN: usize = 8;

/// Gathers errors when asked to; else costs nothing.
pub(crate) struct Errors {
    asked: bool,
    kinds: BTreeMap<String, (usize, Vec<String>)>,
    /// The changes that were judged, right and wrong.
    pub(crate) verdicts: Verdicts,
}

impl Errors {
    /// A collection that keeps what it is given only when `asked`.
    pub(crate) fn new(asked: bool) -> Errors {
        Errors { asked, kinds: BTreeMap::new(), verdicts: Verdicts::default() }
    }

    /// Whether anybody asked: finding errors may cost more than the figure.
    pub(crate) fn are_wanted(&self) -> bool {
        self.asked
    }

    /// One more error of a kind (`part/set: kind`), and how it looks.
    pub(crate) fn add(&mut self, kind: impl Into<String>, example: impl FnOnce() -> String) {
        if !self.asked {
            return;
        }
        let (count, examples) = self.kinds.entry(kind.into()).or_default();
        *count += 1;
        // The first few, then ever fewer: not all from one text.
        if examples.len() < SHOWN && (*count < SHOWN / 2 || count.is_power_of_two()) {
            examples.push(example());
        }
    }

    /// Print what was gathered.
    pub(crate) fn print(&self) {
        for (kind, (count, examples)) in &self.kinds {
            println!("\n{kind}: {count}");
            examples.iter().for_each(|example| println!("    {example}"));
        }
    }
}
