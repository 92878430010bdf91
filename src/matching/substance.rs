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

use crate::passage::Parallel;
use crate::script::is_unspaced;
use crate::sheet::Sheet;
use crate::wording;

/// Agreement this short, in letters, between two differences is chance: the whole
/// was worded otherwise (`dix-sept` / `seize`). Two ideographs are a word.
const CHANCE: usize = 2;

/// Two words that have less than this share of letters in common are two words,
/// and no misreading of one: with 15 % of the letters wrong in both printings a
/// word of six keeps four.
const ALIKE: f64 = 0.5;

/// What a weak difference counts when no noise is seen.
const WEAK: f64 = 0.5;

/// What the differences between two texts amount to.
#[derive(Default)]
struct Tally {
    strong: f64,
    weak: f64,
    noise: f64,
}

/// How much two texts differ in substance: about one for every other word or figure.
pub(super) fn substance(sheet: &Sheet<'_>, parallel: &Parallel) -> f64 {
    let mut tally = Tally::default();
    let (mut counted_first, mut counted_second) = (0, 0);
    for (first, second) in differences(sheet, parallel) {
        let a = words(sheet, &first);
        let b = words(sheet, &second);
        // A word counts once, however many of its letters differ.
        if a.start < counted_first && b.start < counted_second {
            continue;
        }
        (counted_first, counted_second) = (a.end, b.end);
        weigh(sheet, (&first, &second), (a, b), &mut tally);
    }
    tally.strong + WEAK * (tally.weak - tally.noise).max(0.0)
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
/// symbols is the place before its end.
fn words(sheet: &Sheet<'_>, symbols: &Range<usize>) -> Range<usize> {
    let text = sheet.source.text();
    if symbols.is_empty() {
        let at = sheet.view.offset(symbols.end);
        return at..at;
    }
    wording::whole_words(text, sheet.view.span(sheet.source, symbols.clone()).range())
}

fn weigh(
    sheet: &Sheet<'_>,
    symbols: (&Range<usize>, &Range<usize>),
    (a, b): (Range<usize>, Range<usize>),
    tally: &mut Tally,
) {
    let text = sheet.source.text();
    let (first, second) = (&text[a.clone()], &text[b.clone()]);
    if is_figure(first) && is_figure(second) {
        tally.strong += 1.0;
    } else if symbols.0.is_empty() || symbols.1.is_empty() {
        addition(sheet, if symbols.0.is_empty() { b } else { a }, tally);
    } else if first.chars().chain(second.chars()).any(is_unspaced) {
        ideographs(sheet, symbols, (a, b), tally);
    } else {
        letters(sheet, first, second, tally);
    }
}

/// A figure and nothing else: `19` is one, `I9` and `19ith` are misread.
fn is_figure(text: &str) -> bool {
    let mut chars = text.chars().filter(|c| c.is_alphanumeric()).peekable();
    chars.peek().is_some() && chars.all(wording::is_numeral)
}

/// What only one text has: an editor's addition, or dust that looks like letters.
fn addition(sheet: &Sheet<'_>, added: Range<usize>, tally: &mut Tally) {
    let text = sheet.source.text();
    let long = text[added.clone()].chars().filter(|c| c.is_alphanumeric()).count() > 1;
    if long && wording::stands(sheet.lexicon, text, added) {
        tally.weak += 1.0;
    } else {
        tally.noise += 1.0;
    }
}

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

fn letters(sheet: &Sheet<'_>, first: &str, second: &str, tally: &mut Tally) {
    let alike = strsim::normalized_levenshtein(&first.to_lowercase(), &second.to_lowercase());
    let words = Words::of(sheet, first).min(Words::of(sheet, second));
    let count = words.all.max(1) as f64;
    let long = |text: &str| {
        text.chars().filter(|c| c.is_alphanumeric()).count() >= FEWEST
            || text.contains(|c: char| c.is_ascii_digit())
    };
    if alike < ALIKE && 2 * words.said > words.all && long(first) && long(second) {
        tally.strong += count;
    } else if words.known == words.all && words.all > 0 {
        tally.weak += 1.0;
    } else {
        tally.noise += count;
    }
}

/// Words of a stretch of letters and figures.
struct Words {
    all: usize,
    /// Those the lexicon has.
    known: usize,
    /// Those, figures and names: what somebody wrote so.
    said: usize,
}

impl Words {
    fn of(sheet: &Sheet<'_>, text: &str) -> Words {
        let mut words = Words { all: 0, known: 0, said: 0 };
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            let known = sheet.lexicon.contains(word);
            words.all += 1;
            words.known += usize::from(known);
            words.said += usize::from(known || is_amount(word) || is_name(word));
        }
        words
    }

    /// What both of two stretches have.
    fn min(self, other: Words) -> Words {
        let [few, many] = if self.all <= other.all { [self, other] } else { [other, self] };
        // The longer one is held to its own length.
        let scaled = |part: usize| part * few.all / many.all.max(1);
        Words {
            all: few.all,
            known: few.known.min(scaled(many.known)),
            said: few.said.min(scaled(many.said)),
        }
    }
}

/// A figure with at most its unit: `14s`, `21st`.
fn is_amount(word: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < word.len() && unit.len() <= 2 && unit.chars().all(char::is_alphabetic)
}

/// A capital and small letters: a word nobody misread into dust.
fn is_name(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && word.chars().nth(1).is_some()
        && chars.all(char::is_lowercase)
}
