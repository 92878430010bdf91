//! How sure a join is: the odds of a pair in the page's matching, calibrated.
//!
//! The likelihood of whole matchings finds which pairs belong together; how often such a
//! pair is right on pages that were not fitted says a second, small fit: over the odds, and
//! over how far the pair stands above its rivals for the same end and the same start.

use std::sync::LazyLock;

use crate::reason::Tier;
use crate::weights::{JOINS, Weights};

use super::features::Features;
use super::matching::{Matching, margins};

/// Odds and margins beyond these make nothing surer.
const MOST_ODDS: f64 = 15.0;
const MOST_MARGIN: f64 = 8.0;

/// Where odds, and margins, stop to count as much as below.
const BEND_ODDS: f64 = 3.0;
const BEND_MARGIN: f64 = 2.0;

static TABLE: LazyLock<Weights> = LazyLock::new(|| Weights::read(JOINS));
/// The kinds of writing that have weights of their own: Korean has spaces and no small
/// letters, Arabic prose hardly a full stop, Japanese shows by its letters what Chinese does not.
pub const WRITINGS: [&str; 5] = ["spaced", "hangul", "arabic", "kana", "han"];

static CLASSES: LazyLock<Vec<Weights>> =
    LazyLock::new(|| WRITINGS.map(|writing| TABLE.class(writing)).into());

/// The weights for a kind of writing.
pub fn weights(writing: &str) -> &'static Weights {
    let at = WRITINGS.iter().position(|known| *known == writing);
    &CLASSES[at.unwrap_or(0)]
}

/// What the sureness of each pair rests on; `next` says which of them are neighbours.
pub fn evidence(pairs: &[(usize, usize)], scores: &[f64], next: &[bool]) -> Vec<Features> {
    let odds = Matching::of(pairs, scores).odds;
    let margins = margins(pairs, scores);
    let of = |((odds, margins), next): ((f64, [f64; 2]), &bool)| {
        let odds = odds.clamp(-MOST_ODDS, MOST_ODDS);
        let [end, start] = margins.map(|margin| margin.clamp(-MOST_MARGIN, MOST_MARGIN));
        let both = end.min(start);
        vec![
            ("sure", 1.0),
            ("sure: odds", odds as f32),
            ("sure: low odds", odds.min(BEND_ODDS) as f32),
            ("sure: over ends", end as f32),
            ("sure: over starts", start as f32),
            ("sure: over both", both as f32),
            ("sure: little over both", both.min(BEND_MARGIN) as f32),
            ("sure: next", f32::from(*next)),
        ]
    };
    odds.into_iter().zip(margins).zip(next).map(of).collect()
}

/// The sum of what features weigh.
pub fn score(features: &Features, weights: &Weights) -> f64 {
    features.iter().map(|(name, value)| f64::from(weights.of(name) * value)).sum()
}

/// The tier of a join of such log odds: `Weighed` when it is applied by default, `Likely` when it is
/// shown, `Flag` when it is neither. The limits stand in the table: the lowest at which, on
/// pages that were not fitted, one join in a hundred is wrong, and one in twenty.
pub fn tier(odds: f64, weights: &Weights) -> Tier {
    match () {
        () if odds >= f64::from(weights.of("applied from")) => Tier::Weighed,
        () if odds >= f64::from(weights.of("shown from")) => Tier::Likely,
        () => Tier::Flag,
    }
}
