//! Paragraphs in one line, in lines of a width, and in two halves.

use faircopy::script::{ends_sentence, is_closing, is_unspaced};
use fastrand::Rng;

/// Letters of a part of a word at least.
const PART: usize = 3;

/// A text without its line breaks.
pub(crate) fn flow(text: &str) -> String {
    let mut flow = String::with_capacity(text.len());
    for line in text.split('\n') {
        let last = flow.chars().next_back();
        let hyphen = flow.ends_with(['-', '⸗', '¬'])
            && line.starts_with(char::is_lowercase)
            && flow.chars().rev().nth(1).is_some_and(char::is_alphabetic);
        if hyphen {
            flow.pop();
        } else if last.is_some_and(|c| !is_unspaced(c) && !line.starts_with(is_unspaced)) {
            flow.push(' ');
        }
        flow.push_str(line);
    }
    flow
}

/// A text in lines of a width, long words divided.
pub(crate) fn wrap(rng: &mut Rng, text: &str, width: usize, unspaced: bool) -> String {
    if unspaced {
        let chars: Vec<char> = text.chars().collect();
        let lines: Vec<String> = chars.chunks(width).map(|line| line.iter().collect()).collect();
        return lines.join("\n");
    }
    let divides = rng.bool();
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split_whitespace() {
        let mut word = word.to_string();
        let (have, len) = (line.chars().count(), word.chars().count());
        if have + len + 1 > width {
            let room = width.saturating_sub(have + 2);
            if divides && room >= 4 && room + 3 <= len && word.chars().all(char::is_alphabetic) {
                let head: String = word.chars().take(room).collect();
                word = word[head.len()..].to_string();
                lines.push(format!("{line} {head}-").trim().to_string());
            } else {
                lines.push(line);
            }
            line = String::new();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    lines.push(line);
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// The two halves of a text torn at a line end, inside a clause, or at any word.
pub(crate) fn cut(rng: &mut Rng, text: &str, unspaced: bool) -> Option<(String, String)> {
    let ends = |c: Option<char>| c.is_none_or(ends_sentence);
    let over = |left: &str| ends(left.trim_end_matches(is_closing).chars().next_back());
    if text.contains('\n') && rng.f64() < 0.8 {
        let breaks = text.match_indices('\n').map(|(at, _)| at);
        let breaks: Vec<usize> = breaks.filter(|at| !over(&text[..*at])).collect();
        let at = *rng.choice(&breaks)?;
        return Some((text[..at].to_string(), text[at + 1..].to_string()));
    }
    // Print that is read by machine loses hyphens.
    let in_word = !unspaced && rng.u32(..8) == 0;
    let in_clause = rng.f64() < 0.67;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let inner = chars.len() / 5..chars.len() * 4 / 5;
    for _ in 0..50 {
        let (at, c) = chars[rng.usize(inner.clone())];
        let left = &text[..at];
        if unspaced {
            let before = left.chars().next_back()?;
            let mark = |c: char| !c.is_alphanumeric();
            let barred = in_clause && (mark(before) || mark(c)) || c == '\n' || before == '\n';
            if !barred && !over(left) {
                return Some((left.to_string(), text[at..].to_string()));
            }
        } else if in_word {
            let is_letter = |at: usize| chars.get(at).is_some_and(|(_, c)| c.is_alphabetic());
            let place = chars.partition_point(|(before, _)| *before < at);
            if (place - PART..place + PART).all(is_letter) {
                return Some((left.to_string(), text[at..].to_string()));
            }
        } else if c == ' ' {
            let right = &text[at + 1..];
            let (last, first) = (left.chars().next_back()?, right.chars().next()?);
            let barred = in_clause
                && (!last.is_alphabetic() || last.is_uppercase() || !first.is_alphanumeric());
            if !barred && !over(left) && last != ':' {
                return Some((left.to_string(), right.to_string()));
            }
        }
    }
    None
}
