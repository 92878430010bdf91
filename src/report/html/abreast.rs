//! Which passages of the page stand beside which segments of the article.
//!
//! A torn sentence stands whole beside its first half. Where its other half follows
//! on the page, both halves are in one row, so that the two sides keep step; where it
//! stands further away, it has its own row there, with a link.

use super::Sheet;
use crate::decide::{Kind, Node, Slot, State};
use crate::report::rows::{self, abreast};

/// One row of the view.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Row {
    /// What stands on the page, by index into the placements.
    pub(super) pages: Vec<usize>,
    /// What stands in the article, by index into the nodes of the draft.
    pub(super) segments: Vec<usize>,
    /// Whether the row shows a passage on one side that the other has elsewhere.
    pub(super) moved: Option<usize>,
}

/// The rows of the view, in order.
pub(super) fn rows(sheet: &Sheet) -> Vec<Row> {
    let homes = homes(sheet);
    let order: Vec<usize> = homes.iter().flatten().copied().collect();
    let segment_of = |placement| homes.iter().position(|home| *home == Some(placement));
    let mut all: Vec<Row> = Vec::new();
    for row in abreast(&order, sheet.copy.ledger.placements.len()) {
        let row = match row {
            rows::Row::Both(at) => {
                Row { pages: vec![at], segments: Vec::from_iter(segment_of(at)), moved: None }
            }
            rows::Row::Page(at) => {
                let moved = segment_of(at).map(|_| at);
                Row { pages: vec![at], segments: Vec::new(), moved }
            }
            rows::Row::Article(at) => {
                let segments = Vec::from_iter(segment_of(at));
                Row { pages: Vec::new(), segments, moved: Some(at) }
            }
        };
        let is_blank = |at: &usize| sheet.words(sheet.copy.ledger.placements[*at].span).is_empty();
        if row.segments.is_empty() && row.pages.iter().all(is_blank) {
            continue;
        }
        match all.last_mut().filter(|last| continues(sheet, last, &row)) {
            Some(last) => {
                last.pages.extend(row.pages);
                last.segments.extend(row.segments);
            }
            None => all.push(row),
        }
    }
    all
}

/// Whether a row's passage goes on with the sentence that the row before ends in.
fn continues(sheet: &Sheet, last: &Row, row: &Row) -> bool {
    let [segment] = row.segments[..] else { return false };
    let left = joined_to(sheet, &sheet.draft.nodes[segment]);
    left.is_some_and(|left| last.pages.last() == Some(&left))
}

/// The placement that a segment's passage is joined to while nothing is decided.
pub(super) fn joined_to(sheet: &Sheet, node: &Node) -> Option<usize> {
    let Node::Slot(Slot { change, .. }) = node else { return None };
    let change = &sheet.draft.changes[*change];
    let is_joined = change.kind == Kind::Join && change.default == State::Accept;
    is_joined.then(|| sheet.placement_at(change.spans[0].end() - 1))
}

/// The placement of each segment, in the order of the article.
fn homes(sheet: &Sheet) -> Vec<Option<usize>> {
    let home = |node: &Node| {
        let passage = match node {
            Node::Passage(index) => Some(*index),
            Node::Slot(slot) => slot.reject.iter().find_map(|node| match node {
                Node::Passage(index) => Some(*index),
                _ => None,
            }),
            _ => None,
        };
        passage.map(|at| sheet.placement_at(sheet.draft.passages[at].placement.start()))
    };
    sheet.draft.nodes.iter().map(home).collect()
}
