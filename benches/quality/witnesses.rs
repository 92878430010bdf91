//! Readings: one text read by several engines. Is what they settle on better than
//! the best of them?

use std::time::Instant;

use faircopy::alignment::align;
use rayon::prelude::*;

use crate::data::Data;
use crate::differences::{Beside, differences};
use crate::errors::Errors;
use crate::score::{ErrorRate, compare};
use crate::table::{Better, Row};
use crate::tool;

#[derive(serde::Deserialize)]
struct Page {
    abbyy: String,
    tesseract: String,
    ocropus: String,
    gold: String,
}

/// The rows of this part.
pub(crate) fn rows(data: &Data, errors: &mut Errors) -> Vec<Row> {
    let Some(pages) = data.records::<Page>("witnesses/grenzboten-1841.jsonl") else {
        return Vec::new();
    };
    let three: fn(&Page) -> Vec<&str> = |p| vec![&p.abbyy, &p.tesseract, &p.ocropus];
    let two: fn(&Page) -> Vec<&str> = |p| vec![&p.tesseract, &p.ocropus];
    let mut rows = rows_of("grenzboten three", &pages, three, 0.0044, 0.0048, errors);
    rows.extend(rows_of("grenzboten two", &pages, two, 0.0140, 0.0165, errors));
    rows
}

fn rows_of(
    set: &str,
    pages: &[Page],
    witnesses: fn(&Page) -> Vec<&str>,
    target: f64,
    to_beat: f64,
    errors: &mut Errors,
) -> Vec<Row> {
    let count = witnesses(&pages[0]).len();
    let singles: Vec<f64> = (0..count)
        .map(|w| total(pages.iter().map(|p| ErrorRate::of(witnesses(p)[w], &p.gold))))
        .collect();
    let best = (0..count).min_by(|a, b| singles[*a].total_cmp(&singles[*b])).unwrap_or(0);
    let settled: Vec<String> =
        pages.par_iter().map(|page| tool::collate(&witnesses(page)).article()).collect();
    // An archive puts first what it knows to be best; here it is the best alone.
    let repeats: Vec<Vec<&str>> = pages
        .iter()
        .map(|page| {
            let mut texts = witnesses(page);
            texts[..=best].rotate_right(1);
            texts
        })
        .collect();
    let start = Instant::now();
    let together = tool::collate_all(&repeats);
    let speed = repeats.iter().flatten().map(|t| t.len()).sum::<usize>() as f64
        / start.elapsed().as_secs_f64()
        / 1e6;
    let archived: Vec<String> =
        pages.par_iter().map(|page| tool::read_in_archive(&witnesses(page)).1).collect();
    let cleaned: Vec<String> =
        pages.par_iter().map(|page| tool::clean(&witnesses(page).join("\n\n")).article()).collect();
    let voted: Vec<String> = pages.par_iter().map(|page| vote(&witnesses(page))).collect();
    let row_as = |as_read: fn(&str) -> String, measure, texts: &[String]| {
        let rate = |text: &str, page: &Page| ErrorRate::of(&as_read(text), &as_read(&page.gold));
        let best = |page| rate(witnesses(page)[best], page);
        let both = || pages.iter().zip(texts);
        let errors = both().map(|(page, text)| (best(page).errors, rate(text, page).errors));
        let of_all = total(both().map(|(page, text)| rate(text, page)));
        Row::new("readings", set, measure, Better::Lower, of_all)
            .nothing(total(pages.iter().map(best)))
            .counts(compare(errors))
    };
    let row = |measure, texts: &[String]| row_as(str::to_owned, measure, texts);
    for (page, text) in pages.iter().zip(&together) {
        kinds(set, &witnesses(page), text, &page.gold, errors);
    }
    for (page, text) in pages.iter().zip(&archived) {
        let read: Vec<String> = witnesses(page).into_iter().map(whole_words).collect();
        let read: Vec<&str> = read.iter().map(String::as_str).collect();
        let set = format!("{set} in an archive");
        kinds(&set, &read, &whole_words(text), &whole_words(&page.gold), errors);
    }
    let shown: Vec<String> = singles.iter().map(|s| format!("{s:.4}")).collect();
    vec![
        row("CER settled", &settled)
            .beating(to_beat)
            .target(target)
            .note(format!("each alone {}", shown.join(", "))),
        row("CER, learned from all", &together)
            .beating(to_beat)
            .target(target)
            .note(format!("all pages collated twice, {speed:.1} MB/s on all cores")),
        row_as(whole_words, "CER in an archive", &archived)
            .beating(to_beat)
            .target(target)
            .note("each a page, line-end hyphens aside"),
        row("CER of the article", &cleaned).note("all on one page, matched and folded"),
        row("CER of a plain vote", &voted).note("not the tool: a peer"),
    ]
}

/// A text without the hyphens of its line ends: an archive reads words whole.
fn whole_words(text: &str) -> String {
    text.replace("-\n", "")
}

fn total(rates: impl Iterator<Item = ErrorRate>) -> f64 {
    rates.sum::<ErrorRate>().rate()
}

/// The peer: every character of the first text, and every gap between two, by the
/// most of the texts aligned to the first; of equals the earliest text's.
fn vote(texts: &[&str]) -> String {
    let chars: Vec<Vec<char>> = texts.iter().map(|t| t.chars().collect()).collect();
    let symbols = |chars: &[char]| -> Vec<u32> { chars.iter().map(|c| *c as u32).collect() };
    let base = &chars[0];
    // By text: what it has at each character of the base, and before each.
    let slots: Vec<Vec<String>> = chars
        .iter()
        .map(|text| {
            let mut slots = vec![String::new(); 2 * base.len() + 1];
            let (mut i, mut j) = (0, 0);
            let runs = align(&symbols(base), &symbols(text));
            let end = (base.len(), text.len(), 0);
            let runs = runs.iter().map(|r| (r.first as usize, r.second as usize, r.len as usize));
            for (x, y, len) in runs.chain([end]) {
                while i < x && j < y {
                    slots[2 * i + 1].push(text[j]);
                    (i, j) = (i + 1, j + 1);
                }
                slots[2 * x].extend(&text[j..y]);
                for at in 0..len {
                    slots[2 * (x + at) + 1].push(base[x + at]);
                }
                (i, j) = (x + len, y + len);
            }
            slots
        })
        .collect();
    (0..2 * base.len() + 1)
        .map(|slot| {
            let votes = |reading: &str| slots.iter().filter(|s| s[slot] == reading).count();
            let best = (0..slots.len()).rev().max_by_key(|text| votes(&slots[*text][slot]));
            slots[best.unwrap_or(0)][slot].as_str()
        })
        .collect()
}

/// Errors that remain in a settled text: who had it right, and what it is about.
fn kinds(set: &str, witnesses: &[&str], text: &str, gold: &str, errors: &mut Errors) {
    if !errors.are_wanted() {
        return;
    }
    let beside: Vec<Beside> = witnesses.iter().map(|w| Beside::new(w, gold)).collect();
    for difference in differences(text, gold) {
        let right = beside.iter().filter(|w| w.is_right(&difference)).count();
        let kind = format!(
            "readings/{set}: {}, right in {right} of {}",
            difference.kind(),
            witnesses.len()
        );
        errors.add(kind, || difference.shown());
    }
}
