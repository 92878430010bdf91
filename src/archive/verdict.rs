//! Verdict: which of several readings is right, where no majority has it whole.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::context::Context;
use crate::alignment::align;
use crate::lexicon::Lexicon;
use crate::script::is_unspaced;
use crate::wording::is_numeral;

/// Why a reading is right.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// More than half of three or more independent printings have it, or each letter of it,
    /// or twice as many as any other.
    Vote,
    /// It is made of known words, or goes with the ideographs beside it, and what others have
    /// is a misreading of it.
    Word,
}

/// Least likeness of a word and a misreading of it, from 0 to 1 (Levenshtein's distance
/// over the longer length): below a half, chance agrees as much.
const ALIKE: f64 = 0.5;

/// How much better than any other an ideograph must read with what stands beside it, in
/// nats, and where it alone makes a word with that. `cargo bench --bench quality -- reprints`
/// shows what they do: of two printings 52 % of the wrong characters are mended and 0.8 of a
/// thousand right ones harmed; with 4 and 1 it is 61 and 1.5, as many as `collate` mends.
const BY_FAR: f64 = 6.0;
const CLEARLY: f64 = 3.0;

/// Bytes of the longest readings that are voted on letter by letter, two or three words:
/// in longer ones it is not known which letters answer to which.
const LONGEST: usize = 32;

/// Most readings that are voted on letter by letter: where there are more, and none wins,
/// all are misread beyond that.
const MOST: usize = 8;

/// Readings of one place.
pub(super) struct Bench<'a> {
    /// What they are, all different, and which printings have them.
    pub(super) readings: &'a [(String, Vec<u32>)],
    /// How many independent printings have each.
    pub(super) votes: &'a [usize],
    /// The text of the base, and where in it the place is, in bytes.
    pub(super) text: &'a str,
    pub(super) at: Range<usize>,
    pub(super) lexicon: &'a Lexicon,
}

impl Bench<'_> {
    /// The reading that is right, if anything shows it.
    pub(super) fn settle(&self) -> Option<(String, Why)> {
        let by_word = |text: &str| (text.to_owned(), Why::Word);
        if self.texts().all(is_one_sign) && self.texts().any(is_ideograph) {
            return self.by_context().map(by_word);
        }
        match self.by_letters() {
            Some(text) if self.is_known(&text) => Some((text, Why::Vote)),
            voted => self.by_words().map(by_word).or_else(|| voted.map(|text| (text, Why::Vote))),
        }
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        self.readings.iter().map(|(text, _)| text.as_str())
    }

    /// The only one that is made of known words, if the others are misreadings of it.
    fn by_words(&self) -> Option<&str> {
        let mut known = self.texts().filter(|text| self.is_known(text));
        let (right, None) = (known.next()?, known.next()) else { return None };
        let misread = |other: &str| {
            other == right
                || strsim::normalized_levenshtein(other, right) >= ALIKE
                    && !words(other).any(|word| self.is_word(word) && !right.contains(word))
        };
        self.texts().all(misread).then_some(right)
    }

    /// The ideograph, or the mark, that reads best with what stands beside it: by far, or,
    /// where no other makes a word with that, clearly. Of two numbers neither, and no mark
    /// for a number, which a dash may be.
    fn by_context(&self) -> Option<&str> {
        let numbers = self.texts().filter(|text| has_numeral(text)).count();
        if numbers > 1 {
            return None;
        }
        let context = Context::of(self.text, &self.at);
        let mut read: Vec<(f64, &str)> =
            self.texts().map(|text| (context.score(text, self.lexicon), text)).collect();
        read.sort_by(|a, b| b.0.total_cmp(&a.0));
        let [(best, right), (second, _), ..] = read[..] else { return None };
        let makes_word = |text: &str| context.makes_word(text, self.lexicon);
        let is_only_word =
            || makes_word(right) && !read[1..].iter().any(|(_, text)| makes_word(text));
        let margin = best - second;
        let is_clear = margin >= BY_FAR || margin >= CLEARLY && is_only_word();
        let loses_number = numbers > 0 && !is_ideograph(right);
        (is_clear && !loses_number).then_some(right)
    }

    /// Whether a reading is made of known words. Numbers are never known to be right.
    fn is_known(&self, reading: &str) -> bool {
        let is_of_letters = reading.chars().any(char::is_alphanumeric) && !has_numeral(reading);
        is_of_letters && words(reading).all(|word| self.is_word(word))
    }

    fn is_word(&self, word: &str) -> bool {
        (word.chars().count() > 2 || word.chars().any(is_unspaced)) && self.lexicon.contains(word)
    }

    /// The word of which more than half of three or more have each letter, though none may
    /// have the whole of it. A number that nobody has is none.
    fn by_letters(&self) -> Option<String> {
        let all: usize = self.votes.iter().sum();
        let is_unfit = |text: &str| text.is_empty() || text.len() > LONGEST || has_numeral(text);
        if all < 3 || self.readings.len() > MOST || self.texts().any(is_unfit) {
            return None;
        }
        let symbols: Vec<Vec<u32>> =
            self.texts().map(|text| text.chars().map(u32::from).collect()).collect();
        let slots: Vec<Vec<&[u32]>> =
            symbols.iter().map(|other| slots(&symbols[0], other)).collect();
        let mut text = String::new();
        for slot in 0..slots[0].len() {
            let votes = |content: &[u32]| -> usize {
                let same = slots.iter().zip(self.votes).filter(|(slots, _)| slots[slot] == content);
                same.map(|(_, votes)| votes).sum()
            };
            let most = slots.iter().map(|slots| slots[slot]).find(|c| 2 * votes(c) > all)?;
            text.extend(most.iter().filter_map(|s| char::from_u32(*s)));
        }
        Some(text)
    }
}

