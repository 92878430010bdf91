//! Character alignment of two short stretches.
//!
//! Seeds pin most of a pair of passages down; what is aligned here are the gaps
//! between seeds and the ends beyond the outermost ones. Both are short, so the
//! plain dynamic programme (Needleman & Wunsch 1970) is the right tool: its cost
//! is bounded by the gap, and it never aligns by chance what is merely common.

mod table;

use rustc_hash::FxHashMap;

use table::Table;

/// A stretch that is the same on both sides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run {
    /// Where it starts on the first side, in symbols.
    pub first: u32,
    /// Where it starts on the second side.
    pub second: u32,
    /// How many symbols.
    pub len: u32,
}

/// How far an extension may reach beyond the outermost seed at a time, in symbols.
const REACH: usize = 48;

/// Align two stretches from end to end; the runs that agree, in order.
pub fn align(first: &[u32], second: &[u32]) -> Vec<Run> {
    let head = first.iter().zip(second).take_while(|(x, y)| x == y).count();
    let (first_rest, second_rest) = (&first[head..], &second[head..]);
    let tail =
        first_rest.iter().rev().zip(second_rest.iter().rev()).take_while(|(x, y)| x == y).count();
    let middle_first = &first_rest[..first_rest.len() - tail];
    let middle_second = &second_rest[..second_rest.len() - tail];
    let mut runs = Vec::new();
    push_run(&mut runs, Run { first: 0, second: 0, len: head as u32 });
    for run in align_middle(middle_first, middle_second) {
        push_run(
            &mut runs,
            Run { first: head as u32 + run.first, second: head as u32 + run.second, ..run },
        );
    }
    let (i, j) = (first.len() - tail, second.len() - tail);
    push_run(&mut runs, Run { first: i as u32, second: j as u32, len: tail as u32 });
    runs
}

/// Cells of the largest programme that is filled; longer stretches are first
/// divided. A million cells take about five milliseconds and five megabytes.
const MOST_CELLS: usize = 1 << 20;

/// Symbols of the strings that long stretches are divided at. Strings of eight
/// that stand once on both sides are the same place in all but freak cases.
const DIVIDER: usize = 8;

fn align_middle(first: &[u32], second: &[u32]) -> Vec<Run> {
    if first.is_empty() || second.is_empty() {
        return Vec::new();
    }
    if first.len().saturating_mul(second.len()) > MOST_CELLS {
        return align_divided(first, second);
    }
    let table = Table::fill(first, second);
    let mut runs = Vec::new();
    for (i, j) in table.equal_pairs((first.len(), second.len()), first, second) {
        push_run(&mut runs, Run { first: i, second: j, len: 1 });
    }
    runs
}

/// Divide two long stretches at strings that stand exactly once in each, in the
/// same order (patience diff, B. Cohen), and align what lies between. Without
/// such strings the two have nothing in common worth finding.
fn align_divided(first: &[u32], second: &[u32]) -> Vec<Run> {
    let mut runs = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (x, y) in dividers(first, second, DIVIDER).into_iter().chain([(first.len(), second.len())])
    {
        if x < i || y < j {
            continue;
        }
        let (between_first, between_second) = (&first[i..x], &second[j..y]);
        if between_first.len().saturating_mul(between_second.len()) <= MOST_CELLS {
            for run in align(between_first, between_second) {
                push_run(
                    &mut runs,
                    Run { first: i as u32 + run.first, second: j as u32 + run.second, ..run },
                );
            }
        }
        if x < first.len() {
            push_run(&mut runs, Run { first: x as u32, second: y as u32, len: DIVIDER as u32 });
        }
        (i, j) = (x + DIVIDER, y + DIVIDER);
    }
    runs
}

