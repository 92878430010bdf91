//! Paragraphs to make pages of: cut out of gold texts, none said twice.

use std::collections::HashSet;

use fastrand::Rng;

use crate::planting::{shortest, weight};
use crate::score::is_han_text;

/// Letters, ideographs and digits of the strings that two paragraphs may not share.
const SHARED: usize = 16;

/// How much longer than the shortest passage the longest paragraph is.
const LONGEST: usize = 8;

/// Paragraphs of texts: long ones cut at the ends of sentences, those left out that
/// are too short or that have a string in common with an earlier one (an advert
/// that is printed week after week is a repeat nobody planted).
pub(crate) fn paragraphs<'a>(texts: impl Iterator<Item = &'a str>, seed: u64) -> Vec<String> {
    let mut rng = Rng::with_seed(seed);
    let mut seen: HashSet<Vec<char>> = HashSet::new();
    let mut paragraphs = Vec::new();
    for paragraph in texts.flat_map(str::lines).flat_map(|line| cut(line.trim(), &mut rng)) {
        let folded: Vec<char> = paragraph
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let strings: Vec<Vec<char>> = folded.windows(SHARED).map(<[char]>::to_vec).collect();
        let own: HashSet<&Vec<char>> = strings.iter().collect();
        if own.len() == strings.len() && !strings.iter().any(|s| seen.contains(s)) {
            seen.extend(strings);
            paragraphs.push(paragraph);
        }
    }
    rng.shuffle(&mut paragraphs);
    paragraphs
}

/// A line cut into paragraphs of one to [`LONGEST`] times the shortest passage.
fn cut(line: &str, rng: &mut Rng) -> Vec<String> {
    let shortest = shortest(line);
    let mut cut = Vec::new();
    let mut now = String::new();
    let mut wanted = shortest * rng.usize(1..LONGEST);
    let mut length = 0;
    let han = is_han_text(line);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        now.push(c);
        length += usize::from(c.is_alphanumeric());
        let ends = if han {
            matches!(c, '。' | '、' | '，')
        } else {
            c == '.' && chars.peek().is_some_and(|c| *c == ' ')
        };
        if ends && length >= wanted {
            cut.push(std::mem::take(&mut now).trim().to_string());
            wanted = shortest * rng.usize(1..LONGEST);
            length = 0;
        }
    }
    cut.push(now.trim().to_string());
    cut.retain(|paragraph| weight(paragraph) >= shortest);
    cut
}
