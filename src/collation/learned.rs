//! What collations teach: the words and strings of the text, and what is misread as what.
//!
//! Where all witnesses agree they are right in all but freak cases; what they
//! agree on is a sample of the very text that is to be settled, its words, its
//! spelling, its strings of characters. Where they differ and one side is settled,
//! the other is a misreading of it.

use rustc_hash::FxHashMap;

use super::letters::{Kind, Letters, kind};
use super::misreading::{LONGEST, Pair, prior};

/// Longest strings of characters that are counted: the longest that are misread as one.
const ORDER: usize = LONGEST;

/// What a count is lowered by before it is believed (absolute discounting; Ney,
/// Essen & Kneser 1994): what was seen once is hardly known.
const DISCOUNT: f64 = 0.75;

/// Occurrences of a character below which general experience outweighs what was
/// seen of its misreadings.
const TRUST: f64 = 20.0;

/// Share of the misreadings of a character that are the same when two witnesses
/// both misread it: they see the same worn type, and a shape has few others it is
/// taken for.
const AGAIN: f64 = 0.3;

/// Usage and misreadings, gathered from collations.
#[derive(Clone, Debug, Default)]
pub struct Learned {
    /// By string of characters: how often it was seen.
    strings: FxHashMap<(u64, u32), u32>,
    /// By word: how often all witnesses had it.
    words: FxHashMap<u64, u32>,
    misread: FxHashMap<Pair, f32>,
    symbols: u32,
    errors: f32,
    read: f32,
}

impl Learned {
    /// A stretch that all witnesses agree on.
    pub(super) fn agreed(&mut self, symbols: &[u32]) {
        self.symbols += symbols.len() as u32;
        for (at, symbol) in symbols.iter().enumerate() {
            for length in 0..ORDER.min(at + 1) {
                let context = hash(&symbols[at - length..at]);
                *self.strings.entry((context, *symbol)).or_default() += 1;
            }
        }
        let bounded = symbols.split(|s| kind(*s) != Kind::Letter);
        // The first and the last may be halves of words.
        let count = symbols.iter().filter(|s| kind(**s) != Kind::Letter).count() + 1;
        for word in bounded.take(count.saturating_sub(1)).skip(1).filter(|w| w.len() > 1) {
            *self.words.entry(hash(word)).or_default() += 1;
        }
    }

    /// Text that stands once.
    pub fn text(&mut self, text: &str) {
        self.agreed(&Letters::new(text).raw);
    }

    /// A misreading that was settled: `wrong` was read for `right`.
    pub(super) fn misread(&mut self, right: &[u32], wrong: &[u32]) {
        *self.misread.entry(Pair::new(right, wrong)).or_default() += 1.0;
        self.errors += 1.0;
    }

    /// Take back all misreadings, and keep the words.
    pub(super) fn forget_misreadings(&mut self) {
        self.misread.clear();
        self.errors = 0.0;
    }

    /// So many symbols were read, by all witnesses together.
    pub(super) fn read(&mut self, symbols: usize) {
        self.read += symbols as f32;
    }

    /// Add what others learned.
    pub fn merge(&mut self, other: &Learned) {
        for (string, count) in &other.strings {
            *self.strings.entry(*string).or_default() += count;
        }
        for (word, count) in &other.words {
            *self.words.entry(*word).or_default() += count;
        }
        for (pair, count) in &other.misread {
            *self.misread.entry(*pair).or_default() += count;
        }
        self.symbols += other.symbols;
        self.errors += other.errors;
        self.read += other.read;
    }

    /// What was misread as what, and how often, most often first.
    pub fn misreadings(&self) -> impl Iterator<Item = (String, String, f32)> {
        let mut all: Vec<(String, String, f32)> = self
            .misread
            .iter()
            .map(|(pair, count)| {
                let (right, wrong) = pair.texts();
                (right, wrong, *count)
            })
            .collect();
        all.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| (&a.0, &a.1).cmp(&(&b.0, &b.1))));
        all.into_iter()
    }

    /// How often a string, of at most a few characters, was to be read.
    pub fn occurs(&self, text: &str) -> f64 {
        let symbols: Vec<u32> = text.chars().map(u32::from).collect();
        f64::from(self.times(&symbols))
    }

    /// How often a string, of at most a few symbols, was to be read.
    pub(super) fn times(&self, symbols: &[u32]) -> u32 {
        match symbols {
            [] => self.symbols,
            [before @ .., last] => self.strings.get(&(hash(before), *last)).copied().unwrap_or(0),
        }
    }

    /// Misreadings per symbol of an average witness.
    pub fn error_rate(&self) -> f64 {
        (f64::from(self.errors) + 1.0) / (f64::from(self.read) + 50.0)
    }

    /// Natural logarithm of the probability that an average witness reads `wrong`
    /// where `right` stands.
    pub(super) fn log_misread(&self, right: &[u32], wrong: &[u32]) -> f64 {
        let seen = self.misread.get(&Pair::new(right, wrong)).copied().unwrap_or(0.0);
        let seen = (f64::from(seen) - DISCOUNT).max(0.0);
        let expected = TRUST * self.error_rate() * prior(right, wrong);
        ((seen + expected) / (f64::from(self.times(right)) + seen + TRUST)).ln()
    }

    /// Natural logarithm of the probability that an average witness reads what another
    /// has read already where `right` stands.
    pub(super) fn log_again(&self) -> f64 {
        (self.error_rate() * AGAIN).ln()
    }

    /// How often all witnesses had a word.
    pub(super) fn word(&self, word: &[u32]) -> u32 {
        self.words.get(&hash(word)).copied().unwrap_or(0)
    }
}

/// A string of symbols as one number, built symbol by symbol.
fn hash(symbols: &[u32]) -> u64 {
    symbols.iter().fold(0xCBF2_9CE4_8422_2325, |hash, s| extend(hash, *s))
}

fn extend(hash: u64, symbol: u32) -> u64 {
    (hash ^ u64::from(symbol)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
}
