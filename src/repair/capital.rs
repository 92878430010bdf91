//! Capitals that are small letters misread.
//!
//! ```text
//! lived In a house       in      an I in mid-sentence, in a word that opens few sentences
//! said that It was       stays:  a sentence may begin here whose full stop was lost
//! the back oF the        of      a small word does not end in a capital
//! the deVere estate      stays:  devere is no word
//! ```

use crate::usage::Usage;

/// Small words whose `i` is read as `I`: of those that stand between two words in small
/// letters nine in ten are misread in sydney and london. `it` opens a sentence as often.
const SMALL: [&str; 5] = ["in", "is", "into", "its", "if"];

/// Most a word may cost whose inner capitals are taken for small letters.
const KNOWN: f64 = 11.0;

/// How probable it is that such a capital is misread, for the score.
pub(super) const SCORE: f64 = 0.9;

/// A word with its misread capitals as small letters; `None` when it has none. The words
/// beside it are given if they stand in the same sentence.
pub(super) fn lowered(
    usage: &Usage,
    word: &str,
    before: Option<&str>,
    after: Option<&str>,
) -> Option<String> {
    let lower = word.to_lowercase();
    let is_small = |word: Option<&str>| word.is_some_and(|w| w.chars().all(char::is_lowercase));
    let is_inner = word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.bytes().all(|b| b.is_ascii_alphabetic())
        && usage.cost(&lower).is_some_and(|cost| cost < KNOWN);
    let is_capital = word.starts_with('I')
        && SMALL.contains(&lower.as_str())
        && word[1..] == lower[1..]
        && is_small(before)
        && is_small(after);
    (lower != word && (is_inner || is_capital)).then_some(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misread_capitals_are_lowered() {
        let usage = Usage::english();
        let lowered = |word, before, after| lowered(usage, word, Some(before), Some(after));
        assert_eq!(lowered("In", "lived", "a").as_deref(), Some("in"));
        assert_eq!(lowered("oF", "back", "the").as_deref(), Some("of"));
        for (word, before, after) in [
            ("In", "lived", "London"),
            ("It", "that", "was"),
            ("IN", "lived", "a"),
            ("The", "of", "ship"),
            ("deVere", "the", "estate"),
            ("in", "lived", "a"),
        ] {
            assert_eq!(lowered(word, before, after), None, "{word}");
        }
    }
}
