//! Figures over texts: error rates, what became of each character, agreement of clusterings.

use std::cmp::Ordering;
use std::collections::HashMap;

use faircopy::alignment::align;
use faircopy::script::is_han;
use rapidfuzz::distance::levenshtein;

/// A text with every stretch of white space as one space, none at the ends.
pub(crate) fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Edit distance in characters, white space collapsed.
pub(crate) fn distance(text: &str, gold: &str) -> usize {
    levenshtein::distance(collapsed(text).chars(), collapsed(gold).chars())
}

/// Errors over the length of the gold, summed over a set.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct ErrorRate {
    /// Edit distance, in characters.
    pub(crate) errors: usize,
    /// Length of the gold, in characters.
    pub(crate) length: usize,
}

impl ErrorRate {
    /// The errors of one text.
    pub(crate) fn of(text: &str, gold: &str) -> ErrorRate {
        ErrorRate { errors: distance(text, gold), length: collapsed(gold).chars().count() }
    }

    /// The rate, 0 for nothing wrong.
    pub(crate) fn rate(self) -> f64 {
        self.errors as f64 / self.length.max(1) as f64
    }
}

impl std::iter::Sum for ErrorRate {
    fn sum<I: Iterator<Item = ErrorRate>>(rates: I) -> ErrorRate {
        rates.fold(ErrorRate::default(), |a, b| ErrorRate {
            errors: a.errors + b.errors,
            length: a.length + b.length,
        })
    }
}

/// How many texts have fewer, as many and more errors after than before.
pub(crate) fn compare(pairs: impl Iterator<Item = (usize, usize)>) -> [usize; 3] {
    let mut counts = [0; 3];
    for (before, after) in pairs {
        let place = match after.cmp(&before) {
            Ordering::Less => 0,
            Ordering::Equal => 1,
            Ordering::Greater => 2,
        };
        counts[place] += 1;
    }
    counts
}

/// For each character of the gold that is no white space, whether the text has it
/// at its place.
pub(crate) fn present(text: &str, gold: &str) -> Vec<bool> {
    let symbols = |text: &str| -> Vec<u32> {
        text.chars().filter(|c| !c.is_whitespace()).map(u32::from).collect()
    };
    let gold = symbols(gold);
    let mut present = vec![false; gold.len()];
    for run in align(&gold, &symbols(text)) {
        present[run.first as usize..(run.first + run.len) as usize].fill(true);
    }
    present
}

/// Of the gold's characters: those wrong before and right after, and those right
/// before and wrong after.
pub(crate) fn mended_and_harmed(before: &[bool], after: &[bool]) -> (usize, usize) {
    let count =
        |was: bool| before.iter().zip(after).filter(|(b, a)| **b == was && **a != was).count();
    (count(false), count(true))
}

/// Adjusted Rand index of two clusterings (Hubert & Arabie 1985): 1 for the same,
/// 0 for what chance gives.
pub(crate) fn adjusted_rand(found: &[usize], gold: &[usize]) -> f64 {
    let pairs = |n: usize| (n * n.saturating_sub(1) / 2) as f64;
    let sum = |labels: &mut dyn Iterator<Item = (usize, usize)>| -> f64 {
        let mut sizes: HashMap<(usize, usize), usize> = HashMap::new();
        labels.for_each(|label| *sizes.entry(label).or_default() += 1);
        let mut sizes: Vec<usize> = sizes.into_values().collect();
        sizes.sort_unstable();
        sizes.into_iter().map(pairs).sum()
    };
    let both = sum(&mut found.iter().copied().zip(gold.iter().copied()));
    let (a, b) = (sum(&mut found.iter().map(|f| (*f, 0))), sum(&mut gold.iter().map(|g| (*g, 0))));
    let chance = a * b / pairs(gold.len()).max(1.0);
    let most = (a + b) / 2.0;
    if most == chance { 1.0 } else { (both - chance) / (most - chance) }
}

/// Whether a text is written mostly in ideographs.
pub(crate) fn is_han_text(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    text.chars().filter(|c| is_han(*c)).count() * 2 > letters
}
