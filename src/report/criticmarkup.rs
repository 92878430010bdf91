//! The article with its changes marked, as CriticMarkup in Markdown:
//! `{--deleted--}`, `{++inserted++}`, `{~~old~>new~~}`, `{>>reason<<}`.
//!
//! Passages stand in the article's order; what was folded or left out stands
//! beside its old neighbours as a deletion. Accepting every change gives the
//! article, up to the white space that Markdown does not see.

use crate::FairCopy;
use crate::ledger::{Evidence, Fate, Placement};
use crate::reason::Reason;
use crate::report::explain::phrase;
use crate::report::place::Lines;
use crate::report::rows::{Row, rows};
use crate::report::safe::{markdown, pictured};
use crate::report::weave::{Strand, strands};

/// The marked article.
pub fn marked(copy: &FairCopy) -> String {
    let lines = Lines::of(&copy.source);
    let mut out = String::with_capacity(copy.source.text().len() * 5 / 4);
    for row in rows(copy) {
        let (Row::Both(index) | Row::Article(index) | Row::Page(index)) = row;
        let placement = &copy.ledger.placements[index];
        match (row, placement.fate) {
            // A moved passage is marked where it came to stand.
            (Row::Page(_), Fate::Kept { .. }) => {}
            (_, Fate::Kept { .. }) => {
                if matches!(row, Row::Article(_)) {
                    comment(
                        &mut out,
                        &format!("moved here from line {}", lines.line(placement.span)),
                    );
                }
                kept(&mut out, copy, placement, &lines);
            }
            _ => removed(&mut out, copy, placement, &lines),
        }
    }
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

fn kept(out: &mut String, copy: &FairCopy, placement: &Placement, lines: &Lines) {
    for strand in strands(copy, placement) {
        match strand {
            Strand::Same(text) => out.push_str(&markdown(text)),
            // White space between blocks is Markdown's own affair.
            Strand::Changed(_, edit) if edit.reason == Reason::Layout => out.push_str(&edit.text),
            Strand::Changed(old, edit) => {
                let (old, new) = (markdown(&pictured(old)), markdown(&pictured(&edit.text)));
                out.push_str(&match (old.is_empty(), new.is_empty()) {
                    (false, true) => format!("{{--{old}--}}"),
                    (true, _) => format!("{{++{new}++}}"),
                    (false, false) => format!("{{~~{old}~>{new}~~}}"),
                });
                comment(
                    out,
                    &format!(
                        "{}: {}{}",
                        edit.reason.code(),
                        phrase(edit.reason),
                        witness(&edit.evidence, lines)
                    ),
                );
            }
        }
    }
}

/// A passage that is not in the article, deleted line by line: a deletion may
/// not run across a blank line.
fn removed(out: &mut String, copy: &FairCopy, placement: &Placement, lines: &Lines) {
    let text = copy.source.slice(placement.span);
    if text.trim().is_empty() {
        return;
    }
    if !out.is_empty() && !out.ends_with('\n') {
        out.push_str("\n\n");
    }
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        out.push_str(&format!("{{--{}--}}\n", markdown(&pictured(line.trim()))));
    }
    out.pop();
    let stays = match placement.fate {
        Fate::Folded { repeat } => copy.ledger.repeats.get(repeat as usize),
        _ => None,
    };
    let base = stays.and_then(|r| r.witnesses.get(r.base as usize));
    let base = base.map_or(String::new(), |b| format!(" (line {})", lines.line(b.span)));
    comment(out, &format!("{}: {}{base}", placement.reason.code(), phrase(placement.reason)));
    out.push_str("\n\n");
}

fn witness(evidence: &Evidence, lines: &Lines) -> String {
    evidence.witnesses.first().map_or(String::new(), |w| format!(" (line {})", lines.line(*w)))
}

/// A comment of the tool's own words.
fn comment(out: &mut String, words: &str) {
    out.push_str("{>>");
    out.push_str(words);
    out.push_str("<<}");
}
