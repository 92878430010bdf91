//! Order: the pieces that stay, in the order of the article, and what links them.
//!
//! The article keeps the order of the page, save where a torn sentence goes on
//! further away: then its second half follows the first.

use std::ops::Range;

use crate::ending::{self, Ending};
use crate::passage::Passages;
use crate::reason::Tier;
use crate::script::{ends_sentence, is_opening};
use crate::seam::{Candidate, Seam, Side};
use crate::sheet::Sheet;
use crate::source::Span;

use super::spanned::Spanned;

/// A run of passages of one block that stays together.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// The passages, by index.
    pub(super) passages: Range<usize>,
    /// Their block, by index.
    pub(super) block: usize,
    /// All of the page that is placed with them: white space after them included.
    pub(super) region: Span,
    /// Their text, white space around it trimmed.
    pub(super) text: Span,
    /// Whether the unit starts where its block starts.
    pub(super) at_start: bool,
    /// Whether it ends where its block ends.
    pub(super) at_end: bool,
    /// How the next unit of the article follows.
    pub(super) link: Link,
}

/// How well one stretch continues another (the judgement of the stage before).
pub(super) type Continues<'a> = dyn Fn(Side<'_>, Side<'_>) -> Seam + 'a;

/// How one unit follows another.
#[derive(Clone, Debug, Default)]
pub(super) enum Link {
    /// As a block of its own.
    #[default]
    Apart,
    /// As the continuation of a torn sentence.
    Joined(Seam),
}

/// A join that the evidence is too weak for at this level.
#[derive(Clone, Debug)]
pub(super) struct Suggestion {
    pub(super) left: Span,
    pub(super) right: Span,
    pub(super) seam: Seam,
}

/// Where the region of each passage starts, in bytes; the end of the text last.
pub(super) fn region_starts(sheet: &Sheet<'_>, passages: &Passages) -> Vec<usize> {
    let mut starts: Vec<usize> = passages
        .all
        .iter()
        .enumerate()
        .map(|(index, passage)| {
            let block = sheet.view.block(passage.block);
            match index {
                0 => 0,
                _ if passage.range.start == block.start => sheet.blocks[passage.block].span.start(),
                _ => inner_edge(sheet, passage.range.start),
            }
        })
        .collect();
    starts.push(sheet.source.text().len());
    starts
}

/// Between two symbols of a block: closing marks stay with what they close,
/// opening marks go with what they open.
fn inner_edge(sheet: &Sheet<'_>, at: usize) -> usize {
    let from = sheet.view.span(sheet.source, at - 1..at).end();
    let between = &sheet.source.text()[from..sheet.view.offset(at)];
    from + between.trim_end_matches(is_opening).len()
}

/// The runs of passages that stay, in page order.
pub(super) fn units(
    sheet: &Sheet<'_>,
    passages: &Passages,
    starts: &[usize],
    kept: &[bool],
) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for (index, passage) in passages.all.iter().enumerate().filter(|(i, _)| kept[*i]) {
        let ends = passages.all.get(index + 1).is_none_or(|next| next.block != passage.block);
        match units.last_mut() {
            Some(unit) if unit.block == passage.block && unit.passages.end == index => {
                unit.passages.end = index + 1;
                unit.at_end = ends;
            }
            _ => units.push(Unit {
                passages: index..index + 1,
                block: passage.block,
                region: sheet.source.whole(),
                text: sheet.source.whole(),
                at_start: passage.range.start == sheet.view.block(passage.block).start,
                at_end: ends,
                link: Link::Apart,
            }),
        }
    }
    for unit in &mut units {
        let region = sheet.source.span(starts[unit.passages.start]..starts[unit.passages.end]);
        let slice = sheet.source.slice(region);
        let block = sheet.blocks[unit.block].span;
        let start = if unit.at_start {
            block.start()
        } else {
            region.start() + slice.len() - slice.trim_start().len()
        };
        let end = if unit.at_end { block.end() } else { region.start() + slice.trim_end().len() };
        unit.region = region;
        unit.text = sheet.source.span(start..end.max(start));
    }
    units
}

