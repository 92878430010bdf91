//! How one printing differs from another: characters in Han text, words in
//! text that spaces its words.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::script::is_unspaced;

/// A stretch of a comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part<'a> {
    /// Both have it (as the second text writes it).
    Same(&'a str),
    /// The first has the one, the second the other; either may be empty.
    Differs(&'a str, &'a str),
}

/// Tokens beyond which two printings are not compared for a view: the cost
/// grows with length times difference, and a reader wants a page, not a book.
const MOST_TOKENS: usize = 10_000;

/// The differences between two printings; `None` when they are too long.
/// White space is compared by its presence alone.
pub(super) fn compare<'a>(old: &'a str, new: &'a str) -> Option<Vec<Part<'a>>> {
    let (old_tokens, new_tokens) = (tokens(old), tokens(new));
    if old_tokens.len().max(new_tokens.len()) > MOST_TOKENS {
        return None;
    }
    let key = |ranges: &[(usize, usize)], text: &'a str| -> Vec<&'a str> {
        ranges
            .iter()
            .map(|(a, b)| &text[*a..*b])
            .map(|t| if t.trim().is_empty() { " " } else { t })
            .collect()
    };
    let ops = capture_diff_slices(Algorithm::Myers, &key(&old_tokens, old), &key(&new_tokens, new));
    Some(ops.iter().map(|op| part(op, (old, &old_tokens), (new, &new_tokens))).collect())
}

type Cut<'a, 't> = (&'a str, &'t [(usize, usize)]);

fn part<'a>(op: &DiffOp, old: Cut<'a, '_>, new: Cut<'a, '_>) -> Part<'a> {
    let slice = |(text, tokens): Cut<'a, '_>, range: std::ops::Range<usize>| match tokens
        .get(range.clone())
    {
        Some([first, .., last]) => &text[first.0..last.1],
        Some([only]) => &text[only.0..only.1],
        _ => "",
    };
    match op {
        DiffOp::Equal { .. } => Part::Same(slice(new, op.new_range())),
        _ => Part::Differs(slice(old, op.old_range()), slice(new, op.new_range())),
    }
}

/// The byte ranges of the tokens of a text: an ideograph or a mark each, a word
/// of a spaced script whole, white space as one.
fn tokens(text: &str) -> Vec<(usize, usize)> {
    let mut tokens: Vec<(usize, usize)> = Vec::new();
    let mut last = Class::Single;
    for (at, c) in text.char_indices() {
        let class = Class::of(c);
        match tokens.last_mut() {
            Some(token) if class == last && class != Class::Single => token.1 = at + c.len_utf8(),
            _ => tokens.push((at, at + c.len_utf8())),
        }
        last = class;
    }
    tokens
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Space,
    Single,
}

impl Class {
    fn of(c: char) -> Class {
        match c {
            c if c.is_whitespace() => Class::Space,
            c if c.is_alphanumeric() && !is_unspaced(c) => Class::Word,
            _ => Class::Single,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_by_the_character_latin_by_the_word() {
        assert_eq!(
            compare("渔港新修三座码头", "渔港新修二座码头"),
            Some(vec![Part::Same("渔港新修"), Part::Differs("三", "二"), Part::Same("座码头")])
        );
        assert_eq!(
            compare("the tliree old boats", "the three old boats"),
            Some(vec![
                Part::Same("the "),
                Part::Differs("tliree", "three"),
                Part::Same(" old boats")
            ])
        );
        assert_eq!(compare("a\nb", "a b"), Some(vec![Part::Same("a b")]));
        assert_eq!(compare(&"长".repeat(MOST_TOKENS + 1), "短"), None);
    }
}
