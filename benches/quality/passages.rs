//! Passages: are planted repeats found, whole, and nothing else?

use std::ops::Range;

use rayon::prelude::*;

use crate::data::{Data, Pair};
use crate::errors::Errors;
use crate::made_up;
use crate::paragraphs::paragraphs;
use crate::planting::{Archive, Form, Plan, Planted, plant};
use crate::press::Press;
use crate::table::{Better, Row};
use crate::tool;

/// Shares of misread characters, and the recall to be reached at each.
const NOISE: [(f64, f64); 4] = [(0.02, 0.99), (0.05, 0.99), (0.10, 0.95), (0.15, 0.85)];

/// Share of what is found that must be right.
const PRECISION: f64 = 0.99;

/// Share of a planted passage that must be found, in each printing.
const FOUND: f64 = 0.5;

/// Share of a found passage that must have been planted.
const RIGHT: f64 = 0.5;

/// The rows of this part.
pub(crate) fn rows(data: &Data, errors: &mut Errors) -> Vec<Row> {
    let mut rows = Vec::new();
    for (set, han) in [("made-up zh", true), ("made-up en", false)] {
        let texts = made_up::texts(han, MADE_UP);
        let paragraphs = paragraphs(texts.iter().map(String::as_str), 1);
        let press = Press::by_chance(paragraphs.iter().map(String::as_str));
        rows.extend(rows_of(set, &paragraphs, &press, errors));
    }
    let texts = |file: &str| data.records::<Pair>(file);
    if let (Some(columns), Some(lines)) =
        (texts("columns/jingbao-1920.jsonl"), texts("ocr-gold/zh-lines.jsonl"))
    {
        let paragraphs = paragraphs(columns.iter().map(|p| p.gold.as_str()), 1);
        rows.extend(rows_of("zh", &paragraphs, &Press::learned(&lines), errors));
    }
    if let Some(london) = texts("ocr-gold/london-19c.jsonl") {
        let paragraphs = paragraphs(london.iter().map(|p| p.gold.as_str()), 1);
        let most = paragraphs.len().min(MOST);
        rows.extend(rows_of("en", &paragraphs[..most], &Press::learned(&london), errors));
    }
    rows
}

/// Texts made up for runs without the measuring data.
const MADE_UP: usize = 120;

/// Paragraphs that are used: more would only take longer.
const MOST: usize = 1500;

fn rows_of(set: &str, paragraphs: &[String], press: &Press, errors: &mut Errors) -> Vec<Row> {
    let mut rows = Vec::new();
    for (noise, recall) in NOISE {
        let plan = Plan { noise, planted: 8, plain: 6, across: false };
        let archive = plant(paragraphs, press, &plan, 7);
        if archive.planted.is_empty() {
            continue;
        }
        let set = format!("{set} {:.0} %", noise * 100.0);
        rows.extend(Measured::of(&archive, &set, errors).rows(&set, recall));
    }
    rows
}

/// A pair of passages that the ledger has as printings of one, in characters.
type Found = [Range<usize>; 2];

/// Pairs found on each page, and those only called similar.
fn found(archive: &Archive) -> Vec<(Vec<Found>, Vec<Found>)> {
    archive
        .pages
        .par_iter()
        .map(|page| {
            let copy = tool::clean(page);
            let mut found = Vec::new();
            for repeat in &copy.ledger.repeats {
                let spans: Vec<Range<usize>> =
                    repeat.witnesses.iter().map(|w| copy.source.char_range(w.span)).collect();
                for (index, a) in spans.iter().enumerate() {
                    found.extend(spans[index + 1..].iter().map(|b| [a.clone(), b.clone()]));
                }
            }
            let chars = |span| copy.source.char_range(span);
            let similar = tool::similar(&copy).into_iter().map(|(a, b)| [chars(a), chars(b)]);
            (found, similar.collect())
        })
        .collect()
}

/// What was found of what was planted.
#[derive(Default)]
struct Measured {
    right: usize,
    wrong: usize,
    /// By form: planted, found.
    forms: Vec<(Form, usize, usize)>,
    /// Characters by which edges are off, and how many edges.
    off: (usize, usize),
}

