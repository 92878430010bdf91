//! The command line: the only layer that parses flags, reads files or writes them.
//!
//! ```text
//! flags → plan → run → exit
//! ```
//!
//! [`Flags`] is what was typed. A [`Plan`] is what it means: every name checked,
//! every flag turned into the settings of the stage it belongs to. Running a plan
//! reads, calls the library, and writes; [`exit()`] turns the outcome into a status.

mod apply;
mod archive;
mod clean;
mod decided;
mod exit;
mod explain;
mod fault;
mod flags;
mod identity;
mod input;
mod learn;
mod output;
mod plan;
mod policy;
mod progress;
mod report;
mod review;
mod sitting;
mod terminal;

pub(crate) use exit::exit;
pub(crate) use flags::Flags;
pub(crate) use plan::Plan;
