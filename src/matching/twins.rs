//! Twins: of many strings those that stand more than once.
//!
//! Most strings of a text stand once and can have no partner. They are told by a bit
//! for each hash (B. Bloom 1970, with one function), which costs a tenth of sorting them
//! with the others.

/// Places of the table for each string: one lone string in so many is kept by chance.
const SPARE: usize = 8;

/// Leave out strings that no other one is equal to: all but a few of them. `hash` gives
/// 64 bits of which the upper ones are used.
pub(super) fn retain<T>(strings: &mut Vec<T>, hash: impl Fn(&T) -> u64) {
    let bits = (SPARE * strings.len().max(8)).next_power_of_two().trailing_zeros();
    let (mut once, mut again) = (vec![0u64; 1 << (bits - 6)], vec![0u64; 1 << (bits - 6)]);
    let place = |string: &T| {
        let place = hash(string) >> (64 - bits);
        ((place >> 6) as usize, 1u64 << (place & 63))
    };
    for string in strings.iter() {
        let (word, bit) = place(string);
        again[word] |= once[word] & bit;
        once[word] |= bit;
    }
    strings.retain(|string| {
        let (word, bit) = place(string);
        again[word] & bit != 0
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_twice_stays_and_nearly_all_else_goes() {
        let spread = |n: &u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut strings: Vec<u64> = (0..10_000).chain((0..10_000).step_by(100)).collect();
        retain(&mut strings, spread);
        assert!((0..10_000).step_by(100).all(|n| strings.iter().filter(|s| **s == n).count() == 2));
        assert!(strings.len() < 200 + 10_000 / 6, "{}", strings.len());
        let mut none: Vec<u64> = Vec::new();
        retain(&mut none, spread);
        assert!(none.is_empty());
    }
}
