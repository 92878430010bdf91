//! A hyphen and a space where the printed line ended and the text has no break.
//!
//! ```text
//! the pro- perty of the widow       the property of the widow
//! at half- past nine                at half-past nine
//! two- and threepenny loaves        stays
//! ```
//! Scanners that give a paragraph as one line leave such hyphens behind. They are
//! judged as those at line ends are; that a line ended here is likely, not shown.

use super::division::Leftover;
use super::hyphen::Hyphens;
use super::proposal;
use crate::block::{Block, BlockKind};
use crate::ledger::Edit;
use crate::lexicon::Lexicon;
use crate::reason::{Reason, Tier};
use crate::source::Source;

/// What stands for the line end.
const LEFT: &str = "- ";

/// The hyphens of the blocks that a line end left behind.
pub fn mend(source: &Source, blocks: &[Block], lexicon: &Lexicon) -> Vec<Edit> {
    let known = |word: &str| lexicon.contains(word);
    let hyphens = Hyphens::new(source.text(), &known);
    let mut edits = Vec::new();
    for block in blocks.iter().filter(|b| b.kind != BlockKind::Furniture) {
        let text = source.slice(block.span);
        for (at, _) in text.match_indices(LEFT) {
            let (before, after) = (&text[..=at], &text[at + LEFT.len()..]);
            let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
            if !small(text[..at].chars().next_back()) || !small(after.chars().next()) {
                continue;
            }
            let Some(division) = hyphens.divided(before, after) else { continue };
            let place = block.span.start() + at;
            let span = match division.leftover() {
                Some(Leftover::Join) => source.span(place..place + LEFT.len()),
                Some(Leftover::Close) => source.span(place + 1..place + LEFT.len()),
                None => continue,
            };
            edits.push(proposal(span, "", Reason::HyphenLeft, Tier::Likely));
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> String {
        let source = Source::from_text("t", text);
        let block = Block { span: source.whole(), kind: BlockKind::Paragraph };
        let mut text = text.to_string();
        for edit in mend(&source, &[block], Lexicon::builtin()).iter().rev() {
            text.replace_range(edit.span.start()..edit.span.end(), &edit.text);
        }
        text
    }

    #[test]
    fn a_divided_word_is_put_together() {
        assert_eq!(mended("the pro- perty was re- turned"), "the property was returned");
    }

    #[test]
    fn what_is_no_division_stays() {
        for text in
            ["two- and three-penny loaves", "Mr. Smith- Jones", "the Act - as read", "5- 6 lb."]
        {
            assert_eq!(mended(text), text);
        }
    }
}
