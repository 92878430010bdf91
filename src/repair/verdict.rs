//! Which words are misreadings of which.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::channel::{Candidate, Channel, candidates};
use crate::lexicon::Lexicon;
use crate::source::Source;
use crate::usage::Usage;

use super::spaces::{apart, together};
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

/// Rounds of reading the page: each knows what the one before took for misread.
const ROUNDS: usize = 3;

/// How much more probable (natural logarithm) than what was read, and than any other
/// word, a word must be to be put in its place.
const MARGIN: f64 = 3.0;
const OTHERS: f64 = 1.5;

/// The same where what was read is a word itself.
const WORD_MARGIN: f64 = 4.0;

/// The same to teach what is misread as what.
const LESSON: f64 = 2.0;

/// Most a reading may cost: what is dearer has no word near it.
const DEAREST: f64 = 26.0;

/// What a word costs that hardly anybody knows.
const STRANGE: f64 = 17.0;

/// Share of strange words around a word above which the place is too badly read for
/// one word to tell.
const GARBLED: f64 = 0.6;

/// What a word must cost for it to be a piece of one that was torn apart: it is none
/// that anybody uses.
const TORN: f64 = 13.0;

/// Share of the words of a page that must be among the hundred commonest for it to be
/// in the language: in English print it is half, badly read a third; German has one in
/// ten, by chance.
const COMMON: f64 = 0.2;
const COMMON_COST: f64 = 7.2;

/// What was decided about a string of letters in some shape.
#[derive(Clone)]
struct Verdict {
    best: Option<Candidate>,
    /// What it costs as it was read.
    keep: f64,
    margin: f64,
}

impl Verdict {
    /// What the cheapest reading costs.
    fn least(&self) -> f64 {
        self.keep - self.margin.max(0.0)
    }
}

struct Reader<'a> {
    usage: &'a Usage,
    lexicon: &'a Lexicon,
    channel: Channel,
    rate: f64,
    round: usize,
    verdicts: FxHashMap<(String, bool), Verdict>,
}

/// The repairs of a page.
pub(super) fn repairs(
    source: &Source,
    usage: &Usage,
    lexicon: &Lexicon,
    words: &[Word],
) -> Vec<Repair> {
    let common = |w: &&Word| usage.cost(&w.text.to_lowercase()).is_some_and(|c| c < COMMON_COST);
    if (words.iter().filter(common).count() as f64) < COMMON * words.len() as f64 {
        return Vec::new();
    }
    let rate = error_rate(usage, words);
    let mut reader = Reader {
        usage,
        lexicon,
        channel: Channel::new(rate),
        rate,
        round: 0,
        verdicts: FxHashMap::default(),
    };
    for round in 1..ROUNDS {
        reader.learn(words);
        reader.round = round;
        reader.verdicts.clear();
    }
    let mut repairs: Vec<Repair> = Vec::new();
    for at in 0..words.len() {
        let taken = repairs.last().is_some_and(|r| r.words.end > at);
        if words[at].is_quoted || taken {
            continue;
        }
        if let Some(repair) = reader.joined(source, words, at) {
            repairs.push(repair);
        } else if let Some(repair) = reader.repair(source, words, at) {
            repairs.push(repair);
        }
    }
    repairs
}

/// Errors per character of a page, from the share of its words in small letters that
/// nobody knows: of clean print it is one in a hundred.
fn error_rate(usage: &Usage, words: &[Word]) -> f64 {
    let small = || words.iter().filter(|w| w.shape == Shape::Small);
    let unknown =
        small().filter(|w| usage.cost(&w.text.to_lowercase()).is_none_or(|c| c > STRANGE));
    let share = unknown.count() as f64 / small().count().max(1) as f64;
    ((share - 0.01) / 5.0).clamp(0.0005, 0.04)
}

/// How probable something is that is so much more probable than all else.
fn score(margin: f64) -> f64 {
    1.0 / (1.0 + (-margin).exp())
}

fn needed(word: &Word, usage: &Usage, best: &Candidate) -> f64 {
    let is_word = usage.cost(&word.text.to_lowercase()).is_some_and(|c| c < STRANGE);
    let margin = if is_word { WORD_MARGIN } else { MARGIN };
    let is_short = word.text.chars().count() <= 3;
    if is_short && best.usage > 8.0 {
        return f64::MAX;
    }
    match word.shape {
        Shape::Small => margin,
        Shape::Opening if best.usage < 9.5 => margin,
        Shape::Capitals if best.usage < 8.5 => margin + 2.0,
        Shape::Name if best.usage < 6.5 => margin + 2.0,
        _ => f64::MAX,
    }
}

