//! Decide: the changes of a fair copy as a reader may accept or reject them, and
//! the article that comes of the decisions.
//!
//! ```text
//! fair copy → changes   what may be decided, each named by its content
//!           → draft     the article with a place for every decision
//! decisions → states    matched to the changes, what fits none is listed
//! draft + states → article
//! ```
//!
//! The draft is a plain tree, so that whatever plays it (this crate, a page in a
//! browser) gives the same bytes. With every change as it was it gives exactly the
//! article of the ledger.

mod carry_out;
mod change;
mod compose;
pub mod decisions;
mod doubts;
mod draft;
mod fitting;
mod gather;
mod links;
mod nest;
mod passages;
pub mod policy;
mod revise;
mod slots;
mod steps;
mod word;
mod written;

pub use carry_out::{By, carry_out};
pub use change::{Change, Choice, Key, Kind, State};
pub use draft::{Break, Draft, Node, Passage, Slot};
