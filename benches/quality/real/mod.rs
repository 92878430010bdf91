//! Real pages in reading order, a blank line between regions: which joins and which soft
//! line ends are right by the truth of regions.
//!
//! That truth is rough, and errs on one side: of joins that it calls false many do go on.
//! What reading a page found right is listed in `read.txt` (page, last line of the left
//! side, first line of the right side; lines are numbered from 0) and counts as right.

mod page;

use std::collections::BTreeSet;

use faircopy::reason::{Reason, Tier};
use rayon::prelude::*;

use crate::data::Data;
use crate::errors::Errors;
use crate::promises::Verdict;
use crate::table::{Better, Row};
use crate::texts::clean;
use page::{End, Page, Record};

/// A set, and what is to be reached: soft line ends kept, paragraph ends lost.
const SETS: [(&str, &str, f64, f64); 3] = [
    ("Reichsanzeiger", "pages/de-reichsanzeiger.jsonl.zst", 0.90, 0.09),
    ("books", "pages/de-ocrd-books.jsonl.zst", 0.90, 0.09),
    ("jingbao", "pages/zh-jingbao.jsonl.zst", 0.98, 0.05),
];

/// Joins that are right by reading.
const READ: &str = include_str!("read.txt");

/// What was counted on a page.
#[derive(Default)]
struct Count {
    /// Joins over a break of regions: right, wrong; and true ones that were not made.
    joins: [usize; 3],
    /// Soft line ends: kept together, torn.
    soft: [usize; 2],
    /// Ends of paragraphs: kept, lost.
    ends: [usize; 2],
    wrong: Vec<(&'static str, String)>,
    verdicts: Vec<Verdict>,
}

/// The rows of this part.
pub(crate) fn rows(data: &Data, errors: &mut Errors) -> Vec<Row> {
    let Some(folder) = data.folder() else { return Vec::new() };
    let read = read();
    let mut rows = Vec::new();
    for (set, file, kept, lost) in SETS {
        let records: Vec<Record> = clean::lines(&folder.join(file));
        let counts: Vec<Count> = records.par_iter().map(|record| count(record, &read)).collect();
        let mut sum = Count::default();
        for count in counts {
            (0..3).for_each(|at| sum.joins[at] += count.joins[at]);
            (0..2).for_each(|at| sum.soft[at] += count.soft[at]);
            (0..2).for_each(|at| sum.ends[at] += count.ends[at]);
            count.verdicts.into_iter().for_each(|verdict| errors.verdicts.add(verdict));
            for (what, shown) in count.wrong {
                errors.add(format!("real/{set}: {what}"), || shown);
            }
        }
        rows.extend(rows_of(set, &sum, kept, lost));
    }
    rows
}

fn rows_of(set: &str, sum: &Count, kept: f64, lost: f64) -> [Row; 3] {
    let share = |part: usize, rest: usize| part as f64 / (part + rest).max(1) as f64;
    let row = |measure, better, figure, target: f64, note: String| {
        Row::new("real", set, measure, better, figure).target(target).note(note)
    };
    let [right, wrong, missed] = sum.joins;
    let joins = if right + wrong == 0 { 1.0 } else { share(right, wrong) };
    [
        row(
            "joins right",
            Better::Higher,
            joins,
            0.97,
            format!("{right} right, {wrong} wrong; {missed} true ones not made"),
        ),
        row(
            "soft line ends kept",
            Better::Higher,
            share(sum.soft[0], sum.soft[1]),
            kept,
            format!("of {}", sum.soft[0] + sum.soft[1]),
        )
        .nothing(0.0),
        row(
            "paragraph ends lost",
            Better::Lower,
            share(sum.ends[1], sum.ends[0]),
            lost,
            format!("of {}", sum.ends[0] + sum.ends[1]),
        )
        .nothing(0.0),
    ]
}

/// A join that reading found right: the page, and the lines it puts together.
type Read = BTreeSet<(&'static str, usize, usize)>;

fn read() -> Read {
    let lines = READ.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let mut parts = line.split_whitespace();
            let mut part = || parts.next().expect("a page and two lines");
            (part(), part().parse().expect("a number"), part().parse().expect("a number"))
        })
        .collect()
}

fn count(record: &Record, read: &Read) -> Count {
    let page = Page::new(record);
    let copy = crate::tool::clean(&page.text);
    let mut count = Count::default();
    let line = |at: usize| record.lines[at].text.as_str();
    let mut made = BTreeSet::new();
    for join in &copy.ledger.joins {
        let left = page.line_at(join.left.end().saturating_sub(1));
        let right = page.line_at(join.right.start());
        if left + 1 == right && record.lines[left].region == record.lines[right].region {
            continue; // a line end inside a region is counted below
        }
        made.insert((left, right));
        let is_read = read.contains(&(record.id.as_str(), left, right));
        let is_right = is_read || page.goes_on(left, right);
        let reason = if join.gap { Reason::JoinGap } else { Reason::JoinColumn };
        count.verdicts.push(Verdict { reason, tier: join.tier, is_right });
        if is_right {
            count.joins[0] += 1;
        } else {
            count.joins[1] += 1;
            let shown =
                format!("{} {left} {right}: {} ⟦JOINED TO⟧ {}", record.id, line(left), line(right));
            let what = match join.tier {
                Tier::Witness => "wrong join by a witness",
                _ => "wrong join",
            };
            count.wrong.push((what, shown));
        }
    }
    count.joins[2] = page.continuations().filter(|join| !made.contains(join)).count();
    for (at, end) in page.ends.iter().enumerate() {
        let (place, was, lost) = match end {
            End::Soft => (&mut count.soft, true, "soft line end torn"),
            End::Hard => (&mut count.ends, false, "paragraph end lost"),
            End::Unknown => continue,
        };
        let is_gone = page.is_gone(&copy, at);
        let is_as_it_should = is_gone == was;
        if is_gone {
            let (reason, tier) = (Reason::LineWrap, Tier::Safe);
            count.verdicts.push(Verdict { reason, tier, is_right: was });
        }
        place[usize::from(!is_as_it_should)] += 1;
        if !is_as_it_should {
            let shown = format!("{} {at}: {} ⏎ {}", record.id, line(at), line(at + 1));
            count.wrong.push((lost, shown));
        }
    }
    count
}
