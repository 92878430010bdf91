//! Carry out: a ledger that says what a reader decided.
//!
//! The draft is played, and what comes out is written down again as placements and
//! edits, so that every view and every audit of the ledger holds for the decided
//! article as well. What was refused stays in the ledger as a finding, so that it
//! can be decided anew.

use crate::FairCopy;
use crate::ledger::{Edit, Evidence, Fate, Finding, Join, Ledger, Placement};
use crate::reason::Reason;
use crate::seam::GAP_MARK;
use crate::source::{Source, Span};

use super::change::{Change, Kind, State};
use super::draft::Draft;
use super::gather::{self, Site, Sited};
use super::written::{Written, written};

/// Who turns changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// A reader, decision by decision.
    Reader,
    /// A rule that was given beforehand.
    Policy,
}

/// The fair copy in which each change, by index in [`Draft::of`], has the given
/// state; its article is what [`Draft::play`] gives.
pub fn carry_out(copy: &FairCopy, states: &[State], by: By) -> FairCopy {
    let sited = gather::changes(copy);
    let draft = super::compose::draft(copy, sited.clone());
    let desk = Desk { copy, source: &copy.source, sited: &sited, draft: &draft, states, by };
    let passages = written(&draft, states, &copy.source);
    let mut ledger = Ledger {
        placements: desk.placements(&passages),
        repeats: copy.ledger.repeats.clone(),
        joins: desk.joins(&passages),
        findings: desk.findings(&passages),
        edits: Vec::new(),
    };
    for passage in &passages {
        ledger.edits.extend(desk.edits(passage));
    }
    ledger.edits.sort_by_key(|e| e.span);
    ledger.joins.sort_by_key(|j| (j.left, j.right));
    ledger.findings.sort_by_key(|f| (f.span, f.reason));
    desk.settle(&mut ledger);
    FairCopy { ledger, ..copy.clone() }
}

/// A fair copy, its changes, and what is wanted of each.
pub(super) struct Desk<'a> {
    copy: &'a FairCopy,
    pub(super) source: &'a Source,
    sited: &'a [Sited],
    draft: &'a Draft,
    pub(super) states: &'a [State],
    by: By,
}

