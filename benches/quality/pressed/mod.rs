//! Pages pressed from clean text: damaged in known ways, cleaned, and held against what
//! went in.
//!
//! Scored is, for each kind of damage: of the true paragraphs, the share that stands in
//! the article as one paragraph, white space apart; paragraphs that are none of the true
//! ones; strings of six characters that the damaged page had and the article has not;
//! joins between pieces that belong together, and between those that do not.

mod score;
mod verdicts;

use std::hash::Hasher;

use faircopy::reason::Tier;
use fastrand::Rng;
use rayon::prelude::*;
use rustc_hash::FxHasher;

use crate::data::Data;
use crate::errors::Errors;
use crate::made_up;
use crate::table::{Better, Row};
use crate::texts::clean;
use crate::texts::press::{self, Kind, Language, Lines};
use score::{Score, Scored, score};

/// Pages of each language and kind; fewer at level `likely`, which takes its time.
const PAGES: usize = 20;
const PAGES_LIKELY: usize = 3;

/// The seed of all pages.
const SEED: u64 = 1;

/// Made-up texts that are articles of a page.
const MADE_UP: usize = 60;

/// What is to be reached: true paragraphs whole, and foreign ones per hundred.
fn targets(kind: Kind, level: Tier) -> (Option<f64>, Option<f64>) {
    let whole = match (kind, level) {
        (Kind::Torn, Tier::Likely) => 0.98,
        (Kind::Far, Tier::Likely) => 0.97,
        (Kind::Heads, Tier::Likely) => 0.993,
        (Kind::None, _) => 0.999,
        (Kind::Torn, _) => 0.975,
        (Kind::Far, _) => 0.963,
        (Kind::Heads, _) => 0.99,
        (Kind::Noisy, _) => 0.978,
        (Kind::Part, _) => 0.985,
        (Kind::All, _) => 0.97,
        (Kind::Wrapped(Lines::Blank | Lines::Justified), _) => 0.97,
        (Kind::Wrapped(Lines::Indent), _) => 0.95,
        (Kind::Wrapped(Lines::Neither), _) => 0.80,
        (Kind::Wrapped(Lines::Doubled), _) => 0.85,
        (Kind::Repeat | Kind::TwicePage | Kind::TwiceCatalogue | Kind::TwiceBulletin, _) => 0.998,
    };
    let foreign = match kind {
        Kind::None | Kind::Repeat => Some(0.3),
        Kind::TwicePage | Kind::TwiceCatalogue | Kind::TwiceBulletin => Some(0.3),
        Kind::Noisy => Some(3.0),
        _ => None,
    };
    (Some(whole), foreign)
}

/// The rows of this part.
pub(crate) fn rows(data: &Data, errors: &mut Errors) -> Vec<Row> {
    let own = |(name, spaced): (&str, bool)| Language {
        name: name.to_owned(),
        spaced,
        articles: made_up::texts(!spaced, MADE_UP).iter().map(|text| paragraphs(text)).collect(),
    };
    let made_up: Vec<Language> = [("zh", false), ("en", true)].map(own).into_iter().collect();
    let mut rows = rows_of("made-up ", &made_up, errors);
    if let Some(folder) = data.folder() {
        rows.extend(rows_of("", &press::languages(&clean::sets(folder)), errors));
    }
    rows
}

fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn rows_of(prefix: &str, languages: &[Language], errors: &mut Errors) -> Vec<Row> {
    let mut rows = Vec::new();
    let usual = faircopy::Settings::default().settle.level;
    let (mut joins, mut all) = (Score::default(), Score::default());
    for (kind, name) in Kind::ALL {
        let set = format!("{prefix}{name}");
        let scores = scores(languages, kind, usual, PAGES, &set, errors);
        let total: Score = scores.iter().cloned().sum();
        // Where every line end is a break, most joins only take one out.
        if !matches!(kind, Kind::Wrapped(_)) {
            joins += total.clone();
        }
        if kind != Kind::Noisy {
            all += total.clone();
        }
        rows.extend(rows_of_kind(&set, kind, usual, languages, &scores));
    }
    rows.push(
        Row::new(
            "press",
            format!("{prefix}all but wrapped"),
            "joins right",
            Better::Higher,
            joins.right_share(),
        )
        .target(0.99)
        .note(joins.joins_shown()),
    );
    rows.push(
        Row::new(
            "press",
            format!("{prefix}all but noisy"),
            "lost per million",
            Better::Lower,
            all.lost_per_million(),
        )
        .nothing(0.0)
        .target(20.0),
    );
    for (kind, name) in [(Kind::Torn, "torn"), (Kind::Far, "far"), (Kind::Heads, "heads")] {
        let set = format!("{prefix}{name}, likely");
        let scores = scores(languages, kind, Tier::Likely, PAGES_LIKELY, &set, errors);
        rows.extend(rows_of_kind(&set, kind, Tier::Likely, languages, &scores));
    }
    rows
}

/// The score of each language.
fn scores(
    languages: &[Language],
    kind: Kind,
    level: Tier,
    pages: usize,
    set: &str,
    errors: &mut Errors,
) -> Vec<Score> {
    let of_language = |language: &Language| -> Vec<Scored> {
        let mut hasher = FxHasher::default();
        hasher.write(format!("{SEED}{}{kind:?}", language.name).as_bytes());
        let mut rng = Rng::with_seed(hasher.finish());
        let seeds: Vec<u64> = (0..pages).map(|_| rng.u64(..)).collect();
        let of_page = |seed: &u64| {
            let mut rng = Rng::with_seed(*seed);
            let articles = press::articles(language, &mut rng);
            score(&press::page(&articles, kind, language.spaced, &mut rng), kind, level)
        };
        seeds.par_iter().map(of_page).collect()
    };
    let mut scores = Vec::new();
    for language in languages {
        let mut sum = Score::default();
        for scored in of_language(language) {
            sum += scored.score;
            scored.verdicts.into_iter().for_each(|verdict| errors.verdicts.add(verdict));
            for (what, shown) in scored.wrong {
                errors.add(format!("press/{set} {}: {what}", language.name), || shown);
            }
        }
        scores.push(sum);
    }
    scores
}

fn rows_of_kind(
    set: &str,
    kind: Kind,
    level: Tier,
    languages: &[Language],
    scores: &[Score],
) -> Vec<Row> {
    let total: Score = scores.iter().cloned().sum();
    let (whole, foreign) = targets(kind, level);
    let worst =
        languages.iter().zip(scores).min_by(|(_, a), (_, b)| a.whole().total_cmp(&b.whole()));
    let (worst, least) = worst.map_or(("", 1.0), |(l, score)| (l.name.as_str(), score.whole()));
    let mut counts = [0; 3];
    for score in scores {
        counts[match score.whole().total_cmp(&score.whole_before()) {
            std::cmp::Ordering::Greater => 0,
            std::cmp::Ordering::Equal => 1,
            std::cmp::Ordering::Less => 2,
        }] += 1;
    }
    let mut row = Row::new("press", set, "whole", Better::Higher, total.whole())
        .nothing(total.whole_before())
        .counts(counts)
        .note(format!("worst {worst} {least:.3}"));
    row.target = whole;
    let mut rows = vec![row];
    let mut row = Row::new("press", set, "foreign per hundred", Better::Lower, total.foreign())
        .nothing(total.foreign_before())
        .note(format!("lost per million {:.0}", total.lost_per_million()));
    row.target = foreign;
    rows.push(row);
    if total.torn > 0 {
        rows.push(
            Row::new("press", set, "joins right", Better::Higher, total.right_share())
                .target(if level == Tier::Likely { 0.95 } else { 0.99 })
                .note(format!("{}, {} torn", total.joins_shown(), total.torn)),
        );
    }
    rows
}
