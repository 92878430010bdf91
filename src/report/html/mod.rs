//! Page and article side by side, in one file that opens from disk and is the place
//! to review them.
//!
//! Rust writes all that can be read: both texts with their changes marked, and a note
//! on each change beneath its row, for paper and for browsers without script. The
//! script takes it from there: it shows one change after another, asks, and shows
//! the article as decided. It gets the draft and the words of the interface as data,
//! and adds nothing that is not in the file.
//!
//! ```text
//! page_side   the page, changes marked        abreast  which stands beside which
//! article_side the article, from the draft    notes    evidence, change by change
//! map         the page at a glance            contents what happened, with links
//! words       the interface in two languages  draft    what the script is given
//! ```

mod abreast;
mod article_side;
mod contents;
pub mod draft;
mod map;
mod marks;
mod notes;
mod page_side;
mod policy;
mod words;

use std::fmt::Write;

use crate::FairCopy;
use crate::decide::{Draft, Kind};
use crate::reason::Reason;
use crate::report::language::Language;
use crate::report::place::Lines;
use crate::report::safe::html;
use crate::script::is_han;
use crate::source::Span;
use abreast::Row;
use marks::Mark;

const STYLE: &str = concat!(include_str!("style.css"), include_str!("review.css"));
const PANEL: &str = include_str!("panel.html");
/// One script, in the order in which its parts need one another.
const SCRIPT: &str = concat!(
    "\"use strict\";\n{\n",
    include_str!("script/keep.js"),
    include_str!("script/words.js"),
    include_str!("script/shown.js"),
    include_str!("script/article.js"),
    include_str!("script/decisions.js"),
    include_str!("script/list.js"),
    include_str!("script/card.js"),
    include_str!("script/keys.js"),
    include_str!("script/map.js"),
    include_str!("script/review.js"),
    "}\n"
);

/// What every part of the view draws on.
struct Sheet<'a> {
    copy: &'a FairCopy,
    draft: &'a Draft,
    lines: Lines<'a>,
    /// The language of all that is not page text.
    language: Language,
    /// The marked places of each placement.
    marks: Vec<Vec<Mark>>,
    /// The change that leaves each placement out, if one does.
    gone: Vec<Option<usize>>,
    /// The changes that begin in each placement.
    begin: Vec<Vec<usize>>,
}

impl<'a> Sheet<'a> {
    fn of(copy: &'a FairCopy, draft: &'a Draft, language: Language) -> Sheet<'a> {
        let mut sheet = Sheet {
            copy,
            draft,
            lines: Lines::of(&copy.source),
            language,
            marks: marks::marks(copy, draft),
            gone: vec![None; copy.ledger.placements.len()],
            begin: vec![Vec::new(); copy.ledger.placements.len()],
        };
        for (number, change) in draft.changes.iter().enumerate() {
            let at = match change.kind {
                Kind::Join => sheet.placement_at(change.at().saturating_sub(1)),
                _ => sheet.placement_at(change.at()),
            };
            sheet.begin[at].push(number);
            if matches!(change.kind, Kind::Fold | Kind::Drop) {
                sheet.gone[at] = Some(number);
            }
        }
        sheet
    }

    /// What a change is drawn as: its kind, and whether it only unwraps lines.
    fn class(&self, change: usize) -> String {
        let change = &self.draft.changes[change];
        let wrap = if change.key.reason == Reason::LineWrap { " wrap" } else { "" };
        format!("{}{wrap}", change.kind.code())
    }

    /// The placement that holds a byte of the page, by index.
    fn placement_at(&self, byte: usize) -> usize {
        let placements = &self.copy.ledger.placements;
        placements.partition_point(|p| p.span.end() <= byte).min(placements.len().saturating_sub(1))
    }

    /// What of a span is not white space around it.
    fn words(&self, span: Span) -> Span {
        self.copy.source.span_of(self.copy.source.slice(span).trim())
    }

    /// Words of the interface, which the script may turn to another language.
    fn say(&self, key: &str) -> String {
        format!("<span data-w=\"{key}\">{}</span>", html(words::say(self.language, key)))
    }

    /// The same with a number.
    fn count(&self, key: &str, n: usize) -> String {
        let words = words::count(self.language, key, n);
        format!("<span data-w=\"{key}\" data-n=\"{n}\">{}</span>", html(&words))
    }

    /// A link to the line where a place stands.
    fn link(&self, key: &str, span: Span) -> String {
        let at = self.placement_at(span.start());
        let line = self.lines.line(span);
        let words = html(&words::count(self.language, key, line));
        format!("<a href=\"#p{at}\" data-w=\"{key}\" data-n=\"{line}\">{words}</a>")
    }
}

