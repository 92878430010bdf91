//! A logistic regression over features that are there or not, with few weights.

use rayon::prelude::*;

use super::optimise::minimise;

/// Weight of the squares of the weights: what is seen seldom is worth little.
const SHRINK: f64 = 6.0;
/// A feature seen less often gets no weight.
const FEWEST: usize = 5;
/// Steps of the search at most.
const STEPS: usize = 120;
/// Examples whose losses are summed by one thread. Fixed, so that the sums do not depend
/// on the number of threads.
const CHUNK: usize = 8_192;

/// Examples: for each the features that it has, and whether it is one.
#[derive(Default)]
pub(crate) struct Examples {
    features: Vec<u32>,
    ends: Vec<usize>,
    positive: Vec<bool>,
}

impl Examples {
    pub(crate) fn push(&mut self, features: &[usize], positive: bool) {
        self.features.extend(features.iter().map(|feature| *feature as u32));
        self.ends.push(self.features.len());
        self.positive.push(positive);
    }

    pub(crate) fn len(&self) -> usize {
        self.positive.len()
    }

    fn of(&self, at: usize) -> &[u32] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.features[start..self.ends[at]]
    }

    /// The loss of some weights, and its gradient, over the features in use.
    fn loss(&self, weights: &[f64], used: &[bool], gradient: &mut [f64]) -> f64 {
        let starts: Vec<usize> = (0..self.len()).step_by(CHUNK).collect();
        let parts: Vec<(f64, Vec<f64>)> = starts
            .par_iter()
            .map(|start| {
                let mut gradient = vec![0.0; weights.len()];
                let mut loss = 0.0;
                for at in *start..self.len().min(start + CHUNK) {
                    let features = self.of(at);
                    let sum: f64 = features.iter().map(|f| weights[*f as usize]).sum();
                    let signed = if self.positive[at] { sum } else { -sum };
                    loss += if signed > 0.0 {
                        (-signed).exp().ln_1p()
                    } else {
                        signed.exp().ln_1p() - signed
                    };
                    let wrong = 1.0 / (1.0 + signed.exp());
                    let slope = if self.positive[at] { -wrong } else { wrong };
                    features.iter().for_each(|f| gradient[*f as usize] += slope);
                }
                (loss, gradient)
            })
            .collect();
        gradient.fill(0.0);
        let mut loss = 0.0;
        for (part, slopes) in parts {
            loss += part;
            gradient.iter_mut().zip(slopes).for_each(|(sum, slope)| *sum += slope);
        }
        for ((gradient, weight), used) in gradient.iter_mut().zip(weights).zip(used) {
            *gradient = if *used { *gradient + SHRINK * weight } else { 0.0 };
            loss += SHRINK / 2.0 * weight * weight;
        }
        loss
    }
}

/// The weight of each of `count` features, `most` of them not 0: all are fitted, those that
/// move the sums least are left out, and the rest is fitted again.
pub(crate) fn fit(examples: &Examples, count: usize, most: usize) -> Vec<f64> {
    let mut seen = vec![0; count];
    examples.features.iter().for_each(|feature| seen[*feature as usize] += 1);
    let mut used: Vec<bool> = seen.iter().map(|seen| *seen >= FEWEST).collect();
    let search = |start: Vec<f64>, used: &[bool]| {
        minimise(start, STEPS, |weights, gradient| examples.loss(weights, used, gradient))
    };
    let all = search(vec![0.0; count], &used);
    let moves = |feature: usize| {
        let share = seen[feature] as f64 / examples.len() as f64;
        all[feature] * all[feature] * share * (1.0 - share)
    };
    let mut order: Vec<usize> = (0..count).filter(|feature| used[*feature]).collect();
    order.sort_by(|a, b| moves(*b).total_cmp(&moves(*a)).then(a.cmp(b)));
    // What is always there moves no sum, but is the sum's zero.
    let constant = |feature: usize| seen[feature] == examples.len();
    let dropped = order.iter().skip(most).copied().filter(|feature| !constant(*feature));
    let mut start = all.clone();
    for feature in dropped.collect::<Vec<_>>() {
        (used[feature], start[feature]) = (false, 0.0);
    }
    search(start, &used)
}
