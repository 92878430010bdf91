//! Junk: lines without a word, as a recogniser makes of a stain or a rule.
//!
//! ```text
//! .,~ |i1 ;;              goes: stray marks, scattered letters
//! * * *   ———   -o-       stay: rules and ornaments between sections
//! 3:1   J. P.   x = y     stay: scores, initials, formulae
//! “. . . ?”   ?!?!        stay: somebody says nothing, or a lot
//! ```
//! Two readings are taken: a line that can be nothing else goes; one that only has
//! no word in it and too many marks is flagged.

use super::proposal;
use crate::block::{Block, BlockKind};
use crate::ledger::Edit;
use crate::proposal::LeftOut;
use crate::reason::{Reason, Tier};
use crate::script::{find_break, is_blank};
use crate::source::Source;

/// How much like junk a line is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Verdict {
    Text,
    Doubtful,
    Plain,
}

/// Fewest characters of a line that is judged: shorter are `½d.`, `3:1`, `:-)`.
const SHORTEST: usize = 4;

/// Fewest characters of plain junk: five may be an abbreviation with its marks. With it
/// all 228 lines that go from 5 MB of front pages of 1916 are without a word.
const SHORTEST_PLAIN: usize = 6;

/// Longest line that is looked at, in bytes: no stain is longer than a column is
/// wide, and a longer line has words.
const LONGEST: usize = 120;

/// The blocks that are nothing but junk; other lines of junk are flagged when they
/// are doubtful. (Plain ones inside a block go with the line breaks around them.)
pub(super) fn leave_out(source: &Source, blocks: &[Block], edits: &mut Vec<Edit>) -> Vec<LeftOut> {
    let mut left_out = Vec::new();
    for (index, block) in blocks.iter().enumerate().filter(|(_, block)| is_judged(block.kind)) {
        let text = source.slice(block.span);
        if lines(text).all(is_junk) {
            left_out.push(LeftOut { block: index, reason: Reason::JunkLine });
            continue;
        }
        let head = lines(text).take_while(|line| is_junk(line)).count();
        if let Some(first) = lines(text).nth(head).filter(|_| head > 0) {
            let span = block.span.head().cover(source.span_of(first).head());
            edits.push(proposal(span, "", Reason::JunkLine, Tier::Safe));
        }
        let doubtful = lines(text).filter(|line| verdict(line) == Verdict::Doubtful);
        edits.extend(
            doubtful.map(|line| proposal(source.span_of(line), "", Reason::JunkLine, Tier::Flag)),
        );
    }
    left_out
}

fn is_judged(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Verse | BlockKind::Furniture)
}

/// Bytes at the start of `text`, right after a line break, that are lines of plain
/// junk with what white space follows them.
pub(super) fn lead(text: &str) -> usize {
    let mut rest = text;
    while !rest.is_empty() {
        let end = find_break(rest).unwrap_or(rest.len());
        if !is_junk(rest[..end].trim_matches(is_blank)) {
            break;
        }
        rest = rest[end..].trim_start_matches(is_blank);
    }
    text.len() - rest.len()
}

/// The lines of a block that hold text, trimmed.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    let lines = std::iter::from_fn(move || {
        let (line, after) = rest.split_at(find_break(rest).unwrap_or(rest.len()));
        let more = !rest.is_empty();
        rest = after.trim_start_matches(is_blank);
        more.then(|| line.trim_matches(is_blank))
    });
    lines.filter(|line| !line.is_empty())
}

fn is_junk(line: &str) -> bool {
    verdict(line) == Verdict::Plain
}

/// What a line is counted by; white space is left out.
#[derive(Default)]
struct Count {
    all: usize,
    marks: usize,
    digits: usize,
    /// Marks that stand in no figure and in no silence.
    stray: usize,
    /// Letters in a row, at most.
    longest_word: usize,
}

fn verdict(line: &str) -> Verdict {
    if line.len() > LONGEST {
        return Verdict::Text;
    }
    let Some(count) = count(line) else { return Verdict::Text };
    let few = count.all < SHORTEST || count.marks * 2 < count.all || count.stray == 0;
    if few || count.digits > 1 || is_set(line) {
        return Verdict::Text;
    }
    let plain =
        count.all >= SHORTEST_PLAIN && count.marks * 5 >= count.all * 3 && count.longest_word < 2;
    if plain { Verdict::Plain } else { Verdict::Doubtful }
}

