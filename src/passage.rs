//! Passages: the pieces of a page that stand once or several times.

use std::ops::{Range, RangeInclusive};

use crate::alignment::Run;

/// One piece of the page: never across a block's edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The piece, in symbols of the view; empty for a block without symbols.
    pub range: Range<usize>,
    /// The block it lies in.
    pub block: usize,
    /// The passages that are printings of the same text as this; `None` when it
    /// stands once.
    pub family: Option<usize>,
}

/// All passages, in page order, and the families among them.
#[derive(Clone, Debug, Default)]
pub struct Passages {
    /// The pieces, in page order.
    pub all: Vec<Passage>,
    /// For each family its passages, in page order; at least two each.
    pub families: Vec<Vec<usize>>,
}

/// Two passages of one view, the first before the second, with the runs in which
/// they agree.
#[derive(Clone, Debug)]
pub struct Parallel {
    /// Runs that agree, in order on both sides; never empty.
    pub runs: Vec<Run>,
}

impl Parallel {
    /// The passage that stands first on the page, in symbols.
    pub fn first(&self) -> Range<usize> {
        let (start, end) = (self.runs[0], self.runs[self.runs.len() - 1]);
        start.first as usize..(end.first + end.len) as usize
    }

    /// The passage that stands second.
    pub fn second(&self) -> Range<usize> {
        let (start, end) = (self.runs[0], self.runs[self.runs.len() - 1]);
        start.second as usize..(end.second + end.len) as usize
    }

    /// Share of symbols that agree, between 0 and 1 (twice the agreeing ones over
    /// both lengths).
    pub fn identity(&self) -> f64 {
        let equal: u32 = self.runs.iter().map(|r| r.len).sum();
        2.0 * f64::from(equal) / (self.first().len() + self.second().len()) as f64
    }

    /// How many symbols of a stretch of the first passage agree with the second.
    pub fn agreeing(&self, stretch: Range<usize>) -> usize {
        let from = self.runs.partition_point(|r| ((r.first + r.len) as usize) <= stretch.start);
        let runs = self.runs[from..].iter().take_while(|r| (r.first as usize) < stretch.end);
        runs.map(|r| {
            let (start, end) = (r.first as usize, (r.first + r.len) as usize);
            end.min(stretch.end) - start.max(stretch.start)
        })
        .sum()
    }

    /// What of the two lies in two stretches that begin and end together; `None` when nothing
    /// does.
    pub fn clip(&self, first: Range<usize>, second: Range<usize>) -> Option<Parallel> {
        let inside = self.runs.iter().filter_map(|run| {
            let over = |start: u32, side: &Range<usize>| {
                let before = side.start.saturating_sub(start as usize) as u32;
                let after = (start + run.len).saturating_sub(side.end as u32);
                (before, after)
            };
            let (a, b) = (over(run.first, &first), over(run.second, &second));
            let (before, after) = (a.0.max(b.0), a.1.max(b.1));
            let is_inside = before + after < run.len || before + after + run.len == 0;
            is_inside.then(|| Run {
                first: run.first + before,
                second: run.second + before,
                len: run.len - before - after,
            })
        });
        let runs: Vec<Run> = inside.collect();
        (!runs.is_empty()).then_some(Parallel { runs })
    }

    /// The stretches between runs, where the two differ (one side may be empty).
    pub fn differences(&self) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + '_ {
        self.runs.windows(2).map(difference)
    }

    /// Where a place between symbols of the first passage lies in the second.
    pub fn to_second(&self, at: usize) -> usize {
        project(self.runs.iter().map(|r| (r.first, r.second, r.len)), at)
    }

    /// The places of the second passage that a place of the first may be: several at a
    /// difference for which the second has more.
    pub fn places_in_second(&self, at: usize) -> RangeInclusive<usize> {
        let run = self.runs.partition_point(|r| ((r.first + r.len) as usize) < at);
        let beside = self.runs[run.saturating_sub(1)..].windows(2).take(2).map(difference);
        let mut wider = beside.filter(|(first, second)| {
            first.start <= at && at <= first.end && first.len() < second.len()
        });
        match wider.next() {
            Some((first, second)) => {
                second.start + (at - first.start)..=second.end - (first.end - at)
            }
            None => {
                let at = self.to_second(at);
                at..=at
            }
        }
    }

    /// Where a place of the second passage lies in the first.
    pub fn to_first(&self, at: usize) -> usize {
        project(self.runs.iter().map(|r| (r.second, r.first, r.len)), at)
    }
}

/// What lies between two runs, on either side.
fn difference(pair: &[Run]) -> (Range<usize>, Range<usize>) {
    let (a, b) = (pair[0], pair[1]);
    ((a.first + a.len) as usize..b.first as usize, (a.second + a.len) as usize..b.second as usize)
}

/// A place inside a run maps exactly; a place in a difference to the end of the
/// difference when it is nearer to its end, else to its start.
fn project(runs: impl Iterator<Item = (u32, u32, u32)>, at: usize) -> usize {
    let at = at as u32;
    let mut before: Option<(u32, u32)> = None;
    for (from, to, len) in runs {
        if at < from {
            let Some((from_end, to_end)) = before else { return to as usize };
            return if at - from_end < from - at { to_end as usize } else { to as usize };
        }
        if at <= from + len {
            return (to + at - from) as usize;
        }
        before = Some((from + len, to + len));
    }
    before.map_or(0, |(_, to)| to as usize)
}

/// What the page repeats.
#[derive(Clone, Debug, Default)]
pub struct Repeats {
    /// The page cut into passages, each with its twins.
    pub passages: Passages,
    /// Passages that stand in several texts and belong to each, in symbols: their
    /// places in page order, at least two each.
    pub linked: Vec<Vec<Range<usize>>>,
    /// Pairs of passages that are one text or two of one form.
    pub similar: Vec<Similar>,
}

/// Two passages that are one text or two of one form.
#[derive(Clone, Debug)]
pub struct Similar {
    /// The two, in bytes of the page.
    pub spans: [Range<usize>; 2],
    /// Share of symbols that agree, between 0 and 1.
    pub identity: f64,
    /// What differs, in bytes of the page, what says most first.
    pub differs: Vec<[Range<usize>; 2]>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parallel_is_clipped_on_both_sides_alike() {
        let run = |first, second, len| Run { first, second, len };
        let parallel = Parallel { runs: vec![run(0, 100, 8), run(9, 109, 20), run(30, 130, 5)] };
        let clip = |first, second| parallel.clip(first, second).map(|clipped| clipped.runs);
        let both = vec![run(4, 104, 4), run(9, 109, 20), run(30, 130, 3)];
        assert_eq!(clip(4..33, 104..140), Some(both));
        assert_eq!(clip(8..40, 108..129), Some(vec![run(9, 109, 20)]));
        assert_eq!(clip(40..50, 140..150), None);
    }
}
