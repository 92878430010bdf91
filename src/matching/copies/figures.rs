//! Figures: what tells one notice from another of its form.
//!
//! ```text
//! 12 / 17, 三 / 五         two figures
//! 六 / 6, 二十三 / 23      one value, written in two ways: no difference
//! Monday / Friday, 甲 / 乙  two of one series say as much as figures
//! ```

use std::ops::Range;

use crate::wording::is_numeral;

/// What is counted with words: days, months, small numbers, the letters and numbers of a list.
const SERIES: &[&str] = &[
    "日 月 火 水 木 金 土 一 二 三 四 五 六",
    "甲 乙 丙 丁 戊 己 庚 辛 壬 癸",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx",
    "monday tuesday wednesday thursday friday saturday sunday \
     montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag \
     lundi mardi mercredi jeudi vendredi samedi dimanche",
    "january february march april may june july august september october november december \
     januar februar märz mai juni juli oktober dezember \
     janvier février mars avril juin juillet août septembre octobre novembre décembre",
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
     sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety \
     zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig \
     deux trois quatre cinq six sept huit neuf dix onze douze vingt trente quarante cinquante",
];

/// Whether two readings are figures, or two of one series.
pub(super) fn are_figures(first: &[u32], second: &[u32]) -> bool {
    if first.is_empty() || second.is_empty() {
        return false;
    }
    let is =
        |entry: &str, symbols: &[u32]| entry.chars().map(u32::from).eq(symbols.iter().copied());
    let has = |series: &str, symbols: &[u32]| series.split(' ').any(|entry| is(entry, symbols));
    first.iter().chain(second).all(|s| is_figure(*s))
        || SERIES.iter().any(|series| has(series, first) && has(series, second))
}

/// Two figures without the unit that both have: `12th` and `17th` differ as 12 and 17.
pub(super) fn without_unit(
    symbols: &[u32],
    a: Range<usize>,
    b: Range<usize>,
) -> (Range<usize>, Range<usize>) {
    let shared = symbols[a.clone()].iter().rev().zip(symbols[b.clone()].iter().rev());
    let unit = shared.take_while(|(x, y)| x == y && !is_figure(**x)).count();
    let (x, y) = (a.start..a.end - unit, b.start..b.end - unit);
    // Of two words that end alike the first letters are no two of a series.
    let figures = |range: &Range<usize>| symbols[range.clone()].iter().all(|s| is_figure(*s));
    match !x.is_empty() && !y.is_empty() && figures(&x) && figures(&y) {
        true => (x, y),
        false => (a, b),
    }
}

/// Whether two figures have one value, though they are written in two ways: in digits and
/// ideographs, or with a dot that was lost or is dust.
pub(super) fn are_one_value(first: &[u32], second: &[u32]) -> bool {
    let undotted =
        |symbols: &[u32]| symbols.iter().copied().filter(|s| *s != u32::from('.')).collect();
    let [first, second]: [Vec<u32>; 2] = [undotted(first), undotted(second)];
    first == second || value(&first).is_some_and(|v| Some(v) == value(&second))
}

fn is_figure(symbol: u32) -> bool {
    char::from_u32(symbol).is_some_and(|c| is_numeral(c) || c == '%' || c == '.')
}

/// Ideographs of figures, in the order of their values.
const DIGITS: &str = "〇一二三四五六七八九";

/// Ideographs of what figures are counted in, each with its value.
const UNITS: &[(char, u64)] =
    &[('十', 10), ('百', 100), ('千', 1000), ('万', 10_000), ('亿', 100_000_000)];

/// The value of a figure in digits or ideographs; none when it is another thing or too
/// large.
fn value(symbols: &[u32]) -> Option<u64> {
    // What is whole, the part below the last unit of ten thousands, the last digits.
    let (mut whole, mut part, mut digits, mut any) = (0u64, 0u64, 0u64, false);
    for c in symbols.iter().map(|s| char::from_u32(*s)) {
        let c = c?;
        let digit = DIGITS.chars().position(|d| d == c || (c == '零' && d == '〇'));
        let digit = digit.map(|d| d as u32).or(c.to_digit(10));
        let two = (c == '两').then_some(2);
        if let Some(digit) = digit.or(two) {
            digits = digits.checked_mul(10)?.checked_add(u64::from(digit))?;
            any = true;
        } else {
            let unit = UNITS.iter().find(|(name, _)| *name == c)?.1;
            let count = if any { digits } else { 1 };
            if unit < UNITS[3].1 {
                part = part.checked_add(count.checked_mul(unit)?)?;
            } else {
                whole = whole.checked_add((part + digits).checked_mul(unit)?)?;
                part = 0;
            }
            (digits, any) = (0, false);
        }
    }
    (!symbols.is_empty()).then(|| whole.saturating_add(part).saturating_add(digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbols(text: &str) -> Vec<u32> {
        text.chars().map(u32::from).collect()
    }

    #[test]
    fn figures_and_series_are_told() {
        for (a, b) in [("12", "17"), ("三", "五"), ("monday", "friday"), ("甲", "乙"), ("iv", "vi")]
        {
            assert!(are_figures(&symbols(a), &symbols(b)), "{a} {b}");
        }
        for (a, b) in [("12", "l7"), ("monday", "weir"), ("", "5")] {
            assert!(!are_figures(&symbols(a), &symbols(b)), "{a} {b}");
        }
        let all = symbols("12th17th");
        assert_eq!(without_unit(&all, 0..4, 4..8), (0..2, 4..6));
    }

    #[test]
    fn one_value_may_be_written_in_two_ways() {
        for (a, b) in [("六", "6"), ("二十三", "23"), ("一九九八", "1998"), ("三万五千", "35000")]
        {
            assert!(are_one_value(&symbols(a), &symbols(b)), "{a} {b}");
        }
        assert!(!are_one_value(&symbols("六"), &symbols("7")));
        assert!(!are_one_value(&symbols("weir"), &symbols("mill")));
    }
}
