//! Headings, and what is not one although it looks so.
//!
//! ```text
//! 新桥通车 两岸欢腾         heading: two halves, no marks
//! ——镇河大桥建设纪实        heading: a subtitle
//! 我市今年将新建学校3个     paragraph: breaks off, its noun is missing
//! 方面的主要措施——          paragraph: announces, so it is torn from a sentence
//! ```
//!
//! A torn end of a paragraph is as short as a heading and lacks a full stop just
//! the same. What gives it away are marks inside, an end on a word that wants
//! another, and, where there is letter case, a next line in lower case.

use std::ops::Range;

use super::column::Set;
use super::line::{Sheet, finishes};
use super::{Group, caption, mark};
use crate::block::BlockKind;
use crate::script::{announces, divides_clause, ends_sentence, is_closing, is_han, is_opening};

/// Widest heading in cells: two halves of 24 ideographs, or 14 words.
const WIDEST: u32 = 100;

/// Widest numbered line that can be an item or a heading; wider ones are paragraphs
/// that happen to be numbered, and may be torn like any other.
const WIDEST_NUMBERED: u32 = 80;

/// Fewest short lines in a row, no blank line between, that make a list: stacked
/// headlines come in twos and threes.
const FEWEST_ITEMS: usize = 4;

/// Widest of such lines in cells.
const WIDEST_SHORT: u32 = 60;

/// Fewest letters of a line all in capitals: fewer are initials and specks.
const FEWEST_CAPITALS: usize = 4;

/// Cells by which a full line of ideographs may differ from its column: old type hung its
/// marks between the ideographs.
const FILLED: u32 = 4;

/// Ideographs a phrase cannot end on: what they govern is still to come.
const GOVERNING: &str = "的和与與及或在对對把被将將为為从從向以於于是由给給使让讓跟并並而且但所之";

/// Measure words after a figure: without its noun (`8个`) a phrase hangs.
const MEASURES: &[char] = &['个', '個', '项', '項', '种', '種', '条', '條', '位', '名', '座', '批'];

/// Words no heading ends on: what they govern is still to come.
const GOVERNING_WORDS: &[&str] = &[
    "the", "a", "an", "of", "and", "or", "to", "in", "on", "at", "by", "for", "with", "from",
    "that", "which", "who", "is", "was", "are", "were", "be", "been", "has", "had", "have", "will",
    "would", "until", "than", "as", "but", "der", "die", "das", "den", "dem", "des", "ein", "eine",
    "einer", "und", "oder", "von", "zu", "mit", "im", "auf", "für", "ist", "dass", "daß", "le",
    "la", "les", "un", "une", "du", "de", "et", "ou", "que", "qui", "à", "au", "dans", "pour",
    "par", "sur", "el", "los", "las", "y", "en", "con",
];

/// Most words of a heading that is set as a sentence is, without capitals.
const MOST_WORDS: usize = 14;

/// Widest line in cells that is no such sentence whatever its words: long lines of verse
/// are as wide.
const NARROWEST_SENTENCE: u32 = 72;

/// Fewest words of a line that its commas or its question mark make a sentence.
const SENTENCE: usize = 11;

/// Fewest clauses closed by 、 that make a line of ideographs a sentence: print of a
/// hundred years ago divides with nothing else, a headline enumerates.
const CLAUSES: usize = 3;

/// Fewest ideographs of such a clause; what is enumerated is shorter.
const CLAUSE: usize = 5;

/// Decide every group that is still open: caption, item, heading or paragraph.
pub(super) fn settle(sheet: &Sheet<'_>, sets: &[Set], groups: &mut [Group]) {
    for group in groups.iter_mut().filter(|group| group.kind.is_none()) {
        let text = sheet.text_of(group.lines.clone());
        let caption = caption::opens(text) || caption::credits(text);
        group.kind = caption.then_some(BlockKind::Caption);
    }
    let numbered: Vec<Option<BlockKind>> =
        (0..groups.len()).map(|at| numbered(sheet, groups, at)).collect();
    for (group, kind) in groups.iter_mut().zip(numbered) {
        group.kind = group.kind.or(kind);
    }
    mark_short_lists(sheet, groups);
    for at in (0..groups.len()).rev() {
        if groups[at].kind.is_none()
            && groups[at].lines.len() == 1
            && is_heading(sheet, sets, groups, at)
        {
            groups[at].kind = Some(BlockKind::Heading);
        }
    }
}

