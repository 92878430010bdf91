//! Where a column runs around a picture or an initial, in lines much shorter than
//! the others.
//!
//! ```text
//! 老桥今年春天重新铺了石板，孩
//! 子们上学                      →  …孩子们上学，不再绕路了，茶摊…
//! ，不再绕
//! 路了，茶
//! 摊也回来了，桥头又热闹起来，
//! ```
//!
//! The ugly answer is a list of stubs. Lines alike in width may be verse or a list,
//! so nothing is done unless some of them start with marks that no line starts
//! with unless a column tore it off.

use super::column::{Set, starts_marked};
use super::line::Sheet;

/// Cells by which lines of one measure differ: a mark hung or pulled in.
const SLACK: u32 = 2;

/// Fewest lines beside a picture: fewer are the short last lines of paragraphs.
const FEWEST_LINES: usize = 4;

/// Fewest of them that start with a mark no line starts with: one is a speck.
const FEWEST_MARKED: usize = 2;

/// Part of the column's width that the narrow lines stay below.
const NARROW: f64 = 0.75;

/// Tear the lines of each narrow stretch, and the full line above it.
pub(super) fn mark(sheet: &Sheet<'_>, sets: &mut [Set]) {
    let mut start = 0;
    while start < sheet.len() {
        let mut end = start + 1;
        while sheet.follows(end)
            && sheet.line(end).extent().abs_diff(sheet.line(start).extent()) <= SLACK
        {
            end += 1;
        }
        if is_narrow(sheet, start..end) {
            let above = start > 0 && sheet.follows(start) && is_full(sheet, start - 1);
            let last = if sheet.follows(end) { end } else { end - 1 };
            for set in &mut sets[start - usize::from(above)..last] {
                (set.wrapped, set.torn) = (true, true);
            }
        }
        start = end;
    }
}

fn is_narrow(sheet: &Sheet<'_>, lines: std::ops::Range<usize>) -> bool {
    let marked = lines.clone().skip(1).filter(|i| starts_marked(sheet.text(*i))).count();
    let beside = |i: usize| f64::from(sheet.line(i).extent()) * NARROW;
    let own = f64::from(sheet.line(lines.start).extent());
    let above = lines.start > 0 && own < beside(lines.start - 1);
    let below = lines.end < sheet.len() && own < beside(lines.end);
    lines.len() >= FEWEST_LINES && marked >= FEWEST_MARKED && (above || below)
}

/// Whether a line is as wide as the two above it.
fn is_full(sheet: &Sheet<'_>, i: usize) -> bool {
    let alike = |above: usize| sheet.line(above).extent().abs_diff(sheet.line(i).extent()) <= SLACK;
    i >= 2 && alike(i - 1) && alike(i - 2)
}

#[cfg(test)]
mod tests {
    use crate::source::Source;
    use crate::split::split;

    fn blocks(text: &str) -> usize {
        split(&Source::from_text("t", text)).len()
    }

    #[test]
    fn lines_beside_a_picture_are_torn() {
        let column = "镇上的老桥今年春天重新铺了石\n板路，两边的人家都出来看，走\n板，桥头的茶摊也搬了回来，孩\n子们上学路近\n，不再绕行了\n，茶摊也热闹\n了许多，老人\n坐在桥头说起当年的渡船，说船\n家姓赵，撑了一辈子的篙，从不\n误事，渡口的人都认得他，逢年\n过节总有人请他喝酒，他也不推\n辞。";
        assert_eq!(blocks(column), 1);
    }

    #[test]
    fn a_list_above_a_column_is_not() {
        let list = "春风\n夏雨\n秋月\n冬雪\n镇上的老桥今年春天重新铺了石\n板，桥头的茶摊也搬了回来，孩\n子们上学路近了，不再绕行了。";
        assert!(blocks(list) >= 5);
    }
}
