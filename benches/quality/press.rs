//! The press: prints a text again with noise, as a scanner would.
//!
//! What is misread as what is learned from recognised texts beside their gold;
//! without any, the wrong character is one of the text's own, by chance.

use std::collections::BTreeMap;

use faircopy::alignment::align;
use fastrand::Rng;

use crate::data::Pair;

/// A confusion longer than this on either side is no misread character.
const LONGEST: usize = 2;

/// What characters are misread as.
#[derive(Default)]
pub(crate) struct Press {
    /// For each character what was read in its place, and how often.
    confusions: BTreeMap<char, Vec<(String, u32)>>,
    /// What stands for a character that was never seen misread.
    alphabet: Vec<char>,
}

impl Press {
    /// A press whose misreadings are those of `pairs`; characters not misread
    /// there become one of the gold's by chance.
    pub(crate) fn learned(pairs: &[Pair]) -> Press {
        let mut counts: BTreeMap<(char, String), u32> = BTreeMap::new();
        for pair in pairs {
            for (from, to) in misread(&pair.text, &pair.gold) {
                *counts.entry((from, to)).or_default() += 1;
            }
        }
        let mut press = Press::by_chance(pairs.iter().map(|p| p.gold.as_str()));
        for ((from, to), count) in counts {
            press.confusions.entry(from).or_default().push((to, count));
        }
        press
    }

    /// A press that puts one of the texts' own letters in the place of another.
    pub(crate) fn by_chance<'a>(texts: impl Iterator<Item = &'a str>) -> Press {
        let mut alphabet: Vec<char> =
            texts.flat_map(str::chars).filter(|c| c.is_alphanumeric()).collect();
        alphabet.sort_unstable();
        alphabet.dedup();
        Press { confusions: BTreeMap::new(), alphabet }
    }

    /// What is printed for one character when this share of them is misread.
    pub(crate) fn print(&self, c: char, noise: f64, rng: &mut Rng) -> String {
        if c.is_whitespace() || rng.f64() >= noise {
            return c.to_string();
        }
        let Some(confusions) = self.confusions.get(&c) else {
            return rng.choice(&self.alphabet).map_or(String::new(), char::to_string);
        };
        let total: u32 = confusions.iter().map(|(_, count)| count).sum();
        let mut drawn = rng.u32(0..total);
        for (reading, count) in confusions {
            if drawn < *count {
                return reading.clone();
            }
            drawn -= count;
        }
        unreachable!("the draw is below the total")
    }

    /// A text printed again.
    pub(crate) fn reprint(&self, text: &str, noise: f64, rng: &mut Rng) -> String {
        text.chars().map(|c| self.print(c, noise, rng)).collect()
    }
}

/// Single characters of the gold and what was read for them. A character read
/// where there is none goes with the one before it.
fn misread(text: &str, gold: &str) -> Vec<(char, String)> {
    let (text, gold): (Vec<char>, Vec<char>) = (text.chars().collect(), gold.chars().collect());
    let symbols = |chars: &[char]| -> Vec<u32> { chars.iter().map(|c| *c as u32).collect() };
    let runs = align(&symbols(&gold), &symbols(&text));
    let mut misread = Vec::new();
    for pair in runs.windows(2) {
        let from = (pair[0].first + pair[0].len) as usize..pair[1].first as usize;
        let to = (pair[0].second + pair[0].len) as usize..pair[1].second as usize;
        let (from, to, before) = (&gold[from.clone()], &text[to], gold[from.start - 1]);
        let blank = |chars: &[char]| chars.iter().any(|c| c.is_whitespace());
        if from.len().max(to.len()) > LONGEST || blank(from) || blank(to) {
            continue;
        }
        match from {
            [] if before.is_whitespace() => {}
            [] => misread.push((before, std::iter::once(&before).chain(to).collect())),
            [one] => misread.push((*one, to.iter().collect())),
            _ if from.len() == to.len() => {
                misread.extend(from.iter().zip(to).map(|(a, b)| (*a, b.to_string())));
            }
            _ => {}
        }
    }
    misread
}
