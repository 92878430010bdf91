//! Full-width letters and digits on a page that sets half-width ones, or the other
//! way round.
//!
//! ```text
//! 300 艘 … 1916 年 … ２０ 艘        the last is flagged: 20 艘
//! ３ 人 … 5 艘 … 20 人 … ７ 天       a style (one digit wide, more of them half): stays
//! ```
//! Only flagged: it may be printed so. The page's own majority tells, not a norm.

use super::exception::exception;
use super::proposal;
use crate::block::Block;
use crate::ledger::Edit;
use crate::reason::{Reason, Tier};
use crate::source::Source;

/// A width of letters and digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Width {
    Full,
    Half,
}

/// Read the page's habit: the width that is its exception.
pub(super) fn rare_width(text: &str) -> Option<Width> {
    // Full-width forms begin with one byte.
    if !text.as_bytes().contains(&0xEF) {
        return None;
    }
    let full = text.chars().filter(|c| half(*c).is_some()).count();
    let narrow = text.bytes().filter(u8::is_ascii_alphanumeric).count();
    exception((Width::Full, full), (Width::Half, narrow))
}

/// Flag each word or figure of a block in the width that is the exception.
pub(super) fn flag(source: &Source, block: Block, rare: Width, edits: &mut Vec<Edit>) {
    let text = source.slice(block.span);
    let other = |c: char| match rare {
        Width::Full => half(c),
        Width::Half => full(c),
    };
    let mut at = 0;
    while let Some(start) = text[at..].find(|c| other(c).is_some()).map(|s| at + s) {
        let end = text[start..].find(|c| other(c).is_none()).map_or(text.len(), |e| start + e);
        at = end;
        let from = block.span.start();
        let span = source.span(from + start..from + end);
        let letters: String = text[start..end].chars().filter_map(other).collect();
        edits.push(proposal(span, letters, Reason::LetterWidth, Tier::Flag));
    }
}

/// A full-width letter or digit in half width.
fn half(c: char) -> Option<char> {
    let half = char::from_u32((c as u32).checked_sub(WIDE)?)?;
    half.is_ascii_alphanumeric().then_some(half)
}

/// A half-width letter or digit in full width.
fn full(c: char) -> Option<char> {
    c.is_ascii_alphanumeric().then(|| char::from_u32(c as u32 + WIDE)).flatten()
}

/// How far the full-width forms lie from their half-width twins.
const WIDE: u32 = 0xFEE0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::BlockKind;

    fn flagged(text: &str) -> Vec<String> {
        let source = Source::from_text("t", text);
        let block = Block { span: source.whole(), kind: BlockKind::Paragraph };
        let mut edits = Vec::new();
        if let Some(rare) = rare_width(text) {
            flag(&source, block, rare, &mut edits);
        }
        edits.into_iter().map(|edit| edit.text).collect()
    }

    #[test]
    fn the_width_that_is_rare_on_the_page_is_doubted() {
        let half = "1916年有300艘船进港,1917年有415艘,1918年有287艘,其中";
        assert_eq!(flagged(&format!("{half}２０艘是木船。")), ["20"]);
        assert_eq!(flagged("In 1916 the harbour saw 300 ships, ＡＢ among them."), ["AB"]);
        let full = "１９１６年有３００艘船进港,１９１７年有４１５艘,１９１８年有２８７艘,其中";
        assert_eq!(flagged(&format!("{full}20艘是木船。")), ["２０"]);
    }

    #[test]
    fn a_second_habit_is_none_and_few_letters_tell_nothing() {
        for text in [
            "３人、５艘、１９１６年,1917年、1918年、1919年、20人、30人、400人。",
            "１艘、20人",
            "全角の１と半角の2",
            "",
        ] {
            assert_eq!(flagged(text), [""; 0], "{text}");
        }
    }
}
