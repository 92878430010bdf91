//! Edges: a copy of a paragraph reaches from its first letter to its last, whatever
//! noise has done to either.
//!
//! ```text
//! …a thin sheet of ice im the barrel.      the seeds end with "ice";
//! …a thin sheet of ice il thu XrDral.      both blocks end soon after
//!
//! …were at home. | Mr. Hale said such an …        "at home" stands before both
//! …stayed at home. | Mr. Hale said such an …      by chance
//!
//! … by the evening tide. | Martin Low, of 12, …     one formula begins
//! … by the evening tide. | Tom Birch, of 9, …       both next paragraphs
//! ```
//!
//! An alignment ends where the two texts stop agreeing. When both blocks end a word
//! or two later, what is left is either ruined or worded otherwise; taken into the
//! parallel, it is judged like any difference inside. When both blocks begin a word or
//! two after the start, those words are of other paragraphs; so is more of them that
//! agrees no better than chance. Left as it is, a copy of a whole paragraph would look
//! like a part of one, which nobody can lift out.

use std::ops::Range;

use super::verdict::EDGE;
use crate::alignment::{Run, align, push_run};
use crate::passage::Parallel;
use crate::view::{HAN_WEIGHT, View};

/// Longest rest between an alignment and the edge of its blocks that is taken in or
/// left out, in letters: two or three short words, or five or six ideographs. What is
/// longer would have had a seed, or is more than chance.
const REST: usize = 18;

/// Share of the passage that such a rest may have at most, so that most of it agrees.
const SHARE: f64 = 0.25;

/// Letters of the next block that are looked at: an alignment reaches that far on a
/// formula (`a sail maker, of 12, …-road`) at most.
const BESIDE: usize = 100;

/// Share of such letters below which they agree by chance: two copies with 15 % noise
/// each have 0.72 in the mean.
const BY_CHANCE: f64 = 0.65;

/// The parallel from edge to edge of its blocks, where they are near on both sides.
pub(super) fn reach(view: &View, parallel: Parallel) -> Parallel {
    ends(view, starts(view, parallel))
}

fn starts(view: &View, parallel: Parallel) -> Parallel {
    let (first, second) = (parallel.first(), parallel.second());
    let (a, b) = (block(view, first.start), block(view, second.start));
    let inside = a.end < first.end && b.end < second.end;
    let rests = [a.start..first.start, b.start..second.start];
    if is_near(view, &parallel, rests.clone()) {
        let mut runs = vec![edge(a.start, b.start)];
        lay(view, &mut runs, rests);
        parallel.runs.into_iter().for_each(|run| push_run(&mut runs, run));
        Parallel { runs }
    } else if inside && is_beside(view, &parallel, [first.start..a.end, second.start..b.end]) {
        parallel.clip(a.end..first.end, b.end..second.end).unwrap_or(parallel)
    } else {
        parallel
    }
}

fn ends(view: &View, parallel: Parallel) -> Parallel {
    let (first, second) = (parallel.first(), parallel.second());
    let (a, b) = (block(view, first.end - 1), block(view, second.end - 1));
    let inside = first.start < a.start && second.start < b.start;
    let rests = [first.end..a.end, second.end..b.end];
    if is_near(view, &parallel, rests.clone()) {
        let mut runs = parallel.runs;
        lay(view, &mut runs, rests);
        runs.push(edge(a.end, b.end));
        Parallel { runs }
    } else if inside && is_beside(view, &parallel, [a.start..first.end, b.start..second.end]) {
        parallel.clip(first.start..a.start, second.start..b.start).unwrap_or(parallel)
    } else {
        parallel
    }
}

/// Whether what lies between an end of a parallel and the edge of a block is short on
/// both sides, and not nothing.
fn is_near(view: &View, parallel: &Parallel, rests: [Range<usize>; 2]) -> bool {
    let weight = view.weight(parallel.first()).min(view.weight(parallel.second()));
    // What only one side has is dust, or was cut off the other.
    let most = if rests.iter().any(Range::is_empty) { EDGE * HAN_WEIGHT as usize } else { REST };
    let longest = rests.into_iter().map(|rest| view.weight(rest)).max().unwrap_or(0);
    0 < longest && longest <= most.min((weight as f64 * SHARE) as usize)
}

/// Whether what a parallel takes of the next block is a word or two, or agrees no more
/// than two sentences of one language do.
fn is_beside(view: &View, parallel: &Parallel, parts: [Range<usize>; 2]) -> bool {
    let longest = parts.iter().map(|part| part.len()).max().unwrap_or(0);
    let letters = parts.iter().all(|part| view.weight(part.clone()) == part.len());
    let level = parts[0].len().abs_diff(parts[1].len()) <= REST;
    let short = letters && level && longest <= BESIDE && longest * 2 <= parallel.first().len();
    let by_chance =
        |part: Range<usize>| (parallel.agreeing(part) as f64) < BY_CHANCE * longest as f64;
    (short && by_chance(parts[0].clone())) || is_near(view, parallel, parts)
}

/// Lay two rests side by side.
pub(super) fn lay(view: &View, runs: &mut Vec<Run>, [a, b]: [Range<usize>; 2]) {
    for run in align(&view.symbols()[a.clone()], &view.symbols()[b.clone()]) {
        let (first, second) = (a.start as u32 + run.first, b.start as u32 + run.second);
        push_run(runs, Run { first, second, len: run.len });
    }
}

fn block(view: &View, at: usize) -> Range<usize> {
    view.block(view.block_at(at))
}

/// An empty run: nothing agrees there, but the passage goes on so far.
pub(super) fn edge(first: usize, second: usize) -> Run {
    Run { first: first as u32, second: second as u32, len: 0 }
}
