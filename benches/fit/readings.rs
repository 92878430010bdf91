//! Readings: which of the words that printings have at one place is the text.
//!
//! Texts are printed several times with real misreadings, some of them after words were
//! changed on purpose, and real pages read by three engines come beside them. The product's own
//! code says what speaks for each reading against each other; the weights are those that
//! make the true ones likeliest (logistic). What was changed on purpose is true in
//! neither printing, if no majority has it.

use std::path::Path;

use faircopy::collation::{CLASSES, Evidence, Learned, Limits, NAMES, Odds, Row, Studied, study};
use faircopy::lexicon::Lexicon;
use faircopy::script::{self, is_han};
use fastrand::Rng;
use rayon::prelude::*;

use crate::beside::Map;
use crate::rows;
use crate::table::Table;
use crate::texts::clean::Part;
use crate::texts::misread::Misreadings;
use crate::texts::pairs::{LANGUAGES, Material};
use crate::texts::paragraphs::is_unspaced;

/// Texts of each language, and of ten how many are changed on purpose.
const TEXTS: u64 = 1200;
const REVISED: u64 = 3;

/// Share of the letters that is misread.
const NOISE: [f64; 6] = [0.0, 0.005, 0.01, 0.02, 0.05, 0.08];

/// How many of these texts that were changed on purpose have.
const CALM: usize = 4;

/// Places changed on purpose.
const CHANGES: [usize; 4] = [1, 1, 2, 4];

/// Rounds in which texts are read and weights fitted in turn.
const ROUNDS: usize = 3;

/// Of the readings that are taken for the text, the share that may be wrong: for those that are
/// applied, because the text tells or a majority does, and those that are shown.
const WRONG: [(&str, f64); 3] =
    [("taken from", 1.0 / 2000.0), ("voted from", 1.0 / 2000.0), ("shown from", 1.0 / 20.0)];

/// Most noise of printings that the limits are found on.
const USUAL: f64 = 0.02;

/// The features that a script without a model lacks, and the class that stands for it.
const LACKS: [&str; 4] = ["language", "words", "both known", "only this known"];

/// Printings, and the texts they are of.
struct Item {
    set: &'static str,
    printings: Vec<String>,
    /// By printing: its text.
    golds: Vec<String>,
    around: String,
    noise: f64,
    /// Whether its texts differ on purpose by what makes no words.
    is_made_up: bool,
}

/// A place: its readings weighed, and which is true.
#[derive(Clone)]
struct Place {
    set: &'static str,
    class: usize,
    rows: Vec<(usize, usize, Row)>,
    readings: Vec<String>,
    figures: Vec<String>,
    truth: Option<usize>,
    noise: f64,
    /// Whether no printing has the truth.
    is_lost: bool,
    is_made_up: bool,
    /// What the texts have.
    there: String,
}

/// The table of weights, with what they reach on the part that was not fitted.
pub(crate) fn fit(data: &Path) -> Table {
    let mut table = Table::default();
    let items = items(data, Part::Fit);
    let (mut weights, mut limits) = (START, Limits::default());
    for _ in 0..ROUNDS {
        let places = places(&items, &weights);
        weights = std::array::from_fn(|class| {
            let own: Vec<&Place> = places.iter().filter(|place| place.class == class).collect();
            weights_of(&own)
        });
        if std::env::var_os("FAIRCOPY_SHOW").is_some() {
            println!("FITPART");
            show(&places, &weights);
            for share in [20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0] {
                println!(
                    "SHARE {share} {} {}",
                    limit(&places, &weights, "taken from", 1.0 / share),
                    limit(&places, &weights, "voted from", 1.0 / share)
                );
            }
        }
        limits = WRONG.map(|(name, share)| limit(&places, &weights, name, share) as f32);
    }
    let looked = places(&self::items(data, Part::Look), &weights);
    report(&looked, &weights, &limits, &mut table);
    for (class, weights) in CLASSES.iter().zip(&weights) {
        for (name, weight) in NAMES.iter().zip(weights) {
            table.weight(format!("{class}/{name}"), f64::from(*weight));
        }
    }
    for ((name, _), limit) in WRONG.iter().zip(limits) {
        table.weight(*name, f64::from(limit));
    }
    table
}

/// Before anything is fitted the witnesses and the language are believed.
const START: [Row; CLASSES.len()] = {
    let mut row = [0.0; NAMES.len()];
    (row[1], row[2]) = (1.0, 0.5);
    [row; CLASSES.len()]
};

