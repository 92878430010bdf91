//! Sequence: whether the torn ends of a page go on in the next block.
//!
//! ```text
//! end 1   the next block fits better than all others near it    1
//! end 2   better than nine of ten                               0.8
//! end 3   ?                                                     so it goes on in the next, too
//! ```
//! A page whose columns stand in order goes on in the next block everywhere, a page that was
//! shuffled nowhere. Each end is asked how the next block fits it among the blocks around; what
//! the others say is evidence for it.

use super::page::Page;

/// Blocks that the next one is held against.
const OTHERS: usize = 16;

/// For each end that is surely torn how the next block fits: from 1, better than all others, to
/// -1; and the sum, and how many were asked.
#[derive(Default)]
pub(super) struct Sequence {
    of_ends: Vec<Option<f32>>,
    sum: f32,
    count: f32,
}

impl Sequence {
    pub(super) fn of(page: &Page<'_>) -> Sequence {
        let mut sequence =
            Sequence { of_ends: vec![None; page.pieces.len()], sum: 0.0, count: 0.0 };
        for starts in page.pairs().chunk_by(|a, b| a.0 == b.0) {
            let left = starts[0].0;
            // What has a full stop inside is no heading.
            let rank = page.pieces[left].has_sentence.then(|| rank(page, left, starts)).flatten();
            sequence.of_ends[left] = rank;
            sequence.sum += rank.unwrap_or(0.0);
            sequence.count += f32::from(rank.is_some());
        }
        sequence
    }

    /// What the other ends of the page say about this one: from 1, all go on in the next block,
    /// to -1; 0 when there is none.
    pub(super) fn of_others(&self, left: usize) -> f32 {
        let own = self.of_ends[left];
        let count = self.count - f32::from(own.is_some());
        (self.sum - own.unwrap_or(0.0)) / (count + 1.0)
    }
}

/// How the next block fits among those around.
fn rank(page: &Page<'_>, left: usize, starts: &[(usize, usize)]) -> Option<f32> {
    let is_body = |right: &usize| !page.pieces[*right].is_head;
    let mut others: Vec<usize> = starts.iter().map(|pair| pair.1).filter(is_body).collect();
    let next = others.iter().position(|right| *right > left)?;
    let next = others.remove(next);
    others.sort_by_key(|right| (right.abs_diff(left), *right));
    others.truncate(OTHERS);
    let own = page.fits(left, next);
    let better = others.iter().filter(|other| own > page.fits(left, **other)).count();
    (!others.is_empty()).then(|| 2.0 * better as f32 / others.len() as f32 - 1.0)
}
