//! A seam: where one text may continue another, and how well it does.

use std::ops::Range;

use crate::ledger::Evidence;
use crate::reason::Tier;
use crate::sheet::Sheet;
use crate::source::Span;

/// What stands visibly where text is known to be missing: square brackets are an
/// editor's own in every script, and dots in them say that something is left out.
pub const GAP_MARK: &str = "[…]";

/// How one text continues another.
#[derive(Clone, Debug, PartialEq)]
pub struct Seam {
    /// Natural logarithm of the odds that it does.
    pub odds: f64,
    /// The tier of the join: [`Tier::Flag`] when it is not even suggested.
    pub tier: Tier,
    /// Letters are missing between.
    pub gap: bool,
    /// What stands between the two in the article.
    pub glue: &'static str,
    /// Bytes at the end of the first text that go: a hyphen of the line end.
    pub drop: usize,
    /// What the join rests on.
    pub evidence: Evidence,
}

impl Default for Seam {
    fn default() -> Seam {
        let evidence = Evidence::default();
        Seam { odds: f64::MIN, tier: Tier::Flag, gap: false, glue: "", drop: 0, evidence }
    }
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
}

impl Candidate {
    /// Whether the right block is the continuation of the left, as sure as what is applied.
    pub fn is_sure(&self) -> bool {
        self.seam.tier <= Tier::Weighed
    }
}
