//! Chains: seeds that follow one another at about the same distance.
//!
//! A seed alone is chance. Where one text stands twice, its seeds line up: each
//! is as far from its twin as the one before, up to a few characters that one
//! printing has and the other has not. Seeds on one diagonal make a segment,
//! segments on neighbouring diagonals make a chain.

use rustc_hash::FxHashMap;

use super::seeds::Hit;

/// How far two neighbouring seeds of a chain may lie apart, in symbols. At 15 %
/// noise in both copies a stretch of sixty letters without a common seed of
/// eight is still seen once in a few hundred letters.
pub(super) const MAX_GAP: u32 = 64;

/// By how much the distance may change from one seed to the next, in symbols:
/// a clause that one printing adds.
const MAX_DRIFT: u32 = 24;

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

/// Hits (sorted by diagonal and place) gathered into chains of segments, in order
/// of their start.
pub(super) fn chains(hits: &[Hit], seed_len: impl Fn(u32) -> u32) -> Vec<Vec<Segment>> {
    let mut segments = segments(hits, seed_len);
    segments.sort_unstable_by_key(|s| (s.first, s.diagonal));
    let mut chains: Vec<Vec<Segment>> = Vec::new();
    let mut open = Open::default();
    for segment in segments {
        match open.take_nearest(segment) {
            Some(chain) => {
                chains[chain].push(segment);
                open.put(segment, chain);
            }
            None => {
                chains.push(vec![segment]);
                open.put(segment, chains.len() - 1);
            }
        }
    }
    chains
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

/// Chains that may still grow, by the diagonal they are on: the end of each, which is at
/// hand here so that none of millions has to be looked up, and which chain it is of.
#[derive(Default)]
struct Open {
    by_diagonal: FxHashMap<u32, Vec<(Segment, usize)>>,
}

impl Open {
    fn put(&mut self, segment: Segment, chain: usize) {
        self.by_diagonal.entry(segment.diagonal / MAX_DRIFT).or_default().push((segment, chain));
    }

    /// The chain a segment continues best: the one whose end is nearest. It is
    /// taken out, for its end moves to another diagonal.
    fn take_nearest(&mut self, segment: Segment) -> Option<usize> {
        let bucket = segment.diagonal / MAX_DRIFT;
        let mut nearest: Option<(u32, u32, usize)> = None;
        for bucket in bucket.saturating_sub(1)..=bucket + 1 {
            let Some(open) = self.by_diagonal.get_mut(&bucket) else { continue };
            open.retain(|(last, _)| last.end + MAX_GAP >= segment.first);
            for (index, (last, _)) in open.iter().enumerate() {
                if let Some(cost) = cost(*last, segment)
                    && nearest.is_none_or(|(least, _, _)| cost < least)
                {
                    nearest = Some((cost, bucket, index));
                }
            }
        }
        let (_, bucket, index) = nearest?;
        Some(self.by_diagonal.get_mut(&bucket)?.swap_remove(index).1)
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
