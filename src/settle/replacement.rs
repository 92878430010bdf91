//! A reading set in place of the base's, without disturbing its lines.

use crate::collation::divides;
use crate::script::is_unspaced;
use crate::sheet::Sheet;
use crate::source::Span;

/// Text without the line breaks of its column: nothing between ideographs and in a
/// divided word, a space between words; white space at its ends is one space.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for part in text.lines().map(str::trim).filter(|p| !p.is_empty()) {
        let mut before = line.chars().rev();
        let last = before.next();
        let is_divided = last
            .zip(before.next())
            .is_some_and(|(hyphen, before)| divides(before, hyphen, &format!("\n{part}")));
        let tight = last.is_none_or(is_unspaced) || part.chars().next().is_some_and(is_unspaced);
        if is_divided {
            line.pop();
        } else if !tight {
            line.push(' ');
        }
        line.push_str(part);
    }
    let spaced = |c: Option<char>| c.is_some_and(char::is_whitespace);
    let before = spaced(text.chars().next()) && !line.is_empty();
    let after = spaced(text.chars().next_back());
    format!("{}{line}{}", if before { " " } else { "" }, if after { " " } else { "" })
}

/// What to replace in the base, and by what; `None` when only its line breaks differ.
/// White space that both have at an end stays as the base has it, and so do the line
/// breaks beside which nothing differs.
pub(super) fn fitted(sheet: &Sheet<'_>, span: Span, text: &str) -> Option<(Span, String)> {
    let own = sheet.source.slice(span);
    let lead = alike(own, text);
    let (own_rest, rest) = (&own[lead.0..], &text[lead.1..]);
    let trail = alike_back(own_rest, rest);
    let (left, right) = (&own_rest[..own_rest.len() - trail.0], &rest[..rest.len() - trail.1]);
    if left.is_empty() && right.is_empty() {
        return None;
    }
    let is_one_line = !own.contains('\n') && own.trim() == own && text.trim() == text;
    let (own, text, start) = match is_one_line {
        true => (own, text, span.start()),
        false => (left, right, span.start() + lead.0),
    };
    (own != text).then(|| (sheet.source.span(start..start + own.len()), text.to_string()))
}

/// How many bytes of a text in lines, and of the same on one line, are alike at the start.
fn alike(own: &str, line: &str) -> (usize, usize) {
    let (mut at, mut to) = (0, 0);
    let mut before = ' ';
    loop {
        let (Some(a), b) = (own[at..].chars().next(), line[to..].chars().next()) else { break };
        if Some(a) == b {
            (at, to, before) = (at + a.len_utf8(), to + a.len_utf8(), a);
            continue;
        }
        let after = &own[at + a.len_utf8()..];
        let gap = |text: &str| text.len() - text.trim_start().len();
        if divides(before, a, after) {
            at += a.len_utf8() + gap(after);
        } else if a.is_whitespace() {
            (at, to) = (at + gap(&own[at..]), to + gap(&line[to..]));
        } else {
            break;
        }
    }
    (at, to)
}

/// The same at the end.
fn alike_back(own: &str, line: &str) -> (usize, usize) {
    let (mut at, mut to) = (own.len(), line.len());
    loop {
        let (Some(a), b) = (own[..at].chars().next_back(), line[..to].chars().next_back()) else {
            break;
        };
        if Some(a) == b {
            (at, to) = (at - a.len_utf8(), to - a.len_utf8());
            continue;
        }
        let head = own[..at].trim_end();
        let mut back = head.chars().rev();
        let divided = back
            .next()
            .zip(back.next())
            .filter(|(hyphen, before)| divides(*before, *hyphen, &own[head.len()..]));
        if !a.is_whitespace() {
            break;
        } else if let Some((hyphen, _)) = divided {
            at = head.len() - hyphen.len_utf8();
        } else {
            (at, to) = (head.len(), line[..to].trim_end().len());
        }
    }
    (own.len() - at, line.len() - to)
}

#[cfg(test)]
mod tests {
    use super::{alike, alike_back, one_line};

    #[test]
    fn line_breaks_stay_where_nothing_differs() {
        assert_eq!(alike("mo-\ntivlren", "motiviren"), (7, 5));
        assert_eq!(alike_back("mu-\ntiviren", "motiviren"), (9, 7));
        assert_eq!(alike("a\nmarkct", "a market"), (6, 6));
        assert_eq!(alike("word", "word"), (4, 4));
    }

    #[test]
    fn lines_become_one() {
        assert_eq!(one_line("the\n market"), "the market");
        assert_eq!(one_line("har-\nbour"), "harbour");
        assert_eq!(one_line("市\n场"), "市场");
        assert_eq!(one_line(" and "), " and ");
        assert_eq!(one_line("\n"), " ");
        assert_eq!(one_line(""), "");
    }
}
