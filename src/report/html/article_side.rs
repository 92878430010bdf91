//! The article, as the draft gives it while nothing is decided. The script shows it
//! anew, by the same rules, where something is.
//!
//! A *segment* is what the draft has at one place of the page: a passage with all
//! that is joined to it, or nothing where the passage is folded or joined elsewhere.

use std::fmt::Write;

use super::Sheet;
use crate::decide::{Kind, Node, Slot, State};
use crate::report::safe::{html, pictured};

/// The nodes of a segment, as elements. Nothing when it has no text.
pub(super) fn segment(sheet: &Sheet, node: &Node) -> String {
    let mut out = String::new();
    nodes(&mut out, sheet, std::slice::from_ref(node), false);
    // Blank lines at the head of a page belong to the layout.
    out.trim_start_matches(['\r', '\n']).to_owned()
}

fn nodes(out: &mut String, sheet: &Sheet, all: &[Node], in_slot: bool) {
    for node in all {
        match node {
            Node::Page(span) => out.push_str(&html(sheet.copy.source.slice(*span))),
            // White space of the layout is the rows' affair.
            Node::Own(text) if in_slot && !text.is_empty() => {
                let _ = write!(out, "<ins>{}</ins>", html(&pictured(text)));
            }
            Node::Passage(index) => nodes(out, sheet, &sheet.draft.passages[*index].nodes, false),
            Node::Own(_) | Node::Typed | Node::Break(_) => {}
            Node::Slot(slot) => draw_slot(out, sheet, slot),
        }
    }
}

fn draw_slot(out: &mut String, sheet: &Sheet, slot: &Slot) {
    let change = &sheet.draft.changes[slot.change];
    let all = slot.nodes(&change.default);
    // The other half of a torn sentence stands behind its seam, not in it.
    let is_passage = |node: &Node| matches!(node, Node::Passage(_));
    let (inside, behind) = match is_seam(slot) {
        true => all.split_at(all.iter().position(is_passage).unwrap_or(all.len())),
        false => (all, &[][..]),
    };
    let mut inner = String::new();
    nodes(&mut inner, sheet, inside, true);
    // What is left out leaves no mark in the article; what is taken out does.
    let leaves_none = matches!(change.kind, Kind::Fold | Kind::Drop | Kind::Join);
    if !inner.is_empty() || !leaves_none || is_seam(slot) {
        let _ = write!(
            out,
            "<span class=\"slot {}\" data-c=\"{}\" data-state=\"{}\">{inner}</span>",
            sheet.class(slot.change),
            slot.change,
            state(&change.default),
        );
    }
    nodes(out, sheet, behind, false);
}

/// Whether a slot is the place where a join goes on, and not where its right half
/// stands when it is rejected.
fn is_seam(slot: &Slot) -> bool {
    slot.accept.as_ref().is_some_and(|nodes| nodes.iter().any(|n| matches!(n, Node::Passage(_))))
}

/// A state's name in the file.
pub(super) fn state(state: &State) -> &'static str {
    match state {
        State::Accept => "accept",
        State::Reject => "reject",
        State::Text(_) => "text",
        State::Reading(_) => "reading",
    }
}
