//! Mojibake: UTF-8 that was read with another table, read rightly again.
//!
//! ```text
//! CafÃ© â€œRÃ¶mer â€“ ZwÃ¶lfâ€    →  Café “Römer – Zwölf”   (read as windows-1252)
//! ä¸­æ–‡                             →  中文
//! 锟斤拷锟斤拷                          stays: what it was is lost
//! JOÃO, Â§ 5                       stay: no bytes of UTF-8, or one sign alone
//! ```
//! # Heuristics
//! - The way back must be exact: the characters' bytes are sound UTF-8, all of them.
//! - It must lead to text: quotation marks and dashes, common ideographs, or letters
//!   that make a known word with those around them. Letters of a name are put right
//!   on a page where most of the others make known words.
//! - A page that also has the result as it should be speaks of the thing itself:
//!   then, and in every other doubt, it is flagged.
//!
//! The signs that tell it are those of R. Speer's ftfy; the tests of the result are
//! of our own.

use encoding_rs::WINDOWS_1252;

use super::{misread_gbk, proposal};
use crate::ledger::Edit;
use crate::lexicon::Lexicon;
use crate::reason::{Reason, Tier};
use crate::script::{is_han, is_unspaced};
use crate::source::Source;

/// Times one text can have been misread over.
const MOST_TIMES: usize = 3;

/// Misreadings on a page that speaks of them, at most: it gives examples, where a
/// damaged page has them throughout.
const EXAMPLES: usize = 16;

/// Characters of a run that are read at once; a longer one is read in parts.
const LONGEST: usize = 600;

/// Characters of a word on each side of a misread letter that are looked at.
const WORD: usize = 40;

pub(super) fn mend(source: &Source, lexicon: &Lexicon, edits: &mut Vec<Edit>) {
    let text = source.text();
    // All characters that lead begin with one byte.
    let may_lead = text.as_bytes().contains(&0xC3);
    let found = if may_lead { misread(text, lexicon) } else { Vec::new() };
    let letters = found.iter().filter(|m| matches!(m.result, Result::Word | Result::Letters));
    let words = found.iter().filter(|m| m.result == Result::Word).count();
    let mostly_words = words > 0 && words * 2 >= letters.count();
    for misread in found {
        let sure = match misread.result {
            Result::Word | Result::Text => true,
            Result::Letters => mostly_words,
            Result::Sign => words > 0,
            Result::Nothing | Result::Chance => false,
        };
        let tier = if sure && !misread.meant { Tier::Safe } else { Tier::Flag };
        let span = source.span(misread.start..misread.end);
        edits.push(proposal(span, misread.text, Reason::Mojibake, tier));
    }
    misread_gbk::mend(source, lexicon, edits);
}

/// A run of characters that are bytes of UTF-8.
struct Misread {
    start: usize,
    end: usize,
    /// What the bytes say.
    text: String,
    result: Result,
    /// Whether the page has the result right elsewhere.
    meant: bool,
}

/// What the way back leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Result {
    /// Letters that make a known word with those around them.
    Word,
    /// Letters that make none.
    Letters,
    /// Ideographs, or marks that UTF-8 writes with three bytes.
    Text,
    /// A sign that `Â` stands before, which can stand there by chance.
    Sign,
    /// Not all of the run.
    Nothing,
    /// A letter no paper prints in a word that is none: a recogniser's slip.
    Chance,
}

fn misread(text: &str, lexicon: &Lexicon) -> Vec<Misread> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(leads).map(|at| from + at) {
        let mut ahead = text[start..].chars();
        from = start + ahead.next().map_or(1, char::len_utf8);
        if !ahead.next().and_then(byte).is_some_and(|b| (0x80..0xC0).contains(&b)) {
            continue;
        }
        let run = run_of(&text[start..]);
        let Some((len, back)) = way_back(run) else { continue };
        let end = start + len;
        from = end;
        let all = len == run.len() || run.chars().nth(LONGEST - 1).is_some();
        let result = if all { judge(text, start..end, &back, lexicon) } else { Result::Nothing };
        if result != Result::Chance {
            found.push(Misread { start, end, meant: false, text: back, result });
        }
    }
    if found.len() <= EXAMPLES {
        for misread in &mut found {
            let restored = restore(around(text, misread.start..misread.end));
            let telling = restored.chars().count() > 1 && restored.chars().any(char::is_alphabetic);
            misread.meant = telling && text.contains(&restored);
        }
    }
    found
}

/// The characters at the start of a text that are bytes beyond ASCII.
fn run_of(text: &str) -> &str {
    let inside = |c: &char| byte(*c).is_some_and(|b| b >= 0x80);
    let len = text.chars().take(LONGEST).take_while(inside).map(char::len_utf8).sum();
    &text[..len]
}

/// Whether a character is the first byte of a sequence of UTF-8.
fn leads(c: char) -> bool {
    matches!(c, '\u{C2}'..='\u{F4}')
}

/// The byte that windows-1252 (or Latin-1) reads as `c`.
fn byte(c: char) -> Option<u8> {
    match c {
        '\0'..='\u{7F}' | '\u{A0}'..='\u{FF}' => Some(c as u8),
        '\u{80}'..='\u{9F}' => Some(c as u8),
        '\u{152}'..='\u{2122}' => {
            let mut buffer = [0; 4];
            let (bytes, _, lost) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
            if lost { None } else { bytes.first().copied() }
        }
        _ => None,
    }
}

