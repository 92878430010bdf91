//! The text of one passage, on the side of the page and on that of the article.
//!
//! Edits are disjoint, but findings and variants may overlap them and one
//! another, and HTML elements may not. So the text is cut wherever something
//! begins or ends, and each cut says all that is true of it.

use std::fmt::Write;

use super::Sheet;
use crate::FairCopy;
use crate::ledger::{Edit, Placement};
use crate::reason::Reason;
use crate::report::explain::phrase;
use crate::report::safe::{html, pictured};
use crate::report::summary::{findings, open_variants};
use crate::report::weave::{Strand, strands};
use crate::source::Span;

/// A highlighted place.
pub(super) struct Mark<'a> {
    pub(super) span: Span,
    pub(super) reason: Reason,
    /// What could stand there instead: a suggestion, or the other readings.
    pub(super) instead: Vec<&'a str>,
}

/// All places to look at, sorted.
pub(super) fn marks(copy: &FairCopy) -> Vec<Mark<'_>> {
    let variants = open_variants(copy).map(|(_, v)| Mark {
        span: v.span,
        reason: Reason::Variant,
        instead: v.readings.iter().skip(1).map(|r| r.text.as_str()).collect(),
    });
    let findings = findings(copy).map(|f| Mark {
        span: f.span,
        reason: f.reason,
        instead: f.suggestion.as_deref().into_iter().collect(),
    });
    let mut marks: Vec<Mark> = variants.chain(findings).collect();
    marks.sort_by_key(|m| (m.span, m.reason));
    marks
}

/// The number of the first mark, and the marks, that start in a placement.
pub(super) fn marks_in<'a, 's>(sheet: &'s Sheet<'a>, span: Span) -> (usize, &'s [Mark<'a>]) {
    let from = sheet.marks.partition_point(|m| m.span.start() < span.start());
    let to = sheet.marks.partition_point(|m| m.span.start() < span.end());
    (from, &sheet.marks[from..to])
}

/// The passage as the page has it, deletions marked.
pub(super) fn page_side(out: &mut String, sheet: &Sheet, placement: &Placement) {
    let text = sheet.copy.source.slice(placement.span).trim_end();
    let _ = write!(out, "<span class=\"line\">{}</span>", sheet.lines.line(placement.span));
    let mut cut = Cut {
        out,
        sheet,
        ids: true,
        at: placement.span.start(),
        end: placement.span.start() + text.len(),
    };
    for strand in strands(sheet.copy, placement) {
        match strand {
            Strand::Same(text) => cut.same(text),
            Strand::Changed(old, edit) if edit.reason == Reason::Layout => cut.pass(old),
            Strand::Changed(old, edit) => cut.element("del", old, &pictured(old), edit),
        }
    }
}

/// The passage as the article has it, insertions marked.
pub(super) fn article_side(out: &mut String, sheet: &Sheet, placement: &Placement) {
    let text = sheet.copy.source.slice(placement.span).trim_end();
    let mut cut = Cut {
        out,
        sheet,
        ids: false,
        at: placement.span.start(),
        end: placement.span.start() + text.len(),
    };
    for strand in strands(sheet.copy, placement) {
        match strand {
            Strand::Same(text) => cut.same(text),
            Strand::Changed(old, edit) if edit.reason == Reason::Layout => cut.pass(old),
            Strand::Changed(old, edit) => cut.element("ins", old, &pictured(&edit.text), edit),
        }
    }
}

struct Cut<'o, 's, 'a> {
    out: &'o mut String,
    sheet: &'s Sheet<'a>,
    /// Whether elements get their names: once a page.
    ids: bool,
    at: usize,
    /// Where the words end; the white space after them is not drawn.
    end: usize,
}

