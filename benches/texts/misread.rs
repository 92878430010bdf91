//! Misreadings as they were really made, pressed into other texts at a wanted rate.
//!
//! Letters are misread as the London crime reports were, ideographs as the lines of
//! subtitles. Half of the records teach the press of the part to look at. Of the other half
//! the program has a table ([`table`]); while it is fitted, that of a quarter, and the other
//! quarter teaches the press: what is pressed was never seen.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use faircopy::alignment::{Run, align};
use faircopy::block::{Block, BlockKind};
use faircopy::script::is_han;
use faircopy::source::Source;
use faircopy::view::View;
use fastrand::Rng;

use super::clean::Part;

/// Longest stretch of characters that stand for as many others, one for one.
const LONGEST: usize = 3;

/// Occurrences that a letter's rate of misreading is weighed against.
const TRUST: f64 = 5.0;

/// No character is misread more often.
const MOST: f64 = 0.9;

/// A text as it was recognised, and as it should be.
#[derive(serde::Deserialize)]
struct Recognised {
    text: String,
    gold: String,
}

/// Recognised texts, and whether they are in ideographs.
const FILES: [(&str, bool); 2] = [("london-19c", false), ("zh-lines", true)];

/// Quarters of the recognised texts: two to look at, and of the others one that teaches the
/// press, while one is seen.
const LOOKED_AT: &[usize] = &[1, 3];
const PRESSED: &[usize] = &[2];
pub(crate) const SEEN: &[usize] = &[0];
pub(crate) const SEEN_AT_LAST: &[usize] = &[0, 2];

/// The recognised texts of some quarters of a file.
///
/// # Panics
/// When the texts are not there.
fn recognised(data: &Path, file: &str, quarters: &[usize]) -> Vec<Recognised> {
    let path = data.join("ocr-gold").join(file).with_extension("jsonl");
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("FAIRCOPY_DATA: {}: {error}", path.display()));
    let lines = text.lines().enumerate().filter(|(at, _)| quarters.contains(&(at % 4)));
    lines.map(|(_, line)| serde_json::from_str(line).expect("a text and its gold")).collect()
}

/// What some quarters show misread as what, as the view of a page has it: a line each, with
/// how often.
pub(crate) fn table(data: &Path, quarters: &[usize]) -> String {
    let mut seen: BTreeMap<(String, String), u32> = BTreeMap::new();
    for (file, wide) in FILES {
        for pair in recognised(data, file, quarters) {
            let [gold, text] = [&pair.gold, &pair.text].map(|text| folded(text));
            for (stood, reading) in gaps(&gold, &text) {
                let (stood, reading) = (&gold[stood], &text[reading]);
                let known = |c: &char| !wide || is_han(*c);
                let string = |chars: &[char]| chars.iter().collect::<String>();
                let mut count = |stood: &[char], reading: &[char]| {
                    if stood.iter().all(known) {
                        *seen.entry((string(stood), string(reading))).or_default() += 1;
                    }
                };
                match (stood.len(), reading.len()) {
                    (a, b) if a == b && a <= LONGEST => {
                        (0..a).for_each(|at| count(&stood[at..=at], &reading[at..=at]));
                    }
                    (0, b) if b <= LONGEST => {
                        (0..b).for_each(|at| count(&[], &reading[at..=at]));
                    }
                    (1, 0 | 2) | (2, 1) => count(stood, reading),
                    _ => {}
                }
            }
        }
    }
    // One misread letter among thousands says nothing, one ideograph does.
    seen.retain(|(stood, _), times| *times > 1 || stood.chars().any(is_han));
    let line = |((stood, reading), times)| format!("{stood}\t{reading}\t{times}\n");
    seen.into_iter().map(line).collect()
}

/// A text as the view of a page has it.
fn folded(text: &str) -> Vec<char> {
    let source = Source::from_text("recognised", text);
    let block = Block { span: source.whole(), kind: BlockKind::Paragraph };
    let view = View::fold(&source, &[block]);
    view.symbols().iter().filter_map(|symbol| char::from_u32(*symbol)).collect()
}

/// The places where two texts part.
fn gaps(gold: &[char], text: &[char]) -> Vec<(Range<usize>, Range<usize>)> {
    let symbols = |chars: &[char]| -> Vec<u32> { chars.iter().map(|c| u32::from(*c)).collect() };
    let runs = align(&symbols(gold), &symbols(text));
    let end = |run: &Run| ((run.first + run.len) as usize, (run.second + run.len) as usize);
    let gap = |pair: &[Run]| {
        let (from, to) = end(&pair[0]);
        (from..pair[1].first as usize, to..pair[1].second as usize)
    };
    runs.windows(2).map(gap).collect()
}

