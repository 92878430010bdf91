//! Fit: of all the starts on the page, which one continues this end.
//!
//! ```text
//! 再說那條渡船，在這一帶水 | 面上，算得上是又快又穩    clearly the best: joined
//!                          | 鋪昨天又添了兩張桌
//!                          | 叔說的老話也不錯
//! ```
//!
//! [`super::seam`] asks whether two texts *can* be one. On a page of many torn
//! columns many can: any two ideographs make a word now and then. So each end is
//! tried against every start, each start against every end, and what counts is how
//! far the best stands above the rest.
//!
//! # Heuristics
//! - What is weighed is what the page itself shows: strings across the seam that it
//!   has elsewhere, rare characters that both sides share (they are of one article),
//!   the width of their columns; and whether the lexicon reads a word across.
//! - A torn end fills its line, and a torn start too: short ones are the ends of
//!   paragraphs, and headings.
//! - What stands under a heading or a byline starts there.
//! - The page is believed to be in order unless its ends say otherwise: if the ends of
//!   many blocks fit the next block no better than any other, it was shuffled.
//!
//! The weights are those of a logit model over all starts and "none of them", fitted
//! to columns of a Chinese paper of 1920 cut up and shuffled, and rounded.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::attested::Attested;
use super::torn::Torn;
use crate::ending;
use crate::lexicon;
use crate::script::is_unspaced;
use crate::seam::{Candidate, JOINED_APART, PROVEN_APART};
use crate::sheet::Sheet;

/// How many blocks ahead and back a start is weighed: a full page of a daily in
/// columns has about so many paragraphs on each side of its middle.
const REACH: usize = 96;

/// What an end that goes on nowhere weighs, in natural logarithms like all below.
const NOWHERE: f64 = 4.1;

/// Columns of two widths.
const OTHER_WIDTH: f64 = -2.0;

/// A mark before the seam and one after it: two marks do not stand together.
const TWO_MARKS: f64 = -4.5;

/// A bracket or quotation opened before the seam and closed after it.
const BRACKET: f64 = 2.5;

/// Per natural logarithm of how much oftener than by chance the page has the two
/// characters at the seam.
const PAIR: f64 = 1.1;

/// Per further character of a string across the seam that the page has, and the most
/// that count.
const STRING: f64 = 1.0;
const STRING_MOST: usize = 3;

/// Per natural logarithm by which a word across the seam betters the reading.
const WORD: f64 = 0.7;

/// Per natural logarithm of how much oftener than by chance the two characters at the
/// seam follow one another in Chinese.
const AFFINITY: f64 = 0.4;

/// Per unit of likeness: the rarity, among the blocks of the page, of the characters
/// two blocks share, over the geometric mean of how many each has.
const LIKENESS: f64 = 13.0;

/// Occurrences added to what is seen and to what chance would give, so that one
/// sighting proves little.
const UNSEEN: f64 = 0.5;

/// How much likelier (natural logarithm) than not a page is in order before its ends
/// are looked at. Of twelve pages in order the least sure gathers ten more from its
/// ends, of as many shuffled ones the least sure one less.
const IN_ORDER: f64 = 1.0;

/// Fewest ends that can speak against it: where letters are lost at both of two,
/// neither fits what follows.
const FEWEST_ENDS: usize = 3;

/// The most that one end says for or against the order of its page.
const ONE_END: f64 = 2.0;

/// Shares from which a pair is joined, and from which it is suggested. In columns
/// shuffled six times over, one join in a hundred above the first is false, and one
/// suggestion in ten above the second (`cargo bench --bench quality -- joins`).
const SURE: f64 = 0.9;
const LIKELY: f64 = 0.5;

/// How well the ends and starts of ideographic text fit on one page.
#[derive(Default)]
pub(super) struct Fits {
    ends: FxHashSet<usize>,
    shares: FxHashMap<(usize, usize), f64>,
    in_order: bool,
}

