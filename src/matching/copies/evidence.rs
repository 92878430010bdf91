//! Evidence that two passages are two texts: none of many runs may be a slot filled otherwise.
//!
//! Each run has log odds `z` that it is such a slot and no misreading, and `S`, the sum of
//! `ln(1 + exp z)`, is -ln of how probable it is that none is one. How much noise there is
//! is told by the *other* runs that are surely misread, so that two odd names cannot vouch
//! for one another; or by the other repeats of the page, where they show more.

use std::ops::Range;

use super::Differences;
use super::features::{BY_RATE, FEATURES};

/// Misreadings, among so many letters, that a text may have before any is seen.
const PRIOR: Noise = Noise { misreadings: 0.1, compared: 30.0 };

/// Rounds in which the runs that are surely misread and the noise are found from each
/// other.
const ROUNDS: usize = 4;

/// How much noise was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Noise {
    /// Letters misread.
    pub misreadings: f32,
    /// Letters compared.
    pub compared: f32,
}

impl Noise {
    pub(in crate::matching) fn and(self, other: Noise) -> Noise {
        Noise {
            misreadings: self.misreadings + other.misreadings,
            compared: self.compared + other.compared,
        }
    }

    pub(in crate::matching) fn without(self, other: Noise) -> Noise {
        Noise {
            misreadings: (self.misreadings - other.misreadings).max(0.0),
            compared: (self.compared - other.compared).max(0.0),
        }
    }

    /// Letters misread of those compared.
    fn rate(self) -> f32 {
        (self.misreadings / self.compared.max(1.0)).min(0.5)
    }
}

/// The features of each run with the noise that the others and the page show.
pub fn with_noise(
    differences: &Differences,
    weights: &[f32; FEATURES],
    page: Noise,
) -> Vec<[f32; FEATURES]> {
    let seen = PRIOR.and(Noise { misreadings: 0.0, compared: differences.compared as f32 });
    let mut noise = vec![seen; differences.rows.len()];
    let with = |noise: &[Noise]| -> Vec<[f32; FEATURES]> {
        let with = |(row, noise): (&super::Row, &Noise)| {
            let mut features = row.features;
            BY_RATE.into_iter().for_each(|by| features[by] *= -noise.rate().max(page.rate()).ln());
            features
        };
        differences.rows.iter().zip(noise).map(with).collect()
    };
    for _ in 0..ROUNDS {
        let misread = misread(differences, &with(&noise), weights);
        let all: f32 = misread.iter().sum();
        for (noise, own) in noise.iter_mut().zip(misread) {
            noise.misreadings = seen.misreadings + all - own;
        }
    }
    with(&noise)
}

/// The letters of each run that are surely misread.
fn misread(
    differences: &Differences,
    features: &[[f32; FEATURES]],
    weights: &[f32; FEATURES],
) -> Vec<f32> {
    let surely = |z: f32| 1.0 / (1.0 + (2.0 * (z + 1.0)).exp());
    let rows = differences.rows.iter().zip(features);
    rows.map(|(row, features)| row.misreadings * surely(log_odds(features, weights))).collect()
}

/// The log odds that a run is a slot filled otherwise.
pub fn log_odds(features: &[f32; FEATURES], weights: &[f32; FEATURES]) -> f32 {
    features.iter().zip(weights).map(|(feature, weight)| feature * weight).sum()
}

/// The log odds of each run.
pub fn all_log_odds(differences: &Differences, weights: &[f32; FEATURES], page: Noise) -> Vec<f32> {
    let features = with_noise(differences, weights, page);
    features.iter().map(|features| log_odds(features, weights)).collect()
}

/// -ln of how probable it is that no run is a slot filled otherwise, from their log odds.
pub fn summed(log_odds: &[f32]) -> f32 {
    log_odds.iter().map(|z| z.exp().ln_1p()).sum()
}

/// Evidence for two texts (-ln of how probable one is) below which two passages are one.
const ONE_TEXT: f32 = 0.4;

/// Whether no run is by itself enough to tell two texts apart. Those of a long text together
/// are not asked: of hundreds of misreadings some are always odd.
pub fn is_one(log_odds: &[f32]) -> bool {
    log_odds.iter().all(|z| summed(&[*z]) < ONE_TEXT)
}

/// Log odds above which a difference is rather content than surely misread.
const CONTENT: f32 = -1.0;

/// Where two passages differ in content, or at least the oddest of the places: their bytes,
/// what says most first.
pub fn oddest(differences: &Differences, log_odds: &[f32]) -> Vec<[Range<usize>; 2]> {
    let mut rows: Vec<_> = differences.rows.iter().zip(log_odds).collect();
    rows.sort_by(|a, b| b.1.total_cmp(a.1));
    let shown = rows.iter().filter(|(_, z)| **z > CONTENT).count().max(1);
    rows.truncate(shown);
    rows.into_iter().map(|(row, _)| row.spans.clone()).collect()
}

/// The noise that two passages show.
pub fn noise(differences: &Differences, weights: &[f32; FEATURES], page: Noise) -> Noise {
    let misread = misread(differences, &with_noise(differences, weights, page), weights);
    Noise { misreadings: misread.iter().sum(), compared: differences.compared as f32 }
}