impl<'s, 'a> Cut<'_, 's, 'a> {
    /// Text that both sides have, its marks around it.
    fn same(&mut self, text: &str) {
        let (from, to) = (self.at, (self.at + text.len()).min(self.end));
        self.at += text.len();
        if from > to {
            return;
        }
        let whole = self.sheet.copy.source.text();
        let marks = self.near(from, to);
        let inside = |p: &usize| (from..to).contains(p);
        let ends = marks.iter().flat_map(|(_, m)| [m.span.start(), m.span.end()]).filter(inside);
        let mut points: Vec<usize> = ends.chain([from, to]).collect();
        points.sort_unstable();
        points.dedup();
        let mut coming = marks.iter().copied().peekable();
        let mut over: Vec<(usize, &Mark)> = Vec::new();
        for (at, point) in points.iter().enumerate() {
            over.retain(|(_, m)| m.span.end() > *point);
            let mut opens = false;
            while let Some((number, mark)) = coming.next_if(|(_, m)| m.span.start() <= *point) {
                if mark.span.end() > *point {
                    opens = mark.span.start() == *point;
                    over.push((number, mark));
                } else if mark.span.is_empty() && mark.span.start() == *point {
                    self.marked("‸", &[(number, mark)], true);
                }
            }
            if let Some(next) = points.get(at + 1) {
                self.marked(&whole[*point..*next], &over, opens);
            }
        }
    }

    /// The numbered marks that may touch a stretch; a bare point at its end
    /// belongs to it only where the words end.
    fn near(&self, from: usize, to: usize) -> Vec<(usize, &'s Mark<'a>)> {
        let marks: &'s [Mark<'a>] = &self.sheet.marks;
        let first = marks.partition_point(|m| m.span.start() < from).saturating_sub(MARKS_BACK);
        let last = marks
            .partition_point(|m| m.span.start() < to || (m.span.start() == to && to == self.end));
        let near = marks.iter().enumerate().take(last).skip(first);
        near.filter(|(_, m)| m.span.end() >= from).collect()
    }

    fn marked(&mut self, text: &str, marks: &[(usize, &Mark)], opens: bool) {
        let Some((number, _)) = marks.first() else {
            self.out.push_str(&html(text));
            return;
        };
        let title: Vec<String> = marks.iter().map(|(_, m)| title(m)).collect();
        let id = if self.ids && opens { format!(" id=\"m{number}\"") } else { String::new() };
        let title = html(&title.join("; "));
        let _ = write!(self.out, "<mark{id} title=\"{title}\">{}</mark>", html(text));
    }

    /// One side of an edit.
    fn element(&mut self, tag: &str, old: &str, shown: &str, edit: &Edit) {
        let reason = format!("{}: {}", edit.reason.code(), phrase(edit.reason));
        let id = if self.ids {
            format!(" id=\"e{}\"", edit_number(self.sheet, edit))
        } else {
            String::new()
        };
        // An insertion leaves a bare point on the page, to link to.
        let class = if shown.is_empty() { " class=\"point\"" } else { "" };
        let _ = write!(
            self.out,
            "<{tag}{id}{class} title=\"{}\">{}</{tag}>",
            html(&reason),
            html(shown)
        );
        self.at += old.len();
    }

    fn pass(&mut self, old: &str) {
        self.at += old.len();
    }
}

/// Marks before a place that are looked at because they may still reach over it.
const MARKS_BACK: usize = 16;

/// An edit's place in the ledger.
pub(super) fn edit_number(sheet: &Sheet, edit: &Edit) -> usize {
    sheet.copy.ledger.edits.partition_point(|e| e.span < edit.span)
}

/// What is said of a mark on hover.
fn title(mark: &Mark) -> String {
    let mut title = format!("{}: {}", mark.reason.code(), phrase(mark.reason));
    if !mark.instead.is_empty() {
        let instead: Vec<String> =
            mark.instead.iter().map(|t| format!("“{}”", pictured(t))).collect();
        let _ = write!(title, " ({})", instead.join(", "));
    }
    title
}
