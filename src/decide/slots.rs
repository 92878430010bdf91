//! The slots of changes: what stands at a place in each state.

use crate::ledger::{Edit, Finding};
use crate::seam::GAP_MARK;
use crate::source::Span;

use super::change::{Change, Kind};
use super::draft::{Node, Slot};
use super::nest::Place;

/// A place of replaced text; nothing is typed there.
pub(super) fn place(
    span: Span,
    is_made: bool,
    change: usize,
    text: Option<String>,
) -> Place<'static> {
    let shape = move |own: Vec<Node>| Slot {
        change,
        place: Some(span),
        reject: own,
        accept: text.clone().map(|text| vec![Node::Own(text)]),
        text: None,
        readings: Vec::new(),
    };
    Place { span, is_made, shape: Box::new(shape) }
}

/// The same, where text can be typed.
fn typable(place: Place<'_>) -> Place<'_> {
    let shape = place.shape;
    let typed = move |own| Slot { text: Some(vec![Node::Typed]), ..shape(own) };
    Place { shape: Box::new(typed), ..place }
}

/// The places of an edit: its own, and, where it lies in a word, the word's, for
/// what a reader types.
pub(super) fn edited<'a>(edit: &Edit, change: usize, about: &'a Change) -> Vec<Place<'a>> {
    let (word, text) = (about.spans[0], Some(edit.text.clone()));
    let own = place(edit.span, true, change, text);
    match about.can_type {
        false => vec![own],
        true if word == edit.span => vec![typable(own)],
        true => vec![typable(place(word, false, change, None)), own],
    }
}

/// The places of a finding: what it proposes, and what a reader types.
pub(super) fn found<'a>(finding: &'a Finding, change: usize, about: &'a Change) -> Vec<Place<'a>> {
    // Missing text is typed before what follows it.
    let point = about.kind == Kind::Gap && !about.can_accept;
    let span = if point { finding.span.head() } else { finding.span };
    let own = place(span, false, change, finding.suggestion.clone());
    match point || about.spans[0] == span {
        true => vec![typable(own)],
        false => vec![typable(place(about.spans[0], false, change, None)), own],
    }
}

/// A place where a reading may be chosen; the base's is what the page has.
pub(super) fn readings(change: usize, about: &Change) -> Place<'_> {
    let span = about.spans[0];
    let shape = move |own: Vec<Node>| {
        let others = about.readings.iter().skip(1).map(|r| vec![Node::Own(r.text.clone())]);
        let readings = std::iter::once(own.clone()).chain(others).collect();
        let text = Some(vec![Node::Typed]);
        Slot { change, place: Some(span), reject: own, accept: None, text, readings }
    };
    Place { span, is_made: false, shape: Box::new(shape) }
}

/// The place of an edit that stands for all of a variant.
pub(super) fn chosen<'a>(edit: &'a Edit, change: usize, about: &'a Change) -> Place<'a> {
    let readings = readings(change, about);
    let shape = move |own: Vec<Node>| Slot {
        accept: Some(vec![Node::Own(edit.text.clone())]),
        ..(readings.shape)(own)
    };
    Place { span: edit.span, is_made: true, shape: Box::new(shape) }
}

/// A mark after a sentence that was cut off.
pub(super) fn mark(text: &str, change: usize) -> Slot {
    let (before, _) = text.split_once(GAP_MARK).unwrap_or((text, ""));
    Slot {
        change,
        place: None,
        reject: Vec::new(),
        accept: Some(vec![Node::Own(format!("{before}{GAP_MARK}"))]),
        text: Some(vec![Node::Own(before.into()), Node::Typed]),
        readings: Vec::new(),
    }
}

/// A mark before a sentence whose beginning was cut off.
pub(super) fn cut_start(change: usize, edit: &Edit, own: Vec<Node>) -> Slot {
    let text = edit.text.as_str();
    let (before, after) = text.split_once(GAP_MARK).unwrap_or(("", text));
    Slot {
        change,
        place: Some(edit.span),
        reject: own,
        accept: Some(vec![Node::Own(text.into())]),
        text: Some(vec![Node::Own(before.into()), Node::Typed, Node::Own(after.into())]),
        readings: Vec::new(),
    }
}

/// A place that shows nodes only while a change is rejected.
pub(super) fn unless(change: usize, reject: Vec<Node>) -> Slot {
    let none = Some(Vec::new());
    Slot { change, place: None, reject, accept: none.clone(), text: none, readings: Vec::new() }
}
