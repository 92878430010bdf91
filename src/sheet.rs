//! A sheet: one page split and folded, ready to be compared and settled.

use crate::block::Block;
use crate::lexicon::Lexicon;
use crate::source::Source;
use crate::view::View;

/// What every stage after the folding looks at; nothing of it changes any more.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// The page's text.
    pub source: &'a Source,
    /// Its blocks, in page order.
    pub blocks: &'a [Block],
    /// The blocks folded.
    pub view: &'a View,
    /// The known words.
    pub lexicon: &'a Lexicon,
}
