//! Real pages in reading order, and what their line ends are.
//!
//! Where the page says to which paragraph a line belongs, that tells. Where it gives
//! coordinates, a line end is soft when the next line begins at the margin of the region
//! and this one reaches its other side.

use std::hash::Hasher;
use std::path::Path;

use rustc_hash::FxHasher;

use super::clean;
use super::line_marks::{Mark, Marked};

#[derive(serde::Deserialize)]
struct Record {
    id: String,
    lines: Vec<Line>,
}

#[derive(serde::Deserialize)]
struct Line {
    text: String,
    region: String,
    para: Option<u32>,
    x: Option<f64>,
    w: Option<f64>,
}

#[derive(serde::Deserialize)]
struct Article {
    id: Option<String>,
    text: String,
    gold: String,
}

/// A real page.
pub(crate) struct Page {
    /// The set that it is of.
    pub(crate) set: String,
    /// Whether it is fitted on; the others are looked at.
    pub(crate) fitted: bool,
    pub(crate) lines: Vec<Marked>,
}

/// Lines on either side that show the sides of a region: a page is seldom straight.
const NEAR: usize = 4;

/// Part of a region's width by which a line may miss its sides.
const LEFT: f64 = 0.022;
const RIGHT: f64 = 0.06;

/// All real pages.
pub(crate) fn pages(data: &Path) -> Vec<Page> {
    let mut pages = Vec::new();
    for set in ["de-ocrd-books", "de-reichsanzeiger", "zh-jingbao"] {
        let records: Vec<Record> = clean::lines(&data.join(format!("pages/{set}.jsonl.zst")));
        pages.extend(records.iter().map(|record| Page {
            set: set.to_string(),
            fitted: is_fitted(&record.id),
            lines: marked(&record.lines),
        }));
    }
    let text = std::fs::read_to_string(data.join("columns/jingbao-1920.jsonl"));
    let text = text.expect("columns/jingbao-1920.jsonl");
    for line in text.lines() {
        let article: Article = serde_json::from_str(line).expect("an article");
        // All articles of a page on one side.
        let id = article.id.unwrap_or_default();
        pages.push(Page {
            set: "zh-jingbao, articles".to_string(),
            fitted: is_fitted(id.split('#').next().unwrap_or_default()),
            lines: of_article(&article.text, &article.gold),
        });
    }
    pages
}

/// Half of the pages, by name.
fn is_fitted(id: &str) -> bool {
    let mut hasher = FxHasher::default();
    hasher.write(id.as_bytes());
    hasher.finish() >> 63 == 0
}

fn marked(lines: &[Line]) -> Vec<Marked> {
    let lines: Vec<&Line> = lines.iter().filter(|line| !line.text.trim().is_empty()).collect();
    let mark = |i: usize| {
        let Some(next) = lines.get(i + 1) else { return Mark::Hard };
        if lines[i].region != next.region {
            return Mark::Hard;
        }
        match (lines[i].para, next.para) {
            (Some(own), Some(other)) if own == other => Mark::Soft,
            (Some(_), Some(_)) => Mark::Hard,
            _ => by_place(&lines, i),
        }
    };
    let one = |i: usize| {
        let text = lines[i].text.trim().replace('\n', " ");
        Marked { text, mark: mark(i), prose: true }
    };
    (0..lines.len()).map(one).collect()
}

/// What a line end is by where the line ends and the next one begins.
fn by_place(lines: &[&Line], i: usize) -> Mark {
    let near = i.saturating_sub(NEAR)..lines.len().min(i + NEAR + 2);
    let near = || near.clone().map(|at| lines[at]).filter(|line| line.region == lines[i].region);
    let (Some(_), Some(_)) = (lines[i].x, lines[i + 1].x) else { return Mark::Unknown };
    let left = |line: &Line| line.x.unwrap_or_default();
    let right = |line: &Line| left(line) + line.w.unwrap_or_default();
    let sorted = |mut places: Vec<f64>| {
        places.sort_by(f64::total_cmp);
        places
    };
    let (lefts, rights) = (sorted(near().map(left).collect()), sorted(near().map(right).collect()));
    if lefts.len() < 3 {
        return Mark::Unknown;
    }
    let (margin, edge) = (lefts[lefts.len() / 3], rights[rights.len() * 2 / 3]);
    let width = (edge - margin).max(1.0);
    let starts = left(lines[i + 1]) - margin <= LEFT * width;
    let full = edge - right(lines[i]) <= RIGHT * width;
    if starts && full { Mark::Soft } else { Mark::Hard }
}

/// The printed lines of an article whose paragraphs are known.
fn of_article(text: &str, gold: &str) -> Vec<Marked> {
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let mut ends = std::collections::BTreeSet::new();
    let mut at = 0;
    for paragraph in gold.lines() {
        at += letters(paragraph);
        ends.insert(at);
    }
    let mut at = 0;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let one = |line: &str| {
        at += letters(line);
        let mark = if ends.contains(&at) { Mark::Hard } else { Mark::Soft };
        Marked { text: line.trim().to_string(), mark, prose: true }
    };
    lines.map(one).collect()
}
