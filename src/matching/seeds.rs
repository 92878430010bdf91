//! Seeds: short strings that stand at two places.
//!
//! A seed is long enough to be rare and short enough to survive noise: with 5 %
//! of the characters wrong in both copies, 66 % of strings of four are still
//! alike, but only 8 % of strings of twenty-five. How long that is depends on
//! the script, so a seed is measured by weight, not by count.

use std::ops::Range;

use super::twins;
use crate::script::is_unspaced;
use crate::view::View;

/// Weight of a seed: four ideographs of weight two, or eight letters of one.
/// Three ideographs match all over a page by chance; five lose a third of the
/// true seeds at 10 % noise.
pub(super) const SEED_WEIGHT: u32 = 8;

/// Bits of surprise in a letter of running text, given those before it. Two places
/// of an English archive agree by chance over eleven letters about as often as
/// 2.1 bits a letter would have it (11.5 MB of newspapers: once in eight million).
const BITS_A_LETTER: f64 = 2.1;

/// How long a seed must be among so many symbols, in letters' weight: so long that a
/// place has about one twin by chance, and never shorter than [`SEED_WEIGHT`].
pub(super) fn weight_among(symbols: usize) -> u32 {
    let bits = (symbols.max(1) as f64).log2();
    ((bits / BITS_A_LETTER).round() as u32).max(SEED_WEIGHT)
}

/// Each seed is paired with at most this many earlier places that have it.
/// Copies beyond that are linked through the nearer ones, so cost stays linear
/// in the length of the page.
const NEAREST: usize = 8;

/// A string that is everywhere says little: the more places have a seed, the
/// fewer it is paired with, so that this many pairs are made for a rare seed and
/// only the nearest for a common one. A line printed a hundred times is still
/// linked, each copy to the one before.
const PAIRS: usize = 32;

/// Two places with the same seed, `first` before `second`, in symbols.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Hit {
    pub(super) first: u32,
    pub(super) second: u32,
}

impl Hit {
    /// How far apart the two places are.
    pub(super) fn diagonal(self) -> u32 {
        self.second - self.first
    }
}

/// All pairs of places with the same seed that are at least `apart` symbols
/// from one another, sorted by diagonal and place.
pub(super) fn hits(view: &View, weight: u32, apart: usize) -> Vec<Hit> {
    let mut seeds = Vec::with_capacity(view.len());
    each_seed(view.symbols(), weight, |hash, place| seeds.push((hash, place.start as u32)));
    twins::retain(&mut seeds, |(hash, _)| *hash);
    seeds.sort_unstable();
    let mut hits = Vec::new();
    for group in seeds.chunk_by(|a, b| a.0 == b.0) {
        let nearest = (PAIRS / group.len()).clamp(1, NEAREST);
        for (index, (_, second)) in group.iter().enumerate().skip(1) {
            let far_enough = group[..index].partition_point(|(_, p)| p + apart as u32 <= *second);
            for (_, first) in &group[far_enough.saturating_sub(nearest)..far_enough] {
                hits.push(Hit { first: *first, second: *second });
            }
        }
    }
    hits.sort_unstable_by_key(|h| (h.diagonal(), h.first));
    hits
}

/// Visit the seed of a weight that starts at each symbol: its hash, well mixed, and its
/// place. The hash rolls (R. Karp & M. Rabin 1987).
pub(super) fn each_seed(symbols: &[u32], least: u32, mut visit: impl FnMut(u64, Range<usize>)) {
    // Counted, not searched for: that is done of many symbols at once.
    if symbols.iter().filter(|symbol| **symbol > LAST_NARROW).count() == 0 {
        return each_of_length(symbols, least as usize, visit);
    }
    let powers: Vec<u64> = std::iter::successors(Some(1u64), |p| Some(p.wrapping_mul(BASE)))
        .take(least as usize + 1)
        .collect();
    let (mut end, mut weight, mut hash) = (0, 0, 0u64);
    for (start, first) in symbols.iter().enumerate() {
        while weight < least && end < symbols.len() {
            weight += seed_weight(symbols[end]);
            hash = hash.wrapping_mul(BASE).wrapping_add(spread(symbols[end]));
            end += 1;
        }
        if weight < least {
            break;
        }
        visit(mixed(hash), start..end);
        weight -= seed_weight(*first);
        hash = hash.wrapping_sub(spread(*first).wrapping_mul(powers[end - start - 1]));
    }
}

/// The same where every symbol weighs one, so that every seed has the same length.
fn each_of_length(symbols: &[u32], length: usize, mut visit: impl FnMut(u64, Range<usize>)) {
    let Some(first) = symbols.get(..length) else { return };
    let roll = |hash: u64, symbol: &u32| hash.wrapping_mul(BASE).wrapping_add(spread(*symbol));
    let mut hash = first.iter().fold(0, roll);
    let leaves = (0..length).fold(1u64, |power, _| power.wrapping_mul(BASE));
    visit(mixed(hash), 0..length);
    for (at, (old, new)) in symbols.iter().zip(&symbols[length..]).enumerate() {
        hash = roll(hash, new).wrapping_sub(spread(*old).wrapping_mul(leaves));
        visit(mixed(hash), at + 1..at + 1 + length);
    }
}

/// The multiplier of the rolling hash.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// The multiplier that brings what tells symbols apart to the upper of 32 bits.
pub(super) const SPREAD: u32 = 0x9E37_79B1;

/// A symbol spread over 32 bits.
fn spread(symbol: u32) -> u64 {
    u64::from(symbol.wrapping_mul(SPREAD)) + 1
}

/// The upper bits of a product depend on all of its factors' bits.
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ hash >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (hash ^ hash >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// No symbol up to this one is written without spaces.
const LAST_NARROW: u32 = 0x2E7F;

/// What a symbol adds to the weight of a seed.
pub(super) fn seed_weight(symbol: u32) -> u32 {
    if symbol > LAST_NARROW && char::from_u32(symbol).is_some_and(is_unspaced) { 2 } else { 1 }
}

/// How many symbols the seed of a weight that starts at `at` has.
pub(super) fn seed_len(symbols: &[u32], at: usize, least: u32) -> usize {
    let mut weight = 0;
    symbols[at..]
        .iter()
        .take_while(|s| {
            let short = weight < least;
            weight += seed_weight(**s);
            short
        })
        .count()
}
