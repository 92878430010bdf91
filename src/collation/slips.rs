//! Slips: where a witness has misread a reading, and how probable that is.

use std::ops::Range;

use crate::lexicon::look_alikes;

use super::columns::GAP;
use super::contest::Candidate;
use super::evidence::Reader;
use super::misreading::{LONGEST, alike};
use super::table::Dispute;

impl Reader<'_> {
    /// How probable it is that every voter read what it has.
    pub(super) fn channel(&self, dispute: &Dispute, candidate: &Candidate) -> f64 {
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
        stretches(&candidate.cells, move |at| self.table.symbol(columns.start + at, witness))
    }
}

/// What one reading has where another differs, and what that has.
pub(super) fn slips(x: &Candidate, y: &Candidate) -> Vec<(Vec<u32>, Vec<u32>)> {
    let solid = |cells: &[u32]| cells.iter().copied().filter(|s| *s != GAP).collect();
    let pair = |at: Range<usize>| (solid(&x.cells[at.clone()]), solid(&y.cells[at]));
    stretches(&x.cells, |at| y.cells[at]).map(pair).collect()
}

/// Stretches in which cells differ from others, of at most [`LONGEST`] columns.
fn stretches<'a>(
    cells: &'a [u32],
    other: impl Fn(usize) -> u32 + 'a,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = (at..cells.len()).find(|at| cells[*at] != other(*at))?;
        let most = cells.len().min(start + LONGEST);
        at = (start..most).find(|at| cells[*at] == other(*at)).unwrap_or(most);
        Some(start..at)
    })
}

/// Whether two strings look alike in print, in small letters or capitals.
pub(super) fn are_alike(a: &[u32], b: &[u32]) -> bool {
    let ideographs = match (a, b) {
        ([a], [b]) => char::from_u32(*a)
            .zip(char::from_u32(*b))
            .is_some_and(|(a, b)| look_alikes(a).contains(&b) || look_alikes(b).contains(&a)),
        _ => false,
    };
    ideographs || alike(a, b)
}
