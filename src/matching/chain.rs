//! Chains: seeds that follow one another at about the same distance.
//!
//! A seed alone is chance. Where one text stands twice, its seeds line up: each
//! is as far from its twin as the one before, up to a few characters that one
//! printing has and the other has not. Seeds on one diagonal make a segment,
//! segments on neighbouring diagonals make a chain.

use super::seeds::Hit;

/// How far two neighbouring seeds of a chain may lie apart, in symbols. At 15 %
/// noise in both copies a stretch of sixty letters without a common seed of
/// eight is still seen once in a few hundred letters.
pub(super) const MAX_GAP: u32 = 64;

/// By how much the distance may change from one seed to the next, in symbols:
/// a clause that one printing adds, a line of a newspaper column that one lost.
const MAX_DRIFT: u32 = 48;

/// Seeds on one diagonal: symbols `first..end` of the first side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    pub(super) first: u32,
    pub(super) end: u32,
    pub(super) diagonal: u32,
}

impl Segment {
    fn second_end(self) -> u32 {
        self.end + self.diagonal
    }
}

/// Chains, in order of their start.
#[derive(Debug)]
pub(super) struct Chains {
    /// Their segments, chain after chain.
    segments: Vec<Segment>,
    /// Where each chain ends among these.
    ends: Vec<usize>,
}

impl Chains {
    pub(super) fn iter(&self) -> impl Iterator<Item = &[Segment]> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.segments[start..*end])
    }

    /// Segments in order of their start, each with the number of its chain.
    fn gather(segments: &[Segment], chain_of: &[u32], count: usize) -> Chains {
        let mut ends = vec![0; count];
        chain_of.iter().for_each(|chain| ends[*chain as usize] += 1);
        // Where the next segment of each chain goes; in the end, where the chain ends.
        let mut start = 0;
        for end in &mut ends {
            start += std::mem::replace(end, start);
        }
        let mut gathered = segments.to_vec();
        for (segment, chain) in segments.iter().zip(chain_of) {
            let next = &mut ends[*chain as usize];
            gathered[*next] = *segment;
            *next += 1;
        }
        Chains { segments: gathered, ends }
    }
}

/// Hits (sorted by diagonal and place) gathered into chains of segments.
pub(super) fn chains(hits: &[Hit], seed_len: impl Fn(u32) -> u32) -> Chains {
    let mut segments = segments(hits, seed_len);
    segments.sort_unstable_by_key(|s| (s.first, s.diagonal));
    let mut open = Open::new(&segments);
    let (mut chain_of, mut count): (Vec<u32>, usize) = (Vec::with_capacity(segments.len()), 0);
    for at in 0..segments.len() {
        let chain = open.take_nearest(at).map(|before| chain_of[before]);
        chain_of.push(chain.unwrap_or(count as u32));
        count += usize::from(chain.is_none());
        open.put(at);
    }
    Chains::gather(&segments, &chain_of, count)
}

fn segments(hits: &[Hit], seed_len: impl Fn(u32) -> u32) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    for hit in hits {
        let end = hit.first + seed_len(hit.first);
        match segments.last_mut() {
            Some(last) if last.diagonal == hit.diagonal() && hit.first <= last.end + MAX_GAP => {
                last.end = last.end.max(end);
            }
            _ => segments.push(Segment { first: hit.first, end, diagonal: hit.diagonal() }),
        }
    }
    segments
}

/// Ends of chains that may still grow, by the diagonal they are on: a list for each few
/// diagonals, linked through the segments, so that none of millions has to be moved.
struct Open<'a> {
    segments: &'a [Segment],
    /// The segment put last into each list.
    last: Vec<u32>,
    /// For each segment the one put into its list before it.
    before: Vec<u32>,
}

/// No segment.
const NONE: u32 = u32::MAX;

impl<'a> Open<'a> {
    fn new(segments: &'a [Segment]) -> Open<'a> {
        let lists = segments.len().next_power_of_two().max(4);
        Open { segments, last: vec![NONE; lists], before: vec![NONE; segments.len()] }
    }

    /// The list of a stretch of diagonals; stretches far apart may share one.
    fn list(&self, stretch: u32) -> usize {
        stretch as usize & (self.last.len() - 1)
    }

    fn put(&mut self, at: usize) {
        let list = self.list(self.segments[at].diagonal / MAX_DRIFT);
        self.before[at] = std::mem::replace(&mut self.last[list], at as u32);
    }

    /// The segment that another continues best: the one whose end is nearest, the earliest
    /// of equals. It is taken out, for the end of its chain moves to another diagonal.
    fn take_nearest(&mut self, at: usize) -> Option<usize> {
        let next = self.segments[at];
        let stretch = next.diagonal / MAX_DRIFT;
        // Its cost, which it is, its list and what stands after it there.
        let mut nearest: Option<(u32, u32, usize, u32)> = None;
        for stretch in stretch.saturating_sub(1)..=stretch + 1 {
            let list = self.list(stretch);
            let mut link = self.last[list];
            let mut after = NONE;
            while link != NONE {
                let (last, before) = (self.segments[link as usize], self.before[link as usize]);
                if last.end + MAX_GAP < next.first {
                    self.unlink(list, after, before);
                    link = before;
                    continue;
                }
                let better = |cost: &u32| {
                    nearest.is_none_or(|(least, earliest, ..)| (*cost, link) < (least, earliest))
                };
                if let Some(cost) = cost(last, next).filter(better) {
                    nearest = Some((cost, link, list, after));
                }
                (after, link) = (link, before);
            }
        }
        let (_, found, list, after) = nearest?;
        self.unlink(list, after, self.before[found as usize]);
        Some(found as usize)
    }

    /// Close a list over a segment that is left out, between the two beside it.
    fn unlink(&mut self, list: usize, after: u32, before: u32) {
        match after {
            NONE => self.last[list] = before,
            after => self.before[after as usize] = before,
        }
    }
}

/// What it costs to go on from `last` to `next`; `None` when that cannot be.
fn cost(last: Segment, next: Segment) -> Option<u32> {
    let drift = last.diagonal.abs_diff(next.diagonal);
    let forward = next.end > last.end && next.second_end() > last.second_end();
    let second_gap = (next.first + next.diagonal).saturating_sub(last.second_end());
    let gap = next.first.saturating_sub(last.end).max(second_gap);
    (forward && drift <= MAX_DRIFT && gap <= MAX_GAP).then_some(drift + gap)
}
