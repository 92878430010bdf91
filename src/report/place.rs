//! Where on the page something stands, in the words of a person: line and
//! character, first words and last words.

use crate::script::is_unspaced;
use crate::source::{Source, Span};

/// The lines of a page, to find a place's number.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

/// A line and a character in it, both from 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Spot {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn of(source: &'a Source) -> Lines<'a> {
        let text = source.text();
        let breaks = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1);
        Lines { text, starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// The line a span starts on.
    pub(super) fn line(&self, span: Span) -> usize {
        self.starts.partition_point(|start| *start <= span.start())
    }

    /// Line and character a span starts at.
    pub(super) fn spot(&self, span: Span) -> Spot {
        let line = self.line(span);
        let column = self.text[self.starts[line - 1]..span.start()].chars().count() + 1;
        Spot { line, column }
    }
}

/// Characters shown at each end of a passage that is named by its ends.
const END_CHARS: usize = 10;

/// A passage named by its first and last words: `The mayor opened … next spring.`
pub(super) fn ends(text: &str) -> String {
    let text = text.trim();
    let head = first(text, END_CHARS);
    let tail = last(text, END_CHARS);
    if head.len() + tail.len() >= text.len() {
        return text.to_owned();
    }
    format!("{} … {}", head.trim_end(), tail.trim_start())
}

/// The first characters of a text, a Latin word left whole.
pub(super) fn first(text: &str, chars: usize) -> &str {
    let Some((mut at, _)) = text.char_indices().nth(chars) else { return text };
    let inside = |c: char| c.is_alphanumeric() && !is_unspaced(c);
    let cut_word = text[..at].chars().next_back().is_some_and(inside);
    if cut_word {
        let rest = text[at..].char_indices().take(2 * chars).find(|(_, c)| !inside(*c));
        at += rest.map_or(0, |(len, _)| len);
    }
    &text[..at]
}

/// The last characters of a text, a Latin word left whole.
pub(super) fn last(text: &str, chars: usize) -> &str {
    let Some((mut at, _)) = text.char_indices().rev().nth(chars.saturating_sub(1)) else {
        return text;
    };
    let inside = |c: char| c.is_alphanumeric() && !is_unspaced(c);
    let cut_word = text[at..].chars().next().is_some_and(inside);
    if cut_word {
        let rest = text[..at].char_indices().rev().take(2 * chars).find(|(_, c)| !inside(*c));
        at = rest.map_or(at, |(to, c)| to + c.len_utf8());
    }
    &text[at..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_from_one_in_characters() {
        let source = Source::from_text("t", "第一行\n\n第二行 x");
        let lines = Lines::of(&source);
        let at = source.text().find('二').unwrap();
        assert_eq!(lines.spot(source.span(at..at)), Spot { line: 3, column: 2 });
        assert_eq!(lines.line(source.span(0..0)), 1);
    }

    #[test]
    fn a_passage_is_named_by_whole_words() {
        assert_eq!(
            ends("The harbourmaster opened the new quay in spring"),
            "The harbourmaster … in spring"
        );
        assert_eq!(ends("short text"), "short text");
        assert_eq!(first("河水漫过旧桥之后村民连夜筑堤", 4), "河水漫过");
        assert_eq!(last("河水漫过旧桥", 2), "旧桥");
    }
}
