//! The report in plain prose: what was done, where, and what is left to decide.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use crate::FairCopy;
use crate::ledger::{Edit, Evidence, Fate, Finding, Join, Repeat, Variant};
use crate::reason::Reason;
use crate::report::explain::phrase;
use crate::report::place::{Lines, ends, first, last};
use crate::report::safe::{pictured, visible};
use crate::report::summary::{findings, is_repair, open_variants, plural, summary};
use crate::report::wrap::wrapped;
use crate::source::Span;

/// Display cells of a line.
const WIDTH: usize = 80;
/// Characters of the page shown on each side of a place.
const CONTEXT: usize = 8;

/// The whole report.
pub fn prose(copy: &FairCopy) -> String {
    let mut prose = Prose { copy, lines: Lines::of(&copy.source), out: String::new() };
    let title = format!("A fair copy of {}", visible(copy.source.name()).replace('\n', " "));
    prose.out = wrapped(&title, WIDTH, 0) + &wrapped(&summary(copy), WIDTH, 0);
    prose.repeats();
    prose.left_out();
    prose.joins();
    prose.edits();
    prose.variants();
    prose.findings();
    prose.out
}

struct Prose<'a> {
    copy: &'a FairCopy,
    lines: Lines<'a>,
    out: String,
}

impl Prose<'_> {
    /// A section with a line under its title; nothing when it has no items.
    fn section(&mut self, title: &str, items: Vec<String>) {
        if items.is_empty() {
            return;
        }
        let title = format!("{title} ({})", items.len());
        let _ = write!(self.out, "\n{title}\n{}\n", "-".repeat(title.width()));
        for item in items {
            self.out.push_str(&wrapped(&format!("- {item}"), WIDTH, 2));
        }
    }

    fn line(&self, span: Span) -> usize {
        self.lines.line(span)
    }

    fn shown(&self, span: Span) -> String {
        visible(&ends(self.copy.source.slice(span))).replace('\n', " ")
    }

    /// The text around a place, on one line: `…before [this] after…`.
    fn around(&self, span: Span, inside: &str) -> String {
        let text = self.copy.source.text();
        let before = last(&text[..span.start()], CONTEXT).rsplit('\n').next().unwrap_or_default();
        let after = first(&text[span.end()..], CONTEXT).split('\n').next().unwrap_or_default();
        format!("{}{inside}{}", visible(before), visible(after))
    }

    fn witness(&self, evidence: &Evidence) -> String {
        self.evidence(evidence, "attested")
    }

    /// What something rests on; `label` says what words are quoted for.
    fn evidence(&self, evidence: &Evidence, label: &str) -> String {
        let mut words = String::new();
        if !evidence.witnesses.is_empty() {
            let mut places: Vec<usize> = evidence.witnesses.iter().map(|w| self.line(*w)).collect();
            places.dedup();
            let places: Vec<String> = places.iter().map(usize::to_string).collect();
            let _ = write!(words, "; witness: line {}", places.join(", "));
        }
        if !evidence.attested.is_empty() {
            let _ = write!(
                words,
                "; {label}: {}",
                visible(&evidence.attested.join(", ")).replace('\n', " ")
            );
        }
        if let Some(times) = evidence.times {
            let _ = write!(words, "; {times} times on the page");
        }
        if let Some(score) = evidence.score {
            let _ = write!(words, "; score {}.{:03}", score / 1000, score % 1000);
        }
        if evidence.reader {
            words += "; decided by a reader";
        }
        words
    }

    fn repeats(&mut self) {
        let items = self.copy.ledger.repeats.iter().map(|r| self.repeat(r)).collect();
        self.section("Passages printed more than once", items);
    }

    fn repeat(&self, repeat: &Repeat) -> String {
        let Some(base) = repeat.witnesses.get(repeat.base as usize) else { return String::new() };
        let others =
            repeat.witnesses.iter().enumerate().filter(|(at, _)| *at != repeat.base as usize);
        let others: Vec<String> = others
            .map(|(_, w)| {
                format!(
                    "line {} ({}.{} % alike)",
                    self.line(w.span),
                    w.identity / 10,
                    w.identity % 10
                )
            })
            .collect();
        format!(
            "“{}”, {}. Line {} stays; {} {}.",
            self.shown(base.span),
            plural(self.copy.source.slice(base.span).chars().count(), "character", "characters"),
            self.line(base.span),
            if repeat.linked { "so does" } else { "also" },
            others.join(", "),
        )
    }

    fn left_out(&mut self) {
        let placements = self.copy.ledger.placements.iter().filter(|p| p.fate == Fate::Dropped);
        let named = placements.filter(|p| !self.copy.source.slice(p.span).trim().is_empty());
        let items = named
            .map(|p| {
                format!(
                    "line {}: {}: “{}”",
                    self.line(p.span),
                    phrase(p.reason),
                    self.shown(p.span)
                )
            })
            .collect();
        self.section("Left out", items);
    }

    fn joins(&mut self) {
        let (gaps, whole): (Vec<&Join>, Vec<&Join>) =
            self.copy.ledger.joins.iter().partition(|j| j.gap);
        let items = whole.iter().map(|j| self.join(j, Reason::JoinColumn)).collect();
        self.section("Torn sentences put together", items);
        let items = gaps.iter().map(|j| self.join(j, Reason::JoinGap)).collect();
        self.section("Put together with letters missing", items);
    }

    fn join(&self, join: &Join, reason: Reason) -> String {
        let text = &self.copy.source;
        let (left, right) = (text.slice(join.left).trim(), text.slice(join.right).trim());
        let mark = if join.gap { "[…]" } else { "|" };
        let seam = format!("{}{mark}{}", last(left, CONTEXT), first(right, CONTEXT));
        format!(
            "line {} and line {}: {}: “{}”{}",
            self.line(join.left),
            self.line(join.right),
            phrase(reason),
            visible(&seam).replace('\n', " "),
            self.witness(&join.evidence),
        )
    }

    fn edits(&mut self) {
        // Joins have told of their own edits; layout changes no letter.
        let mends = |e: &&Edit| is_repair(e) || e.reason == Reason::GapCut;
        let edits = self.copy.ledger.edits.iter().filter(mends);
        let items = edits
            .map(|e| {
                let old = pictured(self.copy.source.slice(e.span));
                let change = self.around(e.span, &changed(&old, &pictured(&e.text)));
                let spot = self.lines.spot(e.span);
                let witness = self.witness(&e.evidence);
                format!(
                    "line {}:{}: {}: “{change}”{witness}",
                    spot.line,
                    spot.column,
                    phrase(e.reason)
                )
            })
            .collect();
        self.section("Changes", items);
        self.unwrapped();
    }

    /// The lines that were put together into paragraphs, block by block.
    fn unwrapped(&mut self) {
        let ledger = &self.copy.ledger;
        let items = ledger.kept().into_iter().filter_map(|placement| {
            let edits = ledger.edits_in(placement.span).iter();
            let wraps: Vec<&Edit> = edits.filter(|e| e.reason == Reason::LineWrap).collect();
            let (first, last) = (wraps.first()?.span, wraps.last()?.span);
            let (from, to) = (self.line(first), self.line(last) + 1);
            Some(format!("lines {from} to {to}: “{}”", self.shown(placement.span)))
        });
        let items = items.collect();
        self.section("Paragraphs printed on several lines, unwrapped", items);
    }

    fn variants(&mut self) {
        let items = open_variants(self.copy).map(|(repeat, v)| self.variant(repeat, v)).collect();
        self.section("Printings that differ, unsettled", items);
    }

    fn variant(&self, repeat: usize, variant: &Variant) -> String {
        let witnesses = &self.copy.ledger.repeats[repeat].witnesses;
        let readings: Vec<String> = variant
            .readings
            .iter()
            .map(|reading| {
                let text = if reading.text.is_empty() {
                    "nothing".into()
                } else {
                    format!("“{}”", pictured(&reading.text))
                };
                let places = reading.witnesses.iter().map(|(at, span)| {
                    // A reading of nothing has its printing's place at least.
                    let span = if span.is_empty() {
                        witnesses.get(*at as usize).map_or(*span, |w| w.span)
                    } else {
                        *span
                    };
                    format!("line {}", self.line(span))
                });
                format!("{text} ({})", places.collect::<Vec<_>>().join(", "))
            })
            .collect();
        let spot = self.lines.spot(variant.span);
        let page = pictured(self.copy.source.slice(variant.span));
        let place = self.around(variant.span, &format!("[{page}]"));
        format!(
            "line {}:{}: “{place}”: {}; the first stays",
            spot.line,
            spot.column,
            readings.join(" or ")
        )
    }

    fn findings(&mut self) {
        let items = findings(self.copy).map(|f| self.finding(f)).collect();
        self.section("To look at", items);
    }

    fn finding(&self, finding: &Finding) -> String {
        let spot = self.lines.spot(finding.span);
        let text = self.copy.source.slice(finding.span);
        let what = match &finding.suggestion {
            Some(suggestion) => {
                self.around(finding.span, &changed(&pictured(text), &pictured(suggestion)))
            }
            None if text.chars().count() > 3 * CONTEXT => self.shown(finding.span),
            None => self.around(finding.span, &format!("[{}]", pictured(text))),
        };
        let alike = finding.reason == Reason::RepeatSimilar;
        let label = if alike { "differs in" } else { "attested" };
        let witness = self.evidence(&finding.evidence, label);
        let proposed = if finding.suggestion.is_some() { " (proposed, not applied)" } else { "" };
        format!(
            "line {}:{}: {}: “{what}”{proposed}{witness}",
            spot.line,
            spot.column,
            phrase(finding.reason)
        )
    }
}

/// A change on one line: `[-old-]{+new+}`.
fn changed(old: &str, new: &str) -> String {
    let deleted = if old.is_empty() { String::new() } else { format!("[-{old}-]") };
    let inserted = if new.is_empty() { String::new() } else { format!("{{+{new}+}}") };
    deleted + &inserted
}
