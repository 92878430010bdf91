//! One change at a time, for a person at a terminal who decides it.
//!
//! ```text
//! [3/17] line 24, a misprint mended from another printing (reading.witness, witness)
//!    渡口整修[- and -]{+和+}老桥翻新
//!    line 57 has: 渡口整修和老桥翻新
//! ```

use crate::FairCopy;
use crate::decide::{Change, Draft, Kind, State};
use crate::reason::Reason;
use crate::report::explain::phrase;
use crate::report::ink::Ink;
use crate::report::place::{Lines, first, last};
use crate::report::safe::{pictured, visible};
use crate::report::wrap::Wrapper;
use crate::source::Span;

/// Columns the text stands in from the edge.
const INDENT: usize = 3;
/// Characters of the page shown on each side of a place.
const CONTEXT: usize = 40;
/// Characters of a passage shown from its start and from its end.
const PASSAGE: (usize, usize) = (160, 60);
/// Witnesses shown with their words.
const MOST_WITNESSES: usize = 3;

/// What each key does.
pub const HELP: &str = "\
a  accept: the article has the change       A  accept all remaining of this kind
r  reject: the page stays as it is          R  reject all remaining of this kind
e  edit: type the text that shall stand     1-9  choose a reading
s  skip, undecided                          u  undo the last answer
q  quit; answers are saved as they are given
";

/// The changes of a page, to be shown one by one.
pub struct Cards<'a> {
    copy: &'a FairCopy,
    draft: &'a Draft,
    lines: Lines<'a>,
    ink: Ink,
}

