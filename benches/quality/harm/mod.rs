//! Harm: what the default level changes in text as its editors published it.
//!
//! Counted is every change in substance: all but line ends of wrapped prose put together,
//! hyphens of line ends, invisible characters and white space. Of text whose lines matter
//! the line ends that are lost are counted beside. A whole long paragraph that stands
//! there twice, letter for letter, is a repeat wherever it is found: counted apart.

mod judge;

use std::collections::BTreeMap;
use std::hash::Hasher;

use fastrand::Rng;
use rayon::prelude::*;
use rustc_hash::FxHasher;

use crate::data::{Data, samples};
use crate::errors::Errors;
use crate::table::{Better, Row};
use crate::texts::clean::{self, Layout};
use judge::{Judged, judge};

/// Records of a set that are drawn, so that no large set outweighs the others; all are
/// measured apart.
const DRAWN: usize = 40;

/// The name of all records together: these are judged for the promises, and the errors of
/// the draw are shown.
const ALL: &str = "clean, all";

/// A set of fewer characters than this is no worst set: one change would make it so.
const LARGE: usize = 100_000;

/// Line ends of a set that can be its worst: fewer say nothing.
const MANY_ENDS: usize = 100;

/// A text, and what its lines are.
type Text = (String, Layout);

/// The rows of this part.
pub(crate) fn rows(data: &Data, errors: &mut Errors) -> Vec<Row> {
    let own = |sample: crate::data::Sample| (sample.article, Layout::ParagraphPerLine);
    let samples: Vec<Text> = samples().into_iter().map(own).collect();
    let mut rows = rows_of("samples", vec![("samples".to_owned(), samples)], errors);
    if let Some(folder) = data.folder() {
        let sets = clean::sets(folder);
        let some: Vec<(String, Vec<Text>)> =
            sets.iter().map(|set| (set.name.clone(), texts(set, drawn(set)))).collect();
        rows.extend(rows_of("clean", some, errors));
        let all: Vec<(String, Vec<Text>)> = sets
            .iter()
            .map(|set| (set.name.clone(), texts(set, (0..set.records.len()).collect())))
            .collect();
        rows.extend(rows_of(ALL, all, errors));
    }
    rows
}

fn texts(set: &clean::Set, wanted: Vec<usize>) -> Vec<Text> {
    wanted.iter().map(|at| (set.records[*at].text.clone(), set.records[*at].layout)).collect()
}

/// The records that are drawn, by index: a draw seeded by the name of the set.
fn drawn(set: &clean::Set) -> Vec<usize> {
    let mut hasher = FxHasher::default();
    hasher.write(set.name.as_bytes());
    let mut order: Vec<usize> = (0..set.records.len()).collect();
    Rng::with_seed(hasher.finish()).shuffle(&mut order);
    order.truncate(DRAWN);
    order.sort_unstable();
    order
}

/// What was counted in a set.
#[derive(Default)]
struct Count {
    chars: usize,
    reasons: BTreeMap<String, usize>,
    changes: usize,
    joins: usize,
    flags: usize,
    flagged: BTreeMap<String, usize>,
    exact: usize,
    ends: usize,
    lost: usize,
    hurt: usize,
    texts: usize,
}

impl Count {
    fn add(&mut self, judged: &Judged, chars: usize) {
        self.chars += chars;
        self.texts += 1;
        self.changes += judged.harms.len();
        self.joins += judged.harms.iter().filter(|harm| harm.kind.starts_with("join")).count();
        self.hurt += usize::from(!judged.harms.is_empty());
        for harm in &judged.harms {
            *self.reasons.entry(harm.kind.clone()).or_default() += 1;
        }
        self.flags += judged.flags.len();
        for code in &judged.flags {
            *self.flagged.entry((*code).to_owned()).or_default() += 1;
        }
        self.exact += judged.exact;
        self.ends += judged.ends;
        self.lost += judged.lost.len();
    }