/// Whether a line is the title of a chapter or section.
pub(super) fn is_chapter(sheet: &Sheet<'_>, i: usize) -> bool {
    sheet.line(i).width <= WIDEST && mark::opens_chapter(sheet.text(i)) && !finishes(sheet.text(i))
}

/// Whether a line is set all in capitals.
pub(super) fn shouts(text: &str) -> bool {
    // Small letters first: nearly every line has some.
    if text.len() > WIDEST as usize * 2 || text.bytes().any(|b| b.is_ascii_lowercase()) {
        return false;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= FEWEST_CAPITALS
        && !text.contains(char::is_lowercase)
        && text.chars().filter(|c| c.is_uppercase()).count() == letters
        && letters * 10 >= text.chars().filter(|c| !c.is_whitespace()).count() * 7
        && text
            .split_whitespace()
            .any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= FEWEST_CAPITALS)
}

/// A short numbered line is an item beside others of its style, a heading above
/// text, and otherwise a paragraph.
fn numbered(sheet: &Sheet<'_>, groups: &[Group], at: usize) -> Option<BlockKind> {
    let style = |at: usize| {
        let lines = groups.get(at).filter(|g| g.kind.is_none())?.lines.clone();
        let text = sheet.text_of(lines.clone());
        let short = lines.len() == 1 && sheet.line(lines.start).width <= WIDEST_NUMBERED;
        mark::after_number(text).filter(|_| short).map(|(style, _)| style)
    };
    let own = style(at)?;
    let beside = style(at + 1) == Some(own) || (at > 0 && style(at - 1) == Some(own));
    beside.then_some(BlockKind::ListItem)
}

/// Several short lines one under the other, none of them a sentence: a list.
fn mark_short_lists(sheet: &Sheet<'_>, groups: &mut [Group]) {
    let mut start = 0;
    while start < groups.len() {
        let mut end = start;
        while end < groups.len()
            && (end == start || sheet.follows(groups[end].lines.start))
            && groups[end].kind.is_none()
            && is_short(sheet, groups[end].lines.clone())
        {
            end += 1;
        }
        if end - start >= FEWEST_ITEMS {
            groups[start..end].iter_mut().for_each(|group| group.kind = Some(BlockKind::ListItem));
        }
        start = end.max(start + 1);
    }
}

fn is_short(sheet: &Sheet<'_>, lines: Range<usize>) -> bool {
    let text = sheet.text(lines.start);
    lines.len() == 1
        && sheet.line(lines.start).width <= WIDEST_SHORT
        && !finishes(text)
        && !text.ends_with(|c: char| divides_clause(c) || announces(c) || c == '-')
        && !text.starts_with(char::is_lowercase)
}

fn is_heading(sheet: &Sheet<'_>, sets: &[Set], groups: &[Group], at: usize) -> bool {
    let i = groups[at].lines.start;
    let text = sheet.text(i);
    // A heading heads something; the last words of a page are a torn end.
    let Some(next) = groups.get(at + 1) else { return false };
    let before_byline = next.kind == Some(BlockKind::Byline);
    if sheet.line(i).width > WIDEST
        || text.ends_with(is_opening)
        || text.trim_end_matches(is_closing).ends_with(|c| divides_clause(c) || announces(c))
    {
        return false;
    }
    if sheet.line(i).unspaced {
        if fills_column(sheet, sets, i) {
            return false;
        }
        is_han_heading(text, before_byline || at == 0)
    } else {
        is_latin_heading(sheet, sets, i, &next.lines, before_byline || at == 0)
    }
}

/// Whether a line of ideographs is as wide as the column around it: the torn end of a
/// paragraph is, a heading by chance.
fn fills_column(sheet: &Sheet<'_>, sets: &[Set], i: usize) -> bool {
    let beside = [i.checked_sub(1), Some(i)].into_iter().flatten();
    let mut columns = beside.filter(|at| sets[*at].wrapped && (*at == i || sheet.follows(i)));
    let extent = sheet.line(i).extent();
    columns.any(|at| extent.abs_diff(sets[at].width) <= FILLED)
}

