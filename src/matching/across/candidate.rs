//! Candidate: strings that line up between two pages, and whether they may be a
//! passage.

use std::ops::Range;

use super::super::chain::{self, Chains, Segment};
use super::super::parallel::Texts;
use super::super::seeds::{Hit, seed_len};
use super::Folds;
use super::shared::Shared;
use crate::view::symbols_weight;

/// What two pages may have in common.
pub(super) struct Candidate {
    /// The earlier page.
    pub(super) first: u32,
    /// The stretch of it that was read.
    pub(super) window: Range<usize>,
    /// Strings that line up, in symbols of the window.
    chains: Chains,
}

impl Candidate {
    /// Chains that are worth an alignment, in the window and the later page, given the
    /// weight of the shortest passage.
    pub(super) fn promising<'a>(
        &'a self,
        texts: Texts<'a>,
        least: usize,
    ) -> impl Iterator<Item = &'a [Segment]> {
        self.chains.iter().filter(move |chain| promises(texts, chain, least))
    }
}

/// Parts of the weight of the shortest passage that a chain must agree over before it is
/// aligned: on its diagonals, and with what agrees on those beside them. Chance seldom
/// agrees over more than two words; where 15 % of the characters of both are wrong a third
/// of a passage still agrees in one piece or the other. Of a week of newspapers seven
/// alignments of twelve are spared by the second, and one link of a thousand is lost
/// (recall: `cargo bench --bench archive`).
const ON_DIAGONALS: f64 = 1.0 / 3.0;
const BESIDE_THEM: f64 = 4.0 / 9.0;

/// How far an agreement along one diagonal may fall from its best before it is given
/// up, in symbols (the X-drop of Altschul et al. 1990); and on a diagonal beside it,
/// where every step is one more chance to agree.
const DROP: i32 = 10;
const DROP_BESIDE: i32 = 4;

/// Diagonals on either side that are looked at: so many symbols one printing may have
/// beyond the other at a place.
const EITHER_SIDE: usize = 3;

/// Symbols that are read beyond the outermost strings: as far as a passage is extended
/// beyond them, and a string.
const MARGIN: usize = 192;

/// What an earlier page and a later one, of these symbols, have in common, given the
/// places they share by place in the earlier. `weight` is that of a string; `window` is
/// filled with what was read of the earlier.
pub(super) fn of_pair(
    folds: &(impl Folds + ?Sized),
    shared: &[Shared],
    weight: u32,
    window: &mut Vec<u32>,
) -> Candidate {
    let first = shared[0].first;
    let (low, high) = (shared[0].first_at as usize, shared[shared.len() - 1].first_at as usize);
    let end = folds.len(first).min(high + weight as usize + MARGIN);
    let range = low.saturating_sub(MARGIN)..end;
    folds.read(first, range.clone(), window);
    let before = window.len() as u32;
    let mut hits: Vec<Hit> = shared
        .iter()
        .map(|s| Hit { first: s.first_at - range.start as u32, second: s.second_at + before })
        .collect();
    hits.sort_unstable_by_key(|hit| (hit.diagonal(), hit.first));
    let chains = chain::chains(&hits, |at| seed_len(window, at as usize, weight) as u32);
    Candidate { first, window: range, chains }
}

/// Whether a chain, with what agrees beyond it, weighs enough to be worth an alignment.
fn promises(texts: Texts<'_>, chain: &[Segment], least: usize) -> bool {
    let (first, second) = (texts.first, texts.second);
    let (head, tail) = (chain[0], chain[chain.len() - 1]);
    let (on_diagonals, beside) = (ON_DIAGONALS * least as f64, BESIDE_THEM * least as f64);
    if symbols_weight(&first[head.first as usize..tail.end as usize]) as f64 >= 2.0 * on_diagonals {
        return true;
    }
    let (i, j) = (head.first as usize, texts.across(head.first, head.diagonal) as usize);
    let (before, before_second) = (first[..i].iter().rev(), second[..j].iter().rev());
    let (i, j) = (tail.end as usize, texts.across(tail.end, tail.diagonal) as usize);
    let (after, after_second) = (first[i..].iter(), second[j.min(second.len())..].iter());
    let (back, back_len) = agreement(before.clone(), before_second.clone(), DROP);
    let (ahead, ahead_len) = agreement(after.clone(), after_second.clone(), DROP);
    let inside: usize =
        chain.iter().map(|s| symbols_weight(&first[s.first as usize..s.end as usize])).sum();
    let score = (inside + back + ahead) as f64;
    if score >= beside {
        return true;
    }
    if score < on_diagonals {
        return false;
    }
    let back = agreement_beside(before.skip(back_len), before_second.skip(back_len));
    let ahead = agreement_beside(after.skip(ahead_len), after_second.skip(ahead_len));
    score + (back + ahead) as f64 >= beside
}

/// The most that two texts agree from their start on, one symbol against one: the weight
/// of those alike less that of those unlike, up to the best place; and how many symbols
/// stand before that.
fn agreement<'a>(
    first: impl Iterator<Item = &'a u32>,
    second: impl Iterator<Item = &'a u32>,
    drop: i32,
) -> (usize, usize) {
    let (mut score, mut best, mut best_at) = (0, 0, 0);
    for (at, (a, b)) in first.zip(second).enumerate() {
        let weight = symbols_weight(std::slice::from_ref(a)) as i32;
        score += if a == b { weight } else { -weight };
        if score > best {
            (best, best_at) = (score, at + 1);
        }
        if score < best - drop * weight {
            break;
        }
    }
    (best as usize, best_at)
}

/// The most that two texts agree from their start on where one has a few symbols that the
/// other has not, or both have one that differs.
fn agreement_beside<'a>(
    first: impl Iterator<Item = &'a u32> + Clone,
    second: impl Iterator<Item = &'a u32> + Clone,
) -> usize {
    let left_out = (1..=EITHER_SIDE).flat_map(|count| [(count, 0), (0, count)]).chain([(1, 1)]);
    let beside = left_out.map(|(of_first, of_second)| {
        agreement(first.clone().skip(of_first), second.clone().skip(of_second), DROP_BESIDE).0
    });
    beside.max().unwrap_or(0)
}
