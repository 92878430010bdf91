//! Strings: the short strings of a page, with what stands beside each.
//!
//! Most pairs of places that share a short string share it by chance, and nothing
//! else. What stands before and after, six symbols on each side, tells nearly all of
//! these without another look at the pages: of two printings of a passage most of it
//! agrees, noise and all; of two passages that share a phrase hardly anything.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::super::seeds::{SPREAD, each_seed};

/// A short string of a page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Strung {
    /// What the string is, by hash (48 bits).
    pub hash: u64,
    /// Where it starts, counting the symbols of the whole archive (40 bits).
    pub place: u64,
    /// What stands beside it: four bits for each of [`BESIDE`] symbols on either side.
    pub beside: u64,
}

/// Symbols on either side of a string that are kept with it.
pub const BESIDE: usize = 6;

/// Bits of a hash by which strings are divided.
const SHARE_BITS: u32 = 8;

/// Shares that the strings of an archive can be divided into, so that only some of them
/// are held at a time. All places of one string are in one share.
pub const SHARES: usize = 1 << SHARE_BITS;

const HASH_BITS: u32 = 48;

/// Bits of the hash that a packed string keeps: its share is known.
pub(super) const PACKED_HASH_BITS: u32 = HASH_BITS - SHARE_BITS;
const PLACE_BITS: u32 = 40;
const BESIDE_BITS: u32 = 8 * BESIDE as u32;

impl Strung {
    /// Which share it is in.
    pub fn share(&self) -> usize {
        (self.hash >> PACKED_HASH_BITS) as usize
    }

    /// The string without its share in one number, ordered by string and then by place.
    pub fn pack(&self) -> u128 {
        let hash = self.hash & ((1 << PACKED_HASH_BITS) - 1);
        u128::from(hash) << (PLACE_BITS + BESIDE_BITS)
            | u128::from(self.place) << BESIDE_BITS
            | u128::from(self.beside)
    }
}

/// The hash in a packed string.
pub(super) fn packed_hash(packed: u128) -> u64 {
    (packed >> (PLACE_BITS + BESIDE_BITS)) as u64
}

/// The place in a packed string.
pub(super) fn packed_place(packed: u128) -> u64 {
    (packed >> BESIDE_BITS) as u64 & ((1 << PLACE_BITS) - 1)
}

/// How many of the symbols beside two packed strings agree.
pub(super) fn agreeing(a: u128, b: u128) -> u32 {
    let unlike = (a ^ b) as u64 & ((1 << BESIDE_BITS) - 1);
    let any = unlike | unlike >> 1 | unlike >> 2 | unlike >> 3;
    2 * BESIDE as u32 - (any & 0x1111_1111_1111).count_ones()
}

/// Visit the strings of a weight that start on a page and are in some shares. `before`
/// counts the symbols of the pages before it.
pub fn each(
    symbols: &[u32],
    weight: u32,
    before: u64,
    shares: &Range<usize>,
    mut visit: impl FnMut(Strung),
) {
    let beside = besides(symbols);
    each_seed(symbols, weight, |hash, place| {
        let string = Strung {
            hash: hash >> (64 - HASH_BITS),
            place: before + place.start as u64,
            beside: 0,
        };
        if shares.contains(&string.share()) {
            let (behind, ahead) = (beside[place.start], beside[place.end + BESIDE]);
            let beside = u64::from(behind) << (4 * BESIDE) | u64::from(ahead);
            visit(Strung { beside, ..string });
        }
    });
}

/// Before each place of a page, up to [`BESIDE`] beyond its end, four bits for each of the
/// last [`BESIDE`] symbols; none where there is no symbol.
fn besides(symbols: &[u32]) -> Vec<u32> {
    let mut besides = Vec::with_capacity(symbols.len() + BESIDE + 1);
    let mut last = 0;
    besides.push(last);
    let nibbles = symbols.iter().map(|symbol| symbol.wrapping_mul(SPREAD) >> 28);
    besides.extend(nibbles.chain([0; BESIDE]).map(|nibble| {
        last = (last << 4 | nibble) & ((1 << (4 * BESIDE)) - 1);
        last
    }));
    besides
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(text: &str) -> Vec<Strung> {
        let symbols: Vec<u32> = text.chars().map(|c| c as u32).collect();
        let mut strings = Vec::new();
        each(&symbols, 8, 0, &(0..SHARES), |s| strings.push(s));
        strings
    }

    #[test]
    fn the_same_string_has_the_same_hash_wherever_it_stands() {
        let (a, b) = (strings("xxxtheferryruns"), strings("onceagaintheferryrunsonce"));
        assert_eq!(a[3].hash, b[9].hash);
        assert_ne!(a[3].hash, b[8].hash);
        assert_eq!(agreeing(a[3].pack(), a[3].pack()), 12);
        assert_eq!(strings("渡口今日通航").len(), 3);
        assert_eq!(strings("渡口今日通航")[2].hash, strings("又今日通航")[1].hash);
    }

    #[test]
    fn a_packed_string_keeps_its_parts() {
        let strung = strings("theferryrunsagain")[2];
        let packed = Strung { place: 12_345_678_901, ..strung }.pack();
        assert_eq!(packed_place(packed), 12_345_678_901);
        assert_eq!(packed_hash(packed) | (strung.share() as u64) << 40, strung.hash);
    }
}