impl Desk<'_> {
    pub(super) fn change(&self, at: usize) -> &Change {
        &self.sited[at].change
    }

    /// Whether a reader decided otherwise than the run.
    fn is_turned(&self, at: usize) -> bool {
        self.states[at] != self.change(at).default
    }

    /// The evidence of a change, with the reader's word if it was turned.
    pub(super) fn evidence(&self, at: usize) -> Evidence {
        let evidence = self.change(at).evidence.clone();
        if self.is_turned(at) { self.signed(evidence) } else { evidence }
    }

    fn signed(&self, evidence: Evidence) -> Evidence {
        if self.by == By::Reader { evidence.read() } else { evidence }
    }

    /// What the reader leaves out goes, what is written stays, in its order.
    fn placements(&self, passages: &[Written]) -> Vec<Placement> {
        let mut placements = self.copy.ledger.placements.clone();
        let at = |span: Span, placements: &[Placement]| {
            placements.binary_search_by_key(&span, |p| p.span).ok()
        };
        for passage in &self.draft.passages {
            let Some(fold) = passage.fold.filter(|fold| self.states[*fold] == State::Accept) else {
                continue;
            };
            let Some(at) = at(passage.placement, &placements) else { continue };
            if matches!(placements[at].fate, Fate::Kept { .. }) {
                (placements[at].fate, placements[at].reason) = self.left(fold);
                placements[at].evidence = self.evidence(fold);
            }
        }
        for (order, passage) in passages.iter().enumerate() {
            let Some(at) = at(passage.placement, &placements) else { continue };
            let placement = &mut placements[at];
            if !matches!(placement.fate, Fate::Kept { .. }) {
                placement.reason = Reason::Kept;
                placement.evidence = self.signed(Evidence::text());
            }
            placement.fate = Fate::Kept { order: order as u32 };
        }
        placements
    }

    /// The fate of a passage that a reader leaves out: a printing of what stays
    /// elsewhere, if it is one.
    fn left(&self, fold: usize) -> (Fate, Reason) {
        let change = self.change(fold);
        let mut repeats = self.copy.ledger.repeats.iter().filter(|r| !r.linked);
        let repeat = repeats.position(|r| {
            let base = r.witnesses.get(r.base as usize).map(|w| w.span);
            let same = |copy: Span| base.is_some_and(|base| copy.contains(base));
            change.copy.is_some_and(same)
                && r.witnesses.iter().any(|w| change.spans[0].contains(w.span))
        });
        match (change.key.reason, repeat) {
            (Reason::RepeatFold, Some(repeat)) => {
                (Fate::Folded { repeat: repeat as u32 }, Reason::RepeatFold)
            }
            (reason, _) => (Fate::Dropped, reason),
        }
    }

    /// The joins that are written.
    fn joins(&self, passages: &[Written]) -> Vec<Join> {
        let made = passages.iter().filter_map(|passage| passage.change);
        let made = made.filter(|at| self.change(*at).kind == Kind::Join);
        made.map(|at| {
            let change = self.change(at);
            let filled = matches!(self.states[at], State::Text(_));
            let mut evidence = self.evidence(at);
            if matches!(self.sited[at].site, Site::Suggested(_)) {
                evidence.witnesses.pop();
            }
            Join {
                left: change.spans[0],
                right: change.spans[1],
                gap: change.key.reason == Reason::JoinGap && !filled,
                tier: change.tier,
                evidence,
            }
        })
        .collect()
    }

    /// What is left to look at, and what was refused.
    fn findings(&self, passages: &[Written]) -> Vec<Finding> {
        let joined: Vec<usize> = passages.iter().filter_map(|p| p.change).collect();
        let mut done = vec![false; self.copy.ledger.findings.len()];
        let mut refused = Vec::new();
        for (at, Sited { site, .. }) in self.sited.iter().enumerate() {
            match site {
                Site::Finding(finding) | Site::Leave { finding, .. } => {
                    done[*finding] = self.is_turned(at) && self.has_effect(at);
                }
                Site::Suggested(finding) => done[*finding] = joined.contains(&at),
                Site::Join(_) if !joined.contains(&at) => refused.push(self.unjoined(at)),
                Site::Placement(_) if self.states[at] == State::Reject => {
                    refused.push(self.restored(at));
                }
                Site::Edit(edit) | Site::Settled { edit, .. } if self.is_refused(at) => {
                    refused.push(self.unedited(at, &self.copy.ledger.edits[*edit]));
                }
                _ => {}
            }
        }
        let all = self.copy.ledger.findings.iter().zip(done);
        let left = all.filter(|(finding, done)| !done && !self.is_read(finding));
        left.map(|(finding, _)| finding.clone()).chain(refused).collect()
    }

    fn has_effect(&self, at: usize) -> bool {
        let change = &self.draft.changes[at];
        match self.states[at] {
            State::Text(_) => change.can_type,
            _ => change.can_accept,
        }
    }

    fn is_refused(&self, at: usize) -> bool {
        matches!(self.states[at], State::Reject | State::Reading(0))
    }

    /// Whether a finding tells of a variant that a reader has settled.
    fn is_read(&self, finding: &Finding) -> bool {
        let settled = |(at, s): (usize, &Sited)| {
            matches!(s.site, Site::Variant(span) if span == finding.span) && self.is_turned(at)
        };
        finding.reason == Reason::Variant && self.sited.iter().enumerate().any(settled)
    }

    fn restored(&self, at: usize) -> Finding {
        let change = self.change(at);
        let (reason, tier) = (change.key.reason, change.tier);
        let evidence = self.evidence(at);
        Finding { span: change.spans[0], reason, tier, suggestion: None, evidence }
    }

    fn unjoined(&self, at: usize) -> Finding {
        let change = self.change(at);
        let [left, right] = [change.spans[0], change.spans[1]];
        let dropped = change.before.trim_end().len();
        let mut evidence = self.evidence(at);
        evidence.witnesses.push(right);
        Finding {
            span: self.source.span(left.end().saturating_sub(dropped)..left.end()),
            reason: change.key.reason,
            tier: change.tier,
            suggestion: Some(change.after.clone()),
            evidence,
        }
    }

    fn unedited(&self, at: usize, edit: &Edit) -> Finding {
        let (mut span, mut text) = (edit.span, edit.text.clone());
        if let Some((before, after)) = edit.text.split_once(GAP_MARK) {
            let blank = self.source.slice(span).trim().is_empty() && after.trim().is_empty();
            if edit.reason == Reason::GapCut && blank {
                (span, text) = (span.head(), format!("{before}{GAP_MARK}"));
            }
        }
        let (reason, tier, evidence) = (edit.reason, edit.tier, self.evidence(at));
        Finding { span, reason, tier, suggestion: Some(text), evidence }
    }

    /// Say in the repeats which readings were chosen.
    fn settle(&self, ledger: &mut Ledger) {
        for (at, sited) in self.sited.iter().enumerate().filter(|(at, _)| self.is_turned(*at)) {
            let (Site::Variant(span) | Site::Settled { variant: span, .. }) = sited.site else {
                continue;
            };
            let variants = ledger.repeats.iter_mut().flat_map(|r| &mut r.variants);
            for variant in variants.filter(|v| v.span == span) {
                let chosen = match &self.states[at] {
                    State::Accept => continue,
                    State::Reject => 0,
                    State::Reading(index) => *index,
                    // What was typed is no reading of a printing.
                    State::Text(_) => {
                        variant.settled = None;
                        continue;
                    }
                };
                variant.settled = Some(chosen as u32);
            }
        }
    }
}
