//! Pieces: a parallel cut at the paragraph edges that both of its sides have.
//!
//! ```text
//! first    A A A | Smith, aged 12 … | C C C     the notice in the middle is another, and
//! second   A A A | Jones, aged 40 … | C C C     what stands around it is printed twice
//! ```
//!
//! Each piece is judged by itself, in the company of those beside it.

use super::verdict::EDGE;
use crate::passage::Parallel;
use crate::view::View;

/// The pieces of a parallel, in order.
pub(super) fn pieces(view: &View, parallel: &Parallel) -> Vec<Parallel> {
    let (first, second) = (parallel.first(), parallel.second());
    let mut cuts = vec![(first.start, second.start)];
    for block in view.block_at(first.start) + 1..=view.block_at(first.end - 1) {
        let start = view.block(block).start;
        let twin = start_near(view, parallel.to_second(start));
        let after = cuts.last().is_some_and(|cut| start > cut.0 + EDGE && twin > cut.1 + EDGE);
        if after && twin < second.end && is_near(parallel, (start, twin)) {
            cuts.push((start, twin));
        }
    }
    cuts.push((first.end, second.end));
    let pieces = cuts.windows(2);
    pieces.filter_map(|cut| parallel.clip(cut[0].0..cut[1].0, cut[0].1..cut[1].1)).collect()
}

/// The start of a block that is nearest to a place.
fn start_near(view: &View, at: usize) -> usize {
    let block = view.block(view.block_at(at.min(view.len() - 1)));
    if at - block.start.min(at) <= block.end.abs_diff(at) { block.start } else { block.end }
}

/// Whether two places stand beside one another, up to the noise at an edge.
fn is_near(parallel: &Parallel, (first, second): (usize, usize)) -> bool {
    let places = parallel.places_in_second(first);
    places.start().saturating_sub(EDGE) <= second && second <= places.end() + EDGE
}
