//! Revise: the edits that make a passage of the page what a reader wants of it.

use crate::ledger::{Edit, Evidence};
use crate::reason::{Reason, Tier};
use crate::seam::GAP_MARK;
use crate::source::Span;

use super::carry_out::Desk;
use super::change::{Kind, State};
use super::written::{Piece, Written};

impl Desk<'_> {
    /// The edits that make a passage of the page what is written.
    pub(super) fn edits(&self, passage: &Written) -> Vec<Edit> {
        let mut edits: Vec<Edit> = Vec::new();
        let mut at = passage.placement.start();
        for piece in &passage.pieces {
            let span = piece.span();
            if at < span.start() {
                edits.push(self.layout(at..span.start(), String::new()));
            }
            if let Piece::Replaced { change, place, text } = piece {
                edits.push(self.replaced(*change, *place, text.clone()));
            }
            at = span.end();
        }
        edits.extend(self.ending(passage, at));
        edits.retain(|e| self.source.slice(e.span) != e.text);
        self.fitted(passage.placement, edits)
    }

    /// What stands after a passage's words, or in place of all of them.
    fn ending(&self, passage: &Written, at: usize) -> Vec<Edit> {
        let rest = self.source.span(at..passage.placement.end());
        let text = format!("{}{}", passage.after, passage.space);
        let Some(change) = passage.change else { return vec![self.layout(rest.range(), text)] };
        if self.change(change).kind == Kind::Gap && !passage.after.contains(GAP_MARK) {
            let filled = self.replaced(change, rest.head(), passage.after.clone());
            return vec![filled, self.layout(rest.range(), passage.space.clone())];
        }
        let words = self.source.span_of(self.source.slice(rest).trim());
        let whole = passage.pieces.is_empty() && self.change(change).kind != Kind::Join;
        if !whole || words.is_empty() {
            return vec![self.replaced(change, rest, text)];
        }
        vec![
            self.layout(at..words.start(), String::new()),
            self.replaced(change, words, passage.after.clone()),
            self.layout(words.end()..rest.end(), passage.space.clone()),
        ]
    }

    fn layout(&self, range: std::ops::Range<usize>, text: String) -> Edit {
        let (reason, tier) = (Reason::Layout, Tier::Safe);
        Edit { span: self.source.span(range), text, reason, tier, evidence: Evidence::text() }
    }

    fn replaced(&self, change: usize, span: Span, text: String) -> Edit {
        let about = self.change(change);
        let mut evidence = self.evidence(change);
        if let State::Reading(index) = self.states[change] {
            evidence.witnesses = about.readings[index].witnesses.clone();
        }
        Edit { span, text, reason: about.key.reason, tier: about.tier, evidence }
    }

    /// Insertions at one point become one; none stands at the very start, where it
    /// would belong to what ends there.
    fn fitted(&self, placement: Span, edits: Vec<Edit>) -> Vec<Edit> {
        let mut fitted: Vec<Edit> = Vec::new();
        for edit in edits {
            let start = placement.start();
            match fitted.last_mut() {
                Some(last) if last.span.is_empty() && last.span == edit.span => {
                    last.text += &edit.text;
                }
                Some(last)
                    if last.span.is_empty()
                        && last.span.start() == start
                        && edit.span.start() == start =>
                {
                    last.span = edit.span;
                    last.text += &edit.text;
                }
                _ => fitted.push(edit),
            }
        }
        let first = self.source.slice(placement).chars().next();
        let at_start = |e: &&mut Edit| e.span == placement.head() && placement.start() > 0;
        if let (Some(edit), Some(first)) = (fitted.first_mut().filter(at_start), first) {
            let start = placement.start();
            edit.span = self.source.span(start..start + first.len_utf8());
            edit.text.push(first);
        }
        fitted
    }
}
