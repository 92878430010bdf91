//! Settle: what stays, in what order, with which readings; all written down.
//!
//! # Steps
//! ```text
//! printed    the order that all printings have; no join leads from one into the next
//! context    of each repeat, the copy in its own context stays
//! order      what stays, in page order, torn halves put together
//! spanned    torn ends that another printing has in one piece
//! unfinished copies without which a sentence or a heading would be left alone
//! readings   witnesses read against the copy that stays
//! loose_ends sentences that break off, announcements of nothing
//! sequence   members missing from a series
//! place      every byte placed, every change an edit
//! enter      edits that fit together are made, what is less sure is shown
//! ```

mod asides;
mod bond;
mod context;
mod enter;
mod loose_ends;
mod members;
mod order;
mod place;
mod printed;
mod readings;
mod replacement;
mod sequence;
mod spanned;
mod unfinished;

use std::ops::Range;

use crate::alignment::align;
use crate::ledger::{Edit, Evidence, Finding, Ledger, Repeat, Witness};
use crate::passage::{Passages, Repeats, Similar};
use crate::proposal::{LeftOut, Proposals};
use crate::reason::{Reason, Tier};
use crate::seam::{Candidate, GAP_MARK, Seam, Side};
use crate::sheet::Sheet;
use crate::source::Source;

use enter::enter;
use order::Suggestion;
use unfinished::Folds;

/// What is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The weakest tier that is applied; what is weaker is shown. The default
    /// is [`Tier::Weighed`].
    pub level: Tier,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { level: Tier::Weighed }
    }
}

/// Settle a page. `continues` judges how well one stretch continues another;
/// `noise` is what is proposed without other printings.
pub fn settle(
    sheet: &Sheet<'_>,
    repeats: &Repeats,
    mut seams: Vec<Candidate>,
    continues: &dyn Fn(Side<'_>, Side<'_>) -> Seam,
    noise: Proposals,
    settings: &Settings,
) -> Ledger {
    let passages = &repeats.passages;
    let folds = settings.level >= Tier::Witness;
    seams.retain(|seam| !printed::leads_round(passages, seam));
    let chosen = context::choose(sheet, passages, &seams, continues);
    let mut kept = if folds { chosen.clone() } else { vec![true; passages.all.len()] };
    let left_out = left_out(passages, &noise.left_out);
    kept.iter_mut().zip(&left_out).for_each(|(kept, out)| *kept &= out.is_none());
    let starts = order::region_starts(sheet, passages);
    let (units, suggestions) = loop {
        let units = order::units(sheet, passages, &starts, &kept);
        let spanned = spanned::joins(sheet, passages, &units);
        let (units, suggestions) =
            order::arrange(sheet, units, &seams, spanned, continues, settings.level);
        // Each round keeps more, so there is a last one.
        let folds = Folds { sheet, passages, kept: &kept, left_out: &left_out };
        let needed = folds.needed(&units);
        if needed.is_empty() {
            break (units, suggestions);
        }
        needed.into_iter().for_each(|at| kept[at] = true);
    };

    let mut ledger = Ledger::default();
    let mut repeat_of = vec![None; passages.all.len()];
    let mut mends = Vec::new();
    let families: Vec<(&[usize], usize)> = passages
        .families
        .iter()
        .filter(|family| family.iter().any(|p| left_out[*p].is_none()))
        .map(|family| {
            let base = family.iter().copied().find(|p| chosen[*p]).unwrap_or(family[0]);
            (family.as_slice(), base)
        })
        .collect();
    let read = readings::read(sheet, passages, &families, settings.level);
    for (index, ((family, _), (repeat, settled))) in families.iter().zip(read).enumerate() {
        family.iter().for_each(|p| repeat_of[*p] = Some(index as u32));
        ledger.findings.extend(open_variants(&repeat));
        ledger.repeats.push(repeat);
        mends.extend(settled);
    }
    let kept_copy = |index: usize| {
        let repeat = &ledger.repeats[repeat_of.get(index).copied()?? as usize];
        Some(repeat.witnesses[repeat.base as usize].span)
    };
    let fates = place::Fates { repeat_of: &repeat_of, left_out: &left_out };
    let placements = place::placements(sheet, passages, &starts, &units, fates, &kept_copy);
    let seams = place::seams(sheet, &units, &kept_copy);
    ledger.placements = placements;
    ledger.repeats.extend(repeats.linked.iter().map(|places| linked(sheet, places)));
    ledger.joins = seams.joins;
    ledger.findings.extend(seams.findings);
    ledger.findings.extend(suggestions.into_iter().map(|s| suggested(sheet.source, s)));
    ledger.findings.extend(sequence::gaps(sheet, units.iter().map(|u| u.text)));
    ledger.findings.extend(loose_ends::find(sheet, &units, &noise.left_out));
    ledger.findings.extend(repeats.similar.iter().map(|s| alike(sheet, s)));

    let mended = mends.into_iter().map(|mend| Edit {
        span: mend.span,
        text: mend.text,
        reason: mend.reason,
        tier: mend.tier,
        evidence: mend.evidence,
    });
    enter(&mut ledger, sheet.source, seams.edits, true, settings.level);
    enter(&mut ledger, sheet.source, mended.collect(), false, settings.level);
    enter(&mut ledger, sheet.source, noise.edits, false, settings.level);
    ledger.edits.sort_by_key(|e| e.span);
    ledger.findings.sort_by_key(|f| (f.span, f.reason));
    ledger
}

