//! Which words are misreadings of which.

use std::ops::Range;

use crate::channel::Candidate;
use crate::source::Source;

use super::capital::{self, lowered};
use super::reader::{Reader, is_abbreviation};
use super::spaces::together;
use super::words::{Shape, Word};

/// A word that is probably another.
pub(super) struct Repair {
    /// Which words, by index: one, or two that are one.
    pub(super) words: Range<usize>,
    /// What stands there.
    pub(super) text: String,
    /// How probable it is.
    pub(super) score: f64,
}

/// How much more probable (natural logarithm) than what was read a word must be to
/// be put in its place. With 3 more of the gold of sydney is spoiled, and more of london
/// harmed than 300 characters in a million
/// (`cargo bench --bench quality -- repair`).
const MARGIN: f64 = 6.0;

/// The same of words torn apart or run together: their letters are as they were read.
const SPACE_MARGIN: f64 = 3.0;

/// What is to be added for each misreading after the first, in a place that is badly
/// read, and for what begins with a capital in mid-sentence or stands in capitals: it
/// may be a name.
const FURTHER: f64 = 1.0;
const BADLY_READ: f64 = 3.0;
const CAPITAL: f64 = 2.0;

/// How much more probable than any other word it must be.
const OTHERS: f64 = 1.5;

/// What a word costs that hardly anybody knows.
const STRANGE: f64 = 17.0;

/// Share of strange words around a word above which the place is badly read.
const GARBLED: f64 = 0.5;

/// Most that the misreadings of a word may cost for each of its letters: with more it
/// is guessed, not read. On a page with one error in fifty characters, that is; on a
/// cleaner page each costs more, and tells no less. Chosen on every other text of
/// sydney and every fifth of london, read again on all of both
/// (`cargo bench --bench quality -- repair`). Short words beside strange ones may be
/// pieces of a longer.
const DEAREST: f64 = 2.5;
const DEAREST_PIECE: f64 = 1.5;
const PIECE: usize = 4;

/// What a word must cost for it to be a piece of one that was torn apart: it is none
/// that anybody uses.
const TORN: f64 = 13.0;

/// Marks that are read in a word, most of them for the hyphen of a line end, and the
/// fewest letters of a word that is read so without a space.
const TEARS: [&str; 4] = [".", ",", ";", ":"];
const MARKED: usize = 4;

/// Most a word may cost, that is how rare it may be, to stand where a short word, one
/// at the start of a sentence, one in capitals or one that may be a name was read.
const SHORT: (usize, f64) = (3, 8.0);
const OPENING: f64 = 9.5;
const CAPITALS: f64 = 8.5;
const NAME: f64 = 6.5;

/// The repairs of a page.
pub(super) fn repairs(source: &Source, words: &[Word], reader: &mut Reader<'_>) -> Vec<Repair> {
    let mut bench = Bench { source, words, reader };
    let mut repairs: Vec<Repair> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let taken = repairs.last().is_some_and(|r| r.words.end > at);
        if !word.is_quoted && !taken {
            let repair = bench.joined(at).or_else(|| bench.lowered(at));
            repairs.extend(repair.or_else(|| bench.repair(at)));
        }
    }
    repairs
}

struct Bench<'a, 'b> {
    source: &'a Source,
    words: &'a [Word],
    reader: &'a mut Reader<'b>,
}

impl Bench<'_, '_> {
    /// Another word in place of what was read.
    fn repair(&mut self, at: usize) -> Option<Repair> {
        let word = &self.words[at];
        let weighed = self.reader.weigh(word);
        let before = self.before(at);
        let after = self.after(at);
        let usage = self.reader.usage;
        let context = |text: &str| {
            let first = text.split(' ').next().unwrap_or(text);
            let last = text.split(' ').next_back().unwrap_or(text);
            usage.gain(before.as_deref(), first)
                + after.as_deref().map_or(0.0, |a| usage.gain(Some(last), a))
        };
        let keep = weighed.keep + context(&word.text.to_lowercase());
        let mut costs: Vec<(f64, &Candidate)> =
            weighed.candidates.iter().map(|c| (c.cost() + context(&c.word), c)).collect();
        costs.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (cost, best) = *costs.first()?;
        let margin = keep - cost;
        let second = costs.get(1).map_or(f64::MAX, |(second, _)| second - cost);
        let further = FURTHER * (best.slips.len() as f64 - 1.0);
        let fits = self.reader.is_word(&best.word)
            && second >= OTHERS
            && margin >= self.needed(at, best) + further
            && !self.is_piece(at)
            && best.misread - self.reader.channel().rarer() * best.slips.len() as f64
                <= self.dearest(at) * word.text.chars().count() as f64;
        fits.then(|| Repair {
            words: at..at + 1,
            text: dressed(&best.word, word),
            score: score(margin),
        })
    }

    /// The word before, if it is in the same sentence.
    fn before(&self, at: usize) -> Option<String> {
        let before = self.words.get(at.checked_sub(1)?)?;
        let between = self.between(at - 1)?;
        between.trim().is_empty().then(|| before.text.to_lowercase())
    }

