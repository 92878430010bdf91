//! What happened, at the head of the file: counted on one line, then reason by
//! reason with a link to each place. The script puts its list in place of the latter.

use std::collections::BTreeMap;
use std::fmt::Write;

use encoding_rs::UTF_8;

use super::{Sheet, words};
use crate::reason::Reason;
use crate::report::explain::phrase_in;
use crate::report::safe::html;
use crate::report::summary::Counts;

/// What was done, counted.
pub(super) fn summary(sheet: &Sheet) -> String {
    let counts = Counts::of(sheet.copy);
    let parts = [
        ("count.folded", counts.folded),
        ("count.dropped", counts.dropped),
        ("count.joins", counts.joins),
        ("count.wraps", counts.wraps),
        ("count.repairs", counts.repairs),
        ("count.review", counts.review),
    ];
    let some = parts.into_iter().filter(|(_, n)| *n > 0);
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
    format!("{}: {}", sheet.count("count.blocks", counts.blocks), parts.join(" · "))
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
