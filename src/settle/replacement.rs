//! A reading set in place of the base's, without disturbing its lines.

use crate::script::is_unspaced;
use crate::sheet::Sheet;
use crate::source::Span;

/// Text without the line breaks of its column: nothing between ideographs, a
/// space between words; white space at its ends is one space.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for part in text.lines().map(str::trim).filter(|p| !p.is_empty()) {
        let tight = line.chars().next_back().is_none_or(is_unspaced)
            || part.chars().next().is_some_and(is_unspaced);
        if !tight {
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
/// White space that both have at an end stays as the base has it, and so does the
/// first line break inside.
pub(super) fn fitted(sheet: &Sheet<'_>, span: Span, text: &str) -> Option<(Span, String)> {
    let own = sheet.source.slice(span);
    let (mut start, mut end) = (span.start(), span.end());
    let mut text = text;
    let lead = own.len() - own.trim_start().len();
    if lead > 0 && text.starts_with(char::is_whitespace) {
        (start, text) = (start + lead, text.trim_start());
    }
    let own = &own[start - span.start()..];
    let trail = own.len() - own.trim_end().len();
    if trail > 0 && text.ends_with(char::is_whitespace) {
        (end, text) = (end - trail, text.trim_end());
    }
    let own = sheet.source.slice(sheet.source.span(start..end));
    if own.split_whitespace().eq(text.split_whitespace()) && own.contains('\n') {
        return None;
    }
    let text = match (own.find('\n'), text.find(' ')) {
        (Some(_), Some(at)) => format!("{}\n{}", &text[..at], &text[at + 1..]),
        _ => text.to_string(),
    };
    (own != text).then(|| (sheet.source.span(start..end), text))
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn lines_become_one() {
        assert_eq!(one_line("the\n market"), "the market");
        assert_eq!(one_line("市\n场"), "市场");
        assert_eq!(one_line(" and "), " and ");
        assert_eq!(one_line("\n"), " ");
        assert_eq!(one_line(""), "");
    }
}
