//! A seam: where one text may continue another, and how well it does.

use std::ops::Range;

use crate::ledger::Evidence;
use crate::sheet::Sheet;
use crate::source::Span;

/// What stands visibly where text is known to be missing: square brackets are an
/// editor's own in every script, and dots in them say that something is left out.
pub const GAP_MARK: &str = "[…]";

/// Points from which two blocks that follow one another are one. An open end (2)
/// and one sign of continuation (2 or 3).
pub const JOINED: u8 = 4;

/// Points from which halves that other text stands between are one.
pub const PROVEN_APART: u8 = 5;

/// Points the two sides must show *together* when other text stands between them.
pub const JOINED_APART: u8 = 3;

/// How one text continues another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seam {
    /// Points for both sides and for the two together.
    pub points: u8,
    /// Of these, points for what only the two together show.
    pub together: u8,
    /// Letters are missing between.
    pub gap: bool,
    /// What stands between the two in the article.
    pub glue: &'static str,
    /// Bytes at the end of the first text that go: a hyphen of the line end.
    pub drop: usize,
    /// What the points rest on.
    pub evidence: Evidence,
}

/// One side of a seam: a text and its symbols.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The text, white space around it trimmed.
    pub text: &'a str,
    /// The same folded.
    pub symbols: &'a [u32],
    /// Length, in the weight of [`symbols_weight`](crate::view::symbols_weight).
    pub weight: usize,
}

impl<'a> Side<'a> {
    /// A stretch of the page as a side of a seam: its symbols and its text.
    pub fn new(sheet: &Sheet<'a>, symbols: Range<usize>, text: Span) -> Side<'a> {
        Side {
            text: sheet.source.slice(text),
            weight: sheet.view.weight(symbols.clone()),
            symbols: &sheet.view.symbols()[symbols],
        }
    }
}

/// A seam between two blocks.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The block that breaks off, by index.
    pub left: usize,
    /// The block that may continue it.
    pub right: usize,
    /// How well it does.
    pub seam: Seam,
    /// Whether what belongs together follows one another on this page: then the
    /// next block needs less to be the continuation.
    pub in_order: bool,
}

impl Candidate {
    /// Whether the right block is the continuation of the left by what is seen of
    /// the two: they follow one another, or show together that they belong so.
    pub fn is_proven(&self) -> bool {
        let follows = self.in_order && self.right == self.left + 1;
        follows && self.seam.points >= JOINED
            || self.seam.points >= PROVEN_APART && self.seam.together > 0
    }
}