/// Put the units in the article's order and link them; what could be joined but
/// is not sure enough is suggested.
pub(super) fn arrange(
    sheet: &Sheet<'_>,
    mut units: Vec<Unit>,
    seams: &[Candidate],
    spanned: Vec<Spanned>,
    continues: &Continues<'_>,
    level: Tier,
) -> (Vec<Unit>, Vec<Suggestion>) {
    let mut joins = Joins::new(units.len());
    let mut suggestions = Vec::new();
    let proven = spanned.into_iter().map(|s| Ranked { left: s.left, right: s.right, seam: s.seam });
    for Ranked { left, right, seam } in proven.chain(ranked(sheet, &units, seams, continues)) {
        if !joins.is_free(left, right) {
            continue;
        }
        if seam.tier <= level {
            joins.put(left, right);
            units[left].link = Link::Joined(seam);
        } else if seam.tier <= Tier::Likely {
            suggestions.push(Suggestion { left: units[left].text, right: units[right].text, seam });
        }
    }
    (joins.order(units), suggestions)
}

/// A possible join of two units, by index.
struct Ranked {
    left: usize,
    right: usize,
    seam: Seam,
}

/// All possible joins of the units that stay, the surest first.
fn ranked(
    sheet: &Sheet<'_>,
    units: &[Unit],
    seams: &[Candidate],
    continues: &Continues<'_>,
) -> Vec<Ranked> {
    let mut ends = vec![None; sheet.blocks.len()];
    let mut starts = vec![None; sheet.blocks.len()];
    for (index, unit) in units.iter().enumerate() {
        if unit.at_end {
            ends[unit.block] = Some(index);
        }
        if unit.at_start {
            starts[unit.block] = Some(index);
        }
    }
    let found = seams.iter().filter_map(|c| {
        Some(Ranked { left: ends[c.left]?, right: starts[c.right]?, seam: c.seam.clone() })
    });
    let is_cut = |left: &usize| !units[*left].at_end || !units[left + 1].at_start;
    let cut = (0..units.len().saturating_sub(1)).filter(is_cut).map(|left| {
        let (a, b) = (unit_side(sheet, &units[left]), unit_side(sheet, &units[left + 1]));
        Ranked { left, right: left + 1, seam: continues(a, b) }
    });
    let mut ranked: Vec<Ranked> = found.chain(cut).collect();
    ranked.retain(|r| r.left != r.right && r.seam.tier < Tier::Flag);
    // Of copies of one pair, which are as sure as one another, those that are nearest.
    ranked.sort_by(|a, b| {
        let near = |r: &Ranked| r.left.abs_diff(r.right);
        b.seam.odds.total_cmp(&a.seam.odds).then_with(|| near(a).cmp(&near(b)))
    });
    ranked
}

fn unit_side<'a>(sheet: &Sheet<'a>, unit: &Unit) -> Side<'a> {
    let from = sheet.view.at_offset(unit.text.start());
    let to = sheet.view.at_offset(unit.text.end());
    Side::new(sheet, from..to, unit.text)
}

/// Which unit is joined to which.
struct Joins {
    next: Vec<Option<usize>>,
    previous: Vec<Option<usize>>,
}

impl Joins {
    fn new(len: usize) -> Joins {
        Joins { next: vec![None; len], previous: vec![None; len] }
    }

    /// Whether the two are not joined to others, nor to one another the other way.
    fn is_free(&self, left: usize, right: usize) -> bool {
        let mut at = right;
        while let Some(next) = self.next[at] {
            at = next;
        }
        self.next[left].is_none() && self.previous[right].is_none() && at != left
    }

    fn put(&mut self, left: usize, right: usize) {
        self.next[left] = Some(right);
        self.previous[right] = Some(left);
    }

    /// Page order, with every continuation right after what it continues.
    fn order(&self, units: Vec<Unit>) -> Vec<Unit> {
        let mut units: Vec<Option<Unit>> = units.into_iter().map(Some).collect();
        let mut order = Vec::with_capacity(units.len());
        for head in (0..units.len()).filter(|u| self.previous[*u].is_none()) {
            let mut at = Some(head);
            while let Some(index) = at {
                order.extend(units[index].take());
                at = self.next[index];
            }
        }
        order
    }
}

/// Whether a unit breaks off in mid-sentence where the rest of its block was cut away.
pub(super) fn breaks_off(sheet: &Sheet<'_>, unit: &Unit) -> bool {
    let text = sheet.source.slice(unit.text);
    !unit.at_end && !matches!(ending::ending(text), Ending::Complete | Ending::Announcing)
}

/// Whether a unit starts in mid-sentence where the head of its block was cut away.
pub(super) fn starts_torn(sheet: &Sheet<'_>, unit: &Unit) -> bool {
    let before = sheet.source.text()[..unit.text.start()].trim_end();
    let last = before.trim_end_matches(is_closing_or_opening).chars().next_back();
    !unit.at_start && !last.is_none_or(ends_sentence)
}

pub(super) fn is_closing_or_opening(c: char) -> bool {
    is_opening(c) || crate::script::is_closing(c)
}
