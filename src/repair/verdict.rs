//! Which words are misreadings of which.

use rustc_hash::FxHashMap;

use crate::channel::{Candidate, Channel, candidates};
use crate::usage::Usage;

use super::words::{Shape, Word};

/// A word that is probably another.
pub(super) struct Repair {
    /// Which word, by index.
    pub(super) word: usize,
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

/// Share of the words of a page that must be among the hundred commonest for it to be
/// in the language: in English print it is half, badly read a third; German has one in
/// ten, by chance.
const COMMON: f64 = 0.2;
const COMMON_COST: f64 = 7.2;

/// What was decided about a string of letters in some shape.
#[derive(Clone)]
struct Verdict {
    best: Option<Candidate>,
    margin: f64,
}

struct Reader<'a> {
    usage: &'a Usage,
    channel: Channel,
    round: usize,
    verdicts: FxHashMap<(String, bool), Verdict>,
}

/// The repairs of a page.
pub(super) fn repairs(words: &[Word]) -> Vec<Repair> {
    let usage = Usage::english();
    let common = |w: &&Word| usage.cost(&w.text.to_lowercase()).is_some_and(|c| c < COMMON_COST);
    if (words.iter().filter(common).count() as f64) < COMMON * words.len() as f64 {
        return Vec::new();
    }
    let mut reader =
        Reader { usage, channel: Channel::new(), round: 0, verdicts: FxHashMap::default() };
    for round in 1..ROUNDS {
        reader.learn(words);
        reader.round = round;
        reader.verdicts.clear();
    }
    let mut repairs = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(_, w)| !w.is_quoted) {
        let Verdict { best: Some(best), margin } = reader.verdict(word) else { continue };
        if margin < needed(word, usage, &best) {
            continue;
        }
        let text = dressed(&best.word, word);
        repairs.push(Repair { word: at, text, score: 1.0 / (1.0 + (-margin).exp()) });
    }
    repairs
}

fn needed(word: &Word, usage: &Usage, best: &Candidate) -> f64 {
    let is_word = usage.cost(&word.text.to_lowercase()).is_some_and(|c| c < 15.0);
    let margin = if is_word { WORD_MARGIN } else { MARGIN };
    match word.shape {
        Shape::Small | Shape::Opening => margin,
        Shape::Capitals => margin + 2.0,
        Shape::Name if best.usage < 8.5 => margin + 2.0,
        Shape::Name => f64::MAX,
    }
}

impl Reader<'_> {
    /// Learn from what is clear what is misread as what.
    fn learn(&mut self, words: &[Word]) {
        let mut seen: FxHashMap<(String, String), f64> = FxHashMap::default();
        let mut occurs: FxHashMap<String, f64> = FxHashMap::default();
        for word in words {
            let verdict = self.verdict(word);
            let best = verdict.best.filter(|_| verdict.margin >= LESSON);
            let right = best.as_ref().map_or(word.text.as_str(), |b| b.word.as_str());
            for c in right.chars() {
                *occurs.entry(c.to_lowercase().collect()).or_default() += 1.0;
            }
            for slip in best.into_iter().flat_map(|b| b.slips) {
                *seen.entry((slip.right, slip.wrong)).or_default() += 1.0;
            }
        }
        let letters: f64 = occurs.values().sum();
        let strings: Vec<String> =
            seen.keys().map(|(r, _)| r.clone()).filter(|r| r.chars().count() != 1).collect();
        for right in strings {
            let estimate = if right.is_empty() { letters } else { letters / 50.0 };
            occurs.insert(right, estimate);
        }
        self.channel = Channel::taught(seen, occurs);
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
        let nothing = Verdict { best: None, margin: 0.0 };
        if !is_readable(text) {
            return nothing;
        }
        let lower = text.to_lowercase();
        let listed = self.usage.cost(&lower);
        let length = text.chars().count();
        let unlisted = self.usage.unlisted(&lower)
            + if capital { 0.0 } else { 1.5 }
            + if length <= 3 { 2.0 } else { 0.0 };
        let keep = listed.map_or(unlisted, |cost| cost.min(unlisted));
        // Common words are looked at only when the page has shown its misreadings.
        if listed.is_some_and(|cost| cost < 15.0) && (self.round == 0 || keep < 6.0) {
            return nothing;
        }
        let mut found = Vec::new();
        for limit in [12.0_f64, 16.0, 20.0, 24.0] {
            found = candidates(self.usage, &self.channel, text, limit.min(keep));
            found.retain(|c| c.word != lower);
            if limit >= keep || found.first().is_some_and(|c| c.cost() + OTHERS < limit) {
                break;
            }
        }
        let Some(best) = found.first().cloned() else { return nothing };
        let second = found.get(1).map_or(f64::MAX, |c| c.cost() - best.cost());
        let margin = keep - best.cost();
        if second < OTHERS {
            return nothing;
        }
        Verdict { best: Some(best), margin }
    }
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
