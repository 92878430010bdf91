//! Runs: where two passages part, cut into runs of differences.
//!
//! ```text
//! said tliis to / said this to          tliis / this: words are taken whole
//! on the 12th / on the 17th             12 / 17: the unit that both have is left off
//! a [line of print] lost                one run, though letters of it were taken for others
//! Smith, aged 12 … / Jones, aged 12 …   what is left over on both sides of an edge differs too
//! ```

use std::ops::Range;

use super::super::verdict::EDGE;
use super::figures;
use crate::alignment::{Run, align, push_run};
use crate::passage::Parallel;
use crate::script::{ends_sentence, is_unspaced};
use crate::sheet::Sheet;
use crate::view::HAN_WEIGHT;
use crate::wording::is_numeral;

/// Symbols that are compared of what is left over on both sides of an edge: a name or two.
const BESIDE: usize = 12;

/// Fewest symbols more on one side than on the other of a line that one printing lost.
const LINE: usize = 8;

/// Two stretches of symbols that stand at one place and differ.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    pub(super) first: Range<usize>,
    pub(super) second: Range<usize>,
    /// Whether it lies at the edge of what is compared.
    pub(super) edge: bool,
}

/// What two passages are compared over, and where they differ there.
pub(super) struct Compared {
    pub(super) first: Range<usize>,
    pub(super) differences: Vec<Difference>,
}

/// Compare two passages.
pub(super) fn compare(sheet: &Sheet<'_>, parallel: &Parallel) -> Compared {
    let parallel = with_ends(sheet, parallel);
    let first = parallel.first();
    let raw: Vec<_> = parallel.differences().filter(|(a, b)| a.len() + b.len() > 0).collect();
    let mut whole: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    // Two differences that touch inside a word are one.
    let cuts = |a: &Range<usize>, b: &Range<usize>, last: &(Range<usize>, Range<usize>)| {
        let touch = a.start == last.0.end && b.start == last.1.end;
        touch && !(is_parted(sheet, a.start) && is_parted(sheet, b.start))
    };
    for (at, (a, b)) in raw.iter().enumerate() {
        let floor = whole.last().map_or(first.start, |last| last.0.end);
        let ceiling = raw.get(at + 1).map_or(first.end, |next| next.0.start);
        let (a, b) = with_words(sheet, (a.clone(), b.clone()), floor..ceiling);
        match whole.last_mut() {
            Some(last) if a.start < last.0.end || b.start < last.1.end || cuts(&a, &b, last) => {
                *last = (last.0.start..a.end, last.1.start..b.end);
            }
            _ => whole.push((a, b)),
        }
    }
    let edge = |a: &Range<usize>| a.start == first.start || a.end == first.end;
    let symbols = sheet.view.symbols();
    let differences = lost_lines(sheet, shifted(sheet, whole))
        .into_iter()
        .map(|(a, b)| figures::without_unit(symbols, a, b))
        .filter(|(a, b)| symbols[a.clone()] != symbols[b.clone()])
        .map(|(a, b)| Difference { edge: edge(&a), first: a, second: b })
        .collect();
    Compared { first, differences }
}

/// A difference with the words whole that it cuts on either side.
fn with_words(
    sheet: &Sheet<'_>,
    (mut a, mut b): (Range<usize>, Range<usize>),
    within: Range<usize>,
) -> (Range<usize>, Range<usize>) {
    let same = |i: usize, j: usize| sheet.view.symbols()[i] == sheet.view.symbols()[j];
    let parted = |i: usize, j: usize| is_parted(sheet, i) && is_parted(sheet, j);
    while a.start > within.start && !parted(a.start, b.start) && same(a.start - 1, b.start - 1) {
        (a.start, b.start) = (a.start - 1, b.start - 1);
    }
    while a.end < within.end && !parted(a.end, b.end) && same(a.end, b.end) {
        (a.end, b.end) = (a.end + 1, b.end + 1);
    }
    (a, b)
}

