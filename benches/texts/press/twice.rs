//! Pages that stand exactly twice: what is like an item is no copy of it.

use fastrand::Rng;

/// Items of a catalogue, and words (ideographs, without spaces) of one.
const ITEMS: usize = 60;
const WORDS: std::ops::RangeInclusive<usize> = 5..=9;
const IDEOGRAPHS: std::ops::RangeInclusive<usize> = 8..=16;

/// Characters of an item of news at least.
const LEAST_SPACED: usize = 60;
const LEAST_HAN: usize = 20;

/// A catalogue in the words of some paragraphs: a number, a title, a count of pages, a
/// price. Every item has the form of all others.
pub(super) fn catalogue(truth: &[String], spaced: bool, rng: &mut Rng) -> Vec<String> {
    let text = truth.join(" ");
    let bare = |word: &'_ str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let words: Vec<String> =
        text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect();
    let han: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let item = |number: usize| {
        let (pages, price) = (rng.u32(24..900), rng.u32(1..60));
        if spaced {
            let count = rng.usize(WORDS);
            let from = rng.usize(..words.len().saturating_sub(count).max(1));
            let title = words[from..words.len().min(from + count)].join(" ");
            format!("{number}. {title}. {pages} pp. {price}.00")
        } else {
            let count = rng.usize(IDEOGRAPHS);
            let from = rng.usize(..han.len().saturating_sub(count).max(1));
            let title: String = han[from..han.len().min(from + count)].iter().collect();
            format!("{number}、{title}。{pages}頁。{price}元")
        }
    };
    (1..=ITEMS).map(item).collect()
}

/// A bulletin: the first sentence of each paragraph that is long enough for news.
pub(super) fn bulletin(truth: &[String], spaced: bool) -> Vec<String> {
    let least = if spaced { LEAST_SPACED } else { LEAST_HAN };
    let sentence = |text: &String| {
        let mut chars = text.char_indices().skip(least);
        let end = chars.find(|(at, c)| {
            let after = text[at + c.len_utf8()..].chars().next();
            "。！？".contains(*c) || ".!?".contains(*c) && after.is_none_or(|c| c == ' ')
        });
        end.map(|(at, c)| text[..at + c.len_utf8()].to_owned())
    };
    let items: Vec<String> = truth.iter().filter_map(sentence).collect();
    if items.is_empty() { truth.to_vec() } else { items }
}
