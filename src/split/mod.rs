//! Cut a page into blocks and say what each is.
//!
//! ```text
//! 新桥通车                heading     新桥通车
//! □ 记者 王五             byline      □ 记者 王五
//! 昨日上午，横跨镇河的    paragraph   昨日上午，横跨镇河的新桥通车，
//! 新桥通车，两岸居民往            →   两岸居民往来不再绕行。
//! 来不再绕行。
//! - 全长 300 米           list item   - 全长 300 米
//! ```
//!
//! # Steps
//! 1. `line`: lines, their widths and indents.
//! 2. `line_ends`: which of them are soft, so that a column tore the line (`column`);
//!    `stack`: rows of one headline.
//! 3. `anchor`: lines whose own words say what they are (bylines, bullets,
//!    page numbers), lines that come back (`running`), then runs of lines that no column
//!    tore and that only together do (`run`: verse, tables).
//! 4. Lines a column tore make one block; `heading` tells headings from the
//!    torn ends of paragraphs, and what is left is a paragraph.
//!
//! A paragraph taken for a heading can never be put together again, while a
//! heading taken for a paragraph only loses its dress: doubt means paragraph.

mod anchor;
mod byline;
mod caption;
mod column;
mod furniture;
mod heading;
mod line;
pub mod line_ends;
mod mark;
mod run;
mod running;
mod stack;

use std::ops::Range;

use crate::block::{Block, BlockKind};
use crate::source::Source;
use column::Set;
use line::Sheet;

/// Widest line under a bullet that is still an item of the list, in cells: a long
/// sentence of 60 ideographs. What is longer has left the list.
const WIDEST_ITEM: u32 = 120;

/// The blocks of a page, in page order: disjoint, none empty, white space around
/// them left out, every other character in exactly one of them.
pub fn split(source: &Source) -> Vec<Block> {
    let sheet = Sheet::new(source.text());
    let mut sets = column::read(&sheet);
    stack::mark(&sheet, &mut sets);
    let mut kinds = anchor::kinds(&sheet, &sets);
    run::mark(&sheet, &sets, &mut kinds);
    let mut groups = group(&sheet, &sets, &kinds);
    heading::settle(&sheet, &sets, &mut groups);
    groups.iter().map(|group| group.block(source, &sheet)).collect()
}

/// Lines that make one block.
struct Group {
    lines: Range<usize>,
    /// `None` until nothing but heading or paragraph is left to decide.
    kind: Option<BlockKind>,
}

impl Group {
    fn block(&self, source: &Source, sheet: &Sheet<'_>) -> Block {
        let span = source.span_of(sheet.text_of(self.lines.clone()));
        Block { span, kind: self.kind.unwrap_or(BlockKind::Paragraph) }
    }
}

/// Put together the lines that make one block.
fn group(sheet: &Sheet<'_>, sets: &[Set], kinds: &[Option<BlockKind>]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (i, &kind) in kinds.iter().enumerate() {
        // A torn line may have a blank one after it, where every line has.
        let follows = sheet.follows(i) || (i > 0 && sets[i - 1].torn);
        if let Some(last) = groups.last_mut().filter(|_| follows) {
            if joins(sheet, sets[i - 1], last.kind, i, kind) {
                last.lines.end = i + 1;
                continue;
            }
            if last.kind == Some(BlockKind::ListItem) && kind.is_none() && is_item(sheet, i) {
                groups.push(Group { lines: i..i + 1, kind: Some(BlockKind::ListItem) });
                continue;
            }
        }
        groups.push(Group { lines: i..i + 1, kind });
    }
    groups
}

/// Whether line `i` belongs to the block the line before it ends.
fn joins(
    sheet: &Sheet<'_>,
    before: Set,
    last: Option<BlockKind>,
    i: usize,
    kind: Option<BlockKind>,
) -> bool {
    match (last, kind) {
        (Some(BlockKind::Verse), Some(BlockKind::Verse)) => true,
        // A headline of two lines, divided in the middle of a word.
        (Some(BlockKind::Heading), Some(BlockKind::Heading)) => {
            before.stacked || sheet.text(i - 1).ends_with('-')
        }
        (None | Some(BlockKind::ListItem), None) => {
            let by_picture = caption::opens(sheet.text(i)) || caption::credits(sheet.text(i - 1));
            before.torn && !by_picture && !mark::starts_item(sheet, i)
        }
        _ => false,
    }
}

/// Whether a line right under a list item, not torn from it, is a further item.
fn is_item(sheet: &Sheet<'_>, i: usize) -> bool {
    sheet.line(i).width <= WIDEST_ITEM && !line::finishes(sheet.text(i))
}

#[cfg(test)]
mod tests;
