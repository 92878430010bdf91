//! Page numbers and navigation: lines that belong to the page, not to what it says.
//!
//! The danger is a score, a year or a price taken for a page number, so a bare
//! number counts only when it stands alone.

use super::line::Sheet;
use crate::script::is_blank;

/// Widest line of furniture in cells.
pub(super) const WIDEST: u32 = 80;

/// Most digits of a page number; four are a year.
const MOST_DIGITS: usize = 3;

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
    let framed = text.strip_prefix(dashes).and_then(|t| t.strip_suffix(dashes));
    if framed.is_some_and(|inner| is_bare_number(inner.trim_matches(dashes))) {
        return true;
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
    let run_on = sheet.follows(i) || sheet.follows(i + 1);
    let among_figures = (i > 0 && figure(i - 1)) || (i + 1 < sheet.len() && figure(i + 1));
    !run_on && !among_figures
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
}
