//! Substance: do two texts of one form say different things?
//!
//! ```text
//! noise      tliis / this     hbe hsd / he had     碰拴 / 碰撞
//! weak       lad / had        读者 / 医者           a misreading that is a word, or not
//! substance  Leeds / Bristol  5 / 17               other words, other figures
//! ```
//!
//! Two notices of one form differ in the words that matter and in nothing else; two
//! printings of one text differ in letters, wherever the noise fell. Some misread
//! words are words again (`lad` for `had`), the more the more noise there is, so
//! what is weak counts only beyond the noise that can be seen.

use std::ops::Range;

use super::known::{ADDED, Known, Words};
use crate::collation::alike;
use crate::passage::Parallel;
use crate::script::is_unspaced;
use crate::sheet::Sheet;
use crate::usage::written::is_everyday;
use crate::wording;

/// Agreement this short, in letters, between two differences is chance: the whole
/// was worded otherwise (`dix-sept` / `seize`). Two ideographs are a word.
const CHANCE: usize = 2;

/// Two words that have less than this share of letters in common are two words,
/// and no misreading of one: with 15 % of the letters wrong in both printings a
/// word of six keeps four.
const ALIKE: f64 = 0.5;

/// Words of three letters are other words when less than this share agrees (`dog` and
/// `cat`, not `sal` and `and`).
const OTHER: f64 = 0.2;

/// What a weak difference counts when no noise is seen.
pub(super) const WEAK: f64 = 0.5;

/// Other words that each ruined word may account for: in 1,983 pairs of printings of
/// one sentence there were two in a hundred (`cargo bench --bench quality -- repeats`),
/// and five times as many can be chance.
const RUINED: f64 = 0.1;

/// What the differences between two texts amount to.
#[derive(Default)]
struct Tally {
    figures: f64,
    strong: f64,
    weak: f64,
    noise: f64,
}

/// How much two texts differ in substance: about one for every other word or figure.
pub(super) fn substance(sheet: &Sheet<'_>, known: &Known<'_>, parallel: &Parallel) -> f64 {
    let mut tally = Tally::default();
    let (mut counted_first, mut counted_second) = (0, 0);
    for (first, second) in differences(sheet, parallel) {
        let (a, b) = (words(sheet, &first, &second), words(sheet, &second, &first));
        // A word counts once, however many of its letters differ.
        if a.start < counted_first && b.start < counted_second {
            continue;
        }
        (counted_first, counted_second) = (a.end, b.end);
        weigh(sheet, known, (&first, &second), (a, b), &mut tally);
    }
    let words = (tally.strong - RUINED * tally.noise).max(0.0);
    tally.figures + words + WEAK * (tally.weak - tally.noise).max(0.0)
}

/// The differences of a parallel, those together between which letters agree by chance.
fn differences(sheet: &Sheet<'_>, parallel: &Parallel) -> Vec<(Range<usize>, Range<usize>)> {
    let symbols = sheet.view.symbols();
    let is_letters = |range: Range<usize>| {
        symbols[range].iter().all(|s| !char::from_u32(*s).is_some_and(is_unspaced))
    };
    let mut merged: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (first, second) in parallel.differences() {
        let near = merged.last_mut().filter(|last| {
            first.start - last.0.end <= CHANCE && is_letters(last.0.start..first.end)
        });
        match near {
            Some(last) => *last = (last.0.start..first.end, last.1.start..second.end),
            None => merged.push((first, second)),
        }
    }
    merged
}

/// The bytes of a stretch of symbols, letters and figures whole. A stretch without
/// symbols is the place before its end; where the other side has only a part of a
/// word there (`j|u|ry`), the word around that place (`jry`).
fn words(sheet: &Sheet<'_>, symbols: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    let text = sheet.source.text();
    let whole = |symbols: &Range<usize>| {
        let own = sheet.view.span(sheet.source, symbols.clone()).range();
        (wording::whole_words(text, own.clone()), own)
    };
    if !symbols.is_empty() {
        return whole(symbols).0;
    }
    let at = match symbols.end < sheet.view.len() {
        true => sheet.view.offset(symbols.end),
        false => text.len(),
    };
    if other.is_empty() {
        return at..at;
    }
    let (word, own) = whole(other);
    let before = symbols.end.checked_sub(1).filter(|_| word.start < own.start);
    let after = Some(symbols.end).filter(|at| own.end < word.end && *at < sheet.view.len());
    before.or(after).map_or(at..at, |symbol| whole(&(symbol..symbol + 1)).0)
}