/// Whether a word ends before a symbol: ideographs are words, but for those of one figure;
/// letters and figures only where something stands between them that is no hyphen at a line
/// end.
fn is_parted(sheet: &Sheet<'_>, at: usize) -> bool {
    let view = sheet.view;
    if at == 0 || at >= view.len() || view.block(view.block_at(at)).start == at {
        return true;
    }
    let symbol = |at: usize| char::from_u32(view.symbols()[at]);
    let wide = |at: usize| symbol(at).is_some_and(is_unspaced);
    if [at - 1, at].iter().all(|at| symbol(*at).is_some_and(is_numeral) && wide(*at)) {
        return false;
    }
    let text = sheet.source.text();
    let between = text[view.offset(at - 1)..view.offset(at)].chars().skip(1);
    let divided = between.clone().any(|c| c == '-' || c == '¬');
    wide(at - 1) || wide(at) || between.count() > 0 && !divided
}

/// Differences, a surplus and a loss beside each other together: in `豆腐 / 土豆` one ideograph
/// that both have stands at another place.
fn shifted(
    sheet: &Sheet<'_>,
    differences: Vec<(Range<usize>, Range<usize>)>,
) -> Vec<(Range<usize>, Range<usize>)> {
    let lean = |(a, b): &(Range<usize>, Range<usize>)| (a.len() as i64 - b.len() as i64).signum();
    let mut together: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for next in differences {
        match together.last_mut() {
            Some(last)
                if lean(last) * lean(&next) < 0
                    && sheet.view.weight(last.0.end..next.0.start) <= HAN_WEIGHT as usize
                    && next.0.start - last.0.end == 1 =>
            {
                *last = (last.0.start..next.0.end, last.1.start..next.1.end);
            }
            _ => together.push(next),
        }
    }
    together
}

/// Differences, each line that one printing lost together again: letters of it were taken
/// for letters of what follows.
fn lost_lines(
    sheet: &Sheet<'_>,
    differences: Vec<(Range<usize>, Range<usize>)>,
) -> Vec<(Range<usize>, Range<usize>)> {
    let lean = |(a, b): &(Range<usize>, Range<usize>)| a.len() as i64 - b.len() as i64;
    let mut together: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for next in differences {
        let near = together.last().filter(|last| {
            let between = last.0.end..next.0.start;
            // Two words of letters, three ideographs.
            let near = sheet.view.weight(between.clone()) <= LINE + usize::from(between.len() < 4);
            let long = lean(last).abs().max(lean(&next).abs()) >= LINE as i64;
            near && long && lean(last).signum() == lean(&next).signum()
        });
        match near.cloned() {
            Some(last) => {
                together.pop();
                together.push((last.0.start..next.0.end, last.1.start..next.1.end));
            }
            None => together.push(next),
        }
    }
    together
}

/// How many symbols the longer side has that the shorter has not, when the shorter is nearly
/// the two ends of the longer: a line that one printing lost.
pub(super) fn lost_line(a: &[u32], b: &[u32]) -> Option<usize> {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let lost = long.len() - short.len();
    if lost < LINE {
        return None;
    }
    let fronts = apart(short.iter(), long.iter());
    let backs = apart(short.iter().rev(), long.iter().rev());
    let least = fronts.iter().zip(backs.iter().rev()).map(|(front, back)| front + back).min();
    least.is_some_and(|apart| apart <= 1 + short.len() / 4).then_some(lost)
}

/// The edit distances of the beginnings of a text from beginnings as long of another one.
fn apart<'a>(
    short: impl ExactSizeIterator<Item = &'a u32>,
    long: impl Iterator<Item = &'a u32>,
) -> Vec<usize> {
    let long: Vec<u32> = long.take(short.len()).copied().collect();
    let mut row: Vec<usize> = (0..=long.len()).collect();
    let mut distances = vec![0];
    for (i, symbol) in short.enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, other) in long.iter().enumerate() {
            let changed = diagonal + usize::from(symbol != other);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
        distances.push(row[i + 1]);
    }
    distances
}