fn items(data: &Path, part: Part) -> Vec<Item> {
    let material = Material::of(data, part);
    let misreadings = Misreadings::of(data, part);
    let wanted: Vec<(&'static str, u64)> =
        LANGUAGES.into_iter().flat_map(|lang| (0..TEXTS).map(move |at| (lang, at))).collect();
    let item = |(lang, number): (&'static str, u64)| {
        let mut rng = Rng::with_seed(number);
        let is_revised = number % 10 < REVISED;
        let texts = match is_revised {
            true => {
                let changes = CHANGES[rng.usize(0..CHANGES.len())];
                material.revision(lang, changes, 0.0, &mut rng)?.texts.to_vec()
            }
            false => vec![material.text(lang, &mut rng)],
        };
        // Where much is misread and much changed nothing tells the one from the other.
        let levels = if texts.len() > 1 { CALM } else { NOISE.len() };
        let noise = NOISE[rng.usize(0..levels)];
        let count = [2, 2, 2, 3, 3, 4, 5][rng.usize(0..7)];
        let golds: Vec<String> =
            (0..count).map(|_| texts[rng.usize(0..texts.len())].clone()).collect();
        // Printings are not alike in how well they can be read.
        let press = |text: &String, rng: &mut Rng| {
            let own = noise * (0.3 + 1.4 * rng.f64());
            let read =
                if own > 0.0 { misreadings.press(text, own, rng).text } else { text.clone() };
            if lang.starts_with("zh") { scraped(read, rng) } else { read }
        };
        let mut printings: Vec<String> = Vec::new();
        let mut own_golds: Vec<String> = Vec::new();
        // A printing like another is a copy of it, and shows nothing.
        for gold in golds {
            let printing = press(&gold, &mut rng);
            if !printings.contains(&printing) {
                printings.push(printing);
                own_golds.push(gold);
            }
        }
        let golds = own_golds;
        let other = material.filler(lang, &mut rng);
        let around = press(&other, &mut rng);
        // Ideographs put for others seldom make words: no editor would print what they make.
        let is_made_up = is_revised && is_unspaced(lang);
        Some(Item { set: lang, printings, golds, around, noise, is_made_up })
    };
    let mut items: Vec<Item> = wanted.into_par_iter().filter_map(item).collect();
    // Engines read one scan: what they share proves nothing of printings. They are looked at.
    if part == Part::Look {
        items.extend(engines(data));
    }
    items
}

/// An ideograph printed twice, and a word of another script in the place of one or before it,
/// as pages that were scraped and translated have them.
fn scraped(text: String, rng: &mut Rng) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut place = || (rng.f64() < SCRAPED).then(|| rng.usize(0..chars.len().max(1)));
    let (doubled, other) = (place(), place());
    let printed = chars.iter().enumerate().map(|(at, c)| match is_han(*c) {
        true if Some(at) == doubled => c.to_string().repeat(2),
        true if Some(at) == other && at % 2 == 0 => format!("{}{c}", WORDS[at / 2 % WORDS.len()]),
        true if Some(at) == other => WORDS[at / 2 % WORDS.len()].to_string(),
        _ => c.to_string(),
    });
    printed.collect()
}

/// Share of texts with such a place, and the words.
const SCRAPED: f64 = 0.2;
const WORDS: [&str; 4] = [" and ", " the ", " of ", " in "];

#[derive(serde::Deserialize)]
struct Page {
    abbyy: String,
    tesseract: String,
    ocropus: String,
    gold: String,
}

/// Pages read by three engines, by all and by the lesser two.
fn engines(data: &Path) -> Vec<Item> {
    let path = data.join("witnesses/grenzboten-1841.jsonl");
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("FAIRCOPY_DATA: {}: {error}", path.display()));
    let items = text.lines().flat_map(|line| {
        let page: Page = serde_json::from_str(line).expect("a page by three engines");
        let [a, t, o, gold] =
            [&page.abbyy, &page.tesseract, &page.ocropus, &page.gold].map(|text| one_line(text));
        let of = |set, printings: Vec<String>| {
            let golds = vec![gold.clone(); printings.len()];
            let around = String::new();
            Item { set, printings, golds, around, noise: 0.0, is_made_up: false }
        };
        [
            of("engines, three", vec![a.clone(), t.clone(), o.clone()]),
            of("engines, two", vec![t.clone(), o.clone()]),
            of("engines, two", vec![a, t]),
        ]
    });
    items.collect()
}

