//! The notes beneath a row: every change and doubt of the passage, told in words.

use std::fmt::Write;

use super::Sheet;
use super::side::{edit_number, marks_in};
use crate::ledger::{Edit, Evidence, Fate};
use crate::reason::Reason;
use crate::report::compare::{Part, compare};
use crate::report::explain::phrase;
use crate::report::safe::{html, pictured};
use crate::source::Span;

/// The notes of a placement; nothing when there is nothing to tell.
pub(super) fn notes(out: &mut String, sheet: &Sheet, index: usize) {
    let placement = &sheet.copy.ledger.placements[index];
    let mut items = String::new();
    match placement.fate {
        Fate::Folded { repeat } => folded(&mut items, sheet, repeat as usize, placement.span),
        Fate::Dropped if !sheet.copy.source.slice(placement.span).trim().is_empty() => {
            item(&mut items, placement.reason, "");
        }
        _ => {}
    }
    for edit in
        sheet.copy.ledger.edits_in(placement.span).iter().filter(|e| e.reason != Reason::Layout)
    {
        change(&mut items, sheet, edit);
    }
    let (first, marks) = marks_in(sheet, placement.span);
    for (number, mark) in marks.iter().enumerate() {
        let text = pictured(sheet.copy.source.slice(mark.span));
        let instead = mark.instead.iter().map(|t| match *t {
            "" => " or <i>nothing</i>".to_owned(),
            t => format!(" or <q>{}</q>", html(&pictured(t))),
        });
        let shown = if text.is_empty() { String::new() } else { format!("<q>{}</q>", html(&text)) };
        let words =
            format!("<a href=\"#m{}\">{shown}{}</a>", first + number, instead.collect::<String>());
        item(&mut items, mark.reason, &words);
    }
    if !items.is_empty() {
        let _ = writeln!(out, "<ul class=\"notes\">{items}</ul>");
    }
}

fn item(items: &mut String, reason: Reason, words: &str) {
    let (code, phrase) = (reason.code(), html(phrase(reason)));
    let _ = write!(items, "<li><code>{code}</code> {phrase}. {words}</li>");
}

fn change(items: &mut String, sheet: &Sheet, edit: &Edit) {
    let old = html(&pictured(sheet.copy.source.slice(edit.span)));
    let new = html(&pictured(&edit.text));
    let mut words =
        format!("<a href=\"#e{}\"><del>{old}</del> <ins>{new}</ins></a>", edit_number(sheet, edit));
    if let Some(join) = sheet.copy.ledger.join_at(edit) {
        let _ = write!(words, " goes on at {}", link(sheet, join.right));
    }
    evidence(&mut words, sheet, &edit.evidence);
    item(items, edit.reason, &words);
}

fn evidence(words: &mut String, sheet: &Sheet, evidence: &Evidence) {
    for witness in &evidence.witnesses {
        let _ = write!(words, " {}", link(sheet, *witness));
    }
    if !evidence.attested.is_empty() {
        let _ = write!(words, " attested: {}", html(&pictured(&evidence.attested.join(", "))));
    }
    if let Some(times) = evidence.times {
        let _ = write!(words, " {times} times on the page.");
    }
    if let Some(score) = evidence.score {
        let _ = write!(words, " score {}.{:03}", score / 1000, score % 1000);
    }
}

/// A link to the row a place stands in.
fn link(sheet: &Sheet, span: Span) -> String {
    let index = sheet.copy.ledger.placements.partition_point(|p| p.span.end() <= span.start());
    format!("<a href=\"#p{index}\">line {}</a>", sheet.lines.line(span))
}

fn folded(items: &mut String, sheet: &Sheet, repeat: usize, span: Span) {
    let copy = sheet.copy;
    let mut words = String::new();
    if let Some(repeat) = copy.ledger.repeats.get(repeat) {
        let here = repeat.witnesses.iter().find(|w| w.span.overlaps(span));
        if let Some(base) = repeat.witnesses.get(repeat.base as usize) {
            let _ = write!(words, "The copy that stays: {}. ", link(sheet, base.span));
            // The witness is compared once, in the row where it begins.
            if let Some(here) =
                here.filter(|h| span.start() <= h.span.start() && h.span != base.span)
            {
                differences(&mut words, copy.source.slice(here.span), copy.source.slice(base.span));
            }
        }
        let others =
            repeat.witnesses.iter().enumerate().filter(|(at, w)| {
                *at != repeat.base as usize && here.is_none_or(|h| h.span != w.span)
            });
        let others: Vec<String> = others.map(|(_, w)| link(sheet, w.span)).collect();
        if !others.is_empty() {
            let _ = write!(words, " Also: {}.", others.join(", "));
        }
    }
    item(items, Reason::RepeatFold, &words);
}

fn differences(words: &mut String, folded: &str, base: &str) {
    let Some(parts) = compare(folded.trim(), base.trim()) else {
        words.push_str("Too long to compare here; the JSON report has the variants.");
        return;
    };
    if parts.iter().all(|p| matches!(p, Part::Same(_))) {
        words.push_str("No difference.");
        return;
    }
    words.push_str("<details><summary>What differs</summary>");
    for part in parts {
        match part {
            Part::Same(text) => words.push_str(&html(text)),
            Part::Differs(old, new) => {
                let (old, new) = (html(&pictured(old)), html(&pictured(new)));
                let _ = write!(words, "<del>{old}</del><ins>{new}</ins>");
            }
        }
    }
    words.push_str("</details>");
}