/// A parallel with what stands beside it in its blocks, where both sides have something
/// left. What only one has left was cut off the other; where both part after a sentence,
/// other texts begin.
fn with_ends(sheet: &Sheet<'_>, parallel: &Parallel) -> Parallel {
    let view = sheet.view;
    let (first, second) = (parallel.first(), parallel.second());
    let block = |at: usize| view.block(view.block_at(at));
    let before = [block(first.start).start..first.start, block(second.start).start..second.start];
    let after = [first.end..block(first.end - 1).end, second.end..block(second.end - 1).end];
    let mut runs = Vec::with_capacity(parallel.runs.len() + 2);
    if is_left_over(sheet, &before) {
        let [a, b] = lengths(&before);
        let (a, b) = (backwards(sheet, &before[0], a), backwards(sheet, &before[1], b));
        runs.extend(beside(view.symbols(), a, b));
    }
    runs.extend(parallel.runs.iter().copied());
    if is_left_over(sheet, &after) {
        let [a, b] = lengths(&after);
        let (a, b) = (forwards(sheet, &after[0], a), forwards(sheet, &after[1], b));
        runs.extend(beside(view.symbols(), a, b));
    }
    Parallel { runs }
}

/// How much of two rests is laid side by side: what stands opposite, and a symbol or two
/// that one has more.
fn lengths(rests: &[Range<usize>; 2]) -> [usize; 2] {
    let least = rests[0].len().min(rests[1].len()).min(BESIDE);
    [0, 1].map(|side| match rests[side].len() {
        len if len <= least + EDGE => len,
        _ => least,
    })
}

/// Whether two rests stand opposite each other: not where one is long, nor where both part
/// from the passage at the end of a sentence. What follows that may begin alike by chance.
fn is_left_over(sheet: &Sheet<'_>, rests: &[Range<usize>; 2]) -> bool {
    let sentence = |rest: &Range<usize>| {
        let block = sheet.view.block(sheet.view.block_at(rest.start));
        let mut near = match rest.start == block.start {
            true => rest.end..=rest.end + EDGE,
            false => rest.start.saturating_sub(EDGE)..=rest.start,
        };
        near.any(|at| block.start < at && at < block.end && is_after_sentence(sheet, at))
    };
    let short = |rest: &Range<usize>| {
        let weight = sheet.view.weight(rest.clone());
        0 < weight && weight <= BESIDE * HAN_WEIGHT as usize
    };
    let none = rests.iter().any(Range::is_empty);
    !none && rests.iter().all(short) && !rests.iter().all(sentence)
}

/// Whether a sentence ends before a symbol inside a block.
fn is_after_sentence(sheet: &Sheet<'_>, at: usize) -> bool {
    let between = &sheet.source.text()[sheet.view.offset(at - 1)..sheet.view.offset(at)];
    between.chars().skip(1).any(ends_sentence)
}

/// The last symbols of a rest, the first word whole.
fn backwards(sheet: &Sheet<'_>, rest: &Range<usize>, len: usize) -> Range<usize> {
    let mut start = rest.end - len;
    while start > rest.start && !is_parted(sheet, start) {
        start -= 1;
    }
    start..rest.end
}

/// The first symbols of a rest, the last word whole.
fn forwards(sheet: &Sheet<'_>, rest: &Range<usize>, len: usize) -> Range<usize> {
    let mut end = rest.start + len;
    while end < rest.end && !is_parted(sheet, end) {
        end += 1;
    }
    rest.start..end
}

/// Two rests laid side by side, from end to end.
fn beside(symbols: &[u32], a: Range<usize>, b: Range<usize>) -> Vec<Run> {
    let edge =
        |first: usize, second: usize| Run { first: first as u32, second: second as u32, len: 0 };
    let mut runs = vec![edge(a.start, b.start)];
    for run in align(&symbols[a.clone()], &symbols[b.clone()]) {
        let (first, second) = (a.start as u32 + run.first, b.start as u32 + run.second);
        push_run(&mut runs, Run { first, second, len: run.len });
    }
    runs.push(edge(a.end, b.end));
    runs
}
