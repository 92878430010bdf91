//! Candidate: strings that line up between two pages, and whether they may be a
//! passage.

use super::super::chain::{self, Segment};
use super::super::seeds::{Hit, seed_len};
use super::index::{Index, Shared};
use crate::view::symbols_weight;

/// What two pages may have in common.
pub(super) struct Candidate {
    /// The earlier page.
    pub(super) first: u32,
    /// Strings that line up.
    pub(super) chains: Vec<Vec<Segment>>,
}

/// A chain must agree over this part of the shortest passage before it is aligned:
/// chance seldom agrees over more than two words, and where 15 % of the characters
/// of both are wrong a third of a passage still agrees in one piece or the other.
const PROMISE: usize = 3;

/// How far an agreement along one diagonal may fall from its best before it is given
/// up, in symbols (the X-drop of Altschul et al. 1990).
const DROP: i32 = 10;

/// The candidates of a page among earlier ones, by earlier page. `weight` is that of
/// a seed, `least` that of the shortest passage.
pub(super) fn of_page(
    pages: &[&[u32]],
    index: &Index,
    second: usize,
    weight: u32,
    least: usize,
) -> Vec<Candidate> {
    let mut shared: Vec<(u32, Hit)> = Vec::new();
    index.each_shared(second, |Shared { first, first_at, second_at }| {
        let before = pages[first as usize].len() as u32;
        shared.push((first, Hit { first: first_at, second: second_at + before }));
    });
    shared.sort_unstable_by_key(|(first, hit)| (*first, hit.diagonal(), hit.first));
    let mut hits = Vec::new();
    let mut candidates = Vec::new();
    for group in shared.chunk_by(|a, b| a.0 == b.0) {
        let first = group[0].0;
        let texts = (pages[first as usize], pages[second]);
        hits.clear();
        hits.extend(group.iter().map(|(_, hit)| *hit));
        let mut chains = chain::chains(&hits, |at| seed_len(texts.0, at as usize, weight) as u32);
        chains.retain(|chain| promises(texts, chain, least / PROMISE));
        if !chains.is_empty() {
            candidates.push(Candidate { first, chains });
        }
    }
    candidates
}

/// Whether a chain, with what agrees on its diagonals beyond it, weighs enough to be
/// worth an alignment.
fn promises((first, second): (&[u32], &[u32]), chain: &[Segment], enough: usize) -> bool {
    let (head, tail) = (chain[0], chain[chain.len() - 1]);
    if symbols_weight(&first[head.first as usize..tail.end as usize]) >= 2 * enough {
        return true;
    }
    let inside: usize =
        chain.iter().map(|s| symbols_weight(&first[s.first as usize..s.end as usize])).sum();
    let (i, j) = (head.first as usize, (head.first + head.diagonal) as usize - first.len());
    let back = first[..i].iter().rev().zip(second[..j].iter().rev());
    let (i, j) = (tail.end as usize, (tail.end + tail.diagonal) as usize - first.len());
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
