//! Context: how well a sign reads among the ideographs on either side of it.
//!
//! ```text
//! 在银[行]工作      银行 is a word, and 行 goes with 银
//! 老师[因]学生      no word, and nothing that goes together: a mark is likelier
//! ```

use std::ops::Range;

use crate::lexicon::{Lexicon, affinity, rarity};
use crate::script::is_unspaced;

/// The weight of the words that an ideograph makes, of the nats of their probability, and of its
/// rarity, in nats for each eighth of a bit (half of what it tells: misreadings are rare
/// characters, names are too).
const WORDS: f64 = 0.6;
const RARE: f64 = 0.043;

/// What a mark is worth between ideographs, in nats: it makes no word, and is as common as
/// the commonest of them.
const MARK: f64 = -1.5;

/// Ideographs on either side that one is read with: two words or three.
const BESIDE: usize = 6;

/// The ideographs on either side of a place, the nearest up to anything else.
pub(super) struct Context {
    before: String,
    after: String,
}

impl Context {
    /// What stands on either side of a place of a text, in bytes.
    pub(super) fn of(text: &str, at: &Range<usize>) -> Context {
        let is_kept = |c: &char| !c.is_whitespace();
        let (before, after) = (text[..at.start].chars().rev(), text[at.end..].chars());
        let before = before.filter(is_kept).take_while(|c| is_unspaced(*c)).take(BESIDE);
        let after = after.filter(is_kept).take_while(|c| is_unspaced(*c)).take(BESIDE);
        let mut before: Vec<char> = before.collect();
        before.reverse();
        Context { before: before.into_iter().collect(), after: after.collect() }
    }

    /// How well a sign reads here, in nats.
    pub(super) fn score(&self, sign: &str, lexicon: &Lexicon) -> f64 {
        let words = |run: &str| WORDS * lexicon.log_probability(run);
        let Some(own) = sign.chars().next().filter(|c| is_unspaced(*c)) else {
            return words(&self.before) + words(&self.after) + MARK;
        };
        let before = self.before.chars().last().map_or(0.0, |c| affinity(c, own));
        let after = self.after.chars().next().map_or(0.0, |c| affinity(own, c));
        words(&format!("{}{sign}{}", self.before, self.after)) + before + after
            - RARE * f64::from(rarity(own))
    }

    /// Whether an ideograph makes a word with the one on either side.
    pub(super) fn makes_word(&self, sign: &str, lexicon: &Lexicon) -> bool {
        let before = self.before.char_indices().last().map_or("", |(at, _)| &self.before[at..]);
        let after =
            self.after.char_indices().nth(1).map_or(&*self.after, |(at, _)| &self.after[..at]);
        lexicon.contains(&format!("{before}{sign}")) || lexicon.contains(&format!("{sign}{after}"))
    }
}
