//! Half-width marks inside Han text made full-width, on request.
//!
//! ```text
//! 他说,好吗?         →  他说，好吗？
//! 3.5%、12:30、a,b    stay: figures and Latin text
//! ```
//! A mark is widened only between ideographs (or at the end of a line after one);
//! a point or a semicolon never, for they stand in codes and figures too.

use super::proposal;
use crate::block::Block;
use crate::ledger::Edit;
use crate::reason::{Reason, Tier};
use crate::script::{is_closing, is_han, is_opening};
use crate::source::Source;

pub(super) fn widen(source: &Source, block: Block, edits: &mut Vec<Edit>) {
    let text = source.slice(block.span);
    let mut open = Vec::new();
    // Where the last bracket that becomes full-width ends: a mark after it stands
    // after a full-width one, or a second run would see more than the first.
    let mut bracket_end = None;
    for (at, c) in text.char_indices() {
        let before = text[..at].chars().next_back();
        let after = text[at + c.len_utf8()..].chars().next();
        let han_before = bracket_end == Some(at)
            || before.is_some_and(|c| is_han(c) || is_closing(c) && !c.is_ascii());
        let han_after = after.is_none_or(|c| {
            is_han(c) || c == '\n' || (is_opening(c) || is_closing(c)) && !c.is_ascii()
        });
        match c {
            ',' | '?' | '!' | ':' if han_before && han_after => {
                edits.push(widened(source, block, at, c));
            }
            '(' => open.push((at, han_before && after.is_some_and(is_han))),
            ')' => {
                // A pair is widened together or not at all.
                if let Some((start, wide)) = open.pop()
                    && wide
                    && before.is_some_and(is_han)
                {
                    edits.push(widened(source, block, start, '('));
                    edits.push(widened(source, block, at, ')'));
                    bracket_end = Some(at + 1);
                }
            }
            _ => {}
        }
    }
}

fn widened(source: &Source, block: Block, at: usize, c: char) -> Edit {
    let start = block.span.start() + at;
    let full = char::from_u32(c as u32 + 0xFEE0).unwrap_or(c);
    proposal(source.span(start..start + 1), full, Reason::PunctuationWidth, Tier::Safe)
}
