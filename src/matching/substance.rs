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

use super::difference::{differences, whole_words, without_shared};
use super::known::{ADDED, Known, Words};
use super::likeness::{
    ALIKE, are_figures, figures, is_cut_off, is_misread, likeness, without_partner,
};
use crate::passage::Parallel;
use crate::script::is_unspaced;
use crate::sheet::Sheet;
use crate::usage::written::is_everyday;
use crate::wording;

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
        let (a, b) = whole_words(sheet, (&first, &second));
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
    } else if are_figures(first, second) {
        tally.figures += f64::from(!figures(first).eq(figures(second)));
    } else if a.is_empty() || b.is_empty() {
        addition(sheet, known, if a.is_empty() { b } else { a }, tally);
    } else if first.chars().chain(second.chars()).any(is_unspaced) {
        ideographs(sheet, symbols, (a, b), tally);
    } else {
        letters(known, first, second, tally);
    }
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
    let alike = likeness(first, second);
    let [a, b] = [first, second].map(|text| Words::of(known, text));
    let fewest = if alike < OTHER { ADDED } else { FEWEST };
    let long =
        |text: &str| figures(text).count() >= fewest || text.contains(|c: char| c.is_ascii_digit());
    let is_other = alike < ALIKE && long(first) && long(second);
    if is_other && a.are_written() && b.are_written() && may_change(&a, &b, first, second) {
        let (other, misread) = without_partner(first, second);
        tally.strong += other as f64;
        tally.noise += misread as f64;
    } else if a.all > 0 && a.known == a.all && b.known == b.all && !is_misread(first, second) {
        tally.weak += 1.0;
    } else {
        tally.noise += a.all.min(b.all).max(1) as f64;
    }
}

/// Whether one of two texts may stand for the other: a name stands where a name stood,
/// and a word cut off at a line end is the same word.
fn may_change(a: &Words, b: &Words, first: &str, second: &str) -> bool {
    let single = a.all == 1 && b.all == 1;
    let capitals = [first, second].iter().all(|t| t.starts_with(char::is_uppercase));
    let alike = a.names + b.names == 0 || capitals;
    !single || (alike && !is_cut_off(first, second))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::{Block, BlockKind};
    use crate::lexicon::Lexicon;
    use crate::matching::{Settings, parallels};
    use crate::source::Source;
    use crate::view::View;

    /// What two paragraphs differ by.
    fn differ(first: &str, second: &str) -> f64 {
        let source = Source::from_text("t", format!("{first}\n{second}"));
        let cut = first.len();
        let block = |span| Block { span, kind: BlockKind::Paragraph };
        let end = cut + 1 + second.len();
        let blocks = [block(source.span(0..cut)), block(source.span(cut + 1..end))];
        let view = View::fold(&source, &blocks);
        let lexicon = Lexicon::builtin();
        let sheet = Sheet { source: &source, blocks: &blocks, view: &view, lexicon };
        let parallels = parallels(&view, &Settings::default());
        substance(&sheet, &Known::on(&sheet), &parallels[0])
    }

    const NOTICE: &str = "The ferryman told the coroner that on Thursday night he had seen the \
                          lantern of Martin Harlow go out beside the weir, and had called to him.";

    fn with(from: &str, to: &str) -> f64 {
        assert!(NOTICE.contains(from));
        differ(NOTICE, &NOTICE.replace(from, to))
    }

    #[test]
    fn a_word_in_pieces_is_no_other_word() {
        assert_eq!(with("Thursday", "Thlirs- day"), 0.0);
        assert_eq!(with("told the coroner", "told thecomoner"), 0.0);
        assert_eq!(with("lantern", "lan fern"), 0.0);
    }

    #[test]
    fn neither_is_one_misread_in_company_nor_dust() {
        assert_eq!(with("weir, and", "soME, and") - with("weir, and", "zqu, and"), 0.0);
        assert_eq!(with("to him.", "to him. W.g_ 1"), 0.0);
        assert!(with("of Martin Harlow go", "oi Martin Hnrlnv go") < WEAK);
    }

    #[test]
    fn other_words_names_and_figures_are() {
        assert!(with("Martin Harlow", "Gideon Birch") > 1.5);
        assert!(with("Thursday", "Mon- day") > 0.9);
        assert!(with("weir", "chapel") > 0.9);
        let night = |figure| NOTICE.replace("Thursday night", figure);
        assert!(differ(&night("the 12th"), &night("the 17th")) > 0.9);
        assert!(differ(&night("night 12"), &night("night 17")) > 0.9);
        assert!(differ(&night("12 sheep"), &night("17 goats")) > 1.9);
    }
}
