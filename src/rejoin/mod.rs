//! Rejoin: which end continues at which start.
//!
//! Ends and starts need not be neighbours: a caption, a heading or a further copy
//! may stand between. So every end that breaks off is held against every start near it;
//! the scores of all pairs together make matchings of the whole page, and what counts is the
//! share of these that has a pair.
//!
//! # Steps
//! ```text
//! piece, page   what each block shows, and the page
//! features      what speaks for each pair; fitted weights make it a score
//! printings     copies of one end, or of one start, are one
//! matching      the odds of each pair among all matchings of the page
//! sureness      how often such a pair is right; what is applied, what is shown
//! seam          how the two are put together
//! ```

mod across;
mod attested;
mod between;
mod features;
mod frames;
pub mod matching;
mod page;
mod piece;
mod printings;
mod seam;
mod sequence;
pub mod sureness;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use features::Features;
use page::Page;
use printings::Printings;
use seam::Reader;

use crate::passage::Passages;
use crate::reason::Tier;
use crate::seam::{Candidate, Seam, Side};
use crate::sheet::Sheet;

/// A pair of an end and a start, and what speaks for it.
pub struct Pair {
    /// The block that breaks off.
    pub left: usize,
    /// The block that may continue it.
    pub right: usize,
    /// The texts of the two, by the first block that has each.
    pub texts: (usize, usize),
    /// Whether the two will be neighbours.
    pub is_next: bool,
    /// What speaks for and against.
    pub features: Features,
}

/// All pairs of a page, and its writing: what the weights are fitted on.
pub fn pairs(sheet: &Sheet<'_>, passages: &Passages) -> (Vec<Pair>, &'static str) {
    let printings = Printings::of(sheet, passages);
    let page = Page::of(sheet, printings.copied.clone());
    let pairs = of_texts(&page, &printings);
    let pair = |((left, right), texts)| Pair {
        left,
        right,
        texts,
        is_next: page.are_next(left, right),
        features: page.features(left, right),
    };
    (pairs.into_iter().map(pair).collect(), page.writing)
}

/// Two blocks, and the texts of the two.
type OfTexts = ((usize, usize), (usize, usize));

/// The pairs of a page that another printing does not bar.
fn of_texts(page: &Page<'_>, printings: &Printings) -> Vec<OfTexts> {
    let text = |(left, right): (usize, usize)| {
        let (end, start) = (printings.ends[left]?, printings.starts[right]?);
        // What a text ends with is no continuation of another printing of it.
        (end != start).then_some(((left, right), (end, start)))
    };
    page.pairs().into_iter().filter_map(text).collect()
}

/// All pairs that are joined or suggested, by left block and then by right.
pub fn find(sheet: &Sheet<'_>, passages: &Passages) -> Vec<Candidate> {
    let printings = Printings::of(sheet, passages);
    let page = Page::of(sheet, printings.copied.clone());
    let weights = sureness::weights(page.writing);
    let pairs = of_texts(&page, &printings);
    let score = |(pair, _): &OfTexts| sureness::score(&page.features(pair.0, pair.1), weights);
    let scores: Vec<f64> = pairs.par_iter().map(score).collect();
    // Of the copies of two texts, those that stand best to one another.
    let mut best: BTreeMap<(usize, usize), (f64, bool)> = BTreeMap::new();
    for (((left, right), texts), score) in pairs.iter().zip(&scores) {
        let found = (*score, page.are_next(*left, *right));
        best.entry(*texts)
            .and_modify(|best| {
                if found.0 > best.0 {
                    *best = found
                }
            })
            .or_insert(found);
    }
    let texts: Vec<(usize, usize)> = best.keys().copied().collect();
    let (scores, next): (Vec<f64>, Vec<bool>) = best.values().copied().unzip();
    let evidence = sureness::evidence(&texts, &scores, &next);
    let odds: BTreeMap<(usize, usize), f64> =
        texts.into_iter().zip(evidence.iter().map(|e| sureness::score(e, weights))).collect();
    let reader = Reader { lexicon: page.lexicon, frames: &page.frames, attested: &page.attested };
    let candidate = |((left, right), texts): &OfTexts| {
        let tier = sureness::tier(odds[texts], weights);
        let (a, b) = (&page.pieces[*left], &page.pieces[*right]);
        (tier < Tier::Flag).then(|| Candidate {
            left: *left,
            right: *right,
            seam: reader.seam(a, b, odds[texts], tier),
        })
    };
    pairs.iter().filter_map(candidate).collect()
}

/// How well one stretch continues another, where what stood between was cut away.
pub fn continues(sheet: &Sheet<'_>, left: Side<'_>, right: Side<'_>) -> Seam {
    let page = Page::of_two(sheet, left, right);
    let weights = sureness::weights(page.writing);
    let [a, b] = &page.pieces[..] else { return Seam::default() };
    if a.is_done || a.announces || !a.may_go_on_with(b) {
        return Seam::default();
    }
    let score = sureness::score(&page.features(0, 1), weights);
    let evidence = sureness::evidence(&[(0, 1)], &[score], &[true]);
    let odds = sureness::score(&evidence[0], weights);
    let reader = Reader { lexicon: page.lexicon, frames: &page.frames, attested: &page.attested };
    reader.seam(a, b, odds, sureness::tier(odds, weights))
}

#[cfg(test)]
mod tests;
