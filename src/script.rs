//! What kind of character this is, as far as the stages care.

/// Whether `c` is an ideograph (Han), the extensions and compatibility forms included.
#[inline]
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{20000}'..='\u{323AF}'
        | '\u{F900}'..='\u{FAFF}'
        | '々' | '〇')
}

/// Whether `c` is written without spaces between words: Han and kana, but not
/// Hangul, which spaces its words.
#[inline]
pub fn is_unspaced(c: char) -> bool {
    if c < '\u{3005}' {
        return false;
    }
    is_han(c) || matches!(c, '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}')
}

/// Whether `c` is a syllable of Korean.
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}')
}

/// Whether `c` is a letter of Arabic writing.
pub fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{06FF}' | '\u{FB50}'..='\u{FEFC}')
}

/// Whether a text may have ideographs of the common block: told by bytes, which is some
/// fifty times faster than by characters.
pub fn may_have_ideographs(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, 0xE4..=0xE9))
}

/// Whether a text may have characters that are written without spaces: the first byte of
/// none is less.
pub fn may_have_unspaced(text: &str) -> bool {
    text.bytes().any(|byte| byte >= 0xE3)
}

/// What divides a word at the end of a line.
pub const HYPHENS: &[char] = &['-', '\u{2010}', '¬', '⸗'];

/// Whether `c` ends a sentence, in any of the scripts in use.
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '．' | '.' | '!' | '?' | '…' | '‥' | '؟' | '۔' | '।')
}

/// Whether `c` announces that something follows.
pub fn announces(c: char) -> bool {
    matches!(c, ':' | '：' | '—' | '–' | '―' | '─')
}

/// Whether `c` divides a sentence without ending it.
pub fn divides_clause(c: char) -> bool {
    matches!(c, ',' | '，' | '、' | ';' | '；' | '､' | '،')
}

/// The bracket or quotation mark that closes `c`, if `c` opens one and the
/// closing mark is another character.
#[inline]
pub fn closes(c: char) -> Option<char> {
    if c.is_ascii_alphanumeric() || c == ' ' {
        return None;
    }
    Some(match c {
        '(' => ')',
        '（' => '）',
        '[' => ']',
        '［' => '］',
        '【' => '】',
        '〔' => '〕',
        '《' => '》',
        '〈' => '〉',
        '「' => '」',
        '『' => '』',
        '“' => '”',
        '‘' => '’',
        '«' => '»',
        '{' => '}',
        _ => return None,
    })
}

/// Whether `c` closes a bracket or a quotation.
pub fn is_closing(c: char) -> bool {
    matches!(
        c,
        ')' | '）'
            | ']'
            | '］'
            | '】'
            | '〕'
            | '》'
            | '〉'
            | '」'
            | '』'
            | '”'
            | '’'
            | '»'
            | '}'
            | '"'
    )
}

/// Whether `c` opens a bracket or a quotation.
pub fn is_opening(c: char) -> bool {
    closes(c).is_some() || matches!(c, '„' | '‚' | '"')
}

/// Whether `c` is white space, or a mark without width that scraping leaves
/// where white space was (byte order mark, zero-width space, word joiner).
#[inline]
pub fn is_blank(c: char) -> bool {
    if c > ' ' && c < '\u{7F}' {
        return false;
    }
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{2060}')
}

/// Whether `c` ends a line.
#[inline]
pub fn breaks_line(c: char) -> bool {
    if c > '\r' && c < '\u{85}' {
        return false;
    }
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Where the first line of a text ends, in bytes: told by bytes, for most of them can
/// begin no break.
pub fn find_break(text: &str) -> Option<usize> {
    let may_break = |byte: u8| matches!(byte, b'\n'..=b'\r' | 0xC2 | 0xE2);
    let mut from = 0;
    while let Some(at) = text.as_bytes()[from..].iter().position(|b| may_break(*b)) {
        let at = from + at;
        let c = text[at..].chars().next()?;
        if breaks_line(c) {
            return Some(at);
        }
        from = at + c.len_utf8();
    }
    None
}
