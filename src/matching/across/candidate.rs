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
        self.chains.iter().filter(move |chain| promises(texts, chain, least / PROMISE))
    }
}

/// A chain must agree over this part of the shortest passage before it is aligned:
/// chance seldom agrees over more than two words, and where 15 % of the characters
/// of both are wrong a third of a passage still agrees in one piece or the other.
const PROMISE: usize = 3;

/// How far an agreement along one diagonal may fall from its best before it is given
/// up, in symbols (the X-drop of Altschul et al. 1990).
const DROP: i32 = 10;

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

/// Whether a chain, with what agrees on its diagonals beyond it, weighs enough to be
/// worth an alignment.
fn promises(texts: Texts<'_>, chain: &[Segment], enough: usize) -> bool {
    let (first, second) = (texts.first, texts.second);
    let (head, tail) = (chain[0], chain[chain.len() - 1]);
    if symbols_weight(&first[head.first as usize..tail.end as usize]) >= 2 * enough {
        return true;
    }
    let inside: usize =
        chain.iter().map(|s| symbols_weight(&first[s.first as usize..s.end as usize])).sum();
    let (i, j) = (head.first as usize, texts.across(head.first, head.diagonal) as usize);
    let back = first[..i].iter().rev().zip(second[..j].iter().rev());
    let (i, j) = (tail.end as usize, texts.across(tail.end, tail.diagonal) as usize);
    let ahead = first[i.min(first.len())..].iter().zip(&second[j.min(second.len())..]);
    inside + agreement(back) + agreement(ahead) >= enough
}

/// The most that the pairs agree from their start on: the weight of those alike less
/// that of those unlike, up to the best place.
fn agreement<'a>(pairs: impl Iterator<Item = (&'a u32, &'a u32)>) -> usize {
    let (mut score, mut best) = (0, 0);
    for (a, b) in pairs {
        let weight = symbols_weight(std::slice::from_ref(a)) as i32;
        score += if a == b { weight } else { -weight };
        best = best.max(score);
        if score < best - DROP * weight {
            break;
        }
    }
    best as usize
}
