//! Running heads, page numbers and navigation: lines that belong to the page, not to what it says.
//!
//! The danger is a score, a year or a price taken for a page number, so a bare
//! number counts only when it stands alone, and a running head only when it
//! comes back far from where it was.

use rustc_hash::FxHashMap;

use super::line::{Sheet, is_blank};
use crate::block::BlockKind;

/// Widest line of furniture in cells.
const WIDEST: u32 = 80;

/// Most digits of a page number; four are a year.
const MOST_DIGITS: usize = 3;

/// Least lines between two printings of a running head; closer ones are a
/// refrain or a table.
const FEWEST_LINES_BETWEEN: usize = 8;

/// Fewest printings that make a line a running head.
const FEWEST_PRINTINGS: usize = 3;

/// Likeness of two running heads that differ by noise alone.
const LIKENESS: f64 = 0.8;

/// Most distinct running heads other lines are compared with.
const MOST_HEADS: usize = 16;

/// Words of navigation. A line made only of them is navigation.
const NAVIGATION: &[&str] = &[
    "上一篇",
    "下一篇",
    "上一页",
    "下一页",
    "上一版",
    "下一版",
    "上一期",
    "下一期",
    "上一條",
    "下一條",
    "首页",
    "首頁",
    "返回",
    "返回首页",
    "返回目录",
    "返回顶部",
    "目录",
    "打印",
    "关闭",
    "收藏",
    "分享",
    "分享到",
    "字号",
    "放大",
    "缩小",
    "默认",
    "大",
    "中",
    "小",
    "版面导航",
    "标题导航",
    "版面目录",
    "往期回顾",
    "往期",
    "阅读全文",
    "查看更多",
    "更多",
    "评论",
    "举报",
    "广告",
    "home",
    "next",
    "previous",
    "prev",
    "back",
    "top",
    "print",
    "share",
    "menu",
    "search",
    "login",
    "log in",
    "sign in",
    "subscribe",
    "share this",
    "share this article",
    "email this",
    "print this page",
    "read more",
    "continue reading",
    "back to top",
    "advertisement",
    "newsletter",
    "contact",
    "startseite",
    "zurück",
    "weiter",
    "drucken",
    "teilen",
    "suche",
    "anzeige",
    "artikel teilen",
    "accueil",
    "suivant",
    "précédent",
    "imprimer",
    "partager",
    "rechercher",
    "partager cet article",
];

/// First steps of a path to the page (`首页 > 新闻 > …`).
const ROOTS: &[&str] =
    &["首页", "首頁", "您的位置", "当前位置", "home", "start", "startseite", "accueil", "inicio"];

/// Whether line `i` is furniture by its own words and standing.
pub(super) fn is_furniture(sheet: &Sheet<'_>, i: usize) -> bool {
    let line = sheet.line(i);
    if line.width > WIDEST {
        return false;
    }
    let text = sheet.text(i);
    is_folio(text) || is_navigation(text) || (is_bare_number(text) && stands_alone(sheet, i))
}

/// A page number dressed as one: `— 3 —`, `第3版`, `Page 3`, `A03版`, `[12]`.
fn is_folio(text: &str) -> bool {
    let dashes = ['-', '—', '–', '－', '·', '~', ' '];
    if let Some(inner) = text.strip_prefix(dashes).and_then(|t| t.strip_suffix(dashes)) {
        if is_bare_number(inner.trim_matches(dashes)) {
            return true;
        }
    }
    if let Some(number) = text.strip_suffix(['版', '页', '頁']) {
        let number = number.trim_start_matches('第').trim();
        let number = number.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let han = (1..=3).contains(&number.chars().count())
            && number.chars().all(|c| "一二三四五六七八九十百".contains(c));
        return is_bare_number(number) || (text.starts_with('第') && han);
    }
    let words = ["Page", "PAGE", "page", "Seite", "S.", "p.", "P.", "Pag."];
    words.iter().any(|word| text.strip_prefix(word).is_some_and(|rest| is_bare_number(rest.trim())))
}

