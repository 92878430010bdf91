//! Doubled: a phrase, or the tail of a word, printed twice in a row.
//!
//! ```text
//! 加快推进城乡供水城乡供水一体化    →  加快推进城乡供水一体化
//! 想千方百计百计筹款                →  想千方百计筹款
//! in the course of the course of    →  in the course of
//! ```
//! The ugly answer is to mend what is meant: slogans and cries (冲啊冲啊), verse,
//! speech, reduplication (研究研究, 彼此彼此), figures. So nothing inside quotation
//! marks, no clause that is nothing but the phrase twice, nothing the page does
//! twice, and only prose.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::proposal;
use crate::block::{Block, BlockKind};
use crate::ending::Open;
use crate::ledger::{Edit, Evidence};
use crate::lexicon::Lexicon;
use crate::reason::{Reason, Tier};
use crate::script::{is_han, may_have_unspaced};
use crate::source::{Source, Span};

/// Characters of the shortest doubled phrase that is mended. Clean prose has no
/// immediate repeat of three or more; speech has some of three (为什么为什么).
const PHRASE: usize = 4;

/// Characters of the longest doubled phrase that is looked for: a line.
const LONGEST: usize = 40;

/// Words of the longest doubled phrase that is looked for where words are spaced.
const MOST_WORDS: usize = 4;

/// Characters of the shortest word whose tail may be doubled, and of the tail.
const WORD: usize = 4;
const TAIL: usize = 2;

/// How often a tail must be seen in the corpus of the lexicon to be a word by
/// itself, which may well follow a word that ends with it (中国人民|人民|群众).
const COMMON: u64 = 200;

/// The second copy of what is doubled.
struct Doubled {
    /// Bytes of the block.
    range: Range<usize>,
    /// Where it was looked for: at the first copy of a phrase, after the word whose tail
    /// comes again.
    at: usize,
    reason: Reason,
    evidence: Evidence,
    /// Whether it can hardly be right as it stands.
    sure: bool,
}

impl Doubled {
    fn phrase(range: Range<usize>, sure: bool) -> Doubled {
        let (reason, evidence) = (Reason::PhraseDoubled, Evidence::text());
        Doubled { at: range.start - range.len(), range, reason, evidence, sure }
    }
}

pub(super) fn mend(source: &Source, blocks: &[Block], lexicon: &Lexicon, edits: &mut Vec<Edit>) {
    let prose = blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    let mut found: Vec<Edit> =
        prose.flat_map(|block| in_block(source, block.span, lexicon)).collect();
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    for edit in &found {
        *times.entry(source.slice(edit.span)).or_default() += 1;
    }
    for edit in &mut found {
        // What the page does twice is its refrain.
        if times[source.slice(edit.span)] > 1 {
            edit.tier = Tier::Flag;
        }
    }
    edits.append(&mut found);
}

fn in_block(source: &Source, block: Span, lexicon: &Lexicon) -> Vec<Edit> {
    let text = source.slice(block);
    let mut speech = Speech::default();
    let mut found: Vec<Doubled> = words(text).collect();
    if may_have_unspaced(text) {
        found.extend(ideographs(text, lexicon));
        found.sort_by_key(|doubled| doubled.at);
    }
    let edit = |doubled: Doubled| {
        let Doubled { range, reason, evidence, sure, .. } = doubled;
        let meant = speech.goes_on_at(text, range.start);
        let tier = if sure && !meant { reason.tier() } else { Tier::Flag };
        let span = source.span(block.start() + range.start..block.start() + range.end);
        Edit { evidence, ..proposal(span, "", reason, tier) }
    };
    apart(found.into_iter()).map(edit).collect()
}

/// Of what is doubled, in order of place, what is not found inside another.
fn apart(found: impl Iterator<Item = Doubled>) -> impl Iterator<Item = Doubled> {
    let mut end = 0;
    found.filter(move |doubled| {
        let is_apart = doubled.at >= end;
        end = if is_apart { doubled.range.end } else { end };
        is_apart
    })
}

/// Ideographs that are doubled.
fn ideographs(text: &str, lexicon: &Lexicon) -> impl Iterator<Item = Doubled> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    (0..chars.len()).filter_map(move |i| {
        if !is_han(chars[i].1) {
            return None;
        }
        let phrase = doubled_phrase(&chars, i).map(|range| {
            let bytes = chars[range.start].0..offset(text, &chars, range.end);
            Doubled::phrase(bytes, !is_a_cry(&chars, &range))
        });
        phrase.or_else(|| doubled_tail(text, &chars, i, lexicon))
    })
}

fn offset(text: &str, chars: &[(usize, char)], index: usize) -> usize {
    chars.get(index).map_or(text.len(), |(at, _)| *at)
}

/// Ideographs printed twice, the longest such run; not one that repeats itself
/// within (加油加油加油加油 is a cheer).
fn doubled_phrase(chars: &[(usize, char)], i: usize) -> Option<Range<usize>> {
    let same = |a: usize, b: usize| matches!((chars.get(a), chars.get(b)), (Some(x), Some(y)) if x.1 == y.1);
    let len = (PHRASE..=LONGEST).rev().find(|len| {
        same(i, i + len) && (i..i + len).all(|k| is_han(chars[k].1) && same(k, k + len))
    })?;
    let periodic = (1..=len / 2).any(|p| len % p == 0 && (i..i + len - p).all(|k| same(k, k + p)));
    (!periodic).then_some(i + len..i + 2 * len)
}

