//! Parallels: chains aligned from end to end and beyond.

use super::chain::Segment;
use crate::alignment::{Run, align, extend, push_run};
use crate::passage::Parallel;

/// Runs shorter than this inside a segment are left to the alignment of the gap
/// around them: a lone equal symbol on the diagonal is chance.
pub(super) const ANCHOR: u32 = 3;

/// How far an end may be extended beyond the outermost seed, in symbols. Twice
/// the widest gap inside a chain: what is farther would have had a seed.
const EXTENSION: usize = 128;

/// The symbols of the two texts that a chain runs through: one text twice, or the
/// texts of two pages. Diagonals count the second text from the end of `before`.
#[derive(Clone, Copy)]
pub(super) struct Texts<'a> {
    pub(super) first: &'a [u32],
    pub(super) second: &'a [u32],
    /// Symbols that the second text is taken to stand behind, so that a diagonal
    /// is never negative: none within one text, the first text's between two.
    pub(super) before: u32,
}

impl<'a> Texts<'a> {
    /// A text against itself.
    pub(super) fn within(symbols: &'a [u32]) -> Texts<'a> {
        Texts { first: symbols, second: symbols, before: 0 }
    }

    /// A text against another.
    pub(super) fn between(first: &'a [u32], second: &'a [u32]) -> Texts<'a> {
        Texts { first, second, before: first.len() as u32 }
    }

    /// Where a place of the first text meets the second on a diagonal.
    pub(super) fn across(&self, first: u32, diagonal: u32) -> u32 {
        first + diagonal - self.before
    }

    fn equal(&self, first: u32, second: u32) -> bool {
        self.first[first as usize] == self.second[second as usize]
    }
}

/// Align a chain of seeds from end to end and beyond, as far as the texts agree.
pub(super) fn of_chain(texts: Texts<'_>, chain: &[Segment]) -> Vec<Run> {
    let anchors = anchors(texts, chain);
    let Some(start) = anchors.first().copied() else { return Vec::new() };
    let mut runs = backwards(texts, start);
    for anchor in anchors {
        fill(texts, &mut runs, anchor);
    }
    forwards(texts, &mut runs);
    runs
}

/// The same within one text. Runs that come nearer than `apart` symbols to
/// themselves are a stretch aligned with itself, and left out.
pub(super) fn within(symbols: &[u32], chain: &[Segment], apart: u32) -> Option<Parallel> {
    let mut runs = of_chain(Texts::within(symbols), chain);
    runs.retain(|run| run.first + apart <= run.second);
    (!runs.is_empty()).then_some(Parallel { runs })
}

/// Runs of agreement on the chain's own diagonals, clipped so that they go
/// forward on both sides.
fn anchors(texts: Texts<'_>, chain: &[Segment]) -> Vec<Run> {
    let mut anchors: Vec<Run> = Vec::new();
    for segment in chain {
        let mut at = segment.first;
        while at < segment.end {
            let equal = |i: u32| texts.equal(i, texts.across(i, segment.diagonal));
            let len = (at..segment.end).take_while(|i| equal(*i)).count() as u32;
            if len >= ANCHOR {
                let second = texts.across(at, segment.diagonal);
                push_clipped(&mut anchors, Run { first: at, second, len });
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
fn fill(texts: Texts<'_>, runs: &mut Vec<Run>, anchor: Run) {
    if let Some(last) = runs.last().copied() {
        let (first, second) = (last.first + last.len, last.second + last.len);
        let gap_first = &texts.first[first as usize..anchor.first as usize];
        let gap_second = &texts.second[second as usize..anchor.second as usize];
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
fn backwards(texts: Texts<'_>, start: Run) -> Vec<Run> {
    let (first, second) = (start.first as usize, start.second as usize);
    let back = |symbols: &[u32], end: usize| -> Vec<u32> {
        symbols[end.saturating_sub(EXTENSION)..end].iter().rev().copied().collect()
    };
    let mut runs: Vec<Run> = extend(&back(texts.first, first), &back(texts.second, second))
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
fn forwards(texts: Texts<'_>, runs: &mut Vec<Run>) {
    let Some(last) = runs.last().copied() else { return };
    let (first, second) = (last.first + last.len, last.second + last.len);
    let ahead = |symbols: &'_ [u32], start: u32| {
        let start = start as usize;
        start..symbols.len().min(start + EXTENSION)
    };
    let (first_ahead, second_ahead) = (ahead(texts.first, first), ahead(texts.second, second));
    for run in extend(&texts.first[first_ahead], &texts.second[second_ahead]) {
        push_run(runs, Run { first: first + run.first, second: second + run.second, len: run.len });
    }
}
