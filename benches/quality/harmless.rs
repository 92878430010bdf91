//! Do no harm: what the default level changes in texts that are right as they are.
//!
//! Counted is what the ledger changes in the print: characters folded, dropped,
//! replaced or moved. Not counted are line ends put together, white space between
//! blocks, and what no eye sees.

use std::collections::BTreeMap;

use faircopy::FairCopy;
use faircopy::ledger::{Edit, Fate};
use faircopy::reason::Reason;
use rayon::prelude::*;

use crate::data::{Data, samples};
use crate::errors::Errors;
use crate::table::{Better, Row};
use crate::tool;

/// Sets with a gold side, and what they are called.
const SETS: [(&str, &str); 5] = [
    ("london", "ocr-gold/london-19c.jsonl"),
    ("sydney", "ocr-gold/sydney-1842-1954.jsonl"),
    ("zh-lines", "ocr-gold/zh-lines.jsonl"),
    ("grenzboten", "witnesses/grenzboten-1841.jsonl"),
    ("jingbao", "columns/jingbao-1920.jsonl"),
];

#[derive(serde::Deserialize)]
struct Clean {
    gold: String,
}

/// The rows of this part.
pub(crate) fn rows(data: &Data, errors: &mut Errors) -> Vec<Row> {
    let mut rows = Vec::new();
    let own: Vec<Clean> = samples().into_iter().map(|s| Clean { gold: s.article }).collect();
    if !own.is_empty() {
        rows.push(row("samples", &own, errors));
    }
    for (set, file) in SETS {
        if let Some(texts) = data.records::<Clean>(file) {
            rows.push(row(set, &texts, errors));
        }
    }
    rows
}

fn row(set: &str, texts: &[Clean], errors: &mut Errors) -> Row {
    let copies: Vec<FairCopy> = texts.par_iter().map(|text| tool::clean(&text.gold)).collect();
    let mut by_reason: BTreeMap<&str, usize> = BTreeMap::new();
    let mut touched = 0;
    for copy in &copies {
        let changes = changes(copy);
        touched += usize::from(!changes.is_empty());
        for (reason, count, shown) in changes {
            *by_reason.entry(reason.code()).or_default() += count;
            errors.add(format!("harmless/{set}: {}", reason.code()), || shown);
        }
    }
    let length: usize = texts.iter().map(|t| visible(&t.gold)).sum();
    let changed: usize = by_reason.values().sum();
    let reasons: Vec<String> = by_reason.iter().map(|(code, n)| format!("{code} {n}")).collect();
    Row::new(
        "harmless",
        set,
        "changed per million",
        Better::Lower,
        1e6 * changed as f64 / length as f64,
    )
    .nothing(0.0)
    .target(0.0)
    .counts([0, texts.len() - touched, touched])
    .note(reasons.join(", "))
}

fn visible(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Changes to what is printed: the reason, how many characters, how it looks.
fn changes(copy: &FairCopy) -> Vec<(Reason, usize, String)> {
    let source = &copy.source;
    let mut changes = Vec::new();
    let mut last = 0;
    for placement in &copy.ledger.placements {
        let text = source.slice(placement.span);
        let moved = match placement.fate {
            Fate::Kept { order } => {
                let moved = order < last;
                last = last.max(order);
                moved
            }
            _ => true,
        };
        if moved && visible(text) > 0 {
            changes.push((placement.reason, visible(text), text.replace('\n', "⏎")));
        }
    }
    for edit in copy.ledger.edits.iter().filter(|edit| counts(edit)) {
        let (was, is) = (source.slice(edit.span), &edit.text);
        let count = visible(was).max(visible(is));
        if count > 0 {
            let from = source.text()[..edit.span.start()].char_indices().rev().nth(11);
            let before = &source.text()[from.map_or(0, |(at, _)| at)..edit.span.start()];
            let after: String = source.text()[edit.span.end()..].chars().take(12).collect();
            let shown = format!("{before}[{was}→{is}]{after}").replace('\n', "⏎");
            changes.push((edit.reason, count, shown));
        }
    }
    changes
}

/// Whether an edit changes what is printed.
fn counts(edit: &Edit) -> bool {
    !matches!(
        edit.reason,
        Reason::Layout
            | Reason::LineWrap
            | Reason::LineHyphen
            | Reason::CharInvisible
            | Reason::CharSoftHyphen
    )
}
