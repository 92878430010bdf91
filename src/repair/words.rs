//! The words of a block, and which of them are out of bounds.
//!
//! ```text
//! said tho pri-⏎soner, "I nevor saw" Mr. Browno of 3S Lane
//!      tho prisoner     (quoted)     (a name)   (a figure)
//! ```

use crate::block::Block;
use crate::script::is_unspaced;
use crate::source::{Source, Span};

use super::quotation::quotations;

/// How a word is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// In small letters, at least at its start.
    Small,
    /// With a capital where a sentence begins.
    Opening,
    /// With a capital in mid-sentence: it may be a name.
    Name,
    /// In capitals.
    Capitals,
}

/// A word as it was read.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// The word, a division at a line end taken out.
    pub(super) text: String,
    /// Where it stands.
    pub(super) span: Span,
    /// Bytes of the first part of a word divided at a line end, and where the second
    /// begins in the page.
    divided: Option<(usize, usize)>,
    pub(super) shape: Shape,
    /// Whether it stands in quotation marks.
    pub(super) is_quoted: bool,
}

impl Word {
    /// What to put where for another word; `None` when it cannot be done on one line.
    pub(super) fn replacement(&self, source: &Source, text: &str) -> Option<(Span, String)> {
        let Some((first, second)) = self.divided else {
            return Some((self.span, text.to_string()));
        };
        let start = common(self.text.chars(), text.chars());
        let end = common(self.text[start..].chars().rev(), text[start..].chars().rev());
        let (from, to) = (start, self.text.len() - end);
        let new = text[start..text.len() - end].to_string();
        if to <= first {
            let at = self.span.start();
            Some((source.span(at + from..at + to), new))
        } else if from >= first {
            let at = second - first;
            Some((source.span(at + from..at + to), new))
        } else {
            None
        }
    }
}

/// Bytes that two texts have in common at their beginning.
fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

/// The words of a block.
pub(super) fn words(source: &Source, block: Block, known: &dyn Fn(&str) -> bool) -> Vec<Word> {
    let text = source.slice(block.span);
    let quoted = quotations(text);
    let mut words: Vec<Word> = Vec::new();
    let mut opens = true;
    let mut at = 0;
    while let Some(start) = text[at..].find(is_inside).map(|s| at + s) {
        let after_short = words.last().is_some_and(|w| w.text.chars().count() <= 3);
        opens |= at == 0 || opens_sentence(&text[at..start], after_short);
        let end = text[start..].find(|c| !is_inside(c)).map_or(text.len(), |e| start + e);
        let core = trimmed(text, start, end);
        at = end;
        if core.is_empty() {
            continue;
        }
        let is_quoted = quoted.iter().any(|q| q.start < core.start && core.start < q.end);
        let place = block.span.start();
        let word = &text[core.clone()];
        let divided = words.last_mut().filter(|last| {
            let between = &text[last.span.end() - place..core.start];
            last.divided.is_none()
                && is_division(between)
                && word.starts_with(char::is_lowercase)
                && (known(&format!("{}{word}", last.text)) || !known(word) || !known(&last.text))
        });
        if let Some(last) = divided {
            last.divided = Some((last.text.len(), place + core.start));
            last.text.push_str(word);
            last.span = source.span(last.span.start()..place + core.end);
        } else {
            words.push(Word {
                text: word.to_string(),
                span: source.span(place + core.start..place + core.end),
                divided: None,
                shape: shape(word, opens),
                is_quoted,
            });
        }
        opens = false;
    }
    words
}

/// Whether a character may be part of a word as it was read: letters and what is read
/// for them. What divides words in clean print is not.
fn is_inside(c: char) -> bool {
    !(c.is_whitespace()
        || is_unspaced(c)
        || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '/' | '&')
        || matches!(c, '"' | '“' | '”' | '„' | '-' | '—' | '–' | '=' | '_' | '…' | '£' | '$' | '%'))
}

/// Without apostrophes and marks at its ends that are none of its letters.
fn trimmed(text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    let is_edge = |c: char| !(c.is_alphanumeric() || matches!(c, '«' | '»' | '¡' | '¿'));
    let word = &text[start..end];
    let left = word.len() - word.trim_start_matches(is_edge).len();
    let right = word.trim_end_matches(is_edge).len();
    if left >= right { start..start } else { start + left..start + right }
}

/// Whether a sentence may begin after what stands between two words. The full stop of
/// `Mr.` or of an initial ends none.
fn opens_sentence(between: &str, after_short: bool) -> bool {
    between
        .chars()
        .any(|c| matches!(c, '!' | '?' | '"' | '“' | ':' | '—' | '_') || c == '.' && !after_short)
        || between.contains("\n\n")
        || between.contains("--")
}

/// Whether what stands between two words is a division at a line end.
fn is_division(between: &str) -> bool {
    let Some(rest) = between.strip_prefix(['-', '¬', '=']) else { return false };
    !rest.is_empty() && rest.trim().is_empty()
}

fn shape(word: &str, opens: bool) -> Shape {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    let is_capital = word.chars().next().is_some_and(char::is_uppercase);
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        Shape::Capitals
    } else if !is_capital {
        Shape::Small
    } else if opens {
        Shape::Opening
    } else {
        Shape::Name
    }
}
