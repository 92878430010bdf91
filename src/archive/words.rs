//! Words: an excerpt in the pieces it is read by.
//!
//! A run of letters or digits is a word, an ideograph and a mark are one by themselves;
//! spaces and the hyphen of a line end are none. Words are five times fewer than letters,
//! so that a passage is aligned in a twentieth of the time.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::lexicon::simplified;
use crate::script::{is_han, is_unspaced};

/// In the number of a word: it is of letters, an ideograph, or a mark.
const LETTERS: u32 = 0;
const IDEOGRAPH: u32 = 1 << 31;
const MARK: u32 = 1 << 30;

/// Whether a word is a mark.
pub(super) fn is_mark(word: u32) -> bool {
    word & MARK != 0
}

/// Whether a word is made of letters or digits: it may fall apart, or come together with
/// the next.
pub(super) fn is_of_letters(word: u32) -> bool {
    word & (IDEOGRAPH | MARK) == 0
}

/// Which word it is, from 0, of all that a vocabulary has.
pub(super) fn index(word: u32) -> usize {
    (word & !(IDEOGRAPH | MARK)) as usize
}

/// The words of an excerpt, in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// Which word each is, by its number in the vocabulary.
    pub(super) numbers: Vec<u32>,
    /// Where each stands, in bytes.
    places: Vec<Range<u32>>,
}

impl Words {
    /// Where a word stands, in bytes; `None` where there are not so many words.
    pub(super) fn place(&self, at: usize) -> Option<Range<usize>> {
        self.places.get(at).map(|place| place.start as usize..place.end as usize)
    }

    /// Where a stretch of words stands, in bytes; `None` where it has no word.
    pub(super) fn range(&self, stretch: Range<usize>) -> Option<Range<usize>> {
        let last = stretch.end.checked_sub(1).filter(|last| *last >= stretch.start)?;
        Some(self.place(stretch.start)?.start..self.place(last)?.end)
    }
}

/// The words of some excerpts, numbered as they are met, case and script variants aside.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    /// By hash (64 bits): of the words of one passage no two are taken for one.
    numbers: FxHashMap<u64, u32>,
}

impl Vocabulary {
    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The words of a text.
    pub(super) fn words(&mut self, text: &str) -> Words {
        // Ideographs take three bytes each, most words of letters more.
        let room = text.len() / 3;
        let mut words =
            Words { numbers: Vec::with_capacity(room), places: Vec::with_capacity(room) };
        // The word that is being read, as far as it is read: its hash and its place.
        let mut open: Option<(u64, Range<usize>)> = None;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let end = at + c.len_utf8();
            if is_unspaced(c) {
                self.add(open.take(), LETTERS, &mut words);
                let folded = if is_han(c) { simplified(c) } else { c };
                self.add(Some((grown(0, folded), at..end)), IDEOGRAPH, &mut words);
            } else if c.is_alphanumeric() {
                let folded = if c.is_ascii() {
                    c.to_ascii_lowercase()
                } else {
                    c.to_lowercase().next().unwrap_or(c)
                };
                let (hash, place) = open.unwrap_or((0, at..at));
                open = Some((grown(hash, folded), place.start..end));
            } else if matches!(c, '-' | '\u{AD}')
                && open.is_some()
                && matches!(chars.peek(), Some((_, '\n')))
            {
                chars.next(); // a word divided at a line end is one word
            } else {
                self.add(open.take(), LETTERS, &mut words);
                let is_mark = !c.is_whitespace();
                self.add(is_mark.then(|| (grown(0, c), at..end)), MARK, &mut words);
            }
        }
        self.add(open, LETTERS, &mut words);
        words
    }

    fn add(&mut self, word: Option<(u64, Range<usize>)>, kind: u32, words: &mut Words) {
        let Some((hash, place)) = word else { return };
        let next = self.numbers.len() as u32 | kind;
        words.numbers.push(*self.numbers.entry(hash).or_insert(next));
        words.places.push(place.start as u32..place.end as u32);
    }
}

fn grown(hash: u64, c: char) -> u64 {
    (hash.rotate_left(5) ^ u64::from(c)).wrapping_mul(0x517C_C1B7_2722_0A95)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_whole() {
        let text = "The land-\ning STAGE, 渡口 3.5";
        let words = Vocabulary::default().words(text);
        let words: Vec<&str> = (0..).map_while(|at| Some(&text[words.place(at)?])).collect();
        assert_eq!(words, ["The", "land-\ning", "STAGE", ",", "渡", "口", "3", ".", "5"]);
    }
}