/// Letters in a row of the longest word that is no word but scattered letters.
const MOST_LETTERS: usize = 2;

/// `None` when the line holds a word, a letter that no Latin recogniser scatters, or a
/// sign of a formula, a price, a measure.
fn count(line: &str) -> Option<Count> {
    let mut count = Count::default();
    let mut word = 0;
    for c in line.chars() {
        let is_letter = c.is_alphabetic();
        word = if is_letter { word + 1 } else { 0 };
        count.longest_word = count.longest_word.max(word);
        if count.longest_word > MOST_LETTERS {
            return None;
        }
        match c {
            _ if is_blank(c) => continue,
            _ if is_letter && c < '\u{250}' => {}
            '0'..='9' => count.digits += 1,
            ',' | ';' | '`' | '~' | '|' | '\\' | '^' | '_' | ':' | '•' | '■' | '¦' | '«' | '»' =>
            {
                count.stray += 1;
                count.marks += 1;
            }
            '.' | '-' | '\'' | '"' | '!' | '?' | '*' | '—' | '–' | '‘' | '’' | '“' | '”' | '…'
            | '·' | '¬' | '®' | '©' => count.marks += 1,
            _ => return None,
        }
        count.all += 1;
    }
    Some(count)
}

/// Whether a line was set as it is: an ornament that reads the same from both
/// sides, a rule of one mark, a row of a table, initials, a move in a game.
fn is_set(line: &str) -> bool {
    let set: Vec<char> = line.chars().filter(|c| !is_blank(*c)).collect();
    let mirrored = set.iter().eq(set.iter().rev());
    let marks: Vec<char> = set.iter().copied().filter(|c| !c.is_alphanumeric()).collect();
    let most = marks.iter().map(|m| marks.iter().filter(|c| *c == m).count()).max().unwrap_or(0);
    let rule = most * 5 >= set.len() * 4;
    let one_kind = most == marks.len();
    let row = set.first() == Some(&'|') && set.last() == Some(&'|');
    let table_rule = set.iter().all(|c| matches!(c, '|' | '-' | ':' | '+'));
    let mut letters = line
        .char_indices()
        .filter(|(_, c)| c.is_alphanumeric())
        .map(|(at, c)| line[at + c.len_utf8()..].starts_with('.'));
    let initials = letters.next() == Some(true) && letters.all(|point| point);
    let code = set.windows(2).any(|two| two[0].is_uppercase() && two[1].is_ascii_digit());
    mirrored || rule || one_kind || row || table_rule || initials || code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_scattered_letters_are_junk() {
        for line in [".,~ |i1 ;;", "' . , .. i ,;", "'I,. . - I ;", "_ . ,:' i ..", "v .,-;' ."] {
            assert_eq!(verdict(line), Verdict::Plain, "{line}");
        }
        for line in ["v.;,a li;", "I,-b;"] {
            assert_eq!(verdict(line), Verdict::Doubtful, "{line}");
        }
    }

    #[test]
    fn what_was_set_so_is_not() {
        for line in [
            "* * *",
            "———",
            "-o-",
            "~ * ~",
            "_ _ _ _",
            "________.",
            ". . . .",
            "3:1",
            "3-1;",
            "2-1, 0-1;",
            "J. P.",
            "P.-S.",
            "W. A. B.;",
            "x = y;",
            "a; b; c;",
            "f'(x)",
            "£5;",
            "½d.;",
            "“. . . ?”",
            "?!?!",
            "“……！”",
            "。。。，",
            "-.-. --- -..",
            "| - | , |",
            "|---|:--|",
            "P-Q4;.",
            "(^_^)",
            ":-)",
            "¯\\_(ツ)_/¯",
            "中，",
            "春",
            "a",
            "12, 14;",
            "p.m.;",
            "I, too.",
            "A: No!",
            "Q.—",
            "",
        ] {
            assert_eq!(verdict(line), Verdict::Text, "{line}");
        }
    }

    #[test]
    fn junk_ahead_is_measured_with_its_breaks() {
        assert_eq!(lead(".,~ |i1 ;;\n\nThe end"), 12);
        assert_eq!(lead(".,~ |i1 ;;"), 10);
        assert_eq!(lead("The end\n.,~ |i1 ;;"), 0);
    }
}
