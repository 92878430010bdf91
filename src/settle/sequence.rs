//! Sequences: numbered members of a series, and those that are missing.
//!
//! ```text
//! 三是吹响号角。…           with no 一是, 二是 before it: two members are missing
//! 一是… 二是… 四是…         one is missing
//! 第一百二十条 …            a law may start where it likes: not a series
//! ```
//!
//! Nothing is invented: a gap is said, with what it is believed to have held.

use crate::ledger::{Evidence, Finding};
use crate::reason::{Reason, Tier};
use crate::script::{announces, divides_clause, ends_sentence};
use crate::series::{Style, figures_len, mark, member};
use crate::sheet::Sheet;
use crate::source::Span;

const STYLES: [Style; 5] = [Style::Is, Style::Of, Style::Nth, Style::English, Style::Figures];

/// Report members missing from the series in the text that stays, in its order.
pub(super) fn gaps(sheet: &Sheet<'_>, texts: impl Iterator<Item = Span>) -> Vec<Finding> {
    let mut last = [0u32; STYLES.len()];
    let mut findings = Vec::new();
    let mut lists: Vec<Vec<(u32, Span)>> = Vec::new();
    for text in texts {
        for (style, number, span) in members(sheet, text) {
            let last = &mut last[style as usize];
            let expected = *last + 1;
            if style == Style::Figures {
                match lists.last_mut().filter(|_| number >= expected) {
                    Some(list) => list.push((number, span)),
                    None => lists.push(vec![(number, span)]),
                }
            } else if number > expected && number <= expected + MOST_MISSING {
                findings.extend(missing(style, expected, number, span));
            }
            *last = number;
        }
    }
    findings.extend(lists.iter().flat_map(|list| gaps_in_list(list)));
    findings
}

/// A list in figures may start where it likes (it goes on from another page), but
/// not leave out a number, if it counts by ones at all: the clues of a puzzle and
/// the lots of a sale do not.
fn gaps_in_list(list: &[(u32, Span)]) -> Vec<Finding> {
    let jumps = list.windows(2).filter(|pair| pair[1].0 > pair[0].0 + 1);
    let ones = list.len().saturating_sub(1) - jumps.clone().count();
    if jumps.clone().count() * 2 > ones + 1 {
        return Vec::new();
    }
    let few = jumps.filter(|pair| pair[1].0 <= pair[0].0 + 1 + MOST_MISSING);
    few.filter_map(|pair| missing(Style::Figures, pair[0].0 + 1, pair[1].0, pair[1].1)).collect()
}

/// More members missing than this are no gap in a series but no series.
const MOST_MISSING: u32 = 5;

/// The members from one number to another, missing; `None` where their marks cannot be
/// written, so that nobody can look for them.
fn missing(style: Style, from: u32, to: u32, span: Span) -> Option<Finding> {
    let attested = (from..to).map(|number| mark(style, number)).collect::<Option<_>>()?;
    Some(Finding {
        span,
        reason: Reason::GapSequence,
        tier: Tier::Flag,
        suggestion: None,
        evidence: Evidence { attested, ..Evidence::default() },
    })
}

/// The number of a list has at most so many figures; one of more is a year, and years
/// are told of as they come, not counted through.
const MOST_FIGURES: usize = "100".len();

/// The marks of members in a text: at the start of a clause only.
fn members(sheet: &Sheet<'_>, span: Span) -> Vec<(Style, u32, Span)> {
    let text = sheet.source.slice(span);
    let figures = figures_len(text);
    let numbered = text[..figures].parse().ok().filter(|_| figures <= MOST_FIGURES);
    let numbered = numbered
        .map(|n| (Style::Figures, n, sheet.source.span(span.start()..span.start() + figures)));
    let mut found: Vec<(Style, u32, Span)> = numbered.into_iter().collect();
    let mut at_clause = true;
    for (at, c) in text.char_indices() {
        if !at_clause && (c.is_ascii_alphanumeric() || c == ' ') {
            continue;
        }
        if at_clause && c.is_alphanumeric() {
            if let Some((style, number, len)) = member(&text[at..]) {
                let start = span.start() + at;
                found.push((style, number, sheet.source.span(start..start + len)));
            }
            at_clause = false;
        } else if ends_sentence(c) || divides_clause(c) || announces(c) || c == '\n' {
            at_clause = true;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::{Block, BlockKind};
    use crate::lexicon::Lexicon;
    use crate::source::Source;
    use crate::view::View;

    fn missing_in(text: &str) -> Vec<String> {
        missing_in_all(&[text])
    }

    /// The members missing from a page with these paragraphs.
    fn missing_in_all(paragraphs: &[&str]) -> Vec<String> {
        let source = Source::from_text("t", paragraphs.join("\n"));
        let spans: Vec<Span> = source.text().lines().map(|line| source.span_of(line)).collect();
        let kind = BlockKind::Paragraph;
        let blocks: Vec<Block> = spans.iter().map(|span| Block { span: *span, kind }).collect();
        let view = View::fold(&source, &blocks);
        let lexicon = Lexicon::builtin();
        let sheet = Sheet { source: &source, blocks: &blocks, view: &view, lexicon };
        let findings = gaps(&sheet, spans.into_iter());
        findings.into_iter().flat_map(|f| f.evidence.attested).collect()
    }

    #[test]
    fn members_that_are_missing_are_named() {
        assert_eq!(missing_in("三是修渠。"), ["一是", "二是"]);
        assert_eq!(missing_in("一是修路,二是办学;四是治水。"), ["三是"]);
        assert_eq!(missing_in("九是安居。十是乐业。十二是长寿。"), ["十一是"]);
        assert_eq!(missing_in("Firstly, roads; thirdly, schools."), ["secondly"]);
    }

    #[test]
    fn lists_in_figures_are_followed_from_where_they_start() {
        assert_eq!(missing_in_all(&["1. Roads", "2. Schools", "5. Wells"]), ["3", "4"]);
        assert_eq!(missing_in_all(&["7、修路", "8、办学", "1、治水"]), [] as [&str; 0]);
        assert_eq!(
            missing_in_all(&["1. Over", "4. River", "9. Bread", "10. Half"]),
            [] as [&str; 0]
        );
        assert_eq!(missing_in_all(&["1. Roads", "1998. A year", "3.5 miles"]), [] as [&str; 0]);
    }

    #[test]
    fn long_lists_and_years_are_borne() {
        let none = [] as [&str; 0];
        assert_eq!(missing_in_all(&["98. Roads", "99. Wells", "102. Schools"]), ["100", "101"]);
        assert_eq!(missing_in_all(&["4. Roads", "5. Wells", "1916. A dry year"]), none);
        assert_eq!(missing_in_all(&["1910. Rain", "1911. Hail", "1914. Frost"]), none);
        assert_eq!(missing_in("九十八是安居。一百零三是乐业。"), none);
    }

    #[test]
    fn what_is_no_series_has_no_gaps() {
        for text in [
            "一是修路,二是办学。一是节水,二是植树,三是养鱼。",
            "第十二条 本办法自公布之日起施行。",
            "他有三是三非之说。",
            "其中三个村,其三千亩田。",
            "The third man, the second time, the fifth of May.",
            "三是三,二是二。",
        ] {
            assert_eq!(missing_in(text), [] as [&str; 0], "{text}");
        }
    }
}
