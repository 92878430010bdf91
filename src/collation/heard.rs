//! Heard: of very many witnesses those that are read.
//!
//! A line that a page prints a thousand times has a thousand witnesses. A few dozen
//! settle each of its places as surely as all, and every witness aligned with every
//! other costs time that grows with the square of their number.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Place;

/// The most witnesses that are read: a majority of as many is no chance at any noise.
pub(super) const MOST: usize = 64;

/// Which of more than [`MOST`] witnesses are read: the base, which is the first, and
/// others at even distances, so that each text has its share among them.
pub(super) fn among(witnesses: usize) -> Vec<usize> {
    (0..MOST).map(|at| at * witnesses / MOST).collect()
}

/// Places read from those heard, as places of all: a witness that was not heard has what
/// one of the same text has, and is silent where there is none.
pub(super) fn for_all(witnesses: &[&str], heard: &[usize], places: Vec<Place>) -> Vec<Place> {
    let by_text: FxHashMap<&str, usize> =
        heard.iter().enumerate().map(|(at, witness)| (witnesses[*witness], at)).collect();
    let same: Vec<Option<usize>> =
        witnesses.iter().map(|text| by_text.get(text).copied()).collect();
    let spread = |readings: &[Option<Range<usize>>]| {
        same.iter().map(|heard| heard.and_then(|at| readings[at].clone())).collect()
    };
    places.into_iter().map(|place| Place { readings: spread(&place.readings), ..place }).collect()
}
