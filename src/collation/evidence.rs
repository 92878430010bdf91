//! Evidence: what speaks for a reading, from the witnesses, the language and the page.

use std::ops::Range;

use crate::language::LanguageModel;
use crate::language::model::symbols;
use crate::lexicon::{Lexicon, affinity, rarity};
use crate::script::is_unspaced;
use crate::wording::is_numeral;

use super::columns::GAP;
use super::contest::Candidate;
use super::learned::Learned;
use super::letters::{Kind, kind};
use super::misreading::LONGEST;
use super::odds::{Odds, Row, is_among_ideographs};
use super::slips::{are_alike, slips};
use super::table::{Dispute, Table};

/// Symbols on each side that a reading is read with.
const CONTEXT: usize = 8;

/// No piece of evidence counts for more nats than this: what is so improbable is
/// improbable for another reason.
const MOST: f64 = 25.0;

/// What readings are judged by.
pub(super) struct Reader<'a> {
    pub(super) table: &'a Table,
    pub(super) voters: &'a [usize],
    pub(super) rates: &'a [f64],
    pub(super) learned: &'a Learned,
    pub(super) lexicon: &'a Lexicon,
    pub(super) model: Option<&'static LanguageModel>,
    pub(super) odds: &'a Odds,
}

/// What speaks for a reading by itself: natural logarithms, but for the last two.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Own {
    /// How probable it is that every voter read what it has.
    witnesses: f64,
    /// How probable it is here by the language model.
    language: f64,
    /// How rare its ideographs are, below zero, and how well they go with one another.
    rarity: f64,
    affinity: f64,
    /// Of ideographs, how probable they are as words; of letters, how many words are unknown.
    words: f64,
    known: bool,
    /// How often its words stand elsewhere.
    elsewhere: u32,
}

