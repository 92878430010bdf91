//! Features: what each run of differences shows, in numbers that weights make a decision of.
//!
//! Of two readings the *worse* one is that which the language model likes less: noise spoils
//! it, other content does not. Both are weighed between the neighbours that read better, for
//! these may be misread too.

use std::ops::Range;

use super::super::verdict::EDGE as EDGE_LENGTH;
use super::figures::{are_figures, are_one_value};
use super::misreading::{self, MOST, Misread};
use super::runs::{Compared, Difference, lost_line};
use super::seen::Seen;
use crate::language::model::{self, LanguageModel};
use crate::script::is_unspaced;
use crate::sheet::Sheet;
use crate::wording;

/// How many features a run has.
pub const FEATURES: usize = EDGE + 1;

/// What the features are called.
pub const NAMES: [&str; FEATURES] = [
    "words",
    "words: cost of the worse",
    "words: cost of the worse, a letter",
    "words: worse less better",
    "words: cost of the misreading",
    "words: share misread",
    "words: one ideograph for one",
    "words: one for one, worse less better",
    "words: the worse is known",
    "words: nothing on one side",
    "misreadings by noise",
    "figures",
    "figures: cost of the misreading",
    "line",
    "line: log length",
    "line: cost of the join",
    "line by noise",
    "edge",
];

const WORDS: usize = 0;
const WORSE: usize = WORDS + 1;
const A_LETTER: usize = WORSE + 1;
const LESS: usize = A_LETTER + 1;
const CHANNEL: usize = LESS + 1;
const SHARE: usize = CHANNEL + 1;
const ONE: usize = SHARE + 1;
const ONE_LESS: usize = ONE + 1;
const KNOWN: usize = ONE_LESS + 1;
const ONE_SIDED: usize = KNOWN + 1;
const BY_NOISE: usize = ONE_SIDED + 1;
const FIGURES: usize = BY_NOISE + 1;
const FIGURES_CHANNEL: usize = FIGURES + 1;
const LINE: usize = FIGURES_CHANNEL + 1;
const LINE_LENGTH: usize = LINE + 1;
const LINE_JOIN: usize = LINE_LENGTH + 1;
const LINE_BY_NOISE: usize = LINE_JOIN + 1;
const EDGE: usize = LINE_BY_NOISE + 1;
/// The places of the features that the rate of noise multiplies.
pub(super) const BY_RATE: [usize; 2] = [BY_NOISE, LINE_BY_NOISE];

/// A run of differences.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its features; those by noise are still the number of misreadings that count.
    pub features: [f32; FEATURES],
    /// How many letters were misread in it, if it is misread.
    pub misreadings: f32,
    /// Whether figures differ.
    pub figures: bool,
    /// Its bytes in the text of the page, on either side.
    pub spans: [Range<usize>; 2],
}

/// Symbols of a reading that are weighed: the rest says no more.
const WEIGHED: usize = 24;

/// The rows of what differs, without what says nothing.
pub(super) fn rows(
    sheet: &Sheet<'_>,
    compared: &Compared,
    unspaced: bool,
    seen: &Seen,
) -> Vec<Row> {
    let readings = Readings::of(sheet, compared);
    let costs = readings.costs();
    let row = |(at, difference): (usize, &Difference)| {
        let misread =
            |right: &[u32], wrong: &[u32]| misreading::between(right, wrong, unspaced, seen);
        row(sheet, &readings, at, difference, costs[at], unspaced, &misread)
    };
    compared.differences.iter().enumerate().filter_map(row).collect()
}

