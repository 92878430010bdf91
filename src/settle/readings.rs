//! Readings: where the printings of a passage differ, and which is right.
//!
//! ```text
//! base     城镇发力 and 乡村振兴     连续六年      科技企业城市
//! witness  城镇发力和乡村振兴        连续 6 年     科技创新城市
//!          mended, witness named     variant       variant
//! ```
//!
//! Three printings or more vote; a tie keeps the base. Two are weighed: a reading
//! that is no text at all (a Latin word among ideographs, a character doubled, a
//! string no dictionary knows) yields to one that is. Two readings that both are
//! words are a variant: the article keeps the base and the report shows both.

use std::ops::Range;

use crate::alignment::{Run, align};
use crate::ledger::{Evidence, Reading, Repeat, Variant, Witness};
use crate::passage::Passages;
use crate::reason::Reason;
use crate::script::is_unspaced;
use crate::sheet::Sheet;
use crate::source::Span;

use super::asides;
use super::sequence;
use super::weigh::{Scale, Weighed};

/// A change to the base that its witnesses settle.
#[derive(Clone, Debug)]
pub(super) struct Mend {
    pub(super) span: Span,
    pub(super) text: String,
    pub(super) reason: Reason,
    pub(super) evidence: Evidence,
}

/// A place where witnesses differ from the base: a stretch of the base in symbols,
/// and what each witness has there.
#[derive(Clone, Debug)]
struct Place {
    base: Range<usize>,
    /// By witness: the stretch that answers to the base's.
    witnesses: Vec<(usize, Range<usize>)>,
}

/// Read all witnesses of a family against the copy that stays.
pub(super) fn read(
    sheet: &Sheet<'_>,
    passages: &Passages,
    family: &[usize],
    base: usize,
) -> (Repeat, Vec<Mend>) {
    let whole = |p: &usize| passages.all[*p].range.clone();
    if family.iter().any(|p| whole(p).is_empty()) {
        return (asides::read(sheet, passages, family, base), Vec::new());
    }
    let ranges: Vec<Range<usize>> = family.iter().map(|p| after_mark(sheet, whole(p))).collect();
    let base_index = family.iter().position(|p| *p == base).unwrap_or(0);
    let symbols = sheet.view.symbols();
    let mut witnesses = Vec::new();
    let mut alignments = Vec::new();
    let mut places: Vec<Place> = Vec::new();
    for (index, range) in ranges.iter().enumerate() {
        let runs = align(&symbols[ranges[base_index].clone()], &symbols[range.clone()]);
        for (in_base, in_witness) in differences(&runs, &ranges[base_index], range) {
            add(&mut places, index, in_base, in_witness);
        }
        let identity = identity(&runs, ranges[base_index].len() + range.len());
        let span = sheet.view.span(sheet.source, whole(&family[index]));
        witnesses.push(Witness { span, identity });
        alignments.push(runs);
    }
    let independent = independent(sheet, &ranges);
    let scale = Scale::new(sheet, &independent);
    let mut variants = Vec::new();
    let mut mends = Vec::new();
    for place in &places {
        let everywhere: Vec<(usize, Range<usize>)> = (0..ranges.len())
            .map(|index| {
                let own = place.witnesses.iter().find(|(w, _)| *w == index).map(|(_, r)| r.clone());
                let same = || agreeing(&alignments[index], &ranges, base_index, index, &place.base);
                (index, own.unwrap_or_else(same))
            })
            .collect();
        let (variant, mend) = settle(sheet, &scale, &group(sheet, base_index, &everywhere));
        variants.push(variant);
        mends.extend(mend);
    }
    (Repeat { base: base_index as u32, witnesses, variants, linked: false }, mends)
}

/// A passage without the mark it has as a member of a series or a list: one
/// printing numbers what another sets as bullets, and neither is a misprint.
fn after_mark(sheet: &Sheet<'_>, range: Range<usize>) -> Range<usize> {
    let span = sheet.view.span(sheet.source, range.clone());
    let mark = sequence::mark_len(sheet.source.slice(span));
    let start = sheet.view.at_offset(span.start() + mark);
    if start < range.end { start..range.end } else { range }
}

