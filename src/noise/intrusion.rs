//! A Latin function word among ideographs: `城镇 and 乡村`.
//!
//! Which of 和, 与, 及, 并 it stands for only another printing knows, so here it is
//! flagged. Brands, titles and quoted English are not function words in small
//! letters with ideographs on both sides.

use super::proposal;
use crate::block::Block;
use crate::ledger::Edit;
use crate::reason::{Reason, Tier};
use crate::script::is_han;
use crate::source::Source;

const FUNCTION_WORDS: [&str; 8] = ["and", "or", "of", "the", "to", "in", "for", "with"];

pub(super) fn flag(source: &Source, block: Block, edits: &mut Vec<Edit>) {
    let text = source.slice(block.span);
    if !text.bytes().any(|b| b.is_ascii_lowercase()) {
        return;
    }
    let letters = |c: char| c.is_ascii_alphabetic();
    let mut at = 0;
    while let Some(start) = text[at..].find(letters).map(|s| at + s) {
        let end = text[start..].find(|c| !letters(c)).map_or(text.len(), |e| start + e);
        at = end;
        let before = text[..start].trim_end_matches(' ').chars().next_back();
        let after = text[end..].trim_start_matches(' ').chars().next();
        let between = before.is_some_and(is_han) && after.is_some_and(is_han);
        if between && FUNCTION_WORDS.contains(&&text[start..end]) {
            let from = block.span.start();
            let span = source.span(from + start..from + end);
            edits.push(proposal(span, &text[start..end], Reason::LatinIntrusion, Tier::Flag));
        }
    }
}
