//! Likeness: are two words one that was misread, or two?
//!
//! ```text
//! tliis / this             alike: one word
//! cosse- / consequence     the beginning of it
//! and / end                letters taken for one another
//! Low and Mr. / Loiv aud   one misread in company: no other word but what has no partner
//! 12 / 17                  figures are the same or others
//! ```

use crate::collation::alike;
use crate::wording;

/// Two words that have less than this share of letters in common are two words,
/// and no misreading of one: with 15 % of the letters wrong in both printings a
/// word of six keeps four.
pub(super) const ALIKE: f64 = 0.5;

/// A figure and nothing else: `19` is one, `I9` and `19ith` are misread.
pub(super) fn is_figure(text: &str) -> bool {
    let mut chars = figures(text).peekable();
    chars.peek().is_some() && chars.all(wording::is_numeral)
}

/// Two figures, alone or before one unit: `12` and `17`, `12th` and `17th`; but `10l` and
/// `101` are one misread.
pub(super) fn are_figures(first: &str, second: &str) -> bool {
    let unit = |text: &str| text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (a, b) = (&first[first.len() - unit(first)..], &second[second.len() - unit(second)..]);
    let has_unit = |text: &str, unit: &str| unit.len() < text.len() && is_unit(unit);
    (is_figure(first) && is_figure(second)) || (a == b && has_unit(first, a) && has_unit(second, b))
}

/// Whether letters may be the unit of a figure: `s`, `th`.
pub(super) fn is_unit(letters: &str) -> bool {
    !letters.is_empty() && letters.len() <= 2 && letters.chars().all(char::is_alphabetic)
}

/// A figure without its marks: `£1` is `1`.
pub(super) fn figures(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric())
}

/// How much two words have in common, as a share of the longer, whatever marks and spaces
/// stand in them.
pub(super) fn likeness(first: &str, second: &str) -> f64 {
    let letters = |text: &str| figures(text).flat_map(char::to_lowercase).collect::<String>();
    strsim::normalized_levenshtein(&letters(first), &letters(second))
}

/// How many words of the text that has fewer are like none of the other's, and how many
/// are like one of them and no more: what is misread beside another word is no other word.
/// Figures are the same or others.
pub(super) fn without_partner(first: &str, second: &str) -> (usize, usize) {
    let split = |c: char| !c.is_alphanumeric();
    let mut few: Vec<&str> = first.split(split).filter(|word| !word.is_empty()).collect();
    let mut many: Vec<&str> = second.split(split).filter(|word| !word.is_empty()).collect();
    if few.len() > many.len() {
        std::mem::swap(&mut few, &mut many);
    }
    let (mut other, mut misread) = (0, 0);
    for word in few {
        let is_partner = |other: &&str| match are_figures(word, other) {
            true => *other == word,
            false => likeness(word, other) >= ALIKE,
        };
        match many.iter().position(is_partner).map(|at| many.remove(at)) {
            Some(partner) => misread += usize::from(partner != word),
            None => other += 1,
        }
    }
    (other, misread)
}

/// Whether one text is the first or the last part of the other: `cosse-` of
/// `consequence`, the rest of which stands on the next line.
pub(super) fn is_cut_off(first: &str, second: &str) -> bool {
    let letters = |text: &str| figures(text).flat_map(char::to_lowercase).collect::<Vec<_>>();
    let (mut part, mut whole) = (letters(first), letters(second));
    if part.len() > whole.len() {
        std::mem::swap(&mut part, &mut whole);
    }
    let alike = |piece: &[char]| {
        let text = |chars: &[char]| chars.iter().collect::<String>();
        strsim::normalized_levenshtein(&text(&part), &text(piece)) > ALIKE
    };
    alike(&whole[..part.len()]) || alike(&whole[whole.len() - part.len()..])
}

/// Whether two words are one but for letters that are taken for one another: `he` and
/// `be`, `and` and `end`.
pub(super) fn is_misread(first: &str, second: &str) -> bool {
    let symbols = |text: &str| text.chars().map(u32::from).collect::<Vec<_>>();
    let (first, second) = (symbols(first), symbols(second));
    let equal = |(a, b): &(&u32, &u32)| a == b;
    let start = first.iter().zip(&second).take_while(equal).count();
    let (first, second) = (&first[start..], &second[start..]);
    let end = first.iter().rev().zip(second.iter().rev()).take_while(equal).count();
    alike(&first[..first.len() - end], &second[..second.len() - end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_a_partner_are_others() {
        for (first, second, other, misread) in [
            ("A MXN", "A MAN", 0, 1),
            ("Harlow and Mr.", "Birch aud Mr.", 1, 1),
            ("the mill", "the weir was sold", 1, 0),
            ("12 sheep", "17 goats", 2, 0),
            ("12 sheep", "12 goats", 1, 0),
            ("21l, the", "211., the mill", 0, 1),
        ] {
            assert_eq!(without_partner(first, second), (other, misread), "{first} / {second}");
            assert_eq!(without_partner(second, first), (other, misread), "{second} / {first}");
        }
    }

    #[test]
    fn figures_are_told_with_their_units() {
        for (first, second) in [("12", "17"), ("12th", "17th"), ("14s", "16s"), ("三", "五")] {
            assert!(are_figures(first, second), "{first} / {second}");
        }
        for (first, second) in [("10l", "101"), ("12", "17th"), ("th", "th"), ("5 hens", "7 hens")]
        {
            assert!(!are_figures(first, second), "{first} / {second}");
        }
    }

    #[test]
    fn marks_and_spaces_make_no_word_another() {
        assert!(likeness("Fer- ry-man", "ferryman") > 0.99);
        assert!(likeness("Harlow", "Birch") < ALIKE);
    }

    #[test]
    fn a_part_of_a_word_is_that_word_cut_off() {
        assert!(is_cut_off("cosse", "consequence") && is_cut_off("quence", "consequence"));
        assert!(!is_cut_off("ferry", "consequence"));
        assert!(is_misread("he", "be") && !is_misread("he", "we"));
    }
}
