//! Series: the marks of numbered members (`三是`, `其二`, `secondly`, `4.`).

use crate::wording::is_numeral;

/// How members of a series are marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// 一是 二是 三是
    Is,
    /// 其一 其二
    Of,
    /// 第一, 第二,
    Nth,
    /// first(ly), second(ly)
    English,
    /// `1.` `2)` at the start of a paragraph or an item
    Figures,
}

const ENGLISH: [&str; 6] = ["first", "second", "third", "fourth", "fifth", "sixth"];

/// The member that a clause starts: style, number, and bytes of the mark.
pub fn member(clause: &str) -> Option<(Style, u32, usize)> {
    if clause.starts_with(|c: char| c.is_ascii_alphabetic()) {
        let word: &str =
            &clause[..clause.find(|c: char| !c.is_alphabetic()).unwrap_or(clause.len())];
        let (bare, end) = word.split_at_checked(word.len().checked_sub("ly".len())?)?;
        let is_nth = |e: &str| end.eq_ignore_ascii_case("ly") && e.eq_ignore_ascii_case(bare);
        let number = ENGLISH.iter().position(|e| is_nth(e))? as u32 + 1;
        return Some((Style::English, number, word.len()));
    }
    let lead = ['其', '第'].into_iter().find(|c| clause.starts_with(*c));
    let digits = &clause[lead.map_or(0, char::len_utf8)..];
    let (number, len) = chinese_number(digits)?;
    let mut rest = digits[len..].chars();
    let (after, then) = (rest.next()?, rest.next()?);
    let lead_len = lead.map_or(0, char::len_utf8);
    match (lead, after) {
        // 三是三,二是二 says what three is, and is no third point.
        (None, '是') if !is_numeral(then) => Some((Style::Is, number, len + after.len_utf8())),
        (Some('其'), ',' | '，' | '、' | ':' | '：') => {
            Some((Style::Of, number, lead_len + len))
        }
        (Some('第'), ',' | '，' | '、' | ':' | '：') => {
            Some((Style::Nth, number, lead_len + len))
        }
        _ => None,
    }
}

/// Bytes of the mark of a series or a list that a text starts with: `三是`, `第三,`,
/// `(3)`, `3.`; 0 when it starts with none.
pub fn mark_len(text: &str) -> usize {
    if let Some((_, _, len)) = member(text) {
        return len;
    }
    figures_len(text)
}

/// Bytes of the figures of a list number that a text starts with.
pub fn figures_len(text: &str) -> usize {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let figures = text.len() - digits.len();
    let closed = digits.starts_with([')', '）', '、', '．'])
        || digits
            .strip_prefix('.')
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
    if figures > 0 && closed { figures } else { 0 }
}

const DIGITS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// A number up to ninety-nine in Chinese figures, and its length in bytes.
fn chinese_number(text: &str) -> Option<(u32, usize)> {
    let digit = |c: char| DIGITS.iter().position(|d| *d == c).map(|d| d as u32 + 1);
    let mut chars = text.chars().peekable();
    let tens = chars.next_if(|c| digit(*c).is_some());
    let ten = chars.next_if_eq(&'十');
    let Some(ten) = ten else { return tens.map(|c| (digit(c).unwrap_or(0), c.len_utf8())) };
    let units = chars.next_if(|c| digit(*c).is_some());
    let number = tens.and_then(digit).unwrap_or(1) * 10 + units.and_then(digit).unwrap_or(0);
    let len = [tens, Some(ten), units].into_iter().flatten().map(char::len_utf8).sum();
    Some((number, len))
}

/// The mark of a member, as the text would print it; `None` for a number that is not
/// written in this style.
pub fn mark(style: Style, number: u32) -> Option<String> {
    Some(match style {
        Style::Is => format!("{}是", in_chinese(number)?),
        Style::Of => format!("其{}", in_chinese(number)?),
        Style::Nth => format!("第{}", in_chinese(number)?),
        Style::English => format!("{}ly", ENGLISH.get(number.checked_sub(1)? as usize)?),
        Style::Figures => number.to_string(),
    })
}

/// A number from one to ninety-nine in Chinese figures, as [`chinese_number`] reads it.
fn in_chinese(number: u32) -> Option<String> {
    let base = DIGITS.len() as u32 + 1;
    let digit = |n: u32| match n.checked_sub(1) {
        None => Some(String::new()),
        Some(at) => DIGITS.get(at as usize).map(char::to_string),
    };
    let (tens, units) = (number / base, digit(number % base)?);
    match tens {
        0 => Some(units).filter(|units| !units.is_empty()),
        1 => Some(format!("十{units}")),
        _ => Some(format!("{}十{units}", digit(tens)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_lists_are_measured() {
        assert_eq!(mark_len("三是修渠"), "三是".len());
        assert_eq!(mark_len("3. roads"), 1);
        assert_eq!(mark_len("3.5 percent"), 0);
        assert_eq!(mark_len("三千亩"), 0);
    }

    #[test]
    fn only_what_can_be_written_is_named() {
        let named = |style, number| mark(style, number).unwrap_or_default();
        assert_eq!(named(Style::Is, 9), "九是");
        assert_eq!(named(Style::Nth, 10), "第十");
        assert_eq!(named(Style::Of, 99), "其九十九");
        assert_eq!(named(Style::English, 6), "sixthly");
        assert_eq!(named(Style::Figures, 1916), "1916");
        for (style, number) in [(Style::Is, 0), (Style::Nth, 100), (Style::Of, 1916)] {
            assert_eq!(mark(style, number), None);
        }
        assert_eq!((mark(Style::English, 0), mark(Style::English, 7)), (None, None));
    }
}