/// Share of symbols that agree, in thousandths of both lengths.
pub(super) fn identity(runs: &[Run], both: usize) -> u16 {
    let equal: usize = runs.iter().map(|r| r.len as usize).sum();
    (2000 * equal / both.max(1)) as u16
}

/// The stretches in which a witness differs from the base, in symbols of the page.
fn differences(
    runs: &[Run],
    base: &Range<usize>,
    witness: &Range<usize>,
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut differences = Vec::new();
    let (mut i, mut j) = (base.start, witness.start);
    let end = Run { first: base.len() as u32, second: witness.len() as u32, len: 0 };
    for run in runs.iter().chain([&end]) {
        let (x, y) = (base.start + run.first as usize, witness.start + run.second as usize);
        if i < x || j < y {
            push_merged(&mut differences, (i..x, j..y));
        }
        (i, j) = (x + run.len as usize, y + run.len as usize);
    }
    differences
}

/// Agreement this short, in symbols, between two differences of several symbols
/// is chance: the whole was worded otherwise, and is shown as one.
const CHANCE: usize = 2;

fn push_merged(
    differences: &mut Vec<(Range<usize>, Range<usize>)>,
    next: (Range<usize>, Range<usize>),
) {
    let is_wording = |d: &(Range<usize>, Range<usize>)| d.0.len().min(d.1.len()) > 1;
    if let Some(last) = differences.last_mut()
        && next.0.start - last.0.end <= CHANCE
        && is_wording(last)
        && is_wording(&next)
    {
        *last = (last.0.start..next.0.end, last.1.start..next.1.end);
        return;
    }
    differences.push(next);
}

/// Where a witness that agrees with the base on a stretch has that stretch.
fn agreeing(
    runs: &[Run],
    ranges: &[Range<usize>],
    base: usize,
    witness: usize,
    stretch: &Range<usize>,
) -> Range<usize> {
    let to = |at: usize| {
        let at = (at - ranges[base].start) as u32;
        let run = runs.iter().rfind(|r| r.first <= at);
        let there = run.map_or(0, |r| r.second + (at - r.first).min(r.len));
        ranges[witness].start + there as usize
    };
    let start = to(stretch.start);
    start..to(stretch.end).max(start)
}

/// Add a difference to the places, merged with one it touches.
fn add(places: &mut Vec<Place>, witness: usize, base: Range<usize>, there: Range<usize>) {
    let touches = |p: &Place| p.base.start <= base.end && base.start <= p.base.end;
    match places.iter_mut().find(|p| touches(p)) {
        None => {
            let at = places.partition_point(|p| p.base.start < base.start);
            places.insert(at, Place { base, witnesses: vec![(witness, there)] });
        }
        Some(place) => {
            // Every stretch grows by what the union of the base stretches adds:
            // outside their differences witness and base are the same.
            let union = place.base.start.min(base.start)..place.base.end.max(base.end);
            let grow = |own: &Range<usize>, of: &Range<usize>| {
                own.start - (of.start - union.start)..own.end + (union.end - of.end)
            };
            for (_, range) in &mut place.witnesses {
                *range = grow(range, &place.base);
            }
            place.witnesses.push((witness, grow(&there, &base)));
            place.base = union;
        }
    }
}

/// The witnesses that count: of those that are the same to the last byte over a
/// long passage only the first, for they are copies of one scan.
fn independent(sheet: &Sheet<'_>, ranges: &[Range<usize>]) -> Vec<bool> {
    let text = |r: &Range<usize>| sheet.source.slice(sheet.view.span(sheet.source, r.clone()));
    (0..ranges.len())
        .map(|index| {
            let long = ranges[index].len() >= ONE_SCAN;
            !long || !(0..index).any(|other| text(&ranges[other]) == text(&ranges[index]))
        })
        .collect()
}

/// Symbols from which two printings that are the same to the last byte are taken
/// for one scan: at 2 % noise two scans of a hundred characters agree in every
/// one in two cases of a hundred.
const ONE_SCAN: usize = 100;

