//! Verdict: is a parallel passage a further copy, or do two texts only sound alike?
//!
//! ```text
//! copy     a paragraph printed again; the end of one spliced into another and
//!          running on; a list that stands elsewhere as one paragraph
//! linked   a passage inside of two articles: both stay, each is told of the other
//! similar  两条法条、两则启事: one text or two of one form (both stay)
//! echo     a headline quoted in a sentence, a formula of the genre, a refrain,
//!          a figure of speech inside one paragraph
//! ```
//!
//! The ugly answer to avoid is a sentence with a hole in it. So a passage can go
//! only where it can be lifted out: whole blocks, or a stretch that reaches the
//! edge of its block and is far longer than any formula.

use std::ops::Range;

use super::Settings;
use super::exact;
use super::weigh::{Likeness, Stretch};
use crate::block::BlockKind;
use crate::ending::{self, Ending};
use crate::passage::Parallel;
use crate::script::{ends_sentence, is_closing};
use crate::series;
use crate::sheet::Sheet;
use crate::view::HAN_WEIGHT;

/// What a parallel passage is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Two printings of one text.
    Copy,
    /// One text, or two of one form that differ in figures or words.
    Similar,
    /// A passage in two texts, each of which would have a hole without it: both stay.
    Linked,
    /// A passage that sounds like another and belongs where it is.
    Echo,
}

/// Symbols at the edge of a block that may be missing from a passage which
/// otherwise fills it: list marks and ordinals (`十一是`, `1`), a damaged first word.
pub(super) const EDGE: usize = 4;

/// How much longer than the shortest repeat a passage must be that is only part
/// of a paragraph on both sides: legal and official formulas run to sixty
/// ideographs and end their paragraphs, as a splice does.
pub(super) const PARTIAL: usize = 3;

/// How much longer a passage must be that stays on both sides and is only told of:
/// shorter ones are quotations and formulas.
const TOLD: f64 = 1.5;

/// How much longer a passage must be that is a whole paragraph on one side and
/// part of one on the other.
const MERGED: usize = 2;

/// Passes verdicts on the parallels of one page.
pub(super) struct Judge<'a> {
    sheet: Sheet<'a>,
    settings: Settings,
}

