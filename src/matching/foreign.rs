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

use std::iter::once;

use super::verdict::EDGE;
use crate::alignment::Run;
use crate::passage::Parallel;
use crate::view::View;

/// What a pair of unlike symbols costs, where a like pair gains one: even when
/// two thirds agree, as in the extension of ends.
pub(super) const UNLIKE: i64 = 2;

/// The loss at which two texts are no longer one: eighteen ideographs in a row
/// unlike, or eighty letters of two sentences, of which some agree by chance.
/// Noise of 15 % in both copies (half of all pairs in clumps) stays below it.
pub(super) const FOREIGN: i64 = 36;

/// The parts of a parallel that are copies, without what lies between and without what
/// chance put at their ends.
pub(super) fn split(view: &View, parallel: Parallel) -> Vec<Parallel> {
    let parts = parts(view, parallel).into_iter();
    parts.map(|part| Parallel { runs: without_chance(view, &part.runs).to_vec() }).collect()
}

/// The parts without what lies between. Only what holds the edge of a block on both
/// sides is taken for foreign: inside one paragraph another wording is a variant of it.
fn parts(view: &View, parallel: Parallel) -> Vec<Parallel> {
    let runs = &parallel.runs;
    let mut parts = Vec::new();
    let (mut start, mut best) = (0, 0);
    let (mut score, mut most) = (i64::from(runs[0].len), i64::from(runs[0].len));
    for at in 1..runs.len() {
        score -= UNLIKE * unlike(runs[at - 1], runs[at]);
        let lost = most - score > FOREIGN || score < 0;
        // After foreign text a part begins where the two recover, not at a chance.
        let by_chance = start > 0 && score < 0;
        if by_chance || lost && crosses_blocks(view, runs[best], runs[at]) {
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

/// Runs without those at either end that agree less than is lost before them: a seed by
/// chance in the text before or after a passage. Two paragraphs that begin or end
/// together were worded otherwise in between.
fn without_chance<'a>(view: &View, runs: &'a [Run]) -> &'a [Run] {
    let (head, tail) = (runs[0], runs[runs.len() - 1]);
    let lost = |at: usize| unlike(runs[at - 1], runs[at]);
    let gained = |at: usize| i64::from(runs[at].len);
    let end = if end_with_blocks(view, tail) {
        runs.len()
    } else {
        let before = once(0).chain((1..runs.len()).map(lost));
        copied(before.zip((0..runs.len()).map(gained)))
    };
    let start = if start_with_blocks(view, head) {
        0
    } else {
        let after = once(0).chain((1..end).rev().map(lost));
        end - copied(after.zip((0..end).rev().map(gained)))
    };
    &runs[start..end]
}

/// Of runs, each with the unlike symbols before it and its own length, how many there
/// are up to the best place, if what comes after loses more than noise does and never
/// makes up for it; else all.
fn copied(runs: impl Iterator<Item = (i64, i64)>) -> usize {
    let (mut score, mut most, mut best, mut count) = (0, 0, 0, 0);
    let mut is_lost = false;
    for (unlike, len) in runs {
        score -= UNLIKE * unlike;
        is_lost |= most - score > FOREIGN;
        (score, count) = (score + len, count + 1);
        if score >= most {
            (most, best, is_lost) = (score, count, false);
        }
    }
    if is_lost { best } else { count }
}

/// Whether blocks end with a run, on both sides, up to the noise at an edge.
fn end_with_blocks(view: &View, run: Run) -> bool {
    let ends = |at: u32| view.block(view.block_at(at as usize - 1)).end - at as usize <= EDGE;
    ends(run.first + run.len) && ends(run.second + run.len)
}

/// Whether blocks start with a run, on both sides, up to the noise at an edge.
fn start_with_blocks(view: &View, run: Run) -> bool {
    let starts = |at: u32| at as usize - view.block(view.block_at(at as usize)).start <= EDGE;
    starts(run.first) && starts(run.second)
}

/// Symbols that stand against unlike ones between two runs; what only one side
/// has was added there or left out, and is not counted.
pub(super) fn unlike(a: Run, b: Run) -> i64 {
    let (first, second) = (b.first - a.first - a.len, b.second - a.second - a.len);
    i64::from(first.min(second))
}

/// Whether blocks end between two runs on both sides.
fn crosses_blocks(view: &View, a: Run, b: Run) -> bool {
    let crosses =
        |end: u32, start: u32| view.block_at(end as usize - 1) != view.block_at(start as usize);
    crosses(a.first + a.len, b.first) && crosses(a.second + a.len, b.second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::{Block, BlockKind};
    use crate::matching::{Settings, parallels};
    use crate::source::Source;

    /// The first passages of the parallels among paragraphs, as text.
    fn found(paragraphs: &[&str]) -> Vec<String> {
        let source = Source::from_text("t", paragraphs.join("\n"));
        let mut at = 0;
        let block = |text: &&str| {
            let span = source.span(at..at + text.len());
            at = span.end() + 1;
            Block { span, kind: BlockKind::Paragraph }
        };
        let blocks: Vec<Block> = paragraphs.iter().map(block).collect();
        let view = View::fold(&source, &blocks);
        let text = |p: Parallel| source.slice(view.span(&source, p.first())).to_string();
        parallels(&view, &Settings::default()).into_iter().map(text).collect()
    }

    const WELL: &str =
        "老井在祠堂后面的坡下，水清而凉，全村二百来口人靠它吃了几辈子，去年秋天却见了底";

    #[test]
    fn a_seed_by_chance_after_a_passage_is_left_out() {
        let host = format!(
            "族长摇头叹气。{WELL}。此后大家只好起早摸黑挑着木桶绕过两道山梁，往西边河滩的渡口船家讨水，苦不堪言。"
        );
        let next = "一月之内先后有三批匠人带了家伙上门估价，都嫌路远石头又硬，住在西边河滩的渡口客店里等消息。";
        assert_eq!(found(&[&host, WELL, next]), [WELL]);
    }

    #[test]
    fn what_ends_two_paragraphs_alike_stays_though_much_before_it_is_worded_otherwise() {
        let end = "从此井台边又听得见捶衣声了";
        let first = format!("{WELL}。此后大家只好起早摸黑挑着木桶绕过两道山梁讨水吃，{end}。");
        let second = format!("{WELL}。匠人们带了家伙上门估过三回都嫌路远石头硬价钱低，{end}。");
        assert!(found(&[&first, &second])[0].ends_with(end));
    }
}
