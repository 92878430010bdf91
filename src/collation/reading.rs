//! A text as it is read so far: weighed, learned from, and weighed again.

use std::ops::Range;

use crate::language::LanguageModel;
use crate::lexicon::Lexicon;

use super::contest::Contest;
use super::evidence::{Reader, is_about_marks};
use super::learned::Learned;
use super::odds::Row;
use super::table::{Dispute, Table};
use super::{Evidence, Place, extent, quality};

/// Rounds of weighing and learning: the second knows what the first settled; a
/// fourth changes nothing on any set.
const ROUNDS: usize = 3;

/// How much more probable (natural logarithm) than any other a reading must be to
/// teach what is misread as what, when no majority has it.
const LESSON: f64 = 1.0;

/// A text as it is read so far.
pub(super) struct Reading<'a> {
    table: &'a Table,
    disputes: Vec<Dispute>,
    pub(super) voters: Vec<usize>,
    /// The symbol chosen in each column.
    chosen: Vec<u32>,
    /// By place; none at a lacuna.
    contests: Vec<Option<Contest>>,
    /// What the text teaches.
    pub(super) learned: Learned,
    model: Option<&'static LanguageModel>,
}

/// What stands there, and what was read.
type Lesson = (Vec<u32>, Vec<u32>);

impl<'a> Reading<'a> {
    /// At first each column has what most voters have.
    pub(super) fn new(table: &'a Table, lexicon: &Lexicon) -> Reading<'a> {
        let disputes = extent::places(table, lexicon);
        let all: Vec<usize> = (0..table.witnesses()).collect();
        let most = |voters: &[usize]| -> Vec<u32> {
            (0..table.columns.len()).map(|c| quality::plurality(table, voters, c)).collect()
        };
        let voters = quality::voters(table, &disputes, &most(&all));
        let chosen = most(&voters);
        let mut learned = Learned::default();
        let mut from = 0;
        for dispute in &disputes {
            learned.agreed(&chosen[from..dispute.columns.start]);
            from = dispute.columns.end;
        }
        learned.agreed(&chosen[from..]);
        learned.read(voters.iter().map(|w| table.letters[*w].len()).sum());
        let base = &table.letters[table.base].raw;
        let text: String = base.iter().filter_map(|s| char::from_u32(*s)).collect();
        let model = LanguageModel::of(&text);
        Reading { table, disputes, voters, chosen, contests: Vec::new(), learned, model }
    }

    /// Weigh and learn until nothing changes.
    pub(super) fn read(&mut self, evidence: &Evidence<'_>) {
        for _ in 0..if self.disputes.is_empty() { 0 } else { ROUNDS } {
            let (lessons, changed) = self.round(evidence);
            self.learned.forget_misreadings();
            lessons.iter().for_each(|(right, wrong)| self.learned.misread(right, wrong));
            if !changed {
                break;
            }
        }
    }

    /// Weigh every place by what is known so far: what that teaches, and whether anything is
    /// read otherwise than before.
    fn round(&mut self, evidence: &Evidence<'_>) -> (Vec<Lesson>, bool) {
        self.voters = quality::voters(self.table, &self.disputes, &self.chosen);
        let rates = quality::rates(self.table, &self.disputes, &self.chosen);
        let reader = Reader {
            table: self.table,
            voters: &self.voters,
            rates: &rates,
            learned: evidence.learned.unwrap_or(&self.learned),
            lexicon: evidence.lexicon,
            model: self.model,
            odds: evidence.odds,
        };
        let (mut lessons, mut changed) = (Vec::new(), self.contests.is_empty());
        let mut contests = Vec::new();
        for dispute in &self.disputes {
            if dispute.lacuna {
                contests.push(None);
                continue;
            }
            let contest = Contest::of(&reader, dispute, &self.chosen);
            lessons.extend(lessons_of(&reader, dispute, &contest));
            let best = &contest.candidates[contest.best().0];
            let chosen = &mut self.chosen[dispute.columns.clone()];
            changed |= chosen != best.cells;
            chosen.copy_from_slice(&best.cells);
            contests.push(Some(contest));
        }
        self.contests = contests;
        (lessons, changed)
    }

    /// The places, those that nothing settles put together where they are one wording.
    pub(super) fn places(&self) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        let mut before: Option<&Dispute> = None;
        for (dispute, contest) in self.disputes.iter().zip(&self.contests) {
            let place = Place {
                readings: self.readings(dispute),
                settled: contest.as_ref().and_then(Contest::settled),
                is_about_marks: contest.as_ref().is_some_and(|c| is_about_marks(&c.candidates)),
            };
            match places.last_mut() {
                Some(last)
                    if place.is_open()
                        && last.is_open()
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
        let speaks = |w: &usize| dispute.lacuna || self.table.speaks_through(columns, *w);
        (0..self.table.witnesses()).map(|w| speaks(&w).then(|| bytes(w))).collect()
    }
}

/// What a place teaches when it is clear enough.
fn lessons_of(reader: &Reader<'_>, dispute: &Dispute, contest: &Contest) -> Vec<Lesson> {
    let (best, odds) = contest.best();
    let best = &contest.candidates[best];
    if odds <= LESSON && best.votes * 2 <= contest.voters {
        return Vec::new();
    }
    let voters = || reader.speaking(&dispute.columns);
    let misread = |w| reader.misreadings(dispute, best, w).map(move |at| (w, at));
    let pairs = voters().flat_map(misread).map(|(w, at)| reader.pair(dispute, best, w, at));
    pairs.filter(|(right, wrong)| right != wrong).collect()
}

/// A place as it is weighed: what the fit of the weights is given.
pub struct Studied {
    /// What the printings have, the base's first.
    pub readings: Vec<String>,
    /// By reading: the figures in it.
    pub figures: Vec<String>,
    /// Where the base has it, in bytes.
    pub base: Range<usize>,
    /// The class of the place, of [`super::CLASSES`].
    pub class: usize,
    /// By two readings: what speaks for the first against the second.
    pub rows: Vec<(usize, usize, Row)>,
}

/// The places of some witnesses as they are weighed, read twice, as
/// [`collate_all`](super::collate_all) reads them.
pub fn study(witnesses: &[&str], around: Learned, evidence: &Evidence<'_>) -> Vec<Studied> {
    let table = Table::new(0, witnesses);
    let mut reading = Reading::new(&table, evidence.lexicon);
    reading.read(evidence);
    let mut learned = around;
    learned.merge(&reading.learned);
    let mut reading = Reading::new(&table, evidence.lexicon);
    reading.read(&Evidence { learned: Some(&learned), ..*evidence });
    let places = reading.disputes.iter().zip(&reading.contests);
    let studied = |(dispute, contest): (&Dispute, &Option<Contest>)| {
        let contest = contest.as_ref()?;
        Some(Studied {
            readings: contest.candidates.iter().map(|c| c.text()).collect(),
            figures: contest.candidates.iter().map(|c| c.figures.clone()).collect(),
            base: table.bytes(dispute.columns.clone(), 0),
            class: contest.class,
            rows: contest.rows().map(|(x, y, row)| (x, y, *row)).collect(),
        })
    };
    places.filter_map(studied).collect()
}
