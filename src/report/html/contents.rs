//! What happened, at the head of the file: counted on one line, then reason by
//! reason with a link to each place. The script puts its list in place of the latter.

use std::collections::BTreeMap;
use std::fmt::Write;

use encoding_rs::UTF_8;

use super::{Sheet, words};
use crate::decide::{Change, Kind, State};
use crate::reason::{Reason, Tier};
use crate::report::explain::phrase_in;
use crate::report::safe::html;

/// Under which words changes are counted, in the order they are told.
const COUNTED: [&str; 8] = [
    "count.folded",
    "count.dropped",
    "count.joins",
    "count.gaps",
    "count.wraps",
    "count.repairs",
    "count.settled",
    "count.review",
];

/// The words under which a change is counted: each is counted once, so that the sum is
/// what the list has.
fn counted(change: &Change) -> &'static str {
    match change.kind {
        _ if !change.is_applied() => "count.review",
        Kind::Finding => "count.review",
        Kind::Fold => "count.folded",
        Kind::Drop => "count.dropped",
        Kind::Join => "count.joins",
        Kind::Gap => "count.gaps",
        Kind::Edit if change.key.reason == Reason::LineWrap => "count.wraps",
        Kind::Variant if change.tier == Tier::Flag => "count.review",
        Kind::Variant if change.default != State::Accept => "count.settled",
        Kind::Edit | Kind::Variant => "count.repairs",
    }
}

/// What was done, counted.
pub(super) fn summary(sheet: &Sheet) -> String {
    let count = |key| sheet.draft.changes.iter().filter(|c| counted(c) == key).count();
    let some = COUNTED.map(|key| (key, count(key))).into_iter().filter(|(_, n)| *n > 0);
    let mut parts: Vec<String> = some.map(|(key, n)| sheet.count(key, n)).collect();
    if parts.is_empty() {
        parts.push(sheet.say("count.none"));
    }
    let encoding = sheet.copy.source.encoding();
    if encoding != UTF_8 {
        let name = html(&encoding.name().replace("gb", "GB"));
        let said = words::say(sheet.language, "count.decoded").replace("{x}", &name);
        parts.push(format!("<span data-w=\"count.decoded\" data-x=\"{name}\">{said}</span>"));
    }
    let blocks = sheet.count("count.blocks", sheet.copy.blocks.len());
    format!("{blocks}: {}", parts.join(" · "))
}

/// Write the table, one reason a line, in the order of the closed list.
pub(super) fn contents(out: &mut String, sheet: &Sheet) {
    let mut places: BTreeMap<Reason, Vec<usize>> = BTreeMap::new();
    for (number, change) in sheet.draft.changes.iter().enumerate() {
        places.entry(change.key.reason).or_default().push(number);
    }
    if places.is_empty() {
        return;
    }
    let _ = writeln!(out, "<nav id=\"contents\">\n<h2>{}</h2>", sheet.say("what-happened"));
    for (reason, numbers) in places {
        let (code, phrase) = (reason.code(), html(phrase_in(reason, sheet.language)));
        let _ = write!(
            out,
            "<details><summary><b>{}</b> <span data-w=\"reason.{code}\">{phrase}</span> <code>{code}</code></summary><p>{}",
            numbers.len(),
            sheet.say("lines"),
        );
        for number in numbers {
            let line = sheet.lines.line(sheet.draft.changes[number].spans[0]);
            let _ = write!(out, " <a href=\"#c{number}\">{line}</a>");
        }
        out.push_str("</p></details>\n");
    }
    out.push_str("</nav>\n");
}