    /// The word after, if it is in the same sentence.
    fn after(&self, at: usize) -> Option<String> {
        let after = self.words.get(at + 1)?;
        self.between(at)?.trim().is_empty().then(|| after.text.to_lowercase())
    }

    /// What stands between a word and the next.
    fn between(&self, left: usize) -> Option<&str> {
        let (a, b) = (self.words.get(left)?, self.words.get(left + 1)?);
        Some(self.source.slice(self.source.span(a.span.end()..b.span.start())))
    }

    /// A word with capitals that are small letters.
    fn lowered(&self, at: usize) -> Option<Repair> {
        let word = &self.words[at];
        if !matches!(word.shape, Shape::Name | Shape::Small) {
            return None;
        }
        let beside = |left: usize, at: usize| {
            let is_beside = self.between(left)?.trim().is_empty();
            self.words.get(at).filter(|_| is_beside).map(|word| word.text.as_str())
        };
        let before = at.checked_sub(1).and_then(|left| beside(left, left));
        let text = lowered(self.reader.usage, &word.text, before, beside(at, at + 1))?;
        Some(Repair { words: at..at + 1, text, score: capital::SCORE })
    }

    /// Two words that are one, torn apart.
    fn joined(&mut self, at: usize) -> Option<Repair> {
        let (left, right) = (&self.words[at], self.words.get(at + 1)?);
        let small = |w: &Word| w.text.chars().all(char::is_lowercase);
        let between = self.between(at)?;
        let letters = left.text.chars().count() + right.text.chars().count();
        // What is short and has a mark and no space may be an abbreviation: `p.m`.
        let is_tear = between == " "
            || TEARS.contains(&between.trim_end_matches(' '))
                && (between.ends_with(' ') || letters >= MARKED);
        if !is_tear || left.shape == Shape::Capitals || !small(right) {
            return None;
        }
        let channel = self.reader.channel();
        let one = together(self.reader.usage, channel, &left.text, between, &right.text)?;
        let (a, b) = (self.reader.weigh(left), self.reader.weigh(right));
        let margin = a.least() + b.least() - one;
        let is_torn = a.keep > TORN || b.keep > TORN;
        (is_torn && margin >= SPACE_MARGIN).then(|| Repair {
            words: at..at + 2,
            text: format!("{}{}", left.text, right.text),
            score: score(margin),
        })
    }

    /// Whether a word is probably a piece of one: without a space beside what nobody
    /// knows, or a word together with what stands beside it.
    fn is_piece(&self, at: usize) -> bool {
        [at.checked_sub(1), Some(at)].into_iter().flatten().any(|left| {
            let (Some(between), Some(b)) = (self.between(left), self.words.get(left + 1)) else {
                return false;
            };
            let a = &self.words[left];
            let other = if left == at { b } else { a };
            let is_glued = !between.contains(char::is_whitespace);
            let whole = format!("{}{}", a.text, b.text).to_lowercase();
            is_glued && self.is_strange(other)
                || b.shape == Shape::Small
                    && between.chars().count() <= 3
                    && self.reader.usage.cost(&whole).is_some_and(|c| c < STRANGE)
        })
    }

    fn needed(&self, at: usize, best: &Candidate) -> f64 {
        let word = &self.words[at];
        if word.text.chars().count() <= SHORT.0 && best.usage > SHORT.1 {
            return f64::MAX;
        }
        let near = &self.words[at.saturating_sub(4)..self.words.len().min(at + 5)];
        let strange = near.iter().filter(|w| w.shape != Shape::Name && self.is_strange(w)).count();
        let is_garbled = strange as f64 > GARBLED * near.len() as f64;
        let margin = if best.word.contains(' ') { SPACE_MARGIN } else { MARGIN };
        let margin = margin + if is_garbled { BADLY_READ } else { 0.0 };
        match word.shape {
            Shape::Small => margin,
            Shape::Opening if best.usage < OPENING => margin,
            Shape::Capitals if best.usage < CAPITALS => margin + CAPITAL,
            Shape::Name if best.usage < NAME => margin + CAPITAL,
            _ => f64::MAX,
        }
    }

    /// Most that misreadings may cost for each letter.
    fn dearest(&self, at: usize) -> f64 {
        let is_short = self.words[at].text.chars().count() <= PIECE;
        let mut beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let is_strange = |at| self.words.get(at).is_some_and(|w| self.is_strange(w));
        if is_short && beside.any(is_strange) { DEAREST_PIECE } else { DEAREST }
    }

    /// Whether nobody knows a word, or hardly anybody.
    fn is_strange(&self, word: &Word) -> bool {
        let word = word.text.to_lowercase();
        !is_abbreviation(&word) && self.reader.usage.cost(&word).is_none_or(|c| c > STRANGE)
    }
}

/// How probable something is that is so much more probable than all else.
pub(super) fn score(margin: f64) -> f64 {
    1.0 / (1.0 + (-margin).exp())
}

/// A word with the capitals of what was read.
fn dressed(word: &str, read: &Word) -> String {
    match read.shape {
        Shape::Capitals => word.to_uppercase(),
        Shape::Small => word.to_string(),
        Shape::Opening | Shape::Name => {
            let mut chars = word.chars();
            chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
        }
    }
}
