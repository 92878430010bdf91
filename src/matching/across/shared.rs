//! Shared: places of two pages that have a string in common and agree around it.

use serde::{Deserialize, Serialize};

use super::super::twins;
use super::strings::{PACKED_HASH_BITS, agreeing, packed_hash, packed_place};

/// How many places before one that have its string are looked at. What stands in more
/// places is linked through those nearest, so the cost stays linear in the archive.
const WINDOW: usize = 32;

/// A string that is everywhere says little: the more places have it, the fewer it is
/// paired with, so that a rare one is paired with all, and one that every page has
/// with the nearest page before.
const PAIRS: usize = 32;

/// Symbols beside two strings that must agree, of twelve. Two printings with 15 % noise
/// each agree on 8.6 of twelve in the mean, and on fewer than 4 once in five hundred
/// strings; two passages that share no more than the string on 1.5.
const AGREEING: u32 = 4;

/// Two places, on two pages, that may be printings of one passage.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Shared {
    /// The later page.
    pub second: u32,
    /// The earlier page.
    pub first: u32,
    /// Where on the earlier page, in symbols.
    pub first_at: u32,
    /// Where on the later page.
    pub second_at: u32,
}

impl Shared {
    /// All in one number, ordered by later page, then earlier, then place.
    pub fn pack(&self) -> u128 {
        u128::from(self.second) << 96
            | u128::from(self.first) << 64
            | u128::from(self.first_at) << 32
            | u128::from(self.second_at)
    }

    /// What was packed.
    pub fn unpack(packed: u128) -> Shared {
        Shared {
            second: (packed >> 96) as u32,
            first: (packed >> 64) as u32,
            first_at: (packed >> 32) as u32,
            second_at: packed as u32,
        }
    }
}

/// Which page a place of the archive is on.
#[derive(Clone, Debug)]
pub struct Numbering {
    /// For each page how many symbols stand before it; the number of all last.
    starts: Vec<u64>,
    /// For each stretch of [`STRETCH`] symbols the page it begins on.
    pages: Vec<u32>,
}

/// Symbols of a stretch whose page is known at once.
const STRETCH: u64 = 512;

impl Numbering {
    /// Pages of so many symbols each, in their order.
    pub fn of(lengths: impl Iterator<Item = usize>) -> Numbering {
        let (mut starts, mut pages) = (vec![0], Vec::new());
        for (page, length) in lengths.enumerate() {
            let end = starts[page] + length as u64;
            starts.push(end);
            while (pages.len() as u64) * STRETCH < end {
                pages.push(page as u32);
            }
        }
        Numbering { starts, pages }
    }

    /// Symbols of the whole archive.
    pub fn symbols(&self) -> u64 {
        self.starts[self.starts.len() - 1]
    }

    /// Number of pages.
    pub fn count(&self) -> usize {
        self.starts.len() - 1
    }

    /// Symbols before a page.
    pub fn start(&self, page: usize) -> u64 {
        self.starts[page]
    }

    /// Symbols of a page.
    pub fn len(&self, page: usize) -> usize {
        (self.starts[page + 1] - self.starts[page]) as usize
    }

    /// Whether there is no page.
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// The page of a place, and where on it.
    fn on(&self, place: u64) -> (u32, u32) {
        let mut page = self.pages[(place / STRETCH) as usize] as usize;
        while self.starts[page + 1] <= place {
            page += 1;
        }
        (page as u32, (place - self.starts[page]) as u32)
    }
}

/// Visit the places that packed strings of one share, in any order, have in common.
/// `comparable` says which two pages (earlier, later) may be compared.
pub fn each(
    mut strings: Vec<u128>,
    numbering: &Numbering,
    comparable: &(impl Fn(u32, u32) -> bool + Sync),
    mut visit: impl FnMut(Shared),
) {
    twins::retain(&mut strings, |string| packed_hash(*string) << (64 - PACKED_HASH_BITS));
    strings.sort_unstable();
    for group in strings.chunk_by(|a, b| packed_hash(*a) == packed_hash(*b)) {
        let nearest = (PAIRS / group.len()).max(1);
        for (index, string) in group.iter().enumerate().skip(1) {
            let mut paired = 0;
            for other in group[..index].iter().rev().take(WINDOW) {
                if agreeing(*string, *other) < AGREEING {
                    continue;
                }
                let (second, second_at) = numbering.on(packed_place(*string));
                let (first, first_at) = numbering.on(packed_place(*other));
                if first == second || !comparable(first, second) {
                    continue;
                }
                visit(Shared { second, first, first_at, second_at });
                paired += 1;
                if paired == nearest {
                    break;
                }
            }
        }
    }
}
