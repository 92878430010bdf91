//! Across pages: passages that stand on more than one page of an archive.
//!
//! # Steps
//! ```text
//! strings    the short strings of a page, with what stands beside each
//! shared     places of two pages that have a string in common and agree around it
//! candidate  such places that line up between two pages
//! reprints   candidates aligned, character by character
//! cluster    reprints of one passage gathered
//! ```
//!
//! Each step is a function of plain records: the folded text of a page; the strings of
//! one share; the places that a page shares with earlier ones; all reprints. None
//! depends on the order in which records are worked on, and all but the last need
//! only a part of the archive at a time.

mod candidate;
mod cluster;
pub mod shared;
pub mod strings;
#[cfg(test)]
mod tests;

use std::ops::Range;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use cluster::{Cluster, Printing, clusters};

use super::parallel::{self, Texts};
use super::{Settings, drop_contained, seeds};
use crate::passage::Parallel;
use crate::view::symbols_weight;

use shared::{Numbering, Shared};

/// The folded texts of an archive, wherever they are kept.
pub trait Folds: Sync {
    /// Symbols of a page.
    fn len(&self, page: u32) -> usize;

    /// Whether a page has no symbols.
    fn is_empty(&self, page: u32) -> bool {
        self.len(page) == 0
    }

    /// Read a stretch of a page, in place of what `into` held.
    fn read(&self, page: u32, range: Range<usize>, into: &mut Vec<u32>);
}

impl Folds for [&[u32]] {
    fn len(&self, page: u32) -> usize {
        self[page as usize].len()
    }

    fn read(&self, page: u32, range: Range<usize>, into: &mut Vec<u32>) {
        into.clear();
        into.extend_from_slice(&self[page as usize][range]);
    }
}

/// One passage on two pages.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Reprint {
    /// On the earlier page.
    pub first: Printing,
    /// On the later page.
    pub second: Printing,
}

/// How long a string must be in an archive of so many symbols, in letters' weight.
pub fn weight_among(symbols: u64) -> u32 {
    seeds::weight_among(symbols as usize)
}

/// All passages that two pages share, given the pages' folded texts
/// ([`View::symbols`](crate::view::View::symbols)), by later page and then by
/// earlier. A passage on many pages is linked from each to the nearest earlier ones,
/// not to all; [`clusters`] gathers them.
pub fn reprints(pages: &[&[u32]], settings: &Settings) -> Vec<Reprint> {
    let numbering = Numbering::of(pages.iter().map(|page| page.len()));
    let weight = weight_among(numbering.symbols());
    let mut strings: Vec<Vec<u128>> = vec![Vec::new(); strings::SHARES];
    for (page, symbols) in pages.iter().enumerate() {
        strings::each(symbols, weight, numbering.start(page), &(0..strings::SHARES), |string| {
            strings[string.share()].push(string.pack());
        });
    }
    let mut shared: Vec<Shared> = strings
        .into_par_iter()
        .flat_map_iter(|strings| {
            let mut shared = Vec::new();
            shared::each(strings, &numbering, &|_, _| true, |s| shared.push(s));
            shared
        })
        .collect();
    shared.par_sort_unstable();
    let by_page: Vec<&[Shared]> = shared.chunk_by(|a, b| a.second == b.second).collect();
    let of_page = |shared: &&[Shared]| of_page(pages, shared, weight, settings);
    by_page.par_iter().flat_map_iter(of_page).collect()
}

/// Symbols between two strings on one page beyond which no chain leads from one to the
/// other, whatever noise there is.
const APART: u32 = 256;

/// The passages that a page shares with earlier ones, given the places it shares with
/// them, sorted. `weight` is that of the strings.
pub fn of_page(
    folds: &(impl Folds + ?Sized),
    shared: &[Shared],
    weight: u32,
    settings: &Settings,
) -> Vec<Reprint> {
    let least = settings.min_weight();
    let page = shared[0].second;
    let (mut second, mut window) = (Vec::new(), Vec::new());
    folds.read(page, 0..folds.len(page), &mut second);
    let mut found = Vec::new();
    // Strings that are too far apart for one passage need not be read together.
    let near = |a: &Shared, b: &Shared| a.first == b.first && b.first_at - a.first_at <= APART;
    for pair in shared.chunk_by(near) {
        let candidate = candidate::of_pair(folds, pair, weight, &mut window);
        let texts = Texts::between(&window, &second);
        let mut parallels: Vec<Parallel> = candidate
            .promising(texts, least)
            .map(|chain| Parallel { runs: parallel::of_chain(texts, chain) })
            .filter(|p| !p.runs.is_empty() && is_passage(texts, p, least, settings.similarity))
            .collect();
        drop_contained(&mut parallels);
        let (first, start) = (candidate.first, candidate.window.start);
        found.extend(parallels.into_iter().map(|parallel| {
            let range = parallel.first();
            Reprint {
                first: Printing { page: first, range: range.start + start..range.end + start },
                second: Printing { page, range: parallel.second() },
            }
        }));
    }
    found
}

fn is_passage(texts: Texts<'_>, parallel: &Parallel, least: usize, similarity: f64) -> bool {
    let first = symbols_weight(&texts.first[parallel.first()]);
    let second = symbols_weight(&texts.second[parallel.second()]);
    first.min(second) >= least
        && parallel.identity() >= similarity
        && in_one_go(texts, parallel) as f64 >= similarity * least as f64
}

/// The most that two texts agree anywhere: the weight of what is alike less that of what
/// stands against unlike symbols, over the best stretch (T. Smith & M. Waterman 1981).
///
/// Two formulas of five words with other words between (`The wedding was a … friends of
/// the young couple`) have the length and the share of a passage, and are none: what the
/// shortest passage must have alike, some stretch of a passage has in one go. What only
/// one text has is not counted, a line of the next column may have been read into it.
fn in_one_go(texts: Texts<'_>, parallel: &Parallel) -> usize {
    let (mut score, mut best) = (0usize, 0);
    let mut end: Option<(usize, usize)> = None;
    for run in &parallel.runs {
        let (first, second) = (run.first as usize, run.second as usize);
        if let Some((a, b)) = end {
            let unlike = symbols_weight(&texts.first[a..first])
                .min(symbols_weight(&texts.second[b..second]));
            score = score.saturating_sub(unlike);
        }
        let (a, b) = (first + run.len as usize, second + run.len as usize);
        score += symbols_weight(&texts.first[first..a]);
        best = best.max(score);
        end = Some((a, b));
    }
    best
}
