//! How a stretch of text ends and how another starts.
//!
//! ```text
//! …才算解开了这道难      open: a sentence ended before, and this one did not
//! 题。到了第二年春天,…   bound to what stands before: it starts inside a word
//! …原因不外乎这几条:     announcing: something follows, but not this sentence
//! ```

use crate::script::{
    announces, divides_clause, ends_sentence, is_closing, is_han, is_opening, is_unspaced,
};

/// How a text ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// With a mark that ends a sentence, or a bracket or quotation closed.
    Complete,
    /// With a colon or a dash.
    Announcing,
    /// With a comma or another mark inside a sentence.
    Divided,
    /// With a hyphen after a letter.
    Hyphen,
    /// With a bare word.
    Bare,
}

/// How a text ends; white space at its end is passed over, and specks after the mark
/// that ends a sentence (`lost. . '`, `Prosperity. -`).
pub fn ending(text: &str) -> Ending {
    let text = text.trim_end();
    if is_specked(text) {
        return Ending::Complete;
    }
    let mut back = text.chars().rev();
    let Some(last) = back.next() else { return Ending::Complete };
    let before = back.next();
    match last {
        '-' | '\u{2010}' | '¬' if before.is_some_and(|c| c.is_alphabetic() && !is_unspaced(c)) => {
            Ending::Hyphen
        }
        // A dash of a typewriter; a line of hyphens is a rule.
        '-' if before == Some('-') => match text.trim_end_matches('-').chars().next_back() {
            None | Some('\n') => Ending::Complete,
            Some(_) => Ending::Announcing,
        },
        c if ends_sentence(c) => Ending::Complete,
        // Some languages close a quotation with the mark that opens it in others.
        c if is_opening(c) && before.is_some_and(ends_sentence) => Ending::Complete,
        c if is_closing(c) => {
            // A quotation may close inside a sentence that goes on; without a mark
            // before the bracket nothing is known, so nothing is claimed.
            Ending::Complete
        }
        c if announces(c) => Ending::Announcing,
        c if divides_clause(c) => Ending::Divided,
        _ if is_signed(text) => Ending::Complete,
        _ => Ending::Bare,
    }
}

/// Characters of the longest signature looked for: three names and their initials.
const LONGEST_SIGNATURE: usize = 40;

/// Ideographs of the longest name that signs.
const LONGEST_NAME: usize = 4;

/// Whether a name stands under a text that has ended, behind a dash (`…tomorrow. —
/// J. Smith`): what is signed is over, though no mark says so.
fn is_signed(text: &str) -> bool {
    let is_dash = |c: char| matches!(c, '—' | '―' | '–');
    let dash = text.char_indices().rev().take(LONGEST_SIGNATURE).find(|(_, c)| is_dash(*c));
    let Some((at, dash)) = dash else { return false };
    let name = text[at + dash.len_utf8()..].trim();
    let before = text[..at].trim_end_matches(is_dash).trim_end();
    let han = name.chars().all(is_han) && name.chars().count() <= LONGEST_NAME;
    let named = han || name.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    !name.is_empty() && named && before.trim_end_matches(is_closing).ends_with(ends_sentence)
}

/// Whether a text ends in marks set apart by white space, one of which ends a sentence.
fn is_specked(text: &str) -> bool {
    let marks = &text[text.trim_end_matches(|c: char| !c.is_alphanumeric()).len()..];
    marks.contains(char::is_whitespace) && marks.contains(ends_sentence)
}

/// Whether a text starts with something that cannot start a sentence: a mark that
/// closes or divides, or a lower-case letter. Half-width marks before a capital or a
/// figure, or more than one (`. . A Far`, `,;New Haven`), are specks.
pub fn starts_inside(text: &str) -> bool {
    let text = text.trim_start();
    let Some(first) = text.chars().next() else { return false };
    if first.is_ascii_punctuation() && !"%)".contains(first) && has_specks_before(text) {
        return false;
    }
    first.is_lowercase()
        || divides_clause(first)
        || matches!(
            first,
            '。' | '！'
                | '？'
                | '!'
                | '?'
                | ')'
                | '）'
                | '》'
                | '」'
                | '』'
                | '”'
                | '’'
                | '】'
                | '%'
                | '％'
        )
}

/// Whether the half-width marks a text starts with are specks.
fn has_specks_before(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let marks = text[..text.len() - rest.len()].chars();
    let marks = marks.filter(|c| !c.is_whitespace() && !is_opening(*c)).count();
    let goes_on = |c: char| c.is_lowercase() || is_unspaced(c);
    marks > 1 || !rest.chars().next().is_some_and(goes_on)
}

/// Whether a text starts with a lone ideograph and a mark (`题。`): the tail of a
/// word, for hardly a sentence has one character.
pub fn starts_with_stub(text: &str) -> bool {
    let mut chars = text.trim_start().chars();
    chars.next().is_some_and(is_unspaced)
        && chars.next().is_some_and(|c| ends_sentence(c) || divides_clause(c))
}

