//! Numbers written by hand: each is a decision that nobody measured. Their count only goes
//! down; what is fitted lies in `src/weights`.
//!
//! Counted are decimal literals other than 0, 1 and 2, outside tests. Not counted are
//! hexadecimal and binary ones, which are code points and bits, not opinions.

use std::fs;
use std::path::{Path, PathBuf};

/// How many there may be. Lower this when a rule with its numbers goes.
const MOST: usize = 828;

#[test]
fn numbers_written_by_hand_grow_fewer() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let counts: Vec<(usize, PathBuf)> = files
        .into_iter()
        .map(|file| (literals(&fs::read_to_string(&file).expect("readable")), file))
        .collect();
    let total: usize = counts.iter().map(|(count, _)| count).sum();
    println!("{total} numbers written by hand");
    assert!(total <= MOST, "{total} numbers are written by hand, {MOST} at most: {counts:?}");
}

#[test]
fn only_numbers_of_the_code_are_counted() {
    assert_eq!(literals("let a = [3, 0, 1.0, 2, 2.5, 0x41, 1_000];"), 3);
    assert_eq!(literals("for i in 0..10 { x.7; u32::MAX; b'9'; '7'; \"12\"; } // 99"), 1);
    assert_eq!(literals("const A: f64 = 0.5e3f64; /* 5 */ let r = r#\"4 \" 5\"#; f(2..=40)"), 2);
    assert_eq!(literals("fn f() { 5 }\n#[cfg(test)]\nmod tests {\n    7\n}\n"), 1);
    assert_eq!(literals("#[cfg(test)]\nmod tests;\nfn f() -> &'static str { 5; \"\\\"6\" }"), 1);
}

fn sources(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("a source directory") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && name != "weights" {
            sources(&path, files);
        } else if name.ends_with(".rs") && name != "tests.rs" {
            files.push(path);
        }
    }
    files.sort();
}

/// Decimal literals of a file other than 0, 1 and 2, its tests left out.
fn literals(code: &str) -> usize {
    let code = bare(&without_tests(code));
    let chars: Vec<char> = code.chars().collect();
    let (mut count, mut at) = (0, 0);
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < chars.len() && (chars[at].is_ascii_alphanumeric() || chars[at] == '_') {
            at += 1;
        }
        let is_fraction =
            chars.get(at) == Some(&'.') && chars.get(at + 1).is_some_and(char::is_ascii_digit);
        if is_fraction {
            at += 1;
            while at < chars.len() && (chars[at].is_ascii_alphanumeric() || chars[at] == '_') {
                at += 1;
            }
        }
        let before = |back: usize| start.checked_sub(back).map_or(' ', |at| chars[at]);
        let is_name = before(1).is_alphanumeric() || before(1) == '_';
        // `x.7` is a field; `0..10` ends with a number.
        let is_field = before(1) == '.' && before(2) != '.';
        if !is_name && !is_field && is_opinion(&chars[start..at].iter().collect::<String>()) {
            count += 1;
        }
    }
    count
}

/// Whether a literal is decimal and none of 0, 1 and 2.
fn is_opinion(literal: &str) -> bool {
    if literal.starts_with("0x") || literal.starts_with("0b") {
        return false;
    }
    let digits = literal.replace('_', "");
    let end = digits.find(['i', 'u', 'f']).unwrap_or(digits.len());
    ![0.0, 1.0, 2.0].contains(&digits[..end].parse::<f64>().unwrap_or_default())
}

/// A file without its module of tests, which stands at its end or in another file.
fn without_tests(code: &str) -> String {
    let mut parts = code.split("#[cfg(test)]");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.trim_start().split_once('\n') {
            Some((first, rest)) if first.ends_with(';') => kept.push_str(rest),
            _ => break,
        }
    }
    kept
}

/// Code without comments, and with nothing in its strings and characters.
fn bare(code: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(code.len()), code);
    let past = |rest: &str, end: &str, from: usize| {
        rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len())
    };
    while let Some(c) = rest.chars().next() {
        let is_inside_a_name = out.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let raw = rest.strip_prefix('r').filter(|_| !is_inside_a_name);
        let hashes = raw.map_or(0, |raw| raw.len() - raw.trim_start_matches('#').len());
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            past(rest, "*/", 0)
        } else if raw.is_some_and(|raw| raw[hashes..].starts_with('"')) {
            past(rest, &format!("\"{}", "#".repeat(hashes)), hashes + 2)
        } else if c == '"' {
            string(rest)
        } else if c == '\'' {
            character(rest)
        } else {
            0
        };
        if skipped == 0 {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            out.push(' ');
            rest = &rest[skipped..];
        }
    }
    out
}

/// Bytes of the string that a text starts with.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Bytes of the character that a text starts with; 0 where it is a lifetime.
fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => text[3..].find('\'').map_or(0, |at| at + 4),
        Some((at, c)) if text[at + c.len_utf8()..].starts_with('\'') => at + c.len_utf8() + 1,
        _ => 0,
    }
}
