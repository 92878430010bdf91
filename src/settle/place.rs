//! Place: what stays, what goes, and the white space between, written down.

use crate::block::usual_break;
use crate::ledger::{Edit, Evidence, Fate, Finding, Join, Placement};
use crate::passage::Passages;
use crate::reason::{Reason, Tier};
use crate::script::{is_blank, is_unspaced};
use crate::seam::{GAP_MARK, Seam};
use crate::sheet::Sheet;
use crate::source::Span;

use super::order::{Link, Unit, breaks_off, starts_torn};

/// What becomes of the passages that do not stay, each by index.
#[derive(Clone, Copy)]
pub(super) struct Fates<'a> {
    /// The repeat it is folded into.
    pub(super) repeat_of: &'a [Option<u32>],
    /// Why it is left out of the article.
    pub(super) left_out: &'a [Option<Reason>],
}

/// Every byte of the page placed: the units kept in their order, each other
/// passage folded into the copy that stays, or left out.
pub(super) fn placements(
    sheet: &Sheet<'_>,
    passages: &Passages,
    starts: &[usize],
    units: &[Unit],
    fates: Fates<'_>,
    kept_copy: &dyn Fn(usize) -> Option<Span>,
) -> Vec<Placement> {
    if passages.all.is_empty() {
        return whole_page(sheet);
    }
    let mut placements: Vec<Placement> = units
        .iter()
        .enumerate()
        .map(|(order, unit)| Placement {
            span: unit.region,
            fate: Fate::Kept { order: order as u32 },
            reason: Reason::Kept,
            evidence: Evidence::text(),
        })
        .collect();
    let mut kept = vec![false; passages.all.len()];
    units.iter().for_each(|u| kept[u.passages.clone()].fill(true));
    for index in (0..kept.len()).filter(|i| !kept[*i]) {
        let repeat = fates.repeat_of[index];
        placements.push(Placement {
            span: sheet.source.span(starts[index]..starts[index + 1]),
            fate: repeat.map_or(Fate::Dropped, |repeat| Fate::Folded { repeat }),
            reason: fates.left_out[index].unwrap_or(Reason::RepeatFold),
            evidence: kept_copy(index).map(Evidence::witness).unwrap_or_default(),
        });
    }
    placements.retain(|p| !p.span.is_empty());
    placements.sort_by_key(|p| p.span);
    placements
}

fn whole_page(sheet: &Sheet<'_>) -> Vec<Placement> {
    let all = Placement {
        span: sheet.source.whole(),
        fate: Fate::Kept { order: 0 },
        reason: Reason::Kept,
        evidence: Evidence::text(),
    };
    if all.span.is_empty() { Vec::new() } else { vec![all] }
}

/// Joins, gap marks, and white space brought to what the new neighbours need.
#[derive(Default)]
pub(super) struct Seams {
    pub(super) edits: Vec<Edit>,
    pub(super) joins: Vec<Join>,
    pub(super) findings: Vec<Finding>,
}

/// Write down how each unit follows the one before; `kept_copy` is what stays in place of
/// a folded passage.
pub(super) fn seams(
    sheet: &Sheet<'_>,
    units: &[Unit],
    kept_copy: &dyn Fn(usize) -> Option<Span>,
) -> Seams {
    let mut seams = Seams::default();
    let page_break = usual_break(sheet.source, sheet.blocks);
    for (index, unit) in units.iter().enumerate() {
        let next = units.get(index + 1);
        match (&unit.link, next) {
            (Link::Joined(seam), Some(next)) => seams.join(sheet, unit, next, seam),
            _ => seams.part(sheet, unit, next, page_break, kept_copy(unit.passages.end)),
        }
        let torn =
            index > 0 && matches!(units[index - 1].link, Link::Apart) && starts_torn(sheet, unit);
        if torn {
            seams.mark_start(sheet, unit, kept_copy(unit.passages.start - 1));
        }
    }
    seams
}