fn one_line(text: &str) -> String {
    text.replace("-\n", "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All places of all items, weighed; those of letters once more as if there were no model.
fn places(items: &[Item], weights: &[Row; CLASSES.len()]) -> Vec<Place> {
    let odds = Odds::of(*weights, Limits::default());
    let of_item = |item: &Item| -> Vec<Place> {
        let printings: Vec<&str> = item.printings.iter().map(String::as_str).collect();
        let evidence = Evidence { odds: &odds, ..Evidence::default() };
        let mut around = Learned::default();
        around.text(&item.around);
        let maps: Vec<Map> = item.golds.iter().map(|gold| Map::of(printings[0], gold)).collect();
        let studied = study(&printings, around, &evidence);
        let differing = studied.into_iter().filter(|place| place.readings.len() > 1);
        differing.filter_map(|place| labelled(item, &maps, place)).collect()
    };
    let mut places: Vec<Place> =
        items.par_iter().map(of_item).collect::<Vec<_>>().into_iter().flatten().collect();
    let lacks: Vec<usize> =
        LACKS.iter().map(|name| NAMES.iter().position(|n| n == name).expect("a name")).collect();
    let neither = NAMES.iter().position(|name| *name == "neither known").expect("a name");
    let bare: Vec<Place> = places
        .iter()
        .filter(|place| place.class < 2)
        .map(|place| {
            let bare = |(x, y, row): &(usize, usize, Row)| {
                let mut row = *row;
                lacks.iter().for_each(|at| row[*at] = 0.0);
                row[neither] = 1.0;
                (*x, *y, row)
            };
            let rows = place.rows.iter().map(bare).collect();
            Place { class: place.class + 4, rows, ..place.clone() }
        })
        .collect();
    places.extend(bare);
    places
}

/// A place with what is true there; `None` where that cannot be told.
fn labelled(item: &Item, maps: &[Map], place: Studied) -> Option<Place> {
    let there: Option<Vec<&str>> = maps.iter().map(|map| map.at(&place.base)).collect();
    let there = there?;
    let votes = |gold: &str| there.iter().filter(|other| **other == gold).count();
    let gold = there.iter().max_by_key(|gold| votes(gold))?;
    let is_told = votes(gold) == there.len() || there.len() > 2 && 2 * votes(gold) > there.len();
    // A mark that all printings have lost beside a word is another matter.
    let bare = |text: &str| -> String {
        let word = text.trim_matches(|c: char| !c.is_alphanumeric());
        (if word.is_empty() { text.trim() } else { word }).to_string()
    };
    let has = |same: &dyn Fn(&str) -> bool| {
        place.readings.iter().position(|reading| is_told && same(reading))
    };
    let truth = has(&|reading| reading == *gold).or_else(|| has(&|r| bare(r) == bare(gold)));
    // Spaces beside a word may be the text's or the printing's.
    let is_outer = |reading: &&String| !gold.trim().is_empty() && reading.trim() == gold.trim();
    if place.readings.iter().filter(is_outer).count() > 1 {
        return None;
    }
    // What was changed on purpose is told from a misreading only where it is not misread too,
    // and where words were put for words.
    let is_known =
        |gold: &&str| !gold.contains(script::is_unspaced) || Lexicon::builtin().contains(gold);
    let is_gold = |reading: &String| there.iter().any(|gold| bare(gold) == bare(reading));
    if !is_told && !(there.iter().all(is_known) && place.readings.iter().all(is_gold)) {
        return None;
    }
    // Where no printing has what the text has, no change is for the worse.
    let is_lost = is_told && truth.is_none();
    let Studied { readings, figures, class, rows, .. } = place;
    let Item { set, noise, is_made_up, .. } = *item;
    let there = there.join(" / ");
    Some(Place { set, noise, class, rows, readings, figures, truth, is_lost, is_made_up, there })
}

/// The weights that make the truth of some places likeliest.
fn weights_of(places: &[&Place]) -> Row {
    // Of two readings that are both wrong neither teaches anything.
    let teaches = |place: &Place, x: usize, y: usize| match place.truth {
        Some(truth) => truth == x || truth == y,
        None => !place.is_lost,
    };
    let mut examples: Vec<(&Row, bool)> = Vec::new();
    for place in places {
        let rows = place.rows.iter().filter(|(x, y, _)| teaches(place, *x, *y));
        examples.extend(rows.map(|(x, _, row)| (row, place.truth == Some(*x))));
    }
    rows::weights(&examples)
}

/// The reading that is surest against each of the others, and how sure.
fn best(place: &Place, weights: &[Row; CLASSES.len()]) -> (usize, f64) {
    let mut least = vec![f64::MAX; place.readings.len()];
    for (x, _, row) in &place.rows {
        let z: f64 = row.iter().zip(&weights[place.class]).map(|(x, w)| f64::from(x * w)).sum();
        least[*x] = least[*x].min(z);
    }
    let all = least.into_iter().enumerate();
    all.fold((0, f64::MIN), |best, next| if next.1 > best.1 { next } else { best })
}

/// Whether figures differ, and no majority has those of a reading: the product leaves them.
fn is_figure_unproved(place: &Place, best: usize) -> bool {
    let differs = place.figures.iter().any(|figures| *figures != place.figures[best]);
    differs && !is_voted(place, best)
}

/// Whether a majority has a reading.
fn is_voted(place: &Place, reading: usize) -> bool {
    let majority = NAMES.iter().position(|name| *name == "majority").expect("a name");
    place.rows.iter().any(|(x, _, row)| *x == reading && row[majority] > 0.0)
}

/// The least odds above which no more than this share is wrong.
fn limit(places: &[Place], weights: &[Row; CLASSES.len()], name: &str, share: f64) -> f64 {
    // Those of letters come once more as if there were no model.
    let is_bare = |place: &&Place| (4..6).contains(&place.class);
    // Much noise is the exception, and its places are many.
    let own = places
        .iter()
        .filter(|place| !place.is_lost && !place.is_made_up && !is_bare(place))
        .filter(|place| place.noise <= USUAL);
    let made = own.filter_map(|place| {
        let (best, odds) = best(place, weights);
        // The base stays without proof. What a majority contradicts is likely at most.
        let counts = match name {
            "voted from" => is_voted(place, best),
            _ => place.class % 2 == 0,
        };
        (best > 0 && counts && !is_figure_unproved(place, best))
            .then_some((odds, place.truth == Some(best)))
    });
    rows::limit(made.collect(), share)
}

/// What is right and wrong of what would be changed, by set, on the part to look at.
fn report(places: &[Place], weights: &[Row; CLASSES.len()], limits: &Limits, table: &mut Table) {
    table.figure(
        "By class and set: places whose base is wrong, the share of them mended, and changes",
    );
    table.figure("that are wrong of how many; applied, then shown. On the part to look at.");
    if std::env::var_os("FAIRCOPY_SHOW").is_some() {
        show(places, weights);
    }
    let mut sets: Vec<&str> = places.iter().map(|place| place.set).collect();
    sets.sort();
    sets.dedup();
    for (class, name) in CLASSES.iter().enumerate() {
        for set in &sets {
            let own: Vec<&Place> =
                places.iter().filter(|p| p.class == class && p.set == *set && !p.is_lost).collect();
            if own.is_empty() {
                continue;
            }
            let to_mend = own.iter().filter(|p| p.truth.is_some_and(|t| t > 0)).count();
            let limits = [limits[class % 2], limits[2]];
            let figures = limits.iter().map(|limit| {
                let (mut right, mut wrong) = (0, 0);
                for place in &own {
                    let (best, odds) = best(place, weights);
                    let is_left = is_figure_unproved(place, best)
                        || class % 2 == 1 && !is_voted(place, best) && *limit > limits[1];
                    if best > 0 && odds >= f64::from(*limit) && !is_left {
                        let is_right = place.truth == Some(best);
                        right += usize::from(is_right);
                        wrong += usize::from(!is_right);
                    }
                }
                let mended = right as f64 / to_mend.max(1) as f64;
                format!("{mended:>7.3} {wrong:>4} of {:>5}", right + wrong)
            });
            let figures: String = figures.collect();
            table.figure(format!("{name:<16}{set:<15}{to_mend:>6}{figures}"));
        }
    }
}

/// Print what is taken for the text most surely, and is not.
fn show(places: &[Place], weights: &[Row; CLASSES.len()]) {
    for (class, name) in CLASSES.iter().enumerate() {
        let own = places.iter().filter(|place| place.class == class);
        let mut wrong: Vec<(f64, &Place, usize)> = own
            .map(|place| (best(place, weights), place))
            .filter(|((best, _), place)| place.truth != Some(*best) && !place.is_lost)
            .filter(|((best, _), place)| !is_figure_unproved(place, *best))
            .map(|((best, odds), place)| (odds, place, best))
            .collect();
        wrong.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (odds, place, best) in wrong.iter().take(SHOWN) {
            let (taken, all) = (&place.readings[*best], place.readings.join("|"));
            println!(
                "{name} {} {} {} {odds:.2}: {taken} of {all}; true {}",
                place.set,
                place.noise,
                if place.is_made_up { "MADE" } else { "" },
                place.there
            );
        }
    }
}

/// Of each class so many are printed.
const SHOWN: usize = 25;
