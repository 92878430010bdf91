//! When a reading replaces the base's, and when both are only shown.
//!
//! ```text
//! three witnesses   2 : 1 against the base     settled, unless the language objects
//!                   2 : 1 for the base         the base stands; only what makes no
//!                                              word yields to what makes one
//!                   1 : 1 : 1, or two of them  settled when much more probable
//! numbers           that differ                by majority or not at all
//! ```

use crate::wording::is_numeral;

use super::columns::GAP;
use super::judge::{Candidate, Judge};
use super::letters::{Kind, kind};
use super::table::Dispute;
use super::{Ground, Settled};

/// How much more probable (natural logarithm) than the base's the reading of a
/// majority must be: a majority is evidence enough, the sum must only not be against it.
const BY_VOTE: f64 = 1.0;

/// How much less probable as language a majority's reading may be than the base's.
/// Two witnesses of three that misread one character alike mostly make nonsense;
/// rare words and names lose a little more than one nat against common ones.
const OBJECTION: f64 = -3.0;

/// How much more probable a reading must be that no majority has, when it makes
/// words and the base's makes none: twenty times.
const BY_WORDS: f64 = 3.0;

/// The same where both make words or neither does: four hundred times. Both may be
/// what somebody wrote.
const BY_USAGE: f64 = 6.0;

/// The same for ideographs: any two make a text that reads, so probabilities are
/// less apart than they seem.
const BY_IDEOGRAPHS: f64 = 8.0;

/// The verdict on a dispute: the reading that replaces the base's, if one does.
pub(super) fn settle(
    judge: &Judge<'_>,
    dispute: &Dispute,
    candidates: &[Candidate],
) -> Option<Settled> {
    let bench = Bench { judge, dispute, own: candidates.first()?, count: 0 };
    let bench = Bench { count: judge.speaking(&dispute.columns).count(), ..bench };
    let best = candidates[1..]
        .iter()
        .filter(|c| bench.may_replace(c))
        .max_by(|a, b| a.score.total_cmp(&b.score))?;
    let margin = best.score - bench.own.score;
    let vote = bench.is_voted(best);
    let text = best.symbols().filter_map(char::from_u32).collect();
    let ground = if vote { Ground::Vote } else { Ground::Evidence };
    Some(Settled { text, ground, score: 1.0 / (1.0 + (-margin).exp()) })
}

/// Whether the readings differ in nothing but marks, spaces and case.
pub(super) fn is_about_marks(candidates: &[Candidate]) -> bool {
    let letters = |c: &Candidate| -> String {
        let letters = c.symbols().filter(|s| kind(*s) == Kind::Letter);
        letters.filter_map(char::from_u32).flat_map(char::to_lowercase).collect()
    };
    candidates.split_first().is_some_and(|(own, others)| {
        let own = letters(own);
        others.iter().all(|c| letters(c) == own)
    })
}

struct Bench<'a> {
    judge: &'a Judge<'a>,
    dispute: &'a Dispute,
    /// The base's reading.
    own: &'a Candidate,
    /// Voters that say something here.
    count: usize,
}

impl Bench<'_> {
    fn may_replace(&self, candidate: &Candidate) -> bool {
        let margin = candidate.score - self.own.score;
        if self.is_voted(candidate) {
            let language = candidate.language - self.own.language;
            return margin >= BY_VOTE && language >= OBJECTION;
        }
        if self.has_numeral(candidate) && self.has_numeral(self.own) {
            return false;
        }
        let gains_words = candidate.known && !self.own.known;
        if self.overrules(candidate) && !gains_words {
            return false;
        }
        let needed = match () {
            () if self.own.known && !candidate.known => return false,
            () if gains_words && !candidate.ideographic => BY_WORDS,
            () if candidate.ideographic => BY_IDEOGRAPHS,
            () => BY_USAGE,
        };
        margin >= needed
    }

    /// Whether more than half of three or more voters have the candidate in every
    /// column.
    fn is_voted(&self, candidate: &Candidate) -> bool {
        self.count >= 3 && (0..candidate.cells.len()).all(|at| self.wins(candidate, at))
    }

    /// Whether the candidate changes a column in which a majority is with the base.
    fn overrules(&self, candidate: &Candidate) -> bool {
        let changed = |at: &usize| candidate.cells[*at] != self.own.cells[*at];
        self.count >= 3
            && (0..candidate.cells.len()).filter(changed).any(|at| self.wins(self.own, at))
    }

    fn wins(&self, candidate: &Candidate, at: usize) -> bool {
        self.judge.votes(self.dispute, candidate, at) * 2 > self.count
    }

    fn has_numeral(&self, candidate: &Candidate) -> bool {
        candidate
            .cells
            .iter()
            .filter(|s| **s != GAP)
            .any(|s| char::from_u32(*s).is_some_and(is_numeral))
    }
}
