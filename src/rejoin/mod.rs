//! Rejoin: which end continues at which start.
//!
//! Ends and starts need not be neighbours: a caption, a heading or a further copy
//! may stand between. So every open end is tried against the paragraphs around
//! it; which of the seams found is used is settled later, when it is known which
//! copies stay.

pub mod ends;

mod attested;
mod seam;

pub use attested::Attested;
pub use seam::{GAP_MARK, JOINED, JOINED_APART, Judge, Seam, Side};

use std::ops::Range;

use rayon::prelude::*;

use crate::block::BlockKind;
use crate::sheet::Sheet;
use crate::source::Span;
use ends::Ending;

/// How many blocks ahead and back a continuation is looked for: a column break
/// is bridged over the pictures and boxes of a page, not over a page.
const WINDOW: usize = 24;

/// A seam between two blocks.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The block that breaks off, by index.
    pub left: usize,
    /// The block that may continue it.
    pub right: usize,
    /// How well it does.
    pub seam: Seam,
}

/// All seams that may be joins, by left block and then by right.
pub fn find(sheet: &Sheet<'_>) -> Vec<Candidate> {
    let blocks = sheet.blocks;
    let open: Vec<usize> = (0..blocks.len()).filter(|block| is_open(sheet, *block)).collect();
    let pairs = |left: usize| {
        let near = left.saturating_sub(WINDOW)..(left + WINDOW + 1).min(blocks.len());
        near.filter(move |right| *right != left && blocks[*right].kind == BlockKind::Paragraph)
            .map(move |right| (left, right))
    };
    let edges = open.iter().flat_map(|left| pairs(*left)).filter_map(|(left, right)| {
        let (left, right) = (sheet.view.block(left), sheet.view.block(right));
        let symbols = sheet.view.symbols();
        Some((*symbols[left].last()?, *symbols[right].first()?))
    });
    let attested = Attested::gather(sheet.view, blocks.len(), edges);
    let judge = Judge { lexicon: sheet.lexicon, view: sheet.view, attested: &attested };
    open.par_iter()
        .flat_map_iter(|left| pairs(*left))
        .filter_map(|(left, right)| {
            let seam = judge.seam(block_side(sheet, left), block_side(sheet, right));
            (seam.points + 1 >= JOINED).then_some(Candidate { left, right, seam })
        })
        .collect()
}

/// Whether a block may go on elsewhere.
fn is_open(sheet: &Sheet<'_>, block: usize) -> bool {
    let block = sheet.blocks[block];
    block.kind == BlockKind::Paragraph
        && !matches!(
            ends::ending(sheet.source.slice(block.span)),
            Ending::Complete | Ending::Announcing
        )
}

fn block_side<'a>(sheet: &Sheet<'a>, block: usize) -> Side<'a> {
    side(sheet, sheet.view.block(block), sheet.blocks[block].span)
}

/// A stretch of the page as a side of a seam: its symbols and its text.
pub fn side<'a>(sheet: &Sheet<'a>, range: Range<usize>, text: Span) -> Side<'a> {
    Side {
        text: sheet.source.slice(text),
        weight: sheet.view.weight(range.clone()),
        symbols: &sheet.view.symbols()[range],
    }
}