fn row(
    sheet: &Sheet<'_>,
    readings: &Readings<'_>,
    at: usize,
    difference: &Difference,
    costs: [f32; 2],
    unspaced: bool,
    misread: &dyn Fn(&[u32], &[u32]) -> Misread,
) -> Option<Row> {
    let symbols = sheet.view.symbols();
    let (a, b) = (&symbols[difference.first.clone()], &symbols[difference.second.clone()]);
    // Of two that cost the same the shorter is the worse: something was lost.
    let worse = usize::from((costs[1], a.len()) > (costs[0], b.len()));
    let (right, wrong) = if worse == 1 { (a, b) } else { (b, a) };
    let figures = are_figures(a, b)
        && (!are_marks(a, b) || is_marked(sheet, &readings.spans[at][0]))
        && readings.sides[at].iter().all(|side| !side.contains(is_junk));
    if figures && are_one_value(a, b)
        || difference.edge && is_cut(a, b)
        || says_nothing(sheet, difference, unspaced)
    {
        return None;
    }
    let mut features = [0.0; FEATURES];
    features[EDGE] = f32::from(difference.edge);
    let misreadings = if let Some(length) = lost_line(a, b) {
        features[LINE] = 1.0;
        features[LINE_LENGTH] = (length as f32).ln();
        features[LINE_JOIN] = costs[usize::from(b.len() < a.len())].min(MOST / 2.0);
        features[LINE_BY_NOISE] = 1.0;
        // A line may be left out of a print without one misread letter.
        0.0
    } else {
        let misread = misread(right, wrong);
        features[BY_NOISE] = burst(misread.count);
        if figures {
            features[FIGURES] = 1.0;
            features[FIGURES_CHANNEL] = misread.cost;
        } else {
            features[WORDS] = 1.0;
            features[WORSE] = costs[worse].min(MOST);
            features[A_LETTER] = costs[worse] / wrong.len().clamp(1, WEIGHED) as f32;
            features[LESS] = (costs[worse] - costs[1 - worse]).min(MOST);
            features[CHANNEL] = misread.cost;
            features[SHARE] = misread.count / a.len().max(b.len()) as f32;
            features[ONE] = f32::from(unspaced && a.len() == 1 && b.len() == 1);
            features[ONE_LESS] = features[ONE] * features[LESS];
            features[KNOWN] = f32::from(is_known(sheet, &readings.spans[at][worse], unspaced));
            features[ONE_SIDED] = f32::from(a.is_empty() || b.is_empty());
        }
        misread.count
    };
    Some(Row { features, misreadings, figures, spans: readings.spans[at].clone() })
}

/// Whether two readings are lone letters or days of the week in ideographs: these name members
/// of a series only where they are marked as such.
fn are_marks(a: &[u32], b: &[u32]) -> bool {
    [a, b].iter().all(|side| {
        matches!(side, [one] if char::from_u32(*one)
            .is_some_and(|c| c.is_ascii_alphabetic() || "日月火水木金土".contains(c)))
    })
}

/// Whether a reading stands at a bracket, as the mark of a clause does, or with what makes it
/// a day of the week.
fn is_marked(sheet: &Sheet<'_>, span: &Range<usize>) -> bool {
    let text = sheet.source.text();
    text[..span.start].ends_with(['(', '（', '期', '週', '周', '拜'])
        || text[span.end..].starts_with([')', '）', '曜'])
}

/// Whether a character stands in no figure: one that does shows a misread digit.
fn is_junk(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && !".,:%/-–：，．".contains(c)
}

/// Misreadings come together: where three are, more are no wonder.
fn burst(count: f32) -> f32 {
    let (few, most, more) = (3.0, 11.0, 0.4);
    count.min(few) + more * (count.min(most) - few).max(0.0)
}

/// Whether a reading is made of known words, in its context. Among ideographs a word of
/// letters is none.
fn is_known(sheet: &Sheet<'_>, span: &Range<usize>, unspaced: bool) -> bool {
    let text = &sheet.source.text()[span.clone()];
    if unspaced || text.contains(is_unspaced) {
        let letters = !text.is_empty() && !text.contains(is_unspaced);
        return !letters && wording::stands(sheet.lexicon, sheet.source.text(), span.clone());
    }
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| sheet.lexicon.contains(word))
}

/// Whether the shorter of two readings at an edge is what a cut left of the longer.
fn is_cut(a: &[u32], b: &[u32]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    !short.is_empty()
        && short.len() < long.len()
        && !are_figures(a, b)
        && (long.starts_with(short) || long.ends_with(short))
}