/// What the bytes of a run say, and how much of the run says it; `None` when
/// nothing sensible does.
fn way_back(run: &str) -> Option<(usize, String)> {
    let bytes: Vec<u8> = run.chars().map_while(byte).collect();
    let sound = match std::str::from_utf8(&bytes) {
        Ok(_) => bytes.len(),
        Err(fault) => fault.valid_up_to(),
    };
    let mut back = std::str::from_utf8(&bytes[..sound]).ok()?.to_string();
    if back.is_empty() {
        return None;
    }
    for _ in 1..MOST_TIMES {
        let bytes: Option<Vec<u8>> = back.chars().map(byte).collect();
        match bytes.and_then(|bytes| String::from_utf8(bytes).ok()) {
            Some(again) if again.len() < back.len() => back = again,
            _ => break,
        }
    }
    let len = run.chars().take(sound).map(char::len_utf8).sum();
    back.chars().all(is_printed).then_some((len, back))
}

/// Whether `c` is what a newspaper prints.
fn is_printed(c: char) -> bool {
    is_unspaced(c)
        || matches!(c, '\u{A0}'..='\u{24F}' | '\u{370}'..='\u{52F}' | '\u{1E00}'..='\u{1EFF}')
        || matches!(c, '\u{2010}'..='\u{2026}' | '\u{2030}'..='\u{203A}' | '\u{20A0}'..='\u{20BF}')
        || matches!(c, '\u{2122}' | '\u{2212}' | '\u{3000}'..='\u{303F}' | '\u{AC00}'..='\u{D7A3}')
        || matches!(c, '\u{FF01}'..='\u{FF5E}')
}

fn judge(text: &str, run: std::ops::Range<usize>, back: &str, lexicon: &Lexicon) -> Result {
    let ideographs = back.chars().filter(|c| is_han(*c));
    let (mut all, mut known) = (0, 0);
    ideographs.for_each(|c| {
        all += 1;
        known += usize::from(lexicon.frequency(c.encode_utf8(&mut [0; 4])).is_some());
    });
    if all > 0 {
        return if known == all { Result::Text } else { Result::Letters };
    }
    if back.chars().any(|c| c.is_alphabetic() && !matches!(c, 'ª' | 'º')) {
        let word = restore(around(text, run));
        let mut words =
            word.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|w| !w.is_empty());
        let known = words.all(|word| lexicon.contains(word) && word.chars().nth(1).is_some());
        let western = back.chars().all(|c| c <= '\u{FF}');
        return match known {
            true => Result::Word,
            false if !western && back.chars().nth(1).is_none() => Result::Chance,
            false => Result::Letters,
        };
    }
    if back.chars().all(|c| c > '\u{7FF}') { Result::Text } else { Result::Sign }
}

/// The word around a run: letters and characters that may be bytes of one.
fn around(text: &str, run: std::ops::Range<usize>) -> &str {
    let inside = |c: &char| c.is_ascii_alphabetic() || byte(*c).is_some_and(|b| b >= 0x80);
    let back: usize =
        text[..run.start].chars().rev().take(WORD).take_while(inside).map(char::len_utf8).sum();
    let ahead: usize =
        text[run.end..].chars().take(WORD).take_while(inside).map(char::len_utf8).sum();
    &text[run.start - back..run.end + ahead]
}

/// A word with all its runs read rightly.
fn restore(word: &str) -> String {
    let mut restored = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(at) = rest.find(leads) {
        restored.push_str(&rest[..at]);
        rest = &rest[at..];
        let run = &rest[..rest.find(|c: char| c.is_ascii()).unwrap_or(rest.len())];
        let (len, back) = way_back(run).unwrap_or_else(|| {
            let first = run.chars().next().map_or(0, char::len_utf8);
            (first, run[..first].to_string())
        });
        restored.push_str(&back);
        rest = &rest[len..];
    }
    restored + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a reader of windows-1252 makes of a text in UTF-8.
    fn misread_once(text: &str) -> String {
        WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    fn proposed(text: &str) -> Vec<(String, Tier)> {
        let source = Source::from_text("t", text);
        let mut edits = Vec::new();
        mend(&source, Lexicon::builtin(), &mut edits);
        edits.into_iter().map(|edit| (edit.text, edit.tier)).collect()
    }

    #[test]
    fn what_was_misread_is_read_again() {
        for text in
            ["un café fermé", "“Zwölf Brücken” – schön", "it’s a fiancé", "今天开会讨论修桥"]
        {
            let (once, twice) = (misread_once(text), misread_once(&misread_once(text)));
            for noisy in [once, twice] {
                let source = Source::from_text("t", &noisy);
                let mut edits = Vec::new();
                mend(&source, Lexicon::builtin(), &mut edits);
                let mut mended = noisy.clone();
                for edit in edits.iter().rev().filter(|edit| edit.tier == Tier::Safe) {
                    mended.replace_range(edit.span.range(), &edit.text);
                }
                assert_eq!(mended, text, "{noisy}");
            }
        }
    }

    #[test]
    fn what_only_looks_like_it_stays() {
        for text in [
            "JOÃO E A NAÇÃO",
            "«Où êtes-vous ?» – à côté, Â là!",
            "Ä«l Mundurr",
            "Åse Ærø, Ñandú, ÜÖÄ",
            "Ã, ã, Â, â: four letters",
            "prix : 5 € – 10 £",
            "今天开会讨论修桥，涓涓细流。",
            "Ελληνικά, Русский",
        ] {
            assert_eq!(proposed(text), [], "{text}");
        }
    }

    #[test]
    fn a_doubt_is_only_shown() {
        let flag = |text: &str| vec![(text.to_string(), Tier::Flag)];
        // A name alone proves nothing.
        assert_eq!(proposed("von Xyvbröq".replace('ö', "Ã¶").as_str()), flag("ö"));
        // A page on the matter.
        assert_eq!(proposed("“café” becomes cafÃ© on such pages"), flag("é"));
        assert_eq!(proposed("the note Â§ 5"), flag("§"));
    }
}