/// The whole HTML file. Without a language it speaks English until the script turns
/// to that of the browser.
pub fn page(copy: &FairCopy, language: Option<Language>) -> String {
    let draft = Draft::of(copy);
    let sheet = Sheet::of(copy, &draft, language.unwrap_or(Language::English));
    let name = html(copy.source.file_name());
    let code = sheet.language.code();
    let mut out = String::with_capacity(copy.source.text().len() * 6 + SCRIPT.len());
    let fixed = if language.is_some() { format!(" data-lang=\"{code}\"") } else { String::new() };
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{code}\"{fixed}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#text\">{skip}</a>\n\
         <header>\n<h1>{name}</h1>\n<p>{summary}</p>\n</header>\n",
        policy = policy::policy(STYLE, SCRIPT),
        title = words::say(sheet.language, "title").replace("{x}", &name),
        skip = sheet.say("skip"),
        summary = contents::summary(&sheet),
    );
    contents::contents(&mut out, &sheet);
    out.push_str("<div id=\"desk\">\n");
    map::map(&mut out, &sheet);
    text(&mut out, &sheet);
    out.push_str(PANEL);
    out.push_str("</div>\n");
    let data = [("words", words::json()), ("data", draft::json(copy, &draft))];
    for (id, json) in data {
        let _ = writeln!(out, "<script type=\"application/json\" id=\"{id}\">{json}</script>");
    }
    let _ = write!(out, "<script>{SCRIPT}</script>\n</body>\n</html>\n");
    out
}

/// Both texts, row by row.
fn text(out: &mut String, sheet: &Sheet) {
    // Ideographs are drawn in the shapes of the page's language, not the interface's.
    let is_chinese = sheet.copy.source.text().chars().any(is_han);
    let lang = if is_chinese { "zh" } else { "" };
    let _ = write!(
        out,
        "<main id=\"text\" lang=\"{lang}\" tabindex=\"-1\">\n<div class=\"row names\"><h2>{} <b>{}</b></h2><h2>{}</h2></div>\n",
        sheet.say("page"),
        html(sheet.copy.source.file_name()),
        sheet.say("article"),
    );
    for row in abreast::rows(sheet) {
        write_row(out, sheet, &row);
    }
    out.push_str("</main>\n");
}

fn write_row(out: &mut String, sheet: &Sheet, row: &Row) {
    let whole = map::stretch(sheet, row);
    let _ = write!(
        out,
        "<section class=\"row\" data-from=\"{}\" data-to=\"{}\">\n<div class=\"page\">",
        whole.start, whole.end
    );
    for at in &row.pages {
        page_side::block(out, sheet, *at);
    }
    if let (Some(at), []) = (row.moved, &row.pages[..]) {
        aside(out, &sheet.link("stands-at", sheet.copy.ledger.placements[at].span));
    }
    out.push_str("</div>\n<div class=\"article\">");
    for segment in &row.segments {
        let node = &sheet.draft.nodes[*segment];
        let text = article_side::segment(sheet, node);
        let _ = writeln!(out, "<div class=\"segment\" id=\"g{segment}\">{text}</div>");
        if let Some(left) = abreast::joined_to(sheet, node).filter(|at| !row.pages.contains(at)) {
            aside(out, &sheet.link("joined-at", sheet.copy.ledger.placements[left].span));
        }
    }
    for at in &row.pages {
        let Some(change) = sheet.gone[*at].map(|number| &sheet.draft.changes[number]) else {
            continue;
        };
        match change.copy {
            Some(copy) => aside(out, &format!("→ {}", sheet.link("stays-at", copy))),
            None => aside(out, &sheet.say("left-out")),
        }
    }
    if row.moved.is_some() && row.segments.is_empty() {
        aside(out, &sheet.say("moved"));
    }
    out.push_str("</div>\n");
    notes::notes(out, sheet, row);
    out.push_str("</section>\n");
}

/// What stands where one of the sides has nothing.
fn aside(out: &mut String, words: &str) {
    let _ = write!(out, "<p class=\"aside\">{words}</p>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_and_script_could_not_end_their_own_elements() {
        assert!(!STYLE.contains('<') && !STYLE.contains("url(") && !STYLE.contains("@import"));
        assert!(!SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
        for way in ["innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval("] {
            assert!(!SCRIPT.contains(way), "{way}");
        }
    }
}
