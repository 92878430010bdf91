//! What stands before a list item: bullets and numbers.
//!
//! A bullet makes a list item by itself. A number does not: `1998.` is the end of
//! a sentence, `3.5` a figure, `一、` the start of a heading, an item or a long
//! paragraph; its neighbours decide ([`Style`] tells who is a neighbour).

use super::line::{Sheet, finishes};
use crate::script::{is_blank, is_opening};

/// How list numbers are set. Items of one list share it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Style {
    /// `1.` `1、` `1)`
    Arabic,
    /// `(1)` `（1）`
    ArabicBracketed,
    /// `①`
    Circled,
    /// `一、`
    Han,
    /// `（一）`
    HanBracketed,
}

/// Most digits of a list number: more are years and figures.
const MOST_DIGITS: usize = 2;

/// The text after a bullet.
pub(super) fn after_bullet(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let spaced = rest.starts_with(char::is_whitespace);
    let bullet = match first {
        '•' | '●' | '◆' | '▪' | '▶' | '►' | '‣' | '■' | '◦' => true,
        // Also a hyphen, a speck, the middle dot of a name or a foreign term.
        '-' | '*' | '·' | '・' | '○' | '–' | '+' => spaced,
        _ => false,
    };
    let rest = rest.trim_start();
    (bullet && rest.starts_with(|c: char| c.is_alphanumeric() || is_opening(c))).then_some(rest)
}

/// The style of the number a text starts with, and the text after it.
pub(super) fn after_number(text: &str) -> Option<(Style, &str)> {
    let first = text.chars().next()?;
    if ('①'..='⒇').contains(&first) {
        return Some((Style::Circled, text[first.len_utf8()..].trim_start()));
    }
    if let Some(inner) = text.strip_prefix(['(', '（']) {
        let (style, rest) = number(inner)?;
        let rest = rest.strip_prefix([')', '）'])?;
        let style = if style == Style::Han { Style::HanBracketed } else { Style::ArabicBracketed };
        return Some((style, rest.trim_start()));
    }
    let (style, rest) = number(text)?;
    let marks: &[char] = match style {
        Style::Han => &['、'],
        _ => &['.', '．', '、', ')', '）'],
    };
    let rest = rest.strip_prefix(marks)?;
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some((style, rest.trim_start()))
}

fn number(text: &str) -> Option<(Style, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=MOST_DIGITS).contains(&digits) {
        return Some((Style::Arabic, &text[digits..]));
    }
    let han: usize = text
        .chars()
        .take(3)
        .take_while(|c| "一二三四五六七八九十".contains(*c))
        .map(char::len_utf8)
        .sum();
    (digits == 0 && han > 0).then_some((Style::Han, &text[han..]))
}

/// Whether a text is a bracketed numeral of one figure and nothing more: `（七）`.
pub(super) fn is_bracketed_figure(text: &str) -> bool {
    let inner = text.strip_prefix(['(', '（']).and_then(|t| t.strip_suffix([')', '）']));
    inner.is_some_and(|t| {
        t.chars().count() == 1
            && t.chars().all(|c| "〇○零0123456789一二三四五六七八九十".contains(c))
    })
}

/// Whether a text opens a chapter or section: `第三章 …`.
pub(super) fn opens_chapter(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('第').and_then(number).map(|(_, rest)| rest) else {
        return false;
    };
    let Some(title) = rest.strip_prefix(['章', '节', '節', '回', '囘', '编', '編', '卷', '篇'])
    else {
        return false;
    };
    title.is_empty() || title.starts_with(char::is_whitespace)
}

/// Whether an entry starts at line `i`: a sign set before it, or a number, if the
/// sentence of the line before does not run on into it.
pub(super) fn starts_item(sheet: &Sheet<'_>, i: usize) -> bool {
    let text = sheet.text(i);
    if text.starts_with(|c| matches!(c, '■'..='◯' | '★' | '☆' | '※')) {
        return true;
    }
    after_number(text).is_some()
        && (i == 0
            || finishes(sheet.text(i - 1))
            || sheet.text(i - 1).ends_with([':', '：', ';', '；']))
}

/// Whether a text starts with what stands before items, articles and sections.
pub(super) fn stands_before_item(text: &str) -> bool {
    let mut chars = text.chars();
    let (first, second) = (chars.next(), chars.next());
    let lettered = matches!(second, Some('.' | ')'))
        && first.is_some_and(char::is_alphabetic)
        && chars.next().is_some_and(is_blank);
    let ordinal = || text.strip_prefix('第').is_some_and(|rest| number(rest).is_some());
    matches!(first, Some('§' | '#' | '■'..='◯' | '★' | '☆' | '※'))
        || lettered
        || ordinal()
        || after_number(text).is_some()
        || after_bullet(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_need_something_to_stand_before() {
        assert_eq!(after_bullet("- 修缮水渠"), Some("修缮水渠"));
        assert_eq!(after_bullet("•apples"), Some("apples"));
        assert_eq!(after_bullet("-5 degrees at night"), None);
        assert_eq!(after_bullet("- -"), None);
        assert_eq!(after_bullet("— Oui, dit-il."), None);
    }

    #[test]
    fn numbers_are_not_figures_or_years() {
        assert_eq!(after_number("1. Flour"), Some((Style::Arabic, "Flour")));
        assert_eq!(after_number("（二）加强管理"), Some((Style::HanBracketed, "加强管理")));
        assert_eq!(after_number("十二、附则"), Some((Style::Han, "附则")));
        assert_eq!(after_number("③ 报名时间"), Some((Style::Circled, "报名时间")));
        assert_eq!(after_number("3.5 per cent"), None);
        assert_eq!(after_number("1998. A year"), None);
        assert_eq!(after_number("一是加强管理"), None);
        assert_eq!(after_number("三人行"), None);
    }
}
