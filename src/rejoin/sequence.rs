//! Sequence: whether the torn ends of a page go on in the next block.
//!
//! ```text
//! end 1   the next block fits far better than the others near it    1
//! end 2   somewhat better                                           0.5
//! end 3   ?                                                         goes on in the next, too
//! ```
//! A page whose columns stand in order goes on in the next block everywhere, a page that was
//! shuffled nowhere. Each end is asked how the next block fits it among the blocks around; what
//! the others say is evidence for it.

use super::page::{Page, REACH};

/// For each end that is surely torn whether it would go on in the next block oftener than by
/// chance, from 1 to -1; and the sum.
#[derive(Default)]
pub(super) struct Sequence {
    of_ends: Vec<f64>,
    sum: f64,
}

impl Sequence {
    pub(super) fn of(page: &Page<'_>) -> Sequence {
        let mut of_ends = vec![0.0; page.pieces.len()];
        for starts in page.pairs().chunk_by(|a, b| a.0 == b.0) {
            let left = starts[0].0;
            // What has a full stop inside is no heading; copies say nothing new.
            if page.pieces[left].has_sentence && !page.copied[left] {
                of_ends[left] = over_chance(page, left, starts);
            }
        }
        Sequence { sum: of_ends.iter().sum(), of_ends }
    }

    /// What the other ends of the page say about this one: from 1, all go on in the next block,
    /// to -1; 0 when they say nothing.
    pub(super) fn of_others(&self, left: usize) -> f32 {
        let others = self.sum - self.of_ends[left];
        others.tanh() as f32
    }
}

/// Whether an end would go on in the next block oftener than by chance, of those around.
fn over_chance(page: &Page<'_>, left: usize, starts: &[(usize, usize)]) -> f64 {
    let is_body = |right: &usize| !page.pieces[*right].is_head;
    let mut around: Vec<usize> = starts.iter().map(|pair| pair.1).filter(is_body).collect();
    let Some(next) = around.iter().copied().find(|right| *right > left) else { return 0.0 };
    around.sort_by_key(|right| (*right != next, right.abs_diff(left), *right));
    around.truncate(REACH);
    let weight = |right: &usize| f64::from(page.fits(left, *right)).exp();
    let all: f64 = around.iter().map(weight).sum();
    let over_chance = weight(&next) / all * around.len() as f64;
    over_chance.ln().tanh()
}