fn is_bare_number(text: &str) -> bool {
    (1..=MOST_DIGITS).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether blank lines or the page's edges are on both sides of the line, and
/// neither neighbour is a number too (as in a column of figures).
fn stands_alone(sheet: &Sheet<'_>, i: usize) -> bool {
    let figure = |i: usize| {
        sheet.text(i).bytes().next().is_some_and(|b| b.is_ascii_digit())
            && sheet.line(i).width <= 12
    };
    !sheet.follows(i)
        && !sheet.follows(i + 1)
        && !(i > 0 && figure(i - 1))
        && !(i + 1 < sheet.len() && figure(i + 1))
}

/// `上一篇 下一篇`, `首页 > 新闻 > 本地`, `Home | News | Sport`.
fn is_navigation(text: &str) -> bool {
    let is_word = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        !word.is_empty() && NAVIGATION.contains(&word.to_lowercase().as_str())
    };
    // One ideograph alone (大, 中, 小) is too little to go by.
    if text.len() > 3
        && (is_word(text)
            || (text.contains(is_blank)
                && text.split(is_blank).filter(|w| !w.is_empty()).all(is_word)))
    {
        return true;
    }
    let steps = |marks: &[char]| -> Vec<String> {
        text.split(marks).map(|step| step.trim().to_lowercase()).collect()
    };
    let bars = steps(&['|', '｜', '┊']);
    if bars.len() >= 3 && bars.iter().any(|step| is_word(step) || ROOTS.contains(&step.as_str())) {
        return true;
    }
    let path = steps(&['>', '＞', '»', '›']);
    path.len() >= 2 && path[0].split([':', '：', ' ']).any(|root| ROOTS.contains(&root))
}

/// Mark lines that come back, but for their numbers, again and again and far
/// apart, near a page number or with one of their own.
pub(super) fn mark_running_heads(sheet: &Sheet<'_>, kinds: &mut [Option<BlockKind>]) {
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
    for (at, (key, lines)) in groups.iter().enumerate() {
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
    let line = sheet.line(i);
    if line.width > WIDEST || super::line::finishes(sheet.text(i)) {
        return false;
    }
    let folio = |i: usize| kinds.get(i) == Some(&Some(BlockKind::Furniture));
    let turns = |i: usize| i < sheet.len() && sheet.line(i).new_page;
    let numbered = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit())
            || text.ends_with(|c: char| c.is_ascii_digit())
    };
    let alone = !sheet.follows(i) && !sheet.follows(i + 1);
    folio(i + 1)
        || (i > 0 && folio(i - 1))
        || turns(i)
        || turns(i + 1)
        || (alone && numbered(sheet.text(i)))
}

/// A line's letters, without its figures, marks and spaces.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn furniture(page: &str) -> Vec<usize> {
        let sheet = Sheet::new(page);
        let mut kinds: Vec<_> = (0..sheet.len())
            .map(|i| is_furniture(&sheet, i).then_some(BlockKind::Furniture))
            .collect();
        mark_running_heads(&sheet, &mut kinds);
        (0..sheet.len()).filter(|i| kinds[*i].is_some()).collect()
    }

    #[test]
    fn page_numbers_and_navigation() {
        for text in [
            "— 3 —",
            "第3版",
            "第十二版",
            "A03版",
            "Page 12",
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
            "12\n14\n9",
            "大 二 学生",
            "-5",
        ] {
            assert!(furniture(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_head_runs_when_it_comes_back_by_its_page_number() {
        let page: String = (1..=4)
            .map(|n| format!("镇河日报\n\n第{n}版\n\n{}", "这里是正文的一行。\n\n".repeat(9)))
            .collect();
        assert_eq!(furniture(&page).len(), 8);
        let verse = "归来吧\n河水年年\n柳色青青\n".repeat(6);
        assert!(furniture(&verse).is_empty());
    }
}
