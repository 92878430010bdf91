//! Joins: printed lines put into paragraphs, and torn columns put together.

use std::collections::HashSet;

use faircopy::FairCopy;
use fastrand::Rng;
use rayon::prelude::*;

use crate::data::{Data, Pair};
use crate::errors::Errors;
use crate::table::{Better, Row};
use crate::tool;

/// Columns whose fragments are shuffled on one page.
const COLUMNS: usize = 8;

/// Lines of a fragment at least, and longest fragment.
const LEAST_LINES: usize = 4;
const MOST_LINES: usize = 14;

/// The rows of this part.
pub(crate) fn rows(data: &Data, errors: &mut Errors) -> Vec<Row> {
    let Some(columns) = data.records::<Pair>("columns/jingbao-1920.jsonl") else {
        return Vec::new();
    };
    let mut rows = paragraphs(&columns, errors);
    rows.extend(shuffled(&columns, errors));
    rows
}

/// Where each part ends, counted in characters that are not white space.
fn ends<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut at = 0;
    parts
        .map(|part| {
            at += part.chars().filter(|c| !c.is_whitespace()).count();
            at
        })
        .collect()
}

/// Ends of paragraphs in the article: ends of blocks that are not joined to the next.
fn found_ends(copy: &FairCopy) -> HashSet<usize> {
    let joined: HashSet<usize> = copy
        .ledger
        .joins
        .iter()
        .filter(|join| {
            copy.source.slice(join.left.between(join.right.max(join.left.tail()))).trim().is_empty()
        })
        .map(|join| join.left.end())
        .collect();
    let all = ends(copy.blocks.iter().map(|block| copy.source.slice(block.span)));
    all.into_iter()
        .zip(&copy.blocks)
        .filter(|(_, block)| !joined.contains(&block.span.end()))
        .map(|(end, _)| end)
        .collect()
}

fn paragraphs(columns: &[Pair], errors: &mut Errors) -> Vec<Row> {
    let (mut kept, mut lost, mut extra, mut dropped) = (0, 0, 0, 0);
    let mut lines_alone = 0;
    for column in columns {
        let found = found_ends(&tool::clean(&column.text));
        let wanted: HashSet<usize> = ends(column.gold.lines()).into_iter().collect();
        let lines: Vec<&str> = column.text.lines().collect();
        for (number, end) in ends(lines.iter().copied()).into_iter().enumerate() {
            let shown = || {
                let next = lines.get(number + 1).copied().unwrap_or("(end)");
                format!("{} | {} ⏎ {next}", lines[number.saturating_sub(1)], lines[number])
            };
            match (wanted.contains(&end), found.contains(&end)) {
                (true, true) => kept += 1,
                (true, false) => {
                    lost += 1;
                    errors.add("joins/jingbao: paragraph run into the next", shown);
                }
                (false, true) => {
                    extra += 1;
                    errors.add("joins/jingbao: paragraph torn", shown);
                }
                (false, false) => dropped += 1,
            }
        }
        lines_alone += lines.len();
    }
    let f1 = |hits: usize, wrong: usize| 2.0 * hits as f64 / (2 * hits + wrong) as f64;
    let breaks = kept + lost;
    vec![
        Row::new(
            "joins",
            "jingbao-1920",
            "paragraph ends F1",
            Better::Higher,
            f1(kept, lost + extra),
        )
        .nothing(f1(breaks, lines_alone - breaks))
        .target(0.97)
        .note(format!("{kept} right, {lost} lost, {extra} too many")),
        Row::new(
            "joins",
            "jingbao-1920",
            "line ends joined F1",
            Better::Higher,
            f1(dropped, lost + extra),
        ),
    ]
}

/// A fragment of a column: which, and its number in it.
type Name = (usize, usize);

/// Fragments of several columns, shuffled; the order they were in is in their names.
fn page(columns: &[&Pair], rng: &mut Rng) -> Vec<(Name, String)> {
    let mut fragments = Vec::new();
    for (column, pair) in columns.iter().enumerate() {
        let paragraph_ends: HashSet<usize> = ends(pair.gold.lines()).into_iter().collect();
        let lines: Vec<&str> = pair.text.lines().collect();
        let line_ends = ends(lines.iter().copied());
        let (mut start, mut number) = (0, 0);
        let mut wanted = rng.usize(LEAST_LINES..MOST_LINES);
        for at in 0..lines.len() {
            let inside = !paragraph_ends.contains(&line_ends[at]);
            let left = lines.len() - at - 1;
            if at + 1 - start >= wanted && inside && left >= LEAST_LINES {
                fragments.push(((column, number), lines[start..=at].join("\n")));
                (start, number) = (at + 1, number + 1);
                wanted = rng.usize(LEAST_LINES..MOST_LINES);
            }
        }
        fragments.push(((column, number), lines[start..].join("\n")));
    }
    rng.shuffle(&mut fragments);
    fragments
}

