//! What one line shows of itself.

use super::super::line::{Line, Sheet, cells};
use super::super::mark;
use crate::script::{
    announces, closes, divides_clause, ends_sentence, is_blank, is_closing, is_opening, is_unspaced,
};

/// How a line ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ending {
    Stop,
    StopQuoted,
    Leader,
    Hyphen,
    Comma,
    Colon,
    Closed,
    Figure,
    Ideograph,
    Small,
    Capital,
    Letter,
    Other,
}

/// How a line begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Opening {
    Item,
    Dash,
    Quote,
    Closing,
    Figure,
    Ideograph,
    Small,
    Capital,
    Letter,
    Other,
}

/// Blanks from which a run parts two cells of a table.
const WIDE: u32 = 4;

/// A line of fewer cells is short.
const SHORT: u32 = 25;

/// What matters of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) indent: u32,
    /// Cells to its end.
    pub(super) extent: u32,
    /// Cells of its first word.
    pub(super) word: u32,
    pub(super) ending: Ending,
    pub(super) opening: Opening,
    /// Whether no blank would stand between this line and the one before or after.
    pub(super) tight_start: bool,
    pub(super) tight_end: bool,
    pub(super) first: Option<char>,
    pub(super) second: Option<char>,
    pub(super) last: Option<char>,
    /// Its last letters, without case: what rhymes.
    pub(super) tail: [Option<char>; 2],
    /// Whether a bracket is left open, or one is closed that was not opened.
    pub(super) opens: bool,
    pub(super) closes: bool,
    /// Whether all its letters are capitals.
    pub(super) capitals: bool,
    /// The number that it starts with.
    pub(super) number: Option<u32>,
    /// Runs of blanks that part cells of a table, and the columns at which they end, a bit each.
    pub(super) wide: u32,
    pub(super) columns: u128,
    /// Whether three blanks or a tab stand inside.
    pub(super) inner: bool,
    /// Tokens, and those that are figures and marks.
    pub(super) tokens: u32,
    pub(super) figures: u32,
    /// Characters, and those that are digits.
    pub(super) length: u32,
    pub(super) digits: u32,
    pub(super) short: bool,
    /// Whether it begins with the address of a page, or is nothing else.
    pub(super) starts_address: bool,
    pub(super) is_address: bool,
}

impl Shape {
    pub(super) fn of(sheet: &Sheet<'_>, i: usize) -> Shape {
        let (line, text) = (sheet.line(i), sheet.text(i));
        let mut chars = text.chars();
        let (first, second) = (chars.next(), chars.next());
        let last = text.chars().next_back();
        let starts_address = ["http:", "https:", "www."].iter().any(|a| text.starts_with(a));
        let mut shape = Shape {
            indent: line.indent,
            extent: line.extent(),
            word: word(text),
            ending: ending(text),
            opening: opening(text),
            tight_start: first.is_some_and(is_tight),
            tight_end: last.is_some_and(|c| is_tight(c) || c == '-' || c == '¬'),
            first,
            second,
            last,
            tail: tail(text),
            opens: false,
            closes: false,
            capitals: false,
            number: number(text),
            wide: 0,
            columns: 0,
            inner: false,
            tokens: 0,
            figures: 0,
            length: 0,
            digits: 0,
            short: line.width < SHORT,
            starts_address,
            is_address: starts_address && !text.contains(is_blank),
        };
        shape.walk(line, text);
        shape
    }

    /// What only all its characters show.
    fn walk(&mut self, line: Line, text: &str) {
        let (mut column, mut blanks) = (line.indent, 0);
        let (mut upper, mut lower, mut figure) = (false, false, true);
        let mut open = 0_u32;
        for c in text.chars() {
            self.length += 1;
            if is_blank(c) {
                blanks += if c == '\u{3000}' { 2 } else { 1 };
                self.inner |= c == '\t';
                continue;
            }
            if blanks > 0 || self.tokens == 0 {
                self.figures += u32::from(figure && self.tokens > 0);
                self.tokens += 1;
                figure = true;
                self.wide += u32::from(blanks >= WIDE);
                self.inner |= blanks > 2;
                column += blanks;
                if blanks >= 2 {
                    self.columns |= 1 << column.min(u128::BITS - 1);
                }
                blanks = 0;
            }
            column += if c > '~' && is_tight(c) { 2 } else { 1 };
            if c.is_ascii_lowercase() {
                (lower, figure) = (true, false);
            } else if c.is_ascii_digit() {
                self.digits += 1;
            } else {
                upper |= c.is_uppercase();
                lower |= c.is_lowercase();
                figure &= !c.is_alphabetic();
                if matches!(c, '(' | '（' | '《' | '〈' | '〔') {
                    open += 1;
                } else if matches!(c, ')' | '）' | '》' | '〉' | '〕') {
                    self.closes |= open == 0;
                    open = open.saturating_sub(1);
                }
            }
        }
        self.figures += u32::from(figure);
        self.opens = open > 0;
        self.capitals = upper && !lower;
    }

