//! How well paragraphs are found again in columns of printed lines.
//!
//! Run with `FAIRCOPY_DATA=… cargo test --test split -- --ignored --nocapture`,
//! the variable naming a folder with `columns/jingbao-1920.jsonl`: records whose
//! `text` has printed lines and whose `gold` has paragraphs.

use std::collections::HashSet;
use std::path::PathBuf;

use faircopy::source::Source;
use faircopy::split::split;

/// Floor for the share of line breaks judged rightly, a point below what was
/// measured. Many of the rest are stacked headlines that the gold has in one line.
const FLOOR: f64 = 0.965;

#[test]
#[ignore = "needs FAIRCOPY_DATA"]
fn paragraphs_of_printed_columns() {
    let Some(folder) = std::env::var_os("FAIRCOPY_DATA").map(PathBuf::from) else {
        panic!("FAIRCOPY_DATA is not set: it names the folder of the measuring data");
    };
    let file = folder.join("columns/jingbao-1920.jsonl");
    let records = std::fs::read_to_string(&file).expect("the measuring data is readable");
    let (mut kept, mut lost, mut extra, mut dropped) = (0, 0, 0, 0);
    for record in records.lines() {
        let record: serde_json::Value = serde_json::from_str(record).expect("a record a line");
        let (text, gold) = (record["text"].as_str().unwrap(), record["gold"].as_str().unwrap());
        let source = Source::from_text("column", text);
        let blocks = split(&source);
        let found = ends(blocks.iter().map(|block| source.slice(block.span)));
        let wanted = ends(gold.lines());
        for end in ends(text.lines()) {
            match (wanted.contains(&end), found.contains(&end)) {
                (true, true) => kept += 1,
                (true, false) => lost += 1,
                (false, true) => extra += 1,
                (false, false) => dropped += 1,
            }
        }
    }
    let f1 = |hits: usize| 2.0 * hits as f64 / (2 * hits + lost + extra) as f64;
    let right = (kept + dropped) as f64 / (kept + dropped + lost + extra) as f64;
    println!("breaks kept F1 {:.4}, dropped F1 {:.4}, right {right:.4}", f1(kept), f1(dropped));
    assert!(right >= FLOOR, "{right:.4} of the breaks are right, fewer than {FLOOR}");
}

/// Where each part ends, counted in characters that are not white space.
fn ends<'a>(parts: impl Iterator<Item = &'a str>) -> HashSet<usize> {
    let mut at = 0;
    parts
        .map(|part| {
            at += part.chars().filter(|c| !c.is_whitespace()).count();
            at
        })
        .collect()
}
