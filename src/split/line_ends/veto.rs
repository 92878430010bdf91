//! Line ends that are hard whatever the sum says.

use std::ops::Range;

use super::around::{Count, Sums};
use super::features::Page;
use super::shape::{Opening, Shape};
use super::width::{Agreement, Interval, SLACK};

/// Lines around an end that may show a width of their own.
const AROUND: usize = 5;

/// Whether an end falls short of the width of the column by a fifth or more, in all that
/// could be its column: a paragraph's last line.
pub(super) fn is_short(page: &Page, i: usize) -> bool {
    let own = page.intervals[i];
    let short = |found: &Agreement| i64::from(own.high) * 5 < i64::from(found.width) * 4;
    let near = i.saturating_sub(AROUND - 1)..page.intervals.len().min(i + AROUND + 1);
    let lone = page.block.len() <= 2;
    // Where a column runs around a picture, lines that begin with a mark tell of it.
    let marked = page.shapes[i..=i + 1].iter().any(|line| line.opening == Opening::Closing);
    !marked
        && short(&page.found[1])
        && (lone || short(&page.found[2]))
        && short(&Agreement::of(&page.intervals[near], true))
}

/// Whether a line end is hard by what the two lines are: addresses, or rows of a table.
pub(super) fn is_hard(own: &Shape, next: &Shape, sums: &Sums, window: &Range<usize>) -> bool {
    let rows = sums.over(Count::Wide, window) * 2 > window.len() as u32;
    let figures = |line: &Shape| line.tokens > 2 && line.figures * 2 >= line.tokens;
    next.starts_address
        || own.is_address
        || (own.wide > 0 && next.wide > 0 && rows)
        || (figures(own) && figures(next))
}

/// Whether every line of a page is followed by a blank one, so that one says nothing.
pub(super) fn is_doubled(blanks: &[u32]) -> bool {
    let gaps = blanks.get(1..).unwrap_or_default();
    let any = gaps.iter().filter(|blanks| **blanks >= 1).count();
    let one = gaps.iter().filter(|blanks| **blanks == 1).count();
    let without = (gaps.len() - any) * SLACK as usize;
    gaps.len() >= AROUND && without <= gaps.len() && one * 2 >= gaps.len()
}

/// The interval of each line's end.
pub(super) fn intervals(shapes: &[Shape], gaps: &[bool]) -> Vec<Interval> {
    let of = |(i, line): (usize, &Shape)| {
        let next = shapes.get(i + 1);
        Interval::of(line, next, next.is_some() && !gaps[i + 1])
    };
    shapes.iter().enumerate().map(of).collect()
}
