//! A letter inside a figure: `19l6`, `1O0`.
//!
//! Only flagged: a number is never changed on the word of one printing. Model
//! numbers and chemical signs (A4, H2O, 4S, 5G) begin or end with their letter.

use super::proposal;
use crate::block::Block;
use crate::ledger::Edit;
use crate::reason::{Reason, Tier};
use crate::source::Source;

pub(super) fn flag(source: &Source, block: Block, edits: &mut Vec<Edit>) {
    let text = source.slice(block.span);
    let bytes = text.as_bytes();
    for (at, around) in (1..).zip(bytes.windows(3)) {
        // Few places have a digit before them; many are an o or an l.
        if !around[0].is_ascii_digit() || !around[2].is_ascii_digit() {
            continue;
        }
        let like = match around[1] {
            b'O' | b'o' => '0',
            b'l' | b'I' => '1',
            _ => continue,
        };
        let start = at - bytes[..at].iter().rev().take_while(|b| b.is_ascii_digit()).count();
        let end = at + 1 + bytes[at + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
        let alone = |edge: Option<&u8>| edge.is_none_or(|b| !b.is_ascii_alphanumeric());
        let outside = start.checked_sub(1).and_then(|b| bytes.get(b));
        if alone(outside) && alone(bytes.get(end)) {
            let from = block.span.start() + at;
            let span = source.span(from..from + 1);
            edits.push(proposal(span, like, Reason::DigitLetter, Tier::Flag));
        }
    }
}
