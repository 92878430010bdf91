//! What the column did to each line: whether it tore the line, and how wide it is.

use super::line::Sheet;
use super::line_ends::{self, REACH, SURE};

/// One in so many line ends around is soft where columns tear the lines: prose of short
/// paragraphs has no more.
const ONE_IN: usize = 3;

/// What the column did to one line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Set {
    /// Whether the lines around are torn by a column.
    pub(super) wrapped: bool,
    /// Whether this line goes on in the next one.
    pub(super) torn: bool,
    /// Whether this line and the next are rows of one headline.
    pub(super) stacked: bool,
    /// The width of the column, in cells.
    pub(super) width: u32,
}

/// Read the column around each line. The last line of the page is never torn.
pub(super) fn read(sheet: &Sheet<'_>) -> Vec<Set> {
    let ends = line_ends::read(sheet);
    let mut torn = vec![0];
    for end in &ends {
        torn.push(torn[torn.len() - 1] + usize::from(end.chance >= SURE));
    }
    let set = |i: usize| {
        let (from, to) = (i.saturating_sub(REACH), ends.len().min(i + REACH + 1));
        Set {
            wrapped: (torn[to] - torn[from]) * ONE_IN >= to - from,
            torn: ends[i].chance >= SURE,
            stacked: false,
            width: ends[i].width,
        }
    };
    (0..ends.len()).map(set).collect()
}