impl<'a> Judge<'a> {
    /// A judge of a page.
    pub(super) fn of(sheet: Sheet<'a>, settings: Settings) -> Judge<'a> {
        Judge { sheet, settings }
    }

    /// Whether something depends on how alike the two passages are.
    pub(super) fn is_asked(&self, parallel: &Parallel) -> bool {
        let (likeness, parallel) = (Likeness::One, parallel.clone());
        let stretch = Stretch { likeness, parallel, is_part: false };
        self.judge(&stretch) != Verdict::Echo
    }

    /// What becomes of two passages that are so alike. A part of what lines up can be lifted
    /// out only in whole blocks or sentences: what stands beside it goes on otherwise.
    pub(super) fn judge(&self, stretch: &Stretch) -> Verdict {
        let Stretch { likeness, parallel, is_part } = stretch;
        let first = self.without_overhang(parallel.first());
        let second = self.without_overhang(parallel.second());
        if self.is_refrain(&first, &second) {
            return Verdict::Echo;
        }
        let apart = |side| self.extent(side).is_whole() || self.stands_apart(side);
        let lifted =
            self.can_be_lifted(&first, &second) && (!is_part || apart(&first) && apart(&second));
        let weight =
            self.sheet.view.weight(first.clone()).min(self.sheet.view.weight(second.clone()));
        let told = weight as f64 >= TOLD * self.settings.min_weight() as f64;
        match likeness {
            Likeness::One if lifted => Verdict::Copy,
            Likeness::Doubtful(_) if lifted => Verdict::Similar,
            _ if told && !lifted && !self.is_one_paragraph(&first, &second) => Verdict::Linked,
            _ => Verdict::Echo,
        }
    }

    /// Whether both passages stand in one paragraph: an orator's figure, or a formula that
    /// comes back, and no second printing of anything.
    fn is_one_paragraph(&self, first: &Range<usize>, second: &Range<usize>) -> bool {
        self.sheet.view.block_at(first.start) == self.sheet.view.block_at(second.end - 1)
    }

    /// A passage without the symbol or two of a neighbouring block that agree by
    /// chance: two paragraphs before a copy that end in the same letter.
    fn without_overhang(&self, passage: Range<usize>) -> Range<usize> {
        let end_of_first = self.sheet.view.block(self.sheet.view.block_at(passage.start)).end;
        let start_of_last = self.sheet.view.block(self.sheet.view.block_at(passage.end - 1)).start;
        let within = |edge: usize| passage.start < edge && edge < passage.end;
        let start = match within(end_of_first) && end_of_first - passage.start <= EDGE {
            true => end_of_first,
            false => passage.start,
        };
        let end = match within(start_of_last) && passage.end - start_of_last <= EDGE {
            true => start_of_last.max(start + 1),
            false => passage.end,
        };
        start..end
    }

    /// Verse repeats itself on purpose: both passages in lines of one poem.
    fn is_refrain(&self, first: &Range<usize>, second: &Range<usize>) -> bool {
        let (from, to) =
            (self.sheet.view.block_at(first.start), self.sheet.view.block_at(second.end - 1));
        self.sheet.blocks[from..=to].iter().all(|b| b.kind == BlockKind::Verse)
    }

    /// Whether one of the two can go without leaving a hole in a sentence.
    fn can_be_lifted(&self, first: &Range<usize>, second: &Range<usize>) -> bool {
        let min = self.settings.min_weight();
        let weight =
            self.sheet.view.weight(first.clone()).min(self.sheet.view.weight(second.clone()));
        let (a, b) = (self.extent(first), self.extent(second));
        match (a.is_whole(), b.is_whole()) {
            (true, true) if self.are_lists(first, second) => {
                weight >= PARTIAL * exact::TOGETHER * HAN_WEIGHT as usize
            }
            (true, true) if self.is_small(first) => weight >= PARTIAL * min,
            (true, true) => weight >= min,
            (true, false) => {
                weight >= MERGED * min
                    && (b.blocks > 1 || self.is_sentences(second) || self.is_torn_off(first, &b))
            }
            (false, true) => {
                weight >= MERGED * min
                    && (a.blocks > 1 || self.is_sentences(first) || self.is_torn_off(second, &a))
            }
            (false, false) => {
                let touches = (a.at_start && b.at_start) || (a.at_end && b.at_end);
                let runs_on = a.blocks > 1 || b.blocks > 1;
                // A splice shares the end of its block; what shares neither end goes only from
                // a mark on.
                let begins = self.begins_clause(first) || self.begins_clause(second);
                weight >= PARTIAL * min && (touches || runs_on && begins)
            }
        }
    }

    /// Whether two passages are members of lists with the same marks: many lists say the same.
    fn are_lists(&self, first: &Range<usize>, second: &Range<usize>) -> bool {
        let is_member = |block, weight| {
            exact::is_member(&self.sheet, block) && weight < PARTIAL * self.settings.min_weight()
        };
        let mark = |passage: &Range<usize>| {
            let block = self.sheet.blocks[self.sheet.view.block_at(passage.start)];
            let text = self.sheet.source.slice(block.span);
            &text[..series::mark_len(text)]
        };
        [first, second].iter().all(|side| self.are_all(side, is_member))
            && mark(first) == mark(second)
    }

    /// Whether a passage is blocks of which none is as long as the shortest repeat, as each
    /// recipe ends with.
    fn is_small(&self, passage: &Range<usize>) -> bool {
        let view = self.sheet.view;
        let several = view.block_at(passage.start) < view.block_at(passage.end - 1);
        several && self.are_all(passage, |_, weight| weight < self.settings.min_weight())
    }

    /// Whether all blocks of a passage are so, by their numbers and weights.
    fn are_all(&self, passage: &Range<usize>, so: impl Fn(usize, usize) -> bool) -> bool {
        let view = self.sheet.view;
        let mut blocks = view.block_at(passage.start)..=view.block_at(passage.end - 1);
        blocks.all(|block| so(block, view.weight(view.block(block))))
    }

    /// Whether whole blocks break off where their twin, which begins as they do, goes
    /// on: a torn printing of a paragraph that stands elsewhere in one piece.
    fn is_torn_off(&self, passage: &Range<usize>, twin: &Extent) -> bool {
        let last = self.sheet.blocks[self.sheet.view.block_at(passage.end - 1)];
        twin.at_start
            && last.kind == BlockKind::Paragraph
            && matches!(
                ending::ending(self.sheet.source.slice(last.span)),
                Ending::Bare | Ending::Divided | Ending::Hyphen
            )
    }

    /// How a passage lies in the blocks it touches.
    fn extent(&self, passage: &Range<usize>) -> Extent {
        let (from, to) =
            (self.sheet.view.block_at(passage.start), self.sheet.view.block_at(passage.end - 1));
        Extent {
            at_start: passage.start - self.sheet.view.block(from).start <= EDGE,
            at_end: self.sheet.view.block(to).end - passage.end <= EDGE,
            blocks: to - from + 1,
        }
    }

    /// Whether a passage begins after the end of a sentence and ends with one.
    fn is_sentences(&self, passage: &Range<usize>) -> bool {
        let closing = self.closing(passage);
        let opening = self.opening(passage);
        opening.is_none_or(|marks| marks.contains(ends_sentence) || marks.contains('\n'))
            && (closing.contains(ends_sentence)
                || closing.contains('\n')
                || closing.contains(is_closing))
    }

    /// Whether a passage has sentences or the edges of blocks on both sides.
    fn stands_apart(&self, passage: &Range<usize>) -> bool {
        let Extent { at_start, at_end, .. } = self.extent(passage);
        let closing = self.closing(passage);
        let opening = self.opening(passage);
        (at_start || opening.is_none_or(|marks| marks.contains(ends_sentence)))
            && (at_end || closing.contains(ends_sentence))
    }

    /// Whether a passage begins after a mark or in a new line.
    fn begins_clause(&self, passage: &Range<usize>) -> bool {
        let is_mark = |c: char| !c.is_whitespace() || c == '\n';
        self.opening(passage).is_none_or(|marks| marks.contains(is_mark))
    }

    /// The marks and spaces after a passage.
    fn closing(&self, passage: &Range<usize>) -> &str {
        let end = self.sheet.view.span(self.sheet.source, passage.clone()).end();
        let after = &self.sheet.source.text()[end..];
        &after[..after.find(char::is_alphanumeric).unwrap_or(after.len())]
    }

    /// The marks and spaces before a passage; `None` at the beginning of the page.
    fn opening(&self, passage: &Range<usize>) -> Option<&str> {
        let start = self.sheet.view.span(self.sheet.source, passage.clone()).start();
        let text = &self.sheet.source.text()[..start];
        let before = text.trim_end_matches(|c: char| !c.is_alphanumeric());
        (!before.is_empty()).then(|| &text[before.len()..])
    }
}

/// How a passage lies in the blocks it touches.
struct Extent {
    at_start: bool,
    at_end: bool,
    blocks: usize,
}

impl Extent {
    /// Whether it is made of whole blocks.
    fn is_whole(&self) -> bool {
        self.at_start && self.at_end
    }
}
