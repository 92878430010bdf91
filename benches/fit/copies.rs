//! Fits what tells two texts of one form from two printings of one text
//! (`src/matching/copies`): the weights of the runs of differences.
//!
//! A pair is known to be one or the other, its runs are not: P(two texts) = 1 - exp(-S),
//! where S is the sum over its runs of ln(1 + exp z), and z the weighed features of a run.
//! The sum is fitted as a whole. How noisy a pair is depends on the weights and the weights
//! on the noise, so the two are fitted in turn.

use std::path::Path;

use faircopy::matching::copies::{
    Differences, FEATURES, NAMES, Noise, Seen, all_log_odds, differences, is_one, with_noise,
};
use fastrand::Rng;
use rayon::prelude::*;

use crate::optimise::minimise;
use crate::table::Table;
use crate::texts::clean::Part;
use crate::texts::damage::Damage;
use crate::texts::misread;
use crate::texts::pairs::{Kind, LANGUAGES, Material, Pair};
use crate::texts::paragraphs::is_unspaced;

/// So many pairs are labelled wrongly: none may outweigh all others.
const SLIP: f64 = 0.003;

/// What a weight of one standard deviation costs.
const RIDGE: f64 = 1e-3;

/// Rounds in which noise and weights are fitted in turn, and steps of each fit.
const ROUNDS: usize = 5;
const STEPS: usize = 200;

/// Pairs of each language to fit on and to look at: of forms, revisions, printings.
const PAIRS: [(Kind, u64); 3] = [(Kind::Form, 1200), (Kind::Revision, 800), (Kind::Printing, 2400)];

/// Slots of forms, places changed in revisions, noise of printings and of texts of one form.
const SLOTS: [usize; 8] = [1, 1, 2, 2, 3, 4, 5, 8];
const CHANGES: [usize; 5] = [1, 1, 2, 3, 5];
const NOISE: [f64; 6] = [0.0, 0.01, 0.02, 0.05, 0.1, 0.15];
const NOISE_OF_FORMS: [f64; 6] = [0.0, 0.0, 0.0, 0.02, 0.05, 0.1];

type Weights = [f32; FEATURES];

/// A pair and where its texts differ.
struct Item {
    pair: Pair,
    differences: Differences,
}

impl Item {
    fn is_look_alike(&self) -> bool {
        self.pair.kind != Kind::Printing
    }
}

/// The table of weights, with what they reach on the part that was not fitted.
pub(crate) fn fit(data: &Path) -> Table {
    let mut table = Table::default();
    let to_fit = items(data, Part::Fit, &Seen::read(&misread::table(data, misread::SEEN)));
    let fitted = [false, true].map(|unspaced| {
        // A figure misread as another is the same sight as another text of the form.
        let of_class = |item: &&Item| item.differences.unspaced == unspaced && !item.pair.figure;
        weights(&to_fit.iter().filter(of_class).collect::<Vec<_>>())
    });
    let seen = misread::table(data, misread::SEEN_AT_LAST);
    let look = items(data, Part::Look, &Seen::read(&seen));
    report(&look, &fitted, &mut table);
    for (class, weights) in ["spaced", "unspaced"].into_iter().zip(fitted) {
        for (name, weight) in NAMES.into_iter().zip(weights) {
            table.weight(format!("{class}/{name}"), f64::from(weight));
        }
    }
    table.file("src/matching/copies/misread.tsv", seen.into_bytes());
    table
}

