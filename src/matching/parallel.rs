//! Parallels: chains aligned from end to end and beyond.

use super::chain::Segment;
use crate::alignment::{Run, align, extend, push_run};
use crate::passage::Parallel;
use crate::view::View;

/// Runs shorter than this inside a segment are left to the alignment of the gap
/// around them: a lone equal symbol on the diagonal is chance.
const ANCHOR: u32 = 3;

/// How far an end may be extended beyond the outermost seed, in symbols. Twice
/// the widest gap inside a chain: what is farther would have had a seed.
const EXTENSION: usize = 128;

/// Align a chain of seeds from end to end and beyond, as far as the texts agree.
/// Runs that come nearer than `apart` symbols to themselves are a stretch
/// aligned with itself, and left out.
pub(super) fn of_chain(view: &View, chain: &[Segment], apart: u32) -> Option<Parallel> {
    let symbols = view.symbols();
    let anchors = anchors(symbols, chain);
    let start = *anchors.first()?;
    let mut runs = backwards(symbols, start);
    for anchor in anchors {
        fill(symbols, &mut runs, anchor);
    }
    forwards(symbols, &mut runs);
    runs.retain(|run| run.first + apart <= run.second);
    (!runs.is_empty()).then_some(Parallel { runs })
}

/// Runs of agreement on the chain's own diagonals, clipped so that they go
/// forward on both sides.
fn anchors(symbols: &[u32], chain: &[Segment]) -> Vec<Run> {
    let mut anchors: Vec<Run> = Vec::new();
    for segment in chain {
        let mut at = segment.first;
        while at < segment.end {
            let equal = |i: u32| symbols[i as usize] == symbols[(i + segment.diagonal) as usize];
            let len = (at..segment.end).take_while(|i| equal(*i)).count() as u32;
            if len >= ANCHOR {
                push_clipped(&mut anchors, Run { first: at, second: at + segment.diagonal, len });
            }
            at += len.max(1);
        }
    }
    anchors
}

fn push_clipped(anchors: &mut Vec<Run>, mut run: Run) {
    if let Some(last) = anchors.last() {
        let over_first = (last.first + last.len).saturating_sub(run.first);
        let over_second = (last.second + last.len).saturating_sub(run.second);
        let over = over_first.max(over_second);
        if over + ANCHOR > run.len {
            return;
        }
        run = Run { first: run.first + over, second: run.second + over, len: run.len - over };
    }
    push_run(anchors, run);
}

/// Append an anchor, and before it what agrees in the gap since the last run.
fn fill(symbols: &[u32], runs: &mut Vec<Run>, anchor: Run) {
    if let Some(last) = runs.last().copied() {
        let (first, second) = (last.first + last.len, last.second + last.len);
        let gap_first = &symbols[first as usize..anchor.first as usize];
        let gap_second = &symbols[second as usize..anchor.second as usize];
        for run in align(gap_first, gap_second) {
            push_run(
                runs,
                Run { first: first + run.first, second: second + run.second, len: run.len },
            );
        }
    }
    push_run(runs, anchor);
}

/// What agrees before the first anchor.
fn backwards(symbols: &[u32], start: Run) -> Vec<Run> {
    let (first, second) = (start.first as usize, start.second as usize);
    let back = |end: usize| -> Vec<u32> {
        symbols[end.saturating_sub(EXTENSION)..end].iter().rev().copied().collect()
    };
    let mut runs: Vec<Run> = extend(&back(first), &back(second))
        .into_iter()
        .map(|r| Run {
            first: start.first - r.first - r.len,
            second: start.second - r.second - r.len,
            len: r.len,
        })
        .collect();
    runs.reverse();
    runs
}

/// What agrees after the last run.
fn forwards(symbols: &[u32], runs: &mut Vec<Run>) {
    let Some(last) = runs.last().copied() else { return };
    let (first, second) = (last.first + last.len, last.second + last.len);
    let ahead = |start: u32| -> &[u32] {
        let start = start as usize;
        &symbols[start..symbols.len().min(start + EXTENSION)]
    };
    for run in extend(ahead(first), ahead(second)) {
        push_run(runs, Run { first: first + run.first, second: second + run.second, len: run.len });
    }
}
