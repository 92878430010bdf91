//! The width that most line ends agree with.
//!
//! A text that was wrapped at a width has each line end where the next word would not
//! have fitted: the end agrees with every width from the line's extent to one cell less
//! than what the line and the next word take. The width that most ends agree with, less a
//! half for each line that is longer, is the column's: a stabbing number of intervals.

use std::ops::Range;

use super::shape::Shape;

/// Where the width is looked for: the lines around, exactly; the same with slack, for
/// letters in print differ in width; what stands between two blank lines, with slack.
pub(super) const CONTEXTS: usize = 3;

/// Lines of a long page that its width is taken from, spread evenly.
const LINES_OF_PAGE: usize = 256;

/// Part of the width by which ends may differ in print.
pub(super) const SLACK: i32 = 20;

/// The widths that a line end agrees with, in cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Interval {
    pub(super) low: i32,
    pub(super) high: i32,
    /// Whether the next line follows without a gap, so that the end says something.
    pub(super) counts: bool,
    pub(super) stopped: bool,
}

impl Interval {
    pub(super) fn of(line: &Shape, next: Option<&Shape>, counts: bool) -> Interval {
        let low = line.extent as i32;
        let after = next.map_or(0, |next| {
            let blank = i32::from(!line.tight_end && !next.tight_start);
            blank + next.word as i32 - 1
        });
        let counts = counts && next.is_some();
        Interval { low, high: low + after, counts, stopped: line.is_stopped() }
    }
}

/// What the ends of some lines agree on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Agreement {
    /// The width that most of them agree with, and how far from it an end may lie.
    pub(super) width: i32,
    pub(super) slack: i32,
    /// Ends that agree with it, and all that count.
    pub(super) agree: u32,
    pub(super) ends: u32,
    /// The same without those after a full stop.
    pub(super) agree_open: u32,
    pub(super) open: u32,
    /// Lines that are longer, and all lines.
    pub(super) longer: u32,
    pub(super) lines: u32,
    /// How much the lines differ in extent, in cells.
    pub(super) spread: u32,
}

impl Agreement {
    pub(super) fn of(intervals: &[Interval], loose: bool) -> Agreement {
        let width = best(intervals, loose);
        let slack = if loose { width / SLACK } else { 0 };
        let mut found =
            Agreement { width, slack, lines: intervals.len() as u32, ..Agreement::default() };
        let (mut sum, mut squares) = (0_i64, 0_i64);
        for interval in intervals {
            found.longer += u32::from(interval.low > width + slack);
            if !interval.counts {
                continue;
            }
            let agrees = interval.low <= width + slack && interval.high >= width - slack;
            found.ends += 1;
            found.agree += u32::from(agrees);
            found.open += u32::from(!interval.stopped);
            found.agree_open += u32::from(agrees && !interval.stopped);
            sum += i64::from(interval.low);
            squares += i64::from(interval.low) * i64::from(interval.low);
        }
        let ends = i64::from(found.ends.max(1));
        found.spread = (squares / ends - (sum / ends) * (sum / ends)).max(0).isqrt() as u32;
        found
    }

    /// What the ends of a whole page agree on.
    pub(super) fn of_page(intervals: &[Interval]) -> Agreement {
        let step = intervals.len() / LINES_OF_PAGE + 1;
        let some: Vec<Interval> = intervals.iter().step_by(step).copied().collect();
        Agreement::of(&some, true)
    }

    /// Cells by which an end falls short of the width; below 0 where the next word had
    /// no room, and none where the line is longer than the width.
    pub(super) fn short(&self, interval: Interval) -> Option<i32> {
        (interval.low <= self.width + self.slack).then_some(self.width - interval.high)
    }
}

/// Among the bounds of the intervals the one that most ends agree with, the widest of equals.
fn best(intervals: &[Interval], loose: bool) -> i32 {
    let bounds = |interval: &Interval| {
        let slack = if loose { interval.low / SLACK } else { 0 };
        (interval.low - slack, interval.high + slack)
    };
    let score = |width: i32| {
        let worth = |interval: &Interval| {
            let (low, high) = bounds(interval);
            match interval.counts {
                _ if low > width => -1,
                true if high >= width => 2,
                _ => 0,
            }
        };
        intervals.iter().map(worth).sum::<i32>()
    };
    let widths = intervals.iter().flat_map(|interval| [interval.low, interval.high]);
    widths.map(|width| (score(width), width)).max().map_or(0, |(_, width)| width)
}

/// What was last agreed on, so that it is found once for lines that share their surroundings.
#[derive(Default)]
pub(super) struct Last {
    lines: Range<usize>,
    found: Agreement,
}

impl Last {
    pub(super) fn agreement(
        &mut self,
        intervals: &[Interval],
        lines: Range<usize>,
        loose: bool,
    ) -> Agreement {
        if self.lines != lines {
            self.found = Agreement::of(&intervals[lines.clone()], loose);
            self.lines = lines;
        }
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(low: i32, high: i32) -> Interval {
        Interval { low, high, counts: true, stopped: false }
    }

    #[test]
    fn most_ends_agree_with_the_width_they_were_wrapped_at() {
        let column = [interval(27, 31), interval(30, 33), interval(29, 30), interval(12, 19)];
        let found = Agreement::of(&column, false);
        assert_eq!((found.width, found.agree, found.ends), (30, 3, 4));
        assert!(found.short(column[3]).is_some_and(|short| short > 0));
        assert!(found.short(column[0]).is_some_and(|short| short <= 0));
    }

    #[test]
    fn a_line_that_is_longer_speaks_against_a_width() {
        let list = [interval(10, 14), interval(10, 14), interval(60, 66), interval(58, 64)];
        assert_eq!(Agreement::of(&list, false).width, 64);
        assert_eq!(Agreement::of(&[], true).width, 0);
    }
}
