//! Archive: many pages, each made a fair copy, and what is printed on more than one.
//!
//! # Steps
//! ```text
//! record     a page as it is handed in
//! prepare    record → fair copy, ledger and folded text
//! strings    folded text → short strings with what stands beside them
//! shared     strings of one hash → places of two pages that may be one passage
//! reprints   places of two pages → passages aligned and verified
//! repeats    passages of the whole archive → printings gathered, read, linked
//! summary    counts of all of it
//! ```
//! Every step is a pure function over plain, serialisable records, and none depends on
//! the order in which they arrive: what keeps, sorts and hands on records is the
//! caller's. Nothing here reads or writes a file.

mod base;
mod bridge;
mod context;
pub mod fold;
pub mod folded;
pub mod prepare;
mod readings;
pub mod record;
pub mod repeats;
pub mod summary;
pub mod untouched;
mod verdict;
mod words;

pub use folded::Folded;
pub use prepare::{Prepared, prepare};
pub use record::Record;
pub use untouched::Untouched;

/// What an archive run may be told.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What each page's cleaning is told.
    pub page: crate::Settings,
    /// Whether pages are cleaned; if not, they are only compared with one another.
    pub within: bool,
    /// What becomes of passages printed on several pages.
    pub across: Across,
    /// Whether what their printings read is settled; if not, they are only linked.
    pub readings: bool,
    /// Pages further apart than this many days are not compared.
    pub days: Option<u32>,
}

/// What becomes of a passage printed on several pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Across {
    /// Every page keeps its text; the printings are linked.
    Link,
    /// One printing stays, the others refer to it.
    Fold,
    /// Pages are not compared.
    Off,
}
