//! From characters, which reports count in, to bytes of the text.

use crate::ledger::Breach;

/// Where each character of a text starts, in bytes.
pub(super) struct Marks(Vec<u32>);

impl Marks {
    pub(super) fn of(text: &str) -> Result<Marks, Breach> {
        let end =
            u32::try_from(text.len()).map_err(|_| Breach("the text is longer than 4 GB".into()))?;
        Ok(Marks(text.char_indices().map(|(at, _)| at as u32).chain([end]).collect()))
    }

    /// The byte a character starts at, if the text has it.
    pub(super) fn byte(&self, char: u64) -> Option<usize> {
        self.0.get(usize::try_from(char).ok()?).map(|at| *at as usize)
    }

    /// The bytes of a range of characters, if the text has it.
    pub(super) fn range(&self, [start, end]: [u64; 2]) -> Result<std::ops::Range<usize>, String> {
        if start > end {
            return Err(format!("characters {start} to {end} run backwards"));
        }
        let outside = || {
            format!("characters {start} to {end} leave the text, which has {}", self.0.len() - 1)
        };
        Ok(self.byte(start).ok_or_else(outside)?..self.byte(end).ok_or_else(outside)?)
    }
}
