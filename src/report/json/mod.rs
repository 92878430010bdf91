//! The report for programs, and the only one that can be read back.
//!
//! The types in [`record`] are its own, so a change inside the tool never breaks
//! a reader; [`schema`] is generated from them. Everything a reader needs to
//! audit the ledger is in the report: [`Report::restore`] gives the input byte
//! for byte, [`Report::article`] replays the edits, and [`Report::verify`] holds
//! the ledger to its contract without trusting the report.

mod bytes;
mod layout;
mod marks;
mod read;
pub mod record;
mod term;
mod verify;
mod write;

pub use read::{ReadError, page_name, read};
pub use record::Report;
pub use write::{sha256, write};

/// The version of the report's form that this crate writes and reads.
pub const VERSION: u64 = 1;

/// The JSON Schema of a report.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Report);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is plain JSON");
    text.push('\n');
    text
}
