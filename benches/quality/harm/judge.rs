//! What was done to one clean text, told apart: changes in substance, line ends lost.

use faircopy::FairCopy;
use faircopy::ledger::{Edit, Fate, Join, Placement};
use faircopy::reason::{Reason, Tier};
use faircopy::script::is_han;

use crate::promises::Verdict;
use crate::texts::clean::Layout;
use crate::tool;

/// Ideographs, or letters, of a paragraph whose exact repeat is counted apart.
const LONG_HAN: usize = 60;
const LONG_LETTERS: usize = 180;

/// A text is set in columns when this share of its lines is no longer than a width of so
/// many characters at least; a line is full where the next word had no room in this share
/// of the width.
const COLUMN: f64 = 0.93;
const NARROWEST: usize = 50;
const USUAL: std::ops::RangeInclusive<usize> = 55..=90;
const FULL: f64 = 0.8;

/// Characters shown around a harm.
const AROUND: usize = 60;

/// A change in substance: what it was, and how it looks.
pub(super) struct Harm {
    pub(super) kind: String,
    pub(super) shown: String,
}

/// What was done to a text.
pub(super) struct Judged {
    pub(super) harms: Vec<Harm>,
    /// Findings that are shown and not applied.
    pub(super) flags: Vec<&'static str>,
    /// Copies of whole long paragraphs, letter for letter.
    pub(super) exact: usize,
    /// Changes that are wrong, and exact repeats and unwrapped lines, which are right.
    pub(super) verdicts: Vec<Verdict>,
    /// Line ends of text whose lines matter, and those lost, as they look.
    pub(super) ends: usize,
    pub(super) lost: Vec<String>,
}

/// Clean a text and judge what was done to it.
pub(super) fn judge(text: &str, layout: Layout) -> Judged {
    let copy = tool::clean(text);
    let page = Judge { text: copy.source.text(), layout, width: width(copy.source.text()) };
    let mut judged = Judged {
        harms: Vec::new(),
        flags: Vec::new(),
        exact: 0,
        verdicts: Vec::new(),
        ends: page.ends(),
        lost: Vec::new(),
    };
    judged.flags = copy.ledger.findings.iter().map(|finding| finding.reason.code()).collect();
    for placement in &copy.ledger.placements {
        page.placement(placement, &mut judged);
    }
    for edit in &copy.ledger.edits {
        page.edit(edit, &mut judged);
    }
    for join in &copy.ledger.joins {
        page.join(&copy, join, &mut judged);
    }
    judged
}

/// A page under judgement.
struct Judge<'a> {
    text: &'a str,
    layout: Layout,
    /// How long its full lines are, in characters.
    width: usize,
}