/// The two lines at a torn place.
type Lines = (String, String);

/// What became of the torn places of a page.
struct Joined {
    /// True continuations.
    truth: usize,
    /// Those found.
    found: usize,
    /// Wrong joins, and how far they reach.
    wrong: Vec<(&'static str, Lines)>,
    /// Continuations not found.
    missed: Vec<Lines>,
}

/// Clean a page of fragments and hold its joins against their names.
fn joins_of(fragments: &[(Name, String)]) -> Joined {
    let text: Vec<&str> = fragments.iter().map(|(_, text)| text.as_str()).collect();
    let copy = tool::clean(&text.join("\n\n"));
    let mut starts = Vec::new();
    let mut at = 0;
    for text in &text {
        starts.push(at);
        at += text.len() + 2;
    }
    let at = |byte: usize| starts.partition_point(|s| *s <= byte) - 1;
    let is_true = |a: Name, b: Name| a.0 == b.0 && a.1 + 1 == b.1;
    let mut found: HashSet<(usize, usize)> = HashSet::new();
    let mut wrong = Vec::new();
    for join in &copy.ledger.joins {
        let (left, right) = (at(join.left.start()), at(join.right.start()));
        if left == right {
            continue; // two blocks of one fragment: the other row's matter
        }
        if is_true(fragments[left].0, fragments[right].0) {
            found.insert((left, right));
        } else {
            let near = if right == left + 1 { "with the next" } else { "farther off" };
            wrong.push((near, seam(text[left], text[right])));
        }
    }
    let mut truth = 0;
    let mut missed = Vec::new();
    for (i, (a, _)) in fragments.iter().enumerate() {
        for (j, (b, _)) in fragments.iter().enumerate() {
            if is_true(*a, *b) {
                truth += 1;
                if !found.contains(&(i, j)) {
                    missed.push(seam(text[i], text[j]));
                }
            }
        }
    }
    Joined { truth, found: found.len(), wrong, missed }
}

/// The last line of one text and the first of another.
fn seam(left: &str, right: &str) -> Lines {
    let line = |line: Option<&str>| line.unwrap_or_default().to_string();
    (line(left.lines().next_back()), line(right.lines().next()))
}

fn shuffled(columns: &[Pair], errors: &mut Errors) -> Vec<Row> {
    let mut rng = Rng::with_seed(11);
    let mut order: Vec<&Pair> =
        columns.iter().filter(|c| c.text.lines().count() > 2 * LEAST_LINES).collect();
    rng.shuffle(&mut order);
    let pages: Vec<Vec<(Name, String)>> =
        order.chunks(COLUMNS).map(|columns| page(columns, &mut rng)).collect();
    let outcomes: Vec<Joined> = pages.par_iter().map(|fragments| joins_of(fragments)).collect();
    let (mut truth, mut found, mut wrong) = (0, 0, 0);
    for outcome in outcomes {
        truth += outcome.truth;
        found += outcome.found;
        wrong += outcome.wrong.len();
        for (near, (left, right)) in outcome.wrong {
            errors.add(format!("joins/jingbao shuffled: wrong join {near}"), || {
                format!("{left} | {right}")
            });
        }
        for (left, right) in outcome.missed {
            let kind = match (left.ends_with('、'), right.starts_with('、')) {
                (true, _) => "after a mark",
                (_, true) => "before a mark",
                _ => "inside a clause",
            };
            errors.add(format!("joins/jingbao shuffled: not found, torn {kind}"), || {
                format!("{left} | {right}")
            });
        }
    }
    let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
    vec![
        Row::new(
            "joins",
            "jingbao-1920 shuffled",
            "continuations found",
            Better::Higher,
            share(found, truth),
        )
        .nothing(0.0)
        .target(0.90)
        .note(format!("{truth} torn places on {} pages", pages.len())),
        Row::new(
            "joins",
            "jingbao-1920 shuffled",
            "false joins",
            Better::Lower,
            share(wrong, wrong + found),
        )
        .nothing(0.0)
        .target(0.02)
        .note(format!("{wrong} of {} joins", wrong + found)),
    ]
}
