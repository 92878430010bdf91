//! The page, each change marked in it.
//!
//! Changes may overlap, and HTML elements may not. So the text is cut wherever one
//! begins or ends, and each cut says all that is true of it.

use std::fmt::Write;

use super::Sheet;
use super::article_side::state;
use super::marks::Mark;
use crate::decide::Kind;
use crate::report::safe::{html, pictured};
use crate::source::Span;

/// A passage as the page has it, under its line number.
pub(super) fn block(out: &mut String, sheet: &Sheet, index: usize) {
    let words = sheet.words(sheet.copy.ledger.placements[index].span);
    let line = sheet.lines.line(words);
    let _ = write!(out, "<div class=\"block\" id=\"p{index}\"><span class=\"line\">{line}</span>");
    if let Some(number) = sheet.gone[index] {
        let kind = sheet.draft.changes[number].kind.code();
        let _ = write!(out, "<span class=\"{kind}\" id=\"c{number}\" data-c=\"{number}\">");
        marked(out, sheet, words, &sheet.marks[index]);
        out.push_str("</span>");
    } else {
        marked(out, sheet, words, &sheet.marks[index]);
    }
    out.push_str("</div>\n");
}

/// Text with the marks of its changes.
fn marked(out: &mut String, sheet: &Sheet, span: Span, marks: &[Mark]) {
    let text = sheet.copy.source.text();
    let ends = marks.iter().flat_map(|m| [m.span.start(), m.span.end()]);
    let mut points: Vec<usize> = ends.filter(|p| span.range().contains(p)).collect();
    points.extend([span.start(), span.end()]);
    points.sort_unstable();
    points.dedup();
    // Marks come by their start: those that are still ahead, and those that lie open.
    let (mut ahead, mut open): (&[Mark], Vec<&Mark>) = (marks, Vec::new());
    for (at, point) in points.iter().enumerate() {
        let next = points.get(at + 1);
        // A break that is taken out lies in the white space after the words.
        let reached = |m: &Mark| next.is_none() || m.span.start() <= *point;
        let (begun, rest) = ahead.split_at(ahead.partition_point(reached));
        ahead = rest;
        let alone = |m: &&Mark| match m.span.is_empty() {
            true => m.span.start() == *point,
            false => next.is_none() && m.span.start() >= *point,
        };
        for mark in begun.iter().filter(alone) {
            element(out, sheet, &text[mark.span.range()], &[mark], true);
        }
        let Some(next) = next else { break };
        open.extend(begun);
        open.retain(|m| m.span.end() > *point);
        let opens = open.last().is_some_and(|m| m.span.start() == *point);
        element(out, sheet, &text[*point..*next], &open, opens);
    }
}

/// A stretch with the changes it lies in, the innermost last.
fn element(out: &mut String, sheet: &Sheet, text: &str, over: &[&Mark], opens: bool) {
    let Some((inner, outer)) = over.split_last() else { return out.push_str(&html(text)) };
    for mark in outer.iter().filter(|m| m.is_first && m.span.start() == inner.span.start() && opens)
    {
        let _ = write!(out, "<i id=\"c{}\"></i>", mark.change);
    }
    let change = &sheet.draft.changes[inner.change];
    let numbers: Vec<String> = over.iter().map(|m| m.change.to_string()).collect();
    let is_removed = matches!(change.kind, Kind::Edit | Kind::Gap) && change.is_applied();
    let tag = if is_removed { "del" } else { "mark" };
    let shown = if is_removed { html(&pictured(text)) } else { html(text) };
    if opens && inner.is_first {
        let _ = write!(out, "<{tag} id=\"c{}\"", inner.change);
    } else {
        let _ = write!(out, "<{tag}");
    }
    let _ = write!(
        out,
        " class=\"{}\" data-c=\"{}\" data-state=\"{}\">{shown}</{tag}>",
        sheet.class(inner.change),
        numbers.join(" "),
        state(&change.default),
    );
}
