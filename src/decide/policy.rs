//! A policy: what is done with the changes of each reason, and what is never touched.
//!
//! ```toml
//! ignore = ['ISBN [0-9-]+']
//!
//! [reasons]
//! "repeat.fold" = "suggest"
//! "char.doubled" = "apply"
//!
//! [words]
//! "tlie" = "tlie"
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use regex::Regex;
use serde::Deserialize;

use crate::FairCopy;
use crate::reason::Reason;
use crate::script::is_unspaced;

use super::carry_out::{By, carry_out};
use super::change::{Change, Kind, State};
use super::draft::Draft;

/// What is done with the changes of a reason.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rule {
    /// Made if its tier is sure enough for the level, else shown.
    #[default]
    Level,
    /// Made.
    Apply,
    /// Shown, not made.
    Suggest,
    /// Neither made nor shown.
    Off,
}

impl Rule {
    /// The rule's name in a policy.
    pub fn code(self) -> &'static str {
        match self {
            Rule::Level => "level",
            Rule::Apply => "apply",
            Rule::Suggest => "suggest",
            Rule::Off => "off",
        }
    }
}

/// What is done with changes, and what is never touched.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    reasons: BTreeMap<Reason, Rule>,
    words: Vec<String>,
    ignore: Vec<Regex>,
}

