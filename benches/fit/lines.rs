//! Which line ends are soft: weights for `split::line_ends`.
//!
//! Fitted on pages pressed from clean prose, on records that were wrapped, on records whose
//! lines matter and on half of the real pages; looked at on the other units and pages.

use std::collections::BTreeMap;
use std::path::Path;

use faircopy::split::line_ends;
use fastrand::Rng;

use super::logistic::{Examples, fit};
use super::table::Table;
use super::texts::clean::{self, Layout, Part, Set};
use super::texts::line_marks::{self, Mark, Marked};
use super::texts::lines_press::{self, Kind, Texts};
use super::texts::printed;

/// Chance from which the tool takes a line end for soft.
const SURE: f64 = 0.7;

/// Pages of each kind pressed in each language.
const PAGES: usize = 8;

/// Lines of a set and layout at most, so that no set outweighs the others.
const LINES: usize = 2_500;

/// Lines of a record at most.
const LONGEST: usize = 260;

/// Weights at most.
const WEIGHTS: usize = 1_150;

/// A page whose line ends are known.
struct Page {
    group: String,
    name: String,
    lines: Vec<Marked>,
    features: Vec<Option<Vec<usize>>>,
}

impl Page {
    /// `None` where the tool counts other lines than we do.
    fn new(group: &str, name: String, text: &str, lines: Vec<Marked>) -> Option<Page> {
        let features = line_ends::features(text);
        let group = group.to_string();
        (features.len() + 1 == lines.len()).then_some(Page { group, name, lines, features })
    }
}

pub(crate) fn table(data: &Path) -> Table {
    let sets = clean::sets(data);
    let real = printed::pages(data);
    let fitted = pages(&sets, &real, Part::Model);
    let mut examples = Examples::default();
    for page in &fitted {
        for (features, line) in page.features.iter().zip(&page.lines) {
            if let (Some(features), true) = (features, line.mark != Mark::Unknown) {
                examples.push(features, line.mark == Mark::Soft);
            }
        }
    }
    let names = line_ends::names();
    let weights = fit(&examples, names.len(), WEIGHTS);
    let mut table = Table::default();
    table.figure(format!("{} line ends of {} pages to fit on", examples.len(), fitted.len()));
    table.figure("on text not fitted: paragraphs whole, soft ends kept, hard ends lost");
    look(&mut table, &pages(&sets, &real, Part::Look), &weights);
    for (name, weight) in names.into_iter().zip(weights) {
        table.weight(name, weight);
    }
    table
}

