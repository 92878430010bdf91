//! Noise: what scraping and recognition did to a text, mended where the text
//! itself shows it.
//!
//! # Steps
//! ```text
//! furniture  running heads, page numbers, navigation
//! wrap       line breaks of the column, hyphens at line ends
//! character  what no eye sees, ligatures, radicals, lost characters
//! spaces     单 字 之 间
//! doubled    a phrase, the tail of a word, a small word printed twice
//! intrusion  a Latin word among ideographs
//! digits     a letter in a figure
//! width      half-width marks in Han text, on request
//! ```
//!
//! Every rule proposes; what is applied is settled later, by tier.

pub mod hyphen;
pub mod wrap;

mod character;
mod compound;
mod digits;
mod doubled;
mod furniture;
mod intrusion;
mod spaces;
mod width;

use crate::block::{Block, BlockKind};
use crate::ledger::{Edit, Evidence};
use crate::lexicon::Lexicon;
use crate::proposal::{LeftOut, Proposals};
use crate::reason::{Reason, Tier};
use crate::source::{Source, Span};

/// What becomes of half-width marks inside Han text.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub enum Punctuation {
    /// They stay: newspapers print them so, and so do their web sites.
    #[default]
    Keep,
    /// They become full-width.
    Full,
}

/// What of the noise is mended on request.
#[derive(Clone, Copy, Default, Debug)]
pub struct Settings {
    /// Half-width marks inside Han text; the default keeps them.
    pub punctuation: Punctuation,
}

/// All that the text of the blocks proposes by itself.
pub fn mend(
    source: &Source,
    blocks: &[Block],
    lexicon: &Lexicon,
    settings: &Settings,
) -> Proposals {
    let mut edits = wrap::unwrap(source, blocks, |word| lexicon.contains(word));
    character::mend(source, &mut edits);
    for block in blocks.iter().filter(|b| b.kind != BlockKind::Furniture) {
        spaces::close(source, *block, &mut edits);
        doubled::mend(source, *block, lexicon, &mut edits);
        intrusion::flag(source, *block, &mut edits);
        digits::flag(source, *block, &mut edits);
        if settings.punctuation == Punctuation::Full {
            width::widen(source, *block, &mut edits);
        }
    }
    let left_out = left_out(source, blocks, &mut edits);
    edits.sort_by_key(|e| (e.span, e.tier));
    Proposals { edits, left_out }
}

/// The blocks that go; a page of nothing else keeps them, for then they are what
/// it says.
fn left_out(source: &Source, blocks: &[Block], edits: &mut Vec<Edit>) -> Vec<LeftOut> {
    let mut left_out = furniture::leave_out(source, blocks, edits);
    left_out.sort_by_key(|out| out.block);
    if left_out.len() == blocks.len() {
        let doubt = |out: LeftOut| proposal(blocks[out.block].span, "", out.reason, Tier::Flag);
        edits.extend(left_out.drain(..).map(doubt));
    }
    left_out
}

/// A proposal with the text itself as evidence.
fn proposal(span: Span, text: impl Into<String>, reason: Reason, tier: Tier) -> Edit {
    Edit { span, text: text.into(), reason, tier, evidence: Evidence::text() }
}

#[cfg(test)]
mod tests;
