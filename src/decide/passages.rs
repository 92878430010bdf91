//! The passages of a page: what can stand in the article, each with what follows it.

use rustc_hash::FxHashMap;

use crate::FairCopy;
use crate::ledger::{Edit, Fate, Placement};
use crate::reason::Reason;
use crate::seam::GAP_MARK;
use crate::source::{Source, Span};

use super::draft::Passage;
use super::gather::{Site, Sited};

/// A placement with words, or one that is kept.
pub(super) struct Stand<'a> {
    pub(super) placement: &'a Placement,
    /// Its words, up to where the white space after them starts.
    pub(super) body: Span,
    /// What a join takes away of the end of its words: a hyphen of the line end.
    pub(super) dropped: Span,
    /// What stands after its words in the article, if it does.
    pub(super) tail: Tail<'a>,
    /// The change that leaves it out, or would.
    pub(super) fold: Option<usize>,
    /// Whether its words leave nothing but white space in the article.
    pub(super) is_bare: bool,
}

impl Stand<'_> {
    /// Its place in the article, if it is kept.
    pub(super) fn order(&self) -> Option<u32> {
        match self.placement.fate {
            Fate::Kept { order } => Some(order),
            _ => None,
        }
    }

    /// What the draft keeps of it beside its nodes.
    pub(super) fn outline(&self) -> Passage {
        let (placement, fold) = (self.placement.span, self.fold);
        Passage { placement, fold, nodes: Vec::new() }
    }

    /// Whether anything of it comes into the article, be it white space.
    pub(super) fn is_solid(&self) -> bool {
        !self.is_bare || !matches!(self.tail, Tail::Space(""))
    }
}

/// What a ledger has at the end of a passage.
#[derive(Clone, Copy)]
pub(super) enum Tail<'a> {
    /// White space: the page's own, or brought in order.
    Space(&'a str),
    /// A mark where a sentence is cut off, and white space.
    Mark(&'a str, usize),
    /// The edit of a join.
    Seam(&'a Edit),
}

/// The placements that can stand in the article.
pub(super) fn passages<'a>(copy: &'a FairCopy, sited: &'a [Sited]) -> Vec<Stand<'a>> {
    let mut folds: FxHashMap<usize, usize> = FxHashMap::default();
    let mut cuts: FxHashMap<usize, usize> = FxHashMap::default();
    let mut drops: FxHashMap<usize, Span> = FxHashMap::default();
    for (change, sited) in sited.iter().enumerate() {
        match sited.site {
            Site::Placement(at) | Site::Leave { placement: at, .. } => {
                folds.entry(at).or_insert(change);
            }
            Site::Edit(at) => {
                cuts.insert(at, change);
            }
            Site::Suggested(at) => {
                let hyphen = copy.ledger.findings[at].span;
                drops.insert(hyphen.end(), hyphen);
            }
            _ => {}
        }
    }
    let placements = copy.ledger.placements.iter().enumerate();
    let stand =
        placements.filter(|(at, p)| matches!(p.fate, Fate::Kept { .. }) || folds.contains_key(at));
    let stand =
        stand.map(|(at, placement)| passage(copy, placement, folds.get(&at).copied(), &cuts));
    stand.map(|stand| without_hyphen(copy, stand, &drops)).collect()
}

/// A passage of which a join that is only suggested would take the hyphen.
fn without_hyphen<'a>(
    copy: &FairCopy,
    stand: Stand<'a>,
    drops: &FxHashMap<usize, Span>,
) -> Stand<'a> {
    match drops.get(&stand.body.end()) {
        Some(hyphen) if stand.body.contains(*hyphen) && !hyphen.is_empty() => {
            let body = copy.source.span(stand.body.start()..hyphen.start());
            Stand { body, dropped: *hyphen, ..stand }
        }
        _ => stand,
    }
}

fn passage<'a>(
    copy: &'a FairCopy,
    placement: &'a Placement,
    fold: Option<usize>,
    cuts: &FxHashMap<usize, usize>,
) -> Stand<'a> {
    let (source, span) = (&copy.source, placement.span);
    let text = source.slice(span);
    let words = span.start() + text.trim_end().len();
    let edits = match placement.fate {
        Fate::Kept { .. } => copy.ledger.edits_in(span),
        _ => &[],
    };
    let last = edits.last().filter(|e| e.span.end() == span.end());
    let (end, tail) = match last {
        Some(edit) if edit.reason == Reason::Layout && edit.text.trim().is_empty() => {
            (edit.span.start(), Tail::Space(&edit.text))
        }
        Some(edit) if matches!(edit.reason, Reason::JoinColumn | Reason::JoinGap) => {
            (edit.span.start(), Tail::Seam(edit))
        }
        Some(edit) if is_cut_end(edit) => {
            let index = copy.ledger.edits.partition_point(|e| e.span < edit.span);
            match cuts.get(&index) {
                Some(change) => (edit.span.start(), Tail::Mark(&edit.text, *change)),
                None => (span.end(), Tail::Space("")),
            }
        }
        _ => {
            let end = edits.last().map_or(words, |e| e.span.end().max(words));
            (end, Tail::Space(&source.text()[end..span.end()]))
        }
    };
    let lead = match placement.fate {
        // White space before what was folded is its neighbour's affair.
        Fate::Folded { .. } | Fate::Dropped => text.len() - text.trim_start().len(),
        Fate::Kept { .. } => 0,
    };
    let body = source.span((span.start() + lead).min(end)..end);
    let dropped = match tail {
        Tail::Seam(edit) => source.span(end..end + source.slice(edit.span).trim_end().len()),
        _ => body.tail(),
    };
    let is_bare = !is_seen(source, body, edits);
    Stand { placement, body, dropped, tail, fold, is_bare }
}

/// Whether the edits leave anything of a passage's words.
fn is_seen(source: &Source, body: Span, edits: &[Edit]) -> bool {
    let inside = edits.iter().filter(|e| body.contains(e.span));
    let (taken, given) =
        inside.fold((0, 0), |(taken, given), e| (taken + e.span.len(), given + e.text.len()));
    source.slice(body).len() > taken || given > 0
}

/// Whether an edit marks that a sentence breaks off, with the white space after it.
fn is_cut_end(edit: &Edit) -> bool {
    let marked = edit.text.split_once(GAP_MARK);
    edit.reason == Reason::GapCut && marked.is_some_and(|(_, after)| after.trim().is_empty())
}

/// The white space after the mark of a sentence that breaks off.
pub(super) fn after_mark(text: &str) -> &str {
    text.split_once(GAP_MARK).map_or("", |(_, after)| after)
}
