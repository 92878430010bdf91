//! What the page itself says about two characters standing together.
//!
//! At a torn column the last word of one side and the first of the other often
//! make a string that the same page has whole elsewhere: `荆|州` stands torn once
//! and whole forty times. A page is its own best dictionary of names and terms.

use rustc_hash::FxHashMap;

use super::frames::Frames;
use crate::script::is_unspaced;

/// Places remembered per pair of symbols; a pair seen more often needs no more proof.
const PLACES: usize = 64;

/// How far a match is followed on each side of the seam, in symbols.
pub(super) const REACH: usize = 8;

/// Where certain pairs of neighbouring symbols stand on the page.
#[derive(Debug, Default)]
pub(super) struct Attested {
    places: Vec<Places>,
    /// By pair which of them are its places.
    numbers: Numbers,
}

/// Numbers by pair. Every place of a page is asked, so those of letters and figures stand
/// in a table.
#[derive(Debug, Default)]
struct Numbers {
    /// One more than the number, for symbols of ASCII.
    letters: Vec<u16>,
    others: FxHashMap<(u32, u32), usize>,
}

impl Numbers {
    fn get(&self, pair: (u32, u32)) -> Option<usize> {
        match letters(pair) {
            Some(at) => usize::from(*self.letters.get(at)?).checked_sub(1),
            None => self.others.get(&pair).copied(),
        }
    }

    fn set(&mut self, pair: (u32, u32), number: usize) {
        match letters(pair) {
            Some(at) => {
                self.letters.resize(1 << 14, 0);
                self.letters[at] = number as u16 + 1;
            }
            None => drop(self.others.insert(pair, number)),
        }
    }
}

/// Where a pair of ASCII stands in a table of all of them.
fn letters((last, first): (u32, u32)) -> Option<usize> {
    (last < 128 && first < 128).then_some((last << 7 | first) as usize)
}

/// Where a pair stands, and what stands beside it there, each in a row of its own: most
/// places have the pair and no more in common with a seam, which is seen of many at once.
#[derive(Debug, Default)]
struct Places {
    at: Vec<u32>,
    before: Vec<u32>,
    after: Vec<u32>,
}

/// Stands for a neighbour where there is none: on the page, and at a seam. Neither is a
/// symbol, and they are not alike.
const NO_NEIGHBOUR: u32 = 0x11_0000;
const NONE_AT_SEAM: u32 = 0x11_0001;

impl Places {
    fn add(&mut self, symbols: &[u32], at: usize) {
        if self.at.is_empty() {
            let rows = [&mut self.at, &mut self.before, &mut self.after];
            rows.into_iter().for_each(|row| row.reserve_exact(PLACES));
        }
        let before = at.checked_sub(1).map_or(NO_NEIGHBOUR, |before| symbols[before]);
        self.at.push(at as u32);
        self.before.push(before);
        self.after.push(symbols.get(at + 2).copied().unwrap_or(NO_NEIGHBOUR));
    }

    /// Places where the pair has one of these neighbours; none of them if `both` must
    /// stand beside it somewhere and do not.
    fn beside(&self, back: u32, ahead: u32, both: bool) -> impl Iterator<Item = usize> {
        let neighbours = || self.before.iter().zip(&self.after);
        let one = move |(before, after): (&u32, &u32)| (*before == back) | (*after == ahead);
        let two = |(before, after): (&u32, &u32)| (*before == back) & (*after == ahead);
        let any = !both || neighbours().fold(false, |any, beside| any | two(beside));
        let all = if any { self.at.len() } else { 0 };
        let places = self.at[..all].iter().zip(neighbours());
        places.filter(move |(_, beside)| one(*beside)).map(|(at, _)| *at as usize)
    }
}

/// A string across a seam that the page has elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct Attestation {
    /// Symbols of the string, on both sides of the seam together.
    pub(super) len: usize,
    /// Symbols of it before the seam.
    pub(super) before: usize,
    /// How often the pair at the seam itself is seen.
    pub(super) count: usize,
}

impl Attestation {
    /// Whether a string across a seam of letters holds the last word before it and the
    /// first after it: `…sseur|Monsieur` is not borne out by `agréer, Monsieur`.
    pub(super) fn covers_words(self, [last, first]: [&str; 2]) -> bool {
        let reach = |word: &str| word.chars().count().clamp(1, REACH);
        self.before >= reach(last) && self.len >= self.before + reach(first)
    }
}

impl Attested {
    /// Look up all `pairs` (last symbol before a seam, first after it) in one pass
    /// over the page. Pairs across the edge of a block do not count: that is
    /// where the seams are.
    pub(super) fn gather(frames: &Frames, pairs: impl Iterator<Item = (u32, u32)>) -> Attested {
        // Letters first, of which there are at most as many pairs as a table has places.
        let mut pairs: Vec<(u32, u32)> = pairs.collect();
        pairs.sort_unstable_by_key(|pair| (letters(*pair).is_none(), *pair));
        pairs.dedup();
        let mut attested = Attested::default();
        if pairs.is_empty() {
            return attested;
        }
        attested.places.resize_with(pairs.len(), Places::default);
        pairs.iter().enumerate().for_each(|(number, pair)| attested.numbers.set(*pair, number));
        let symbols = &frames.symbols;
        for range in &frames.blocks {
            for at in range.start..range.end.saturating_sub(1) {
                if let Some(number) = attested.numbers.get((symbols[at], symbols[at + 1]))
                    && attested.places[number].at.len() < PLACES
                {
                    attested.places[number].add(symbols, at);
                }
            }
        }
        attested
    }

    fn places_of(&self, pair: (u32, u32)) -> Option<&Places> {
        self.numbers.get(pair).map(|number| &self.places[number])
    }

    /// The longest string across the seam between `before` and `after` that the
    /// page has whole. Of letters, any two of which stand together all over a page, two
    /// on each side are the least.
    pub(super) fn across(&self, frames: &Frames, before: &[u32], after: &[u32]) -> Attestation {
        let pair = before.last().zip(after.first()).map(|(last, first)| (*last, *first));
        let Some((pair, places)) = pair.and_then(|pair| Some((pair, self.places_of(pair)?))) else {
            return Attestation::default();
        };
        let count = places.at.len();
        let back = before.len().checked_sub(2).map_or(NONE_AT_SEAM, |at| before[at]);
        let ahead = after.get(1).copied().unwrap_or(NONE_AT_SEAM);
        let longest =
            places.beside(back, ahead, is_letter(pair.0) && is_letter(pair.1)).map(|at| {
                let back = symbols_alike(frames.symbols[..=at].iter().rev(), before.iter().rev());
                let ahead = symbols_alike(frames.symbols[at + 1..].iter(), after.iter());
                Attestation { len: back + ahead, before: back, count }
            });
        let pair = Attestation { len: 2, before: 1, count };
        longest.max().unwrap_or(if count == 0 { Attestation::default() } else { pair })
    }
}

/// Whether a symbol is written in words that are spaced.
fn is_letter(symbol: u32) -> bool {
    !char::from_u32(symbol).is_some_and(is_unspaced)
}

/// How many symbols two stretches begin with alike, as far as a match is followed.
fn symbols_alike<'a>(
    page: impl Iterator<Item = &'a u32>,
    seam: impl Iterator<Item = &'a u32>,
) -> usize {
    page.zip(seam).take(REACH).take_while(|(x, y)| x == y).count()
}
