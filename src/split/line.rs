//! The page as lines: where each lies, how wide it prints, what stands before it.
//!
//! One pass over the text. Widths are in cells, as a terminal or a typesetter
//! counts them: an ideograph takes two, a Latin letter one, so that columns of
//! either script, or of both, can be measured with one rule.

use unicode_width::UnicodeWidthChar;

use crate::script::{breaks_line, ends_sentence, is_blank, is_closing, is_unspaced};

/// Cells a tab stands for. Only its being more than one or two spaces matters.
const TAB_CELLS: u32 = 4;

/// One line that holds text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// First byte of the text after the indent.
    pub(super) start: u32,
    /// One past the last byte before the trailing white space.
    pub(super) end: u32,
    /// Cells of white space before the text.
    pub(super) indent: u32,
    /// Cells from the first to the last character.
    pub(super) width: u32,
    /// Whether a blank line, a new page or nothing at all stands before it.
    pub(super) gap: bool,
    /// Blank lines before it.
    pub(super) blanks: u32,
    /// Cells of blanks that stand single among ideographs: recognisers put them there.
    pub(super) spaced: u32,
    /// Whether a page break (form feed) stands before it.
    pub(super) new_page: bool,
    /// Whether it is set mostly in characters that need no space between words.
    pub(super) unspaced: bool,
}

impl Line {
    /// Cells from the column's left edge to the end of the text, as it would print.
    pub(super) fn extent(self) -> u32 {
        self.indent.saturating_add(self.width - self.spaced)
    }
}

/// A page's text and its lines that hold any.
pub(super) struct Sheet<'a> {
    text: &'a str,
    lines: Vec<Line>,
}

impl<'a> Sheet<'a> {
    /// Cut a page into lines.
    pub(super) fn new(text: &'a str) -> Sheet<'a> {
        Sheet { text, lines: scan(text) }
    }

    /// How many lines hold text.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// A line's measures.
    pub(super) fn line(&self, index: usize) -> Line {
        self.lines[index]
    }

    /// A line's text, trimmed.
    pub(super) fn text(&self, index: usize) -> &'a str {
        self.text_of(index..index + 1)
    }

    /// The text of a range of lines, trimmed, with the breaks between them.
    pub(super) fn text_of(&self, lines: std::ops::Range<usize>) -> &'a str {
        let (first, last) = (self.lines[lines.start], self.lines[lines.end - 1]);
        &self.text[first.start as usize..last.end as usize]
    }

    /// Whether line `index` follows the line before it with no blank line between.
    pub(super) fn follows(&self, index: usize) -> bool {
        0 < index && index < self.len() && !self.lines[index].gap
    }
}

/// Whether the text comes to an end: a sentence mark, with or without the
/// brackets and quotation marks that close after it.
pub(super) fn finishes(text: &str) -> bool {
    text.trim_end_matches(|c| is_closing(c) || is_blank(c)).ends_with(ends_sentence)
}

/// Cells a text takes in one line.
pub(super) fn cells(text: &str) -> u32 {
    text.chars().map(cell).fold(0, u32::saturating_add)
}

fn cell(c: char) -> u32 {
    match c {
        '\t' => TAB_CELLS,
        ' '..='~' => 1,
        _ if is_unspaced(c) => 2,
        _ => c.width().unwrap_or(0) as u32,
    }
}

fn scan(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut open = Open::default();
    let mut gap = true;
    let mut blanks = 0;
    let mut new_page = false;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        // Most of many a page is words of ASCII, taken whole.
        let word = text.as_bytes()[at..].iter().position(|b| !b.is_ascii_graphic());
        let word = word.unwrap_or(text.len() - at);
        if word > 0 {
            open.push_word(at, word);
            at += word;
            continue;
        }
        if !breaks_line(c) {
            open.push(at, c);
            at += c.len_utf8();
            continue;
        }
        at += if text[at..].starts_with("\r\n") { 2 } else { c.len_utf8() };
        match open.close(gap, blanks, new_page) {
            Some(line) => {
                lines.push(line);
                (gap, blanks, new_page) = (false, 0, false);
            }
            None => (gap, blanks) = (true, blanks + 1),
        }
        if c == '\u{C}' {
            (gap, new_page) = (true, true);
        }
    }
    lines.extend(open.close(gap, blanks, new_page));
    lines
}

/// A line while it is read.
#[derive(Default)]
struct Open {
    start: usize,
    end: usize,
    indent: u32,
    width: u32,
    /// Cells of white space since the last character: counted only if another follows.
    pending: u32,
    /// Blanks of one cell inside.
    single: u32,
    unspaced: u32,
    /// Cells that marks of either width (`“ ” … ▲`) take more among ideographs.
    wider: u32,
}

impl Open {
    /// `len` letters and marks of ASCII: each takes a cell and none is blank.
    fn push_word(&mut self, at: usize, len: usize) {
        if self.end == 0 {
            self.start = at;
        }
        self.single += u32::from(self.pending == 1);
        self.width = self.width.saturating_add(self.pending).saturating_add(len as u32);
        self.pending = 0;
        self.end = at + len;
    }

    fn push(&mut self, at: usize, c: char) {
        let cells = cell(c);
        if is_blank(c) {
            let edge = if self.end == 0 { &mut self.indent } else { &mut self.pending };
            *edge = edge.saturating_add(cells);
            return;
        }
        if self.end == 0 {
            self.start = at;
        }
        self.single += u32::from(self.pending == 1);
        self.width = self.width.saturating_add(self.pending).saturating_add(cells);
        self.pending = 0;
        self.end = at + c.len_utf8();
        if is_unspaced(c) {
            self.unspaced = self.unspaced.saturating_add(2);
        } else if c > '~' {
            let wide = c.width_cjk().unwrap_or(0) as u32;
            self.wider = self.wider.saturating_add(wide.saturating_sub(cells));
        }
    }

    fn close(&mut self, gap: bool, blanks: u32, new_page: bool) -> Option<Line> {
        let line = std::mem::take(self);
        // A third, because figures, names and half-width marks take their
        // share of the most Chinese of lines.
        let unspaced = line.unspaced.saturating_mul(3) >= line.width && line.unspaced > 0;
        (line.end > 0).then_some(Line {
            start: line.start as u32,
            end: line.end as u32,
            indent: line.indent,
            width: line.width.saturating_add(if unspaced { line.wider } else { 0 }),
            gap,
            blanks,
            spaced: if unspaced { line.single } else { 0 },
            new_page,
            unspaced,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_trimmed_and_measured() {
        let sheet =
            Sheet::new("\u{FEFF}\u{3000}\u{3000}河水上涨 2米\u{3000}\r\n\r\n\u{A0}\nNext line \n");
        assert_eq!(sheet.len(), 2);
        assert_eq!(sheet.text(0), "河水上涨 2米");
        let line = sheet.line(0);
        assert_eq!((line.indent, line.width, line.unspaced), (4, 12, true));
        assert_eq!(sheet.text(1), "Next line");
        assert!(sheet.line(1).gap && !sheet.line(1).unspaced);
    }

    #[test]
    fn a_carriage_return_and_line_feed_are_one_break() {
        let sheet = Sheet::new("one\r\ntwo\rthree\n\rfour");
        assert_eq!(sheet.len(), 4);
        assert!(sheet.follows(1) && sheet.follows(2) && !sheet.follows(3));
    }

    #[test]
    fn closing_marks_may_stand_after_the_end() {
        assert!(finishes("“到此为止。”"));
        assert!(finishes("He said so.)"));
        assert!(!finishes("他说，"));
        assert!(!finishes(""));
    }
}
