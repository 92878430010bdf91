//! The reading view: what changed, block by block, for a person at a terminal.
//!
//! ```text
//! ── line 12, a misprint mended from another printing (line 40)
//!    渔港新修[-二-]{+三+}座码头，可停大船
//!
//!    … 34 blocks unchanged …
//! ```
//! Changes can be read without colour. Each block is shown whole and wrapped; a
//! folded repeat, which would only say again what stands elsewhere, is shown by
//! its ends and by what differed.

use crate::FairCopy;
use crate::ledger::{Edit, Evidence, Fate, Placement};
use crate::reason::Reason;
use crate::report::explain::phrase;
use crate::report::ink::Ink;
use crate::report::place::{Lines, ends, first};
use crate::report::rows::{Row, rows};
use crate::report::safe::visible;
use crate::report::summary::plural;
use crate::report::weave::{Strand, strands};
use crate::report::wrap::Wrapper;

/// Columns the text stands in from the edge.
pub(super) const INDENT: usize = 3;

/// The reading view in lines of at most `width` display cells.
pub fn terminal(copy: &FairCopy, width: usize, colour: bool) -> String {
    let mut view = View {
        copy,
        lines: Lines::of(&copy.source),
        article: copy.ledger.kept(),
        width,
        ink: Ink::new(colour),
        out: String::new(),
        skipped: 0,
    };
    let mut folded: Option<(u32, usize)> = None;
    for row in rows(copy) {
        let (index, moved) = match row {
            Row::Both(index) => (index, false),
            Row::Article(index) => (index, true),
            // What moved is shown where it came to stand.
            Row::Page(index) if matches!(copy.ledger.placements[index].fate, Fate::Kept { .. }) => {
                continue;
            }
            Row::Page(index) => (index, false),
        };
        let placement = &copy.ledger.placements[index];
        match placement.fate {
            Fate::Kept { .. } => view.kept(placement, moved),
            Fate::Dropped => view.dropped(placement),
            Fate::Folded { repeat } => {
                let here = witness_of(copy, repeat, placement).map(|witness| (repeat, witness));
                // A printing of several blocks is one thing that happened.
                if here.is_none() || here != folded {
                    view.folded(placement, here);
                }
                folded = here;
                continue;
            }
        }
        folded = None;
    }
    view.finish()
}

/// The witness of a repeat that a placement belongs to.
fn witness_of(copy: &FairCopy, repeat: u32, placement: &Placement) -> Option<usize> {
    let witnesses = &copy.ledger.repeats.get(repeat as usize)?.witnesses;
    let after = witnesses.partition_point(|w| w.span.start() < placement.span.end());
    (0..after).rev().find(|at| witnesses[*at].span.overlaps(placement.span))
}

struct View<'a> {
    copy: &'a FairCopy,
    lines: Lines<'a>,
    /// What is kept, in the order of the article.
    article: Vec<&'a Placement>,
    width: usize,
    ink: Ink,
    out: String,
    /// Blocks passed over since the last one that was shown.
    skipped: usize,
}

impl<'a> View<'a> {
    fn kept(&mut self, placement: &Placement, moved: bool) {
        let strands = strands(self.copy, placement);
        let told: Vec<&Edit> = strands.iter().filter_map(told).collect();
        let wraps = self.copy.ledger.edits_in(placement.span).iter().filter(|e| is_wrap(e)).count();
        if told.is_empty() && !moved && wraps > 0 {
            self.unwrapped(placement, wraps);
            return;
        }
        if told.is_empty() && !moved {
            let blank = self.copy.source.slice(placement.span).trim().is_empty();
            self.skipped += usize::from(!blank);
            return;
        }
        self.elide();
        if moved {
            let line = self.lines.line(placement.span);
            self.head(&format!("line {line}, moved here"));
        }
        for edit in told {
            let spot = self.lines.spot(edit.span);
            let witness = self.witness(&edit.evidence);
            self.head(&format!(
                "line {}:{}, {}{witness}",
                spot.line,
                spot.column,
                phrase(edit.reason)
            ));
        }
        let mut wrapper = self.body();
        let end = strands.len();
        for (at, strand) in strands.into_iter().enumerate() {
            match strand {
                Strand::Same(text) if at + 1 == end => self.ink.same(&mut wrapper, text.trim_end()),
                Strand::Same(text) => self.ink.same(&mut wrapper, text),
                Strand::Changed(_, edit) if edit.reason == Reason::Layout => {}
                Strand::Changed(_, edit) if is_wrap(edit) => {
                    self.ink.same(&mut wrapper, &edit.text)
                }
                Strand::Changed(old, edit) => self.ink.change(&mut wrapper, old, &edit.text),
            }
        }
        if strands_join(self.copy, placement) {
            self.continuation(&mut wrapper, placement);
        }
        self.close(wrapper);
    }