fn items(data: &Path, part: Part, seen: &Seen) -> Vec<Item> {
    let material = Material::of(data, part);
    let wanted: Vec<(&'static str, Kind, u64)> = LANGUAGES
        .into_iter()
        .flat_map(|lang| PAIRS.map(|(kind, count)| (lang, kind, count)))
        .flat_map(|(lang, kind, count)| (0..count).map(move |number| (lang, kind, number)))
        .collect();
    let item = |(lang, kind, number): (&'static str, Kind, u64)| {
        let mut rng = Rng::with_seed(number);
        let pair = draw(&material, lang, kind, &mut rng)?;
        let differences = differences(&pair.texts[0], &pair.texts[1], seen)?;
        Some(Item { pair, differences })
    };
    wanted.into_par_iter().filter_map(item).collect()
}

fn draw(material: &Material, lang: &'static str, kind: Kind, rng: &mut Rng) -> Option<Pair> {
    let mut one_of = |all: &[f64]| all[rng.usize(0..all.len())];
    match kind {
        Kind::Printing => {
            let noise = one_of(&NOISE);
            Some(material.printing(lang, noise, false, rng))
        }
        Kind::Form => {
            let noise = one_of(&NOISE_OF_FORMS);
            let slots = SLOTS[rng.usize(0..SLOTS.len())];
            // A misread letter more says nothing against one slot.
            let noise = if slots == 1 { 0.0 } else { noise };
            Some(material.form(lang, slots, noise, rng))
        }
        Kind::Revision => {
            let noise = one_of(&NOISE_OF_FORMS);
            let slots = CHANGES[rng.usize(0..CHANGES.len())];
            let noise = if slots == 1 { 0.0 } else { noise };
            material.revision(lang, slots, noise, rng)
        }
    }
}

/// Weights that make the labels of all pairs likeliest, noise and weights in turn.
fn weights(items: &[&Item]) -> Weights {
    let labels: Vec<bool> = items.iter().map(|item| item.is_look_alike()).collect();
    let with = |weights: &Weights| -> Vec<Vec<Weights>> {
        let rows = |item: &&Item| with_noise(&item.differences, weights, Noise::default());
        items.par_iter().map(rows).collect()
    };
    let mut weights = START;
    for _ in 0..ROUNDS {
        weights = likeliest(&with(&weights), &labels, &weights);
    }
    weights
}

/// Before anything is fitted no run is taken for noise or for a slot.
const START: Weights = [0.0; FEATURES];

/// Weights that make the labels likeliest for features that stand fast.
fn likeliest(pairs: &[Vec<Weights>], labels: &[bool], start: &Weights) -> Weights {
    let scale = deviations(pairs);
    let start = start.iter().zip(&scale).map(|(w, s)| f64::from(*w) * s).collect();
    let loss = |weights: &[f64], gradient: &mut [f64]| -> f64 {
        let own: Vec<f64> = weights.iter().zip(&scale).map(|(w, s)| w / s).collect();
        let (loss, mut slope) = pairs
            .par_chunks(CHUNK)
            .zip(labels.par_chunks(CHUNK))
            .map(|(pairs, labels)| sums(pairs, labels, &own))
            .collect::<Vec<_>>()
            .into_iter()
            .fold((0.0, [0.0; FEATURES]), |(loss, mut slope), (more, own)| {
                slope.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
                (loss + more, slope)
            });
        slope.iter_mut().for_each(|slope| *slope /= pairs.len() as f64);
        for (at, gradient) in gradient.iter_mut().enumerate() {
            *gradient = slope[at] / scale[at] + 2.0 * RIDGE * weights[at];
        }
        loss / pairs.len() as f64 + RIDGE * weights.iter().map(|w| w * w).sum::<f64>()
    };
    let fitted = minimise(start, STEPS, loss);
    std::array::from_fn(|at| (fitted[at] / scale[at]) as f32)
}

/// Pairs that are summed together: the sums must not depend on the number of threads.
const CHUNK: usize = 512;

/// The loss of some pairs, and its slope by each weight.
fn sums(pairs: &[Vec<Weights>], labels: &[bool], weights: &[f64]) -> (f64, [f64; FEATURES]) {
    let (mut loss, mut slope) = (0.0, [0.0; FEATURES]);
    for (rows, label) in pairs.iter().zip(labels) {
        let z = |row: &Weights| row.iter().zip(weights).map(|(x, w)| f64::from(*x) * w).sum();
        let odds: Vec<f64> = rows.iter().map(z).collect();
        let s: f64 = odds.iter().map(|z| softplus(*z)).sum::<f64>() + 1e-4;
        let p = SLIP + (1.0 - 2.0 * SLIP) * -(-s).exp_m1();
        loss -= if *label { p.ln() } else { (1.0 - p).ln() };
        let by_p = if *label { -1.0 / p } else { 1.0 / (1.0 - p) };
        let by_s = by_p * (1.0 - 2.0 * SLIP) * (-s).exp();
        for (row, z) in rows.iter().zip(odds) {
            let by_z = by_s / (1.0 + (-z).exp());
            slope.iter_mut().zip(row).for_each(|(slope, x)| *slope += by_z * f64::from(*x));
        }
    }
    (loss, slope)
}

fn softplus(z: f64) -> f64 {
    z.max(0.0) + (-z.abs()).exp().ln_1p()
}

/// The standard deviation of each feature over all runs.
fn deviations(pairs: &[Vec<Weights>]) -> [f64; FEATURES] {
    let (mut count, mut sum, mut squares) = (0.0, [0.0; FEATURES], [0.0; FEATURES]);
    for row in pairs.iter().flatten() {
        count += 1.0;
        for (at, x) in row.iter().enumerate() {
            sum[at] += f64::from(*x);
            squares[at] += f64::from(*x) * f64::from(*x);
        }
    }
    let deviation = |at: usize| {
        let mean = sum[at] / count;
        (squares[at] / count - mean * mean).max(0.0).sqrt() + 1e-6
    };
    std::array::from_fn(deviation)
}

/// Tables of what is folded, in percent and of how many.
fn report(items: &[Item], fitted: &[Weights; 2], table: &mut Table) {
    let folded: Vec<bool> = items
        .par_iter()
        .map(|item| {
            let weights = &fitted[usize::from(item.differences.unspaced)];
            is_one(&all_log_odds(&item.differences, weights, Noise::default()))
        })
        .collect();
    let share = |chosen: &dyn Fn(&Item) -> bool| {
        let all = items.iter().zip(&folded).filter(|(item, _)| chosen(item));
        let (count, gone) = all.fold((0, 0), |(n, m), (_, f)| (n + 1, m + usize::from(*f)));
        format!("{:>7.2} {count:>5}", 100.0 * gone as f64 / count.max(1) as f64)
    };
    table
        .figure("Folded, in percent (of so many): look-alikes by places that differ, printings by");
    table
        .figure("noise a copy, those without a figure misread as another. On the part to look at.");
    let slots = [("1", 1..2), ("2", 2..3), ("3", 3..4), ("more", 4..99)];
    let noisy = [("noise .02", 0.02), (".05", 0.05), (".1", 0.1)];
    for (kind, name) in [(Kind::Form, "forms"), (Kind::Revision, "revised")] {
        let heads = slots.iter().map(|(head, _)| *head).chain(noisy.map(|(head, _)| head));
        table.figure(line(name, heads.map(|head| format!("{head:>13}"))));
        for lang in LANGUAGES {
            let own = |item: &Item| item.pair.kind == kind && item.pair.lang == lang;
            let by_slots = slots.iter().map(|(_, range)| {
                share(&|i| own(i) && i.pair.noise == 0.0 && range.contains(&i.pair.changed.len()))
            });
            let by_noise = noisy.map(|(_, noise)| share(&|i| own(i) && i.pair.noise == noise));
            table.figure(line(lang, by_slots.chain(by_noise)));
        }
    }
    table.figure(line("printings", NOISE.map(|noise| format!("{noise:>13}")).into_iter()));
    for lang in LANGUAGES {
        let own = |i: &Item| i.pair.kind == Kind::Printing && i.pair.lang == lang && !i.pair.figure;
        let by_noise = NOISE.map(|noise| share(&|item| own(item) && item.pair.noise == noise));
        table.figure(line(lang, by_noise.into_iter()));
    }
    let damages = [Damage::None, Damage::Cut, Damage::Line, Damage::Spaces, Damage::Hyphens];
    let damages = damages.into_iter().chain([Damage::Merged]);
    let heads = damages.clone().map(|damage| format!("{:>13}", format!("{damage:?}")));
    table.figure(line("to .05", heads));
    for unspaced in [false, true] {
        let own = |item: &Item, damage: Damage| {
            item.pair.kind == Kind::Printing
                && item.pair.noise <= 0.05
                && !item.pair.figure
                && item.pair.damage == damage
                && is_unspaced(item.pair.lang) == unspaced
        };
        let name = if unspaced { "ideographs" } else { "spaced" };
        table.figure(line(name, damages.clone().map(|d| share(&|item| own(item, d)))));
    }
}

fn line(name: &str, cells: impl Iterator<Item = String>) -> String {
    format!("{name:<10}{}", cells.collect::<String>())
}
