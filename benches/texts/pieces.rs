//! The pieces of a page, and what befalls them beside tears: they are numbered, stand twice, are
//! lost, or lie over the edge of the page.

use std::collections::BTreeSet;

use faircopy::series::{self, Style};
use fastrand::Rng;

use super::halves::cut;
use super::torn::Kind;

/// Paragraphs that are numbered, as the points of a speech are; and blocks that stand again.
const NUMBERED: usize = 9;
const REPEATED: usize = 16;

/// Characters of what is torn at least.
pub(super) const LONG: usize = 160;
pub(super) const LONG_UNSPACED: usize = 60;

/// Share of the tears whose second half is not on the page, and whose first is not.
const LOST_SECOND: f64 = 0.10;
const LOST_FIRST: f64 = 0.06;

/// A block of a page as it is made.
pub(super) struct Piece {
    pub(super) text: String,
    /// Its number, and that of the piece that continues it.
    pub(super) name: usize,
    pub(super) next: Option<(usize, Kind)>,
    /// The piece that has the same text.
    pub(super) copy_of: usize,
    pub(super) may_tear: bool,
    /// Article and block.
    pub(super) origin: Option<(usize, usize)>,
}

/// Number some paragraphs that follow one another.
pub(super) fn number(rng: &mut Rng, pieces: &mut [Piece], unspaced: bool) {
    let from = rng.usize(..pieces.len());
    let style = rng.u32(..3);
    let points = pieces[from..].iter_mut().filter(|piece| piece.may_tear);
    for (piece, number) in points.take(rng.usize(3..=NUMBERED)).zip(1..) {
        let mark = match style {
            0 if unspaced => series::mark(Style::Is, number).unwrap_or_default(),
            1 if unspaced => format!("{number}、"),
            1 => format!("{number}) "),
            _ => format!("{number}. "),
        };
        piece.text.insert_str(0, &mark);
    }
}

/// Some blocks stand on the page again, as scraped pages have them; `copy_of` says by name
/// which text they are.
pub(super) fn repeat(
    rng: &mut Rng,
    pieces: &mut Vec<Piece>,
    names: &mut usize,
    copy_of: fn(usize, usize) -> usize,
) {
    let from = rng.usize(..pieces.len());
    let until = (from + rng.usize(1..=REPEATED)).min(pieces.len());
    let mut again = Vec::new();
    for piece in &pieces[from..until] {
        let (text, name) = (piece.text.clone(), *names);
        let copy_of = copy_of(name, piece.copy_of);
        // A text torn in two places has halves that are true in more than one way.
        let (may_tear, origin) = (false, piece.origin);
        again.push(Piece { text, name, next: None, copy_of, may_tear, origin });
        *names += 1;
    }
    let to = rng.usize(..=pieces.len());
    pieces.splice(to..to, again);
}

/// Some halves are not on the page. What is torn on both sides stays: what it parts would be
/// torn from one another.
pub(super) fn lose(rng: &mut Rng, pieces: &mut Vec<Piece>) {
    let firsts: BTreeSet<usize> =
        pieces.iter().filter(|p| p.next.is_some()).map(|p| p.name).collect();
    let seconds: BTreeSet<usize> = pieces.iter().filter_map(|p| Some(p.next?.0)).collect();
    let mut lost = BTreeSet::new();
    for piece in pieces.iter() {
        let Some((second, _)) = piece.next else { continue };
        let chance = rng.f64();
        let out = if chance < LOST_SECOND { second } else { piece.name };
        if chance < LOST_SECOND + LOST_FIRST && !(firsts.contains(&out) && seconds.contains(&out)) {
            lost.insert(out);
        }
    }
    pieces.retain(|piece| !lost.contains(&piece.name));
}

/// The page begins inside a paragraph, or ends so, as pages of a book do.
pub(super) fn edges(rng: &mut Rng, pieces: &mut [Piece], unspaced: bool) {
    let seconds: BTreeSet<usize> = pieces.iter().filter_map(|p| Some(p.next?.0)).collect();
    let (begins, ends) = (rng.u32(..3) == 0, rng.u32(..3) == 0);
    let least = if unspaced { LONG_UNSPACED } else { LONG };
    let mut halves = |piece: &Piece| {
        let is_long = piece.may_tear && piece.text.chars().count() >= least;
        is_long.then(|| cut(rng, &piece.text, unspaced))?
    };
    if let Some(first) = pieces.first_mut().filter(|p| begins && !seconds.contains(&p.name))
        && let Some((_, right)) = halves(first)
    {
        first.text = right;
    }
    if let Some(last) = pieces.last_mut().filter(|p| ends && p.next.is_none())
        && let Some((left, _)) = halves(last)
    {
        (last.text, last.origin) = (left, None);
    }
}

/// Put what goes on nowhere on the page.
pub(super) fn insert(pieces: &mut Vec<Piece>, names: &mut usize, at: usize, texts: Vec<String>) {
    let (from, next, origin) = (*names, None, None);
    *names += texts.len();
    let piece = |(text, name)| Piece { text, name, next, copy_of: name, may_tear: false, origin };
    pieces.splice(at..at, texts.into_iter().zip(from..).map(piece));
}
