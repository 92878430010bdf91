//! Which changes of a pressed page are right, each by itself.

use std::collections::HashSet;

use faircopy::FairCopy;
use faircopy::ledger::{Edit, Fate, Placement};
use faircopy::reason::{Reason, Tier};
use faircopy::source::Span;

use crate::promises::Verdict;
use crate::texts::press::{Page, piece_at};
use crate::tool;

use super::score::folded;

/// Characters of a string, and the share of a fold's strings that must stand elsewhere.
const GRAM: usize = 6;
const LEFT: f64 = 0.98;

/// Bytes around a changed letter by which its place in the truth is found.
const AROUND: usize = 24;

/// What becomes of each join, fold, line end and letter. A change that nothing tells, as
/// where other letters around it are misread, is left out.
pub(super) fn verdicts(
    page: &Page,
    starts: &[usize],
    copy: &FairCopy,
    noisy: bool,
) -> Vec<Verdict> {
    let judge = Judge { page, starts, copy, noisy, strings: strings(&copy.article()) };
    let joins = copy.ledger.joins.iter().filter_map(|join| {
        let reason = if join.gap { Reason::JoinGap } else { Reason::JoinColumn };
        let (left, right) = (join.left.end().saturating_sub(1), join.right.start());
        let is_right = page.goes_on_at(starts, left, right)?;
        Some(Verdict { reason, tier: join.tier, is_right })
    });
    let folds = copy.ledger.placements.iter().filter(|p| !matches!(p.fate, Fate::Kept { .. }));
    let folds = folds.filter_map(|placement| {
        let tier = if placement.reason == Reason::RepeatFold { Tier::Witness } else { Tier::Safe };
        let is_right = judge.fold(placement)?;
        Some(Verdict { reason: placement.reason, tier, is_right })
    });
    let edits = copy.ledger.edits.iter().filter_map(|edit| {
        let is_right = judge.edit(edit)?;
        Some(Verdict { reason: edit.reason, tier: edit.tier, is_right })
    });
    joins.chain(folds).chain(edits).collect()
}

fn strings(text: &str) -> HashSet<Vec<char>> {
    let chars: Vec<char> = folded(text).chars().collect();
    chars.windows(GRAM).map(<[char]>::to_vec).collect()
}

struct Judge<'a> {
    page: &'a Page,
    starts: &'a [usize],
    copy: &'a FairCopy,
    noisy: bool,
    /// The strings of the article.
    strings: HashSet<Vec<char>>,
}

impl Judge<'_> {
    fn piece(&self, at: usize) -> usize {
        piece_at(self.starts, at)
    }

    /// Whether what is not in the article stands there in another copy, or is furniture.
    fn fold(&self, placement: &Placement) -> Option<bool> {
        let paragraph = |span: Span| self.page.pieces[self.piece(span.start())].paragraph;
        if placement.reason != Reason::RepeatFold {
            return Some(paragraph(placement.span).is_none());
        }
        if self.noisy {
            let base = placement.evidence.witnesses.first()?;
            return Some(paragraph(placement.span) == paragraph(*base));
        }
        let chars: Vec<char> = folded(self.copy.source.slice(placement.span)).chars().collect();
        let all = chars.windows(GRAM).len();
        let left = chars.windows(GRAM).filter(|string| self.strings.contains(*string)).count();
        Some(left as f64 >= LEFT * all as f64)
    }

    fn edit(&self, edit: &Edit) -> Option<bool> {
        let (start, end) = (edit.span.start(), edit.span.end());
        let text = self.copy.source.text();
        match edit.reason {
            Reason::LineWrap => Some(self.piece(start.checked_sub(1)?) == self.piece(end)),
            // What nobody sees stands in the truth as well.
            Reason::GapCut | Reason::CharInvisible | Reason::CharSoftHyphen => None,
            _ if tool::is_layout(edit) && edit.reason != Reason::LineHyphen => None,
            _ => {
                let before = &text[text.floor_char_boundary(start.saturating_sub(AROUND))..start];
                let after = &text[end..text.ceil_char_boundary((end + AROUND).min(text.len()))];
                let truth = &self.page.truth[self.page.pieces[self.piece(start)].paragraph?];
                let truth = folded(truth);
                let stands = |middle: &str| {
                    let string = folded(&format!("{before}{middle}{after}"));
                    truth.contains(&string)
                };
                let (made, was) = (stands(&edit.text), stands(&text[start..end]));
                (made || was).then_some(made)
            }
        }
    }
}
