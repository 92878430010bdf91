//! Joins: which torn end goes on at which torn start.
//!
//! Pages are torn in known places (`texts/torn.rs`); the product's own code says what speaks for
//! each pair; the weights are those that make the true matchings of the pages likeliest.
//! The gradient is what is seen at the true pairs, less what the marginals expect. A second
//! fit, logistic, says how sure a pair of such odds and margins is.

use std::collections::BTreeMap;
use std::path::Path;

use faircopy::rejoin::matching::Matching;
use faircopy::rejoin::{Features, sureness};
use rayon::prelude::*;

use crate::look;
use crate::optimise::minimise;
use crate::pairs::{Names, Pairs, number, pages};
use crate::table::Table;
use crate::texts::clean::{self, Part};
use crate::texts::shelf;

/// How much a weight of one standard deviation costs when squared.
const RIDGE: f64 = 3.0;

/// Steps of the search.
const STEPS: usize = 80;

/// A pair is in the second fit if its odds are not hopeless.
const HOPELESS: f32 = -5.0;

/// Kinds of writing that have their limits in common: of one alone there are too few joins to
/// see one in a hundred go wrong.
const GROUPS: [&[&str]; 3] = [&["spaced", "hangul"], &["arabic"], &["kana", "han"]];

/// Fit all tables and look at what they reach.
pub(crate) fn fit(data: &Path) -> Table {
    let sets = clean::sets(data);
    let fitted = pages(&shelf::shelves(&sets, Part::Fit), "fit");
    let looked = pages(&shelf::shelves(&sets, Part::Look), "look");
    let mut table = Table::default();
    let names = &mut Names::default();
    let [fitted, looked] = [fitted, looked].map(|raw| number(raw, names));
    let of = |class: &str| {
        let own: Vec<&Pairs> = fitted.iter().filter(|page| page.writing == class).collect();
        let weights = of_matchings(&own, names.names.len());
        let sure = of_sureness(&own, &weights);
        (class.to_string(), (weights, sure))
    };
    let fits: BTreeMap<String, (Vec<f64>, Vec<f64>)> =
        sureness::WRITINGS.into_iter().map(of).collect();
    let odds = |page: &Pairs| odds(page, &fits[page.writing].0, &fits[page.writing].1);
    for (class, group) in
        GROUPS.iter().flat_map(|group| group.iter().map(move |class| (*class, *group)))
    {
        let of = |classes: &[&str]| -> Vec<&Pairs> {
            looked.iter().filter(|page| classes.contains(&page.writing)).collect()
        };
        let limits = look::limits(&of(group), &odds);
        look::figures(&mut table, class, &of(&[class]), &odds, limits);
        let (weights, sure) = &fits[class];
        let names = names.names.iter().chain(&SURE).zip(weights.iter().chain(sure));
        names.for_each(|(name, weight)| table.weight(format!("{class}/{name}"), *weight));
        for (name, limit) in ["applied from", "shown from"].into_iter().zip(limits) {
            table.weight(format!("{class}/{name}"), limit);
        }
    }
    table
}

fn scores(page: &Pairs, weights: &[f64]) -> Vec<f64> {
    let score = |features: &Vec<(u16, f32)>| -> f64 {
        features.iter().map(|(at, value)| weights[usize::from(*at)] * f64::from(*value)).sum()
    };
    page.features.iter().map(score).collect()
}

/// The weights under which the true matchings are likeliest.
fn of_matchings(pages: &[&Pairs], count: usize) -> Vec<f64> {
    // Weights are weighed against one another by standard deviations.
    let (mut sum, mut square, mut all) = (vec![0.0; count], vec![0.0; count], 0.0);
    for features in pages.iter().flat_map(|page| &page.features) {
        all += 1.0;
        for (at, value) in features {
            sum[usize::from(*at)] += f64::from(*value);
            square[usize::from(*at)] += f64::from(*value).powi(2);
        }
    }
    let deviation =
        |(sum, square): (&f64, &f64)| (square / all - (sum / all).powi(2)).max(0.0).sqrt();
    let deviations: Vec<f64> = sum.iter().zip(&square).map(deviation).collect();
    let truths = pages.iter().flat_map(|p| &p.is_true).filter(|t| **t).count().max(1) as f64;
    println!("{} pages, {all} pairs, {truths} true", pages.len());
    let loss = |weights: &[f64], gradient: &mut [f64]| {
        let of_page = |page: &&Pairs| {
            let scores = scores(page, weights);
            let matching = Matching::of(&page.pairs, &scores);
            let mut gradient = vec![0.0; count];
            let mut loss = matching.log_partition;
            for (at, features) in page.features.iter().enumerate() {
                let truth = f64::from(u8::from(page.is_true[at]));
                let share = 1.0 / (1.0 + (-matching.odds[at]).exp());
                loss -= truth * scores[at];
                for (feature, value) in features {
                    gradient[usize::from(*feature)] += (share - truth) * f64::from(*value);
                }
            }
            (loss, gradient)
        };
        let parts: Vec<(f64, Vec<f64>)> = pages.par_iter().map(of_page).collect();
        let mut loss: f64 = parts.iter().map(|part| part.0).sum();
        gradient.fill(0.0);
        for (_, part) in &parts {
            gradient.iter_mut().zip(part).for_each(|(sum, value)| *sum += value);
        }
        // Where weights run away the estimate of the partition is too small.
        if loss < 0.0 {
            return f64::INFINITY;
        }
        for (at, weight) in weights.iter().enumerate() {
            let cost = RIDGE * deviations[at].powi(2);
            loss += cost / 2.0 * weight.powi(2);
            gradient[at] += cost * weight;
        }
        gradient.iter_mut().for_each(|value| *value /= truths);
        loss / truths
    };
    let means: Vec<f64> = sum.iter().map(|sum| sum / all).collect();
    let mut loss = loss;
    let weights = centred(&means, &deviations, &mut loss);
    println!("loss {:.4}", loss(&weights, &mut vec![0.0; count]));
    weights
}

