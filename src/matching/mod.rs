//! Match: which passages of a page are printings of one text.
//!
//! # Steps
//! ```text
//! seeds    short strings that stand twice
//! chain    seeds that line up
//! parallel chains aligned and extended, character by character
//! realign  two blocks of which one lost a line, laid side by side whole
//! foreign  what two parallels have between them and do not share
//! edges    ruined words at the edge of a block
//! pieces   parallels cut at the paragraph edges that both sides have
//! copies   where two texts differ, and what that shows
//! weigh    which pieces are one text, in the company of all
//! revision a changed text told by its neighbours
//! verdict  a further copy, two like texts, or an echo
//! exact    blocks that stand twice to the letter, however short
//! titles   lines beside the text that stand twice, misread
//! cuts     the page cut so that each piece has its twins whole
//! passages the pieces and their families
//! ```

pub mod across;
mod asides;
mod chain;
#[doc(hidden)]
pub mod copies;
mod cuts;
mod edges;
mod exact;
mod families;
mod foreign;
mod parallel;
mod passages;
mod pieces;
mod realign;
mod revision;
mod seeds;
mod titles;
mod twins;
mod verdict;
mod weigh;

pub use verdict::Verdict;

use std::ops::Range;

use across::{Printing, Reprint};

use crate::passage::{Parallel, Repeats, Similar};
use crate::sheet::Sheet;
use crate::view::{HAN_WEIGHT, View};

/// What counts as a repeat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The shortest repeat, in ideographs; a letter counts a third of one. Nothing shorter is
    /// folded. Without it what is likely decides.
    pub min_passage: Option<usize>,
    /// The lowest share of characters that agree, between 0 and 1. The default,
    /// 0.6, is less than two copies with 15 % noise each still have (0.72 in the mean),
    /// and more than two sentences of one language have by chance.
    pub similarity: f64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { min_passage: None, similarity: 0.6 }
    }
}

impl Settings {
    /// Ideographs of the shortest repeat that is not exact: a short sentence, unless another
    /// length is asked for. Formulas and headlines are shorter.
    fn shortest(&self) -> usize {
        self.min_passage.unwrap_or(18).max(1)
    }

    /// The same in the weight of [`View::weight`].
    fn min_weight(&self) -> usize {
        self.shortest() * HAN_WEIGHT as usize
    }
}

/// Find every passage that stands more than once.
pub fn find(sheet: &Sheet<'_>, settings: &Settings) -> Repeats {
    let judge = verdict::Judge::of(*sheet, *settings);
    let exact = exact::find(sheet, settings);
    let titles = titles::find(sheet, settings);
    let mut asides = exact.asides;
    asides.extend(titles.pairs);
    let (mut linked, mut doubtful) = (Vec::new(), Vec::new());
    let mut copies = exact.parallels;
    let asked: Vec<Parallel> =
        parallels(sheet.view, settings).into_iter().filter(|p| judge.is_asked(p)).collect();
    for stretch in weigh::stretches(sheet, &asked) {
        match judge.judge(&stretch) {
            Verdict::Copy => copies.push(stretch.parallel),
            Verdict::Linked => linked.push(stretch.parallel),
            Verdict::Similar => doubtful.push(stretch),
            Verdict::Echo => {}
        }
    }
    doubtful.retain(|stretch| !is_copied(&copies, &stretch.parallel));
    let mut similar: Vec<Similar> =
        doubtful.into_iter().map(|stretch| stretch.similar(sheet)).collect();
    similar.extend(titles.similar);
    let passages = passages::cut(sheet, &copies, &asides);
    Repeats { passages, linked: families(linked), similar }
}

/// Whether one of two like passages is a copy of a third: that it was folded says all.
fn is_copied(copies: &[Parallel], like: &Parallel) -> bool {
    let sides = [like.first(), like.second()];
    copies.iter().any(|copy| sides.iter().any(|side| contains(copy.second(), side.clone())))
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
    let apart = settings.shortest().max(2) / 2;
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
        .map(|parallel| realign::whole_blocks(view, parallel))
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
