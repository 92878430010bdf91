//! Revision: a text whose changed words are told from a form's by its neighbours.
//!
//! ```text
//! A A A    A A A        a paragraph that differs stands in a long chain of repeats in one
//! B x B    B y B        order, most of them alike: the text was revised, and is printed
//! C C C    C C C        once, with what changed to be reviewed
//! ```
//!
//! No pair alone can tell: two articles of a law agree in as much as two editions of one.

use super::weigh::Piece;
use crate::view::{HAN_WEIGHT, View};

/// Ideographs that may stand between two repeats of a chain.
const BETWEEN: usize = 13;

/// Of the two repeats before one and the two after it so many must be alike.
const ALIKE: usize = 3;

/// Ideographs of the shortest repeat that counts as alike.
const SHORTEST: usize = 8;

/// Ideographs in which the repeats that are alike must agree: at least, and for each odd
/// place of the chain.
const AGREED: usize = 500;
const FOR_EACH: usize = 100;

/// One of so many repeats of a chain may differ at most.
const ODD: usize = 3;

/// Which pieces, in page order, are revisions of one another.
pub(super) fn revised(view: &View, pieces: &[Piece]) -> Vec<bool> {
    let wanted = |places: usize| AGREED.max(FOR_EACH * places) * HAN_WEIGHT as usize;
    // A long piece is a chain of its own.
    let mut revised: Vec<bool> =
        pieces.iter().map(|piece| piece.agreeing() >= wanted(piece.odd_places())).collect();
    for chain in chains(view, pieces) {
        let weight = |at: &usize| pieces[*at].agreeing();
        let is_alike =
            |at: &usize| pieces[*at].is_one() && weight(at) >= SHORTEST * HAN_WEIGHT as usize;
        let odd: Vec<usize> = (0..chain.len()).filter(|n| !pieces[chain[*n]].is_one()).collect();
        let agreed: usize = chain.iter().filter(|at| is_alike(at)).map(weight).sum();
        let places: usize = odd.iter().map(|n| pieces[chain[*n]].odd_places()).sum();
        if agreed < wanted(places) || odd.len() * ODD > chain.len() {
            continue;
        }
        for n in odd {
            let around = (n.saturating_sub(2)..n).chain(n + 1..(n + ALIKE).min(chain.len()));
            revised[chain[n]] |= around.filter(|m| is_alike(&chain[*m])).count() >= ALIKE;
        }
    }
    revised
}

/// Repeats that follow one another on both sides.
fn chains(view: &View, pieces: &[Piece]) -> Vec<Vec<usize>> {
    let near = |from: usize, to: usize| {
        from <= to + super::verdict::EDGE
            && view.weight(from.min(to)..to) <= BETWEEN * HAN_WEIGHT as usize
    };
    let mut chains: Vec<Vec<usize>> = Vec::new();
    for (at, next) in pieces.iter().enumerate() {
        let follows = |chain: &&mut Vec<usize>| {
            let last = &pieces[chain[chain.len() - 1]].parallel;
            near(last.first().end, next.parallel.first().start)
                && near(last.second().end, next.parallel.second().start)
        };
        match chains.iter_mut().rev().take(super::RECENT).find(follows) {
            Some(chain) => chain.push(at),
            None => chains.push(vec![at]),
        }
    }
    chains
}