    /// A block in which nothing changed but the ends of its lines: said, not shown.
    fn unwrapped(&mut self, placement: &Placement, wraps: usize) {
        self.elide();
        let (line, phrase) = (self.lines.line(placement.span), phrase(Reason::LineWrap));
        let times = if wraps > 1 { format!(", {wraps} times") } else { String::new() };
        self.head(&format!("line {line}, {phrase}{times}"));
        self.out.push('\n');
    }

    /// The words a torn block now goes on with.
    fn continuation(&self, wrapper: &mut Wrapper, placement: &Placement) {
        let Some(next) = self.next_kept(placement) else { return };
        let text = self.copy.source.slice(next.span).trim();
        let more = format!("{} … (line {})", visible(first(text, 16)), self.lines.line(next.span));
        wrapper.push(&more, self.ink.faint);
    }

    fn next_kept(&self, placement: &Placement) -> Option<&'a Placement> {
        let Fate::Kept { order } = placement.fate else { return None };
        self.article.get(order as usize + 1).copied()
    }

    fn dropped(&mut self, placement: &Placement) {
        let text = self.copy.source.slice(placement.span);
        if text.trim().is_empty() {
            return;
        }
        self.elide();
        let line = self.lines.line(placement.span);
        self.head(&format!("line {line}, left out: {}", phrase(placement.reason)));
        let mut wrapper = self.body();
        self.ink.change(&mut wrapper, text.trim(), "");
        self.close(wrapper);
    }

    fn folded(&mut self, placement: &Placement, here: Option<(u32, usize)>) {
        let source = &self.copy.source;
        if source.slice(placement.span).trim().is_empty() && here.is_none() {
            return;
        }
        self.elide();
        let repeat =
            here.map(|(repeat, witness)| (&self.copy.ledger.repeats[repeat as usize], witness));
        let span =
            repeat.map_or(placement.span, |(repeat, witness)| repeat.witnesses[witness].span);
        let base = repeat.and_then(|(repeat, _)| repeat.witnesses.get(repeat.base as usize));
        let text = source.slice(span);
        let stays = base.map_or(String::new(), |b| format!(" (line {})", self.lines.line(b.span)));
        let length = plural(text.trim().chars().count(), "character", "characters");
        let line = self.lines.line(span);
        self.head(&format!("line {line}, folded, {length}: {}{stays}", phrase(placement.reason)));
        let mut wrapper = self.body();
        self.ink.change(&mut wrapper, &ends(text), "");
        if let Some(base) = base.filter(|b| b.span != span) {
            wrapper.push("\n", self.ink.plain);
            self.ink.differences(&mut wrapper, text.trim(), source.slice(base.span).trim());
        }
        self.close(wrapper);
    }

    fn witness(&self, evidence: &Evidence) -> String {
        let Some(witness) = evidence.witnesses.first() else { return String::new() };
        let more = match evidence.witnesses.len() {
            1 => String::new(),
            count => format!(" and {} more", count - 1),
        };
        format!(" (witness: line {}{more})", self.lines.line(*witness))
    }

    fn head(&mut self, text: &str) {
        let mut wrapper = Wrapper::new(self.width, INDENT);
        wrapper.push("── ", self.ink.faint).push(&visible(text), self.ink.head);
        self.out.push_str(&wrapper.finish());
    }

    fn body(&self) -> Wrapper {
        Wrapper::inset(self.width, INDENT)
    }

    fn close(&mut self, wrapper: Wrapper) {
        self.out.push_str(&wrapper.finish());
        self.out.push('\n');
    }

    /// Say how many blocks were passed over.
    fn elide(&mut self) {
        if self.skipped == 0 {
            return;
        }
        let blocks = plural(std::mem::take(&mut self.skipped), "block", "blocks");
        let mut wrapper = self.body();
        wrapper.push(&format!("… {blocks} unchanged …"), self.ink.faint);
        self.close(wrapper);
    }

    fn finish(mut self) -> String {
        self.elide();
        self.out
    }
}

fn is_wrap(edit: &Edit) -> bool {
    edit.reason == Reason::LineWrap
}

/// The edit of a strand that a reader wants told: white space between blocks
/// is not, nor the end of a line.
fn told<'a>(strand: &Strand<'a>) -> Option<&'a Edit> {
    match strand {
        Strand::Changed(_, edit) if edit.reason != Reason::Layout && !is_wrap(edit) => Some(edit),
        _ => None,
    }
}

/// Whether a passage ends in a join.
fn strands_join(copy: &FairCopy, placement: &Placement) -> bool {
    let last = copy.ledger.edits_in(placement.span).last();
    last.is_some_and(|e| {
        matches!(e.reason, Reason::JoinColumn | Reason::JoinGap)
            && e.span.end() == placement.span.end()
    })
}