impl Fits {
    /// Weigh every end against every start within reach.
    pub(super) fn weigh(
        sheet: &Sheet<'_>,
        attested: &Attested,
        ends: &[Torn<'_>],
        starts: &[Torn<'_>],
    ) -> Fits {
        if ends.is_empty() {
            return Fits { in_order: true, ..Fits::default() };
        }
        let page = Weigher::new(sheet, attested, starts);
        let weights: Vec<Vec<(usize, f64)>> = ends
            .par_iter()
            .map(|end| {
                let near = within_reach(starts, end.block);
                near.map(|start| (start.block, page.weight(end, start).exp())).collect()
            })
            .collect();
        let mut of_start: FxHashMap<usize, f64> = FxHashMap::default();
        for (start, weight) in weights.iter().flatten() {
            *of_start.entry(*start).or_insert(NOWHERE.exp()) += weight;
        }
        let mut fits = Fits { in_order: true, ..Fits::default() };
        let (mut order, mut asked) = (IN_ORDER, 0);
        for (end, weights) in ends.iter().zip(&weights) {
            let sum: f64 = weights.iter().map(|(_, weight)| weight).sum();
            for (start, weight) in weights {
                let share = weight / (NOWHERE.exp() + sum) * weight / of_start[start];
                fits.shares.insert((end.block, *start), share);
                if *start == end.block + 1 {
                    let against_chance = (weight / sum * weights.len() as f64).ln();
                    order += against_chance.clamp(-ONE_END, ONE_END);
                    asked += 1;
                }
            }
            fits.ends.insert(end.block);
        }
        fits.in_order = asked < FEWEST_ENDS || order >= 0.0;
        fits
    }

    /// Whether blocks that belong together follow one another on this page.
    pub(super) fn in_order(&self) -> bool {
        self.in_order
    }

    /// Whether a pair is far better than any other for both its sides.
    pub(super) fn stands_out(&self, left: usize, right: usize) -> bool {
        self.share(left, right).is_some_and(|share| share >= LIKELY)
    }

    /// What the other starts and ends of the page say of a seam.
    pub(super) fn amend(&self, mut candidate: Candidate) -> Candidate {
        let share = match self.share(candidate.left, candidate.right) {
            Some(share) => share,
            None if self.in_order => return candidate,
            // What was not weighed has nothing but what any two blocks show.
            None => 0.0,
        };
        let seam = &mut candidate.seam;
        if share >= SURE {
            seam.together = seam.together.max(PROVEN_APART);
            seam.points = seam.points.max(PROVEN_APART);
        } else if share >= LIKELY {
            seam.together = JOINED_APART;
            seam.points = seam.points.max(PROVEN_APART);
        } else {
            // On a page in order the next block needs no more than itself.
            let most = if self.in_order { JOINED_APART - 1 } else { 0 };
            seam.together = seam.together.min(most);
        }
        candidate
    }

    /// How sure it is, 0 to 1, that `right` continues `left` and neither any other;
    /// `None` where `left` is no end of ideographic text that was weighed.
    pub(super) fn share(&self, left: usize, right: usize) -> Option<f64> {
        let weighed = self.ends.contains(&left);
        weighed.then(|| self.shares.get(&(left, right)).copied().unwrap_or(0.0))
    }
}

/// The starts that are weighed for the end of a block, of those in page order.
pub(super) fn within_reach<'s, 'a>(
    starts: &'s [Torn<'a>],
    block: usize,
) -> impl Iterator<Item = &'s Torn<'a>> {
    let from = starts.partition_point(|start| start.block + REACH < block);
    let near = starts[from..].iter().take_while(move |start| start.block <= block + REACH);
    near.filter(move |start| start.block != block)
}

/// What pairs are weighed by.
struct Weigher<'s, 'a> {
    sheet: &'s Sheet<'a>,
    attested: &'s Attested,
    /// In how many of the blocks that are weighed an ideograph stands.
    spread: FxHashMap<u32, f64>,
    blocks: f64,
    /// How often an ideograph stands on the page.
    counts: FxHashMap<u32, f64>,
    all: f64,
}

impl<'s, 'a> Weigher<'s, 'a> {
    fn new(sheet: &'s Sheet<'a>, attested: &'s Attested, starts: &[Torn<'a>]) -> Self {
        let mut spread: FxHashMap<u32, f64> = FxHashMap::default();
        for letter in starts.iter().flat_map(|start| &start.letters) {
            *spread.entry(*letter).or_default() += 1.0;
        }
        let mut counts: FxHashMap<u32, f64> = FxHashMap::default();
        for symbol in sheet.view.symbols() {
            *counts.entry(*symbol).or_default() += 1.0;
        }
        let (blocks, all) = (starts.len() as f64, sheet.view.len() as f64);
        Weigher { sheet, attested, spread, blocks, counts, all }
    }

    /// What speaks for a start as the continuation of an end.
    fn weight(&self, end: &Torn<'_>, start: &Torn<'_>) -> f64 {
        let mut weight = LIKENESS * self.likeness(&end.letters, &start.letters);
        if end.differs_in_width(start) {
            weight += OTHER_WIDTH;
        }
        let close = ending::leaves_open(end.text);
        if close.is_some_and(|close| ending::closes_first(start.text, close)) {
            weight += BRACKET;
        }
        let (last, first) = (end.text.chars().next_back(), start.text.chars().next());
        match (last.is_some_and(is_unspaced), first.is_some_and(is_unspaced)) {
            (true, true) => weight + self.across(end, start),
            (false, false) => weight + TWO_MARKS,
            _ => weight,
        }
    }

    /// What the characters about the seam say.
    fn across(&self, end: &Torn<'_>, start: &Torn<'_>) -> f64 {
        let found = self.attested.across(self.sheet.view, end.symbols, start.symbols);
        let count = |symbol: Option<&u32>| {
            symbol.and_then(|symbol| self.counts.get(symbol)).copied().unwrap_or(0.0)
        };
        let chance = count(end.symbols.last()) * count(start.symbols.first()) / self.all;
        let pair = ((found.count as f64 + UNSEEN) / (chance + UNSEEN)).ln();
        let string = found.len.saturating_sub(2).min(STRING_MOST) as f64;
        let together = format!("{}{}", end.edge, start.edge);
        let word = self.sheet.lexicon.log_probability(&together) - end.log_edge - start.log_edge;
        let (last, first) = (end.text.chars().next_back(), start.text.chars().next());
        let affinity = last.zip(first).map_or(0.0, |(a, b)| lexicon::affinity(a, b));
        PAIR * pair + STRING * string + WORD * word + AFFINITY * affinity
    }

    /// How much of what is rare on the page two blocks have in common.
    fn likeness(&self, one: &[u32], other: &[u32]) -> f64 {
        let (mut rare, mut rest) = (0.0, other);
        for letter in one {
            rest = &rest[rest.partition_point(|o| o < letter)..];
            if rest.first() == Some(letter) {
                rare += (self.blocks / self.spread.get(letter).copied().unwrap_or(1.0)).ln();
            }
        }
        rare / ((one.len() * other.len()).max(1) as f64).sqrt()
    }
}
