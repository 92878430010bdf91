//! A logistic regression over rows of a fixed number of features with values, and the limit
//! above which so few are wrong.

use rayon::prelude::*;

use super::optimise::minimise;

/// What a weight of one standard deviation costs, and steps of the search.
const RIDGE: f64 = 1e-6;
const STEPS: usize = 300;

/// Examples that are summed together: the sums must not depend on the number of threads.
const CHUNK: usize = 4096;

/// Odds that nothing has.
const NEVER: f64 = 99.0;

/// The weights that make some labels likeliest.
pub(crate) fn weights<const N: usize>(examples: &[(&[f32; N], bool)]) -> [f32; N] {
    let count = examples.len().max(1) as f64;
    let square = |at: usize| -> f64 {
        examples.iter().map(|(row, _)| f64::from(row[at]).powi(2)).sum::<f64>() / count
    };
    let scale: Vec<f64> = (0..N).map(|at| square(at).sqrt().max(1e-6)).collect();
    let loss = |weights: &[f64], gradient: &mut [f64]| -> f64 {
        let own: Vec<f64> = weights.iter().zip(&scale).map(|(w, s)| w / s).collect();
        let sums = |examples: &[(&[f32; N], bool)]| {
            let (mut loss, mut slope) = (0.0, [0.0; N]);
            for (row, label) in examples {
                let z: f64 = row.iter().zip(&own).map(|(x, w)| f64::from(*x) * w).sum();
                let signed = if *label { z } else { -z };
                loss += (-signed).max(0.0) + (-signed.abs()).exp().ln_1p();
                let wrong = 1.0 / (1.0 + signed.exp());
                let by = if *label { -wrong } else { wrong };
                slope.iter_mut().zip(*row).for_each(|(s, x)| *s += by * f64::from(*x));
            }
            (loss, slope)
        };
        let parts: Vec<(f64, [f64; N])> = examples.par_chunks(CHUNK).map(sums).collect();
        let mut loss = 0.0;
        gradient.fill(0.0);
        for (part, slope) in parts {
            loss += part;
            gradient.iter_mut().zip(slope).for_each(|(sum, s)| *sum += s);
        }
        for (at, gradient) in gradient.iter_mut().enumerate() {
            *gradient = *gradient / scale[at] / count + 2.0 * RIDGE * weights[at];
        }
        loss / count + RIDGE * weights.iter().map(|w| w * w).sum::<f64>()
    };
    let fitted = minimise(vec![0.0; N], STEPS, loss);
    std::array::from_fn(|at| (fitted[at] / scale[at]) as f32)
}

/// The least odds above which no more than this share is wrong.
pub(crate) fn limit(mut made: Vec<(f64, bool)>, share: f64) -> f64 {
    made.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut wrong, mut limit) = (0, NEVER);
    for (at, (odds, is_right)) in made.iter().enumerate() {
        wrong += usize::from(!is_right);
        if wrong as f64 <= share * (at + 1) as f64 {
            limit = *odds;
        }
    }
    limit
}
