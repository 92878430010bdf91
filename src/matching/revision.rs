//! Revision: a text whose changed words are told from a form's by its neighbours.
//!
//! ```text
//! A A A    A A A        a paragraph that differs stands in a long chain of repeats in one
//! B x B    B y B        order, most of them alike: the text was revised, and is printed
//! C C C    C C C        once, with what changed to be reviewed
//! ```
//!
//! No pair alone can tell: two articles of a law agree in as much as two editions of one.
//! Where the repeats around show many misreadings, what is odd is one of these.

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

/// Letters surely misread in a chain for each of its odd places: of so many misreadings one
/// gives another word or figure by chance.
const MISREAD: f32 = 8.0;

/// Which pieces, in page order, are one text though something in them is odd.
pub(super) fn revised(view: &View, pieces: &[Piece]) -> Vec<bool> {
    let mut revised: Vec<bool> =
        pieces.iter().map(|piece| is_long([(piece, true)].into_iter())).collect();
    for chain in chains(view, pieces) {
        let members = || chain.iter().map(|at| &pieces[*at]);
        let (misread, odd) = members().fold((0.0, 0), |(misread, odd), piece| {
            let places = if piece.is_one() { 0 } else { piece.odd_places().max(1) };
            (misread + piece.noise.misreadings, odd + places)
        });
        let is_noisy = misread >= MISREAD * odd.max(1) as f32;
        let alone = |at: &usize| {
            let piece = &pieces[*at];
            let places = piece.odd_places().max(1);
            is_noisy && piece.agreeing() >= FOR_EACH * places * HAN_WEIGHT as usize
        };
        chain.iter().for_each(|at| revised[*at] |= alone(at));
        let is_alike =
            |piece: &Piece| piece.is_one() && piece.agreeing() >= SHORTEST * HAN_WEIGHT as usize;
        let is_odd = |n: &usize| !pieces[chain[*n]].is_one();
        let odd: Vec<usize> = (0..chain.len()).filter(is_odd).collect();
        if !is_long(members().map(|piece| (piece, is_alike(piece))))
            || odd.len() * ODD > chain.len()
        {
            continue;
        }
        for n in odd {
            let around = (n.saturating_sub(2)..n).chain(n + 1..(n + ALIKE).min(chain.len()));
            revised[chain[n]] |= around.filter(|m| is_alike(&pieces[chain[*m]])).count() >= ALIKE;
        }
    }
    revised
}

/// Whether pieces, those of them that count, agree in so much that all odd places are changes
/// in one text: two texts of one form agree in less for each place. A figure counts twice.
fn is_long<'a>(pieces: impl Iterator<Item = (&'a Piece, bool)>) -> bool {
    let (agreed, places) = pieces.fold((0, 0), |(agreed, places), (piece, counts)| {
        let own = if counts { piece.agreeing() } else { 0 };
        (agreed + own, places + piece.odd_places() + piece.odd_figures())
    });
    agreed >= AGREED.max(FOR_EACH * places) * HAN_WEIGHT as usize
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
