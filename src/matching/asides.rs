//! Asides: titles, bylines and captions that are repeated with their text.
//!
//! ```text
//! A NEW READING ROOM                     A NEW READlNG ROOM
//! By Our Own Correspondent               By Our Own Correspondent
//! The new reading room was opened …      The new reading room was opened …
//! ```
//!
//! Alone, a line like this says nothing: two articles by one reporter share a
//! byline, two on one matter a title. It is a further copy only where it stands
//! before (a caption or a byline also after) text that is one.

use super::passages::Sets;
use crate::block::BlockKind;
use crate::passage::Passage;
use crate::sheet::Sheet;

/// Share of characters that must agree between two such lines (Levenshtein over
/// the longer). They are short: below this, two titles differ in a word.
const ALIKE: f64 = 0.8;

/// Unite the asides around two passages that are printings of one text.
pub(super) fn unite(sheet: &Sheet<'_>, all: &[Passage], twins: (usize, usize), sets: &mut Sets) {
    for (step, kinds) in [
        (-1, &[BlockKind::Heading, BlockKind::Byline, BlockKind::Caption][..]),
        (1, &[BlockKind::Byline, BlockKind::Caption]),
    ] {
        let mut at = twins;
        while let Some(next) = beside(sheet, all, at, step, kinds) {
            sets.unite(next.0, next.1);
            at = next;
        }
    }
}

/// The two asides next to the two passages, if they are alike.
fn beside(
    sheet: &Sheet<'_>,
    all: &[Passage],
    (first, second): (usize, usize),
    step: isize,
    kinds: &[BlockKind],
) -> Option<(usize, usize)> {
    let (a, b) = (first.checked_add_signed(step)?, second.checked_add_signed(step)?);
    let line = |at: usize, from: usize| {
        let passage = all.get(at)?;
        let block = sheet.blocks[passage.block];
        let apart = passage.block != all[from].block;
        (apart && kinds.contains(&block.kind)).then(|| folded(sheet.source.slice(block.span)))
    };
    let (x, y) = (line(a, first)?, line(b, second)?);
    (a != b && strsim::normalized_levenshtein(&x, &y) >= ALIKE).then_some((a, b))
}

/// A line without its spacing, marks and case.
fn folded(line: &str) -> String {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
