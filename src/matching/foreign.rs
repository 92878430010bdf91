//! Foreign text between two copies: where two texts side by side stop being one.
//!
//! ```text
//! first    A A A | X X X | B B B        A and B stand twice, and as far apart
//! second   A A A | Y Y Y | B B B        both times; X and Y are two articles
//! ```
//!
//! Seeds by chance, or distances alike by chance, carry a chain over text that the
//! two places do not share. The ugly answer folds Y away as a bad printing of X,
//! or finds the whole too unlike and misses A and B. So a parallel ends where it
//! loses more than it can have lost by noise, and begins again where it recovers:
//! the X-drop of sequence alignment (Altschul et al. 1990, BLAST).

use crate::alignment::Run;
use crate::passage::Parallel;
use crate::view::View;

/// What a pair of unlike symbols costs, where a like pair gains one: even when
/// two thirds agree, as in the extension of ends.
const UNLIKE: i64 = 2;

/// The loss at which two texts are no longer one: eighteen ideographs in a row
/// unlike, or eighty letters of two sentences, of which some agree by chance.
/// Noise of 15 % in both copies (half of all pairs in clumps) stays below it.
const FOREIGN: i64 = 36;

/// The parts of a parallel that are copies, without what lies between. Only what
/// holds the edge of a block on both sides is taken for foreign: inside one
/// paragraph another wording is a variant of it.
pub(super) fn split(view: &View, parallel: Parallel) -> Vec<Parallel> {
    let runs = &parallel.runs;
    let mut parts = Vec::new();
    let (mut start, mut best) = (0, 0);
    let (mut score, mut most) = (i64::from(runs[0].len), i64::from(runs[0].len));
    for at in 1..runs.len() {
        score -= UNLIKE * unlike(runs[at - 1], runs[at]);
        let lost = most - score > FOREIGN || score < 0;
        if lost && crosses_blocks(view, runs[best], runs[at]) {
            parts.push(start..best + 1);
            (start, score, most) = (at, 0, 0);
        }
        score += i64::from(runs[at].len);
        if score > most || start == at {
            (best, most) = (at, score);
        }
    }
    if parts.is_empty() {
        return vec![parallel];
    }
    parts.push(start..best + 1);
    parts.into_iter().map(|part| Parallel { runs: runs[part].to_vec() }).collect()
}

/// Symbols that stand against unlike ones between two runs; what only one side
/// has was added there or left out, and is not counted.
fn unlike(a: Run, b: Run) -> i64 {
    let (first, second) = (b.first - a.first - a.len, b.second - a.second - a.len);
    i64::from(first.min(second))
}

/// Whether blocks end between two runs on both sides.
fn crosses_blocks(view: &View, a: Run, b: Run) -> bool {
    let crosses =
        |end: u32, start: u32| view.block_at(end as usize - 1) != view.block_at(start as usize);
    crosses(a.first + a.len, b.first) && crosses(a.second + a.len, b.second)
}
