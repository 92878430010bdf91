//! What the language says of a reading: how it goes on from what stands before and
//! leads to what follows, and whether it makes words.
//!
//! Usage is learned from the witnesses: strings of characters of the very text. Words
//! come from the lexicon; of ideographs, which any text makes some words of, their
//! probability, elsewhere only whether they are known.

use std::ops::Range;

use crate::script::is_unspaced;

use super::columns::GAP;
use super::judge::{Candidate, Judge};
use super::learned::REACH;
use super::letters::{Kind, kind};
use super::table::Dispute;

/// Weight of usage against what the witnesses say: characters in a row are not as
/// independent as the model takes them for.
const USAGE: f64 = 0.6;

/// What a word that nobody knows costs: a natural logarithm. One word in fifty of
/// clean print is in no list; of misread words hardly one is.
const UNKNOWN: f64 = 4.0;

/// Weight of the lexicon's word probabilities in unspaced scripts.
const HAN_WORDS: f64 = 0.6;

/// What stands between ideographs, as natural logarithms of its share of a text: a
/// space, a mark (one character in twelve), a letter or a figure.
const A_SPACE: f64 = -4.0;
const A_MARK: f64 = -2.5;
const A_LETTER: f64 = -6.0;

/// Spellings of German print before 1901 and of printers without umlauts, and what
/// word lists have for them: without, every `Theil` would be a misreading.
const OLD_SPELLINGS: [(&str, &str); 6] =
    [("th", "t"), ("Th", "T"), ("ey", "ei"), ("Ae", "Ä"), ("Oe", "Ö"), ("Ue", "Ü")];

/// Ideographs of context on each side that are read as words.
const CONTEXT: usize = 6;

impl Judge<'_> {
    /// How well the candidate goes on from what stands before and leads to what
    /// follows.
    pub(super) fn usage(&self, dispute: &Dispute, chosen: &[u32], candidate: &Candidate) -> f64 {
        let mut symbols = before(chosen, dispute.columns.start, REACH);
        let from = symbols.len();
        symbols.extend(candidate.symbols());
        symbols.extend(after(chosen, dispute.columns.end).take(REACH));
        USAGE * self.learned.log_usage(&symbols, from)
    }

    /// What the words say that the candidate is part of; notes whether it makes words.
    pub(super) fn words(
        &self,
        dispute: &Dispute,
        chosen: &[u32],
        candidate: &mut Candidate,
    ) -> f64 {
        let is_han = |s: &u32| char::from_u32(*s).is_some_and(is_unspaced);
        let left = before(chosen, dispute.columns.start, CONTEXT);
        let right: Vec<u32> = after(chosen, dispute.columns.end).take(CONTEXT).collect();
        candidate.ideographic = left.iter().rev().take(1).chain(right.first()).any(is_han)
            || candidate.symbols().any(|s| is_han(&s));
        if candidate.ideographic {
            let from = left.len();
            let mut text = left;
            text.extend(candidate.symbols());
            let to = text.len();
            text.extend(right);
            let text: Vec<char> = text.into_iter().filter_map(char::from_u32).collect();
            candidate.known = self.stands(&text, from..to);
            return HAN_WORDS * self.ideographs(&text);
        }
        let unknown =
            self.around(dispute, chosen, candidate).iter().filter(|w| !self.is_known(w)).count();
        candidate.known = unknown == 0;
        -UNKNOWN * unknown as f64
    }

    /// Whether every ideograph of a stretch of `text` is part of a longer word. A word
    /// in small Latin letters has no place among ideographs.
    fn stands(&self, text: &[char], stretch: Range<usize>) -> bool {
        let is_end = |c: &char| !is_unspaced(*c);
        if text[stretch.clone()].iter().any(|c| c.is_lowercase()) {
            return false;
        }
        let start = text[..stretch.start].iter().rposition(is_end).map_or(0, |at| at + 1);
        let end = text[stretch.end..].iter().position(is_end).unwrap_or(text.len() - stretch.end);
        let run: String = text[start..stretch.end + end].iter().collect();
        let place = |at: usize| text[start..at].iter().map(|c| c.len_utf8()).sum::<usize>();
        let stretch = place(stretch.start)..place(stretch.end);
        self.lexicon.segment(&run).into_iter().all(|word| {
            let outside = word.end <= stretch.start || stretch.end <= word.start;
            let mut chars = run[word].chars();
            let is_mark = chars.next().is_some_and(|c| !is_unspaced(c));
            outside || is_mark || chars.next().is_some()
        })
    }

    /// Natural logarithm of the probability of ideographs as words, with what stands
    /// between them.
    fn ideographs(&self, text: &[char]) -> f64 {
        let runs = text.split(|c| !is_unspaced(*c)).filter(|run| !run.is_empty());
        let words: f64 =
            runs.map(|run| self.lexicon.log_probability(&run.iter().collect::<String>())).sum();
        let between = text.iter().filter(|c| !is_unspaced(**c)).map(|c| match kind(*c as u32) {
            Kind::Space => A_SPACE,
            Kind::Mark => A_MARK,
            Kind::Letter => A_LETTER,
        });
        words + between.sum::<f64>()
    }

    /// The words that the candidate makes with what stands around it.
    fn around(&self, dispute: &Dispute, chosen: &[u32], candidate: &Candidate) -> Vec<Vec<u32>> {
        const LONG: usize = 40;
        let letter = |s: &u32| kind(*s) == Kind::Letter;
        let mut text = before(chosen, dispute.columns.start, LONG);
        let start = text.iter().rposition(|s| !letter(s)).map_or(0, |at| at + 1);
        text.drain(..start);
        text.extend(candidate.symbols());
        text.extend(after(chosen, dispute.columns.end).take_while(letter).take(LONG));
        text.split(|s| !letter(s)).filter(|w| w.len() > 1).map(<[u32]>::to_vec).collect()
    }

    fn is_known(&self, word: &[u32]) -> bool {
        let digits = |s: &u32| char::from_u32(*s).is_some_and(|c| c.is_ascii_digit());
        if self.learned.word(word) > 0 || word.iter().all(digits) {
            return true;
        }
        let text: String = word.iter().filter_map(|s| char::from_u32(*s)).collect();
        self.lexicon.contains(&text)
            || OLD_SPELLINGS.iter().any(|(old, new)| {
                text.contains(old) && self.lexicon.contains(&text.replace(old, new))
            })
    }
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