impl Seams {
    fn join(&mut self, sheet: &Sheet<'_>, unit: &Unit, next: &Unit, seam: &Seam) {
        let (reason, text) = match seam.gap {
            true => (Reason::JoinGap, GAP_MARK),
            false => (Reason::JoinColumn, seam.glue),
        };
        let span = sheet.source.span(unit.text.end() - seam.drop..unit.region.end());
        let (tier, evidence) = (seam.tier, seam.evidence.clone());
        self.edit(sheet, span, text.to_string(), reason, tier, evidence.clone());
        self.joins.push(Join { left: unit.text, right: next.text, gap: seam.gap, tier, evidence });
    }

    /// The white space after a unit that is not joined, with a mark before it
    /// where its sentence was cut off; `cut` is the copy that stays of what followed.
    fn part(
        &mut self,
        sheet: &Sheet<'_>,
        unit: &Unit,
        next: Option<&Unit>,
        page_break: &str,
        cut: Option<Span>,
    ) {
        let after = unit.text.tail().cover(unit.region.tail());
        let space = sheet.source.slice(after);
        let wanted = wanted_space(sheet, unit, next, space, page_break);
        if breaks_off(sheet, unit) {
            // Words stand apart from the mark as they stand apart from one another.
            let last = sheet.source.slice(unit.text).chars().next_back();
            let apart = if space.is_empty() || last.is_some_and(is_unspaced) { "" } else { " " };
            let text = format!("{apart}{GAP_MARK}{wanted}");
            self.cut(sheet, after, text, cut);
        } else {
            self.edit(
                sheet,
                after,
                wanted.to_string(),
                Reason::Layout,
                Tier::Safe,
                Evidence::text(),
            );
        }
    }

    /// A mark before a sentence whose beginning was cut off: the first character
    /// is replaced by the mark and itself, since what stands before belongs to
    /// what was cut.
    fn mark_start(&mut self, sheet: &Sheet<'_>, unit: &Unit, cut: Option<Span>) {
        let text = sheet.source.slice(unit.text);
        let Some(first) = text.chars().next() else { return };
        let start = unit.text.start();
        let span = sheet.source.span(start..start + first.len_utf8());
        let before = sheet.source.text()[..start].chars().next_back();
        let spaced = before.is_some_and(is_blank) && !is_unspaced(first);
        let apart = if spaced { " " } else { "" };
        let marked = format!("{GAP_MARK}{apart}{first}");
        self.cut(sheet, span, marked, cut);
    }

    /// The mark of a cut, which the copy that stays proves; what is no text of the page at
    /// all, such as furniture, has no copy.
    fn cut(&mut self, sheet: &Sheet<'_>, span: Span, marked: String, copy: Option<Span>) {
        let (tier, evidence) = match copy {
            Some(copy) => (Tier::Witness, Evidence::witness(copy)),
            None => (Tier::Safe, Evidence::text()),
        };
        self.edit(sheet, span, marked, Reason::GapCut, tier, evidence);
    }

    fn edit(
        &mut self,
        sheet: &Sheet<'_>,
        span: Span,
        text: String,
        reason: Reason,
        tier: Tier,
        evidence: Evidence,
    ) {
        if sheet.source.slice(span) != text {
            self.edits.push(Edit { span, text, reason, tier, evidence });
        }
    }
}

/// The white space that should follow a unit.
fn wanted_space<'a>(
    sheet: &Sheet<'a>,
    unit: &Unit,
    next: Option<&Unit>,
    space: &'a str,
    page_break: &'a str,
) -> &'a str {
    let text = sheet.source.text();
    let Some(next) = next else { return &text[text.trim_end().len()..] };
    // White space right before the next unit belongs to what was folded there.
    let before = &text[..next.text.start()];
    let before = &before[before.trim_end().len()..];
    let follows = unit.region.end() <= next.region.start();
    match () {
        () if unit.region.end() == next.region.start() => space,
        () if follows && next.at_start && breaks(before) > breaks(space) => before,
        // What ends the page parts nothing from anything.
        () if breaks(space) > 0 && unit.region.end() < text.len() => space,
        () => page_break,
    }
}

fn breaks(space: &str) -> usize {
    space.matches('\n').count()
}