/// The search over features that are centred and of one size, which bends least. The first
/// feature is the bias.
fn centred(
    means: &[f64],
    deviations: &[f64],
    loss: &mut impl FnMut(&[f64], &mut [f64]) -> f64,
) -> Vec<f64> {
    let scale: Vec<f64> =
        deviations.iter().map(|d| if *d > 1e-4 { 1.0 / d } else { 1.0 }).collect();
    let weights = |x: &[f64]| -> Vec<f64> {
        let mut weights: Vec<f64> = x.iter().zip(&scale).map(|(x, s)| x * s).collect();
        let shift: f64 = weights.iter().zip(means).skip(1).map(|(w, mean)| w * mean).sum();
        weights[0] = x[0] - shift;
        weights
    };
    let mut start = vec![0.0; means.len()];
    start[0] = -5.0;
    let found = minimise(start, STEPS, |x, gradient| {
        let value = loss(&weights(x), gradient);
        let bias = gradient[0];
        for at in 1..gradient.len() {
            gradient[at] = (gradient[at] - means[at] * bias) * scale[at];
        }
        value
    });
    weights(&found)
}

/// What the sureness of a pair rests on, in the order of its weights.
const SURE: [&str; 8] = [
    "sure",
    "sure: odds",
    "sure: low odds",
    "sure: over ends",
    "sure: over starts",
    "sure: over both",
    "sure: little over both",
    "sure: next",
];

fn evidence(page: &Pairs, weights: &[f64]) -> Vec<Features> {
    sureness::evidence(&page.pairs, &scores(page, weights), &page.is_next)
}

/// The logistic fit of how sure a pair is.
fn of_sureness(pages: &[&Pairs], weights: &[f64]) -> Vec<f64> {
    let rows = |page: &&Pairs| -> Vec<(Features, bool)> {
        let rows = evidence(page, weights).into_iter().zip(page.is_true.iter().copied());
        rows.filter(|(evidence, _)| evidence[1].1 > HOPELESS).collect()
    };
    let rows: Vec<(Features, bool)> = pages.par_iter().flat_map_iter(rows).collect();
    let all = rows.len().max(1) as f64;
    minimise(vec![0.0; SURE.len()], STEPS, |weights, gradient| {
        gradient.fill(0.0);
        let mut loss = 0.0;
        for (evidence, is_true) in &rows {
            let score: f64 =
                evidence.iter().zip(weights).map(|((_, x), w)| f64::from(*x) * w).sum();
            let truth = f64::from(u8::from(*is_true));
            loss += score.max(0.0) + (-score.abs()).exp().ln_1p() - truth * score;
            let error = 1.0 / (1.0 + (-score).exp()) - truth;
            gradient.iter_mut().zip(evidence).for_each(|(g, (_, x))| *g += error * f64::from(*x));
        }
        gradient.iter_mut().zip(weights).for_each(|(g, w)| *g = (*g + 0.1 * w) / all);
        (loss + 0.05 * weights.iter().map(|w| w * w).sum::<f64>()) / all
    })
}

/// The calibrated log odds of each pair.
fn odds(page: &Pairs, weights: &[f64], sure: &[f64]) -> Vec<f64> {
    let odds = |evidence: &Features| -> f64 {
        evidence.iter().zip(sure).map(|((_, x), w)| f64::from(*x) * w).sum()
    };
    evidence(page, weights).iter().map(odds).collect()
}
