//! Scraps: clean texts made pages as scrapers make them, and what is made of those.
//!
//! Paragraphs are torn by columns, and runs of them stand again further down, some
//! with noise, some torn at either end, some between the halves of another. The
//! article should be the text.

use fastrand::Rng;
use rayon::prelude::*;

use crate::data::{Data, Pair};
use crate::errors::Errors;
use crate::made_up;
use crate::paragraphs::paragraphs;
use crate::press::Press;
use crate::score::{ErrorRate, compare, distance, is_han_text};
use crate::table::{Better, Row};
use crate::tool;

/// Pages of a set.
const PAGES: usize = 100;

/// Paragraphs of a page, torn ones among them, runs that stand again, and paragraphs of
/// such a run.
const PARAGRAPHS: std::ops::Range<usize> = 20..45;
const TORN: std::ops::Range<usize> = 2..8;
const RUNS: std::ops::Range<usize> = 1..5;
const RUN: std::ops::Range<usize> = 2..9;

/// Share of the characters of a run that are misread; most copies come from one file.
const NOISE: [f64; 4] = [0.0, 0.0, 0.003, 0.01];

/// Characters of the shorter half of a torn paragraph, at least.
const HALF: usize = 16;

/// The rows of this part.
pub(crate) fn rows(data: &Data, errors: &mut Errors) -> Vec<Row> {
    let mut rows = Vec::new();
    for (set, han) in [("made-up zh", true), ("made-up en", false)] {
        let texts = made_up::texts(han, 240);
        rows.extend(rows_of(set, texts.iter().map(String::as_str), errors));
    }
    for (set, file) in [("zh", "columns/jingbao-1920.jsonl"), ("en", "ocr-gold/london-19c.jsonl")] {
        if let Some(pairs) = data.records::<Pair>(file) {
            rows.extend(rows_of(set, pairs.iter().map(|pair| pair.gold.as_str()), errors));
        }
    }
    rows
}

fn rows_of<'a>(set: &str, texts: impl Iterator<Item = &'a str>, errors: &mut Errors) -> Vec<Row> {
    let paragraphs: Vec<String> = paragraphs(texts, 1).iter().map(|p| finished(p)).collect();
    let press = Press::by_chance(paragraphs.iter().map(String::as_str));
    let pages: Vec<Scrap> =
        (0..PAGES).map(|page| Scrap::of(&paragraphs, &press, page as u64)).collect();
    let articles: Vec<String> =
        pages.par_iter().map(|scrap| tool::clean(&scrap.page).article()).collect();
    let (mut before, mut after, mut exact) = (Vec::new(), Vec::new(), 0);
    for (scrap, article) in pages.iter().zip(&articles) {
        before.push(ErrorRate::of(&scrap.page, &scrap.text));
        after.push(ErrorRate::of(article, &scrap.text));
        exact += usize::from(distance(article, &scrap.text) == 0);
        for difference in crate::differences::differences(article, &scrap.text) {
            errors.add(format!("scraps/{set}"), || difference.shown());
        }
    }
    let counts = compare(before.iter().zip(&after).map(|(b, a)| (b.errors, a.errors)));
    let [before, after] = [before, after].map(|rates| rates.into_iter().sum::<ErrorRate>().rate());
    vec![
        Row::new("scraps", set, "CER", Better::Lower, after).nothing(before).counts(counts),
        Row::new("scraps", set, "exactly the text", Better::Higher, exact as f64 / PAGES as f64)
            .nothing(0.0),
    ]
}

/// A paragraph that ends: print of a hundred years ago ends many with the mark that
/// divides, which says that it goes on.
fn finished(paragraph: &str) -> String {
    let bare = paragraph.trim_end_matches(|c: char| !c.is_alphanumeric());
    let end = if is_han_text(paragraph) { "。" } else { "." };
    format!("{bare}{end}")
}

/// A page, and the text it was made of.
struct Scrap {
    page: String,
    text: String,
}

impl Scrap {
    fn of(paragraphs: &[String], press: &Press, seed: u64) -> Scrap {
        let mut rng = Rng::with_seed(seed);
        let count = rng.usize(PARAGRAPHS).min(paragraphs.len());
        let start = rng.usize(..=paragraphs.len() - count);
        let text = &paragraphs[start..start + count];
        let torn: Vec<usize> = (0..rng.usize(TORN)).map(|_| rng.usize(..count)).collect();
        // Each piece with the number of its paragraph, and what is printed before it.
        let mut pieces: Vec<(usize, String)> = Vec::new();
        for (number, paragraph) in text.iter().enumerate() {
            match torn.contains(&number) {
                true => pieces
                    .extend(halves(paragraph, &mut rng).into_iter().map(|half| (number, half))),
                false => pieces.push((number, paragraph.clone())),
            }
        }
        let mut before: Vec<Vec<String>> = vec![Vec::new(); pieces.len() + 1];
        for _ in 0..rng.usize(RUNS) {
            let length = rng.usize(RUN).min(count);
            let first = rng.usize(..=count - length);
            let after = pieces.partition_point(|(number, _)| *number < first + length);
            before[rng.usize(after..=pieces.len())].extend(copy(
                &text[first..first + length],
                press,
                &mut rng,
            ));
        }
        let pieces = pieces.into_iter().map(|(_, piece)| vec![piece]).chain([Vec::new()]);
        let page: Vec<String> =
            before.into_iter().zip(pieces).flat_map(|(a, b)| a.into_iter().chain(b)).collect();
        Scrap { page: page.join("\n\n") + "\n", text: text.join("\n\n") + "\n" }
    }
}

/// A run of paragraphs printed again.
fn copy(run: &[String], press: &Press, rng: &mut Rng) -> Vec<String> {
    let noise = rng.choice(NOISE).unwrap_or_default();
    let mut copy: Vec<String> = run.iter().map(|p| press.reprint(p, noise, rng)).collect();
    let last = copy.len() - 1;
    if rng.bool() {
        copy[0] = halves(&copy[0], rng).pop().unwrap_or_default();
    }
    if rng.bool() {
        copy[last] = halves(&copy[last], rng).swap_remove(0);
    }
    copy
}

/// A paragraph torn somewhere; whole where it is too short.
fn halves(paragraph: &str, rng: &mut Rng) -> Vec<String> {
    let ends: Vec<usize> = paragraph.char_indices().map(|(at, _)| at).collect();
    let (from, to) = (HALF, ends.len().saturating_sub(HALF));
    let cut = if from < to { ends[rng.usize(from..to)] } else { 0 };
    let (head, tail) = (paragraph[..cut].trim().to_string(), paragraph[cut..].trim().to_string());
    [head, tail].into_iter().filter(|half| !half.is_empty()).collect()
}
