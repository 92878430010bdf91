//! Between: what stands between two pieces of a page.
//!
//! Copies of what stands elsewhere too are passed over where the two stand once: they will be
//! folded, and then the two are nearer.

use std::ops::Range;

use super::piece::{Piece, STARTS};

/// A piece at least this long, in paragraphs, that is unfinished is torn and no heading.
const TORN: f32 = 0.5;

/// What is counted.
const KINDS: usize = 6;

/// Sums over the pieces before each.
pub(super) struct Sums(Vec<[usize; KINDS]>);

/// What stands between two pieces, counted.
pub(super) struct Between {
    /// All.
    pub(super) all: usize,
    /// Those that break off, and those that start inside a sentence.
    pub(super) open: usize,
    pub(super) torn: usize,
    /// Those that are over, or headings, or stand beside the text.
    pub(super) over: usize,
    /// Those that stand beside the text, and those or headings.
    pub(super) aside: usize,
    pub(super) aside_or_head: usize,
}

impl Sums {
    /// Count the pieces for which `counts` holds.
    pub(super) fn of(pieces: &[Piece<'_>], counts: impl Fn(usize) -> bool) -> Sums {
        let mut sums = vec![[0; KINDS]];
        for (at, piece) in pieces.iter().enumerate() {
            let is = [
                true,
                !piece.is_done && piece.is_text && piece.len >= TORN,
                starts_inside(piece),
                piece.is_done || piece.is_aside || piece.is_head,
                piece.is_aside,
                piece.is_aside || piece.is_head,
            ];
            let counted = counts(at);
            let before = sums[at];
            sums.push(std::array::from_fn(|kind| before[kind] + usize::from(counted && is[kind])));
        }
        Sums(sums)
    }

    /// How many pieces of a stretch break off.
    pub(super) fn open(&self, stretch: &Range<usize>) -> usize {
        self.0[stretch.end][1] - self.0[stretch.start][1]
    }

    /// What stands between two pieces.
    pub(super) fn between(&self, left: usize, right: usize) -> Between {
        let (from, to) = (left.min(right) + 1, left.max(right));
        let [all, open, torn, over, aside, aside_or_head] =
            std::array::from_fn(|kind| self.0[to][kind] - self.0[from][kind]);
        Between { all, open, torn, over, aside, aside_or_head }
    }
}

/// Whether a piece starts as no sentence does.
pub(super) fn starts_inside(piece: &Piece<'_>) -> bool {
    matches!(STARTS[piece.start], "small" | "mark")
}
