//! Noise inside a block: what scraping and recognition did to its text, as edits.

pub mod hyphen;
pub mod wrap;
