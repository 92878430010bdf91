//! What the fit reaches on pages that it had not seen.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::pairs::Pairs;
use crate::table::Table;
use crate::texts::torn::Kind;

/// A join that would be made.
struct Made {
    odds: f64,
    is_right: bool,
    kind: Option<Kind>,
    page: usize,
    pair: usize,
}

/// Shares of wrong joins at which limits are set: of those applied, and of those shown.
const WRONG: [f64; 2] = [0.01, 0.05];

/// The lowest log odds at which joins are applied, and shown.
pub(crate) fn limits(pages: &[&Pairs], odds: &(dyn Fn(&Pairs) -> Vec<f64> + Sync)) -> [f64; 2] {
    let made = all_made(pages, odds);
    WRONG.map(|share| limit(&made, share))
}

/// The joins of all pages, the surest first.
fn all_made(pages: &[&Pairs], odds: &(dyn Fn(&Pairs) -> Vec<f64> + Sync)) -> Vec<Made> {
    let of_page = |(number, page): (usize, &&Pairs)| made(number, page, &odds(page));
    let mut made: Vec<Made> = pages.par_iter().enumerate().flat_map_iter(of_page).collect();
    made.sort_by(|a, b| b.odds.total_cmp(&a.odds));
    made
}

/// Note the figures of one class.
pub(crate) fn figures(
    table: &mut Table,
    class: &str,
    pages: &[&Pairs],
    odds: &(dyn Fn(&Pairs) -> Vec<f64> + Sync),
    limits: [f64; 2],
) {
    let made = all_made(pages, odds);
    let tears: Vec<(&Pairs, Kind)> =
        pages.iter().flat_map(|page| page.tears.iter().map(|kind| (*page, *kind))).collect();
    table.figure(format!("{class}: {} pages, {} tears", pages.len(), tears.len()));
    let all = |_: &Pairs, _: Option<Kind>| true;
    table.figure(format!("{class}, recall at precision .99 and .95, and tears:"));
    row(table, class, "all", pages, &made, &tears, &all);
    for kind in [Kind::Near, Kind::Heads, Kind::Far, Kind::Farther] {
        let of = move |_: &Pairs, found: Option<Kind>| found == Some(kind);
        row(table, class, &format!("{kind:?}"), pages, &made, &tears, &of);
    }
    let languages: BTreeSet<&str> = pages.iter().map(|page| page.language.as_str()).collect();
    for language in languages {
        let of = move |page: &Pairs, _: Option<Kind>| page.language == language;
        row(table, class, language, pages, &made, &tears, &of);
    }
    for odds in limits.into_iter().chain([0.0, 1.0, 2.0, 3.0, 4.0]) {
        let above: Vec<&Made> = made.iter().filter(|m| m.odds >= odds).collect();
        let wrong = above.iter().filter(|m| !m.is_right).count();
        table.figure(format!(
            "{class}, from log odds {odds:.3}: {} joins, {wrong} wrong (.{:03.0}), recall {:.3}",
            above.len(),
            1000.0 * wrong as f64 / above.len().max(1) as f64,
            (above.len() - wrong) as f64 / tears.len().max(1) as f64
        ));
    }
    let whole = |page: &Pairs| page.tears.is_empty();
    let characters: usize =
        pages.iter().filter(|page| whole(page)).map(|page| page.characters).sum();
    for (name, limit) in ["applied", "shown"].into_iter().zip(limits) {
        let false_ones = made.iter().filter(|m| m.odds >= limit && whole(pages[m.page])).count();
        let per = 1e6 * false_ones as f64 / characters.max(1) as f64;
        table.figure(format!(
            "{class}, {name} on pages with nothing torn: {false_ones} joins, {per:.1} a million characters"
        ));
    }
    if std::env::var_os("FAIRCOPY_SHOW").is_some() {
        for m in made.iter().filter(|m| !m.is_right).take(40) {
            let page = pages[m.page];
            let odds = odds(page);
            let truth = |of: &dyn Fn((usize, usize)) -> bool| {
                let found = (0..odds.len()).find(|at| page.is_true[*at] && of(page.pairs[*at]));
                found.map_or("-".into(), |at| format!("{:.1}", odds[at]))
            };
            let (left, right) = page.pairs[m.pair];
            let (end, start) = (truth(&|pair| pair.0 == left), truth(&|pair| pair.1 == right));
            println!(
                "wrong {} {:.2}, true ones {end} {start}: {}",
                page.language, m.odds, page.shown[m.pair]
            );
        }
    }
}

/// The joins of a page, one to one, the surest first.
fn made(number: usize, page: &Pairs, odds: &[f64]) -> Vec<Made> {
    let mut order: Vec<usize> = (0..odds.len()).filter(|at| odds[*at] > -2.0).collect();
    order.sort_by(|a, b| odds[*b].total_cmp(&odds[*a]));
    let (mut ends, mut starts) = (BTreeSet::new(), BTreeSet::new());
    let free = |at: &usize| {
        let (left, right) = page.pairs[*at];
        let free = !ends.contains(&left) && !starts.contains(&right);
        if free {
            ends.insert(left);
            starts.insert(right);
        }
        free
    };
    let joined: Vec<usize> = order.into_iter().filter(free).collect();
    let of = |at: usize| Made {
        odds: odds[at],
        is_right: page.is_true[at],
        kind: page.kinds[at].or_else(|| Some(by_distance(page.pairs[at]))),
        page: number,
        pair: at,
    };
    joined.into_iter().map(of).collect()
}

/// The kind of tear that a wrong join would mend.
fn by_distance((left, right): (usize, usize)) -> Kind {
    match right.checked_sub(left) {
        Some(1) => Kind::Near,
        Some(2..5) => Kind::Far,
        _ => Kind::Farther,
    }
}

/// The lowest log odds above which no more than this share is wrong.
fn limit(made: &[Made], share: f64) -> f64 {
    let (mut wrong, mut limit) = (0, f64::INFINITY);
    for (at, m) in made.iter().enumerate() {
        wrong += usize::from(!m.is_right);
        // One more than was seen: of few joins nothing is known.
        if (wrong + 1) as f64 <= share * (at + 1) as f64 {
            limit = m.odds;
        }
    }
    // Nothing was joined surely enough: nothing is.
    if limit.is_finite() { limit } else { 99.0 }
}

fn row(
    table: &mut Table,
    class: &str,
    name: &str,
    pages: &[&Pairs],
    made: &[Made],
    tears: &[(&Pairs, Kind)],
    of: &dyn Fn(&Pairs, Option<Kind>) -> bool,
) {
    let of_row = made.iter().filter(|m| of(pages[m.page], m.kind));
    let of_row: Vec<(f64, bool)> = of_row.map(|m| (m.odds, m.is_right)).collect();
    let tears = tears.iter().filter(|(page, kind)| of(page, Some(*kind))).count().max(1);
    let mut best: BTreeMap<usize, f64> = BTreeMap::new();
    let mut wrong = 0;
    for (at, (_, is_right)) in of_row.iter().enumerate() {
        wrong += usize::from(!is_right);
        for (number, share) in WRONG.into_iter().enumerate() {
            if wrong as f64 <= share * (at + 1) as f64 {
                best.insert(number, (at + 1 - wrong) as f64 / tears as f64);
            }
        }
    }
    let at = |number: usize| best.get(&number).copied().unwrap_or(0.0);
    table.figure(format!("{class}, {name}: {:.3} {:.3} of {tears}", at(0), at(1)));
}
