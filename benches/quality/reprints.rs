//! Readings, planted: texts printed several times with noise. What share of the
//! wrong characters is mended, what share of the right ones harmed?

use fastrand::Rng;
use rayon::prelude::*;

use crate::data::{Data, Pair};
use crate::differences::{Beside, differences};
use crate::errors::Errors;
use crate::made_up;
use crate::press::Press;
use crate::score::{collapsed, mended_and_harmed, present};
use crate::table::{Better, Row};
use crate::tool;

/// Share of characters misread in every printing.
const NOISE: f64 = 0.05;

/// Texts made up for runs without the measuring data.
const MADE_UP: usize = 60;

/// Shortest text that is printed, in characters: shorter ones are no repeats.
const SHORTEST: usize = 40;

/// The rows of this part.
pub(crate) fn rows(data: &Data, errors: &mut Errors) -> Vec<Row> {
    let mut rows = Vec::new();
    let own = made_up::texts(true, MADE_UP);
    let press = Press::by_chance(own.iter().map(String::as_str));
    rows.extend(rows_of("made-up zh", &own, &press, errors));
    if let (Some(columns), Some(lines)) = (
        data.records::<Pair>("columns/jingbao-1920.jsonl"),
        data.records::<Pair>("ocr-gold/zh-lines.jsonl"),
    ) {
        let texts: Vec<String> = columns.into_iter().map(|c| c.gold).collect();
        rows.extend(rows_of("zh", &texts, &Press::learned(&lines), errors));
    }
    rows
}

/// What became of the characters of one text.
#[derive(Default)]
struct Outcome {
    wrong: usize,
    right: usize,
    mended: usize,
    harmed: usize,
    /// Characters of the article beyond those of the gold.
    surplus: usize,
}

fn rows_of(set: &str, texts: &[String], press: &Press, errors: &mut Errors) -> Vec<Row> {
    let texts: Vec<&String> = texts.iter().filter(|t| t.chars().count() >= SHORTEST).collect();
    if texts.is_empty() {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for count in 2..=5 {
        let printings: Vec<Vec<String>> = texts
            .iter()
            .enumerate()
            .map(|(number, text)| {
                let mut rng = Rng::with_seed(number as u64);
                (0..count).map(|_| press.reprint(text, NOISE, &mut rng)).collect()
            })
            .collect();
        let target = (count == 3).then_some((0.90, 0.0001));
        let repeats: Vec<Vec<&str>> =
            printings.iter().map(|p| p.iter().map(String::as_str).collect()).collect();
        let together: Vec<(Outcome, String)> = tool::collate_all(&repeats)
            .into_iter()
            .zip(texts.iter().zip(&repeats))
            .map(|(text, (gold, printings))| (judged(gold, printings[0], &text), text))
            .collect();
        let set_of = format!("{set} ×{count}");
        rows.extend(rows_of_way(&set_of, "learned from all", &together, target));
        let archived: Vec<(Outcome, String)> = texts
            .par_iter()
            .zip(&repeats)
            .map(|(gold, printings)| {
                let (base, text) = tool::read_in_archive(printings);
                (judged(gold, printings[base], &text), text)
            })
            .collect();
        kinds(&format!("{set_of} in an archive"), &texts, &printings, &archived, errors);
        rows.extend(rows_of_way(&set_of, "in an archive", &archived, target));
        for (way, known) in [("settled", true), ("one page", false)] {
            let outcomes: Vec<(Outcome, String)> = texts
                .par_iter()
                .zip(&printings)
                .map(|(gold, printings)| outcome(gold, printings, known))
                .collect();
            if known {
                kinds(&set_of, &texts, &printings, &outcomes, errors);
            }
            rows.extend(rows_of_way(&set_of, way, &outcomes, target.filter(|_| known)));
        }
    }
    rows
}

/// Settle printings: either known to be of one text, or set on one page one after
/// another. Gives the article too.
fn outcome(gold: &str, printings: &[String], known: bool) -> (Outcome, String) {
    let printings: Vec<&str> = printings.iter().map(String::as_str).collect();
    let copy = if known { tool::collate(&printings) } else { tool::clean(&printings.join("\n\n")) };
    let base = tool::article_with(&copy, |edit| !tool::is_reading(edit));
    let article = copy.article();
    (judged(gold, &base, &article), article)
}

/// What became of the characters of a gold text between the base and the article.
fn judged(gold: &str, base: &str, article: &str) -> Outcome {
    let (before, after) = (present(base, gold), present(article, gold));
    let (mended, harmed) = mended_and_harmed(&before, &after);
    let length = |text: &str| collapsed(text).chars().count();
    let right = before.iter().filter(|b| **b).count();
    let wrong = before.len() - right;
    let surplus = length(article).saturating_sub(length(gold));
    Outcome { wrong, right, mended, harmed, surplus }
}

fn rows_of_way(
    set: &str,
    way: &str,
    outcomes: &[(Outcome, String)],
    target: Option<(f64, f64)>,
) -> [Row; 2] {
    let sum = |of: fn(&Outcome) -> usize| outcomes.iter().map(|(o, _)| of(o)).sum::<usize>();
    let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
    let (wrong, right) = (sum(|o| o.wrong), sum(|o| o.right));
    let mut mended = Row::new(
        "reprints",
        set,
        format!("mended {way}"),
        Better::Higher,
        share(sum(|o| o.mended), wrong),
    )
    .nothing(0.0)
    .note(format!("{wrong} wrong in the base; {} characters too many", sum(|o| o.surplus)));
    let mut harmed = Row::new(
        "reprints",
        set,
        format!("harmed {way}"),
        Better::Lower,
        share(sum(|o| o.harmed), right),
    )
    .nothing(0.0);
    if let Some((most, least)) = target {
        mended = mended.target(most);
        harmed = harmed.target(least);
    }
    [mended, harmed]
}

/// The errors that remain in some articles.
fn kinds(
    set: &str,
    texts: &[&String],
    printings: &[Vec<String>],
    outcomes: &[(Outcome, String)],
    errors: &mut Errors,
) {
    if !errors.are_wanted() {
        return;
    }
    for ((_, article), (gold, printings)) in outcomes.iter().zip(texts.iter().zip(printings)) {
        let beside: Vec<Beside> = printings.iter().map(|p| Beside::new(p, gold)).collect();
        for difference in differences(article, gold) {
            let right = beside.iter().filter(|p| p.is_right(&difference)).count();
            let base = if beside[0].is_right(&difference) { "harmed" } else { "not mended" };
            let kind = format!(
                "reprints/{set}: {base}, {}, right in {right} of {}",
                difference.kind(),
                printings.len()
            );
            errors.add(kind, || difference.shown());
        }
    }
}
