//! What is proposed for a page before it is settled.

use crate::ledger::Edit;
use crate::reason::Reason;

/// A block that is no part of the article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LeftOut {
    /// The block, by index.
    pub block: usize,
    /// Why.
    pub reason: Reason,
}

/// Changes and omissions that the page proposes by itself, without other printings.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Proposals {
    /// Changes, sorted by span. Two may touch the same text; the surer is to be taken.
    pub edits: Vec<Edit>,
    /// Blocks to leave out, in page order, each once; never all of the page.
    pub left_out: Vec<LeftOut>,
}
