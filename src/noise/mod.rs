//! Noise inside a block: what scraping and recognition did to its text, as edits.

pub mod hyphen;
pub mod wrap;

/// Stub until the rules arrive.
pub fn mend(
    source: &crate::source::Source,
    blocks: &[crate::block::Block],
) -> Vec<crate::ledger::Edit> {
    let _ = (source, blocks);
    Vec::new()
}
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub enum Punctuation {
    #[default]
    Keep,
    Full,
}
#[derive(Clone, Copy, Default, Debug)]
pub struct Settings {
    pub punctuation: Punctuation,
}
