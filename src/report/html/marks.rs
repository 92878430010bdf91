//! Where each change is marked on the page.

use std::cmp::Reverse;

use crate::FairCopy;
use crate::decide::{Change, Draft, Kind};
use crate::source::Span;

/// A marked stretch of the page, or a point of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Mark {
    pub(super) span: Span,
    /// The change, by index.
    pub(super) change: usize,
    /// Whether this is the place that links to the change lead to.
    pub(super) is_first: bool,
}

/// The marks of each placement, by the placement's index; outer ones before inner.
/// What is left out as a whole is marked as a whole, and has none here.
pub(super) fn marks(copy: &FairCopy, draft: &Draft) -> Vec<Vec<Mark>> {
    let placements = &copy.ledger.placements;
    let mut all = vec![Vec::new(); placements.len()];
    for (change, about) in draft.changes.iter().enumerate() {
        for (number, span) in places(about).into_iter().enumerate() {
            // A point belongs to the text before it, save at the start of a block.
            let ends_here = |p: &Span| p.end() < span.start().max(1);
            let ends_before = |p: &Span| p.end() <= span.start();
            let is_start = about.kind == Kind::Join && number > 0;
            let first = placements.partition_point(|p| match span.is_empty() && !is_start {
                true => ends_here(&p.span),
                false => ends_before(&p.span),
            });
            let touched = placements.iter().enumerate().skip(first);
            let touched = touched.take_while(|(at, p)| *at == first || p.span.start() < span.end());
            for (at, _) in touched {
                all[at].push(Mark { span, change, is_first: number == 0 && at == first });
            }
        }
    }
    for marks in &mut all {
        marks.sort_by_key(|m| (m.span.start(), Reverse(m.span.end()), m.change));
    }
    all
}

/// The places of a change that are marked; of a join the two torn ends.
fn places(change: &Change) -> Vec<Span> {
    match (change.kind, &change.spans[..]) {
        (Kind::Fold | Kind::Drop, _) => Vec::new(),
        (Kind::Join, [left, right, ..]) => vec![left.tail(), right.head()],
        (_, spans) => spans.to_vec(),
    }
}
