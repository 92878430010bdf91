//! Spaces inside a run of single ideographs.
//!
//! ```text
//! 会议 指 出 要 坚 持 节 约      →  会议指出要坚持节约… (the run only)
//! 张三 李四 王五                 stays: words, not single characters
//! 王 明                          stays: a name spaced out
//! 静 夜 思                       stays: a heading or a verse set wide
//! ```

use super::proposal;
use crate::block::{Block, BlockKind};
use crate::ledger::Edit;
use crate::reason::{Reason, Tier};
use crate::script::is_han;
use crate::source::Source;

/// Single ideographs in a row, each spaced, that are no name and no list of
/// surnames: names have two to four characters.
const RUN: usize = 5;

pub(super) fn close(source: &Source, block: Block, edits: &mut Vec<Edit>) {
    if block.kind != BlockKind::Paragraph {
        return;
    }
    let text = source.slice(block.span);
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let is_single = |i: usize| {
        let lone = |at: Option<&(usize, char)>| at.is_none_or(|(_, c)| !is_han(*c));
        is_han(chars[i].1)
            && lone(i.checked_sub(1).and_then(|b| chars.get(b)))
            && lone(chars.get(i + 1))
    };
    let mut i = 0;
    while i < chars.len() {
        let mut end = i;
        while is_single(end)
            && chars.get(end + 1).is_some_and(|(_, c)| *c == ' ')
            && end + 2 < chars.len()
            && is_single(end + 2)
        {
            end += 2;
        }
        let singles = (end - i) / 2 + 1;
        if singles >= RUN {
            for space in (i + 1..end).step_by(2) {
                let at = block.span.start() + chars[space].0;
                let span = source.span(at..at + 1);
                edits.push(proposal(span, "", Reason::SpaceIdeographs, Tier::Safe));
            }
        }
        i = end + 1;
    }
}