    pub(super) fn is_stopped(&self) -> bool {
        matches!(self.ending, Ending::Stop | Ending::StopQuoted)
    }

    pub(super) fn is_marked(&self) -> bool {
        self.is_stopped() || matches!(self.ending, Ending::Comma | Ending::Colon)
    }
}

/// Whether `c` stands without blanks around: ideographs, kana and full-width marks.
fn is_tight(c: char) -> bool {
    is_unspaced(c) || matches!(c, '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF65}')
}

/// Cells of the first word: one ideograph, or what stands before the first blank.
fn word(text: &str) -> u32 {
    let end = text.find(|c| is_blank(c) || is_unspaced(c)).unwrap_or(text.len());
    if end == 0 { 2 } else { cells(&text[..end]) }
}

fn letter<T>(c: char, small: T, capital: T, letter: T, other: T) -> T {
    match c {
        _ if c.is_lowercase() => small,
        _ if c.is_uppercase() => capital,
        _ if c.is_alphabetic() => letter,
        _ => other,
    }
}

fn ending(text: &str) -> Ending {
    let inner = text.trim_end_matches(|c| is_closing(c) || c == '\'');
    let quoted = inner.len() < text.len();
    let body = if inner.is_empty() { text } else { inner };
    let mut back = body.chars().rev();
    let (Some(last), before) = (back.next(), back.next()) else { return Ending::Other };
    let led = body.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let word = before.is_some_and(char::is_alphabetic);
    match last {
        _ if led.ends_with("....") || led.ends_with(". . .") => Ending::Leader,
        _ if ends_sentence(last) && quoted => Ending::StopQuoted,
        _ if ends_sentence(last) => Ending::Stop,
        '-' | '¬' | '⸗' | '\u{2010}' | '\u{AD}' if word && !quoted => Ending::Hyphen,
        ';' | '；' | '؛' => Ending::Colon,
        _ if announces(last) => Ending::Colon,
        _ if divides_clause(last) => Ending::Comma,
        _ if quoted => Ending::Closed,
        _ if last.is_numeric() => Ending::Figure,
        _ if is_unspaced(last) => Ending::Ideograph,
        _ => letter(last, Ending::Small, Ending::Capital, Ending::Letter, Ending::Other),
    }
}

fn opening(text: &str) -> Opening {
    let mut chars = text.chars();
    let (Some(first), second) = (chars.next(), chars.next()) else { return Opening::Other };
    let dash = matches!(first, '-' | '–' | '—' | '―');
    let closing = is_closing(first) && first != '"';
    match first {
        _ if dash && second.is_some_and(is_blank) => Opening::Dash,
        _ if mark::stands_before_item(text) => Opening::Item,
        _ if dash || is_opening(first) && first != '(' || first == '\'' => Opening::Quote,
        _ if closing || ends_sentence(first) || divides_clause(first) || announces(first) => {
            Opening::Closing
        }
        _ if first.is_ascii_digit() => Opening::Figure,
        _ if is_unspaced(first) => Opening::Ideograph,
        _ => letter(first, Opening::Small, Opening::Capital, Opening::Letter, Opening::Other),
    }
}

/// The last letters, the last first: one of ideographs, two of others.
fn tail(text: &str) -> [Option<char>; 2] {
    let mut letters = text.chars().rev().filter(|c| c.is_alphanumeric());
    let last = letters.next();
    let before = if last.is_some_and(is_unspaced) { None } else { letters.next() };
    [last, before].map(|c| c.and_then(|c| c.to_lowercase().next()))
}

/// The number at the start, after a bracket or not.
fn number(text: &str) -> Option<u32> {
    let text = text.trim_start_matches(|c| closes(c).is_some());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text[..digits].parse().ok()
}
