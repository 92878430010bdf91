//! Unfinished: copies that stay because the article would be left with a hole without them.
//!
//! ```text
//! page      The vote was put off because | the committee met on Tuesday …   (a copy)
//! article   The vote was put off because | […]      the ugly answer: nothing was torn here
//! article   The vote was put off because | the committee met on Tuesday …
//! ```
//! What looks like a copy in mid-sentence is a stretch that two texts share, or the edge of
//! the copy is not where it seems to be: the page is right as it is. Where another printing
//! begins with the copy, or the copy has sentences of its own, two texts were run together
//! here, and a mark shows it. In the same way a heading keeps the text under it.

use std::ops::Range;

use crate::block::BlockKind;
use crate::ending;
use crate::passage::Passages;
use crate::reason::Reason;
use crate::script::ends_sentence;
use crate::sheet::Sheet;

use super::order::{Link, Unit, breaks_off, is_closing_or_opening, starts_torn};

/// What of the page is folded.
pub(super) struct Folds<'a> {
    pub(super) sheet: &'a Sheet<'a>,
    pub(super) passages: &'a Passages,
    /// For each passage whether it stays.
    pub(super) kept: &'a [bool],
    /// For each passage why it is no part of the article, if so.
    pub(super) left_out: &'a [Option<Reason>],
}

impl Folds<'_> {
    /// The folded passages, by index, that must stay: without them a sentence of what is
    /// kept is unfinished, or a heading stands over nothing. `units` is what is kept, in
    /// the order of the article.
    pub(super) fn needed(&self, units: &[Unit]) -> Vec<usize> {
        let mut needed = Vec::new();
        let mut is_joined = false;
        for (at, unit) in units.iter().enumerate() {
            let Range { start, end } = unit.passages;
            if !is_joined && starts_torn(self.sheet, unit) {
                let before = start.checked_sub(1).filter(|at| self.is_folded(*at));
                let is_text = |at: &usize| self.ends_elsewhere(*at) || self.has_sentences(*at);
                needed.extend(before.filter(|at| !is_text(at)));
            }
            is_joined = matches!(unit.link, Link::Joined(_));
            if is_joined || !self.is_folded(end) {
                continue;
            }
            let is_text = || self.begins_elsewhere(end) || self.has_sentences(end);
            let tears = breaks_off(self.sheet, unit) && !is_text();
            if tears || unit.at_end && self.heads_nothing(unit, units.get(at + 1), end) {
                needed.push(end);
            }
        }
        needed
    }

    fn is_folded(&self, at: usize) -> bool {
        let is_copy = self.passages.all.get(at).is_some_and(|p| p.family.is_some());
        is_copy && !self.kept[at] && self.left_out[at].is_none()
    }

    /// The printings of a passage but for itself.
    fn others(&self, at: usize) -> impl Iterator<Item = usize> {
        let family = self.passages.all[at].family.map(|family| &self.passages.families[family]);
        family.into_iter().flatten().copied().filter(move |copy| *copy != at)
    }

    /// Whether a passage is more than a part of one sentence.
    fn has_sentences(&self, at: usize) -> bool {
        let range = self.passages.all[at].range.clone();
        ending::has_sentence_end(
            self.sheet.source.slice(self.sheet.view.span(self.sheet.source, range)),
        )
    }

    /// Whether another printing begins a block, or stands after the end of a sentence.
    fn begins_elsewhere(&self, at: usize) -> bool {
        self.others(at).any(|copy| {
            let passage = &self.passages.all[copy];
            let before = &self.sheet.source.text()[..self.sheet.view.offset(passage.range.start)];
            let before = before.trim_end().trim_end_matches(is_closing_or_opening);
            passage.range.start == self.sheet.view.block(passage.block).start
                || before.ends_with(ends_sentence)
        })
    }

    /// Whether another printing ends a block, or ends with a sentence.
    fn ends_elsewhere(&self, at: usize) -> bool {
        self.others(at).any(|copy| {
            let Range { start, end } = self.passages.all[copy].range;
            let block = self.sheet.view.block(self.passages.all[copy].block);
            let last = self.sheet.view.span(self.sheet.source, end - 1..end);
            let after = &self.sheet.source.text()[last.end()..];
            start < end && end == block.end || after.starts_with(ends_sentence)
        })
    }

    /// Whether a heading would stand over nothing, without the passage after it. If the
    /// printing that stays has no heading, the one here is only the line before.
    fn heads_nothing(&self, unit: &Unit, next: Option<&Unit>, after: usize) -> bool {
        let is_heading = |block: usize| self.sheet.blocks[block].kind == BlockKind::Heading;
        let block_of = |at: usize| self.passages.all[at].block;
        let mut stay = self.others(after).filter(|copy| self.kept[*copy]);
        is_heading(unit.block)
            && next.is_none_or(|next| is_heading(next.block))
            && stay.any(|copy| block_of(copy).checked_sub(1).is_some_and(is_heading))
    }
}