/// A passage that stands in several texts and belongs to each.
fn linked(sheet: &Sheet<'_>, places: &[Range<usize>]) -> Repeat {
    let symbols = |place: &Range<usize>| &sheet.view.symbols()[place.clone()];
    let witnesses = places.iter().map(|place| Witness {
        span: sheet.view.span(sheet.source, place.clone()),
        identity: readings::identity(
            &align(symbols(&places[0]), symbols(place)),
            places[0].len() + place.len(),
        ),
    });
    Repeat { base: 0, witnesses: witnesses.collect(), variants: Vec::new(), linked: true }
}

/// For each passage why it is left out, if it is. Printings of one text go together
/// or not at all.
fn left_out(passages: &Passages, blocks: &[LeftOut]) -> Vec<Option<Reason>> {
    let reason = |block: usize| {
        let at = blocks.binary_search_by_key(&block, |out| out.block).ok()?;
        Some(blocks[at].reason)
    };
    let mut out: Vec<Option<Reason>> = passages.all.iter().map(|p| reason(p.block)).collect();
    for family in &passages.families {
        if family.iter().any(|p| out[*p].is_none()) {
            family.iter().for_each(|p| out[*p] = None);
        }
    }
    out
}

/// Variants of a repeat that nothing settles.
fn open_variants(repeat: &Repeat) -> Vec<Finding> {
    let open = repeat.variants.iter().filter(|v| v.settled.is_none());
    open.map(|variant| Finding {
        span: variant.span,
        reason: Reason::Variant,
        tier: Tier::Flag,
        suggestion: variant.readings.get(1).map(|r| r.text.clone()),
        evidence: Evidence {
            witnesses: variant.readings[1..].iter().map(|r| r.witnesses[0].1).collect(),
            ..Evidence::default()
        },
    })
    .collect()
}

/// A join that is only suggested: what it would take away of the torn end, what
/// would stand between the halves, and the half that continues, the last of the
/// witnesses.
fn suggested(source: &Source, join: Suggestion) -> Finding {
    let Suggestion { left, right, seam } = join;
    let glue = if seam.gap { GAP_MARK } else { seam.glue };
    let (tier, mut evidence) = (seam.tier, seam.evidence);
    evidence.witnesses.push(right);
    Finding {
        span: source.span(left.end() - seam.drop..left.end()),
        reason: if seam.gap { Reason::JoinGap } else { Reason::JoinColumn },
        tier,
        suggestion: (seam.drop > 0 || !glue.is_empty()).then(|| glue.to_string()),
        evidence,
    }
}

/// Two passages that may be one text, with what differs.
fn alike(sheet: &Sheet<'_>, similar: &Similar) -> Finding {
    let [first, second] = similar.spans.clone().map(|span| sheet.source.span(span));
    let reading = |span: &Range<usize>| replacement::one_line(&sheet.source.text()[span.clone()]);
    let differs = similar.differs.iter().map(|[a, b]| format!("{} / {}", reading(a), reading(b)));
    let first = Evidence::witness(first);
    Finding {
        span: second,
        reason: Reason::RepeatSimilar,
        tier: Tier::Flag,
        suggestion: None,
        evidence: Evidence { attested: differs.collect(), ..first }.scored(similar.identity),
    }
}