/// Whether a difference says nothing: one side is cut off a little earlier or has the mark
/// of a list, or has a small word more (的), or a character twice where it should stand once.
fn says_nothing(sheet: &Sheet<'_>, difference: &Difference, unspaced: bool) -> bool {
    let (surplus, other) = match difference.first.len() > difference.second.len() {
        true => (&difference.first, &difference.second),
        false => (&difference.second, &difference.first),
    };
    if !other.is_empty() {
        return false;
    }
    if difference.edge && surplus.len() <= EDGE_LENGTH {
        return true;
    }
    let symbols = sheet.view.symbols();
    let own = &symbols[surplus.clone()];
    let stutters =
        symbols[..surplus.start].ends_with(own) || symbols[surplus.end..].starts_with(own);
    let small = |s: &u32| char::from_u32(*s).is_some_and(|c| sheet.lexicon.never_doubles(c));
    unspaced && (stutters || own.iter().all(small))
}

/// What two passages have at each place where they differ, and what stands between.
struct Readings<'a> {
    model: Option<&'static LanguageModel>,
    /// By difference: its bytes on either side, and what stands there.
    spans: Vec<[Range<usize>; 2]>,
    sides: Vec<[&'a str; 2]>,
    /// What stands before each difference and after the last, as the first passage has it.
    between: Vec<&'a str>,
}

impl<'a> Readings<'a> {
    fn of(sheet: &Sheet<'a>, compared: &Compared) -> Readings<'a> {
        let (view, text) = (sheet.view, sheet.source.text());
        let bytes = |range: &Range<usize>| match range.is_empty() {
            false => view.span(sheet.source, range.clone()).range(),
            // Where nothing is, the place after what stands before.
            true if range.start == 0 => view.offset(0)..view.offset(0),
            true => {
                let end = view.span(sheet.source, range.start - 1..range.start).end();
                end..end
            }
        };
        let whole = bytes(&compared.first);
        let mut readings = Readings {
            model: LanguageModel::of(&text[whole.clone()]),
            spans: Vec::new(),
            sides: Vec::new(),
            between: Vec::new(),
        };
        let mut from = whole.start;
        for difference in &compared.differences {
            let spans = [bytes(&difference.first), bytes(&difference.second)];
            readings.between.push(&text[from..spans[0].start.max(from)]);
            from = spans[0].end.max(from);
            readings.sides.push(spans.clone().map(|span| &text[span]));
            readings.spans.push(spans);
        }
        readings.between.push(&text[from..whole.end.max(from)]);
        readings
    }

    /// What each reading costs between its neighbours: first its own, then those that read
    /// better.
    fn costs(&self) -> Vec<[f32; 2]> {
        let Some(model) = self.model else { return vec![[0.0; 2]; self.sides.len()] };
        let own = |at: usize| [0, 1].map(|side| self.cost(model, at, side, &|_| side));
        let first: Vec<[f32; 2]> = (0..self.sides.len()).map(own).collect();
        let better = |at: usize| usize::from(first[at][1] < first[at][0]);
        let again = |at: usize| [0, 1].map(|side| self.cost(model, at, side, &better));
        (0..self.sides.len()).map(again).collect()
    }

    fn cost(
        &self,
        model: &LanguageModel,
        at: usize,
        side: usize,
        pick: &dyn Fn(usize) -> usize,
    ) -> f32 {
        let (left, right) = self.beside(at, model.order(), pick);
        let before = model::symbols(&left).len();
        let reading = format!("{left}{}", self.sides[at][side]);
        let with = model::symbols(&reading).len();
        let all = model::symbols(&format!("{reading}{right}"));
        let text = &all[before..with.min(before + WEIGHED)];
        model.cost_within(&all[..before], text, &all[with..])
    }

    /// Some characters before and after a difference.
    fn beside(&self, at: usize, count: usize, pick: &dyn Fn(usize) -> usize) -> (String, String) {
        let mut before: Vec<char> = Vec::new();
        let pieces = (0..=at).rev().flat_map(|x| {
            let earlier = x.checked_sub(1).map_or("", |y| self.sides[y][pick(y)]);
            [self.between[x], earlier]
        });
        before.extend(pieces.flat_map(|piece| piece.chars().rev()).take(2 * count));
        let pieces = (at + 1..self.between.len())
            .flat_map(|x| [self.between[x], self.sides.get(x).map_or("", |sides| sides[pick(x)])]);
        let after = pieces.flat_map(str::chars).take(2 * count).collect();
        (before.into_iter().rev().collect(), after)
    }
}