/// Whether a sentence ends somewhere inside a text, before its last clause.
pub fn has_sentence_end(text: &str) -> bool {
    let text = text.trim_end();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let rest = chars.peek().map(|(_, c)| *c);
        let ends = match c {
            '.' => rest.is_some_and(char::is_whitespace) && !after_initial(&text[..at]),
            _ => ends_sentence(c),
        };
        if ends && rest.is_some() {
            return true;
        }
    }
    false
}

/// A point after one letter (`J. Smith`) or a short capitalised form (`Mr.`) is no end.
fn after_initial(before: &str) -> bool {
    let word: Vec<char> =
        before.chars().rev().take_while(|c| c.is_alphanumeric()).take(4).collect();
    word.len() <= 1 || (word.len() <= 3 && word.last().is_some_and(|c| c.is_uppercase()))
}

/// The clause a text ends with: what follows its last mark.
pub fn last_clause(text: &str) -> &str {
    let text = text.trim_end();
    let is_mark = |c: char| ends_sentence(c) || divides_clause(c) || announces(c) || is_closing(c);
    let after = text.char_indices().rev().find(|(_, c)| is_mark(*c));
    after.map_or(text, |(at, c)| text[at + c.len_utf8()..].trim_start())
}

/// Whether a bracket or quotation is left open at the end of a text.
pub fn leaves_open(text: &str) -> Option<char> {
    let mut open = Open::default();
    open.read(text);
    open.innermost()
}

/// The brackets and quotations that are open as a text is read, piece by piece.
#[derive(Default)]
pub struct Open {
    closing: Vec<char>,
}

impl Open {
    /// Read on.
    pub fn read(&mut self, text: &str) {
        text.chars().for_each(|c| self.read_char(c));
    }

    /// Read one character on.
    pub fn read_char(&mut self, c: char) {
        if let Some(close) = crate::script::closes(c) {
            self.closing.push(close);
        } else if self.closing.last() == Some(&c) {
            self.closing.pop();
        }
    }

    /// Whether none is open, not even what may be an apostrophe.
    pub fn is_none(&self) -> bool {
        self.closing.is_empty()
    }

    /// What closes the innermost; `None` for an apostrophe, which may be none.
    pub fn innermost(&self) -> Option<char> {
        self.closing.last().copied().filter(|c| *c != '’')
    }
}

/// Whether a text closes with `close` what it did not open.
pub fn closes_first(text: &str, close: char) -> bool {
    for c in text.chars() {
        if c == close {
            return true;
        }
        if crate::script::closes(c) == Some(close) {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings() {
        assert_eq!(ending("水位继续上"), Ending::Bare);
        assert_eq!(ending("水位继续上涨。”"), Ending::Complete);
        assert_eq!(ending("分述如下——"), Ending::Announcing);
        assert_eq!(ending("on the other hand, "), Ending::Divided);
        assert_eq!(ending("the govern-"), Ending::Hyphen);
        assert_eq!(ending(""), Ending::Complete);
        assert_eq!(ending("We shall come tomorrow. — J. Smith"), Ending::Complete);
        assert_eq!(ending("明天一定来。——王五"), Ending::Complete);
        assert_eq!(ending("the second man — Smith"), Ending::Bare);
        assert_eq!(ending("It rained. The river — a broad one"), Ending::Bare);
    }

    #[test]
    fn specks_are_no_marks() {
        for text in ["all was lost. . '", "Peace and Prosperity. -", "it is over. ,", "完了。 '"]
        {
            assert_eq!(ending(text), Ending::Complete, "{text}");
        }
        assert_eq!(ending("3.5 per cent,"), Ending::Divided);
        assert_eq!(ending("he said , -"), Ending::Bare);
        for text in [". . A Far Country", ",;New Haven", ", Boston", "- 14", "'Tis so", ",, and"] {
            assert!(!starts_inside(text), "{text}");
        }
        for text in [", and so", "，但是", ",但是", "was here", "%的增长", ") in all", "）的"]
        {
            assert!(starts_inside(text), "{text}");
        }
    }

    #[test]
    fn a_sentence_ends_inside_but_not_at_an_initial() {
        assert!(has_sentence_end("雨停了。水位继续上"));
        assert!(!has_sentence_end("雨停了。"));
        assert!(has_sentence_end("It rained. The river"));
        assert!(!has_sentence_end("Mr. J. Smith of the"));
        assert!(!has_sentence_end("rose by 3.5 feet"));
    }

    #[test]
    fn brackets_left_open() {
        assert_eq!(leaves_open("他说:“今天"), Some('”'));
        assert_eq!(leaves_open("他说:“今天”"), None);
        assert!(closes_first("不去了”。“好”", '”'));
        assert!(!closes_first("“好”", '”'));
    }
}
