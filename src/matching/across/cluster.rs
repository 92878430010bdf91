//! Cluster: reprints of one passage gathered.
//!
//! ```text
//! page 1   |A1 A2|                     clusters  {A1 A2: pages 1, 4}
//! page 2   |A1|                                  {A1: pages 1, 2}
//! page 3   |A2|                                  {A2: pages 1, 3}
//! page 4   |A1 A2|
//! ```
//!
//! Only verified passages are joined, and only where their ends are the same: a
//! part printed alone is a passage of its own, which the whole contains. Chance
//! overlaps at the edges would otherwise chain all of a newspaper together.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Reprint;

/// Part of the longer that two passages of one page must share to be one passage.
/// Noise at both ends of a short one takes about a tenth.
const SAME: f64 = 0.8;

/// A passage on one page.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Printing {
    /// The page, by index.
    pub page: u32,
    /// Where it stands, in symbols of the page.
    pub range: Range<usize>,
}

/// Printings of one passage, in page order.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cluster {
    /// At least two, on at least two pages.
    pub printings: Vec<Printing>,
}

/// Gather reprints into clusters, by their first printing.
pub fn clusters(reprints: &[Reprint]) -> Vec<Cluster> {
    let mut sides: Vec<(Printing, usize)> = Vec::with_capacity(2 * reprints.len());
    for (index, reprint) in reprints.iter().enumerate() {
        sides.push((reprint.first.clone(), index));
        sides.push((reprint.second.clone(), index));
    }
    sides.sort_by_key(|(p, index)| (p.page, p.range.start, p.range.end, *index));
    let passages = passages(&sides);
    let mut parent: Vec<usize> = (0..passages.len()).collect();
    let mut passage_of: Vec<Option<usize>> = vec![None; reprints.len()];
    for (at, (members, _)) in passages.iter().enumerate() {
        for side in members {
            match passage_of[sides[*side].1] {
                None => passage_of[sides[*side].1] = Some(at),
                Some(other) => unite(&mut parent, other, at),
            }
        }
    }
    let mut clusters: Vec<Vec<Printing>> = vec![Vec::new(); passages.len()];
    for (at, (_, printing)) in passages.into_iter().enumerate() {
        clusters[root(&mut parent, at)].push(printing);
    }
    clusters.retain(|printings| printings.len() > 1);
    clusters.into_iter().map(|printings| Cluster { printings }).collect()
}

/// Sides that are one passage of one page, with what they cover together.
fn passages(sides: &[(Printing, usize)]) -> Vec<(Vec<usize>, Printing)> {
    let mut passages: Vec<(Vec<usize>, Printing)> = Vec::new();
    for (side, (printing, _)) in sides.iter().enumerate() {
        let recent = passages.iter_mut().rev().take_while(|(_, p)| p.page == printing.page);
        // Sides come by their start, so a passage further back than a few starts too early.
        match recent.take(RECENT).find(|(_, p)| is_same(&p.range, &printing.range)) {
            Some((members, passage)) => {
                members.push(side);
                passage.range.end = passage.range.end.max(printing.range.end);
            }
            None => passages.push((vec![side], printing.clone())),
        }
    }
    passages
}

/// How many passages before one are searched for the same.
const RECENT: usize = 64;

fn is_same(a: &Range<usize>, b: &Range<usize>) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    shared as f64 >= SAME * a.len().max(b.len()) as f64
}

fn root(parent: &mut [usize], mut of: usize) -> usize {
    while parent[of] != of {
        parent[of] = parent[parent[of]];
        of = parent[of];
    }
    of
}

fn unite(parent: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parent, a), root(parent, b));
    parent[a.max(b)] = a.min(b);
}
