//! A kept passage as a thread of what stays and what changes.

use crate::FairCopy;
use crate::ledger::{Edit, Placement};

/// One stretch of a kept passage.
#[derive(Clone, Copy, Debug)]
pub(super) enum Strand<'a> {
    /// Text that stands in page and article alike.
    Same(&'a str),
    /// Text of the page, and the edit that replaces it.
    Changed(&'a str, &'a Edit),
}

/// The strands of a kept placement, in page order.
pub(super) fn strands<'a>(copy: &'a FairCopy, placement: &Placement) -> Vec<Strand<'a>> {
    let source = &copy.source;
    let text = source.text();
    let mut at = placement.span.start();
    let mut strands = Vec::new();
    for edit in copy.ledger.edits_in(placement.span) {
        if at < edit.span.start() {
            strands.push(Strand::Same(&text[at..edit.span.start()]));
        }
        strands.push(Strand::Changed(source.slice(edit.span), edit));
        at = edit.span.end();
    }
    if at < placement.span.end() {
        strands.push(Strand::Same(&text[at..placement.span.end()]));
    }
    strands
}
