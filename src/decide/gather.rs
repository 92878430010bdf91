//! Gather: what of a ledger can be decided, in page order.
//!
//! White space between blocks is no decision, and the line breaks of one paragraph
//! are one: nobody wants to be asked line by line.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::FairCopy;
use crate::ledger::{Edit, Evidence, Fate, Join, Placement, Variant};
use crate::reason::Reason;
use crate::script::is_opening;
use crate::seam::GAP_MARK;
use crate::source::{Source, Span};

use super::change::{Change, Key, Kind, State, around, digest};
use super::doubts::choices;
use super::word::{Word, touched};

/// What of the ledger a change is, by index.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Site {
    /// A placement that is left out.
    Placement(usize),
    /// An edit.
    Edit(usize),
    /// The edits that put the lines of one paragraph together.
    Wraps(Vec<usize>),
    /// An edit that chose among the readings of a variant.
    Settled { edit: usize, variant: Span },
    /// A join.
    Join(usize),
    /// A join that is only suggested, by its finding.
    Suggested(usize),
    /// A placement that is kept and might be left out, by its finding.
    Leave { finding: usize, placement: usize },
    /// A finding.
    Finding(usize),
    /// A variant at whose place the base stands.
    Variant(Span),
}

/// A change and what it is of the ledger.
#[derive(Clone, Debug)]
pub(super) struct Sited {
    pub(super) change: Change,
    pub(super) site: Site,
}

/// Everything that can be decided, in page order.
pub(super) fn changes(copy: &FairCopy) -> Vec<Sited> {
    let gather = Gather { copy, source: &copy.source, touched: touched(copy) };
    let variants = gather.variants();
    let mut all = gather.left_out();
    all.extend(gather.joins());
    all.extend(gather.edits(&variants));
    all.extend(gather.open(&variants));
    all.extend(gather.findings(&variants));
    all.sort_by_key(|s| (s.change.at(), s.change.spans[0], s.change.kind, s.change.key.reason));
    all.iter_mut().for_each(|s| s.change.around = around(&copy.source, &s.change));
    number(&mut all);
    all
}

/// Tell changes that are alike apart by which they are.
fn number(all: &mut [Sited]) {
    let mut seen: FxHashMap<(Reason, String), u32> = FxHashMap::default();
    for Sited { change, .. } in all {
        let count = seen.entry((change.key.reason, change.key.digest.clone())).or_default();
        change.key.occurrence = *count;
        *count += 1;
    }
}

/// Variants by their place in the base.
pub(super) type Variants<'a> = BTreeMap<Span, &'a Variant>;

pub(super) struct Gather<'a> {
    pub(super) copy: &'a FairCopy,
    pub(super) source: &'a Source,
    /// All places where letters change, or might, sorted.
    pub(super) touched: Vec<Span>,
}

impl<'a> Gather<'a> {
    pub(super) fn change(&self, kind: Kind, reason: Reason, span: Span, about: &[&str]) -> Change {
        let digest = digest(self.source, reason, span, about);
        Change {
            key: Key { reason, digest, occurrence: 0 },
            kind,
            tier: reason.tier(),
            spans: vec![span],
            before: self.source.slice(span).to_string(),
            around: Default::default(),
            after: String::new(),
            default: State::Accept,
            readings: Vec::new(),
            copy: None,
            is_missing: is_missing(reason),
            can_accept: true,
            can_type: true,
            evidence: Evidence::text(),
        }
    }

