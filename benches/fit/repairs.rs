//! Repairs: which of the words that a page proposes for what was read stand there.
//!
//! Recognised texts are laid beside their gold, and clean text beside itself: in it every
//! repair is wrong. The product's own code says what speaks for each.

use std::path::Path;

use faircopy::lexicon::Lexicon;
use faircopy::repair::{CLASSES, NAMES, Row, Settings, study};
use faircopy::source::Source;
use faircopy::split::split;
use rayon::prelude::*;

use crate::beside::Map;
use crate::rows;
use crate::table::Table;
use crate::texts::clean::{Part, sets};

/// Recognised texts with their gold.
const RECOGNISED: [(&str, &str); 3] =
    [("london", "london-19c"), ("sydney", "sydney-1842-1954"), ("zh-lines", "zh-lines")];

/// Clean records of each set, and characters of each.
const RECORDS: usize = 25;
const CHARACTERS: usize = 12_000;

/// Share of the repairs that may be wrong.
const WRONG: f64 = 1.0 / 20.0;

struct Item {
    set: &'static str,
    text: String,
    gold: String,
}

/// A repair that might be made.
struct Made {
    set: &'static str,
    class: usize,
    row: Row,
    is_right: bool,
    /// Whether the gold has neither what was read nor what would be put there.
    is_neither: bool,
    shown: String,
}

#[derive(serde::Deserialize)]
struct Recognised {
    text: String,
    gold: String,
}

/// The table of weights, with what they reach on the part that was not fitted.
pub(crate) fn fit(data: &Path) -> Table {
    let mut table = Table::default();
    let made = made(&items(data, Part::Fit));
    let looked = self::made(&items(data, Part::Look));
    table.figure("By class and set: repairs wrong of how many, on the part to look at.");
    for (class, name) in CLASSES.iter().enumerate() {
        let own: Vec<&Made> = made.iter().filter(|m| m.class == class).collect();
        let examples: Vec<(&Row, bool)> = own.iter().map(|m| (&m.row, m.is_right)).collect();
        let weights = rows::weights(&examples);
        let odds =
            |m: &Made| -> f64 { m.row.iter().zip(&weights).map(|(x, w)| f64::from(x * w)).sum() };
        let told = own.iter().filter(|m| !m.is_neither).map(|m| (odds(m), m.is_right));
        let limit = rows::limit(told.collect(), WRONG);
        for set in ["london", "sydney", "zh-lines", "clean"] {
            let all = || looked.iter().filter(|m| m.class == class && m.set == set);
            let done: Vec<&Made> = all().filter(|m| odds(m) >= limit).collect();
            let wrong = done.iter().filter(|m| !m.is_right && !m.is_neither).count();
            let right = done.iter().filter(|m| m.is_right).count();
            let could = all().filter(|m| m.is_right).count();
            table.figure(format!(
                "{name:<10}{set:<10}{wrong:>5} wrong, {right:>6} right of {could:>6} that could be"
            ));
            if std::env::var_os("FAIRCOPY_SHOW").is_some() {
                let wrong = done.iter().filter(|m| !m.is_right && !m.is_neither);
                wrong.take(SHOWN).for_each(|m| println!("    {}", m.shown));
            }
        }
        for (name_of, weight) in NAMES.iter().zip(&weights) {
            table.weight(format!("{name}/{name_of}"), f64::from(*weight));
        }
        table.weight(format!("{name}/likely from"), limit);
    }
    table
}

/// Of each class and set so many wrong ones are printed.
const SHOWN: usize = 25;

fn items(data: &Path, part: Part) -> Vec<Item> {
    let own = usize::from(part == Part::Look);
    let mut items = Vec::new();
    for (set, file) in RECOGNISED {
        let path = data.join("ocr-gold").join(file).with_extension("jsonl");
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("FAIRCOPY_DATA: {}: {error}", path.display()));
        let lines = text.lines().enumerate().filter(|(at, _)| at % 2 == own);
        items.extend(lines.map(|(_, line)| {
            let pair: Recognised = serde_json::from_str(line).expect("a text and its gold");
            Item { set, text: pair.text, gold: pair.gold }
        }));
    }
    for set in sets(data) {
        let wanted = ["en", "zh"].iter().any(|lang| set.name.starts_with(lang));
        for record in set.part(part).take(if wanted { RECORDS } else { 0 }) {
            let text: String = record.text.chars().take(CHARACTERS).collect();
            items.push(Item { set: "clean", gold: text.clone(), text });
        }
    }
    items
}

fn made(items: &[Item]) -> Vec<Made> {
    let of_item = |item: &Item| -> Vec<Made> {
        let source = Source::from_text("page", item.text.clone());
        let blocks = split(&source);
        let studied = study(&source, &blocks, Lexicon::builtin(), &Settings::default());
        let map = Map::of(&item.text, &item.gold);
        let made = studied.into_iter().filter_map(|repair| {
            let (class, row) = repair.evidence?;
            let there = map.at(&repair.span.range())?;
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let read = source.slice(repair.span);
            let is_right = words(there) == words(&repair.text);
            let is_neither = !is_right && words(there) != words(read);
            let shown = format!("{read} → {}", repair.text);
            Some(Made { set: item.set, class, row, is_right, is_neither, shown })
        });
        made.collect()
    };
    items.par_iter().map(of_item).collect::<Vec<_>>().into_iter().flatten().collect()
}