    fn per_million(&self, count: usize) -> f64 {
        1e6 * count as f64 / self.chars.max(1) as f64
    }

    fn lost_share(&self) -> f64 {
        self.lost as f64 / self.ends.max(1) as f64
    }
}

fn rows_of(name: &str, sets: Vec<(String, Vec<Text>)>, errors: &mut Errors) -> Vec<Row> {
    let is_all = name == ALL;
    let (mut all, mut by_set) = (Count::default(), Vec::new());
    for (set, texts) in &sets {
        let judged: Vec<Judged> =
            texts.par_iter().map(|(text, layout)| judge(text, *layout)).collect();
        let mut own = Count::default();
        for (judged, (text, _)) in judged.iter().zip(texts) {
            let chars = text.chars().count();
            own.add(judged, chars);
            all.add(judged, chars);
            if is_all {
                judged.verdicts.iter().for_each(|verdict| errors.verdicts.add(*verdict));
                continue;
            }
            for harm in &judged.harms {
                errors.add(format!("harm/{set}: {}", harm.kind), || harm.shown.clone());
            }
            for shown in &judged.lost {
                errors.add(format!("harm/{set}: line end lost"), || shown.clone());
            }
        }
        by_set.push((set.as_str(), own));
    }
    let worst = |figure: &dyn Fn(&Count) -> f64, counts: &dyn Fn(&Count) -> bool| {
        let sets = by_set.iter().filter(|(_, own)| counts(own));
        sets.map(|(set, own)| (figure(own), *set)).max_by(|a, b| a.0.total_cmp(&b.0))
    };
    let named = |worst: Option<(f64, &str)>, unit: f64| match worst {
        Some((figure, set)) => format!("worst {set} {:.1}", figure * unit),
        None => "no set is large enough to be the worst".to_owned(),
    };
    let is_large = |own: &Count| own.chars >= LARGE;
    let row = |measure: &str, figure: f64, target: f64, note: String| {
        Row::new("harm", name, measure, Better::Lower, figure)
            .nothing(0.0)
            .target(target)
            .note(note)
    };
    let changes = |own: &Count| own.per_million(own.changes);
    let joins = |own: &Count| own.per_million(own.joins);
    let flags = |own: &Count| own.per_million(own.flags);
    let mut rows = vec![
        row(
            "changes per million",
            changes(&all),
            5.0,
            format!(
                "{}; {}; exact repeats apart {}; {} characters",
                named(worst(&changes, &is_large), 1.0),
                by_reason(&all.reasons),
                all.exact,
                all.chars
            ),
        )
        .counts([0, all.texts - all.hurt, all.hurt]),
        row("joins per million", joins(&all), 1.0, named(worst(&joins, &is_large), 1.0)),
        row(
            "flags per million",
            flags(&all),
            100.0,
            format!("{}; {}", named(worst(&flags, &is_large), 1.0), by_reason(&all.flagged)),
        ),
    ];
    if let Some((most, set)) = worst(&changes, &is_large) {
        rows.push(row("changes, worst set", most, 30.0, set.to_owned()));
    }
    if all.ends > 0 {
        let has_many = |own: &Count| own.ends >= MANY_ENDS;
        let worst = worst(&Count::lost_share, &has_many);
        let note = format!("{}; {} of {}", named(worst, 100.0), all.lost, all.ends);
        rows.push(row("line ends lost", all.lost_share(), 0.01, note));
        if let Some((most, set)) = worst {
            rows.push(row("line ends lost, worst set", most, 0.03, set.to_owned()));
        }
    }
    rows
}

/// Counts by reason, the most frequent first.
fn by_reason(counts: &BTreeMap<String, usize>) -> String {
    let mut reasons: Vec<_> = counts.iter().collect();
    reasons.sort_by_key(|(code, count)| (std::cmp::Reverse(**count), *code));
    let shown = reasons.iter().map(|(code, count)| format!("{code} {count}"));
    shown.collect::<Vec<String>>().join(", ")
}
