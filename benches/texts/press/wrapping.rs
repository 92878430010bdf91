//! Wrapping: paragraphs broken into lines at the width of a column.

use fastrand::Rng;

use super::{Lines, Piece};

/// Widths of a column, in characters.
const WIDTHS_SPACED: std::ops::RangeInclusive<usize> = 32..=60;
const WIDTHS_HAN: std::ops::RangeInclusive<usize> = 16..=30;

/// Letters of a divided word that must go on either line at least.
const BEFORE_HYPHEN: usize = 4;
const AFTER_HYPHEN: usize = 3;

/// Break all pieces at one width.
pub(super) fn wrap(pieces: &mut [Piece], lines: Lines, spaced: bool, rng: &mut Rng) {
    let width = rng.usize(if spaced { WIDTHS_SPACED } else { WIDTHS_HAN });
    let indent = match (lines, spaced) {
        (Lines::Indent, true) => "    ",
        (Lines::Indent, false) => "\u{3000}\u{3000}",
        _ => "",
    };
    let between = if lines == Lines::Doubled { "\n\n" } else { "\n" };
    for piece in pieces {
        let text = format!("{indent}{}", piece.text);
        let mut broken =
            if spaced { words(&text, indent, width) } else { ideographs(&text, width) };
        if lines == Lines::Justified {
            let last = broken.len() - 1;
            broken[..last].iter_mut().for_each(|line| *line = justified(line, width));
        }
        piece.text = broken.join(between);
    }
}

fn ideographs(text: &str, width: usize) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    chars.chunks(width).map(|line| line.iter().collect()).collect()
}

/// Lines of words, long words divided by a hyphen where enough of them stays on either.
fn words(text: &str, indent: &str, width: usize) -> Vec<String> {
    let (mut lines, mut line) = (Vec::new(), indent.to_owned());
    let length = |text: &str| text.chars().count();
    let mut add = |lines: &mut Vec<String>, word: &str| {
        let mut word = word;
        loop {
            let fresh = line.trim().is_empty();
            let used = length(&line) + usize::from(!fresh);
            if used + length(word) <= width || fresh && length(word) >= width {
                if !fresh {
                    line.push(' ');
                }
                line.push_str(word);
                return;
            }
            let room = width.saturating_sub(used + 1);
            let divides = room >= BEFORE_HYPHEN
                && length(word) >= room + AFTER_HYPHEN
                && word.chars().all(char::is_alphabetic);
            if divides {
                let at = word.char_indices().nth(room).map_or(word.len(), |(at, _)| at);
                if !fresh {
                    line.push(' ');
                }
                line.push_str(&word[..at]);
                line.push('-');
                word = &word[at..];
            }
            lines.push(std::mem::take(&mut line));
        }
    };
    text.split_whitespace().for_each(|word| add(&mut lines, word));
    lines.push(line);
    lines
}

/// A line spaced out to the width.
fn justified(line: &str, width: usize) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let missing = width.saturating_sub(line.chars().count());
    let gaps = words.len() - 1;
    if gaps == 0 {
        return line.to_owned();
    }
    let mut out = words[0].to_owned();
    for (at, word) in words[1..].iter().enumerate() {
        let more = missing / gaps + usize::from(at < missing % gaps);
        out.push_str(&" ".repeat(1 + more));
        out.push_str(word);
    }
    out
}
