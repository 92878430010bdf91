//! Misreading: how many letters of one reading were misread to give the other, and how
//! likely that is.
//!
//! What looks alike is misread for one another (`rn` and `m`, 未 and 末), the rest seldom.

use super::seen::Seen;
use crate::view::{HAN_WEIGHT, symbols_weight};

/// Longer readings are not laid side by side, letter by letter.
const LONGEST: usize = 48;

/// What a pair of readings costs at most, in nats.
pub(super) const MOST: f32 = 40.0;

/// Misreadings that lead from one reading to another.
#[derive(Clone, Copy, Default)]
pub(super) struct Misread {
    /// How many.
    pub(super) count: f32,
    /// What it costs in nats that, misread, they were misread so.
    pub(super) cost: f32,
}

/// The misreadings that make `wrong` of `right`. Among ideographs a letter counts as a
/// part of one.
pub(super) fn between(right: &[u32], wrong: &[u32], unspaced: bool, seen: &Seen) -> Misread {
    if right.len().max(wrong.len()) > LONGEST {
        return Misread { count: right.len().max(wrong.len()) as f32, cost: MOST };
    }
    let width = wrong.len() + 1;
    let mut table = vec![Misread::default(); (right.len() + 1) * width];
    for (i, j) in (0..=right.len()).flat_map(|i| (0..=wrong.len()).map(move |j| (i, j))).skip(1) {
        let mut best: Option<Misread> = None;
        for (p, q) in STEPS.iter().copied().filter(|(p, q)| *p <= i && *q <= j) {
            let (a, b) = (&right[i - p..i], &wrong[j - q..j]);
            let Some(step) = step(a, b, unspaced, seen) else { continue };
            let from = table[(i - p) * width + j - q];
            let sum = Misread { count: from.count + step.count, cost: from.cost + step.cost };
            if best.is_none_or(|best| sum.cost < best.cost) {
                best = Some(sum);
            }
        }
        table[i * width + j] = best.unwrap_or_default();
    }
    let last = table[table.len() - 1];
    Misread { cost: last.cost.min(MOST), ..last }
}

/// How many symbols of either reading one misreading takes.
const STEPS: &[(usize, usize)] = &[(1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2), (2, 3)];

/// One misreading, or two letters that agree; none where several look like nothing else.
fn step(a: &[u32], b: &[u32], unspaced: bool, seen: &Seen) -> Option<Misread> {
    if a == b {
        return Some(Misread::default());
    }
    let is_letters = |s: &[u32]| !s.is_empty() && symbols_weight(s) == s.len();
    let letters = is_letters(a) || is_letters(b);
    let count = if unspaced && letters { 1.0 / HAN_WEIGHT as f32 } else { 1.0 };
    Some(Misread { count, cost: -count * seen.share(a, b)?.ln() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(right: &str, wrong: &str) -> Misread {
        let symbols = |text: &str| text.chars().map(u32::from).collect::<Vec<_>>();
        between(&symbols(right), &symbols(wrong), false, Seen::builtin())
    }

    #[test]
    fn what_looks_alike_costs_less() {
        assert!(of("ferryman", "feniman").cost < of("ferryman", "barkeep").cost);
        assert!(of("未", "末").cost < of("未", "山").cost);
        assert_eq!(of("modern", "modem").count, 1.0);
        assert_eq!(of("weir", "weir").count, 0.0);
    }
}
