//! Rejoin: which end continues at which start.
//!
//! Ends and starts need not be neighbours: a caption, a heading or a further copy
//! may stand between. So every open end is tried against the paragraphs around
//! it; which of the seams found is used is settled later, when it is known which
//! copies stay.

mod across;
mod attested;
mod fit;
mod seam;
mod torn;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use attested::Attested;
use fit::{Fits, within_reach};
use seam::{Judge, Right};

use crate::block::BlockKind;
use crate::seam::{Candidate, JOINED, Seam, Side};
use crate::sheet::Sheet;

/// How many blocks ahead and back a continuation is looked for: a column break
/// is bridged over the pictures and boxes of a page, not over a page.
const WINDOW: usize = 24;

/// All seams that may be joins, by left block and then by right.
pub fn find(sheet: &Sheet<'_>) -> Vec<Candidate> {
    let blocks = sheet.blocks;
    let open: Vec<usize> = (0..blocks.len()).filter(|block| is_open(sheet, *block)).collect();
    let (ends, starts) = torn::edges(sheet);
    let mut pairs: Vec<(usize, usize)> = open.iter().flat_map(|b| near(sheet, *b)).collect();
    let torn = ends.iter().flat_map(|e| within_reach(&starts, e.block).map(|s| (e.block, s.block)));
    pairs.extend(torn);
    pairs.sort_unstable();
    pairs.dedup();
    let edges = pairs.iter().filter_map(|(left, right)| {
        let (left, right) = (sheet.view.block(*left), sheet.view.block(*right));
        let symbols = sheet.view.symbols();
        Some((*symbols[left].last()?, *symbols[right].first()?))
    });
    let attested = Attested::gather(sheet.view, blocks.len(), edges);
    let fits = Fits::weigh(sheet, &attested, &ends, &starts);
    let judge = Judge { lexicon: sheet.lexicon, view: sheet.view, attested: &attested };
    // Each is tried against many lefts.
    let mut rights: FxHashMap<usize, Right<'_>> = FxHashMap::default();
    for (_, right) in &pairs {
        rights.entry(*right).or_insert_with(|| Right::new(block_side(sheet, *right)));
    }
    let by_left: Vec<&[(usize, usize)]> = pairs.chunk_by(|a, b| a.0 == b.0).collect();
    let of_left = |pairs: &&[(usize, usize)]| {
        let side = judge.left(block_side(sheet, pairs[0].0));
        let near = |(left, right): &&(usize, usize)| {
            left.abs_diff(*right) <= WINDOW || fits.stands_out(*left, *right)
        };
        let candidate = |&(left, right): &(usize, usize)| {
            let seam = side.as_ref().map(|side| judge.seam(side, &rights[&right]));
            let (seam, in_order) = (seam.unwrap_or_default(), fits.in_order());
            let candidate = fits.amend(Candidate { left, right, seam, in_order });
            (candidate.seam.points + 1 >= JOINED).then_some(candidate)
        };
        pairs.iter().filter(near).filter_map(candidate).collect::<Vec<_>>()
    };
    by_left.par_iter().flat_map_iter(of_left).collect()
}

/// A block and each paragraph near it.
fn near(sheet: &Sheet<'_>, left: usize) -> impl Iterator<Item = (usize, usize)> {
    let near = left.saturating_sub(WINDOW)..(left + WINDOW + 1).min(sheet.blocks.len());
    near.filter(move |right| *right != left && sheet.blocks[*right].kind == BlockKind::Paragraph)
        .map(move |right| (left, right))
}

/// Whether a block may go on elsewhere.
fn is_open(sheet: &Sheet<'_>, block: usize) -> bool {
    let block = sheet.blocks[block];
    block.kind == BlockKind::Paragraph && torn::is_open(sheet.source.slice(block.span))
}

fn block_side<'a>(sheet: &Sheet<'a>, block: usize) -> Side<'a> {
    Side::new(sheet, sheet.view.block(block), sheet.blocks[block].span)
}

/// How well one stretch continues another, where what stood between was cut away.
pub fn continues(sheet: &Sheet<'_>, left: Side<'_>, right: Side<'_>) -> Seam {
    let attested = Attested::default();
    let judge = Judge { lexicon: sheet.lexicon, view: sheet.view, attested: &attested };
    judge.left(left).map_or_else(Seam::default, |left| judge.seam(&left, &Right::new(right)))
}

#[cfg(test)]
mod tests;
