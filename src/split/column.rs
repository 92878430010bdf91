//! Which line breaks a column made, and which the writer made.
//!
//! ```text
//! 镇上的老桥今年春天重新铺     镇上的老桥今年春天重新铺了石板，孩子们上学不再绕路。
//! 了石板，孩子们上学不再绕  →  桥头的茶摊也回来了。
//! 路。
//! 桥头的茶摊也回来了。
//! ```
//!
//! The ugly answer is a page where every break is dropped (headings run into
//! text, lists into one line) or every break is kept. Nothing is assumed: the
//! width of the column is read from the lines around each break.
//!
//! # Heuristics
//! - The column's width is the upper quartile of the lines around: headings and
//!   last lines are short, so the upper part is what full lines measure, and
//!   the very widest may be two columns run together.
//! - Ideographs fill their lines: a line torn by its column is as wide as the
//!   others but for one mark hung in the margin.
//! - Words do not: a line is full when the next line's first word would not
//!   have fitted.
//! - A writer's lines (paragraphs one to a line) differ in width and start with
//!   capitals; a column's lines do not, and start with whatever came next.

use std::ops::Range;

use super::line::{Sheet, cells, finishes};
use crate::script::{announces, closes, divides_clause, ends_sentence, is_blank, is_closing};

/// Lines looked at on either side of a break. Far enough to see a full line past
/// a heading of several lines, near enough to stay in one column of a page whose
/// columns differ in width.
const REACH: usize = 10;

/// Fewest lines from which a column can be read without letter case to help.
const FEWEST_LINES: usize = 4;

/// Fewest lines between two blank ones that show their column without the lines
/// around: in fewer a heading and the ends of paragraphs outweigh the full lines.
const LINES_ALONE: usize = 6;

/// Cells by which a full line of ideographs may fall short: one ideograph, since
/// marks may not start a line and are hung or pulled in.
const HAN_SLACK: u32 = 2;

/// The same for a line that ends in no mark. Old type hung its marks between the
/// ideographs, so that full lines differ by one or two in what they hold, and a
/// paragraph's last line would end in a mark.
pub(super) const HAN_SLACK_UNMARKED: u32 = 4;

/// A line this much wider than its column stands across it: a headline.
const ACROSS: f64 = 1.25;

/// Share of lines that must be full for breaks to be the column's work.
const FULL_SHARE: f64 = 0.5;

/// Share of lines ending in a mark above which lines are verses or sentences of
/// their own: a column breaks after a mark only by chance, in prose about once in
/// five lines.
const MARKED_SHARE: f64 = 0.75;

/// Share of lines starting in lower case, or ending in a hyphen, that shows breaks
/// inside sentences.
/// Prose has more than half (German, which capitalises nouns, somewhat less);
/// verse, lists and paragraphs one to a line have next to none.
const INNER_SHARE: f64 = 0.25;

/// Part of the column's width that a line and the word after it must reach to be
/// called full: set type squeezes and spreads, so letter counts of full lines
/// vary by about a tenth.
const WORD_SLACK: f64 = 0.92;

/// The same for a line whose sentence goes on: only a heading, which is shorter,
/// ends without a mark before a capital.
const WORD_SLACK_OPEN: f64 = 0.8;

/// Widest column in cells; wider lines are paragraphs in one piece.
const WIDEST_COLUMN: u32 = 200;

/// What the column did to one line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Set {
    /// Whether the lines around are torn by a column.
    pub(super) wrapped: bool,
    /// Whether this line goes on in the next one.
    pub(super) torn: bool,
    /// Whether this line and the next are rows of one headline.
    pub(super) stacked: bool,
    /// The width of the column, in cells.
    pub(super) width: u32,
}

