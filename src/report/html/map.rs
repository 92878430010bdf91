//! The page at a glance: a strip with a bar for each passage, ribbons between a
//! passage and the copy that stays, and ticks where something was joined, changed
//! or is to be looked at.
//!
//! It says nothing that the list does not say, so readers of the screen's text are
//! spared it; every part of it leads to its place.

use std::fmt::Write;
use std::ops::Range;

use super::Sheet;
use super::abreast::Row;
use crate::decide::Kind;
use crate::source::Span;

/// Height of the strip in its own units, whatever the length of the page.
const HEIGHT: usize = 10_000;
/// The least height of a bar, or nobody could see or hit it.
const LEAST: usize = 12;

/// Where a span lies on the strip.
fn on_strip(sheet: &Sheet, span: Span) -> Range<usize> {
    let whole = sheet.copy.source.text().len().max(1);
    let at = |byte: usize| byte * HEIGHT / whole;
    at(span.start())..at(span.end()).max(at(span.start()) + LEAST)
}

/// The stretch of the strip that a row takes.
pub(super) fn stretch(sheet: &Sheet, row: &Row) -> Range<usize> {
    let spans: Vec<Span> =
        row.pages.iter().map(|at| sheet.copy.ledger.placements[*at].span).collect();
    match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => on_strip(sheet, first.cover(*last)),
        _ => row.moved.map_or(0..0, |at| on_strip(sheet, sheet.copy.ledger.placements[at].span)),
    }
}

/// Draw the strip.
pub(super) fn map(out: &mut String, sheet: &Sheet) {
    let _ = writeln!(
        out,
        "<svg id=\"map\" viewBox=\"0 0 64 {HEIGHT}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
    );
    for change in &sheet.draft.changes {
        if let (Kind::Fold, Some(copy)) = (change.kind, change.copy) {
            ribbon(out, on_strip(sheet, change.spans[0]), on_strip(sheet, copy));
        }
    }
    for (index, placement) in sheet.copy.ledger.placements.iter().enumerate() {
        let words = sheet.words(placement.span);
        if !words.is_empty() {
            bar(out, sheet, index, on_strip(sheet, words));
        }
    }
    for (number, change) in sheet.draft.changes.iter().enumerate() {
        let (x, kind) = match change.kind {
            Kind::Fold | Kind::Drop => continue,
            Kind::Join | Kind::Gap => (20, change.kind.code()),
            Kind::Edit => (25, "edit"),
            Kind::Variant | Kind::Finding => (30, change.kind.code()),
        };
        let at = match change.kind {
            Kind::Join => on_strip(sheet, change.spans[0].tail()),
            _ => on_strip(sheet, change.spans[0]),
        };
        let _ = writeln!(
            out,
            "<a href=\"#c{number}\" tabindex=\"-1\"><rect class=\"{kind}\" data-c=\"{number}\" x=\"{x}\" y=\"{}\" width=\"4\" height=\"{}\"/></a>",
            at.start,
            2 * LEAST,
        );
    }
    out.push_str("<rect id=\"window\" x=\"0\" y=\"0\" width=\"64\" height=\"0\"/>\n</svg>\n");
}

/// A passage; what was folded or left out is drawn shorter as well as in its colour.
fn bar(out: &mut String, sheet: &Sheet, index: usize, at: Range<usize>) {
    let change = sheet.gone[index];
    let kind = change.map_or("kept", |number| sheet.draft.changes[number].kind.code());
    let (x, width) = match kind {
        "kept" => (4, 14),
        "fold" => (10, 8),
        _ => (4, 5),
    };
    let number = change.map_or(String::new(), |number| format!(" data-c=\"{number}\""));
    let _ = writeln!(
        out,
        "<a href=\"#p{index}\" tabindex=\"-1\"><rect class=\"{kind}\"{number} x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"{}\"/></a>",
        at.start,
        at.len(),
    );
}

/// From one place of the strip to another, and back along the other edge.
fn ribbon(out: &mut String, from: Range<usize>, to: Range<usize>) {
    let _ = writeln!(
        out,
        "<path class=\"ribbon\" d=\"M36 {a}C70 {a} 70 {c} 36 {c}V{d}C70 {d} 70 {b} 36 {b}Z\"/>",
        a = from.start,
        b = from.end,
        c = to.start,
        d = to.end,
    );
}
