//! Context: which copy of a passage stays.
//!
//! ```text
//! page     D: “…from five sides —”  [A… more]  [even, …]  D': [… from five sides —]  [A… more]
//! stays    D  announces A;  A… more | even, … are one sentence;  D' would announce nothing
//! ```
//!
//! "Whichever came first" is chance. The copy that stays is the one in its own
//! context: where the sentence around it is whole, where it follows what announces
//! it and is followed by its continuation, where its neighbours speak of the same
//! things. Each pair of neighbours has a bond, those on the page and those that become
//! neighbours when what stands between is folded; the copies are chosen so that the
//! article's bonds are worth most, runs of copies moving together. With nothing to
//! choose between them the first stays.

use std::cell::RefCell;
use std::ops::{Range, RangeInclusive};

use rustc_hash::FxHashMap;

use crate::passage::Passages;
use crate::seam::Candidate;
use crate::sheet::Sheet;

use super::bond::{ANNOUNCED, BROKEN, Bonds, ONE_SENTENCE, TURNED};
use super::order::Continues;
use super::printed::Printed;

/// Copies of one family that are tried; more than these are boilerplate.
const TRIED: usize = 16;

/// Rounds of moving runs of copies; the worst page seen settles in three.
const ROUNDS: usize = 8;

/// Places in a run where a move may begin or end, from each end of the run.
const BREAKS: usize = 32;

/// For each passage, whether it stays: all that stand once, one of each family.
pub(super) fn choose<'a>(
    sheet: &'a Sheet<'a>,
    passages: &'a Passages,
    seams: &[Candidate],
    continues: &'a Continues<'a>,
) -> Vec<bool> {
    let mut chosen = Choice::new(sheet, passages, seams, continues);
    for _ in 0..ROUNDS {
        if !chosen.improve() {
            break;
        }
    }
    chosen.kept
}

struct Choice<'a> {
    passages: &'a Passages,
    bonds: Bonds<'a>,
    /// Worth of keeping passage i and i + 1 both.
    beside: Vec<i32>,
    /// The same of two passages that only folded ones part, as far as it was asked for.
    apart: RefCell<FxHashMap<(usize, usize), i32>>,
    /// Worth of keeping passage i, whatever stands around it.
    own: Vec<i32>,
    printed: Printed,
    kept: Vec<bool>,
    /// The passage that stays, by family.
    stays: Vec<usize>,
}

