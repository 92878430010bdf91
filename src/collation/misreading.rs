//! What is usually misread as what, before anything is learned.
//!
//! A scanner errs by shape: it reads `rn` for `m`, `c` for `e`, `f` for `ſ`. The
//! table holds what holds for print in general; what a scanner does to one paper is
//! learned from its own collations.

use super::letters::{Kind, kind};
use crate::lexicon::simplified;
use crate::script::is_unspaced;

/// A misreading: what stands there and what was read, at most three symbols each.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Pair(u64, u64);

impl Pair {
    pub(super) fn new(right: &[u32], wrong: &[u32]) -> Pair {
        let packed = |symbols: &[u32]| {
            symbols.iter().take(LONGEST).fold(0, |packed, s| packed << 21 | u64::from(*s))
        };
        Pair(packed(right), packed(wrong))
    }

    /// What stands there, and what was read.
    pub(super) fn texts(self) -> (String, String) {
        let text = |packed: u64| -> String {
            let symbols = (0..LONGEST).rev().map(|at| (packed >> (21 * at)) as u32 & 0x1F_FFFF);
            symbols.filter(|s| *s != 0).filter_map(char::from_u32).collect()
        };
        (text(self.0), text(self.1))
    }
}

/// Symbols on either side of the longest misreading that is one, not several.
pub(super) const LONGEST: usize = 3;

/// Strings that look alike in print, either way round: Latin letters in roman and
/// in black letter, figures, and marks.
pub(crate) const ALIKE: [&[&str]; 34] = [
    &["rn", "m", "ni", "in", "ui", "iu", "nn"],
    &["e", "c", "o"],
    &["l", "1", "I", "i", "|", "t", "!", "j", "J"],
    &["h", "li", "b", "lt"],
    &["f", "s", "ſ"],
    &["u", "n", "ii", "a"],
    &["cl", "d"],
    &["vv", "w"],
    &["O", "0", "Q", "o", "D", "C"],
    &["5", "S"],
    &["8", "B", "3"],
    &["6", "b"],
    &["9", "g", "q"],
    &["2", "Z"],
    &["y", "v", "g"],
    &["k", "t", "l"],
    &["fi", "ﬁ", "st"],
    &["fl", "ﬂ"],
    &["ff", "ſſ", "ss", "fs"],
    &["ß", "B", "sz", "st", "ss", "fs", "sf"],
    &["ä", "a", "ö", "ii"],
    &["ö", "o", "b"],
    &["ü", "u", "ii"],
    &["é", "e", "è", "6"],
    &["E", "C", "G", "F"],
    &["N", "R", "K", "A"],
    &["B", "V", "R", "P"],
    &["S", "G", "E"],
    &["M", "W", "V"],
    &["z", "s", "x", "3"],
    &["r", "v", "x", "t", "n"],
    &[".", ",", "·", "'", ":", ";", "-"],
    &["\"", "“", "”", "„", "''", "'", "‘", "’", ",,"],
    &["-", "–", "—", "=", "¬", "--", "~", "_"],
];

/// How probable it is that an error at `right` has the form `wrong`, from general
/// experience: of a hundred misread letters some ten become a given one they look
/// like, one a given other letter.
pub(crate) fn prior(right: &[u32], wrong: &[u32]) -> f64 {
    match (right, wrong) {
        ([], []) => 1.0,
        ([], [one]) => lone(*one) * share(*one),
        ([one], []) => lone(*one),
        ([a], [b]) => single(*a, *b),
        _ if alike(right, wrong) => 0.1,
        // Several symbols at once that look like nothing else: each is an error.
        _ => 1e-6,
    }
}

/// A symbol lost, or one too many.
fn lone(symbol: u32) -> f64 {
    if kind(symbol) == Kind::Letter { 0.03 } else { 0.15 }
}

/// Share of a given symbol among those of its kind: ideographs are some thousands.
/// Letters and marks are few, and what is too many is mostly one of a handful.
fn share(symbol: u32) -> f64 {
    let is_one_of_many = char::from_u32(symbol).is_some_and(is_unspaced);
    if is_one_of_many { 0.001 } else { 1.0 }
}

fn single(a: u32, b: u32) -> f64 {
    let (Some(x), Some(y)) = (char::from_u32(a), char::from_u32(b)) else { return 0.005 };
    if alike(&[a], &[b]) || x.to_lowercase().eq(y.to_lowercase()) || simplified(x) == simplified(y)
    {
        return 0.1;
    }
    match (kind(a), kind(b)) {
        (Kind::Letter, Kind::Letter) if is_unspaced(x) && is_unspaced(y) => 0.005,
        (Kind::Letter, Kind::Letter) => 0.015,
        (Kind::Letter, _) | (_, Kind::Letter) => 0.003,
        _ => 0.05,
    }
}

/// Whether two strings look alike in print.
pub(crate) fn alike(a: &[u32], b: &[u32]) -> bool {
    // The table has no ideographs.
    if a.iter().chain(b).any(|s| char::from_u32(*s).is_some_and(is_unspaced)) {
        return false;
    }
    let is = |text: &str, symbols: &[u32]| text.chars().map(u32::from).eq(symbols.iter().copied());
    ALIKE.iter().any(|set| set.iter().any(|t| is(t, a)) && set.iter().any(|t| is(t, b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(right: &str, wrong: &str) -> f64 {
        let symbols = |t: &str| t.chars().map(u32::from).collect::<Vec<_>>();
        prior(&symbols(right), &symbols(wrong))
    }

    #[test]
    fn what_looks_alike_is_misread_more_often() {
        assert!(of("m", "rn") > of("m", "xq"));
        assert!(of("e", "c") > of("e", "k"));
        assert!(of("h", "li") > of("h", "la"));
        assert!(of("國", "国") > of("國", "明"));
    }
}