/// The variant at a place, and the change to the base if it is settled against it.
fn settle(sheet: &Sheet<'_>, scale: &Scale<'_>, readings: &[Grouped]) -> (Variant, Option<Mend>) {
    let weighed = scale.weigh(readings);
    let base_span = reading_span(sheet, &readings[0].1[0].1);
    let variant = Variant {
        span: base_span,
        readings: readings
            .iter()
            .map(|(_, members)| Reading {
                text: reading_text(sheet, &members[0].1),
                witnesses: members
                    .iter()
                    .map(|(w, r)| (*w as u32, reading_span(sheet, r)))
                    .collect(),
            })
            .collect(),
        settled: weighed.as_ref().map(|w| w.reading as u32),
    };
    let mend = weighed.filter(|w| w.reading > 0).map(|Weighed { reading, reason, score }| {
        let (_, members) = &readings[reading];
        let (span, text) = replacement(sheet, &readings[0].1[0].1, &members[0].1);
        let witnesses = members.iter().map(|(_, r)| reading_span(sheet, r)).collect();
        let evidence = Evidence { witnesses, ..Evidence::default() }.scored(score);
        Mend { span, text, reason, evidence }
    });
    (variant, mend)
}

/// A reading: its symbols, and who has it where.
pub(super) type Grouped = (Vec<u32>, Vec<(usize, Range<usize>)>);

/// Readings grouped by their symbols, the base's first.
fn group(sheet: &Sheet<'_>, base: usize, all: &[(usize, Range<usize>)]) -> Vec<Grouped> {
    let mut groups: Vec<Grouped> = Vec::new();
    let base_first = std::iter::once(&all[base]).chain(all.iter().filter(|(w, _)| *w != base));
    for (witness, range) in base_first {
        let symbols = &sheet.view.symbols()[range.clone()];
        match groups.iter_mut().find(|(s, _)| s == symbols) {
            Some((_, members)) => members.push((*witness, range.clone())),
            None => groups.push((symbols.to_vec(), vec![(*witness, range.clone())])),
        }
    }
    groups
}

/// Where a reading stands; between its neighbours when it is empty.
fn reading_span(sheet: &Sheet<'_>, range: &Range<usize>) -> Span {
    if !range.is_empty() {
        return sheet.view.span(sheet.source, range.clone());
    }
    match range.start.checked_sub(1) {
        Some(before) => sheet.view.span(sheet.source, before..range.start).tail(),
        None => sheet.source.whole().head(),
    }
}

/// A reading's text on one line.
fn reading_text(sheet: &Sheet<'_>, range: &Range<usize>) -> String {
    if range.is_empty() {
        String::new()
    } else {
        one_line(sheet.source.slice(reading_span(sheet, range)))
    }
}

/// Text without the line breaks of its column: nothing between ideographs, a
/// space between words.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for part in text.lines().map(str::trim).filter(|p| !p.is_empty()) {
        let tight = line.chars().next_back().is_none_or(is_unspaced)
            || part.chars().next().is_some_and(is_unspaced);
        if !tight {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}

/// What to replace in the base, and by what. Where only spaces stand around the
/// readings, the spaces are part of them: ` and ` becomes `和`.
fn replacement(sheet: &Sheet<'_>, base: &Range<usize>, other: &Range<usize>) -> (Span, String) {
    let spaced = |r: &Range<usize>| {
        let (start, end) = (r.start.checked_sub(1)?, r.end);
        if end >= sheet.view.len() {
            return None;
        }
        let from = sheet.view.span(sheet.source, start..start + 1).end();
        let gap = from..sheet.view.offset(end);
        let own = if r.is_empty() {
            gap.start..gap.start
        } else {
            sheet.view.span(sheet.source, r.clone()).range()
        };
        let text = sheet.source.text();
        let around = text[gap.start..own.start].chars().chain(text[own.end..gap.end].chars());
        let plain = around.into_iter().all(|c| c == ' ') && !text[own].contains('\n');
        plain.then_some(gap)
    };
    if let (Some(a), Some(b)) = (spaced(base), spaced(other)) {
        return (sheet.source.span(a), sheet.source.text()[b].to_string());
    }
    (reading_span(sheet, base), reading_text(sheet, other))
}
