//! The words of the interface, in every language it speaks.
//!
//! One table serves both the file as it is written and the script in it, which
//! may turn to the other language. `{n}` and `{m}` stand for numbers, `{x}` for a
//! word; `one|many` are the two forms for a number.

use std::collections::BTreeMap;

use serde_json::json;

use crate::reason::{Reason, Tier};
use crate::report::explain::{phrase_in, tier_phrase_in};
use crate::report::language::Language;

/// What is said, by its key: in English, in Chinese.
const TABLE: &[(&str, [&str; 2])] = include!("words.in");

/// What a key says in a language; empty for an unknown key, which a test rules out.
pub(super) fn say(language: Language, key: &str) -> &'static str {
    let at = TABLE.iter().find(|(known, _)| *known == key);
    debug_assert!(at.is_some(), "no words for {key}");
    at.map_or("", |(_, words)| words[language as usize])
}

/// What a key says with its number put in.
pub(super) fn count(language: Language, key: &str, n: usize) -> String {
    let (one, many) = say(language, key).split_once('|').unwrap_or((say(language, key), ""));
    let form = if n == 1 || many.is_empty() { one } else { many };
    form.replace("{n}", &n.to_string())
}

/// All words in all languages, for the script: what the table says, and the
/// phrases of reasons (`reason.repeat.fold`) and tiers (`tier.safe`).
pub(super) fn json() -> String {
    let of = |language: Language| {
        let mut words: BTreeMap<String, &str> = TABLE
            .iter()
            .map(|(key, words)| ((*key).to_owned(), words[language as usize]))
            .collect();
        for reason in Reason::ALL {
            words.insert(format!("reason.{}", reason.code()), phrase_in(*reason, language));
        }
        for tier in Tier::ALL {
            words.insert(format!("tier.{}", tier.code()), tier_phrase_in(tier, language));
        }
        words
    };
    let all = json!({ "en": of(Language::English), "zh": of(Language::Chinese) });
    super::draft::inert(&all.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_is_said_once_and_with_the_same_places() {
        let mut keys: Vec<&str> = TABLE.iter().map(|(key, _)| *key).collect();
        keys.sort_unstable();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]));
        for (key, [english, chinese]) in TABLE {
            for place in ["{n}", "{m}", "{x}"] {
                assert_eq!(english.contains(place), chinese.contains(place), "{key}");
            }
        }
    }

    #[test]
    fn numbers_have_their_form() {
        assert_eq!(count(Language::English, "count.joins", 1), "1 join");
        assert_eq!(count(Language::English, "count.joins", 2), "2 joins");
        assert_eq!(count(Language::Chinese, "count.joins", 2), "接合 2 处");
    }
}
