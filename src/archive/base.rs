//! Base: which of several printings the others are read against, and which have a vote.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::words::{Words, index, is_mark, is_of_letters};
use crate::lexicon::Lexicon;

/// Which printing the others are best read against: that with the most letters in words
/// that another printing has too, or that are known; the first of equals.
pub(super) fn cleanest(
    texts: &[&str],
    all: &[Words],
    different: usize,
    lexicon: &Lexicon,
) -> usize {
    // In how many printings a word stands, and the last that has it, counted from one.
    let mut stands = vec![(0u32, 0u32); different];
    for (at, words) in (1..).zip(all) {
        for number in &words.numbers {
            let (times, last) = &mut stands[index(*number)];
            *times += u32::from(*last != at);
            *last = at;
        }
    }
    let sound = |(words, text): (&Words, &&str)| -> usize {
        // An ideograph is a word whatever it was misread from.
        let places = (0..).map_while(|at| words.place(at));
        let is_sound = |(number, place): &(&u32, Range<usize>)| {
            stands[index(**number)].0 > 1
                || is_of_letters(**number) && lexicon.contains(&text[place.clone()])
        };
        words.numbers.iter().zip(places).filter(is_sound).map(|(_, place)| place.len()).sum()
    };
    let scored = all.iter().zip(texts).map(sound).enumerate();
    scored.max_by_key(|(at, sound)| (*sound, usize::MAX - at)).map_or(0, |(at, _)| at)
}

/// Of printings that are the same word for word only the first has a vote: they may be
/// of one plate.
pub(super) fn voters(all: &[Words]) -> Vec<bool> {
    let mut seen = FxHashSet::default();
    let is_new = |words: &Words| {
        let words = words.numbers.iter().copied().filter(|word| !is_mark(*word));
        seen.insert(words.collect::<Vec<u32>>())
    };
    all.iter().map(is_new).collect()
}
