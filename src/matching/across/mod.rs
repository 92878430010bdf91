//! Across pages: passages that stand on more than one page of an archive.
//!
//! # Steps
//! ```text
//! index      short strings that stand on two pages or more
//! candidate  strings that line up between two pages
//! reprint    candidates aligned, character by character
//! cluster    reprints of one passage gathered
//! ```
//!
//! Each step is a function of plain records: the folded texts; the strings of one
//! page that earlier pages have; the reprints of one page in earlier ones; all
//! reprints. None depends on the order in which records are worked on.

mod candidate;
mod cluster;
mod index;
#[cfg(test)]
mod tests;

use rayon::prelude::*;

pub use cluster::{Cluster, Printing, clusters};

use super::parallel::{self, Texts};
use super::{Settings, drop_contained, seeds};
use crate::passage::Parallel;
use crate::view::symbols_weight;

use candidate::Candidate;
use index::Index;

/// One passage on two pages.
#[derive(Clone, Debug)]
pub struct Reprint {
    /// The earlier page, by index.
    pub first: u32,
    /// The later page.
    pub second: u32,
    /// The two passages side by side, each in symbols of its own page.
    pub parallel: Parallel,
}

/// All passages that two pages share, given the pages' folded texts
/// ([`View::symbols`](crate::view::View::symbols)), by later page and then by
/// earlier. A passage on many pages is linked from each to the nearest earlier ones,
/// not to all; [`clusters`] gathers them.
pub fn reprints(pages: &[&[u32]], settings: &Settings) -> Vec<Reprint> {
    let weight = seeds::weight_among(pages.iter().map(|page| page.len()).sum());
    let index = Index::new(pages, weight);
    (0..pages.len())
        .into_par_iter()
        .flat_map_iter(|second| of_page(pages, &index, second, weight, settings))
        .collect()
}

/// What a page shares with earlier pages.
fn of_page(
    pages: &[&[u32]],
    index: &Index,
    second: usize,
    weight: u32,
    settings: &Settings,
) -> Vec<Reprint> {
    let least = settings.min_weight();
    let mut found = Vec::new();
    for candidate in candidate::of_page(pages, index, second, weight, least) {
        let Candidate { first, chains } = candidate;
        let texts = Texts::between(pages[first as usize], pages[second]);
        let mut parallels: Vec<Parallel> = chains
            .iter()
            .map(|chain| Parallel { runs: parallel::of_chain(texts, chain) })
            .filter(|p| !p.runs.is_empty() && is_passage(texts, p, least, settings.similarity))
            .collect();
        drop_contained(&mut parallels);
        found.extend(parallels.into_iter().map(|parallel| Reprint {
            first,
            second: second as u32,
            parallel,
        }));
    }
    found
}

fn is_passage(texts: Texts<'_>, parallel: &Parallel, least: usize, similarity: f64) -> bool {
    let first = symbols_weight(&texts.first[parallel.first()]);
    let second = symbols_weight(&texts.second[parallel.second()]);
    first.min(second) >= least && parallel.identity() >= similarity
}
