//! Index: short strings that stand on two pages or more, and where.
//!
//! Most strings of an archive stand in it once and can match nothing. They are
//! told by two bit maps in a first pass (seen once, seen twice: a counting Bloom
//! filter of two, B. Bloom 1970) and never stored.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::super::seeds::each_seed;

/// Bits of each map per symbol of the archive: a string that stands once is stored
/// all the same about once in eight times.
const BITS_A_SYMBOL: usize = 8;

/// A string that is everywhere says little: the more places have it, the fewer it
/// is paired with, so that a rare one is paired with all, and one that every page
/// has with the nearest page before.
const PAIRS: usize = 32;

/// The strings that stand at two places or more.
pub(super) struct Index {
    /// Strings by hash and then in page order: the hash in the upper half, the
    /// number of the string in the lower.
    sorted: Vec<u64>,
    /// For each string, by number, its place in `sorted`.
    place: Vec<u32>,
    /// For each string its page and where it starts there, in symbols.
    at: Vec<(u32, u32)>,
    /// For each page the number of its first string; the number of all last.
    starts: Vec<usize>,
}

/// A string of one page that an earlier page has.
#[derive(Clone, Copy)]
pub(super) struct Shared {
    /// The earlier page.
    pub(super) first: u32,
    /// Where the string starts on the earlier page, in symbols.
    pub(super) first_at: u32,
    /// Where it starts on the later page.
    pub(super) second_at: u32,
}

impl Index {
    /// The strings of a weight that stand twice or more on the pages.
    pub(super) fn new(pages: &[&[u32]], weight: u32) -> Index {
        let symbols = pages.iter().map(|page| page.len()).sum();
        let twice = seen_twice(pages, weight, symbols);
        let strings: Vec<Vec<(u32, u32)>> = pages
            .par_iter()
            .map(|page| {
                let mut strings = Vec::new();
                each_seed(page, weight, |hash, at| {
                    if twice.has(hash) {
                        strings.push(((hash >> 32) as u32, at));
                    }
                });
                strings
            })
            .collect();
        let mut index =
            Index { sorted: Vec::new(), place: Vec::new(), at: Vec::new(), starts: vec![0] };
        for (page, strings) in strings.into_iter().enumerate() {
            for (hash, at) in strings {
                index.sorted.push(u64::from(hash) << 32 | index.at.len() as u64);
                index.at.push((page as u32, at));
            }
            index.starts.push(index.at.len());
        }
        index.sorted.par_sort_unstable();
        index.place = vec![0; index.sorted.len()];
        for (place, string) in index.sorted.iter().enumerate() {
            index.place[(*string & u64::from(u32::MAX)) as usize] = place as u32;
        }
        index
    }

    /// Visit the strings of a page that earlier pages have, each with the nearest
    /// of those pages.
    pub(super) fn each_shared(&self, page: usize, mut visit: impl FnMut(Shared)) {
        for number in self.starts[page]..self.starts[page + 1] {
            let place = self.place[number] as usize;
            let hash = self.sorted[place] >> 32;
            let same = |other: &&u64| **other >> 32 == hash;
            let before = self.sorted[..place].iter().rev().take(PAIRS).take_while(same);
            let after = self.sorted[place + 1..].iter().take(PAIRS).take_while(same).count();
            let nearest = (PAIRS / (before.clone().count() + after + 1)).max(1);
            let twins = before.map(|other| self.at[(*other & u64::from(u32::MAX)) as usize]);
            for (first, first_at) in twins.filter(|(p, _)| *p < page as u32).take(nearest) {
                visit(Shared { first, first_at, second_at: self.at[number].1 });
            }
        }
    }
}

/// Which hashes were seen twice or more; a few that were not are among them.
struct Twice {
    bits: Vec<AtomicU64>,
    mask: u64,
}

impl Twice {
    fn new(bits: usize) -> Twice {
        let words = (bits / 64).max(1);
        Twice {
            bits: (0..words).map(|_| AtomicU64::new(0)).collect(),
            mask: (words * 64 - 1) as u64,
        }
    }

    /// Mark a hash; whether it was marked before.
    fn mark(&self, hash: u64) -> bool {
        let at = hash & self.mask;
        let bit = 1 << (at % 64);
        self.bits[(at / 64) as usize].fetch_or(bit, Ordering::Relaxed) & bit != 0
    }

    fn has(&self, hash: u64) -> bool {
        let at = hash & self.mask;
        self.bits[(at / 64) as usize].load(Ordering::Relaxed) >> (at % 64) & 1 == 1
    }
}

fn seen_twice(pages: &[&[u32]], weight: u32, symbols: usize) -> Twice {
    let bits = (symbols * BITS_A_SYMBOL).next_power_of_two();
    let (once, twice) = (Twice::new(bits), Twice::new(bits));
    pages.par_iter().for_each(|page| {
        each_seed(page, weight, |hash, _| {
            if once.mark(hash) {
                twice.mark(hash);
            }
        });
    });
    twice
}