/// Places of strings of `length` symbols that stand once on each side, in
/// increasing order on both.
pub fn dividers(first: &[u32], second: &[u32], length: usize) -> Vec<(usize, usize)> {
    let mut seen: FxHashMap<&[u32], (usize, usize, usize, usize)> = FxHashMap::default();
    for (at, string) in first.windows(length).enumerate() {
        let entry = seen.entry(string).or_default();
        (entry.0, entry.1) = (entry.0 + 1, at);
    }
    for (at, string) in second.windows(length).enumerate() {
        if let Some(entry) = seen.get_mut(string) {
            (entry.2, entry.3) = (entry.2 + 1, at);
        }
    }
    let mut unique: Vec<(usize, usize)> =
        seen.into_values().filter(|e| e.0 == 1 && e.2 == 1).map(|e| (e.1, e.3)).collect();
    unique.sort_unstable();
    longest_increasing(&unique)
}

/// The longest run of pairs, sorted by the first place, that goes forward in the second.
fn longest_increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, (_, second)) in pairs.iter().enumerate() {
        let place = tails.partition_point(|t| pairs[*t].1 < *second);
        before.push(place.checked_sub(1).map(|p| tails[p]));
        if place == tails.len() {
            tails.push(index);
        } else {
            tails[place] = index;
        }
    }
    let mut chain = Vec::new();
    let mut at = tails.last().copied();
    while let Some(index) = at {
        chain.push(pairs[index]);
        at = before[index];
    }
    chain.reverse();
    chain
}

/// Extend an alignment beyond its end as far as the two sides go on agreeing;
/// the runs that agree, relative to the start of the stretches.
pub fn extend(first: &[u32], second: &[u32]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut i, mut j) = (0, 0);
    loop {
        let window_first = &first[i..first.len().min(i + REACH)];
        let window_second = &second[j..second.len().min(j + REACH)];
        let table = Table::reach(window_first, window_second);
        let (rows, columns, score) = table.best;
        if score <= 0 {
            return runs;
        }
        for (x, y) in table.equal_pairs((rows, columns), window_first, window_second) {
            push_run(&mut runs, Run { first: i as u32 + x, second: j as u32 + y, len: 1 });
        }
        i += rows;
        j += columns;
        if rows < REACH / 2 || columns < REACH / 2 {
            return runs;
        }
    }
}

/// Append a run, merged with the last when the two are one stretch on both sides.
pub fn push_run(runs: &mut Vec<Run>, run: Run) {
    if run.len == 0 {
        return;
    }
    if let Some(last) = runs.last_mut()
        && last.first + last.len == run.first
        && last.second + last.len == run.second
    {
        last.len += run.len;
        return;
    }
    runs.push(run);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbols(text: &str) -> Vec<u32> {
        text.chars().map(|c| c as u32).collect()
    }

    fn shown(first: &str, runs: &[Run]) -> Vec<String> {
        let chars: Vec<char> = first.chars().collect();
        runs.iter()
            .map(|r| chars[r.first as usize..(r.first + r.len) as usize].iter().collect())
            .collect()
    }

    #[test]
    fn what_differs_falls_between_runs() {
        let (a, b) = ("接连六年没有停课", "接连6年都没有停课");
        assert_eq!(shown(a, &align(&symbols(a), &symbols(b))), ["接连", "年", "没有停课"]);
    }

    #[test]
    fn nothing_in_common_gives_no_runs() {
        assert!(align(&symbols("甲乙"), &symbols("丙丁戊")).is_empty());
        assert!(align(&[], &symbols("丙")).is_empty());
    }

    #[test]
    fn long_stretches_are_divided_and_align_alike() {
        let a: Vec<u32> = (0..4000u32).map(|i| i.wrapping_mul(2_654_435_761) >> 20).collect();
        let mut b = a.clone();
        b[1000] = 0;
        b.remove(2000);
        b.insert(3000, 7);
        let equal: u32 = align(&a, &b).iter().map(|r| r.len).sum();
        assert_eq!(equal, 3998);
    }

    #[test]
    fn an_extension_passes_noise_and_stops_where_the_texts_part() {
        let a = "thequickbrownfoxjumpedoverthelazydogandwenthome";
        let b = "thequlckbrownfoxjumpcdoverthelazydogsomethingelse";
        let runs = extend(&symbols(a), &symbols(b));
        let last = runs.last().unwrap();
        let end = (last.first + last.len) as usize;
        assert_eq!(&a[..end], "thequickbrownfoxjumpedoverthelazydog");
    }
}