/// Read the column around each line. The last line of the page is never torn.
///
/// Columns of two widths may lie in reach of one another, so what stands between two
/// blank lines is read by itself where it is long enough: in ideographs, for lines of
/// words that are alike in width may be a list.
pub(super) fn read(sheet: &Sheet<'_>) -> Vec<Set> {
    let traits: Vec<Trait> = (0..sheet.len()).map(|i| Trait::of(sheet, i)).collect();
    let mut sets = read_within(sheet, &traits, 0..traits.len());
    let mut start = 0;
    while start < traits.len() {
        let end = (start + 1..).find(|i| !sheet.follows(*i)).unwrap_or(traits.len());
        let ideographs = traits[start..end].iter().all(|line| line.unspaced);
        if ideographs && end - start >= LINES_ALONE && end - start < traits.len() {
            sets.splice(start..end, read_within(sheet, &traits, start..end));
        }
        start = end;
    }
    sets
}

/// Read the column around each of some lines by these lines alone.
fn read_within(sheet: &Sheet<'_>, traits: &[Trait], lines: Range<usize>) -> Vec<Set> {
    let mut window = Window::default();
    for line in &traits[lines.start..lines.end.min(lines.start + REACH)] {
        window.add(line);
    }
    let mut sets = Vec::with_capacity(lines.len());
    for i in lines.clone() {
        if let Some(line) = traits[..lines.end].get(i + REACH) {
            window.add(line);
        }
        if i > lines.start + REACH {
            window.remove(&traits[i - REACH - 1]);
        }
        let wrapped = window.wrapped(traits[i].unspaced);
        let torn =
            sheet.follows(i + 1) && window.torn(sheet, i, &traits[i], &traits[i + 1], wrapped);
        sets.push(Set { wrapped, torn, stacked: false, width: window.width() });
    }
    sets
}

/// What matters of a line when columns are measured.
#[derive(Clone, Copy)]
struct Trait {
    extent: u32,
    indent: u32,
    unspaced: bool,
    /// Whether the first letter is in lower case; `None` in scripts without case.
    lower: Option<bool>,
    /// Whether it ends within a word, at a hyphen.
    divides_word: bool,
    finishes: bool,
    /// Ends in any mark that divides or ends a sentence.
    marked: bool,
    /// Starts with a full-width mark that no sentence starts with.
    starts_marked: bool,
    /// The mark that would close the last bracket left open.
    opened: Option<char>,
    /// The bracket closed before any is opened.
    closed: Option<char>,
}

/// Characters looked at for a line's first letter: recognition leaves specks
/// before it, but a letter further in says nothing of the line's start.
const FIRST_LETTER_WITHIN: usize = 4;

impl Trait {
    fn of(sheet: &Sheet<'_>, index: usize) -> Trait {
        let (line, text) = (sheet.line(index), sheet.text(index));
        let letter = text.chars().take(FIRST_LETTER_WITHIN).find(|c| c.is_alphanumeric());
        let cased = letter.filter(|c| c.is_lowercase() || c.is_uppercase());
        let last = text.trim_end_matches(is_closing).chars().next_back();
        // Quotations run over paragraphs, so only brackets count; and a line longer
        // than any column needs no help.
        let may_bracket = || text.bytes().any(|b| matches!(b, b'(' | b')' | 0x80..));
        let brackets = if line.width <= WIDEST_COLUMN && may_bracket() { text } else { "" };
        let is_bracket = |c: &char| {
            matches!(c, '(' | ')' | '（' | '）' | '〔' | '〕' | '《' | '》' | '〈' | '〉')
        };
        Trait {
            extent: line.extent(),
            indent: line.indent,
            unspaced: line.unspaced,
            lower: cased.map(char::is_lowercase),
            divides_word: text
                .strip_suffix(['-', '¬', '\u{AD}', '\u{2010}'])
                .is_some_and(|t| t.ends_with(char::is_alphabetic)),
            finishes: finishes(text),
            marked: last.is_some_and(|c| ends_sentence(c) || divides_clause(c) || announces(c)),
            opened: brackets.chars().rfind(is_bracket).and_then(closes),
            closed: brackets.chars().find(is_bracket).filter(|c| is_closing(*c)),
            starts_marked: starts_marked(text),
        }
    }
}

