//! Printings: which ends, and which starts, are one text.
//!
//! ```text
//! page    A [… the mayor spoke of]   B [… the old bridge.]   A' [… the mayor spoke of]   B'
//! ends    A and A' are one end: copies would share the probability between them
//! bar     a start that another printing shows behind a full stop continues nothing
//! ```

use crate::passage::{Passage, Passages};
use crate::script::{ends_sentence, is_closing, is_opening};
use crate::sheet::Sheet;

/// For each block the text that its end is of, and the text that its start is of, by the
/// first block that has it; `None` where another printing shows that no sentence is torn there.
pub(super) struct Printings {
    pub(super) ends: Vec<Option<usize>>,
    pub(super) starts: Vec<Option<usize>>,
    /// Whether all of a block stands elsewhere too.
    pub(super) copied: Vec<bool>,
}

impl Printings {
    /// The printings of a page's ends and starts.
    pub(super) fn of(sheet: &Sheet<'_>, passages: &Passages) -> Printings {
        let all: Vec<Option<usize>> = (0..sheet.blocks.len()).map(Some).collect();
        let mut copied = vec![!passages.families.is_empty(); sheet.blocks.len()];
        for passage in &passages.all {
            copied[passage.block] &= passage.family.is_some();
        }
        let mut printings = Printings { ends: all.clone(), starts: all, copied };
        for family in &passages.families {
            let copies: Vec<&Passage> = family.iter().map(|copy| &passages.all[*copy]).collect();
            let is_last = |p: &&&Passage| p.range.end == sheet.view.block(p.block).end;
            let is_first = |p: &&&Passage| p.range.start == sheet.view.block(p.block).start;
            let ends: Vec<usize> = copies.iter().filter(is_last).map(|p| p.block).collect();
            let starts: Vec<usize> = copies.iter().filter(is_first).map(|p| p.block).collect();
            let over = copies.iter().any(|p| !is_last(&p) && is_over_after(sheet, p));
            let begins = copies.iter().any(|p| !is_first(&p) && is_over_before(sheet, p));
            for block in &ends {
                printings.ends[*block] = (!over).then_some(ends[0]);
            }
            for block in &starts {
                printings.starts[*block] = (!begins).then_some(starts[0]);
            }
        }
        printings
    }
}

/// Whether a mark behind a passage, inside its block, ends the sentence.
fn is_over_after(sheet: &Sheet<'_>, passage: &Passage) -> bool {
    let last = sheet.view.span(sheet.source, passage.range.end - 1..passage.range.end);
    let next = sheet.view.offset(passage.range.end).max(last.end());
    sheet.source.text()[last.end()..next].contains(ends_sentence)
}

/// Whether a mark before a passage, inside its block, ends a sentence.
fn is_over_before(sheet: &Sheet<'_>, passage: &Passage) -> bool {
    let before = &sheet.source.text()[..sheet.view.offset(passage.range.start)];
    let marks = |c: char| is_closing(c) || is_opening(c) || c.is_whitespace();
    before.trim_end_matches(marks).ends_with(ends_sentence)
}