impl Judge<'_> {
    fn placement(&self, placement: &Placement, judged: &mut Judged) {
        let kept = matches!(placement.fate, Fate::Kept { .. });
        if kept || placement.reason == Reason::Layout {
            return;
        }
        let (start, end) = (placement.span.start(), placement.span.end());
        if matches!(placement.fate, Fate::Folded { .. }) && self.is_exact_repeat(start, end) {
            judged.exact += 1;
            let (reason, tier) = (placement.reason, Tier::Witness);
            judged.verdicts.push(Verdict { reason, tier, is_right: true });
            return;
        }
        let shown = self.around(start, end, &self.text[start..end], "left out");
        judged.harms.push(Harm { kind: placement.reason.code().to_owned(), shown });
        let tier = if placement.reason == Reason::RepeatFold { Tier::Witness } else { Tier::Safe };
        judged.verdicts.push(Verdict { reason: placement.reason, tier, is_right: false });
    }

    fn edit(&self, edit: &Edit, judged: &mut Judged) {
        let (start, end) = (edit.span.start(), edit.span.end());
        let code = edit.reason.code();
        let is_soft = code.starts_with("join.")
            || code.starts_with("char.")
            || matches!(edit.reason, Reason::Layout | Reason::LineHyphen);
        if is_soft {
            return;
        }
        let shown = || self.around(start, end, &self.text[start..end], &edit.text);
        let is_line_end = edit.reason == Reason::LineWrap;
        let is_wrong = !is_line_end || self.layout == Layout::LinesMatter && !self.is_full(start);
        if is_wrong || self.layout == Layout::Wrapped {
            let (reason, tier) = (edit.reason, edit.tier);
            judged.verdicts.push(Verdict { reason, tier, is_right: !is_wrong });
        }
        if edit.reason != Reason::LineWrap {
            judged.harms.push(Harm { kind: code.to_owned(), shown: shown() });
        } else if self.layout == Layout::LinesMatter && !self.is_full(start) {
            judged.lost.push(shown());
        }
    }

    fn join(&self, copy: &FairCopy, join: &Join, judged: &mut Judged) {
        let (left, right) = (join.left.end(), join.right.start());
        let between = self.text.get(left..right);
        let beside = between.is_some_and(|between| between.trim().is_empty());
        let is_one_line_end = between.is_some_and(|between| between.matches('\n').count() < 2);
        let wrapped = self.layout == Layout::Wrapped
            || self.layout == Layout::LinesMatter && self.is_full(left);
        let kind = match (beside, is_one_line_end && wrapped) {
            (false, _) => "join, far",
            (true, true) => return,
            (true, false) => "join of neighbours",
        };
        let tail = last(copy.source.slice(join.left), AROUND);
        let head = first(copy.source.slice(join.right), AROUND);
        let shown = format!("…{tail} ⟦JOINED TO⟧ {head}…").replace('\n', "⏎");
        if self.layout == Layout::LinesMatter && beside {
            judged.lost.push(shown.clone());
        }
        judged.harms.push(Harm { kind: kind.to_owned(), shown });
        let reason = if join.gap { Reason::JoinGap } else { Reason::JoinColumn };
        judged.verdicts.push(Verdict { reason, tier: join.tier, is_right: false });
    }

    /// Whether these bytes are a whole long paragraph that stands elsewhere too.
    fn is_exact_repeat(&self, start: usize, end: usize) -> bool {
        let paragraph = self.text[start..end].trim();
        let han = paragraph.chars().filter(|c| is_han(*c)).count();
        let letters = paragraph.chars().filter(|c| c.is_alphanumeric()).count();
        let is_whole = |at: usize| {
            let before = self.text[..at].trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
            let after = self.text[at + paragraph.len()..]
                .trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
            (before.is_empty() || before.ends_with('\n'))
                && (after.is_empty() || after.starts_with('\n'))
        };
        (han >= LONG_HAN || letters >= LONG_LETTERS)
            && self.text.match_indices(paragraph).filter(|(at, _)| is_whole(*at)).count() > 1
    }

    /// Line ends that a cleaner can lose: between two lines with text.
    fn ends(&self) -> usize {
        match self.layout {
            Layout::LinesMatter => {
                self.text.lines().filter(|line| !line.trim().is_empty()).count().saturating_sub(1)
            }
            _ => 0,
        }
    }

    /// Whether the line that ends at a byte is full, as a line of wrapped prose is: a line
    /// end there may be soft even where lines matter.
    fn is_full(&self, at: usize) -> bool {
        let before: Vec<char> = self.text[..at].chars().rev().take(3).collect();
        self.width >= NARROWEST
            && !before.iter().any(|c| is_unspaced(*c))
            && !self.has_room(at, self.width.clamp(*USUAL.start(), *USUAL.end()))
    }

    /// Whether the first word of the next line had room on the line that ends at a byte.
    fn has_room(&self, at: usize, width: usize) -> bool {
        let start = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let line = self.text[start..at].trim_end().chars().count();
        let next = self.text[at..].trim_start();
        let word = next.split_whitespace().next().unwrap_or_default();
        let word = match word.chars().next() {
            Some(c) if is_unspaced(c) => 1,
            _ => word.chars().count().min(AROUND),
        };
        ((line + 1 + word) as f64) < FULL * width as f64
    }

    fn around(&self, start: usize, end: usize, was: &str, is: &str) -> String {
        let (before, after) = (last(&self.text[..start], AROUND), first(&self.text[end..], AROUND));
        format!("{before}⟦{was}→{is}⟧{after}").replace('\n', "⏎")
    }
}

/// The length of a full line: longer are only a few.
fn width(text: &str) -> usize {
    let mut lengths: Vec<usize> =
        text.lines().map(|line| line.trim_end().chars().count()).filter(|n| *n > 0).collect();
    lengths.sort_unstable();
    lengths.get((lengths.len() as f64 * COLUMN) as usize).copied().unwrap_or(0)
}

/// Kana and ideographs: no space stands between their words.
fn is_unspaced(c: char) -> bool {
    ('\u{3040}'..='\u{9fff}').contains(&c)
}

fn first(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

fn last(text: &str, count: usize) -> String {
    let from = text.char_indices().rev().take(count).last().map_or(text.len(), |(at, _)| at);
    text[from..].to_owned()
}