impl Measured {
    fn of(archive: &Archive, set: &str, errors: &mut Errors) -> Measured {
        let mut measured =
            Measured { forms: Form::ALL.map(|form| (form, 0, 0)).to_vec(), ..Measured::default() };
        let found = found(archive);
        for (page, (found, similar)) in found.iter().enumerate() {
            let here: Vec<&Planted> =
                archive.planted.iter().filter(|p| p.places[0].page == page).collect();
            for pair in found {
                if here.iter().any(|planted| is_right(pair, planted)) {
                    measured.right += 1;
                } else {
                    measured.wrong += 1;
                    errors.add(format!("passages/{set}: found, not planted"), || {
                        shown_pair(&archive.pages[page], pair)
                    });
                }
            }
            for planted in here {
                let of_form = measured.forms.iter_mut().find(|f| f.0 == planted.form);
                let counts = of_form.expect("every form is listed");
                counts.1 += 1;
                match edges(found, planted) {
                    Some(off) => {
                        counts.2 += 1;
                        measured.off.0 += off;
                        measured.off.1 += 4;
                    }
                    None => {
                        let seen = if edges(similar, planted).is_some() {
                            "called similar"
                        } else {
                            "missed"
                        };
                        let kind = format!("passages/{set}: {} {seen}", planted.form.name());
                        let pair = planted.places.clone().map(|place| place.chars);
                        errors.add(kind, || shown_pair(&archive.pages[page], &pair));
                    }
                }
            }
        }
        measured
    }

    fn rows(&self, set: &str, target: f64) -> [Row; 3] {
        let planted: usize = self.forms.iter().map(|f| f.1).sum();
        let found: usize = self.forms.iter().map(|f| f.2).sum();
        let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
        let forms: Vec<String> = self
            .forms
            .iter()
            .map(|(form, planted, found)| format!("{} {:.3}", form.name(), share(*found, *planted)))
            .collect();
        let precision =
            if self.wrong == 0 { 1.0 } else { share(self.right, self.right + self.wrong) };
        [
            Row::new("passages", set, "recall", Better::Higher, share(found, planted))
                .nothing(0.0)
                .target(target)
                .note(format!("{planted} planted: {}", forms.join(", "))),
            Row::new("passages", set, "precision", Better::Higher, precision)
                .target(PRECISION)
                .note(format!("{} pairs right, {} wrong", self.right, self.wrong)),
            Row::new("passages", set, "span error", Better::Lower, share(self.off.0, self.off.1))
                .note("characters an edge is off"),
        ]
    }
}

/// Both orders of a pair.
fn orders(pair: &Found) -> [[&Range<usize>; 2]; 2] {
    [[&pair[0], &pair[1]], [&pair[1], &pair[0]]]
}

fn common(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Whether each side of a found pair lies mostly in one printing of a planted one.
fn is_right(pair: &Found, planted: &Planted) -> bool {
    let inside = |found: &Range<usize>, side: usize| {
        common(found, &planted.places[side].chars) as f64 >= RIGHT * found.len() as f64
    };
    orders(pair).iter().any(|[a, b]| inside(a, 0) && inside(b, 1))
}

/// By how many characters the four edges of a planted passage are off in what was
/// found of it; `None` when too little was.
fn edges(found: &[Found], planted: &Planted) -> Option<usize> {
    let [first, second] = [&planted.places[0].chars, &planted.places[1].chars];
    let mut parts: [Vec<Range<usize>>; 2] = [Vec::new(), Vec::new()];
    for [a, b] in found.iter().flat_map(orders) {
        if common(a, first) > 0 && common(b, second) > 0 {
            parts[0].push(a.clone());
            parts[1].push(b.clone());
        }
    }
    let mut off = 0;
    for (parts, planted) in parts.iter_mut().zip([first, second]) {
        parts.sort_by_key(|p| (p.start, p.end));
        parts.dedup();
        let covered: usize = parts.iter().map(|p| common(p, planted)).sum();
        if (covered as f64) < FOUND * planted.len() as f64 {
            return None;
        }
        let start = parts.iter().map(|p| p.start).min()?;
        let end = parts.iter().map(|p| p.end).max()?;
        off += start.abs_diff(planted.start) + end.abs_diff(planted.end);
    }
    Some(off)
}

fn shown_pair(page: &str, pair: &Found) -> String {
    let text = |range: &Range<usize>| -> String {
        page.chars().skip(range.start).take(range.len()).collect::<String>().replace('\n', "⏎")
    };
    format!("{}\n  = {}", text(&pair[0]), text(&pair[1]))
}
