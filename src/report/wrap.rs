//! Text wrapped to a width of display cells, never cut: Han breaks between any
//! two characters, other scripts at spaces, and no line starts with a mark that
//! closes. Colour, where it is asked for, ends and begins again at each line.

use std::fmt::Write;

use anstyle::Style;
use unicode_width::UnicodeWidthChar;

use crate::script::{divides_clause, ends_sentence, is_closing, is_opening};

/// Lays text out on lines of a set width.
pub(super) struct Wrapper {
    out: String,
    width: usize,
    indent: usize,
    first_indent: usize,
    column: usize,
    /// A space that is written only if the line goes on.
    space: bool,
    /// The characters since the last place where the line may break.
    word: Vec<(Style, char)>,
    word_width: usize,
    glued: bool,
    style: Style,
}

impl Wrapper {
    /// Lines of at most `width` cells, the second and later ones indented.
    pub(super) fn new(width: usize, indent: usize) -> Wrapper {
        Wrapper {
            out: String::new(),
            // Narrower than this, indents and marks leave no room for a word.
            width: width.max(indent + 16),
            indent,
            first_indent: 0,
            column: 0,
            space: false,
            word: Vec::new(),
            word_width: 0,
            glued: false,
            style: Style::new(),
        }
    }

    /// Lines of at most `width` cells, all of them indented.
    pub(super) fn inset(width: usize, indent: usize) -> Wrapper {
        let mut wrapper = Wrapper::new(width, indent);
        wrapper.first_indent = indent;
        wrapper
    }

    /// Add text, which may hold line breaks.
    pub(super) fn push(&mut self, text: &str, style: Style) -> &mut Self {
        for c in text.chars() {
            match c {
                '\n' => self.newline(),
                ' ' | '\t' => self.flush_before_space(),
                c => {
                    let last = self.word.last().map(|(_, c)| *c);
                    if !self.glued && last.is_some_and(|last| may_break(last, c)) {
                        self.flush();
                    }
                    self.word.push((style, c));
                    self.word_width += c.width().unwrap_or(0);
                    self.glued = false;
                }
            }
        }
        self
    }

    /// Add a mark that opens: it stays on the line of what follows.
    pub(super) fn open(&mut self, mark: &str, style: Style) -> &mut Self {
        let last = self.word.last().map(|(_, c)| *c);
        if !self.glued && last.is_some_and(|last| last.width() == Some(2)) {
            self.flush();
        }
        self.close(mark, style);
        self.glued = true;
        self
    }

    /// Add a mark that closes: it stays on the line of what stands before it.
    pub(super) fn close(&mut self, mark: &str, style: Style) -> &mut Self {
        for c in mark.chars() {
            self.word.push((style, c));
            self.word_width += c.width().unwrap_or(0);
        }
        self.glued = false;
        self
    }

    /// The lines, the last one ended.
    pub(super) fn finish(mut self) -> String {
        self.flush();
        if self.column > 0 {
            self.end_line();
        }
        self.out
    }

    fn flush_before_space(&mut self) {
        self.flush();
        self.space = self.column > 0;
        self.glued = false;
    }

    fn newline(&mut self) {
        self.flush();
        self.end_line();
        self.glued = false;
    }

    fn end_line(&mut self) {
        self.set_style(Style::new());
        self.out.push('\n');
        (self.column, self.space) = (0, false);
    }

    fn flush(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let word = std::mem::take(&mut self.word);
        if self.column > 0 && self.column + usize::from(self.space) + self.word_width > self.width {
            self.end_line();
        }
        if std::mem::take(&mut self.space) {
            self.out.push(' ');
            self.column += 1;
        }
        for (style, c) in &word {
            let cells = c.width().unwrap_or(0);
            // A word longer than a line has to break somewhere.
            if self.column > self.indent && self.column + cells > self.width {
                self.end_line();
            }
            if self.column == 0 {
                self.column = if self.out.is_empty() { self.first_indent } else { self.indent };
                self.out.extend(std::iter::repeat_n(' ', self.column));
            }
            self.set_style(*style);
            self.out.push(*c);
            self.column += cells;
        }
        self.word = word;
        self.word.clear();
        self.word_width = 0;
    }

    fn set_style(&mut self, style: Style) {
        if style != self.style {
            let _ = write!(self.out, "{}{}", self.style.render_reset(), style.render());
            self.style = style;
        }
    }
}

/// Whether a line may break between two characters that no space divides.
fn may_break(before: char, after: char) -> bool {
    let wide = |c: char| c.width() == Some(2);
    let holds_back =
        is_closing(after) || ends_sentence(after) || divides_clause(after) || after == '：';
    (wide(before) || wide(after)) && !is_opening(before) && !holds_back
}

/// Plain text wrapped, later lines indented.
pub(super) fn wrapped(text: &str, width: usize, indent: usize) -> String {
    let mut wrapper = Wrapper::new(width, indent);
    wrapper.push(text, Style::new());
    wrapper.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_by_cells_without_losing_a_character() {
        assert_eq!(wrapped("one two three four five", 16, 0), "one two three\nfour five\n");
        assert_eq!(wrapped("江水东流去不回头看两岸青山", 16, 0), "江水东流去不回头\n看两岸青山\n");
        // The comma does not start a line: the character before it goes down with it.
        assert_eq!(wrapped("江水东流去不回头，看", 16, 0), "江水东流去不回\n头，看\n");
        let long = "x".repeat(40);
        assert_eq!(wrapped(&long, 16, 0).replace('\n', ""), long);
    }

    #[test]
    fn colour_ends_with_the_line_and_marks_stay_with_their_text() {
        let red = anstyle::AnsiColor::Red.on_default();
        let mut wrapper = Wrapper::new(16, 0);
        wrapper
            .push("江水东流去不回", Style::new())
            .open("[-", red)
            .push("头看", red)
            .close("-]", red)
            .push("两岸", Style::new());
        let out = wrapper.finish();
        let plain: Vec<String> =
            out.lines().map(|l| anstream::adapter::strip_str(l).to_string()).collect();
        assert_eq!(plain, ["江水东流去不回", "[-头看-]两岸"]);
        for line in out.lines() {
            assert_eq!(
                line.matches("\u{1b}[31m").count(),
                line.matches("\u{1b}[0m").count(),
                "{out:?}"
            );
        }
    }
}
