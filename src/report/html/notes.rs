//! The notes beneath a row: every change and doubt of its passages, told in words,
//! with what it rests on. The script lends the same notes to its card.

use std::fmt::Write;

use super::Sheet;
use super::abreast::Row;
use crate::decide::{Change, Choice, Kind};
use crate::ledger::{Evidence, Fate, Witness};
use crate::reason::Reason;
use crate::report::compare::{Part, compare};
use crate::report::explain::phrase_in;
use crate::report::place::{first, last};
use crate::report::safe::{html, pictured};
use crate::source::Span;

/// Characters of the page shown on each side of a place.
const CONTEXT: usize = 12;

/// The notes of a row; nothing when there is nothing to tell.
pub(super) fn notes(out: &mut String, sheet: &Sheet, row: &Row) {
    let mut items = String::new();
    for at in &row.pages {
        for number in &sheet.begin[*at] {
            note(&mut items, sheet, *number, &sheet.draft.changes[*number]);
        }
    }
    if !items.is_empty() {
        let _ = writeln!(out, "<ul class=\"notes\">{items}</ul>");
    }
}

/// One note: what happened, and apart from it the evidence.
fn note(out: &mut String, sheet: &Sheet, number: usize, change: &Change) {
    let reason = change.key.reason;
    let code = reason.code();
    let phrase = html(phrase_in(reason, sheet.language));
    let _ = write!(
        out,
        "<li><code>{code}</code> <a href=\"#c{number}\" data-w=\"reason.{code}\">{phrase}</a>\
         <div class=\"evidence\" id=\"n{number}\" data-c=\"{number}\">"
    );
    match change.kind {
        Kind::Fold => fold(out, sheet, change),
        Kind::Drop => {}
        Kind::Join => join(out, sheet, change),
        Kind::Variant => readings(out, sheet, &change.readings),
        Kind::Edit | Kind::Gap | Kind::Finding => place(out, sheet, change),
    }
    rests_on(out, sheet, change);
    out.push_str("</div></li>\n");
}

/// A further printing: the copy that stays, and how the two differ.
fn fold(out: &mut String, sheet: &Sheet, change: &Change) {
    let Some(copy) = change.copy else { return };
    let (source, own) = (&sheet.copy.source, change.spans[0]);
    let _ = write!(out, "<p>{} {}", sheet.say("base-at"), sheet.link("line", copy));
    let placement = &sheet.copy.ledger.placements[sheet.placement_at(own.start())];
    let repeat = match placement.fate {
        Fate::Folded { repeat } => sheet.copy.ledger.repeats.get(repeat as usize),
        _ => None,
    };
    let witnesses = repeat.map_or(&[][..], |r| &r.witnesses);
    let is_other = |w: &&Witness| !w.span.overlaps(copy) && !w.span.overlaps(own);
    let others: Vec<String> =
        witnesses.iter().filter(is_other).map(|w| sheet.link("line", w.span)).collect();
    if !others.is_empty() {
        let _ = write!(out, " · {} {}", sheet.say("also-at"), others.join(", "));
    }
    out.push_str("</p>");
    // A witness that goes on in the next passage is compared once, where it begins.
    match witnesses.iter().find(|w| w.span.overlaps(own)) {
        Some(here) if own.contains(here.span) => {
            differences(out, sheet, source.slice(own), source.slice(copy));
        }
        Some(here) if own.contains(here.span.head()) => {
            differences(out, sheet, source.slice(here.span), source.slice(copy));
        }
        _ => {}
    }
}

/// What the one printing has and the other has not, with a little around it.
fn differences(out: &mut String, sheet: &Sheet, here: &str, base: &str) {
    let Some(parts) = compare(here.trim(), base.trim()) else {
        let _ = write!(out, "<p>{}</p>", sheet.say("too-long"));
        return;
    };
    let count = parts.iter().filter(|p| matches!(p, Part::Differs(..))).count();
    if count == 0 {
        let _ = write!(out, "<p>{}</p>", sheet.say("no-difference"));
        return;
    }
    let _ = write!(out, "<p>{}</p><p class=\"quote\">", sheet.count("differs", count));
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Same(text) => {
                out.push_str(&html(&shortened(text, at == 0, at + 1 == parts.len())))
            }
            Part::Differs(own, other) => pair(out, sheet, own, other),
        }
    }
    out.push_str("</p>");
}

/// Two readings of one place, this copy's first.
fn pair(out: &mut String, sheet: &Sheet, own: &str, other: &str) {
    let (own, other) = (html(&pictured(own)), html(&pictured(other)));
    let (here, there) = (sheet.say("here"), sheet.say("there"));
    let _ = write!(
        out,
        "<span class=\"differs\"><span><span class=\"unseen\">{here} </span>{own}</span>\
         <span><span class=\"unseen\">{there} </span>{other}</span></span>"
    );
}