impl<'a> Cards<'a> {
    /// The changes of a draft.
    pub fn new(copy: &'a FairCopy, draft: &'a Draft, colour: bool) -> Cards<'a> {
        Cards { copy, draft, lines: Lines::of(&copy.source), ink: Ink::new(colour) }
    }

    /// A change, by index, with what it rests on, in lines of at most `width` display
    /// cells. `place` is its number and how many there are.
    pub fn card(&self, at: usize, place: (usize, usize), width: usize) -> String {
        let change = &self.draft.changes[at];
        let mut head = Wrapper::new(width, INDENT);
        let line = self.lines.line(change.spans[0]);
        let made = if change.is_applied() { "" } else { "; proposed, not made" };
        head.push(&format!("[{}/{}] ", place.0, place.1), self.ink.faint)
            .push(&format!("line {line}, {}", phrase(change.key.reason)), self.ink.head)
            .push(
                &format!(" ({}, {}{made})", change.key.reason.code(), change.tier.code()),
                self.ink.faint,
            );
        let mut body = Wrapper::inset(width, INDENT);
        self.text(&mut body, change);
        self.readings(&mut body, change);
        self.evidence(&mut body, change);
        head.finish() + &body.finish()
    }

    /// The passage, with what changes in it.
    fn text(&self, out: &mut Wrapper, change: &Change) {
        match change.kind {
            Kind::Fold | Kind::Drop => self.left_out(out, change),
            Kind::Join => {
                let [left, right] = [change.spans[0], change.spans[1]];
                let dropped = change.before.trim_end();
                let left = self.slice(left);
                let left = left.strip_suffix(dropped).unwrap_or(left);
                self.same(out, last(left, CONTEXT));
                self.ink.change(out, &format!("{dropped}↵"), &change.after);
                self.same(out, first(self.slice(right), CONTEXT));
            }
            Kind::Gap => {
                self.before(out, change.spans[0]);
                match change.after.trim() {
                    _ if !change.can_accept => out.push("‹letters missing›", self.ink.head),
                    mark => out
                        .open("{+", self.ink.head)
                        .push(&pictured(mark), self.ink.head)
                        .close("+}", self.ink.head),
                };
                let own = self.slice(change.spans[0]);
                self.same(out, own);
                self.after(out, change.spans[0]);
            }
            Kind::Edit => {
                self.before(out, change.spans[0]);
                self.ink.change(out, &change.before, &change.after);
                self.after(out, change.spans[0]);
            }
            Kind::Variant | Kind::Finding => {
                self.before(out, change.spans[0]);
                out.open("‹", self.ink.head)
                    .push(&pictured(self.slice(change.spans[0])), self.ink.head)
                    .close("›", self.ink.head);
                self.after(out, change.spans[0]);
            }
        }
        out.push("\n", self.ink.plain);
    }

    fn left_out(&self, out: &mut Wrapper, change: &Change) {
        let text = change.before.as_str();
        let (head, tail) = (first(text, PASSAGE.0), last(text, PASSAGE.1));
        if head.len() + tail.len() >= text.len() {
            self.ink.change(out, text, "");
        } else {
            self.ink.change(out, &format!("{} … {}", head.trim_end(), tail.trim_start()), "");
        }
        let Some(copy) = change.copy else { return };
        out.push("\n", self.ink.plain);
        out.push(&format!("also at line {}; ", self.lines.line(copy)), self.ink.faint);
        self.ink.differences(out, text, self.slice(copy).trim());
    }

    /// The readings, numbered as they are chosen.
    fn readings(&self, out: &mut Wrapper, change: &Change) {
        for (at, reading) in change.readings.iter().enumerate() {
            let text = match pictured(&reading.text) {
                text if text.is_empty() => "nothing".to_string(),
                text => format!("“{text}”"),
            };
            out.push(&format!("{}  ", at + 1), self.ink.faint).push(&text, self.ink.head);
            let mut lines: Vec<String> =
                reading.witnesses.iter().map(|w| self.lines.line(*w).to_string()).collect();
            lines.dedup();
            if !lines.is_empty() {
                out.push(&format!("  (line {})", lines.join(", ")), self.ink.faint);
            }
            if change.default == State::Reading(at) {
                out.push("  stands", self.ink.faint);
            }
            out.push("\n", self.ink.plain);
        }
    }

    /// What the change rests on.
    fn evidence(&self, out: &mut Wrapper, change: &Change) {
        let shown = matches!(change.kind, Kind::Edit | Kind::Gap | Kind::Finding | Kind::Variant);
        let witnesses = change.evidence.witnesses.iter().filter(|_| shown);
        for witness in witnesses.take(MOST_WITNESSES) {
            out.push(&format!("line {} has: ", self.lines.line(*witness)), self.ink.faint);
            self.before(out, *witness);
            out.push(
                &visible(first(self.slice(*witness), PASSAGE.0)).replace('\n', " "),
                self.ink.plain,
            );
            self.after(out, *witness);
            out.push("\n", self.ink.plain);
        }
        let mut words: Vec<String> = Vec::new();
        if change.kind == Kind::Join {
            words.push(format!("goes on at line {}", self.lines.line(change.spans[1])));
        }
        if !change.evidence.attested.is_empty() {
            let alike = change.key.reason == Reason::RepeatSimilar;
            let label = if alike { "differs in" } else { "attested" };
            words.push(format!("{label}: {}", pictured(&change.evidence.attested.join(", "))));
        }
        if let Some(times) = change.evidence.times {
            words.push(format!("{times} times on the page"));
        }
        if let Some(score) = change.evidence.score {
            words.push(format!("score {}.{:03}", score / 1000, score % 1000));
        }
        out.push(&words.join("; "), self.ink.faint);
    }

    fn slice(&self, span: Span) -> &'a str {
        self.copy.source.slice(span)
    }

    fn same(&self, out: &mut Wrapper, text: &str) {
        out.push(&visible(text).replace('\n', " "), self.ink.plain);
    }

    /// The words before a place, of its own line.
    fn before(&self, out: &mut Wrapper, span: Span) {
        let before = &self.copy.source.text()[..span.start()];
        self.same(out, last(before, CONTEXT).rsplit('\n').next().unwrap_or_default());
    }

    /// The words after a place, of its own line.
    fn after(&self, out: &mut Wrapper, span: Span) {
        let after = &self.copy.source.text()[span.end()..];
        self.same(out, first(after, CONTEXT).split('\n').next().unwrap_or_default());
    }
}

/// What was decided, in a word or two.
pub fn answer(change: &Change, state: &State) -> String {
    match state {
        State::Accept => "accepted".into(),
        State::Reject => "rejected".into(),
        State::Text(text) => format!("typed “{}”", pictured(text)),
        State::Reading(at) => {
            let text = change.readings.get(*at).map_or("", |reading| &reading.text);
            format!("reading {}, “{}”", at + 1, pictured(text))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Page;
    use crate::{Settings, clean};
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn cards_fit_their_width_and_show_no_escapes() {
        let line = "清晨的渡口起了薄雾,摆渡人把缆绳\u{1b}[31m一圈\u{202e}一圈收好,等着第一班客人从石阶上慢慢走下来。";
        let page = format!("渡口\n\n{line}\n\n水库已经修好了。\n\n{line}\n\n三是\u{200b}通航。\n");
        let copy = &clean(&[Page::new("p", page)], &Settings::default()).pages[0];
        let draft = Draft::of(copy);
        let cards = Cards::new(copy, &draft, false);
        assert!(draft.changes.len() > 2);
        for width in [30, 80] {
            for at in 0..draft.changes.len() {
                let card = cards.card(at, (at + 1, 9), width);
                assert!(!card.contains(['\u{1b}', '\u{202e}']), "{card}");
                assert!(card.lines().all(|line| line.width() <= width), "{card}");
            }
        }
    }
}