impl Reader<'_> {
    fn repair(&mut self, source: &Source, words: &[Word], at: usize) -> Option<Repair> {
        let word = &words[at];
        let verdict = self.verdict(word);
        let best = verdict.best?;
        if self.is_piece(source, words, at) {
            return None;
        }
        let around = at.saturating_sub(4)..words.len().min(at + 5);
        let near = &words[around];
        let strangers = near.iter().filter(|w| w.shape != Shape::Name && self.is_strange(w));
        let is_garbled = strangers.count() as f64 > GARBLED * near.len() as f64;
        let length = word.text.chars().count() as f64;
        let beside = [at.wrapping_sub(1), at + 1]
            .map(|at| words.get(at).is_some_and(|w| self.is_strange(w)));
        let dearest = if length <= 4.0 && beside.contains(&true) { 1.5 } else { 3.0 };
        if best.misread > dearest * length {
            return None;
        }
        let strange = if is_garbled { 3.0 } else { 0.0 };
        let slips = best.slips.len() as f64 - 1.0;
        if verdict.margin < needed(word, self.usage, &best) + strange + slips {
            return None;
        }
        let text = dressed(&best.word, word);
        Some(Repair { words: at..at + 1, text, score: score(verdict.margin) })
    }

    /// Whether nobody knows a word, or hardly anybody.
    fn is_strange(&self, word: &Word) -> bool {
        let word = word.text.to_lowercase();
        !is_abbreviation(&word) && self.usage.cost(&word).is_none_or(|c| c > STRANGE)
    }

    /// Whether a word is probably a piece of one: without a space beside what nobody
    /// knows, or a word together with what stands beside it.
    fn is_piece(&self, source: &Source, words: &[Word], at: usize) -> bool {
        [at.checked_sub(1), Some(at)].into_iter().flatten().any(|left| {
            let (Some(a), Some(b)) = (words.get(left), words.get(left + 1)) else { return false };
            let between = source.slice(source.span(a.span.end()..b.span.start()));
            let other = if left == at { b } else { a };
            let is_glued = !between.contains(char::is_whitespace);
            let whole = format!("{}{}", a.text, b.text).to_lowercase();
            is_glued && self.is_strange(other)
                || b.shape == Shape::Small
                    && between.chars().count() <= 3
                    && self.usage.cost(&whole).is_some_and(|c| c < STRANGE)
        })
    }

    /// Two words that are one, torn apart.
    fn joined(&mut self, source: &Source, words: &[Word], at: usize) -> Option<Repair> {
        let (left, right) = (&words[at], words.get(at + 1)?);
        let between = source.slice(source.span(left.span.end()..right.span.start()));
        let small = |w: &Word| w.text.chars().all(char::is_lowercase);
        if between != " " || left.shape == Shape::Capitals || !small(right) {
            return None;
        }
        let one = together(self.usage, &self.channel, &left.text, &right.text)?;
        let (a, b) = (self.verdict(left), self.verdict(right));
        let margin = a.least() + b.least() - one;
        let is_torn = a.keep > TORN || b.keep > TORN;
        (is_torn && margin >= MARGIN).then(|| Repair {
            words: at..at + 2,
            text: format!("{}{}", left.text, right.text),
            score: score(margin),
        })
    }

    /// Learn from what is clear what is misread as what.
    fn learn(&mut self, words: &[Word]) {
        // By misreading: how often, and in which words; one word, however often it
        // stands there, may be a name that looks like another.
        let mut seen: FxHashMap<(String, String), (f64, FxHashSet<String>)> = FxHashMap::default();
        let mut occurs: FxHashMap<String, f64> = FxHashMap::default();
        for word in words {
            let verdict = self.verdict(word);
            let best = verdict.best.filter(|_| verdict.margin >= LESSON);
            let right = best.as_ref().map_or(word.text.as_str(), |b| b.word.as_str());
            for c in right.chars() {
                *occurs.entry(c.to_lowercase().collect()).or_default() += 1.0;
            }
            let Some(best) = best else { continue };
            for slip in best.slips {
                let (times, types) = seen.entry((slip.right, slip.wrong)).or_default();
                *times += 1.0;
                types.insert(best.word.clone());
            }
        }
        let seen: FxHashMap<(String, String), f64> = seen
            .into_iter()
            .filter(|(_, (_, types))| types.len() > 1)
            .map(|(slip, (times, _))| (slip, times - 1.0))
            .collect();
        let letters: f64 = occurs.values().sum();
        let strings: Vec<String> =
            seen.keys().map(|(r, _)| r.clone()).filter(|r| r.chars().count() != 1).collect();
        for right in strings {
            let estimate = if right.is_empty() { letters } else { letters / 50.0 };
            occurs.insert(right, estimate);
        }
        self.channel = Channel::taught(self.rate, seen, occurs);
    }

    fn verdict(&mut self, word: &Word) -> Verdict {
        let opening = word.shape != Shape::Small;
        let key = (word.text.clone(), opening);
        if let Some(verdict) = self.verdicts.get(&key) {
            return verdict.clone();
        }
        let verdict = self.weigh(&word.text, opening);
        self.verdicts.insert(key, verdict.clone());
        verdict
    }

    fn weigh(&self, text: &str, capital: bool) -> Verdict {
        let nothing = |keep| Verdict { best: None, keep, margin: 0.0 };
        if !is_readable(text) {
            return nothing(0.0);
        }
        let lower = text.to_lowercase();
        let listed = self.usage.cost(&lower).or(is_abbreviation(&lower).then_some(ABBREVIATION));
        let length = text.chars().count();
        let unlisted = self.usage.unlisted(&lower)
            + if capital { 0.0 } else { 1.5 }
            + if length <= 3 { 2.0 } else { 0.0 };
        let keep = listed.map_or(unlisted, |cost| cost.min(unlisted));
        // Common words are looked at only when the page has shown its misreadings.
        if listed.is_some_and(|cost| cost < 15.0) && (self.round == 0 || keep < 6.0) {
            return nothing(keep);
        }
        let limit = (keep - 1.5).min(DEAREST);
        let mut found = candidates(self.usage, &self.channel, text, limit, OTHERS);
        found.retain(|c| c.word != lower);
        if let Some(row) = apart(self.usage, &self.channel, text).filter(|row| row.cost() < keep) {
            found.push(row);
            found.sort_by(|a, b| a.cost().total_cmp(&b.cost()));
        }
        let Some(best) = found.first().cloned() else { return nothing(keep) };
        let second = found.get(1).map_or(f64::MAX, |c| c.cost() - best.cost());
        let margin = keep - best.cost();
        let is_word = best.word.split(' ').all(|w| self.lexicon.contains(w) || is_abbreviation(w));
        if !is_word || second < OTHERS {
            return nothing(keep);
        }
        Verdict { best: Some(best), keep, margin }
    }
}