/// The tail of a known word of four characters or more, printed again; what
/// follows must not make a word with it.
fn doubled_tail(
    text: &str,
    chars: &[(usize, char)],
    i: usize,
    lexicon: &Lexicon,
) -> Option<Doubled> {
    let at = |k: usize| chars.get(k).map(|(_, c)| *c);
    let tail = i.checked_sub(TAIL)?..i;
    let doubled =
        tail.clone().all(|k| at(k) == at(k + TAIL)) && at(tail.start) != at(tail.start + 1);
    let start = i.checked_sub(WORD)?;
    if !doubled || !(start..i + TAIL).all(|k| is_han(chars[k].1)) {
        return None;
    }
    let word = &text[chars[start].0..chars[i].0];
    let goes_on = (i + TAIL..chars.len().min(i + TAIL + 2)).any(|end| {
        (i..i + TAIL)
            .any(|from| lexicon.contains(&text[chars[from].0..offset(text, chars, end + 1)]))
    });
    let again = &text[chars[i].0..offset(text, chars, i + TAIL)];
    let own_word = lexicon.frequency(again).is_some_and(|f| f >= COMMON);
    let known = lexicon.contains(word) && !goes_on && !own_word;
    let range = chars[i].0..offset(text, chars, i + TAIL);
    let (reason, evidence) = (Reason::TailDoubled, Evidence::attested(word));
    let sure = !is_a_cry(chars, &(i..i + TAIL));
    known.then_some(Doubled { at: range.start, range, reason, evidence, sure })
}

/// Words that are doubled. Where the bytes up to one of the next few words do not come
/// again right there, there is nothing to be asked.
fn words(text: &str) -> impl Iterator<Item = Doubled> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    starts.extend((1..=bytes.len()).filter(|at| bytes[at - 1] == b' '));
    (1..starts.len()).flat_map(move |next| {
        let few = &starts[next..starts.len().min(next + MOST_WORDS)];
        // First letters are compared first: they nearly always differ.
        let again = |at: usize| {
            let alike = |second: &&usize| bytes.get(**second) == Some(&bytes[at]);
            let comes = |second: &usize| bytes[*second..].starts_with(&bytes[at..*second]);
            few.iter().filter(alike).any(comes)
        };
        // No word is longer than a line: a text without spaces is not compared at every
        // letter.
        let word = starts[next - 1].max(starts[next].saturating_sub(LONGEST))..starts[next];
        let own: Vec<usize> = word_starts(bytes, word).filter(|at| again(*at)).collect();
        own.into_iter().filter_map(|at| doubled_words(text, at))
    })
}

/// Where words in small letters start in a stretch of a text, and a few places more where
/// letters beyond ASCII stand.
fn word_starts(bytes: &[u8], stretch: Range<usize>) -> impl Iterator<Item = usize> {
    let starts = |at: usize| at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
    let may_be_small = |byte: u8| byte.is_ascii_lowercase() || byte >= 0xC0;
    stretch.filter(move |at| may_be_small(bytes[*at]) && starts(*at))
}

/// Three or more words printed twice (in the course of the course of); fewer only
/// where an article ends them, which can never be right (of the of the). Two others
/// are a doubt: "what was done was done in haste".
fn doubled_words(text: &str, at: usize) -> Option<Doubled> {
    let (before, rest) = text.split_at(at);
    let starts = !before.ends_with(char::is_alphanumeric);
    if !starts || !rest.starts_with(char::is_lowercase) {
        return None;
    }
    let words: Vec<&str> = rest.split(' ').take(2 * MOST_WORDS + 1).collect();
    let bare = |w: &str| w.chars().all(char::is_lowercase);
    let times = (2..=MOST_WORDS).rev().find(|n| {
        words.len() > 2 * n
            && words[..2 * n - 1].iter().all(|w| bare(w))
            && words[..*n] == words[*n..2 * n]
            && words[..*n].iter().any(|w| w != &words[0])
    });
    let never_right = words.len() > 2 && words[0] == words[1] && words[0] == "the";
    let n = times.or(never_right.then_some(1))?;
    // Again and again and again: the rhythm goes on.
    let last = before.trim_end().rsplit(' ').next();
    let sure = n > 2 || words[n - 1] == "the";
    if !sure && (last == Some(words[n - 1]) || words[2 * n].starts_with(words[0])) {
        return None;
    }
    let len: usize = words[..n].iter().map(|w| w.len() + 1).sum();
    Some(Doubled::phrase(at + len..at + 2 * len, sure))
}

/// Whether somebody speaks at a place of a block; asked from the front to the back, so
/// that the block is read once.
#[derive(Default)]
struct Speech {
    read: usize,
    open: Open,
    /// Whether a straight quotation mark is open.
    straight: bool,
}

impl Speech {
    fn goes_on_at(&mut self, text: &str, at: usize) -> bool {
        let piece = &text[self.read..at];
        self.read = at;
        self.open.read(piece);
        self.straight ^= piece.matches('"').count() % 2 == 1;
        self.straight || self.open.innermost().is_some()
    }
}

/// Whether a doubled phrase is a cry, which is all of its clause.
fn is_a_cry(chars: &[(usize, char)], second: &Range<usize>) -> bool {
    let len = second.len();
    let clause_starts = second.start == len || !chars[second.start - len - 1].1.is_alphanumeric();
    let clause_ends = chars.get(second.end).is_none_or(|(_, c)| !c.is_alphanumeric());
    let han = chars[second.clone()].iter().all(|(_, c)| is_han(*c));
    han && clause_starts && clause_ends
}
