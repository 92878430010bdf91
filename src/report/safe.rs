//! Page text that can carry no markup and no terminal escape into a view.
//!
//! A page may hold an escape character that would repaint a terminal, or a
//! direction mark that would show a line backwards. Views for people show such
//! characters as pictures: `ESC [31m` comes out as `␛[31m`.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character can change how the text around it is shown: control
/// characters other than tab and newline, line separators, direction marks.
pub(super) fn is_hazard(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || is_direction(c) || is_separator(c)
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_separator(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether a character takes no place of its own, so that a change to it could
/// not be seen.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}'
        | '\u{180E}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E01EF}')
}

/// Text with hazards shown as pictures; a carriage return before a newline is
/// part of the line end and left out.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hazard) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            c if is_hazard(c) => picture(&mut shown, c),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Text whose every character can be seen, for what is deleted or inserted:
/// hazards and unseen characters as pictures, white space other than plain
/// spaces as signs, all on one line.
pub(super) fn pictured(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '\n' => shown.push('↵'),
            '\t' => shown.push('⇥'),
            c if is_unseen(c) => picture(&mut shown, c),
            c => shown.push(c),
        }
    }
    shown
}

fn picture(shown: &mut String, c: char) {
    match c {
        '\u{0}'..='\u{1F}' => shown.extend(char::from_u32(0x2400 + c as u32)),
        '\u{7F}' => shown.push('␡'),
        c => {
            let _ = write!(shown, "<U+{:04X}>", c as u32);
        }
    }
}

/// Text for an HTML element or a quoted attribute.
pub(super) fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 16);
    for c in visible(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Text for Markdown with CriticMarkup in it. Braces and tildes become
/// entities, because CriticMarkup knows no backslash; what Markdown itself
/// reads as markup gets a backslash.
pub(super) fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 16);
    let mut line_start = true;
    let mut number = false;
    for c in visible(text).chars() {
        let numbered = number && matches!(c, '.' | ')');
        match c {
            '{' => escaped.push_str("&#123;"),
            '}' => escaped.push_str("&#125;"),
            '~' => escaped.push_str("&#126;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // Leading space would make a code block, in which nothing is escaped.
            ' ' if line_start => escaped.push_str("&#32;"),
            '\t' if line_start => escaped.push_str("&#9;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' => escaped.extend(['\\', c]),
            '#' | '+' | '-' | '=' if line_start => escaped.extend(['\\', c]),
            c if numbered => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
        number = (line_start || number) && c.is_ascii_digit();
        line_start = c == '\n';
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hazards_become_pictures_and_plain_text_is_borrowed() {
        assert_eq!(
            visible("\u{1b}[31mred\u{202e}\u{9b}\r\nnext\r"),
            "␛[31mred<U+202E><U+009B>\nnext␍"
        );
        assert!(matches!(visible("平常 text\twith\nlines"), Cow::Borrowed(_)));
        // A joiner belongs to its script where nothing changes.
        assert_eq!(visible("क्\u{200d}ष"), "क्\u{200d}ष");
        assert_eq!(pictured("a\u{200b}b\n"), "a<U+200B>b↵");
    }

    #[test]
    fn page_text_can_form_no_markup() {
        assert_eq!(html("<b title='x'>&"), "&lt;b title=&#39;x&#39;&gt;&amp;");
        let hostile = "{--a--}{++b++}{~~c~>d~~}{>>e<<}{==f==}";
        let safe = markdown(hostile);
        assert!(!safe.contains(['{', '}', '~', '<', '>']), "{safe}");
        assert_eq!(markdown("# a\n    b\n1. c *d*"), "\\# a\n&#32;   b\n1\\. c \\*d\\*");
        assert_eq!(markdown("1.5 和 a-b"), "1\\.5 和 a-b");
    }
}