/// `titled`: a byline follows or nothing stands before, so marks inside are a
/// headline's own.
fn is_han_heading(text: &str, titled: bool) -> bool {
    let subtitle = text.starts_with("——");
    let body = text.trim_start_matches('—');
    let asks = text.ends_with(['？', '?', '！', '!']);
    let divided = body.contains(['，', ',', '。', '；', ';']) || is_in_clauses(body);
    let ends = finishes(text) && !asks;
    if ends || hangs(body) || body.contains('。') || body.chars().count() < 2 {
        return false;
    }
    subtitle || titled || (!divided && !asks)
}

/// Whether a line is made of clauses that 、 divides.
fn is_in_clauses(text: &str) -> bool {
    let closed = text.rsplit('、').skip(1);
    closed.filter(|clause| clause.chars().count() >= CLAUSE).count() >= CLAUSES
}

/// Whether an unmarked line breaks off before the word its last one wants.
fn hangs(text: &str) -> bool {
    let mut back = text.chars().rev();
    let Some(last) = back.next() else { return false };
    if GOVERNING.contains(last) {
        return true;
    }
    let figure = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十百千万亿几".contains(c);
    MEASURES.contains(&last) && back.next().is_some_and(figure)
}

fn is_latin_heading(
    sheet: &Sheet<'_>,
    sets: &[Set],
    i: usize,
    next: &Range<usize>,
    titled: bool,
) -> bool {
    let text = sheet.text(i);
    let below = sheet.text(next.start);
    let starts_lower =
        |text: &str| text.trim_start_matches(is_opening).starts_with(char::is_lowercase);
    let words = text.split_whitespace().count();
    if starts_lower(text)
        || starts_lower(below)
        || !text.contains(char::is_alphabetic)
        || text.ends_with('-')
    {
        return false;
    }
    let last = text.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    if GOVERNING_WORDS.contains(&last.as_str()) {
        return false;
    }
    let asks = text.ends_with(['?', '!']);
    let divided = words >= SENTENCE && (asks || text.contains([',', ';']));
    let long = sheet.line(i).width > NARROWEST_SENTENCE && (words > MOST_WORDS || divided);
    if long && !titled && (finishes(text) || !is_title_case(text)) {
        return false;
    }
    // Old headings close with a full stop; a lone capitalised word that does is
    // rather the last word of a paragraph.
    if finishes(text) && !asks {
        return is_title_case(text) && words >= 2 && !sets[i].wrapped;
    }
    let inner_end = text.char_indices().any(|(at, c)| {
        ends_sentence(c)
            && text[at + c.len_utf8()..].starts_with(' ')
            && text[..at].chars().rev().take_while(|c| c.is_alphabetic()).count() > 3
    });
    if inner_end {
        return false;
    }
    if titled || is_title_case(text) {
        return true;
    }
    // An ordinary sentence without its stop heads a longer block below it, where
    // columns have not torn the lines.
    !sets[i].wrapped
        && text.starts_with(|c: char| !c.is_lowercase())
        && sheet.text_of(next.clone()).len() > text.len()
}

/// Whether most words of some length start with a capital, the first among them.
fn is_title_case(text: &str) -> bool {
    let long = |word: &&str| word.chars().count() >= 4;
    let words = text.split_whitespace().filter(long).count();
    let capitals = text
        .split_whitespace()
        .filter(long)
        .filter(|w| w.trim_start_matches(is_opening).starts_with(char::is_uppercase))
        .count();
    words > 0
        && capitals * 4 >= words * 3
        && !text.starts_with(char::is_lowercase)
        && !text.contains(is_han)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_shout() {
        assert!(shouts("TO THE EDITOR"));
        assert!(shouts("THE FLOOD."));
        assert!(!shouts("U.S.A."));
        assert!(!shouts("THE FLOOD came"));
        assert!(!shouts("12 MM 33 44"));
        assert!(!shouts("洪水退了"));
    }

    #[test]
    fn clauses_are_no_heading_and_what_is_enumerated_may_be_one() {
        let told = "船家听罢摇了摇头、把缆绳往石桩上一套、便蹲在船头抽烟、再不肯开口说一个字";
        assert!(!is_han_heading(told, false));
        assert!(is_han_heading("大米、面粉、食油、煤球昨起一律降价", false));
        assert!(is_han_heading("整修江堤、疏浚河道两项工程开工", false));
    }

    #[test]
    fn a_phrase_that_wants_a_noun_hangs() {
        assert!(hangs("我市今年将新建学校3个"));
        assert!(hangs("两岸居民的"));
        assert!(!hangs("新桥通车 两岸欢腾"));
        assert!(!hangs("各个击破"));
    }
}