/// Why a policy cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// It is not TOML, or not the TOML of a policy.
    #[error("{}", .0.to_string().trim_end())]
    Form(#[from] toml::de::Error),
    /// A reason that does not exist, or is no change.
    #[error("[reasons] {0:?}: no change has this reason; `faircopy explain` lists them all")]
    Reason(String),
    /// A word that is to become another.
    #[error("[words] {0:?} = {1:?}: a word can only be kept as it is; write {0:?} = {0:?}")]
    Word(String, String),
    /// A pattern that is none.
    #[error("ignore {0:?}: {1}")]
    Pattern(String, Box<regex::Error>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    #[serde(default)]
    reasons: BTreeMap<String, Rule>,
    #[serde(default)]
    words: BTreeMap<String, String>,
    #[serde(default)]
    ignore: Vec<String>,
}

/// Read a policy.
///
/// # Errors
/// When it is not the TOML of a policy, or names what does not exist.
pub fn read(text: &str) -> Result<Policy, PolicyError> {
    let form: Form = toml::from_str(text)?;
    let mut policy = Policy::default();
    for (code, rule) in form.reasons {
        match Reason::from_code(&code).filter(|reason| can_rule(*reason)) {
            Some(reason) => policy.reasons.insert(reason, rule),
            None => return Err(PolicyError::Reason(code)),
        };
    }
    for (word, kept) in form.words {
        if word != kept || word.trim().is_empty() {
            return Err(PolicyError::Word(word, kept));
        }
        policy.words.push(word);
    }
    for pattern in form.ignore {
        let read = Regex::new(&pattern);
        policy.ignore.push(read.map_err(|e| PolicyError::Pattern(pattern, Box::new(e)))?);
    }
    Ok(policy)
}

/// Whether a policy can say anything of a reason: what stays is no change, and white
/// space between blocks goes with its neighbours.
pub fn can_rule(reason: Reason) -> bool {
    !matches!(reason, Reason::Kept | Reason::Layout)
}

impl Policy {
    /// What is done with the changes of a reason.
    pub fn rule(&self, reason: Reason) -> Rule {
        self.reasons.get(&reason).copied().unwrap_or_default()
    }

    /// Whether it leaves everything to the level.
    pub fn is_empty(&self) -> bool {
        let set = self.reasons.values().any(|rule| *rule != Rule::Level);
        !set && self.words.is_empty() && self.ignore.is_empty()
    }

    /// Words that are never touched, sorted.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Patterns of text that is never touched.
    pub fn ignored(&self) -> impl Iterator<Item = &str> {
        self.ignore.iter().map(Regex::as_str)
    }

    /// The fair copy as the policy wants it.
    pub fn enforce(&self, copy: &FairCopy) -> FairCopy {
        let draft = Draft::of(copy);
        let spared = self.spared(copy.source.text());
        let hushed = |change: &Change| {
            self.rule(change.key.reason) == Rule::Off || is_spared(change, &spared)
        };
        let state = |change: &Change| match self.rule(change.key.reason) {
            _ if hushed(change) => refused(change),
            Rule::Suggest => refused(change),
            Rule::Apply if change.can_accept && change.readings.is_empty() => State::Accept,
            _ => change.default.clone(),
        };
        let states: Vec<State> = draft.changes.iter().map(state).collect();
        let mut copy = carry_out(copy, &states, By::Policy);
        let hushed: Vec<_> = Draft::of(&copy)
            .changes
            .into_iter()
            .filter(|change| !change.is_applied() && hushed(change))
            .flat_map(|change| change.spans.into_iter().map(move |span| (change.key.reason, span)))
            .collect();
        let is_off = |reason: Reason| self.rule(reason) == Rule::Off;
        copy.ledger.findings.retain(|finding| {
            let told = |(reason, span): &(Reason, _)| {
                *reason == finding.reason && touches(finding.span.range(), span)
            };
            !is_off(finding.reason) && !hushed.iter().any(told)
        });
        copy
    }

    /// The text that is never touched: sorted ranges of bytes.
    fn spared(&self, text: &str) -> Vec<Range<usize>> {
        let words = self.words.iter().flat_map(|word| {
            let found = text.match_indices(word.as_str()).map(|(at, _)| at..at + word.len());
            found.filter(|range| is_whole_word(text, range))
        });
        let patterns = self.ignore.iter().flat_map(|p| p.find_iter(text).map(|m| m.range()));
        let mut spared: Vec<Range<usize>> =
            words.chain(patterns).filter(|range| !range.is_empty()).collect();
        spared.sort_by_key(|range| range.start);
        spared
    }
}

fn refused(change: &Change) -> State {
    match change.default {
        State::Reading(_) => change.default.clone(),
        _ => State::Reject,
    }
}

/// Whether a change would touch what is spared; a passage that is left out, whether
/// it is spared as a whole.
fn is_spared(change: &Change, spared: &[Range<usize>]) -> bool {
    match change.kind {
        Kind::Fold | Kind::Drop => {
            let words = change.spans[0].range();
            spared.iter().any(|s| s.start <= words.start && words.end <= s.end)
        }
        Kind::Join => false,
        _ => change.spans.iter().any(|span| spared.iter().any(|s| touches(s.clone(), span))),
    }
}

/// Whether a span lies over a range, or, if it is a point, inside it.
fn touches(range: Range<usize>, span: &crate::source::Span) -> bool {
    match range.is_empty() || span.is_empty() {
        true => range.start <= span.start() && span.end() <= range.end,
        false => range.start < span.end() && span.start() < range.end,
    }
}

/// Whether a match is no part of a longer word, where words are spaced.
fn is_whole_word(text: &str, range: &Range<usize>) -> bool {
    let joins = |a: Option<char>, b: Option<char>| {
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c));
        letter(a) && letter(b)
    };
    let word = &text[range.clone()];
    let (before, after) = (&text[..range.start], &text[range.end..]);
    !joins(before.chars().next_back(), word.chars().next())
        && !joins(word.chars().next_back(), after.chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let why = |text: &str| read(text).unwrap_err().to_string();
        assert!(why("[reasons]\n\"repeat.fold\" = \"maybe\"").contains("maybe"));
        assert!(why("[reasons]\n\"kept\" = \"off\"").contains("no change has this reason"));
        assert!(why("[words]\ntlie = \"the\"").contains("write \"tlie\" = \"tlie\""));
        assert!(why("ignore = ['(']").contains("ignore \"(\""));
        assert!(why("ignored = ['x']").contains("unknown field"));
        assert!(read("").is_ok());
    }

    #[test]
    fn words_are_whole_where_words_are_spaced() {
        let policy = read("[words]\n\"tlie\" = \"tlie\"\n\"不倦\" = \"不倦\"").unwrap();
        let text = "tlie tlies 孜孜不倦地 tlie";
        let found: Vec<&str> = policy.spared(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, ["tlie", "不倦", "tlie"]);
    }
}
