//! Contest: which of the readings of one place is the text.
//!
//! Each reading that a printing has is held against each other: were it the text, how
//! probable is it that every witness read what it has (the noisy channel of Kernighan,
//! Church & Gale 1990, with several channels), and how well does it go with what stands
//! around it? [`Odds`] weighs this. A reading is the text when it is surer than the limit
//! against each of the others. Nothing is put together from several.

use super::columns::GAP;
use super::evidence::{Own, Reader, is_majority};
use super::letters::{Kind, is_unreadable, kind};
use super::odds::Row;
use super::table::Dispute;
use super::{Ground, Settled};
use crate::reason::Tier;
use crate::wording::is_numeral;

/// What witnesses have at one place.
pub(super) struct Candidate {
    /// Its symbols, by column of the place.
    pub(super) cells: Vec<u32>,
    /// The voters that have it.
    pub(super) votes: usize,
    /// What speaks for it by itself.
    pub(super) own: Own,
    /// How often the best read of the voters that have it errs: a logarithm.
    pub(super) errors: f64,
    /// What counts in it: its figures, and a letter that numbers an item, `(d)`.
    pub(super) figures: String,
}

impl Candidate {
    fn new(cells: Vec<u32>, votes: usize) -> Candidate {
        let mut candidate =
            Candidate { cells, votes, own: Own::default(), errors: 0.0, figures: String::new() };
        candidate.figures = candidate.text().chars().filter(|c| is_numeral(*c)).collect();
        candidate
    }

    /// A letter alone is a figure.
    fn count_by_letter(&mut self) {
        let text = self.text();
        let mut letters = text.chars().filter(|c| c.is_alphanumeric());
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            self.figures = letter.to_string();
        }
    }

    pub(super) fn symbols(&self) -> impl DoubleEndedIterator<Item = u32> + '_ {
        self.cells.iter().copied().filter(|s| *s != GAP)
    }

    pub(super) fn text(&self) -> String {
        self.symbols().filter_map(char::from_u32).collect()
    }
}

/// The readings of one place, the base's first.
pub(super) struct Contest {
    pub(super) candidates: Vec<Candidate>,
    /// Voters that say something here.
    pub(super) voters: usize,
    /// The class of the place, of [`super::odds::CLASSES`].
    pub(super) class: usize,
    /// By reading and rival: what speaks for it.
    rows: Vec<Vec<Row>>,
    /// By reading and rival: how sure it is.
    odds: Vec<Vec<f64>>,
    /// The best reading, how sure it is against each of the others, and the tier of that.
    best: (usize, f64),
    tier: Option<Tier>,
}

impl Contest {
    /// Hold all readings of a place against one another.
    pub(super) fn of(reader: &Reader<'_>, dispute: &Dispute, chosen: &[u32]) -> Contest {
        let voters: Vec<usize> = reader.speaking(&dispute.columns).collect();
        let mut candidates: Vec<Candidate> = Vec::new();
        let base = reader.table.base;
        for (witness, vote) in [(base, 0)].into_iter().chain(voters.iter().map(|w| (*w, 1))) {
            let columns = dispute.columns.clone();
            let cells: Vec<u32> = columns.map(|c| reader.table.symbol(c, witness)).collect();
            let symbols = || cells.iter().filter(|s| **s != GAP);
            let errors = reader.rates[witness].ln();
            match candidates
                .iter_mut()
                .find(|c| c.cells.iter().filter(|s| **s != GAP).eq(symbols()))
            {
                Some(same) => {
                    same.votes += vote;
                    same.errors = same.errors.min(errors);
                }
                None => candidates.push(Candidate { errors, ..Candidate::new(cells, vote) }),
            }
        }
        if reader.closes(dispute) {
            candidates.iter_mut().for_each(Candidate::count_by_letter);
        }
        for at in 0..candidates.len() {
            candidates[at].own = reader.own(dispute, chosen, &candidates[at]);
        }
        let class = reader.class(dispute, chosen, &candidates, voters.len());
        let row = |x: &Candidate, y: &Candidate| reader.row(x, y, class, voters.len());
        let rows: Vec<Vec<Row>> =
            candidates.iter().map(|x| candidates.iter().map(|y| row(x, y)).collect()).collect();
        let mut contest = Contest {
            candidates,
            voters: voters.len(),
            class,
            odds: Vec::new(),
            rows,
            best: (0, f64::MIN),
            tier: None,
        };
        contest.odds = (0..contest.candidates.len())
            .map(|x| contest.rows[x].iter().map(|row| reader.odds.log_odds(class, row)).collect())
            .collect();
        contest.best = contest.surest();
        let is_lost = contest.is_illegible(0) && contest.best.0 > 0;
        let (best, odds) = contest.best;
        contest.tier = match is_lost {
            true => Some(Tier::Witness),
            false => reader.odds.tier(odds, class, contest.is_voted(best)),
        };
        contest
    }

    /// What speaks for each reading against each other.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, usize, &Row)> {
        let pairs = self.rows.iter().enumerate();
        pairs
            .flat_map(|(x, rows)| rows.iter().enumerate().map(move |(y, row)| (x, y, row)))
            .filter(|(x, y, _)| x != y)
    }

    /// The reading that is the likeliest, and how sure it is against each of the others.
    pub(super) fn best(&self) -> (usize, f64) {
        self.best
    }

    fn surest(&self) -> (usize, f64) {
        let legible = || (0..self.candidates.len()).filter(|x| !self.is_illegible(*x));
        let sure = |x: usize| {
            let rivals = legible().filter(|y| *y != x);
            (x, rivals.map(|y| self.odds[x][y]).fold(f64::MAX, f64::min))
        };
        let all = legible().map(sure);
        all.fold((0, f64::MIN), |best, next| if next.1 > best.1 { next } else { best })
    }

    /// The verdict: the reading that is right, if anything shows it.
    pub(super) fn settled(&self) -> Option<Settled> {
        let (best, odds) = self.best;
        let replaces_base = best > 0;
        if self.is_figure_unproved(best) {
            return None;
        }
        Some(Settled {
            text: self.candidates[best].text(),
            ground: if self.is_voted(best) { Ground::Vote } else { Ground::Evidence },
            score: 1.0 / (1.0 + (-odds).exp()),
            tier: self.tier?,
            replaces_base,
        })
    }

    /// Whether more than half of three or more voters have a reading.
    fn is_voted(&self, at: usize) -> bool {
        is_majority(&self.candidates[at], self.voters)
    }

    /// Whether a reading has a sign for what could not be read where another has a letter.
    fn is_illegible(&self, at: usize) -> bool {
        let own = &self.candidates[at].cells;
        let is_letter = |s: u32| s != GAP && kind(s) == Kind::Letter && !is_unreadable(s);
        let beside = |other: &Candidate| {
            own.iter().zip(&other.cells).any(|(s, t)| is_unreadable(*s) && is_letter(*t))
        };
        self.candidates.iter().any(beside)
    }

    /// Whether figures are read in two ways, and no majority has those of a reading.
    fn is_figure_unproved(&self, at: usize) -> bool {
        let own = &self.candidates[at].figures;
        let mut legible = (0..self.candidates.len()).filter(|other| !self.is_illegible(*other));
        let differs = legible.any(|other| self.candidates[other].figures != *own);
        differs && !self.is_voted(at)
    }
}
