//! A text as it is read so far: weighed, learned from, and weighed again.

use std::ops::Range;

use crate::lexicon::Lexicon;

use super::judge::{Candidate, Judge};
use super::learned::Learned;
use super::table::{Dispute, Table};
use super::{Place, quality, verdict};

/// How much more probable (natural logarithm) than any other a reading must be to
/// teach what is misread as what, when no majority has it.
const LESSON: f64 = 1.0;

/// A text as it is read so far.
pub(super) struct Reading<'a> {
    table: &'a Table,
    disputes: &'a [Dispute],
    voters: &'a [usize],
    /// The symbol chosen in each column.
    chosen: Vec<u32>,
    places: Vec<Place>,
    /// What the last round taught.
    lessons: Vec<Lesson>,
}

/// What stands there, and what was read.
type Lesson = (Vec<u32>, Vec<u32>);

impl<'a> Reading<'a> {
    /// At first each column has what most voters have.
    pub(super) fn new(
        table: &'a Table,
        disputes: &'a [Dispute],
        voters: &'a [usize],
    ) -> Reading<'a> {
        let most = |column| quality::plurality(table, voters, column);
        let chosen = (0..table.columns.len()).map(most).collect();
        Reading { table, disputes, voters, chosen, places: Vec::new(), lessons: Vec::new() }
    }

    /// What is learned from where all agree.
    pub(super) fn agreed(&self) -> Learned {
        let mut learned = Learned::default();
        let mut from = 0;
        for dispute in self.disputes {
            learned.agreed(&self.chosen[from..dispute.columns.start]);
            from = dispute.columns.end;
        }
        learned.agreed(&self.chosen[from..]);
        learned.read(self.voters.iter().map(|w| self.table.letters[*w].len()).sum());
        learned
    }

    /// What the last round taught: what stands there, and what was read.
    pub(super) fn lessons(&self) -> impl Iterator<Item = (&[u32], &[u32])> {
        self.lessons.iter().map(|(right, wrong)| (right.as_slice(), wrong.as_slice()))
    }

    /// Weigh every dispute by what is known so far. False when nothing is read or
    /// taught otherwise than before, so that a further round would change nothing.
    pub(super) fn round(&mut self, learned: &Learned, lexicon: &Lexicon) -> bool {
        let rates = quality::rates(self.table, self.disputes, &self.chosen);
        let (table, voters) = (self.table, self.voters);
        let judge = Judge { table, voters, rates: &rates, learned, lexicon };
        let (mut lessons, mut changed) = (Vec::new(), false);
        self.places.clear();
        for dispute in self.disputes {
            let candidates =
                if dispute.lacuna { Vec::new() } else { judge.weigh(dispute, &self.chosen) };
            self.places.push(Place {
                readings: self.readings(dispute),
                settled: verdict::settle(&judge, dispute, &candidates),
                is_about_marks: verdict::is_about_marks(&candidates),
            });
            let best = candidates.iter().max_by(|a, b| a.score.total_cmp(&b.score));
            let Some(best) = best else { continue };
            lessons.extend(lessons_of(&judge, dispute, &candidates, best));
            let chosen = &mut self.chosen[dispute.columns.clone()];
            changed |= chosen != best.cells;
            chosen.copy_from_slice(&best.cells);
        }
        changed |= lessons != self.lessons;
        self.lessons = lessons;
        changed
    }

    /// The places, those that nothing settles put together where they are one wording.
    pub(super) fn wordings(self) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        let mut before: Option<&Dispute> = None;
        for (dispute, place) in self.disputes.iter().zip(self.places) {
            let open = place.settled.is_none();
            match places.last_mut() {
                Some(last)
                    if open
                        && last.settled.is_none()
                        && before.is_some_and(|b| self.table.is_one_wording(b, dispute)) =>
                {
                    last.extend(&place);
                }
                _ => places.push(place),
            }
            before = Some(dispute);
        }
        places
    }

    /// By witness: the bytes it has at a dispute.
    fn readings(&self, dispute: &Dispute) -> Vec<Option<Range<usize>>> {
        let columns = &dispute.columns;
        let bytes = |w| self.table.bytes(columns.clone(), w);
        let speaks = |w: &usize| dispute.lacuna || self.table.speaks(columns.start, *w);
        (0..self.table.witnesses()).map(|w| speaks(&w).then(|| bytes(w))).collect()
    }
}

/// What a dispute teaches when it is clear enough.
fn lessons_of(
    judge: &Judge<'_>,
    dispute: &Dispute,
    candidates: &[Candidate],
    best: &Candidate,
) -> Vec<Lesson> {
    let others = candidates.iter().filter(|c| c.cells != best.cells);
    let second = others.map(|c| c.score).fold(f64::MIN, f64::max);
    let voters = || judge.speaking(&dispute.columns);
    if best.score - second <= LESSON && best.votes * 2 <= voters().count() {
        return Vec::new();
    }
    let misread = |w| judge.misreadings(dispute, best, w).map(move |at| (w, at));
    let pairs = voters().flat_map(misread).map(|(w, at)| judge.pair(dispute, best, w, at));
    pairs.filter(|(right, wrong)| right != wrong).collect()
}
