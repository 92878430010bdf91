//! A witness as symbols: what is compared, one at a time.
//!
//! ```text
//! text      mo-⏎tiviren:  Das        规模⏎能级 提升
//! symbols   motiviren: Das           规模能级 提升
//! ```
//!
//! White space of any length is one space; the line break of a hard-wrapped column
//! is a space between words, nothing between ideographs, and nothing, with its hyphen,
//! in a divided word: how lines end is no reading.

use std::ops::Range;

use crate::lexicon::simplified;
use crate::script::{is_blank, is_unspaced};

/// The symbols of one text, with the way back to its bytes.
#[derive(Clone, Debug, Default)]
pub(super) struct Letters {
    /// The characters as they stand; white space is `' '`.
    pub(super) raw: Vec<u32>,
    /// The characters without case, width and script variant.
    pub(super) folded: Vec<u32>,
    starts: Vec<u32>,
    ends: Vec<u32>,
}

impl Letters {
    pub(super) fn new(text: &str) -> Letters {
        let mut letters = Letters::default();
        letters.raw.reserve(text.len() / 2);
        letters.folded.reserve(text.len() / 2);
        let mut chars = text.char_indices().peekable();
        let mut before = '\n';
        while let Some((at, c)) = chars.next() {
            let mut end = at + c.len_utf8();
            if divides(before, c, &text[end..]) {
                while chars.next_if(|(_, c)| is_blank(*c)).is_some() {}
                continue;
            }
            if !is_blank(c) {
                letters.push(c, at, end);
                before = c;
                continue;
            }
            let mut breaks = c == '\n';
            while let Some((at, c)) = chars.next_if(|(_, c)| is_blank(*c)) {
                end = at + c.len_utf8();
                breaks |= c == '\n';
            }
            let after = chars.peek().map_or('\n', |(_, c)| *c);
            let outside = before == '\n' || after == '\n';
            let is_column_break = breaks && is_wide(before) && is_wide(after);
            if !(outside || is_column_break) {
                letters.push(' ', at, end);
            }
        }
        letters
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        self.raw.push(c as u32);
        self.folded.push(fold(c) as u32);
        self.starts.push(start as u32);
        self.ends.push(end as u32);
    }

    pub(super) fn len(&self) -> usize {
        self.raw.len()
    }

    /// The bytes of a stretch of symbols; an empty stretch stands right after the
    /// symbol before it.
    pub(super) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() {
            let at = match range.start.checked_sub(1) {
                Some(before) => self.ends[before],
                None => self.starts.first().copied().unwrap_or(0),
            };
            return at as usize..at as usize;
        }
        self.starts[range.start] as usize..self.ends[range.end - 1] as usize
    }
}

/// Whether a word goes on after a hyphen at a line end: `rest` begins with a line break and
/// then small letters.
pub(crate) fn divides(before: char, hyphen: char, rest: &str) -> bool {
    let after = rest.trim_start();
    matches!(hyphen, '-' | '¬' | '=' | '⸗' | '\u{AD}' | '\u{2010}')
        && before.is_alphabetic()
        && rest[..rest.len() - after.len()].contains('\n')
        && after.starts_with(char::is_lowercase)
}

/// Whether a line break beside `c` is no space: ideographs and their marks.
fn is_wide(c: char) -> bool {
    is_unspaced(c) || matches!(c, '\u{3001}'..='\u{3020}' | '\u{FF01}'..='\u{FF60}')
}

/// A character without case, width and script variant.
fn fold(c: char) -> char {
    match c {
        'a'..='z' | '0'..='9' | ' ' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        '\u{FF01}'..='\u{FF5E}' => {
            let half = char::from_u32(c as u32 - 0xFEE0).unwrap_or(c);
            half.to_ascii_lowercase()
        }
        'ſ' => 's',
        '\u{4E00}'..='\u{9FFF}' => simplified(c),
        _ if c.is_alphabetic() => c.to_lowercase().next().unwrap_or(c),
        _ => c,
    }
}

/// What kind of symbol it is, as far as aligning and voting care.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Space,
    Mark,
    Letter,
}

/// Whether a character is what recognisers print for a letter that they could not read,
/// and nothing else.
fn is_sign(c: char) -> bool {
    matches!(c,
        '\u{FFFD}' | '〒' | '〓' | '\u{E000}'..='\u{F8FF}'
        | '\u{25A0}'..='\u{27BF}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Whether a symbol may stand for a letter that could not be read.
pub(super) fn is_unreadable(symbol: u32) -> bool {
    char::from_u32(symbol).is_some_and(|c| is_sign(c) || matches!(c, '*' | '?' | '…'))
}

pub(super) fn kind(symbol: u32) -> Kind {
    match char::from_u32(symbol) {
        Some(' ') => Kind::Space,
        Some(c) if c.is_alphanumeric() || c == '%' || is_sign(c) => Kind::Letter,
        _ => Kind::Mark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        Letters::new(text).raw.iter().filter_map(|s| char::from_u32(*s)).collect()
    }

    #[test]
    fn white_space_is_one_space_or_a_column_break() {
        assert_eq!(shown(" mo-\ntiviren:  Das\n"), "motiviren: Das");
        assert_eq!(shown("规模\n  能级 提升，\n今年"), "规模能级 提升，今年");
    }

    #[test]
    fn stretches_lead_back_to_bytes() {
        let letters = Letters::new("甲 \n b丙\n丁");
        assert_eq!(letters.bytes(0..2), 0..6);
        assert_eq!(letters.bytes(2..4), 6..10);
        assert_eq!(letters.bytes(4..4), 10..10);
        assert_eq!(letters.bytes(4..5), 11..14);
    }
}
