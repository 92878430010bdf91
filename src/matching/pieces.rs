//! Pieces: a parallel cut at the paragraph edges of either side.
//!
//! ```text
//! first    A A A | Smith, aged 12 … | C C C     the notice in the middle is another, and
//! second   A A A | Jones, aged 40 … | C C C     what stands around it is printed twice
//! ```
//!
//! Each piece is judged by itself, in the company of those beside it. What agrees nowhere
//! is a piece as well: nothing may be lifted across it.

use super::verdict::EDGE;
use crate::alignment::Run;
use crate::passage::Parallel;
use crate::view::View;

/// The pieces of a parallel, in order.
pub(super) fn pieces(view: &View, parallel: &Parallel) -> Vec<Parallel> {
    let (first, second) = (parallel.first(), parallel.second());
    let blocks = |from: usize, to: usize| {
        (view.block_at(from) + 1..=view.block_at(to - 1)).map(|block| view.block(block).start)
    };
    let of_first =
        blocks(first.start, first.end).map(|at| (at, near_edge(view, parallel.to_second(at))));
    let of_second =
        blocks(second.start, second.end).map(|at| (near_edge(view, parallel.to_first(at)), at));
    let mut edges: Vec<(usize, usize)> = of_first.chain(of_second).collect();
    edges.sort_unstable();
    let mut cuts = vec![(first.start, second.start)];
    for edge in edges {
        let last = cuts[cuts.len() - 1];
        let after = edge.0 > last.0 + EDGE && edge.1 > last.1 + EDGE;
        if after && edge.0 + EDGE < first.end && edge.1 + EDGE < second.end {
            cuts.push(edge);
        }
    }
    cuts.push((first.end, second.end));
    let last = cuts.len() - 2;
    let piece = |(at, cut): (usize, &[(usize, usize)])| {
        let (start, end) = (cut[0], cut[1]);
        let inside = parallel.clip(start.0..end.0, start.1..end.1);
        let mut runs = inside.map_or(Vec::new(), |inside| inside.runs);
        if at > 0 || runs.is_empty() {
            runs.insert(0, edge(start));
        }
        if at < last || runs.len() == 1 {
            runs.push(edge(end));
        }
        Parallel { runs }
    };
    cuts.windows(2).enumerate().map(piece).collect()
}

/// A place, or the edge of a block that is near it.
fn near_edge(view: &View, at: usize) -> usize {
    let block = view.block(view.block_at(at.min(view.len() - 1)));
    let edges = [block.start, block.end].into_iter();
    edges
        .filter(|edge| edge.abs_diff(at) <= EDGE)
        .min_by_key(|edge| edge.abs_diff(at))
        .unwrap_or(at)
}

/// An empty run: the piece reaches so far, though nothing agrees there.
fn edge((first, second): (usize, usize)) -> Run {
    Run { first: first as u32, second: second as u32, len: 0 }
}
