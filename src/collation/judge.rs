//! Which reading is right: a noisy channel over all witnesses.
//!
//! Each reading that occurs is weighed as if it were the text: how probable is it
//! that every witness read what it has (by its quality, and by what is usually
//! misread as what), how well does the reading continue what stands before it and
//! lead on to what follows (usage), and does it make words (lexicon)? It is the
//! noisy channel of Kernighan, Church & Gale (1990), with several channels.

use std::ops::Range;

use crate::lexicon::Lexicon;

use super::columns::GAP;
use super::learned::Learned;
use super::misreading::LONGEST;
use super::table::{Dispute, Table};

/// Most combinations of readings that are weighed at one place.
const COMBINATIONS: usize = 64;

/// A reading weighed as if it were the text.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Its symbols, by column of the dispute.
    pub(super) cells: Vec<u32>,
    /// The voters that have it.
    pub(super) votes: usize,
    /// Natural logarithm of how probable it is, up to a constant.
    pub(super) score: f64,
    /// The part of the score that the language gives, not the witnesses.
    pub(super) language: f64,
    /// Whether all its words are known.
    pub(super) known: bool,
    /// Whether it stands among ideographs.
    pub(super) ideographic: bool,
}

impl Candidate {
    pub(super) fn symbols(&self) -> impl Iterator<Item = u32> + '_ {
        self.cells.iter().copied().filter(|s| *s != GAP)
    }
}

/// What readings are judged by.
pub(super) struct Judge<'a> {
    pub(super) table: &'a Table,
    pub(super) voters: &'a [usize],
    pub(super) rates: &'a [f64],
    pub(super) learned: &'a Learned,
    pub(super) lexicon: &'a Lexicon,
}

impl Judge<'_> {
    /// All readings of a dispute, the base's first, then by score.
    pub(super) fn weigh(&self, dispute: &Dispute, chosen: &[u32]) -> Vec<Candidate> {
        let mut candidates = self.candidates(dispute);
        for candidate in &mut candidates {
            let words = self.words(dispute, chosen, candidate);
            candidate.language = self.usage(dispute, chosen, candidate) + words;
            candidate.score = self.channel(dispute, candidate) + candidate.language;
        }
        candidates[1..].sort_by(|a, b| b.score.total_cmp(&a.score));
        candidates
    }

    pub(super) fn speaking(&self, columns: &Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let start = columns.start;
        self.voters.iter().copied().filter(move |w| self.table.speaks(start, *w))
    }

    fn candidates(&self, dispute: &Dispute) -> Vec<Candidate> {
        let columns = &dispute.columns;
        let cells = |w: usize| columns.clone().map(|c| self.table.symbol(c, w)).collect();
        let mut all: Vec<Candidate> = Vec::new();
        let mut add = |cells: Vec<u32>, votes: usize| {
            let own = || cells.iter().filter(|s| **s != GAP);
            match all.iter_mut().find(|c| c.cells.iter().filter(|s| **s != GAP).eq(own())) {
                Some(same) => same.votes += votes,
                None => all.push(Candidate {
                    cells,
                    votes,
                    score: 0.0,
                    language: 0.0,
                    known: false,
                    ideographic: false,
                }),
            }
        };
        add(cells(self.table.base), 0);
        self.speaking(columns).for_each(|w| add(cells(w), 1));
        self.composites(columns).into_iter().for_each(|cells| add(cells, 0));
        all
    }

    /// Every combination of what the voters have column by column: each may have
    /// erred in another. Where these are many, only what most have.
    fn composites(&self, columns: &Range<usize>) -> Vec<Vec<u32>> {
        let mut all: Vec<Vec<u32>> = vec![Vec::new()];
        for column in columns.clone() {
            let base = self.table.symbol(column, self.table.base);
            let mut options = vec![base];
            for witness in self.speaking(columns) {
                let symbol = self.table.symbol(column, witness);
                if !options.contains(&symbol) {
                    options.push(symbol);
                }
            }
            if all.len() * options.len() > COMBINATIONS {
                let most = |c| super::quality::plurality(self.table, self.voters, c);
                return vec![columns.clone().map(most).collect()];
            }
            all = options
                .iter()
                .flat_map(|o| all.iter().map(|cells| [cells.as_slice(), &[*o]].concat()))
                .collect();
        }
        all
    }

    /// How probable it is that every voter read what it has.
    fn channel(&self, dispute: &Dispute, candidate: &Candidate) -> f64 {
        let average = self.learned.error_rate();
        let mut total = 0.0;
        for witness in self.speaking(&dispute.columns) {
            let quality = (self.rates[witness] / average).ln();
            for at in self.misreadings(dispute, candidate, witness) {
                total += self.misreading(dispute, candidate, witness, at, quality);
            }
        }
        total
    }

    /// How probable a misreading is: as one, or symbol by symbol.
    fn misreading(
        &self,
        dispute: &Dispute,
        candidate: &Candidate,
        witness: usize,
        at: Range<usize>,
        quality: f64,
    ) -> f64 {
        let one = |at: Range<usize>| {
            let (right, wrong) = self.pair(dispute, candidate, witness, at.clone());
            if right == wrong {
                return 0.0;
            }
            let first = self.learned.log_misread(&right, &wrong);
            let start = dispute.columns.start;
            let again = self
                .speaking(&dispute.columns)
                .take_while(|w| *w != witness)
                .any(|w| self.table.reading(start + at.start..start + at.end, w) == wrong);
            let again = if again { self.learned.log_again() } else { f64::MIN };
            first.max(again) + quality
        };
        if at.len() == 1 {
            return one(at);
        }
        one(at.clone()).max(at.map(|at| one(at..at + 1)).sum())
    }

    /// The voters that have a candidate's symbol in a column, from 0.
    pub(super) fn votes(&self, dispute: &Dispute, candidate: &Candidate, at: usize) -> usize {
        let column = dispute.columns.start + at;
        self.speaking(&dispute.columns)
            .filter(|w| self.table.symbol(column, *w) == candidate.cells[at])
            .count()
    }

    /// What stands in some columns of the candidate, and what a voter has there.
    pub(super) fn pair(
        &self,
        dispute: &Dispute,
        candidate: &Candidate,
        witness: usize,
        at: Range<usize>,
    ) -> (Vec<u32>, Vec<u32>) {
        let start = dispute.columns.start;
        let right = candidate.cells[at.clone()].iter().copied().filter(|s| *s != GAP).collect();
        (right, self.table.reading(start + at.start..start + at.end, witness))
    }

    /// Where a voter has misread the text if the candidate is right: stretches of
    /// the dispute's columns, from 0.
    pub(super) fn misreadings<'b>(
        &'b self,
        dispute: &'b Dispute,
        candidate: &'b Candidate,
        witness: usize,
    ) -> impl Iterator<Item = Range<usize>> + 'b {
        let columns = &dispute.columns;
        let differs =
            move |at: usize| candidate.cells[at] != self.table.symbol(columns.start + at, witness);
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = (at..columns.len()).find(|at| differs(*at))?;
            let most = columns.len().min(start + LONGEST);
            at = (start..most).find(|at| !differs(*at)).unwrap_or(most);
            Some(start..at)
        })
    }
}
