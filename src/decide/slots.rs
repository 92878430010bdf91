//! The slots of changes: what stands at a place in each state.

use crate::ledger::Edit;
use crate::seam::GAP_MARK;
use crate::source::Span;

use super::change::Change;
use super::draft::{Node, Slot};
use super::nest::Place;

/// The place of an edit.
pub(super) fn made(edit: &Edit, change: usize, about: &Change) -> Place<'static> {
    Place { is_made: true, ..place(edit.span, change, Some(edit.text.clone()), about) }
}

/// A place of replaced text: `text` where accepting it replaces anything.
pub(super) fn place(
    span: Span,
    change: usize,
    text: Option<String>,
    about: &Change,
) -> Place<'static> {
    let can_type = about.can_type;
    let shape = move |own: Vec<Node>| Slot {
        change,
        place: Some(span),
        reject: own,
        accept: text.clone().map(|text| vec![Node::Own(text)]),
        text: can_type.then(|| vec![Node::Typed]),
        readings: Vec::new(),
    };
    Place { span, is_made: false, shape: Box::new(shape) }
}

/// A place where a reading may be chosen; the base's is what the page has.
pub(super) fn readings(span: Span, change: usize, about: &Change) -> Place<'_> {
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
    let readings = readings(edit.span, change, about);
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
