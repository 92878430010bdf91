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
pub mod matching;
mod page;
mod piece;
mod printings;
mod seam;
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

/// A pair of an end and a start, by block, and what speaks for it.
pub struct Pair {
    /// The block that breaks off.
    pub left: usize,
    /// The block that may continue it.
    pub right: usize,
    /// What speaks for and against.
    pub features: Features,
}

/// All pairs of a page, and whether its text has no spaces between words: what the weights are
/// fitted on.
pub fn pairs(sheet: &Sheet<'_>) -> (Vec<Pair>, bool) {
    let page = Page::of(sheet, vec![false; sheet.blocks.len()]);
    let pair = |(left, right)| Pair { left, right, features: page.features(left, right) };
    (page.pairs().into_iter().map(pair).collect(), page.is_unspaced)
}

/// All pairs that are joined or suggested, by left block and then by right.
pub fn find(sheet: &Sheet<'_>, passages: &Passages) -> Vec<Candidate> {
    let printings = Printings::of(sheet, passages);
    let page = Page::of(sheet, printings.copied.clone());
    let weights = sureness::weights(page.is_unspaced);
    let text = |(left, right): (usize, usize)| {
        let (end, start) = (printings.ends[left]?, printings.starts[right]?);
        // What a text ends with is no continuation of another printing of it.
        (end != start).then_some(((left, right), (end, start)))
    };
    let pairs: Vec<((usize, usize), (usize, usize))> =
        page.pairs().into_iter().filter_map(text).collect();
    let score = |(pair, _): &((usize, usize), (usize, usize))| {
        sureness::score(&page.features(pair.0, pair.1), weights)
    };
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
    let reader = Reader { lexicon: page.lexicon, view: page.view, attested: &page.attested };
    let candidate = |((left, right), texts): &((usize, usize), (usize, usize))| {
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
    let weights = sureness::weights(page.is_unspaced);
    let [a, b] = &page.pieces[..] else { return Seam::default() };
    if a.is_done || a.announces {
        return Seam::default();
    }
    let score = sureness::score(&page.features(0, 1), weights);
    let evidence = sureness::evidence(&[(0, 1)], &[score], &[true]);
    let odds = sureness::score(&evidence[0], weights);
    let reader = Reader { lexicon: page.lexicon, view: page.view, attested: &page.attested };
    reader.seam(a, b, odds, sureness::tier(odds, weights))
}

#[cfg(test)]
mod tests;
