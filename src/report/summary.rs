//! One line that says what was done.

use encoding_rs::UTF_8;

use crate::FairCopy;
use crate::ledger::{Edit, Fate, Finding, Variant};
use crate::reason::Reason;

/// What a page came to, counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Counts {
    pub(super) blocks: usize,
    pub(super) folded: usize,
    pub(super) dropped: usize,
    pub(super) joins: usize,
    pub(super) gaps: usize,
    pub(super) wraps: usize,
    pub(super) repairs: usize,
    pub(super) review: usize,
}

impl Counts {
    pub(super) fn of(copy: &FairCopy) -> Counts {
        let ledger = &copy.ledger;
        let mut counts = Counts {
            blocks: copy.blocks.len(),
            joins: ledger.joins.len(),
            gaps: ledger.edits.iter().filter(|e| e.reason == Reason::GapCut).count(),
            wraps: ledger.edits.iter().filter(|e| e.reason == Reason::LineWrap).count(),
            repairs: ledger.edits.iter().filter(|e| is_repair(e)).count(),
            review: findings(copy).count() + open_variants(copy).count(),
            ..Counts::default()
        };
        for placement in &ledger.placements {
            // White space that goes with a folded neighbour is no repeat of its own.
            let blank = copy.source.slice(placement.span).trim().is_empty();
            match placement.fate {
                Fate::Folded { .. } if !blank => counts.folded += 1,
                Fate::Dropped if !blank => counts.dropped += 1,
                _ => {}
            }
        }
        counts
    }
}

/// Whether an edit mends the text, and does not only bring the layout in order
/// or carry out a join.
pub(super) fn is_repair(edit: &Edit) -> bool {
    !matches!(
        edit.reason,
        Reason::Layout | Reason::LineWrap | Reason::JoinColumn | Reason::JoinGap | Reason::GapCut
    )
}

/// Variants that nothing settles, with the index of their repeat.
pub(super) fn open_variants(copy: &FairCopy) -> impl Iterator<Item = (usize, &Variant)> {
    let repeats = copy.ledger.repeats.iter().enumerate();
    repeats
        .flat_map(|(at, r)| r.variants.iter().filter(|v| v.settled.is_none()).map(move |v| (at, v)))
}

/// Findings, without those that only repeat an open variant and those that a reader
/// has answered.
pub(super) fn findings(copy: &FairCopy) -> impl Iterator<Item = &Finding> {
    let mut open: Vec<_> = open_variants(copy).map(|(_, v)| v.span).collect();
    open.sort_unstable();
    copy.ledger
        .findings
        .iter()
        .filter(|f| !f.evidence.reader)
        .filter(move |f| f.reason != Reason::Variant || open.binary_search(&f.span).is_err())
}

/// What was done to a page, on one line without a line end:
/// `145 blocks: 33 repeats folded, 10 joins, 5 repairs, 7 to review`. An encoding
/// other than UTF-8 is named, as it may have been guessed.
pub fn summary(copy: &FairCopy) -> String {
    let counts = Counts::of(copy);
    let mut parts = Vec::new();
    let mut part = |count: usize, one: &str, many: &str| {
        if count > 0 {
            parts.push(format!("{count} {}", if count == 1 { one } else { many }));
        }
    };
    part(counts.folded, "repeat folded", "repeats folded");
    part(counts.dropped, "line left out", "lines left out");
    part(counts.joins, "join", "joins");
    part(counts.gaps, "gap marked", "gaps marked");
    part(counts.wraps, "line unwrapped", "lines unwrapped");
    part(counts.repairs, "repair", "repairs");
    part(counts.review, "to review", "to review");
    if parts.is_empty() {
        let untouched = copy.ledger.edits.is_empty();
        parts.push(if untouched { "nothing to change" } else { "white space evened out" }.into());
    }
    let encoding = copy.source.encoding();
    if encoding != UTF_8 {
        parts.push(format!("decoded from {}", encoding.name().replace("gb", "GB")));
    }
    format!("{}: {}", plural(counts.blocks, "block", "blocks"), parts.join(", "))
}

/// A count with its noun.
pub(super) fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
