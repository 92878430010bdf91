//! Whether a stretch of text stands in words.
//!
//! ```text
//! …发生碰撞事故…   the stretch 撞 stands in a word (碰撞)
//! …发生碰拴事故…   the stretch 拴 does not: no word covers it
//! …said tliis to…  neither does "lii": "tliis" is no word
//! ```
//!
//! Where two printings differ and one reading makes words while the other makes
//! none, the lexicon is evidence beside the witness. Where both make words, they
//! differ in substance, and nothing here may choose between them.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::script::is_unspaced;

/// Characters of context on each side that are segmented with an ideographic
/// stretch: no common word is longer than this.
const CONTEXT: usize = 6;

/// Whether every character of `range` (bytes of `text`) belongs to a known word
/// of at least two characters, read in its context. An empty range asks about the
/// word it lies inside of, if it does.
pub fn stands(lexicon: &Lexicon, text: &str, range: Range<usize>) -> bool {
    let around = text[..range.start].chars().next_back().into_iter();
    let inside = text[range.clone()].chars().chain(text[range.end..].chars().next());
    if around.chain(inside).any(is_unspaced) {
        stands_in_ideographs(lexicon, text, range)
    } else {
        stands_in_letters(lexicon, text, range)
    }
}

fn stands_in_ideographs(lexicon: &Lexicon, text: &str, range: Range<usize>) -> bool {
    if range.is_empty() {
        return false;
    }
    let (start, end) = context(text, &range);
    let context = &text[start..end];
    let changed = range.start - start..range.end - start;
    lexicon.segment(context).into_iter().all(|word| {
        let outside = word.end <= changed.start || changed.end <= word.start;
        let mut chars = context[word].chars();
        let is_mark = chars.next().is_some_and(|c| !c.is_alphanumeric());
        outside || is_mark || chars.next().is_some()
    })
}

/// How much more probable the text around `range` (bytes of ideographs) becomes,
/// read as words, when `range` is left out: a natural logarithm. `None` when a
/// single word holds `range` and a neighbour equal to it (天天).
pub fn gain_without(lexicon: &Lexicon, text: &str, range: Range<usize>) -> Option<f64> {
    let (start, end) = context(text, &range);
    let whole = &text[start..end];
    let (from, to) = (range.start - start, range.end - start);
    let doubled = &whole[from..to].repeat(2);
    let in_one_word = lexicon
        .segment(whole)
        .into_iter()
        .any(|word| word.start <= from && to <= word.end && whole[word].contains(doubled));
    let without = format!("{}{}", &whole[..from], &whole[to..]);
    let gain = lexicon.log_probability(&without) - lexicon.log_probability(whole);
    (!in_one_word).then_some(gain)
}

/// Whether `range` (bytes of ideographs) is one word by itself, read in its context.
pub fn is_word(lexicon: &Lexicon, text: &str, range: Range<usize>) -> bool {
    let (start, end) = context(text, &range);
    let word = range.start - start..range.end - start;
    lexicon.segment(&text[start..end]).contains(&word)
}

/// The word that the character before `range` (bytes of ideographs) is part of when
/// `range` is left out.
pub fn word_without(lexicon: &Lexicon, text: &str, range: Range<usize>) -> String {
    let (start, end) = context(text, &range);
    let left = format!("{}{}", &text[start..range.start], &text[range.end..end]);
    let words = lexicon.segment(&left);
    let holds = words.into_iter().find(|word| word.end >= range.start - start);
    holds.map(|word| left[word].to_string()).unwrap_or_default()
}

/// The ideographs around a range, as bytes.
fn context(text: &str, range: &Range<usize>) -> (usize, usize) {
    let start = back_while(text, range.start, CONTEXT, is_unspaced);
    let end = on_while(text, range.end, CONTEXT, is_unspaced);
    (start, end)
}

fn stands_in_letters(lexicon: &Lexicon, text: &str, range: Range<usize>) -> bool {
    let is_letter = |c: char| c.is_alphabetic() || c == '\'' || c == '’';
    let start = back_while(text, range.start, usize::MAX, is_letter);
    let end = on_while(text, range.end, usize::MAX, is_letter);
    let mut words = text[start..end]
        .split(|c: char| !is_letter(c))
        .map(|w| w.trim_matches(['\'', '’']))
        .filter(|w| !w.is_empty())
        .peekable();
    words.peek().is_some() && words.all(|w| lexicon.contains(w))
}

fn back_while(text: &str, from: usize, most: usize, keep: impl Fn(char) -> bool) -> usize {
    let kept = text[..from].char_indices().rev().take(most).take_while(|(_, c)| keep(*c));
    kept.last().map_or(from, |(at, _)| at)
}

fn on_while(text: &str, from: usize, most: usize, keep: impl Fn(char) -> bool) -> usize {
    from + text[from..]
        .chars()
        .take(most)
        .take_while(|c| keep(*c))
        .map(char::len_utf8)
        .sum::<usize>()
}

/// The last word of a clause: in ideographs by segmentation, in letters by spaces.
pub fn last_word<'a>(lexicon: &Lexicon, clause: &'a str) -> Option<&'a str> {
    let last = clause.chars().next_back()?;
    if is_unspaced(last) {
        let tail = tail_while(clause, 8, is_unspaced);
        return lexicon.segment(tail).pop().map(|word| &tail[word]);
    }
    Some(tail_while(clause, 40, char::is_alphabetic)).filter(|w| !w.is_empty())
}

/// The end of a text as far as its characters, at most `most`, are of one sort.
pub fn tail_while(text: &str, most: usize, keep: impl Fn(char) -> bool) -> &str {
    let kept = text.char_indices().rev().take(most).take_while(|(_, c)| keep(*c));
    kept.last().map_or("", |(at, _)| &text[at..])
}

/// Whether `c` is a digit or an ideograph that counts.
pub fn is_numeral(c: char) -> bool {
    c.is_numeric() || "〇零一二三四五六七八九十百千万萬亿億两兩".contains(c)
}