fn weigh(
    sheet: &Sheet<'_>,
    known: &Known<'_>,
    symbols: (&Range<usize>, &Range<usize>),
    (a, b): (Range<usize>, Range<usize>),
    tally: &mut Tally,
) {
    let text = sheet.source.text();
    let (a, b) = without_shared(text, a, b);
    let (first, second) = (&text[a.clone()], &text[b.clone()]);
    if a.is_empty() && b.is_empty() {
        // Dust beside a word that is the same.
        tally.noise += 1.0;
    } else if is_figure(first) && is_figure(second) {
        tally.figures += f64::from(!figures(first).eq(figures(second)));
    } else if a.is_empty() || b.is_empty() {
        addition(sheet, known, if a.is_empty() { b } else { a }, tally);
    } else if first.chars().chain(second.chars()).any(is_unspaced) {
        ideographs(sheet, symbols, (a, b), tally);
    } else {
        letters(known, first, second, tally);
    }
}

/// Two stretches of letters without the words that both begin and both end with: dust
/// beside a word (`,ion, pure` / `pure`) is something added, no other word.
fn without_shared(text: &str, a: Range<usize>, b: Range<usize>) -> (Range<usize>, Range<usize>) {
    let words = |range: &Range<usize>| {
        let mut words: Vec<Range<usize>> = Vec::new();
        for (at, c) in text[range.clone()].char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            let (start, end) = (range.start + at, range.start + at + c.len_utf8());
            match words.last_mut().filter(|last| last.end == start) {
                Some(last) => last.end = end,
                None => words.push(start..end),
            }
        }
        words
    };
    if text[a.clone()].chars().chain(text[b.clone()].chars()).any(is_unspaced) {
        return (a, b);
    }
    let (first, second) = (words(&a), words(&b));
    let same = |(x, y): &(&Range<usize>, &Range<usize>)| text[(*x).clone()] == text[(*y).clone()];
    let front = first.iter().zip(&second).take_while(same).count();
    let (first, second) = (&first[front..], &second[front..]);
    let back = first.iter().rev().zip(second.iter().rev()).take_while(same).count();
    let rest = |words: &[Range<usize>], all: Range<usize>| match words {
        _ if front + back == 0 => all,
        [only] => only.clone(),
        [start, .., end] => start.start..end.end,
        [] => all.end..all.end,
    };
    (rest(&first[..first.len() - back], a), rest(&second[..second.len() - back], b))
}

/// A figure and nothing else: `19` is one, `I9` and `19ith` are misread.
fn is_figure(text: &str) -> bool {
    let mut chars = figures(text).peekable();
    chars.peek().is_some() && chars.all(wording::is_numeral)
}

/// A figure without its marks: `£1` is `1`.
fn figures(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric())
}

/// What an added word counts against one that is another word: noise takes letters for
/// others more easily than it makes words.
const ADDITION: f64 = 1.5;

/// What only one text has: an editor's addition, or dust that looks like letters.
fn addition(sheet: &Sheet<'_>, known: &Known<'_>, added: Range<usize>, tally: &mut Tally) {
    let text = sheet.source.text();
    let own = &text[added.clone()];
    let mut letters = own.chars().filter(|c| c.is_alphanumeric()).peekable();
    let fewest = if letters.peek().copied().is_some_and(is_unspaced) { 2 } else { ADDED };
    let mut words = own.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let long = letters.count() >= fewest;
    if long && wording::stands(sheet.lexicon, text, added) && words.clone().all(|w| known.has(w)) {
        let little = words.next().is_some_and(is_little) && words.next().is_none();
        tally.weak += if little { 1.0 } else { ADDITION };
    } else if Words::of(known, own).name_somebody() {
        tally.strong += 1.0;
    } else {
        tally.noise += 1.0;
    }
}

/// Whether a word is one of those that fall out or slip in unseen (`was`, `but`) and say
/// nothing by themselves.
fn is_little(word: &str) -> bool {
    is_everyday(word) && !DENIALS.contains(&word.to_lowercase().as_str())
}

