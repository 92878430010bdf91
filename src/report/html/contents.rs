//! The table of contents: what happened, how often, and a link to each place.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Sheet;
use crate::ledger::Fate;
use crate::reason::Reason;
use crate::report::explain::phrase;
use crate::report::safe::html;

/// Write the table, one reason a line, in the order of the closed list.
pub(super) fn contents(out: &mut String, sheet: &Sheet) {
    let copy = sheet.copy;
    let mut places: BTreeMap<Reason, Vec<(usize, String)>> = BTreeMap::new();
    let mut add =
        |reason, span, id| places.entry(reason).or_default().push((sheet.lines.line(span), id));
    for (index, placement) in copy.ledger.placements.iter().enumerate() {
        let blank = copy.source.slice(placement.span).trim().is_empty();
        if !blank && !matches!(placement.fate, Fate::Kept { .. }) {
            add(placement.reason, placement.span, format!("p{index}"));
        }
    }
    for (index, edit) in copy.ledger.edits.iter().enumerate() {
        if edit.reason != Reason::Layout {
            add(edit.reason, edit.span, format!("e{index}"));
        }
    }
    for (index, mark) in sheet.marks.iter().enumerate() {
        add(mark.reason, mark.span, format!("m{index}"));
    }
    if places.is_empty() {
        return;
    }
    out.push_str("<nav>\n<h2>What happened</h2>\n");
    for (reason, mut places) in places {
        places.sort();
        let count = places.len();
        let (code, phrase) = (reason.code(), html(phrase(reason)));
        let _ = write!(
            out,
            "<details><summary><b>{count}</b> {phrase} <code>{code}</code></summary><p>line"
        );
        for (line, id) in places {
            let _ = write!(out, " <a href=\"#{id}\">{line}</a>");
        }
        out.push_str("</p></details>\n");
    }
    out.push_str("</nav>\n");
}
