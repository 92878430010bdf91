//! A torn end that another printing has in one piece.
//!
//! ```text
//! title A   …the rails were painted with | (the column ends)
//! title B   …
//!           …the rails were painted with | three coats of tar. The first boat …
//! article   title A   …the rails were painted with three coats of tar. The first boat …
//! ```
//!
//! The second printing is folded like any other; what it has beyond the tear is
//! no copy of anything and stays. The ugly answers are a sentence that breaks off
//! while its rest stands on the same page, and a title left without its text. So
//! the rest follows the torn end, if that is the copy in its context.

use crate::block::BlockKind;
use crate::ending::{self, Ending};
use crate::ledger::Evidence;
use crate::passage::{Passage, Passages};
use crate::reason::Tier;
use crate::script::breaks_line;
use crate::seam::Seam;
use crate::sheet::Sheet;

use super::order::Unit;

/// Symbols before the tear that must be the very same in both printings: noise
/// there would shift the edge, and a letter would be lost or doubled.
const SAME: usize = 3;

/// A torn unit, the unit that holds its rest, and the seam between them.
pub(super) struct Spanned {
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) seam: Seam,
}

/// Whether passage `at` breaks off where another printing goes on with what stands once.
pub(super) fn goes_on(sheet: &Sheet<'_>, passages: &Passages, at: usize) -> bool {
    rests(sheet, passages, at).any(|(twin, _)| passages.all[twin + 1].family.is_none())
}

/// Whether passage `at` and the next are halves that another printing has in one piece.
pub(super) fn are_one(sheet: &Sheet<'_>, passages: &Passages, at: usize) -> bool {
    let next = passages.all[at + 1].family;
    next.is_some()
        && rests(sheet, passages, at).any(|(twin, _)| passages.all[twin + 1].family == next)
}

/// The torn units among those that stay whose rest stays too.
pub(super) fn joins(sheet: &Sheet<'_>, passages: &Passages, units: &[Unit]) -> Vec<Spanned> {
    let mut found = Vec::new();
    for (left, unit) in units.iter().enumerate() {
        for (twin, drop) in rests(sheet, passages, unit.passages.end - 1) {
            let rest = passages.all[twin + 1].family;
            let is_rest = |unit: &Unit| {
                let start = unit.passages.start;
                start == twin + 1 || rest.is_some() && passages.all[start].family == rest
            };
            let Some(right) = units.iter().position(is_rest) else { continue };
            found.push(Spanned { left, right, seam: seam(sheet, passages, twin, drop) });
            break;
        }
    }
    found
}

fn seam(sheet: &Sheet<'_>, passages: &Passages, twin: usize, drop: usize) -> Seam {
    let (before, rest) = (&passages.all[twin], &passages.all[twin + 1]);
    let whole = sheet.view.span(sheet.source, before.range.start..rest.range.end);
    let glue = if bridge(sheet, before).contains(char::is_whitespace) { " " } else { "" };
    let evidence = Evidence::witness(whole);
    Seam { odds: f64::MAX, tier: Tier::Witness, gap: false, glue, drop, evidence }
}

/// The other printings of a torn passage that go on in their block, and the bytes of a
/// hyphen that the tear made.
fn rests<'a>(
    sheet: &'a Sheet<'_>,
    passages: &'a Passages,
    at: usize,
) -> impl Iterator<Item = (usize, usize)> + 'a {
    let torn = &passages.all[at];
    let family = torn.family.filter(|_| is_torn(sheet, torn));
    let members = family.map_or(&[][..], |family| &passages.families[family]);
    members.iter().filter_map(move |twin| {
        let before = &passages.all[*twin];
        let rest = passages.all.get(twin + 1)?;
        let goes_on = rest.block == before.block;
        let alone =
            rest.family.is_some() || before.range.start == sheet.view.block(before.block).start;
        if *twin == at || !goes_on || !alone || !ends_alike(sheet, torn, before) {
            return None;
        }
        let own = after(sheet, torn);
        let bridge = bridge(sheet, before);
        // Two lines of a block are one paragraph by the look of its lines alone.
        if bridge.contains(breaks_line) {
            return None;
        }
        match own.trim() == bridge.trim() {
            true => Some((*twin, 0)),
            false => (bridge.is_empty() && own == "-").then_some((*twin, own.len())),
        }
    })
}

fn is_torn(sheet: &Sheet<'_>, passage: &Passage) -> bool {
    let block = sheet.blocks[passage.block];
    passage.range.end == sheet.view.block(passage.block).end
        && block.kind == BlockKind::Paragraph
        && matches!(
            ending::ending(sheet.source.slice(block.span)),
            Ending::Bare | Ending::Divided | Ending::Hyphen
        )
}

fn ends_alike(sheet: &Sheet<'_>, a: &Passage, b: &Passage) -> bool {
    let tail = |p: &Passage| {
        let start = p.range.end.saturating_sub(SAME).max(p.range.start);
        &sheet.view.symbols()[start..p.range.end]
    };
    !a.range.is_empty() && tail(a) == tail(b)
}

/// What stands after the last symbol of a passage in its block.
fn after<'a>(sheet: &Sheet<'a>, passage: &Passage) -> &'a str {
    let last = sheet.view.span(sheet.source, passage.range.end - 1..passage.range.end);
    let end = sheet.blocks[passage.block].span.end();
    &sheet.source.text()[last.end().min(end)..end]
}

/// What stands between a passage and the next one of its block.
fn bridge<'a>(sheet: &Sheet<'a>, passage: &Passage) -> &'a str {
    let last = sheet.view.span(sheet.source, passage.range.end - 1..passage.range.end);
    let next = sheet.view.offset(passage.range.end);
    &sheet.source.text()[last.end().min(next)..next]
}
