//! A fair copy of scraped or OCR'd newspaper text.
//!
//! # Steps
//! ```text
//! decode → split → view → match → rejoin → settle → report
//! bytes    blocks  folded  repeats  joins,   article,  text, diff,
//! → Source                          gaps     edits     JSON, HTML
//! ```

pub mod block;
pub mod ledger;
pub mod noise;
pub mod reason;
pub mod script;
pub mod source;
pub mod split;

use block::Block;
use ledger::Ledger;
use source::Source;

/// One page and its fair copy.
#[derive(Clone, Debug)]
pub struct FairCopy {
    /// The page as it came.
    pub source: Source,
    /// Its blocks, in page order.
    pub blocks: Vec<Block>,
    /// What happened to every byte of it.
    pub ledger: Ledger,
}

impl FairCopy {
    /// The canonical, deduplicated article.
    pub fn article(&self) -> String {
        self.ledger.replay(&self.source)
    }
}

/// What [`clean`](crate) gives: a fair copy per page, in the order the pages came.
#[derive(Clone, Debug)]
pub struct Cleaned {
    /// The fair copies.
    pub pages: Vec<FairCopy>,
}
