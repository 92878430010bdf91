//! Loose ends: what breaks off or announces, and goes on nowhere.
//!
//! ```text
//! The vote was put off until the                     the rest is missing: shown
//!
//! The bylaws ask of a member                         the items go on: nothing to show
//! (a) that he pays his share, and
//! ```

use crate::block::BlockKind;
use crate::ending::{self, Ending};
use crate::ledger::{Evidence, Finding};
use crate::proposal::LeftOut;
use crate::reason::{Reason, Tier};
use crate::script::is_opening;
use crate::series;
use crate::sheet::Sheet;
use crate::wording;

use super::order::{Link, Unit};

/// Torn sentences without a continuation, and announcements of what is not there. A page
/// of which most paragraphs end without a mark is printed so.
pub(super) fn find(sheet: &Sheet<'_>, units: &[Unit], left_out: &[LeftOut]) -> Vec<Finding> {
    let mut ends = Ends { sheet, units, left_out, paragraphs: 0, torn: 0 };
    let mut findings: Vec<Finding> =
        (0..units.len()).filter_map(|index| ends.finding(index)).collect();
    if ends.torn * 2 > ends.paragraphs {
        findings.retain(|finding| finding.reason != Reason::GapEnd || ends.paragraphs == 1);
    }
    findings
}

struct Ends<'a> {
    sheet: &'a Sheet<'a>,
    units: &'a [Unit],
    left_out: &'a [LeftOut],
    /// Paragraphs seen, and those of them that end without a mark.
    paragraphs: usize,
    torn: usize,
}

impl Ends<'_> {
    fn finding(&mut self, index: usize) -> Option<Finding> {
        let unit = &self.units[index];
        let is_paragraph = self.sheet.blocks[unit.block].kind == BlockKind::Paragraph;
        if !is_paragraph || matches!(unit.link, Link::Joined(_)) || !unit.at_end {
            return None;
        }
        self.paragraphs += 1;
        let text = self.sheet.source.slice(unit.text);
        let next = self.units.get(index + 1).filter(|next| self.follows(unit, next));
        let reason = match ending::ending(text) {
            Ending::Announcing => {
                let follows = |next| self.is_text(next) || self.goes_on(unit, next);
                if next.is_some_and(follows) {
                    return None;
                }
                Reason::GapAnnounced
            }
            Ending::Bare | Ending::Divided | Ending::Hyphen => {
                self.torn += 1;
                let goes_on = next.is_some_and(|next| self.goes_on(unit, next));
                if goes_on || !self.is_unfinished(text) {
                    return None;
                }
                Reason::GapEnd
            }
            _ => return None,
        };
        Some(Finding {
            span: unit.text.tail(),
            reason,
            tier: Tier::Flag,
            suggestion: None,
            evidence: Evidence::text(),
        })
    }

    /// Whether nothing but what is left out stands between two units of the page.
    fn follows(&self, unit: &Unit, next: &Unit) -> bool {
        let gone = |block| self.left_out.binary_search_by_key(&block, |out| out.block).is_ok();
        unit.block < next.block && (unit.block + 1..next.block).all(gone)
    }

    fn is_text(&self, unit: &Unit) -> bool {
        let kind = self.sheet.blocks[unit.block].kind;
        matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Verse)
    }

    /// Whether a text goes on in the next, though the two are not one paragraph: the next
    /// is the line below it, an item of a list, or opens a note or a speech.
    fn goes_on(&self, unit: &Unit, next: &Unit) -> bool {
        let between = unit.text.end()..next.text.start();
        let is_line_below = self.sheet.source.text()[between].matches('\n').count() < 2;
        let text = self.sheet.source.slice(next.text);
        is_line_below
            || self.sheet.blocks[next.block].kind == BlockKind::ListItem
            || series::member(text).is_some()
            || text.starts_with(is_opening)
    }

    /// Whether a paragraph without an end is more than a line that has none: another
    /// sentence stands before, or its last word wants another (`who had come with the`).
    fn is_unfinished(&self, text: &str) -> bool {
        let last = wording::last_word(self.sheet.lexicon, ending::last_clause(text));
        ending::has_sentence_end(text)
            || last.is_some_and(|word| self.sheet.lexicon.cannot_end(word))
    }
}
