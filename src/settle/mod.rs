//! Settle: what stays, in what order, with which readings; all written down.
//!
//! # Steps
//! ```text
//! printed   the order that all printings have; no join leads from one into the next
//! context   of each repeat, the copy in its own context stays
//! order     what stays, in page order, torn halves put together
//! spanned   torn ends that another printing has in one piece
//! readings  witnesses read against the copy that stays
//! sequence  members missing from a series
//! place     every byte placed, every change an edit
//! ```

mod asides;
mod bond;
mod context;
mod members;
mod order;
mod place;
mod printed;
mod readings;
mod replacement;
mod sequence;
mod spanned;

use std::ops::Range;

use crate::alignment::align;
use crate::block::BlockKind;
use crate::ending::{self, Ending};
use crate::ledger::{Edit, Evidence, Finding, Ledger, Repeat, Witness};
use crate::passage::{Passages, Repeats, Similar};
use crate::proposal::{LeftOut, Proposals};
use crate::reason::{Reason, Tier};
use crate::seam::{Candidate, GAP_MARK, Seam, Side};
use crate::sheet::Sheet;
use crate::source::{Source, Span};
use crate::wording;

use order::{Link, Suggestion, Unit};

/// What is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The weakest tier that is applied; what is weaker is shown. The default
    /// is [`Tier::Witness`].
    pub level: Tier,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { level: Tier::Witness }
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
    let units = order::units(sheet, passages, &starts, &kept);
    let (units, suggestions) = {
        let spanned = spanned::joins(sheet, passages, &units);
        order::arrange(sheet, units, &seams, spanned, continues, settings.level)
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
        let repeat = &ledger.repeats[repeat_of[index]? as usize];
        Some(repeat.witnesses[repeat.base as usize].span)
    };
    let fates = place::Fates { repeat_of: &repeat_of, left_out: &left_out };
    ledger.placements = place::placements(sheet, passages, &starts, &units, fates, kept_copy);

    ledger.repeats.extend(repeats.linked.iter().map(|places| linked(sheet, places)));

    let seams = place::seams(sheet, &units);
    ledger.joins = seams.joins;
    ledger.findings.extend(seams.findings);
    ledger.findings.extend(suggestions.into_iter().map(|s| suggested(sheet.source, s)));
    ledger.findings.extend(sequence::gaps(sheet, units.iter().map(|u| u.text)));
    ledger.findings.extend(loose_ends(sheet, &units, &noise.left_out));
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

/// Enter edits that lie in what is kept and do not touch others; at most `level`
/// is applied, the rest shown.
fn enter(
    ledger: &mut Ledger,
    source: &Source,
    mut edits: Vec<Edit>,
    structural: bool,
    level: Tier,
) {
    edits.sort_by_key(|e| (e.tier, e.span));
    let kept: Vec<Span> = {
        let mut kept: Vec<Span> = ledger.kept().iter().map(|p| p.span).collect();
        kept.sort();
        kept
    };
    let mut taken: std::collections::BTreeMap<usize, usize> =
        ledger.edits.iter().map(|e| (e.span.start(), e.span.end())).collect();
    for edit in edits {
        if edit.evidence.times.is_some() && edit.tier > level {
            // A habit of the page is one wherever its first place has gone.
            ledger.findings.push(shown(edit, source));
            continue;
        }
        let (start, end) = (edit.span.start(), edit.span.end());
        // What is put in belongs to the placement that ends there ([`Ledger::edits_in`]).
        let is_put_in = start == end && start > 0;
        let at = kept.partition_point(|k| k.start() < start + usize::from(!is_put_in));
        let inside = at > 0 && kept[at - 1].contains(edit.span);
        let near = taken.range(..=end).rev().take(3);
        let free = !near.into_iter().any(|(s, e)| clash((start, end), (*s, *e), structural));
        if !inside || !free {
            continue;
        }
        if structural || edit.tier <= level {
            taken.insert(start, end);
            ledger.edits.push(edit);
        } else {
            ledger.findings.push(shown(edit, source));
        }
    }
}

/// A change that is only shown; one that would change nothing suggests nothing.
fn shown(edit: Edit, source: &Source) -> Finding {
    let Edit { span, text, reason, tier, evidence } = edit;
    let suggestion = (source.slice(span) != text).then_some(text);
    Finding { span, reason, tier, suggestion, evidence }
}

/// Whether two changes touch the same text. An insertion may not even stand beside
/// another change: which of the two comes first would be chance. Those of one
/// seam are made to fit.
fn clash(a: (usize, usize), b: (usize, usize), structural: bool) -> bool {
    let touch = a.1 == b.0 || b.1 == a.0;
    let insertion = a.0 == a.1 || b.0 == b.1;
    a.0 < b.1 && b.0 < a.1 || touch && insertion && !structural
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
    let parallel = &similar.parallel;
    let reading = |span: &Range<usize>| replacement::one_line(&sheet.source.text()[span.clone()]);
    let differs = similar.differs.iter().map(|[a, b]| format!("{} / {}", reading(a), reading(b)));
    let first = Evidence::witness(sheet.view.span(sheet.source, parallel.first()));
    Finding {
        span: sheet.view.span(sheet.source, parallel.second()),
        reason: Reason::RepeatSimilar,
        tier: Tier::Flag,
        suggestion: None,
        evidence: Evidence { attested: differs.collect(), ..first }.scored(parallel.identity()),
    }
}

/// Whether a paragraph without an end is more than a line that has none: another
/// sentence stands before, or its last word wants another (`who had come with the`).
fn is_unfinished(sheet: &Sheet<'_>, text: &str) -> bool {
    let last = wording::last_word(sheet.lexicon, ending::last_clause(text));
    ending::has_sentence_end(text) || last.is_some_and(|word| sheet.lexicon.cannot_end(word))
}

/// Ends that go on nowhere: torn sentences without a continuation, and
/// announcements of what was folded away.
fn loose_ends(sheet: &Sheet<'_>, units: &[Unit], left_out: &[LeftOut]) -> Vec<Finding> {
    let gone = |block: usize| left_out.binary_search_by_key(&block, |out| out.block).is_ok();
    let mut findings = Vec::new();
    for (index, unit) in units.iter().enumerate() {
        let text = sheet.source.slice(unit.text);
        let is_paragraph = sheet.blocks[unit.block].kind == BlockKind::Paragraph;
        if !is_paragraph || matches!(unit.link, Link::Joined(_)) || !unit.at_end {
            continue;
        }
        let next = units.get(index + 1);
        let follows = next.is_some_and(|n| {
            unit.block < n.block
                && (unit.block + 1..n.block).all(gone)
                && matches!(
                    sheet.blocks[n.block].kind,
                    BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Verse
                )
        });
        let reason = match ending::ending(text) {
            Ending::Announcing if !follows => Reason::GapAnnounced,
            Ending::Bare | Ending::Divided | Ending::Hyphen if is_unfinished(sheet, text) => {
                Reason::GapEnd
            }
            _ => continue,
        };
        findings.push(Finding {
            span: unit.text.tail(),
            reason,
            tier: Tier::Flag,
            suggestion: None,
            evidence: Evidence::text(),
        });
    }
    findings
}

#[cfg(test)]
mod tests;
