//! Which words are misreadings of which.

use std::ops::Range;

use crate::channel::Candidate;
use crate::language::LanguageModel;
use crate::language::model::symbols;
use crate::source::Source;

use super::capital::lowered;
use super::odds::Row;
use super::reader::{Reader, is_abbreviation};
use super::spaces::together;
use super::words::{Shape, Word};

/// A word that may be another.
pub(super) struct Repair {
    /// Which words, by index: one, or two that are one.
    pub(super) words: Range<usize>,
    /// What stands there.
    pub(super) text: String,
    /// What speaks for it, and its class, of [`super::odds::CLASSES`]; none for a capital,
    /// which is told by a rule.
    pub(super) evidence: Option<(usize, Row)>,
}

/// What a word costs that hardly anybody knows.
const STRANGE: f64 = 17.0;

/// What a word must cost for it to be a piece of one that was torn apart: it is none
/// that anybody uses.
const TORN: f64 = 13.0;

/// Marks that are read in a word, most of them for the hyphen of a line end, and the
/// fewest letters of a word that is read so without a space.
const TEARS: [&str; 4] = [".", ",", ";", ":"];
const MARKED: usize = 4;

/// Words on each side that are looked at for what is strange, and characters that are read with
/// a word.
const NEAR: usize = 4;
const CONTEXT: usize = 12;

/// No piece of evidence counts for more nats than this.
const MOST: f64 = 25.0;

/// What may be mended on a page.
pub(super) fn repairs(source: &Source, words: &[Word], reader: &mut Reader<'_>) -> Vec<Repair> {
    let model = LanguageModel::of(source.text());
    let mut bench = Bench { source, words, reader, model };
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
    model: Option<&'static LanguageModel>,
}

impl Bench<'_, '_> {
    /// Another word in place of what was read. What begins with a capital in mid-sentence, or
    /// stands in capitals, may be a name, and stays.
    fn repair(&mut self, at: usize) -> Option<Repair> {
        let word = &self.words[at];
        if !matches!(word.shape, Shape::Small | Shape::Opening) {
            return None;
        }
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
        let second = costs.get(1).map_or(MOST, |(second, _)| second - cost);
        let letters = word.text.chars().count() as f64;
        let rarer = self.reader.channel().rarer() * best.slips.len() as f64;
        let is = |yes: bool| f64::from(u8::from(yes));
        let row = [
            1.0,
            (keep - cost).min(MOST),
            second.min(MOST),
            self.gain(at..at + 1, &best.word),
            best.misread,
            (best.misread - rarer) / letters,
            best.slips.len() as f64,
            best.usage,
            weighed.keep,
            letters.ln(),
            is(word.shape == Shape::Opening),
            is(self.reader.is_word(&best.word)),
            self.strange(at),
            is(self.is_piece(at)),
            self.reader.channel().rarer(),
            self.reader.times(&word.text).ln_1p(),
        ];
        let class = usize::from(best.word.contains(' '));
        let evidence = Some((class, row.map(|value| value as f32)));
        Some(Repair { words: at..at + 1, text: dressed(&best.word, word), evidence })
    }

    /// How much likelier the text around some words becomes with another in their place, in nats
    /// of the language model.
    fn gain(&self, words: Range<usize>, text: &str) -> f64 {
        let Some(model) = self.model else { return 0.0 };
        let (first, last) = (&self.words[words.start], &self.words[words.end - 1]);
        let page = self.source.text();
        let (start, end) = (first.span.start(), last.span.end());
        let left = page[..start].char_indices().rev().nth(CONTEXT).map_or(0, |(at, _)| at);
        let right = page[end..].char_indices().nth(CONTEXT).map_or(page.len(), |(at, _)| end + at);
        let read = match words.len() {
            1 => first.text.as_str(),
            _ => &page[start..end],
        };
        let cost = |text: &str| {
            let whole = [&page[left..start], text, &page[end..right]].concat();
            f64::from(model.cost(&[], &symbols(&whole)))
        };
        (cost(read) - cost(text)).clamp(-MOST, MOST)
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
        Some(Repair { words: at..at + 1, text, evidence: None })
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
        if !is_tear || !matches!(left.shape, Shape::Small | Shape::Opening) || !small(right) {
            return None;
        }
        let channel = self.reader.channel();
        let one = together(self.reader.usage, channel, &left.text, between, &right.text)?;
        let (a, b) = (self.reader.weigh(left), self.reader.weigh(right));
        if a.keep <= TORN && b.keep <= TORN {
            return None;
        }
        let text = format!("{}{}", left.text, right.text);
        let is = |yes: bool| f64::from(u8::from(yes));
        let row = [
            1.0,
            (a.least() + b.least() - one).clamp(-MOST, MOST),
            MOST,
            self.gain(at..at + 2, &text),
            0.0,
            0.0,
            1.0,
            one,
            a.keep + b.keep,
            (letters as f64).ln(),
            is(left.shape == Shape::Opening),
            is(self.reader.is_word(&text)),
            self.strange(at),
            0.0,
            self.reader.channel().rarer(),
            self.reader.times(&left.text).min(self.reader.times(&right.text)).ln_1p(),
        ];
        let evidence = Some((1, row.map(|value| value as f32)));
        Some(Repair { words: at..at + 2, text, evidence })
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

    /// Share of the words around one that hardly anybody knows.
    fn strange(&self, at: usize) -> f64 {
        let near = &self.words[at.saturating_sub(NEAR)..self.words.len().min(at + NEAR + 1)];
        let strange = near.iter().filter(|w| w.shape != Shape::Name && self.is_strange(w)).count();
        strange as f64 / near.len() as f64
    }

    /// Whether nobody knows a word, or hardly anybody.
    fn is_strange(&self, word: &Word) -> bool {
        let word = word.text.to_lowercase();
        !is_abbreviation(&word) && self.reader.usage.cost(&word).is_none_or(|c| c > STRANGE)
    }
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
