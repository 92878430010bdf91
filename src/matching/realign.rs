//! Realign: two blocks of which one lost a line, laid side by side whole.
//!
//! ```text
//! … to be captain, by purchase, vice Powell, who retires; Currie to be lieutenant, by purchase, vice Rowley.
//! … to be                                             … Currie to be lieutenant, by purchase, vice Rowley.
//! ```
//!
//! A chain goes on with the seed that is nearest, so where a phrase stands twice and a line is
//! lost between, it takes the wrong one, and both texts seem to be worded otherwise. Aligned
//! from end to end, two blocks that are one agree in more.

use std::iter::once;
use std::ops::Range;

use super::edges::{edge, lay};
use super::foreign::{FOREIGN, UNLIKE, unlike};
use super::parallel::ANCHOR;
use crate::alignment::Run;
use crate::passage::Parallel;
use crate::view::View;

/// A parallel, or its two blocks from end to end where these are more alike.
pub(super) fn whole_blocks(view: &View, parallel: Parallel) -> Parallel {
    let (first, second) = (parallel.first(), parallel.second());
    let (a, b) = (block(view, first.start), block(view, second.start));
    let inside = first.end <= a.end && second.end <= b.end && a.end <= b.start;
    let least = a.len().min(b.len());
    let agreed = parallel.agreeing(first);
    if !inside || agreed == least || 2 * agreed < least {
        return parallel;
    }
    let mut runs = Vec::new();
    lay(view, &mut runs, [a.clone(), b.clone()]);
    let more = likeness(&runs, [&a, &b]) - likeness(&parallel.runs, [&a, &b]);
    if more > FOREIGN { Parallel { runs } } else { parallel }
}

/// How alike two blocks are by runs: what agrees by more than chance, less what stands against
/// something else.
fn likeness(runs: &[Run], [a, b]: [&Range<usize>; 2]) -> i64 {
    let told = runs.iter().copied().filter(|run| run.len >= ANCHOR);
    let told: Vec<Run> =
        once(edge(a.start, b.start)).chain(told).chain([edge(a.end, b.end)]).collect();
    let apart: i64 = told.windows(2).map(|pair| unlike(pair[0], pair[1])).sum();
    told.iter().map(|run| i64::from(run.len)).sum::<i64>() - UNLIKE * apart
}

fn block(view: &View, at: usize) -> Range<usize> {
    view.block(view.block_at(at))
}
