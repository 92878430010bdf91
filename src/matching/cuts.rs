//! Cuts: the places where a page is cut, so that each piece is a copy of all or none of
//! another.
//!
//! Every edge of a block or of a parallel is carried over to all twins, until no new cut
//! appears.

use std::collections::BTreeSet;
use std::ops::Range;

use super::verdict::EDGE;
use crate::passage::{Parallel, Passage};
use crate::sheet::Sheet;

/// Cuts nearer than this to one another, in symbols, are one cut: noise moves an
/// edge by a character or two, and a passage of two characters is no passage.
pub(super) const SAME_CUT: usize = 3;

/// Sorted places between symbols where the page is cut.
pub(super) struct Cuts {
    at: BTreeSet<usize>,
}

impl Cuts {
    /// The edges of all blocks.
    pub(super) fn new(page: &Sheet<'_>) -> Cuts {
        let starts = (0..page.blocks.len()).map(|b| page.view.block(b).start);
        Cuts { at: starts.chain([page.view.len()]).collect() }
    }

    /// The cut that a place falls on, if there is one near enough.
    fn near(&self, at: usize, within: usize) -> Option<usize> {
        let below = self.at.range(..=at).next_back().copied();
        let above = self.at.range(at..).next().copied();
        [below, above]
            .into_iter()
            .flatten()
            .filter(|cut| cut.abs_diff(at) <= within)
            .min_by_key(|cut| cut.abs_diff(at))
    }

    /// Add the edges of all parallels, and carry every cut over to the other side
    /// of every parallel it lies in, until nothing is new.
    pub(super) fn carry_over(&mut self, page: &Sheet<'_>, parallels: &[Parallel]) {
        for parallel in parallels {
            let (first, second) = (parallel.first(), parallel.second());
            for (side, other) in [(&first, &second), (&second, &first)] {
                for (edge, twin) in [(side.start, other.start), (side.end, other.end)] {
                    if self.near(edge, EDGE).is_none() {
                        // Where the twin ends with its block there is no doubt.
                        let sure = is_block_edge(page, twin);
                        self.at.insert(if sure { edge } else { clause_edge(page, edge) });
                    }
                }
            }
        }
        let mut changed = true;
        while changed {
            changed = false;
            for parallel in parallels {
                changed |= self.project(parallel.first(), |at| parallel.to_second(at));
                changed |= self.project(parallel.second(), |at| parallel.to_first(at));
            }
        }
    }

    fn project(&mut self, side: Range<usize>, to: impl Fn(usize) -> usize) -> bool {
        let inner: Vec<usize> =
            self.at.range(side.start + 1..side.end.max(side.start + 1)).copied().collect();
        let mut changed = false;
        for cut in inner {
            let there = to(cut);
            if self.near(there, SAME_CUT).is_none() {
                changed |= self.at.insert(there);
            }
        }
        changed
    }

    /// The pieces between two cuts, in page order.
    pub(super) fn passages(&self, page: &Sheet<'_>) -> Vec<Passage> {
        let mut passages = Vec::new();
        for block in 0..page.blocks.len() {
            let range = page.view.block(block);
            let mut start = range.start;
            for cut in self.at.range(range.start + 1..range.end.max(range.start + 1)) {
                passages.push(Passage { range: start..*cut, block, family: None });
                start = *cut;
            }
            passages.push(Passage { range: start..range.end, block, family: None });
        }
        passages
    }
}

fn is_block_edge(page: &Sheet<'_>, at: usize) -> bool {
    let block = |at: usize| page.view.block(page.view.block_at(at));
    at == 0 || at >= page.view.len() || block(at).start == at || block(at - 1).end == at
}

/// The edge of a passage inside a paragraph, moved by a symbol or two onto the
/// edge of a clause where there is one: chance agreement and noise shift it.
fn clause_edge(page: &Sheet<'_>, edge: usize) -> usize {
    let is_clause_edge = |at: usize| {
        at > 0
            && at < page.view.len()
            && page.source.text()[page.view.offset(at - 1)..page.view.offset(at)]
                .chars()
                .skip(1)
                .any(|c| !c.is_whitespace())
    };
    let near = [edge, edge + 1, edge.saturating_sub(1), edge + 2, edge.saturating_sub(2)];
    near.into_iter().find(|at| is_clause_edge(*at)).unwrap_or(edge)
}
