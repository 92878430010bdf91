//! Counting the words of an archive, and which follows which.

use std::borrow::Cow;
use std::collections::BTreeMap;

use fst::Map;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::channel::{Channel, Print, candidates};
use crate::lexicon::Lexicon;

use super::{NAT, Usage, spelling};

/// Words of general experience that an archive's own are added to: so many that a word
/// which is rare in general is not lost where it is rare in the archive.
const GENERAL: f64 = 500_000.0;

/// How often a word that is in no list must stand in an archive to be one.
const ATTESTED: u32 = 10;

/// How often two words must stand side by side to be remembered.
const PAIRED: u32 = 3;

/// What a pair's count is lowered by before it is believed (absolute discounting).
const DISCOUNT: f64 = 0.75;

/// A string of letters that stands at most so many times as often as misreadings of a
/// commoner word should is taken for one of them.
const EXPLAINED: f64 = 40.0;

/// Misreadings per character that an archive is taken to have when its words are
/// explained.
const RATE: f64 = 0.03;

/// What a word costs that a list has and nobody uses.
const UNUSED: f64 = 16.0;

/// Words and pairs as they are counted.
#[derive(Clone, Debug, Default)]
pub struct Count {
    words: FxHashMap<String, u32>,
    pairs: FxHashMap<(String, String), u32>,
}

impl Count {
    /// Count the words of a text.
    pub fn read(&mut self, text: &str, lexicon: &Lexicon) {
        let mut before: Option<String> = None;
        let mut end = 0;
        let is_inside = |c: char| c.is_alphabetic() || c == '\'';
        let mut at = 0;
        while let Some(start) = text[at..].find(is_inside).map(|s| at + s) {
            at = text[start..].find(|c| !is_inside(c)).map_or(text.len(), |e| start + e);
            let word = text[start..at].trim_matches('\'').to_lowercase();
            if word.is_empty() {
                continue;
            }
            let is_beside = text[end..start].chars().all(char::is_whitespace);
            end = at;
            let known = lexicon.contains(&word);
            if let Some(before) = before.take().filter(|_| is_beside && known) {
                *self.pairs.entry((before, word.clone())).or_default() += 1;
            }
            before = known.then(|| word.clone());
            *self.words.entry(word).or_default() += 1;
        }
    }

    /// Add what was counted elsewhere.
    pub fn merge(&mut self, other: Count) {
        for (word, count) in other.words {
            *self.words.entry(word).or_default() += count;
        }
        for (pair, count) in other.pairs {
            *self.pairs.entry(pair).or_default() += count;
        }
    }

    /// The usage of what was counted, by the words that are in a list and those that
    /// stand too often to be misreadings.
    pub fn usage(&self, lexicon: &Lexicon, print: &Print) -> Usage {
        let english = Usage::english();
        let listed = self.words.iter().filter(|(word, _)| lexicon.contains(word));
        let total: f64 = listed.map(|(_, count)| f64::from(*count)).sum();
        let cost = |p: f64| (-p.ln() * NAT).round().max(1.0) as u64;
        let general = |word: &str| english.cost(word).map_or(0.0, |cost| (-cost).exp());
        let is_english = self.is_english(total);
        let added = if is_english { GENERAL } else { 0.0 };
        let probable =
            |word: &str, count: u32| (f64::from(count) + added * general(word)) / (total + added);

        let mut words: BTreeMap<String, u64> = BTreeMap::new();
        if is_english {
            words.extend(english.list().map(|(word, _)| {
                let p = probable(&word, 0);
                (word, cost(p))
            }));
        }
        for (word, count) in &self.words {
            if lexicon.contains(word) {
                words.insert(word.clone(), cost(probable(word, *count)));
            }
        }
        let first = Usage::of(words.clone(), Vec::new());
        let channel = Channel::new(print, RATE);
        let mut strange: Vec<(&String, u32)> =
            self.words.iter().map(|(word, count)| (word, *count)).collect();
        strange.retain(|(word, count)| {
            let is_rare = first.cost(word).is_some_and(|_| {
                !is_english || english.cost(word).is_none_or(|cost| cost > UNUSED - 4.0)
            });
            *count >= ATTESTED && (is_rare || !words.contains_key(*word))
        });
        strange.sort();
        let explained: FxHashSet<&String> =
            explained(&strange, &first, &channel, total).into_iter().collect();
        for (word, count) in strange {
            if !explained.contains(word) {
                words.insert(word.clone(), cost(probable(word, count)));
            } else if words.contains_key(word) {
                let p = probable(word, 0).max((-UNUSED).exp());
                words.insert(word.clone(), cost(p));
            }
        }
        let pairs = self.pairs(&words);
        Usage::of(words, pairs)
    }

    /// Whether the words are English: the commonest of English are a third of them.
    fn is_english(&self, total: f64) -> bool {
        let english = Usage::english();
        let common = self.words.iter().filter(|(word, _)| english.is_everyday(word));
        common.map(|(_, count)| f64::from(*count)).sum::<f64>() > 0.3 * total
    }

    fn pairs(&self, words: &BTreeMap<String, u64>) -> Vec<(String, u64)> {
        let mut pairs: Vec<(String, u64)> = self
            .pairs
            .iter()
            .filter(|((a, b), count)| {
                **count >= PAIRED && words.contains_key(a) && words.contains_key(b)
            })
            .map(|((a, b), count)| {
                let p = (f64::from(*count) - DISCOUNT) / f64::from(self.words[a]);
                (format!("{a} {b}"), (-p.ln() * NAT).round().max(0.0) as u64)
            })
            .collect();
        pairs.sort();
        pairs
    }
}

/// The strings among `strange` that stand no oftener than as misreadings of a commoner
/// word they should.
fn explained<'a>(
    strange: &[(&'a String, u32)],
    usage: &Usage,
    channel: &Channel,
    total: f64,
) -> Vec<&'a String> {
    use rayon::prelude::*;
    strange
        .par_iter()
        .filter(|(word, count)| {
            // What it costs to stand so often.
            let own = -(f64::from(*count) / EXPLAINED / total).ln();
            let found = candidates(usage, channel, word, own, 0.0);
            found.iter().any(|c| c.word != **word)
        })
        .map(|(word, _)| *word)
        .collect()
}

impl Usage {
    /// A usage of words with their costs and pairs with theirs, in sixteenths, sorted.
    fn of(words: BTreeMap<String, u64>, pairs: Vec<(String, u64)>) -> Usage {
        let spelling = spelling::learn(words.keys().map(String::as_str));
        let map = |entries: &mut dyn Iterator<Item = (String, u64)>| {
            let map = Map::from_iter(entries).expect("a map in memory of sorted keys");
            Map::new(Cow::Owned(map.into_fst().into_inner())).expect("the map just made")
        };
        let pairs = (!pairs.is_empty()).then(|| map(&mut pairs.into_iter()));
        Usage {
            words: map(&mut words.into_iter()),
            spelling: Cow::Owned(spelling),
            pairs,
            everyday: Default::default(),
        }
    }
}