/// What characters are misread as.
pub(crate) struct Misreadings {
    /// For each character how much oftener than the average it is misread, and as what.
    by_character: BTreeMap<char, (f64, Vec<(String, u32)>)>,
}

/// A text printed with noise.
pub(crate) struct Printed {
    pub(crate) text: String,
    /// Whether a figure became another figure.
    pub(crate) figure: bool,
}

impl Misreadings {
    /// What half of the recognised texts of the measuring data show.
    ///
    /// # Panics
    /// When the texts are not there.
    pub(crate) fn of(data: &Path, part: Part) -> Misreadings {
        let own = if part == Part::Look { LOOKED_AT } else { PRESSED };
        let mut misreadings = Misreadings { by_character: BTreeMap::new() };
        for (file, wide) in FILES {
            misreadings.learn(recognised(data, file, own), wide);
        }
        misreadings
    }

    fn learn(&mut self, pairs: Vec<Recognised>, wide: bool) {
        let (mut read, mut seen) = (BTreeMap::new(), BTreeMap::new());
        for pair in pairs {
            let [gold, text] = [&pair.gold, &pair.text].map(|t| collapsed(t));
            gold.iter().for_each(|c| *seen.entry(*c).or_insert(0u32) += 1);
            misread(&gold, &text, &mut read);
        }
        let total = |counts: &BTreeMap<String, u32>| f64::from(counts.values().sum::<u32>());
        let all: u32 = seen.values().sum();
        let mean = read.values().map(total).sum::<f64>() / f64::from(all);
        for (c, counts) in read.into_iter().filter(|(c, _)| is_han(*c) == wide) {
            let occurs = f64::from(seen.get(&c).copied().unwrap_or(0)) + TRUST;
            // Of ideographs most were seen too seldom to tell their rates apart.
            let rate = if wide { 1.0 } else { total(&counts) / occurs / mean };
            self.by_character.insert(c, (rate, counts.into_iter().collect()));
        }
    }

    /// A text of which so large a share of the letters is misread.
    pub(crate) fn press(&self, text: &str, noise: f64, rng: &mut Rng) -> Printed {
        let rate = |c: char| self.by_character.get(&c).map_or(0.0, |(rate, _)| *rate);
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        let scale = noise * letters as f64 / text.chars().map(rate).sum::<f64>().max(1e-9);
        let mut printed = Printed { text: String::with_capacity(text.len()), figure: false };
        let mut figure = (String::new(), 0);
        for c in text.chars() {
            if !is_figure(c) {
                printed.figure |= is_another(&figure.0, &printed.text[figure.1..]);
                figure.0.clear();
            } else if figure.0.is_empty() {
                figure.1 = printed.text.len();
            }
            figure.0.extend(is_figure(c).then_some(c));
            if rng.f64() < (rate(c) * scale).min(MOST) {
                printed.text.push_str(self.draw(c, rng));
            } else {
                printed.text.push(c);
            }
        }
        printed.figure |= is_another(&figure.0, &printed.text[figure.1..]);
        printed
    }

    fn draw(&self, c: char, rng: &mut Rng) -> &str {
        let (_, readings) = &self.by_character[&c];
        let mut drawn = rng.u32(0..readings.iter().map(|(_, count)| count).sum());
        let reading = readings.iter().find(|(_, count)| {
            let found = drawn < *count;
            drawn = drawn.saturating_sub(*count);
            found
        });
        reading.map_or("", |(reading, _)| reading)
    }
}

/// Digits, and the ideographs that count.
pub(crate) fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十百千廿零〇".contains(c)
}

fn is_another(figure: &str, read: &str) -> bool {
    let read = read.trim();
    !figure.is_empty() && !read.is_empty() && figure != read && read.chars().all(is_figure)
}

fn collapsed(text: &str) -> Vec<char> {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect()
}

/// Count single characters of the gold and what was read for them. What was read where
/// nothing stands goes with the character before it.
fn misread(gold: &[char], text: &[char], read: &mut BTreeMap<char, BTreeMap<String, u32>>) {
    let mut count = |c: char, reading: String| {
        *read.entry(c).or_default().entry(reading).or_default() += 1;
    };
    for (place, reading) in gaps(gold, text) {
        match (&gold[place.clone()], &text[reading]) {
            ([], more) if more.len() < LONGEST => {
                let before = gold[place.start - 1];
                count(before, std::iter::once(&before).chain(more).collect());
            }
            ([one], reading) if reading.len() <= LONGEST => count(*one, reading.iter().collect()),
            (stood, reading) if stood.len() == reading.len() && stood.len() <= LONGEST => {
                stood.iter().zip(reading).for_each(|(c, r)| count(*c, r.to_string()));
            }
            _ => {}
        }
    }
}
