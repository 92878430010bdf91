//! Running heads: the same short line at the edge of page after page.
//!
//! The danger is a refrain or a row of a table, which also come back: a running
//! head stands by a page number or a page break, or carries a number of its own,
//! and comes back far from where it was.

use rustc_hash::FxHashMap;

use super::furniture::WIDEST;
use super::line::{Sheet, finishes};
use crate::block::BlockKind;

/// Least lines between two printings of a running head; closer ones are a
/// refrain or a table.
const FEWEST_LINES_BETWEEN: usize = 8;

/// Fewest printings that make a line a running head.
const FEWEST_PRINTINGS: usize = 3;

/// Likeness of two running heads that differ by noise alone.
const LIKENESS: f64 = 0.8;

/// Most distinct running heads other lines are compared with.
const MOST_HEADS: usize = 16;

/// Most distinct lines so compared: a page has few heads, and the comparison is slow.
const MOST_COMPARED: usize = 4096;

/// Longest running head in bytes; the width alone does not bound letters without any.
const LONGEST: usize = 4 * WIDEST as usize;

/// Mark lines that come back, but for their numbers, again and again and far
/// apart, near a page number or with one of their own.
pub(super) fn mark(sheet: &Sheet<'_>, kinds: &mut [Option<BlockKind>]) {
    let mut printings: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for i in 0..sheet.len() {
        if kinds[i] != Some(BlockKind::Furniture) && may_run(sheet, kinds, i) {
            let lines = printings.entry(letters(sheet.text(i))).or_default();
            if lines.last().is_none_or(|last| last + FEWEST_LINES_BETWEEN <= i) {
                lines.push(i);
            }
        }
    }
    let mut groups: Vec<(String, Vec<usize>)> =
        printings.into_iter().filter(|(key, _)| key.chars().count() > 1).collect();
    groups.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.1.cmp(&b.1)));
    let heads = groups
        .iter()
        .take(MOST_HEADS)
        .take_while(|(_, lines)| lines.len() >= FEWEST_PRINTINGS)
        .count();
    for (at, (key, lines)) in groups.iter().take(MOST_COMPARED).enumerate() {
        let runs = lines.len() >= FEWEST_PRINTINGS
            || groups[..heads.min(at)]
                .iter()
                .any(|(head, _)| strsim::normalized_levenshtein(head, key) >= LIKENESS);
        if runs {
            lines.iter().for_each(|i| kinds[*i] = Some(BlockKind::Furniture));
        }
    }
}

/// Whether a line could be a running head: it stands at a page's edge.
fn may_run(sheet: &Sheet<'_>, kinds: &[Option<BlockKind>], i: usize) -> bool {
    let (line, text) = (sheet.line(i), sheet.text(i));
    if line.width > WIDEST || text.len() > LONGEST || finishes(text) {
        return false;
    }
    let folio = |i: usize| kinds.get(i) == Some(&Some(BlockKind::Furniture));
    let turns = |i: usize| i < sheet.len() && sheet.line(i).new_page;
    let numbered = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit())
            || text.ends_with(|c: char| c.is_ascii_digit())
    };
    let alone = !sheet.follows(i) && !sheet.follows(i + 1);
    folio(i + 1) || (i > 0 && folio(i - 1)) || turns(i) || turns(i + 1) || (alone && numbered(text))
}

/// A line's letters, without its figures, marks and spaces.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::furniture::is_furniture;
    use super::*;

    fn heads(page: &str) -> Vec<usize> {
        let sheet = Sheet::new(page);
        let own = |i| is_furniture(&sheet, i);
        let mut kinds: Vec<_> =
            (0..sheet.len()).map(|i| own(i).then_some(BlockKind::Furniture)).collect();
        mark(&sheet, &mut kinds);
        (0..sheet.len()).filter(|i| kinds[*i].is_some() && !own(*i)).collect()
    }

    #[test]
    fn a_head_runs_when_it_comes_back_by_its_page_number() {
        let page: String = (1..=4)
            .map(|n| format!("镇河日报\n\n第{n}版\n\n{}", "这里是正文的一行。\n\n".repeat(9)))
            .collect();
        assert_eq!(heads(&page).len(), 4);
        let verse = "归来吧\n河水年年\n柳色青青\n".repeat(6);
        assert!(heads(&verse).is_empty());
    }
}
