//! Match: which passages of a page are printings of one text.
//!
//! # Steps
//! ```text
//! seeds    short strings that stand twice
//! chain    seeds that line up
//! parallel chains aligned and extended, character by character
//! foreign  what two parallels have between them and do not share
//! edges    ruined words at the edge of a block
//! difference where two texts part, in whole words
//! likeness whether two words are one that was misread
//! known    what somebody wrote, told from dust
//! substance whether two texts say different things
//! verdict  a further copy, two like texts that differ in substance, or an echo
//! passages the page cut so that each piece has its twins whole
//! ```

pub mod across;
mod asides;
mod chain;
#[doc(hidden)]
pub mod copies;
mod difference;
mod edges;
mod foreign;
mod known;
mod likeness;
mod parallel;
mod passages;
mod seeds;
mod substance;
mod twins;
mod verdict;

pub use verdict::Verdict;

use std::ops::Range;

use across::{Printing, Reprint};

use crate::passage::{Parallel, Repeats};
use crate::sheet::Sheet;
use crate::view::{HAN_WEIGHT, View};

/// What counts as a repeat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The shortest repeat, in ideographs; a letter counts a third of one.
    /// The default, 18, is a short sentence: formulas and headlines are shorter.
    pub min_passage: usize,
    /// The lowest share of characters that agree, between 0 and 1. The default,
    /// 0.6, is less than two copies with 15 % noise each still have (0.72 in the mean),
    /// and more than two sentences of one language have by chance.
    pub similarity: f64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { min_passage: 18, similarity: 0.6 }
    }
}

impl Settings {
    /// The shortest repeat, in the weight of [`View::weight`].
    fn min_weight(&self) -> usize {
        self.min_passage.max(1) * HAN_WEIGHT as usize
    }
}

/// Find every passage that stands more than once.
pub fn find(sheet: &Sheet<'_>, settings: &Settings) -> Repeats {
    let judge = verdict::Judge::of(*sheet);
    let mut copies = Vec::new();
    let mut linked = Vec::new();
    let mut similar = Vec::new();
    for parallel in parallels(sheet.view, settings) {
        match judge.judge(&parallel, settings) {
            Verdict::Copy => copies.push(parallel),
            Verdict::Similar => similar.push(parallel),
            Verdict::Linked => linked.push(parallel),
            Verdict::Echo => {}
        }
    }
    Repeats { passages: passages::cut(sheet, &copies), linked: families(linked), similar }
}

/// The places of each passage among parallels that stay: the page is an archive of
/// one page here.
fn families(parallels: Vec<Parallel>) -> Vec<Vec<Range<usize>>> {
    let printing = |range| Printing { page: 0, range };
    let reprint =
        |p: Parallel| Reprint { first: printing(p.first()), second: printing(p.second()) };
    let reprints: Vec<Reprint> = parallels.into_iter().map(reprint).collect();
    let clusters = across::clusters(&reprints).into_iter();
    clusters.map(|c| c.printings.into_iter().map(|p| p.range).collect()).collect()
}

/// All pairs of stretches that agree over the shortest length and share asked for.
fn parallels(view: &View, settings: &Settings) -> Vec<Parallel> {
    let apart = settings.min_passage.max(2) / 2;
    let seed = seeds::weight_among(view.len());
    let hits = seeds::hits(view, seed, apart);
    let seed_len = |at| seeds::seed_len(view.symbols(), at as usize, seed) as u32;
    let chains = chain::chains(&hits, seed_len);
    let mut parallels: Vec<Parallel> = chains
        .iter()
        .filter(|chain| {
            let (start, end) = (chain[0].first, chain[chain.len() - 1].end);
            let reach = view.weight(start as usize..end as usize);
            reach * 2 >= settings.min_weight().min(view.weight(0..view.len()))
        })
        .filter_map(|chain| parallel::within(view.symbols(), chain, apart as u32))
        .flat_map(|parallel| foreign::split(view, parallel))
        .map(|parallel| edges::reach(view, parallel))
        .filter(|p| {
            let weight = view.weight(p.first()).min(view.weight(p.second()));
            weight >= settings.min_weight() && p.identity() >= settings.similarity
        })
        .collect();
    drop_contained(&mut parallels);
    parallels
}

/// Chains that began beside another chain end up as the same alignment: keep the
/// widest of those that lie inside one another on both sides.
fn drop_contained(parallels: &mut Vec<Parallel>) {
    parallels
        .sort_by_key(|p| (p.first().start, std::cmp::Reverse(p.first().end), p.second().start));
    let mut kept: Vec<Parallel> = Vec::new();
    for parallel in parallels.drain(..) {
        let inside = |other: &Parallel| {
            contains(other.first(), parallel.first()) && contains(other.second(), parallel.second())
        };
        let open = kept.iter().rev().take(RECENT);
        if !open.into_iter().any(inside) {
            kept.push(parallel);
        }
    }
    *parallels = kept;
}

/// How many parallels before one are searched for one that contains it.
const RECENT: usize = 256;

fn contains(outer: Range<usize>, inner: Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
