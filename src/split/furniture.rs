//! Page numbers and navigation among the lines of a page.
//!
//! The danger is a score, a year or a price taken for a page number, so a bare
//! number counts only when it stands alone.

use super::line::Sheet;
use crate::furniture::{is_bare_number, is_folio, is_navigation};

/// Widest line of furniture in cells.
pub(super) const WIDEST: u32 = 80;

/// Whether line `i` is furniture by its own words and standing.
pub(super) fn is_furniture(sheet: &Sheet<'_>, i: usize) -> bool {
    let line = sheet.line(i);
    if line.width > WIDEST {
        return false;
    }
    let text = sheet.text(i);
    is_folio(text) || is_navigation(text) || (is_bare_number(text) && stands_alone(sheet, i))
}

/// Whether blank lines or the page's edges are on both sides of the line, and
/// neither neighbour is a number too (as in a column of figures).
fn stands_alone(sheet: &Sheet<'_>, i: usize) -> bool {
    let figure = |i: usize| {
        sheet.text(i).bytes().next().is_some_and(|b| b.is_ascii_digit())
            && sheet.line(i).width <= 12
    };
    let run_on = sheet.follows(i) || sheet.follows(i + 1);
    let among_figures = (i > 0 && figure(i - 1)) || (i + 1 < sheet.len() && figure(i + 1));
    !run_on && !among_figures
}

#[cfg(test)]
mod tests {
    use super::*;

    fn furniture(page: &str) -> Vec<usize> {
        let sheet = Sheet::new(page);
        (0..sheet.len()).filter(|i| is_furniture(&sheet, *i)).collect()
    }

    #[test]
    fn page_numbers_and_navigation() {
        for text in [
            "— 3 —",
            "第3版",
            "第十二版",
            "A03版",
            "Page 12",
            "Page 3 of 8",
            "Seite 3/8",
            "17",
            "上一篇  下一篇",
            "首页 > 新闻 > 本地",
            "Home | News | Sport",
            "Share this article",
        ] {
            assert_eq!(furniture(text), [0], "{text}");
        }
    }

    #[test]
    fn figures_and_sentences_are_not() {
        for text in [
            "1998",
            "3:1",
            "中",
            "出版",
            "首页新闻",
            "Home again",
            "5 > 3",
            "3 of 8",
            "3/8",
            "Page 3 of the register",
            "12\n14\n9",
            "大 二 学生",
            "-5",
        ] {
            assert!(furniture(text).is_empty(), "{text}");
        }
    }
}