impl<'a> Choice<'a> {
    fn new(
        sheet: &'a Sheet<'a>,
        passages: &'a Passages,
        seams: &[Candidate],
        continues: &'a Continues<'a>,
    ) -> Choice<'a> {
        let bonds = Bonds::new(sheet, passages, seams, continues);
        let len = passages.all.len();
        let own = (0..len).map(|i| bonds.own(i)).collect();
        let mut kept = vec![true; len];
        for family in &passages.families {
            for copy in &family[1..] {
                kept[*copy] = false;
            }
        }
        let stays = passages.families.iter().map(|family| family[0]).collect();
        Choice {
            passages,
            beside: bonds.all(),
            apart: RefCell::default(),
            bonds,
            own,
            printed: Printed::of(passages),
            kept,
            stays,
        }
    }

    /// Try every other copy of every family, with as much of the run around it as
    /// helps; whether anything moved.
    fn improve(&mut self) -> bool {
        let mut moved = false;
        for (index, family) in self.passages.families.iter().enumerate() {
            for to in family.iter().take(TRIED) {
                let from = self.stays[index];
                if from != *to {
                    moved |= self.move_run(from, *to);
                }
            }
        }
        moved
    }

    /// Move what is kept from the run that starts at `from` to the parallel run that
    /// starts at `to`: the whole, a first part or a last part, if that is worth more.
    fn move_run(&mut self, from: usize, to: usize) -> bool {
        if self.parallel(from, to, -1) > 0 {
            return false; // tried from the start of its run
        }
        let len = self.parallel(from, to, 1) + 1;
        let breaks = (1..len).take(BREAKS).chain((1..len).rev().take(BREAKS));
        // A first part goes up and a last part down: no printing has the two the other way
        // round, but where one run follows the other and its end announces the next.
        let (first, last) = (to < from, from < to);
        let next = from.max(to);
        let turns = from.abs_diff(to) == len && self.beside[next - 1] >= ANNOUNCED;
        let parts = breaks.flat_map(|at| {
            let first = (first || turns).then_some(0..at);
            first.into_iter().chain((last || turns).then_some(at..len))
        });
        let parts = std::iter::once(0..len).chain(parts);
        let mut best: Option<(i32, Vec<(usize, usize)>)> = None;
        for part in parts {
            let moves: Vec<(usize, usize)> = part.map(|k| (from + k, to + k)).collect();
            // Of equal worth, the earlier copy: it also frees what the later one binds.
            let gain = 2 * self.gain(&moves) + i32::from(to < from);
            if gain > 0 && best.as_ref().is_none_or(|(most, _)| gain > *most) {
                best = Some((gain, moves));
            }
        }
        let Some((_, moves)) = best else { return false };
        self.toggle(&moves);
        true
    }

    /// How many passages next to the two are copies of one another, the first
    /// being the one kept.
    fn parallel(&self, from: usize, to: usize, step: isize) -> usize {
        let family = |at: usize, by: usize| {
            let at = at.checked_add_signed(step * by as isize)?;
            self.passages.all.get(at).and_then(|p| p.family).map(|f| (f, self.kept[at]))
        };
        (1..)
            .take_while(|by| {
                matches!((family(from, *by), family(to, *by)),
                    (Some((a, true)), Some((b, false))) if a == b)
            })
            .count()
    }

    fn gain(&mut self, moves: &[(usize, usize)]) -> i32 {
        let before = self.worth(moves);
        self.toggle(moves);
        let after = self.worth(moves);
        self.toggle(moves);
        after - before
    }

    fn toggle(&mut self, moves: &[(usize, usize)]) {
        for (from, to) in moves {
            self.kept.swap(*from, *to);
            if let Some(family) = self.passages.all[*from].family {
                self.stays[family] = if self.kept[*to] { *to } else { *from };
            }
        }
    }

    /// Worth of all bonds and passages that a move touches.
    fn worth(&self, moves: &[(usize, usize)]) -> i32 {
        let (first, last) = (moves[0], moves[moves.len() - 1]);
        let (a, b) = (first.0.min(first.1), first.0.max(first.1));
        let len = last.0 - first.0;
        let (low, high) = (self.around(a..a + len + 1), self.around(b..b + len + 1));
        let seams = match low.end() >= high.start() {
            true => self.seams(*low.start()..=*high.end()),
            false => self.seams(low) + self.seams(high),
        };
        let own = moves.iter().flat_map(|(x, y)| [*x, *y]);
        let own: i32 = own.filter(|i| self.kept[*i]).map(|i| self.own[i]).sum();
        let families = moves.iter().filter_map(|(at, _)| self.passages.all[*at].family);
        let turned: usize = families.map(|family| self.printed.turned(family, &self.stays)).sum();
        seams + own + TURNED * turned as i32
    }

    /// A stretch of passages with the nearest on both sides that stay.
    fn around(&self, stretch: Range<usize>) -> RangeInclusive<usize> {
        let before = self.kept[..stretch.start].iter().rposition(|kept| *kept);
        let after = self.kept[stretch.end..].iter().position(|kept| *kept);
        let end = after.map_or(self.kept.len() - 1, |after| stretch.end + after);
        before.unwrap_or(0)..=end
    }

    /// Worth of what follows what in a stretch: each passage that stays with the next.
    fn seams(&self, stretch: RangeInclusive<usize>) -> i32 {
        let mut worth = 0;
        let mut last = None;
        for at in stretch {
            if at > 0 && self.beside[at - 1] == ONE_SENTENCE && self.kept[at - 1] != self.kept[at] {
                worth += BROKEN;
            }
            if self.kept[at] {
                worth += last.map_or(0, |last| self.bond(last, at));
                last = Some(at);
            }
        }
        worth
    }

    fn bond(&self, left: usize, right: usize) -> i32 {
        if left + 1 == right {
            return self.beside[left];
        }
        let mut apart = self.apart.borrow_mut();
        *apart.entry((left, right)).or_insert_with(|| self.bonds.apart(left, right))
    }
}
