//! Repair from one witness: what level `likely` makes of texts that stand once.
//!
//! Two figures per set. The first takes only changes to what is printed: the gold
//! keeps the printed lines and their hyphens, so an unwrapped line would count as
//! an error. The second takes the article as it comes.

use std::sync::Arc;

use faircopy::learn::Learner;
use faircopy::model::Model;
use rayon::prelude::*;

use crate::data::{Data, Pair, first_week};
use crate::differences::differences;
use crate::errors::Errors;
use crate::score::{ErrorRate, compare, distance, mended_and_harmed, present};
use crate::table::{Better, Row};
use crate::tool;

/// A set, the figures it is held against, and what is to be reached.
struct Set {
    name: &'static str,
    file: &'static str,
    to_beat: Option<f64>,
    target: f64,
}

const SETS: [Set; 3] = [
    Set {
        name: "sydney",
        file: "ocr-gold/sydney-1842-1954.jsonl",
        to_beat: Some(0.0513),
        target: 0.060,
    },
    Set { name: "london", file: "ocr-gold/london-19c.jsonl", to_beat: Some(0.0555), target: 0.054 },
    Set { name: "zh-lines", file: "ocr-gold/zh-lines.jsonl", to_beat: None, target: 0.1255 },
];

/// Gold characters that may be spoiled, per million.
const MOST_SPOILED: f64 = 300.0;

/// What became of one text.
struct Outcome {
    before: usize,
    repaired: usize,
    article: usize,
    /// The same at the default level.
    default: usize,
    length: usize,
    mended: usize,
    harmed: usize,
    /// Characters changed when the gold itself is put in.
    spoiled: usize,
    text: String,
    article_text: String,
}

/// The rows of this part: by general experience, then with what a week of an archive
/// taught.
pub(crate) fn rows(data: &Data, errors: &mut Errors) -> Vec<Row> {
    let mut rows = Vec::new();
    let model = first_week(data).map(|pages| {
        let mut learner = Learner::default();
        learner.read(&pages);
        Arc::new(learner.model())
    });
    for set in &SETS {
        let Some(pairs) = data.records::<Pair>(set.file) else { continue };
        let outcomes: Vec<Outcome> = pairs.par_iter().map(|pair| outcome(pair, None)).collect();
        for (pair, outcome) in pairs.iter().zip(&outcomes) {
            kinds(set.name, pair, outcome, errors);
        }
        rows.extend(rows_of(set, &outcomes));
        if let Some(model) = model.as_ref().filter(|_| set.to_beat.is_some()) {
            let outcomes: Vec<Outcome> =
                pairs.par_iter().map(|pair| outcome(pair, Some(model))).collect();
            let learned = |row: Row| Row { measure: format!("{}, learned", row.measure), ..row };
            let rows_of_model = rows_of(set, &outcomes).into_iter();
            rows.extend(rows_of_model.filter(|row| !row.measure.contains("CER ")).map(learned));
        }
    }
    rows
}

fn outcome(pair: &Pair, model: Option<&Arc<Model>>) -> Outcome {
    let copy = tool::repaired(&pair.text, model);
    let text = tool::page_with(&copy, |edit| !tool::is_layout(edit));
    let (mended, harmed) =
        mended_and_harmed(&present(&pair.text, &pair.gold), &present(&text, &pair.gold));
    let article_text = copy.article();
    let gold = tool::repaired(&pair.gold, model);
    let before = ErrorRate::of(&pair.text, &pair.gold);
    Outcome {
        before: before.errors,
        repaired: distance(&text, &pair.gold),
        article: distance(&article_text, &pair.gold),
        article_text,
        default: distance(&tool::clean(&pair.text).article(), &pair.gold),
        length: before.length,
        mended,
        harmed,
        spoiled: distance(&tool::page_with(&gold, |edit| !tool::is_layout(edit)), &pair.gold),
        text,
    }
}

fn rows_of(set: &Set, outcomes: &[Outcome]) -> Vec<Row> {
    let length: usize = outcomes.iter().map(|o| o.length).sum();
    let rate = |errors: fn(&Outcome) -> usize| {
        outcomes.iter().map(errors).sum::<usize>() as f64 / length as f64
    };
    let before = rate(|o| o.before);
    let mut repaired = Row::new("repair", set.name, "CER", Better::Lower, rate(|o| o.repaired))
        .nothing(before)
        .target(set.target)
        .counts(compare(outcomes.iter().map(|o| (o.before, o.repaired))));
    repaired.to_beat = set.to_beat;
    let article =
        Row::new("repair", set.name, "CER of the article", Better::Lower, rate(|o| o.article))
            .nothing(before)
            .counts(compare(outcomes.iter().map(|o| (o.before, o.article))));
    let default =
        Row::new("repair", set.name, "CER at default level", Better::Lower, rate(|o| o.default))
            .nothing(before)
            .counts(compare(outcomes.iter().map(|o| (o.before, o.default))))
            .note("of the article");
    let million = 1e6;
    let harmed = Row::new(
        "repair",
        set.name,
        "harmed per million",
        Better::Lower,
        million * rate(|o| o.harmed),
    )
    .nothing(0.0)
    .target(MOST_SPOILED)
    .note(format!(
        "right before, wrong after; mended per million {:.0}",
        million * rate(|o| o.mended)
    ));
    let spoiled = Row::new(
        "repair",
        set.name,
        "gold spoiled per million",
        Better::Lower,
        million * rate(|o| o.spoiled),
    )
    .nothing(0.0)
    .target(MOST_SPOILED)
    .note("the gold itself put in");
    vec![repaired, article, default, harmed, spoiled]
}

/// The errors that remain, and those that were made.
fn kinds(set: &str, pair: &Pair, outcome: &Outcome, errors: &mut Errors) {
    if !errors.are_wanted() {
        return;
    }
    for (way, text) in [("repaired", &outcome.text), ("article", &outcome.article_text)] {
        for difference in differences(text, &pair.gold) {
            let kind = format!("repair/{set} {way}: {} left or made", difference.kind());
            errors.add(kind, || difference.shown());
        }
    }
}