/// What a short form costs: each is about as common as a word among the two thousand
/// commonest.
const ABBREVIATION: f64 = 10.0;

/// Short forms of newspapers, which lists of words leave out.
const ABBREVIATIONS: [&str; 72] = [
    "mr", "mrs", "dr", "messrs", "esq", "rev", "hon", "capt", "lieut", "lt", "col", "gen", "sgt",
    "sergt", "st", "wm", "jas", "chas", "geo", "thos", "jno", "jos", "robt", "saml", "edw", "co",
    "ltd", "bros", "no", "nos", "vol", "inst", "ult", "prox", "viz", "etc", "ie", "eg", "per",
    "pp", "lb", "lbs", "oz", "ozs", "cwt", "cwts", "qr", "qrs", "dwt", "dwts", "gr", "grs", "ft",
    "yds", "bbl", "doz", "hhds", "am", "pm", "jr", "sr", "jun", "sen", "govt", "dept", "supt",
    "insp", "const", "vs", "ss", "rd", "nd",
];

fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.contains(&word)
}

/// Whether a word has enough letters to be read at all and is no figure.
fn is_readable(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let starts_as_figure = text.starts_with(|c: char| c.is_ascii_digit());
    letters >= 2 && (digits == 0 || letters >= 3 && digits * 3 <= letters && !starts_as_figure)
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