impl Reader<'_> {
    pub(super) fn speaking(&self, columns: &Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let columns = columns.clone();
        self.voters.iter().copied().filter(move |w| self.table.speaks_through(&columns, *w))
    }

    /// What speaks for a reading by itself.
    pub(super) fn own(&self, dispute: &Dispute, chosen: &[u32], candidate: &Candidate) -> Own {
        let left = before(chosen, dispute.columns.start, CONTEXT);
        let right: Vec<u32> = after(chosen, dispute.columns.end).take(CONTEXT).collect();
        let own: Vec<u32> = candidate.symbols().collect();
        let whole: Vec<u32> = [&left[..], &own, &right].concat();
        let text: String = whole.iter().filter_map(|s| char::from_u32(*s)).collect();
        let language = self.model.map_or(0.0, |model| -f64::from(model.cost(&[], &symbols(&text))));
        let witnesses = self.channel(dispute, candidate);
        let place = left.len()..left.len() + own.len();
        let (words, known, elsewhere) = match is_ideographic(&whole, &place) {
            true => {
                let (words, known) = self.ideographs(&whole, place.clone());
                // A single ideograph with the one before it.
                let alone = place.len() == 1 && place.start > 0;
                let start = place.start - usize::from(alone);
                let end = place.end.min(start + LONGEST);
                let string = &whole[start..end];
                let times = if string.is_empty() { 0 } else { self.learned.times(string) };
                (words, known, times)
            }
            false => {
                let (words, known) = self.words(&own);
                let times = self.pieces(&own).map(|word| self.learned.word(word));
                (words, known, times.min().unwrap_or(0))
            }
        };
        let (rarity, affinity) = together(&whole, &place);
        Own { witnesses, language, rarity, affinity, words, known, elsewhere }
    }

    /// Whether a bracket closes after a place, as after the letter of an item.
    pub(super) fn closes(&self, dispute: &Dispute) -> bool {
        let is_bracket = |symbol: u32| matches!(char::from_u32(symbol), Some(')' | '）'));
        (self.table.columns.len() > dispute.columns.end)
            && self.voters.iter().any(|w| is_bracket(self.table.symbol(dispute.columns.end, *w)))
    }

    /// The class of a place: ideographs, letters, those of a script without a model, or marks; with
    /// a majority or without.
    pub(super) fn class(
        &self,
        dispute: &Dispute,
        chosen: &[u32],
        candidates: &[Candidate],
        voters: usize,
    ) -> usize {
        let beside =
            [before(chosen, dispute.columns.start, 1), candidates[0].cells.clone()].concat();
        let ideographs = |symbols: &[u32]| symbols.iter().any(|s| is_ideograph(*s));
        let kind = if is_about_marks(candidates) {
            3
        } else if candidates.iter().any(|c| ideographs(&c.cells)) || ideographs(&beside) {
            1
        } else if self.model.is_some() {
            0
        } else {
            2
        };
        2 * kind + usize::from(candidates.iter().any(|c| is_majority(c, voters)))
    }

    /// What speaks for one reading against another.
    pub(super) fn row(&self, x: &Candidate, y: &Candidate, class: usize, voters: usize) -> Row {
        let is = |yes: bool| f64::from(u8::from(yes));
        let more = |of: fn(&Own) -> f64| (of(&x.own) - of(&y.own)).clamp(-MOST, MOST);
        let votes = |c: &Candidate| (c.votes as f64 + 0.5).ln();
        let slips = slips(x, y);
        let alike = slips.iter().filter(|(right, wrong)| are_alike(right, wrong)).count();
        let small = |c: &Candidate| c.text().contains(char::is_lowercase);
        // What looks alike is misread as one, all else letter by letter. Of words that have
        // little in common neither is a misreading of the other, however much better it goes
        // with the text.
        let letters = |(right, wrong): &(Vec<u32>, Vec<u32>)| match are_alike(right, wrong) {
            true => 1,
            false => right.len().max(wrong.len()),
        };
        // A word of another script stands among ideographs as a whole.
        let intrudes = |c: &Candidate| is_among_ideographs(class) && small(c);
        let misread = match intrudes(x) == intrudes(y) {
            true => slips.iter().map(letters).sum::<usize>().max(1) as f64,
            false => 1.0,
        };
        let spread = |of: fn(&Own) -> f64| more(of) / misread;
        let case = |c: &Candidate| c.text().to_lowercase();
        let solid = |c: &Candidate| c.text().replace(' ', "");
        let capital = |c: &Candidate| c.text().chars().next().is_some_and(char::is_uppercase);
        let figure = |c: &Candidate| c.text().contains(is_numeral);
        let elsewhere = |c: &Candidate| f64::from(c.own.elsewhere).ln_1p();
        let row = [
            1.0,
            more(|own| own.witnesses),
            spread(|own| own.language),
            spread(|own| own.rarity),
            spread(|own| own.affinity),
            spread(|own| own.words),
            is(x.own.known && y.own.known),
            is(!x.own.known && !y.own.known),
            is(x.own.known && !y.own.known),
            is(is_majority(x, voters)),
            is(is_majority(y, voters)),
            votes(x) - votes(y),
            misread.ln(),
            is(alike == slips.len()),
            is(alike == 0),
            self.learned.error_rate().ln(),
            is(capital(x) && capital(y)),
            is(figure(x) || figure(y)),
            is(case(x) == case(y)),
            is(solid(x) == solid(y)),
            (elsewhere(x) - elsewhere(y)) / misread,
            is(intrudes(y)) - is(intrudes(x)),
            is(doubles(y, x)) - is(doubles(x, y)),
            y.errors - x.errors,
        ];
        row.map(|value| value as f32)
    }

    /// Ideographs with those around them: how probable they are as words, and whether each of
    /// the place is part of a longer one.
    fn ideographs(&self, text: &[u32], place: Range<usize>) -> (f64, bool) {
        let (mut probability, mut known) = (0.0, true);
        let mut start = 0;
        for run in text.split(|s| !is_ideograph(*s)) {
            let run_start = start;
            start += run.len() + 1;
            let own: String = run.iter().filter_map(|s| char::from_u32(*s)).collect();
            probability += self.lexicon.log_probability(&own);
            if run_start >= place.end || start <= place.start {
                continue;
            }
            let mut at = run_start;
            for word in self.lexicon.segment(&own) {
                let length = own[word].chars().count();
                known &= length > 1 || at + length <= place.start || place.end <= at;
                at += length;
            }
        }
        // A word in letters has no place among ideographs.
        let letters = |s: &u32| kind(*s) == Kind::Letter && !is_ideograph(*s);
        (probability, known && !text[place].iter().any(letters))
    }

    /// Of words in letters, how many are unknown, below zero, and whether none is.
    fn words(&self, own: &[u32]) -> (f64, bool) {
        let unknown = self.pieces(own).filter(|word| !self.is_known(word)).count();
        (-(unknown as f64), unknown == 0)
    }

    fn pieces<'b>(&self, own: &'b [u32]) -> impl Iterator<Item = &'b [u32]> + use<'b> {
        own.split(|s| kind(*s) != Kind::Letter).filter(|word| word.len() > 1)
    }

    fn is_known(&self, word: &[u32]) -> bool {
        let text: String = word.iter().filter_map(|s| char::from_u32(*s)).collect();
        text.chars().all(char::is_numeric) || self.lexicon.contains(&text)
    }
}

