//! Line breaks that a column made, taken out again.
//!
//! ```text
//! 河水在夜里又涨了三        河水在夜里又涨了三十厘米。
//! 十厘米。               →
//! the river rose again      the river rose again in the night
//! in the night
//! ```
//!
//! The ugly answer is one rule for both: a space inside 三 十, or `againin`.
//! A break is replaced by nothing where the text needs no space and by one space
//! where it does; words divided by a hyphen are [`super::hyphen`]'s.
//!
//! # Heuristics
//! - Beside an ideograph, kana or full-width mark there is no space. Hangul and
//!   all else is spaced.
//! - In a block set mostly in ideographs only two Latin words are spaced: a figure
//!   cut in two (`35⏎00万斤`) is one figure.
//! - A dash or slash that touches its word touches the next one too.

use super::hyphen::Hyphens;
use super::junk;
use crate::block::{Block, BlockKind};
use crate::ledger::{Edit, Evidence};
use crate::reason::{Reason, Tier};
use crate::script::{find_break, is_blank, is_unspaced, may_have_unspaced};
use crate::source::{Source, Span};

/// The edits that put each block's lines into one, sorted by span and disjoint.
/// Verse keeps its lines. `known` tells whether a word is in the lexicon; words
/// of the page itself are attested without it.
pub fn unwrap(source: &Source, blocks: &[Block], known: impl Fn(&str) -> bool) -> Vec<Edit> {
    let hyphens = Hyphens::new(source.text(), &known);
    let mut edits = Vec::new();
    for block in blocks.iter().filter(|block| block.kind != BlockKind::Verse) {
        let text = source.slice(block.span);
        let mut unspaced = None;
        let mut at = 0;
        while let Some(gap) = next_break(text, at) {
            at = gap.end;
            let (before, after) = (&text[..gap.start], &text[gap.end..]);
            let start = block.span.start();
            let span = source.span(start + gap.start..start + gap.end);
            let from = edits.len();
            if let Some(hyphen) = hyphens.divided(before, after) {
                edits.extend(hyphen.edits(source, span));
            } else {
                let unspaced = *unspaced.get_or_insert_with(|| mostly_unspaced(text));
                edits.push(bridge(span, between(before, after, unspaced)));
            }
            if gap.junk {
                let bridges = edits[from..].iter_mut().filter(|edit| edit.span == span);
                bridges.for_each(|edit| edit.reason = Reason::JunkLine);
            }
        }
    }
    edits
}

/// The edit that puts `text` in the place of a line break.
pub(super) fn bridge(gap: Span, text: &str) -> Edit {
    Edit {
        span: gap,
        text: text.to_string(),
        reason: Reason::LineWrap,
        tier: Tier::Safe,
        evidence: Evidence::text(),
    }
}

/// A line break, in bytes of its block.
struct Break {
    start: usize,
    end: usize,
    /// Whether lines of junk lie in it.
    junk: bool,
}

/// The next line break from `from` on, with the white space around it and the lines
/// of junk after it.
fn next_break(text: &str, from: usize) -> Option<Break> {
    let at = from + find_break(&text[from..])?;
    let start = from + text[from..at].trim_end_matches(is_blank).len();
    let end = text.len() - text[at..].trim_start_matches(is_blank).len();
    let junk = junk::lead(&text[end..]);
    Some(Break { start, end: end + junk, junk: junk > 0 })
}

/// What stands between two lines put together.
fn between(before: &str, after: &str, unspaced: bool) -> &'static str {
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else {
        return "";
    };
    if is_tight(left) || is_tight(right) {
        return "";
    }
    if unspaced && !(left.is_alphabetic() && right.is_alphabetic()) {
        return "";
    }
    let touches = |mut chars: std::str::Chars<'_>, back: bool| {
        let inner = if back { chars.nth_back(1) } else { chars.nth(1) };
        inner.is_some_and(char::is_alphanumeric)
    };
    let binds = |c: char| matches!(c, '—' | '―' | '/');
    if (binds(left) && touches(before.chars(), true))
        || (binds(right) && touches(after.chars(), false))
    {
        return "";
    }
    " "
}

/// Whether `c` stands without spaces: ideographs, kana, full-width marks and forms.
fn is_tight(c: char) -> bool {
    is_unspaced(c)
        || matches!(c, '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF65}' | '\u{FE30}'..='\u{FE4F}')
}

/// Whether ideographs and kana make a third of the letters or more.
fn mostly_unspaced(text: &str) -> bool {
    if !may_have_unspaced(text) {
        return false;
    }
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    text.chars().filter(|c| is_unspaced(*c)).count() * 3 >= letters.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with the edits of the tiers up to `tier` applied.
    fn unwrapped(text: &str, kind: BlockKind) -> String {
        let source = Source::from_text("t", text);
        let block = Block { span: source.whole(), kind };
        let mut out = String::new();
        let mut at = 0;
        for edit in unwrap(&source, &[block], |_| false) {
            assert!(edit.span.start() >= at, "edits overlap or run backwards");
            if edit.tier == Tier::Safe {
                out.push_str(&text[at..edit.span.start()]);
                out.push_str(&edit.text);
                at = edit.span.end();
            }
        }
        out + &text[at..]
    }

    #[test]
    fn breaks_go_as_the_script_needs() {
        for (torn, whole) in [
            ("河水又涨了\u{3000}\n\u{3000}三十厘米", "河水又涨了三十厘米"),
            ("the river rose \r\n again", "the river rose again"),
            ("강물이\n다시", "강물이 다시"),
            ("今年收了35\n00万斤,\n2020年", "今年收了3500万斤,2020年"),
            ("所谓Open\nData是指", "所谓Open Data是指"),
            ("カタカナ\nです", "カタカナです"),
            ("he came—\nand went", "he came—and went"),
            ("two words —\nand more", "two words — and more"),
            ("in 1914\n200 men", "in 1914 200 men"),
            ("„Ja“,\nsagte er", "„Ja“, sagte er"),
        ] {
            assert_eq!(unwrapped(torn, BlockKind::Paragraph), whole);
        }
    }

    #[test]
    fn verse_keeps_its_lines() {
        assert_eq!(
            unwrapped("春水绕村流，\n桃花满渡头。", BlockKind::Verse),
            "春水绕村流，\n桃花满渡头。"
        );
    }
}