/// Whether a line starts with a full-width mark that no sentence starts with.
pub(super) fn starts_marked(text: &str) -> bool {
    text.starts_with(['、', '，', '。', '；', '：', '？', '！', '」', '』', '”', '）', '》'])
}

impl Trait {
    fn breaks_inside(&self) -> bool {
        self.lower == Some(true) || self.divides_word
    }
}

/// Running measures of the lines around a break.
#[derive(Default)]
struct Window {
    /// Extents in order.
    extents: Vec<u32>,
    /// Indents in order.
    indents: Vec<u32>,
    cased: usize,
    /// Lines that show a break inside a sentence or word.
    inner: usize,
    marked: usize,
}

impl Window {
    fn add(&mut self, line: &Trait) {
        insert(&mut self.extents, line.extent);
        insert(&mut self.indents, line.indent);
        self.cased += usize::from(line.lower.is_some());
        self.inner += usize::from(line.breaks_inside());
        self.marked += usize::from(line.marked);
    }

    fn remove(&mut self, line: &Trait) {
        withdraw(&mut self.extents, line.extent);
        withdraw(&mut self.indents, line.indent);
        self.cased -= usize::from(line.lower.is_some());
        self.inner -= usize::from(line.breaks_inside());
        self.marked -= usize::from(line.marked);
    }

    /// The width of the column, in cells.
    fn width(&self) -> u32 {
        self.extents.get(self.extents.len() * 3 / 4).copied().unwrap_or(0)
    }

    /// Whether the lines around are torn by a column.
    fn wrapped(&self, unspaced: bool) -> bool {
        let lines = self.extents.len();
        if !unspaced && self.cased * 2 >= lines {
            return self.inner as f64 >= INNER_SHARE * self.cased as f64;
        }
        let width = self.width();
        let full = self.extents.partition_point(|e| *e <= width.saturating_add(HAN_SLACK))
            - self.extents.partition_point(|e| e.saturating_add(HAN_SLACK) < width);
        lines >= FEWEST_LINES
            && full as f64 >= FULL_SHARE * lines as f64
            && (self.marked as f64) < MARKED_SHARE * lines as f64
    }

    fn torn(
        &self,
        sheet: &Sheet<'_>,
        at: usize,
        line: &Trait,
        next: &Trait,
        wrapped: bool,
    ) -> bool {
        let usual_indent = self.indents[self.indents.len() / 2];
        if next.indent > usual_indent.max(line.indent).saturating_add(1) {
            return false;
        }
        // A mark that may not start a line does so only where a column tore it off,
        // and a bracket is closed in the sentence that opened it.
        if wrapped && (next.starts_marked || (line.opened.is_some() && line.opened == next.closed))
        {
            return true;
        }
        if line.unspaced || next.unspaced {
            let slack = if line.marked { HAN_SLACK } else { HAN_SLACK_UNMARKED };
            let width = self.width();
            let across =
                f64::from(line.extent) > ACROSS * f64::from(width) && line.extent > next.extent;
            return wrapped && line.extent.saturating_add(slack) >= width && !across;
        }
        // A word that is divided goes on, whatever its second half starts with.
        let starts_word = next.lower.is_some();
        if (starts_word && line.divides_word) || (next.lower == Some(true) && !line.finishes) {
            return true;
        }
        if !wrapped {
            return false;
        }
        let word = sheet.text(at + 1).split(is_blank).next().unwrap_or_default();
        let slack = if line.finishes { WORD_SLACK } else { WORD_SLACK_OPEN };
        f64::from(line.extent) + 1.0 + f64::from(cells(word)) > slack * f64::from(self.width())
    }
}

fn insert(sorted: &mut Vec<u32>, value: u32) {
    let at = sorted.partition_point(|v| *v < value);
    sorted.insert(at, value);
}

fn withdraw(sorted: &mut Vec<u32>, value: u32) {
    let at = sorted.partition_point(|v| *v < value);
    sorted.remove(at);
}