    fn variants(&self) -> Variants<'a> {
        let all = self.copy.ledger.repeats.iter().flat_map(|r| &r.variants);
        all.filter(|v| v.readings.len() > 1).map(|v| (v.span, v)).collect()
    }

    fn left_out(&self) -> Vec<Sited> {
        let placements = self.copy.ledger.placements.iter().enumerate();
        let gone = placements.filter(|(_, p)| !matches!(p.fate, Fate::Kept { .. }));
        gone.filter_map(|(at, p)| Some(Sited { change: self.gone(p)?, site: Site::Placement(at) }))
            .collect()
    }

    /// A passage that is left out; white space that goes with a neighbour is none.
    fn gone(&self, placement: &Placement) -> Option<Change> {
        let words = self.source.slice(placement.span).trim();
        if words.is_empty() {
            return None;
        }
        let span = self.source.span_of(words);
        let (kind, copy) = match placement.fate {
            Fate::Folded { repeat } => {
                let repeat = self.copy.ledger.repeats.get(repeat as usize);
                let base = repeat.and_then(|r| r.witnesses.get(r.base as usize));
                (Kind::Fold, base.map(|w| w.span))
            }
            _ => (Kind::Drop, placement.evidence.witnesses.first().copied()),
        };
        let kind = if placement.reason == Reason::RepeatSimilar { Kind::Fold } else { kind };
        let copy = copy.map(|copy| self.with_marks(copy));
        let change = self.change(kind, placement.reason, span, &[words]);
        Some(Change { copy, evidence: placement.evidence.clone(), ..change })
    }

    /// A copy with the marks that close it: witnesses end with their last letter.
    fn with_marks(&self, copy: Span) -> Span {
        let rest = &self.source.text()[copy.end()..];
        let is_mark = |c: char| !c.is_alphanumeric() && !c.is_whitespace() && !is_opening(c);
        let marks = rest.len() - rest.trim_start_matches(is_mark).len();
        self.source.span(copy.start()..copy.end() + marks)
    }

    fn joins(&self) -> Vec<Sited> {
        let joins = self.copy.ledger.joins.iter().enumerate();
        joins.map(|(at, join)| Sited { change: self.join(join), site: Site::Join(at) }).collect()
    }

    fn join(&self, join: &Join) -> Change {
        let (edits, end) = (&self.copy.ledger.edits, join.left.end());
        let near = &edits[edits.partition_point(|e| e.span.end() < end)..];
        let mut near = near.iter().take_while(|e| e.span.start() <= end);
        let edit = near.find(|e| matches!(e.reason, Reason::JoinColumn | Reason::JoinGap));
        // A gap that a reader has filled goes on being one that was joined.
        let gap = join.gap || edit.is_some_and(|e| e.reason == Reason::JoinGap);
        let reason = if gap { Reason::JoinGap } else { Reason::JoinColumn };
        let change = self.seam(reason, join.left, join.right);
        let (before, after) = match edit {
            Some(edit) => (self.source.slice(edit.span).to_string(), edit.text.clone()),
            None => (String::new(), String::new()),
        };
        Change { tier: join.tier, before, after, evidence: join.evidence.clone(), ..change }
    }

    /// A seam is named by both its sides.
    pub(super) fn seam(&self, reason: Reason, left: Span, right: Span) -> Change {
        let right_side = first_chars(self.source.slice(right), SIDE_CHARS);
        let change = self.change(Kind::Join, reason, left.tail(), &[right_side]);
        Change { spans: vec![left, right], ..change }
    }

    fn edits(&self, variants: &Variants<'a>) -> Vec<Sited> {
        let mut found: Vec<Sited> = Vec::new();
        let mut paragraph: Option<((usize, usize), Vec<usize>)> = None;
        for (at, edit) in self.copy.ledger.edits.iter().enumerate() {
            match edit.reason {
                Reason::Layout | Reason::JoinColumn | Reason::JoinGap => {}
                Reason::LineWrap => {
                    let block = self.paragraph_at(edit.span);
                    match &mut paragraph {
                        Some((same, wraps)) if *same == block => wraps.push(at),
                        _ => found.extend(
                            paragraph.replace((block, vec![at])).map(|(_, w)| self.wraps(w)),
                        ),
                    }
                }
                _ => found.push(self.edit(at, edit, variants)),
            }
        }
        found.extend(paragraph.map(|(_, wraps)| self.wraps(wraps)));
        found
    }

    /// The block and the placement that a place lies in.
    fn paragraph_at(&self, span: Span) -> (usize, usize) {
        let placements = &self.copy.ledger.placements;
        (
            self.copy.blocks.partition_point(|b| b.span.start() <= span.start()),
            placements.partition_point(|p| p.span.start() <= span.start()),
        )
    }

    fn wraps(&self, wraps: Vec<usize>) -> Sited {
        let edits = &self.copy.ledger.edits;
        let spans: Vec<Span> = wraps.iter().map(|at| edits[*at].span).collect();
        let whole = spans[0].cover(spans[spans.len() - 1]);
        let change = self.change(Kind::Edit, Reason::LineWrap, whole, &[self.source.slice(whole)]);
        let first = &edits[wraps[0]];
        let change = Change {
            tier: first.tier,
            before: self.source.slice(first.span).to_string(),
            after: first.text.clone(),
            spans,
            can_type: false,
            evidence: first.evidence.clone(),
            ..change
        };
        Sited { change, site: Site::Wraps(wraps) }
    }

    fn edit(&self, at: usize, edit: &Edit, variants: &Variants<'a>) -> Sited {
        let kind = match edit.reason {
            reason if is_missing(reason) => Kind::Gap,
            Reason::Variant => Kind::Variant,
            _ => Kind::Edit,
        };
        // What a reader has filled in is text like any other.
        let is_filled = kind == Kind::Gap && !edit.text.contains(GAP_MARK);
        let settled = self.settled(edit, variants);
        let word = match settled {
            Some((word, _)) => word,
            None if kind == Kind::Gap => self.word(edit.span, None),
            None => self.word(edit.span, Some(&edit.text)),
        };
        // Where the edit stands in the word: the readings may stand for more of it.
        let inner = |from, to| self.source.slice(self.source.span(from..to));
        let before = inner(word.span.start(), edit.span.start());
        let after = inner(edit.span.end(), word.span.end());
        let change = Change {
            tier: edit.tier,
            after: [before, &edit.text, after].concat(),
            can_type: !is_filled,
            evidence: edit.evidence.clone(),
            ..self.change(kind, edit.reason, word.span, &[self.source.slice(word.span)])
        };
        match settled {
            Some((word, variant)) => Sited {
                change: Change { readings: choices(variant, &word), ..change },
                site: Site::Settled { edit: at, variant: variant.span },
            },
            None => Sited { change, site: Site::Edit(at) },
        }
    }

    /// The variant whose place an edit decides, if it does that.
    fn settled(&self, edit: &Edit, variants: &Variants<'a>) -> Option<(Word<'a>, &'a Variant)> {
        if edit.evidence.witnesses.is_empty() && !edit.evidence.reader {
            return None;
        }
        let end = self.source.span(edit.span.end()..self.source.text().len());
        let near = variants.range(..=end).rev().take(NEAR_VARIANTS);
        let near = near.filter(|(_, v)| v.settled.is_some_and(|s| s > 0) || edit.evidence.reader);
        let mut words = near.map(|(_, v)| (self.variant_word(v), *v));
        words.find(|(word, _)| word.span.contains(edit.span))
    }
}

/// Variants looked at before an edit that may lie in one of them.
const NEAR_VARIANTS: usize = 4;

/// Characters of a continuation that name its seam.
const SIDE_CHARS: usize = 40;

fn first_chars(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(at, _)| &text[..at])
}

/// Whether a reason says that text is missing.
pub(super) fn is_missing(reason: Reason) -> bool {
    use Reason::*;
    matches!(reason, JoinGap | GapCut | GapEnd | GapSequence | GapAnnounced)
}