/// A stretch that both have, its middle left out; at the ends only what is near.
fn shortened(text: &str, is_first: bool, is_last: bool) -> String {
    let text = pictured(text);
    let (head, tail) = (first(&text, CONTEXT), last(&text, CONTEXT));
    if head.len() + tail.len() >= text.len() {
        return text;
    }
    match (is_first, is_last) {
        (true, true) => format!("{head}…"),
        (true, false) => format!("…{tail}"),
        (false, true) => format!("{head}…"),
        (false, false) => format!("{head}…{tail}"),
    }
}

/// The two torn ends, put together.
fn join(out: &mut String, sheet: &Sheet, change: &Change) {
    let [left, right, ..] = change.spans[..] else { return };
    let source = &sheet.copy.source;
    let (before, after) = (source.slice(left).trim(), source.slice(right).trim());
    let (before, after) = (pictured(last(before, CONTEXT)), pictured(first(after, CONTEXT)));
    let seam = match change.after.trim() {
        "" => "<b class=\"join-sign\">‿</b>".to_owned(),
        mark => format!("<ins>{}</ins>", html(&pictured(mark))),
    };
    let _ = write!(
        out,
        "<p class=\"quote\">…{}{seam}{}…</p><p>{} {}</p>",
        html(&before),
        html(&after),
        sheet.say("goes-on-at"),
        sheet.link("line", right)
    );
}

/// A change in its place: what was there, what stands there or might.
fn place(out: &mut String, sheet: &Sheet, change: &Change) {
    let span = change.spans[0];
    let before = pictured(&change.before);
    let after = pictured(change.after.trim_end_matches('\n'));
    out.push_str("<p class=\"quote\">");
    if !change.is_applied() && change.can_accept {
        let _ = write!(out, "{} ", sheet.say("proposed"));
    }
    let (lead, trail) = around(sheet, span);
    let _ = write!(out, "{lead}");
    if change.can_accept {
        let _ = write!(out, "<del>{}</del><ins>{}</ins>", html(&before), html(&after));
    } else if before.chars().count() > 4 * CONTEXT {
        let _ = write!(
            out,
            "<mark class=\"finding\">{}…{}</mark>",
            html(first(&before, CONTEXT)),
            html(last(&before, CONTEXT))
        );
    } else {
        let _ = write!(out, "<mark class=\"finding\">{}</mark>", html(&before));
    }
    let _ = write!(out, "{trail}</p>");
}

/// Every reading with those who have it.
fn readings(out: &mut String, sheet: &Sheet, readings: &[Choice]) {
    out.push_str("<ul class=\"readings\">");
    for reading in readings {
        for witness in &reading.witnesses {
            let (lead, trail) = around(sheet, *witness);
            let text = html(&pictured(&reading.text));
            let link = sheet.link("line", *witness);
            let _ =
                write!(out, "<li>{link}: {lead}<mark class=\"variant\">{text}</mark>{trail}</li>");
        }
    }
    out.push_str("</ul>");
}

/// The text on both sides of a place, on its own line of the page.
fn around(sheet: &Sheet, span: Span) -> (String, String) {
    let text = sheet.copy.source.text();
    let before = last(&text[..span.start()], CONTEXT).rsplit('\n').next().unwrap_or_default();
    let after = first(&text[span.end()..], CONTEXT).split('\n').next().unwrap_or_default();
    (html(&pictured(before)), html(&pictured(after)))
}

/// The witnesses with their words, what is attested, and the figures.
fn rests_on(out: &mut String, sheet: &Sheet, change: &Change) {
    let Evidence { witnesses, attested, score, times, reader } = &change.evidence;
    let quoted = matches!(change.kind, Kind::Edit | Kind::Gap | Kind::Finding);
    for witness in witnesses.iter().filter(|_| quoted) {
        let (lead, trail) = around(sheet, *witness);
        let text = pictured(sheet.copy.source.slice(*witness));
        let text = match text.chars().count() > 4 * CONTEXT {
            true => format!("{}…{}", first(&text, CONTEXT), last(&text, CONTEXT)),
            false => text,
        };
        let _ = write!(
            out,
            "<p class=\"quote\">{} {}: {lead}<mark class=\"witness\">{}</mark>{trail}</p>",
            sheet.say("witness"),
            sheet.link("line", *witness),
            html(&text)
        );
    }
    let mut facts = Vec::new();
    if !attested.is_empty() {
        let words = html(&pictured(&attested.join(", ")));
        let label = match change.key.reason {
            // Of a series it is the members that are not there.
            Reason::GapSequence => "missing",
            Reason::RepeatSimilar => "differs-in",
            _ => "attested",
        };
        facts.push(format!("{} {words}", sheet.say(label)));
    }
    facts.extend(times.map(|times| sheet.count("times", times as usize)));
    facts.extend(score.map(|score| {
        let score = format!("{}.{:03}", score / 1000, score % 1000);
        format!("{} {score}", sheet.say("score"))
    }));
    if *reader {
        facts.push(sheet.say("reader"));
    }
    if !facts.is_empty() {
        let _ = write!(out, "<p>{}</p>", facts.join("; "));
    }
}
