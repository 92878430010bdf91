//! Which words and which ideographs follow one another in Chinese.
//!
//! Pairs of words are a map from the two, 0 between them, to their affinity. The counts
//! of ideographs are laid out as little-endian numbers, by code from [`FIRST`]: for each
//! ideograph where its pairs begin, and one end more; how often it is the first of a
//! pair; how often it is the second; of each pair how often it is seen; of each pair the
//! second ideograph, in two bytes, in order within those of one first.
//! `src/build/pairs.rs` writes them.

use std::sync::LazyLock;

use fst::Map;
use fst::raw::Output;

use super::{Lexicon, simplified, step};

static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pairs.fst"));
static PAIRS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pairs.bin"));

/// First ideograph of the tables, and how many they cover.
const FIRST: usize = 0x4E00;
const COUNT: usize = 0x9FFF - FIRST + 1;

/// Where each table begins, in numbers of four bytes.
const FIRSTS: usize = COUNT + 1;
const SECONDS: usize = FIRSTS + COUNT;
const TIMES: usize = SECONDS + COUNT;

/// Sightings added to what is seen and to what chance would give, so that one of two
/// rare ideographs proves little.
const UNSEEN: f64 = 1.0;

/// Pairs that the counts are of, about; they come from some 24 million.
const ALL: f64 = 2.4e7;

/// Units of the affinity of two words; `src/build/pairs.rs` writes them.
const NAT: f64 = 16.0;

impl Lexicon {
    /// How much oftener than by chance one Chinese word follows another, as a natural
    /// logarithm; 0 when less than 1, or when the two are not seen together.
    pub fn affinity(&self, first: &str, second: &str) -> f64 {
        static PAIRS: LazyLock<Map<&'static [u8]>> =
            LazyLock::new(|| Map::new(WORDS).expect("the build made a sound map"));
        let fst = PAIRS.as_fst();
        let mut chars = first.chars().chain(['\0']).chain(second.chars());
        let end =
            chars.try_fold((fst.root(), Output::zero()), |from, c| step(fst, from, simplified(c)));
        let listed = end.filter(|(node, _)| node.is_final());
        listed.map_or(0.0, |(node, output)| output.cat(node.final_output()).value() as f64 / NAT)
    }
}

/// How much oftener than by chance `second` follows `first` in Chinese, as a natural
/// logarithm (pointwise mutual information; K. Church & P. Hanks 1990): 6 for the halves
/// of a word, 0 for two that have nothing to do with one another, less for two that
/// shun one another. Traditional characters count as their simplified forms; what is no
/// ideograph of the basic block has no bond with anything, 0.
///
/// ```
/// use faircopy::lexicon::affinity;
/// assert!(affinity('渡', '口') > 3.0);
/// assert!(affinity('的', '了') < 0.0);
/// ```
pub fn affinity(first: char, second: char) -> f64 {
    let place = |c: char| (simplified(c) as usize).checked_sub(FIRST).filter(|at| *at < COUNT);
    let Some((first, second)) = place(first).zip(place(second)) else { return 0.0 };
    let chance = f64::from(number(FIRSTS + first)) * f64::from(number(SECONDS + second)) / ALL;
    ((f64::from(times(first, second)) + UNSEEN) / (chance + UNSEEN)).ln()
}

/// Visit every pair of ideographs that is seen, with how often.
pub fn each_pair(mut visit: impl FnMut(char, char, u32)) {
    let pairs = number(COUNT) as usize;
    let seconds = &PAIRS[4 * (TIMES + pairs)..];
    let ideograph = |place: usize| char::from_u32((FIRST + place) as u32);
    for first in 0..COUNT {
        for at in number(first) as usize..number(first + 1) as usize {
            let second = usize::from(u16::from_le_bytes([seconds[2 * at], seconds[2 * at + 1]]));
            if let Some((first, second)) = ideograph(first).zip(ideograph(second)) {
                visit(first, second, number(TIMES + at));
            }
        }
    }
}

/// How often a pair is seen.
fn times(first: usize, second: usize) -> u32 {
    let (start, end) = (number(first) as usize, number(first + 1) as usize);
    let seconds = &PAIRS[4 * (TIMES + number(COUNT) as usize)..];
    let seconds = seconds[2 * start..2 * end].as_chunks::<2>().0;
    let place = seconds.binary_search_by_key(&second, |s| usize::from(u16::from_le_bytes(*s)));
    place.map_or(0, |at| number(TIMES + start + at))
}

/// The number of four bytes at a place.
fn number(at: usize) -> u32 {
    u32::from_le_bytes(PAIRS[4 * at..].first_chunk().copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_said_together_attract_one_another() {
        let lexicon = Lexicon::builtin();
        for (first, second) in [("农业", "生产"), ("農業", "生產"), ("提供", "服务")] {
            assert!(lexicon.affinity(first, second) > 2.0, "{first} {second}");
        }
        for (first, second) in [("公路", "农业"), ("", ""), ("zz", "农业")] {
            assert_eq!(lexicon.affinity(first, second), 0.0, "{first} {second}");
        }
    }

    #[test]
    fn halves_of_words_belong_together_and_strangers_do_not() {
        for (first, second) in [('银', '行'), ('銀', '行'), ('堤', '坝'), ('加', '快')] {
            assert!(affinity(first, second) > 2.5, "{first}{second}");
        }
        for (first, second) in [('了', '的'), ('元', '二'), ('a', '行'), ('行', '𠀀'), ('鼐', '鱻')]
        {
            assert!(affinity(first, second) < 2.0, "{first}{second}");
        }
    }
}