/// The pages of one part.
fn pages(sets: &[Set], real: &[printed::Page], part: Part) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut languages: BTreeMap<&str, Texts> = BTreeMap::new();
    for set in sets {
        let mut count: BTreeMap<bool, usize> = BTreeMap::new();
        let mut rng = Rng::with_seed(part as u64);
        for record in set.part(part) {
            let texts = languages.entry(record.lang.as_str()).or_default();
            if record.layout != Layout::LinesMatter {
                let paragraphs = line_marks::paragraphs(record);
                if paragraphs.len() >= 4 {
                    texts.prose.push(paragraphs);
                }
            }
            if record.layout == Layout::ParagraphPerLine {
                continue;
            }
            let lines = line_marks::of(record);
            let matter = record.layout == Layout::LinesMatter;
            if matter {
                texts.pieces.push(lines.clone());
            }
            if matter && *count.get(&true).unwrap_or(&0) < 2 * LINES {
                // A stanza or a list by itself.
                let from = rng.usize(0..lines.len());
                let few = lines[from..lines.len().min(from + rng.usize(3..=8))].to_vec();
                let text: Vec<&str> = few.iter().map(|line| line.text.as_str()).collect();
                *count.entry(true).or_default() += few.len();
                pages.extend(Page::new("a few lines", set.name.clone(), &text.join("\n"), few));
            }
            let count = count.entry(matter).or_default();
            if *count < LINES {
                *count += lines.len().min(LONGEST);
                let group = if matter { "lines matter" } else { "wrapped" };
                let page = Page::new(group, set.name.clone(), &record.text, lines);
                pages.extend(page.map(|mut page| {
                    page.features.truncate(LONGEST);
                    page
                }));
            }
        }
    }
    let pieces = languages.get("en").map(|texts| texts.pieces.clone()).unwrap_or_default();
    for (lang, texts) in &mut languages {
        if texts.pieces.is_empty() {
            texts.pieces.clone_from(&pieces);
        }
        for kind in Kind::ALL {
            let mut rng = Rng::with_seed(kind as u64 * 1_000 + part as u64);
            // Mixed pages are small, and of all sorts.
            let most = if kind == Kind::Mixed { 12 * PAGES } else { PAGES };
            for _ in 0..if texts.prose.is_empty() { 0 } else { most } {
                let page = lines_press::page(&mut rng, lang, texts, kind);
                let name = kind.name().to_string();
                pages.extend(Page::new("pressed", name, &page.text, page.lines));
            }
        }
    }
    for page in real.iter().filter(|page| page.fitted == (part == Part::Model)) {
        let text: Vec<&str> = page.lines.iter().map(|line| line.text.as_str()).collect();
        let new = Page::new("real", page.set.clone(), &text.join("\n"), page.lines.clone());
        pages.extend(new);
    }
    pages
}

/// How many there are, and how many came out right or wrong.
#[derive(Default)]
struct Score {
    soft: usize,
    kept: usize,
    hard: usize,
    lost: usize,
    paragraphs: usize,
    whole: usize,
}

fn look(table: &mut Table, pages: &[Page], weights: &[f64]) {
    let mut scores: BTreeMap<(&str, &str), Score> = BTreeMap::new();
    for page in pages {
        let sum = |features: &Vec<usize>| features.iter().map(|f| weights[*f]).sum::<f64>();
        let sure = |sum: f64| 1.0 / (1.0 + (-sum).exp()) >= SURE;
        let soft: Vec<bool> =
            page.features.iter().map(|f| f.as_ref().is_some_and(|f| sure(sum(f)))).collect();
        for name in [page.name.as_str(), "all"] {
            scores.entry((&page.group, name)).or_default().add(page, &soft);
        }
    }
    let share = |part: usize, all: usize| part as f64 / all.max(1) as f64;
    for ((group, name), score) in scores {
        let whole = match score.paragraphs {
            0 => "-".to_string(),
            all => format!("{:.3}", share(score.whole, all)),
        };
        let kept = match score.soft {
            0 => "-".to_string(),
            all => format!("{:.3}", share(score.kept, all)),
        };
        let lost = 100.0 * share(score.lost, score.hard);
        table.figure(format!("{group}: {name}: {whole}, {kept}, {lost:.2} % of {}", score.hard));
    }
}

impl Score {
    fn add(&mut self, page: &Page, soft: &[bool]) {
        for (line, soft) in page.lines.iter().zip(soft) {
            match line.mark {
                Mark::Soft => {
                    (self.soft, self.kept) = (self.soft + 1, self.kept + usize::from(*soft))
                }
                Mark::Hard => {
                    (self.hard, self.lost) = (self.hard + 1, self.lost + usize::from(*soft))
                }
                Mark::Unknown => {}
            }
        }
        if page.group != "pressed" {
            return;
        }
        let goes_on = |end: usize| soft.get(end).copied().unwrap_or(false);
        let mut start = 0;
        for (end, line) in page.lines.iter().enumerate() {
            if line.mark == Mark::Soft {
                continue;
            }
            if line.prose {
                let inside = (start..end).all(goes_on);
                let apart = !goes_on(end) && (start == 0 || !goes_on(start - 1));
                self.paragraphs += 1;
                self.whole += usize::from(inside && apart);
            }
            start = end + 1;
        }
    }
}