/// Everyday words that turn what is said into its opposite.
const DENIALS: [&str; 7] = ["not", "no", "never", "none", "nor", "without", "nothing"];

fn ideographs(
    sheet: &Sheet<'_>,
    symbols: (&Range<usize>, &Range<usize>),
    (a, b): (Range<usize>, Range<usize>),
    tally: &mut Tally,
) {
    let text = sheet.source.text();
    let stand =
        || wording::stands(sheet.lexicon, text, a) && wording::stands(sheet.lexicon, text, b);
    match symbols.0.len().min(symbols.1.len()) {
        long @ CLAUSE.. => tally.strong += long as f64 / 3.0,
        length if !stand() => tally.noise += length as f64,
        1 => tally.weak += 1.0,
        _ => tally.strong += 1.0,
    }
}

/// So many ideographs in a row are not misread, they were written otherwise: at 15 %
/// noise in both printings one stretch of six in two thousand is all noise.
const CLAUSE: usize = 6;

/// Fewest letters of words that are other words: of two or three letters one misread
/// is half of them (`he` / `bo`).
const FEWEST: usize = 4;

/// Bytes of the longest stretch that is compared letter by letter: no word is so long,
/// and a record of 64 KB of one letter must not take minutes.
const LONGEST: usize = 2048;

fn letters(known: &Known<'_>, first: &str, second: &str, tally: &mut Tally) {
    if first.len().max(second.len()) > LONGEST {
        tally.noise += 1.0;
        return;
    }
    let alike = strsim::normalized_levenshtein(&first.to_lowercase(), &second.to_lowercase());
    let [a, b] = [first, second].map(|text| Words::of(known, text));
    let fewest = if alike < OTHER { ADDED } else { FEWEST };
    let long =
        |text: &str| figures(text).count() >= fewest || text.contains(|c: char| c.is_ascii_digit());
    let is_other = alike < ALIKE && long(first) && long(second);
    if is_other && a.are_written() && b.are_written() && may_change(&a, &b, first, second) {
        tally.strong += a.all.min(b.all) as f64;
    } else if a.all > 0 && a.known == a.all && b.known == b.all && !is_misread(first, second) {
        tally.weak += 1.0;
    } else {
        tally.noise += a.all.min(b.all).max(1) as f64;
    }
}

/// Whether one text is the first or the last part of the other: `cosse-` of
/// `consequence`, the rest of which stands on the next line.
fn is_cut_off(first: &str, second: &str) -> bool {
    let letters = |text: &str| figures(text).flat_map(char::to_lowercase).collect::<Vec<_>>();
    let (mut part, mut whole) = (letters(first), letters(second));
    if part.len() > whole.len() {
        std::mem::swap(&mut part, &mut whole);
    }
    let alike = |piece: &[char]| {
        let text = |chars: &[char]| chars.iter().collect::<String>();
        strsim::normalized_levenshtein(&text(&part), &text(piece)) > ALIKE
    };
    alike(&whole[..part.len()]) || alike(&whole[whole.len() - part.len()..])
}

/// Whether two words are one but for letters that are taken for one another: `he` and
/// `be`, `and` and `end`.
fn is_misread(first: &str, second: &str) -> bool {
    let symbols = |text: &str| text.chars().map(u32::from).collect::<Vec<_>>();
    let (first, second) = (symbols(first), symbols(second));
    let equal = |(a, b): &(&u32, &u32)| a == b;
    let start = first.iter().zip(&second).take_while(equal).count();
    let (first, second) = (&first[start..], &second[start..]);
    let end = first.iter().rev().zip(second.iter().rev()).take_while(equal).count();
    alike(&first[..first.len() - end], &second[..second.len() - end])
}

/// Whether one of two texts may stand for the other: a name stands where a name stood,
/// and a word cut off at a line end is the same word.
fn may_change(a: &Words, b: &Words, first: &str, second: &str) -> bool {
    let single = a.all == 1 && b.all == 1;
    let capitals = [first, second].iter().all(|t| t.starts_with(char::is_uppercase));
    let alike = a.names + b.names == 0 || capitals;
    !single || (alike && !is_cut_off(first, second))
}