/// How rare the ideographs of a place are, below zero, in nats; and how well they go with one
/// another and with those on either side.
fn together(text: &[u32], place: &Range<usize>) -> (f64, f64) {
    let chars: Vec<char> = text.iter().filter_map(|s| char::from_u32(*s)).collect();
    let nats = std::f64::consts::LN_2 / EIGHTHS;
    let own = chars[place.clone()].iter().filter(|c| is_unspaced(**c));
    let rare: f64 = own.map(|c| -nats * f64::from(rarity(*c))).sum();
    let beside = place.start.saturating_sub(1)..chars.len().min(place.end + 1);
    let pairs = chars[beside].windows(2).filter(|pair| pair.iter().all(|c| is_unspaced(*c)));
    (rare, pairs.map(|pair| affinity(pair[0], pair[1])).sum())
}

/// How rare an ideograph is is told in eighths of a bit.
const EIGHTHS: f64 = 8.0;

/// Whether more than half of three or more voters have a reading.
pub(super) fn is_majority(candidate: &Candidate, voters: usize) -> bool {
    voters > 2 && 2 * candidate.votes > voters
}

/// Whether one reading is another with an ideograph printed twice.
fn doubles(x: &Candidate, y: &Candidate) -> bool {
    let (x, y): (Vec<u32>, Vec<u32>) = (x.symbols().collect(), y.symbols().collect());
    x.len() == y.len() + 1
        && (1..x.len()).any(|at| {
            let is_twice = x[at] == x[at - 1] && is_ideograph(x[at]);
            is_twice && x[..at] == y[..at] && x[at + 1..] == y[at..]
        })
}

/// Whether readings differ in nothing but marks, spaces and case.
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

fn is_ideograph(symbol: u32) -> bool {
    char::from_u32(symbol).is_some_and(is_unspaced)
}

/// Whether a place has ideographs, or stands beside them.
fn is_ideographic(text: &[u32], place: &Range<usize>) -> bool {
    let around = place.start.saturating_sub(1)..text.len().min(place.end + 1);
    text[around].iter().any(|s| is_ideograph(*s))
}

/// The last symbols that are chosen before a column, in their order.
fn before(chosen: &[u32], column: usize, count: usize) -> Vec<u32> {
    let mut symbols: Vec<u32> =
        chosen[..column].iter().rev().copied().filter(|s| *s != GAP).take(count).collect();
    symbols.reverse();
    symbols
}

fn after(chosen: &[u32], column: usize) -> impl Iterator<Item = u32> + '_ {
    chosen[column..].iter().copied().filter(|s| *s != GAP)
}
