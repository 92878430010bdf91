//! Lines that belong to the page and not to what it says, known by their words.
//!
//! ```text
//! — 3 —   第3版   Page 12        a page number dressed as one
//! 上一篇  下一篇   首页 > 新闻      navigation
//! 评论   Contact                 may be navigation, and may head a text
//! ```

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::script::is_blank;

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
    "next page",
    "previous page",
    "next article",
    "previous article",
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

/// Bytes that a word of navigation has at most, and some more where small letters are
/// shorter than capitals.
const LONGEST_WORD: usize = 32;

/// First steps of a path to the page (`首页 > 新闻 > …`).
const ROOTS: &[&str] =
    &["首页", "首頁", "您的位置", "当前位置", "home", "start", "startseite", "accueil", "inicio"];

/// A page number dressed as one: `— 3 —`, `第3版`, `Page 3`, `A03版`, `[12]`.
pub fn is_folio(text: &str) -> bool {
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
    let numbered = |rest: &str| is_bare_number(rest) || is_number_of(rest);
    words.iter().any(|word| text.strip_prefix(word).is_some_and(|rest| numbered(rest.trim())))
}

/// `3 of 8`, `3/8`: a page counted among all.
fn is_number_of(text: &str) -> bool {
    let of = [" of ", " von ", " sur ", "/"];
    let parts = of.iter().find_map(|of| text.split_once(of));
    parts.is_some_and(|(page, all)| is_bare_number(page.trim()) && is_bare_number(all.trim()))
}

/// A number as short as a page number, and nothing else.
pub fn is_bare_number(text: &str) -> bool {
    (1..=MOST_DIGITS).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// `上一篇 下一篇`, `首页 > 新闻 > 本地`, `Home | News | Sport`.
pub fn is_navigation(text: &str) -> bool {
    // One ideograph alone (大, 中, 小) is too little to go by.
    let listed =
        text.len() > 3 && (is_word(text) || text.contains(is_blank) && words(text).all(is_word));
    // Most lines have none of the marks, which is seen at once.
    let may_step = text.bytes().any(|b| matches!(b, b'|' | b'>' | 0x80..));
    if listed || !may_step || !text.contains(BARS) && !text.contains(ARROWS) {
        return listed;
    }
    let bars = steps(text, &BARS);
    let path = steps(text, &ARROWS);
    bars.len() >= 3 && bars.iter().any(|step| is_word(step) || is_root(step))
        || bars.len() == 2 && bars.iter().all(|step| is_word(step))
        || path.len() >= 2 && starts_at_root(path[0])
}

/// Whether navigation can be nothing else: a phrase that asks for a click, two or
/// more of its words, a path from a root. One word may head a text, two steps may
/// be a fixture (`Home > Away`), and 大 中 小 may be sizes.
pub fn is_plainly_navigation(text: &str) -> bool {
    let asks = is_word(text) && text.chars().count() >= SHORTEST_PHRASE && !may_head(text);
    let several = text.contains(is_blank)
        && words(text).all(is_word)
        && words(text).filter(|word| word.chars().nth(1).is_some() && !may_head(word)).count() >= 2;
    let bars = steps(text, &BARS);
    let path = steps(text, &ARROWS);
    let telling = bars.iter().filter(|step| is_word(step) || is_root(step)).count();
    asks && (text.contains(is_blank) || !text.is_ascii())
        || several
        || bars.len() >= 3 && telling >= 2
        || bars.len() == 2 && bars.iter().all(|step| is_word(step) && !may_head(step))
        || path.len() >= 3 && starts_at_root(path[0])
        || path.len() == 2 && starts_at_root(path[0]) && !path[0].is_ascii()
}

/// Characters of the shortest phrase that is navigation by itself (上一篇).
const SHORTEST_PHRASE: usize = 3;

/// Marks between the entries of a menu, and between the steps of a path.
const BARS: [char; 3] = ['|', '｜', '┊'];
const ARROWS: [char; 4] = ['>', '＞', '»', '›'];

/// Words of navigation that also head a text: a comment, a table of contents,
/// whom to write to.
const MAY_HEAD: [&str; 18] = [
    "目录",
    "版面目录",
    "往期",
    "往期回顾",
    "评论",
    "举报",
    "更多",
    "广告",
    "home",
    "next",
    "back",
    "top",
    "print",
    "search",
    "contact",
    "newsletter",
    "suche",
    "anzeige",
];

fn may_head(text: &str) -> bool {
    MAY_HEAD.contains(&bare(text).as_str())
}

/// A word without the marks around it, in small letters.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn is_word(text: &str) -> bool {
    static KNOWN: LazyLock<FxHashSet<&[u8]>> =
        LazyLock::new(|| NAVIGATION.iter().map(|word| word.as_bytes()).collect());
    let word = text.trim_matches(|c: char| !c.is_alphanumeric());
    match word.len() {
        0 => false,
        len if len > LONGEST_WORD => false,
        len if word.is_ascii() => {
            // Every line of a page is asked: no string is made for it.
            let mut small = [0; LONGEST_WORD];
            small[..len].copy_from_slice(word.as_bytes());
            small[..len].make_ascii_lowercase();
            KNOWN.contains(&small[..len])
        }
        _ => KNOWN.contains(word.to_lowercase().as_bytes()),
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_blank).filter(|word| !word.is_empty())
}

fn steps<'a>(text: &'a str, marks: &[char]) -> Vec<&'a str> {
    text.split(marks).map(str::trim).collect()
}

fn is_root(step: &str) -> bool {
    ROOTS.contains(&step.to_lowercase().as_str())
}

fn starts_at_root(step: &str) -> bool {
    step.split([':', '：', ' ']).any(is_root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_nothing_else_is_plain() {
        for text in [
            "上一篇  下一篇",
            "返回首页",
            "首页 > 新闻 > 本地",
            "您的位置：首页 > 新闻",
            "Home | News | Login",
            "Share this article",
            "打印 关闭 收藏",
            "Previous page | Next page",
        ] {
            assert!(is_navigation(text) && is_plainly_navigation(text), "{text}");
        }
    }

    #[test]
    fn what_may_head_a_text_is_not_plain() {
        for text in [
            "评论",
            "Contact",
            "大 中 小",
            "Home > Away",
            "Print | Radio | Television",
            "Next",
            "Back | Top",
        ] {
            assert!(!is_plainly_navigation(text), "{text}");
        }
    }
}
