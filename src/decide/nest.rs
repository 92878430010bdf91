//! Slots inside slots: a passage's text cut at the places of its changes.
//!
//! Changes may lie in one another (a misprint inside a variant), never across one
//! another; one that would is left without a place, and is only shown.

use std::cmp::Reverse;

use crate::source::{Source, Span};

use super::draft::{Node, Slot};

/// A change's place in a passage. `shape` makes its slot of what the page has there.
pub(super) struct Place<'a> {
    pub(super) span: Span,
    /// An edit that was made: it has its place whatever crosses it.
    pub(super) is_made: bool,
    pub(super) shape: Box<dyn Fn(Vec<Node>) -> Slot + 'a>,
}

/// The nodes of a stretch of the page with slots at these places.
pub(super) fn nest(source: &Source, whole: Span, mut places: Vec<Place<'_>>) -> Vec<Node> {
    let mut made: Vec<Span> = places.iter().filter(|p| p.is_made).map(|p| p.span).collect();
    made.sort_unstable();
    places.retain(|p| whole.contains(p.span) && (p.is_made || !crosses(p.span, &made)));
    // What stands at a point comes before what starts there, the outer before the
    // inner; a doubt about text that was replaced is a doubt about the replacement.
    places.sort_by_key(|p| (p.span.start(), !p.span.is_empty(), Reverse(p.span.end()), p.is_made));
    let mut places = places.into_iter().peekable();
    let mut nodes = level(source, whole, &mut places);
    let last = places.map(|place| Node::Slot((place.shape)(Vec::new())));
    nodes.extend(last);
    nodes
}

/// Whether a span holds a part of one of these, sorted and apart, and not the whole.
fn crosses(span: Span, made: &[Span]) -> bool {
    let from = made.partition_point(|m| m.end() <= span.start());
    let near = made[from..].iter().take_while(|m| m.start() < span.end());
    near.into_iter().any(|m| !span.contains(*m) && !m.contains(span))
}

fn level<'a>(
    source: &Source,
    whole: Span,
    places: &mut std::iter::Peekable<impl Iterator<Item = Place<'a>>>,
) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut at = whole.start();
    let text = |nodes: &mut Vec<Node>, from: usize, to: usize| {
        if from < to {
            nodes.push(Node::Page(source.span(from..to)));
        }
    };
    while let Some(place) = places.next_if(|p| p.span.start() < whole.end()) {
        if place.span.start() < at || place.span.end() > whole.end() {
            continue;
        }
        text(&mut nodes, at, place.span.start());
        let inner =
            if place.span.is_empty() { Vec::new() } else { level(source, place.span, places) };
        nodes.push(Node::Slot((place.shape)(inner)));
        at = place.span.end();
    }
    text(&mut nodes, at, whole.end());
    nodes
}
