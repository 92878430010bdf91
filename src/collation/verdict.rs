//! When a reading replaces the base's, and when both are only shown.
//!
//! ```text
//! three witnesses   2 : 1 against the base     settled, unless the language objects
//!                   2 : 1 for the base         the base stands; only what makes no
//!                                              word yields to what makes one
//!                   1 : 1 : 1, or two of them  settled when much more probable
//! two words         that differ                by majority or not at all
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

/// The same where neither makes words, or only marks, spaces and case differ: four
/// hundred times. Both may be what somebody wrote.
const BY_USAGE: f64 = 6.0;

/// The same for ideographs: any two make a text that reads, so probabilities are
/// less apart than they seem.
const BY_IDEOGRAPHS: f64 = 8.0;

/// The verdict on a dispute: the reading that is right, if anything shows it. The
/// first candidate is the base's reading.
pub(super) fn settle(
    judge: &Judge<'_>,
    dispute: &Dispute,
    candidates: &[Candidate],
) -> Option<Settled> {
    let (own, others) = candidates.split_first()?;
    let bench = Bench { judge, dispute, own, count: judge.speaking(&dispute.columns).count() };
    let best = others
        .iter()
        .filter(|c| bench.may_replace(own, c))
        .max_by(|a, b| a.score.total_cmp(&b.score));
    if let Some(best) = best {
        return Some(bench.settled(best, best.score - own.score));
    }
    // The other way round: the base stands by majority, or because what the others
    // have makes no words.
    let second = others.iter().filter(|c| c.votes > 0).map(|c| c.score).fold(f64::MIN, f64::max);
    let yields = |c: &&Candidate| own.known && !c.known && bench.may_replace(c, own);
    let mut voted = others.iter().filter(|c| c.votes > 0);
    let stands = bench.is_voted(own) || second > f64::MIN && voted.all(|c| yields(&c));
    stands.then(|| bench.settled(own, own.score - second))
}

/// Whether the language speaks against what a majority has: among ideographs by
/// probability, where both have as many; elsewhere when a word would be lost too.
fn objects(old: &Candidate, new: &Candidate) -> bool {
    let loses_words = old.known && !new.known;
    let is_heard =
        if new.ideographic { old.symbols().count() == new.symbols().count() } else { loses_words };
    let are_marks = || is_about_marks(&[old.clone(), new.clone()]);
    is_heard && new.language - old.language < OBJECTION && !are_marks()
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
    fn settled(&self, reading: &Candidate, margin: f64) -> Settled {
        Settled {
            text: reading.symbols().filter_map(char::from_u32).collect(),
            ground: if self.is_voted(reading) { Ground::Vote } else { Ground::Evidence },
            score: 1.0 / (1.0 + (-margin).exp()),
            replaces_base: !reading.symbols().eq(self.own.symbols()),
        }
    }

    /// Whether one reading may stand where another would.
    fn may_replace(&self, old: &Candidate, new: &Candidate) -> bool {
        let margin = new.score - old.score;
        if self.is_voted(new) {
            return margin >= BY_VOTE && !objects(old, new);
        }
        if self.is_guessed(new) {
            return false;
        }
        let gains_words = new.known && !old.known;
        if self.overrules(old, new) && !gains_words {
            return false;
        }
        if self.has_numeral(new) && self.has_numeral(old) {
            return false;
        }
        // Two words that differ are two texts; a word is no misreading of none.
        let are_words = old.known && !is_about_marks(&[old.clone(), new.clone()]);
        let needed = match () {
            () if are_words => return false,
            () if new.ideographic => BY_IDEOGRAPHS,
            () if gains_words => BY_WORDS,
            () => BY_USAGE,
        };
        margin >= needed
    }

    /// Whether more than half of three or more voters have the candidate in every
    /// column.
    fn is_voted(&self, candidate: &Candidate) -> bool {
        self.count >= 3 && (0..candidate.cells.len()).all(|at| self.wins(candidate, at))
    }

    /// Whether a reading that nobody has is pieced together at random: where symbols
    /// are missing it is not known which answers to which, so that only what makes
    /// words may be composed. Where all have as many, each column is a place by itself.
    fn is_guessed(&self, candidate: &Candidate) -> bool {
        let columns = || self.dispute.columns.clone();
        let full = |w| columns().all(|c| self.judge.table.symbol(c, w) != GAP);
        let is_someones = candidate.votes > 0 || candidate.symbols().eq(self.own.symbols());
        let makes_words = candidate.known && !candidate.ideographic;
        !is_someones && !makes_words && !self.judge.speaking(&columns()).all(full)
    }

    /// Whether `new` changes a column in which a majority is with `old`.
    fn overrules(&self, old: &Candidate, new: &Candidate) -> bool {
        let changed = |at: &usize| new.cells[*at] != old.cells[*at];
        self.count >= 3 && (0..new.cells.len()).filter(changed).any(|at| self.wins(old, at))
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
