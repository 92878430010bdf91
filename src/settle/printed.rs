//! Printed: the order in which all printings have their passages.
//!
//! ```text
//! page    a [had been lit. … B]   b [… the street. He]   a' [had been lit. …]   b' [… the street. He]
//! order   a before b, in both printings
//! seam    b → a' reads on, and is none: it leads from one printing round into the next
//! ```
//! A page that begins in mid-sentence and ends so, as most of a book do, reads on from its
//! end to its start. Where its parts stand in one order again and again, that is their
//! order in the article too.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use crate::passage::Passages;
use crate::seam::Candidate;

/// How far apart, in passages, two that follow one another may stand: what lies between,
/// and no other printing has, is dust.
const SOON: usize = 3;

/// For each family those whose passages follow its own, or go before them, in more than
/// one place, and seldomer the other way round.
pub(super) struct Printed(Vec<Vec<(usize, Ordering)>>);

impl Printed {
    /// The order of a page's families.
    pub(super) fn of(passages: &Passages) -> Printed {
        let all = passages.all.iter().enumerate();
        let repeated: Vec<(usize, usize)> =
            all.filter_map(|(at, passage)| Some((at, passage.family?))).collect();
        let mut times: FxHashMap<(usize, usize), usize> = FxHashMap::default();
        for pair in repeated.windows(2).filter(|pair| pair[1].0 - pair[0].0 <= SOON) {
            *times.entry((pair[0].1, pair[1].1)).or_default() += 1;
        }
        let mut order = vec![Vec::new(); passages.families.len()];
        for ((left, right), count) in &times {
            let back = times.get(&(*right, *left)).copied().unwrap_or(0);
            if *count > 1 && *count > back {
                order[*left].push((*right, Ordering::Greater));
                order[*right].push((*left, Ordering::Less));
            }
        }
        Printed(order)
    }

    /// How many of the others stand the other way round, given which passage of each
    /// family stays.
    pub(super) fn turned(&self, family: usize, stays: &[usize]) -> usize {
        let own = stays[family];
        let is_turned = |(other, order): &&(usize, Ordering)| stays[*other].cmp(&own) != *order;
        self.0[family].iter().filter(is_turned).count()
    }
}

/// Whether a seam leads from the end of one printing into the next: the text on its right
/// stands before that on its left, and again after it.
pub(super) fn leads_round(passages: &Passages, seam: &Candidate) -> bool {
    let all = &passages.all;
    let left = all.partition_point(|p| p.block <= seam.left).checked_sub(1);
    let right = all.partition_point(|p| p.block < seam.right);
    let family = |at: usize| passages.families.get(all.get(at)?.family?);
    let (Some(left), Some(right)) = (left.and_then(family), family(right)) else { return false };
    // Families come in page order and have two members or more.
    let next = right.iter().find(|at| **at > left[0]);
    right[0] < left[0] && next.is_some_and(|next| *next < left[1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passage::Passage;

    #[test]
    fn what_stands_in_one_order_again_and_again_is_turned_by_another() {
        // a b dust c  a' b' c'
        let families = vec![vec![0, 4], vec![1, 5], vec![3, 6]];
        let family = |at: usize| families.iter().position(|f: &Vec<usize>| f.contains(&at));
        let passage = |at: usize| Passage { range: at..at + 1, block: at, family: family(at) };
        let passages = Passages { all: (0..7).map(passage).collect(), families: families.clone() };
        let printed = Printed::of(&passages);
        let turned = |stays: [usize; 3]| (0..3).map(|f| printed.turned(f, &stays)).sum::<usize>();
        assert_eq!(turned([0, 1, 3]), 0);
        assert_eq!(turned([0, 1, 6]), 0);
        // The second b before the first c, each of the other.
        assert_eq!(turned([0, 5, 3]), 2);
    }
}
