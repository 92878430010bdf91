//! Noise: what scraping and recognition did to a text, mended where the text
//! itself shows it.
//!
//! # Steps
//! ```text
//! furniture  running heads, page numbers, navigation
//! junk       lines of stray marks
//! wrap       line breaks of the column, hyphens at line ends
//! character  what no eye sees, ligatures, radicals, lost characters
//! spaces     单 字 之 间
//! doubled    a phrase, the tail of a word, a small word printed twice
//! twin       a character printed twice
//! intrusion  a Latin word among ideographs
//! digits     a letter in a figure
//! leftover   a hyphen of a line end in mid-line, on request
//! letters    full-width letters against the page's habit
//! mixture    a character of the other Chinese script
//! mojibake   text read with the wrong table
//! width      half-width marks in Han text
//! habit      what the page does all the time, told once
//! ```
//!
//! Every rule proposes; what is applied is settled later, by tier.

pub mod hyphen;
pub mod leftover;
pub mod wrap;

mod character;
mod compound;
mod digits;
mod division;
mod doubled;
mod exception;
mod furniture;
mod habit;
mod intrusion;
mod junk;
mod letters;
mod misread_gbk;
mod mixture;
mod mojibake;
mod spaces;
mod twin;
mod width;

use crate::block::{Block, BlockKind};
use crate::ledger::{Edit, Evidence};
use crate::lexicon::Lexicon;
use crate::proposal::{LeftOut, Proposals};
use crate::reason::{Reason, Tier};
use crate::script::may_have_unspaced;
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
    mojibake::mend(source, lexicon, &mut edits);
    character::mend(source, &mut edits);
    let letters = letters::rare_width(source.text());
    let script = mixture::rare_script(source.text());
    for block in blocks.iter().filter(|b| b.kind != BlockKind::Furniture) {
        if may_have_unspaced(source.slice(block.span)) {
            spaces::close(source, *block, &mut edits);
            intrusion::flag(source, *block, &mut edits);
            twin::flag(source, *block, lexicon, &mut edits);
        }
        digits::flag(source, *block, &mut edits);
        if let Some(rare) = letters {
            letters::flag(source, *block, rare, &mut edits);
        }
        if let Some(rare) = script {
            mixture::flag(source, *block, lexicon, rare, &mut edits);
        }
    }
    doubled::mend(source, blocks, lexicon, &mut edits);
    width::mend(source, blocks, settings.punctuation, &mut edits);
    let left_out = left_out(source, blocks, &mut edits);
    edits.sort_by_key(|e| (e.span, e.tier));
    habit::merge(source, &mut edits);
    Proposals { edits, left_out }
}

/// The blocks that go; a page of nothing else keeps them, for then they are what
/// it says.
fn left_out(source: &Source, blocks: &[Block], edits: &mut Vec<Edit>) -> Vec<LeftOut> {
    let mut left_out = furniture::leave_out(source, blocks, edits);
    left_out.extend(junk::leave_out(source, blocks, edits));
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
