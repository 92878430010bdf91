//! Readings by what was changed: of the places that a level changes in recognised text, how
//! many come nearer to the gold, and how many go farther from it.

use faircopy::FairCopy;
use faircopy::ledger::Edit;
use faircopy::reason::Tier;
use rayon::prelude::*;

use crate::data::{Data, Pair};
use crate::errors::Errors;
use crate::score::distance;
use crate::table::{Better, Row};
use crate::tool;

/// Sets of texts that stand once.
const SETS: [(&str, &str); 3] = [
    ("london", "ocr-gold/london-19c.jsonl"),
    ("sydney", "ocr-gold/sydney-1842-1954.jsonl"),
    ("zh-lines", "ocr-gold/zh-lines.jsonl"),
];

/// The share of changes that may be wrong at each level.
const LEVELS: [(&str, Option<Tier>, f64); 2] =
    [("default", None, 1.0 / 2000.0), ("likely", Some(Tier::Likely), 1.0 / 20.0)];

/// Characters shown around a change.
const AROUND: usize = 20;

#[derive(serde::Deserialize)]
struct Printings {
    abbyy: String,
    tesseract: String,
    ocropus: String,
    gold: String,
}

/// A change: whether it is right (`None` where it makes no odds), its reason, its look.
type Change = (Option<bool>, &'static str, String);

/// The rows of this part.
pub(crate) fn rows(data: &Data, errors: &mut Errors) -> Vec<Row> {
    let mut sets: Vec<(&str, Vec<Pair>)> =
        SETS.into_iter().filter_map(|(set, file)| Some((set, data.records(file)?))).collect();
    if let Some(pages) = data.records::<Printings>("witnesses/grenzboten-1841.jsonl") {
        let together = |page: Printings| Pair {
            text: [page.abbyy, page.tesseract, page.ocropus].join("\n\n"),
            gold: page.gold,
        };
        sets.push(("grenzboten", pages.into_iter().map(together).collect()));
    }
    let mut rows = Vec::new();
    for (set, pairs) in &sets {
        for (name, level, target) in LEVELS {
            let set = format!("{set}, {name}");
            let level = level.unwrap_or(faircopy::Settings::default().settle.level);
            let changes: Vec<Vec<Change>> =
                pairs.par_iter().map(|pair| changes(pair, level)).collect();
            rows.push(row(set, changes.into_iter().flatten(), target, errors));
        }
    }
    rows
}

fn row(
    set: String,
    changes: impl Iterator<Item = Change>,
    target: f64,
    errors: &mut Errors,
) -> Row {
    let [mut right, mut neutral, mut wrong] = [0; 3];
    for (verdict, reason, shown) in changes {
        let (count, name) = match verdict {
            Some(true) => (&mut right, "right"),
            None => (&mut neutral, "neither"),
            Some(false) => (&mut wrong, "wrong"),
        };
        *count += 1;
        errors.add(format!("readings/{set}: {name}, {reason}"), || shown);
    }
    let figure = wrong as f64 / (right + wrong).max(1) as f64;
    Row::new("readings", set, "changes wrong", Better::Lower, figure)
        .target(target)
        .counts([right, neutral, wrong])
        .note("changes to letters: right / neither / wrong")
}

/// The changes to letters in a text, each judged with all others in place.
fn changes(pair: &Pair, level: Tier) -> Vec<Change> {
    let copy = tool::clean_at(&pair.text, level);
    let is_change = |edit: &&Edit| !tool::is_layout(edit);
    let whole = copy.article();
    let with = distance(&whole, &pair.gold);
    let judged = |edit: &Edit| {
        let article = tool::article_with(&copy, |other| other.span != edit.span);
        let without = distance(&article, &pair.gold);
        let verdict = (article != whole && with != without).then_some(with < without);
        (verdict, edit.reason.code(), shown(&copy, edit))
    };
    copy.ledger.edits.iter().filter(is_change).map(judged).collect()
}

fn shown(copy: &FairCopy, edit: &Edit) -> String {
    let text = copy.source.text();
    let before: Vec<char> = text[..edit.span.start()].chars().rev().take(AROUND).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = text[edit.span.end()..].chars().take(AROUND).collect();
    let was = copy.source.slice(edit.span);
    format!("{before}⟦{was}→{}⟧{after}", edit.text).replace('\n', "⏎")
}