/// What a word has for each letter of another, and before each, and at the end.
fn slots<'a>(of: &[u32], word: &'a [u32]) -> Vec<&'a [u32]> {
    let mut slots: Vec<&[u32]> = vec![&[]; 2 * of.len() + 1];
    let (mut i, mut j) = (0, 0);
    let runs = align(of, word);
    let runs = runs.iter().map(|run| (run.first as usize, run.second as usize, run.len as usize));
    for (x, y, len) in runs.chain([(of.len(), word.len(), 0)]) {
        // Letter for letter while both have some.
        while i < x && j < y {
            slots[2 * i + 1] = &word[j..j + 1];
            (i, j) = (i + 1, j + 1);
        }
        slots[2 * x] = &word[j..y];
        for at in 0..len {
            slots[2 * (x + at) + 1] = &word[y + at..y + at + 1];
        }
        (i, j) = (x + len, y + len);
    }
    slots
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn has_numeral(text: &str) -> bool {
    text.chars().any(is_numeral)
}

/// Whether a sign is an ideograph and no mark.
fn is_ideograph(sign: &str) -> bool {
    sign.chars().all(is_unspaced)
}

/// Whether a reading is one ideograph or one mark.
fn is_one_sign(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| is_unspaced(c) || !c.is_alphanumeric()) && chars.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(texts: &[&str], before: &str, after: &str) -> Option<(String, Why)> {
        let (text, at) = ([before, texts[0], after].concat(), before.len());
        let at = at..at + texts[0].len();
        let readings: Vec<(String, Vec<u32>)> =
            (0..).zip(texts).map(|(at, text)| (text.to_string(), vec![at])).collect();
        let votes = vec![1; texts.len()];
        let lexicon = Lexicon::builtin();
        Bench { readings: &readings, votes: &votes, text: &text, at, lexicon }.settle()
    }

    #[test]
    fn a_word_is_put_together_from_what_most_have_of_it_and_a_number_never() {
        let ferry = Some(("harbour".into(), Why::Vote));
        assert_eq!(settled(&["harbonr", "barbour", "harhour"], "", ""), ferry);
        assert_eq!(settled(&["harbonr", "barbour"], "", ""), None);
        assert_eq!(settled(&["1846", "1345", "1845."], "", ""), None);
    }

    #[test]
    fn an_ideograph_is_known_by_what_stands_beside_it_and_a_number_is_not() {
        assert_eq!(settled(&["行", "仃"], "银", "的"), Some(("行".into(), Why::Word)));
        assert_eq!(settled(&["三", "二"], "十", "年"), None);
        assert_eq!(settled(&["一", "—"], "", "艘渡船"), None);
        assert_eq!(settled(&["他", "她"], "", ""), None);
        let mark = Some(("，".into(), Why::Word));
        assert_eq!(settled(&["因", "，"], "老师", "学生讨论"), mark);
        assert_eq!(settled(&["行", "，"], "在银", "工作"), Some(("行".into(), Why::Word)));
    }
}
