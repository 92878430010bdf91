//! A piece: one block, and what its two edges show by themselves.
//!
//! ```text
//! 总算解开这道难   the end breaks off: no mark ends the sentence
//! 题。到了第二年   the start may be torn: what continues is told by the two together
//! ```

use rustc_hash::FxHasher;
use std::hash::Hasher;

use crate::block::BlockKind;
use crate::ending::{self, Ending};
use crate::language::model;
use crate::script::{
    HYPHENS, announces, closes, divides_clause, ends_sentence, is_closing, is_han, is_opening,
    is_unspaced,
};
use crate::series::{self, Style};
use crate::view::{HAN_WEIGHT, symbols_weight};
use crate::wording::tail_while;

use super::attested::REACH;
use super::frames;
use super::seam::head_while;

/// How an end looks: the last character.
pub(super) const ENDS: &[&str] =
    &["letter", "comma", "semicolon", "colon", "hyphen", "dash", "closing", "digit", "other"];

/// How a start looks: the first character, or the mark of a list.
pub(super) const STARTS: &[&str] =
    &["small", "capital", "caseless", "digit", "opening", "mark", "list", "other"];

/// Characters at an edge that are read: as words, and by the language model.
const READ: usize = 8;

/// Longest word that is looked up.
const WORD: usize = 40;

/// Letters of a paragraph of usual length; lengths are measured in it.
const PARAGRAPH: f32 = 160.0;

/// A piece shorter than this share of a paragraph, and unfinished, may be a heading.
const HEADING: f32 = 0.3;

/// Letters by which words of one stem are told to be alike.
const STEM: usize = 6;

/// One block with what its edges show.
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) symbols: &'a [u32],
    /// Whether the piece may be torn: running text, and no line that looks like furniture.
    pub(super) is_text: bool,
    /// Whether it stands beside the text: furniture, a caption, a byline.
    pub(super) is_aside: bool,
    /// Whether it is short and unfinished, as a heading is.
    pub(super) is_head: bool,
    /// Whether its last sentence is over.
    pub(super) is_done: bool,
    /// Whether it announces what follows.
    pub(super) announces: bool,
    /// Whether a sentence ends inside it, and only a word or two follow.
    pub(super) has_sentence: bool,
    pub(super) has_just_begun: bool,
    /// Whether its first sentence ends after a word or two.
    pub(super) is_soon_over: bool,
    /// Whether no mark of any kind stands inside it.
    pub(super) is_bare: bool,
    /// Whether it is all capitals.
    pub(super) is_capitals: bool,
    pub(super) end: usize,
    pub(super) start: usize,
    /// Its length in paragraphs.
    pub(super) len: f32,
    /// What closes the bracket that it leaves open; the bracket that it closes without
    /// having opened it.
    pub(super) open: Option<char>,
    pub(super) stray: Option<char>,
    /// Whether it has an odd number of straight quotation marks.
    pub(super) is_quoting: bool,
    /// Characters of its full lines, where it has more than one.
    pub(super) width: Option<usize>,
    /// How much of a full line its last line fills, and its first.
    pub(super) last_fill: f32,
    pub(super) first_fill: f32,
    /// Ideographs at its edges.
    pub(super) tail: &'a str,
    pub(super) head: &'a str,
    /// The symbols at its edges, each figure one.
    pub(super) frame_tail: Vec<u32>,
    pub(super) frame_head: Vec<u32>,
    /// Words at its edges, hyphens aside.
    pub(super) last_word: &'a str,
    pub(super) first_word: &'a str,
    /// Its words as numbers, sorted, each once.
    pub(super) words: Vec<u64>,
    /// The member of a series that it starts with.
    pub(super) member: Option<(Style, u32)>,
}

impl<'a> Piece<'a> {
    /// Read a block, or a stretch of one.
    pub(super) fn read(text: &'a str, symbols: &'a [u32], kind: BlockKind) -> Piece<'a> {
        let text = text.trim();
        let core = text.trim_end_matches(|c: char| is_closing(c) || c.is_whitespace());
        let ending = ending::ending(core);
        let is_done = ending == Ending::Complete;
        let weight = symbols_weight(symbols).max(text.chars().count());
        let len = weight as f32 / PARAGRAPH;
        let is_announcing = ending == Ending::Announcing;
        let is_head = kind == BlockKind::Heading || len < HEADING && !is_done && !is_announcing;
        let capitals =
            text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
        let mut letters = text.chars().filter(|c| c.is_alphabetic());
        let first = letters.next();
        // A line of one letter again and again is drawn, not written.
        let is_drawn = letters.next() == first && letters.all(|c| Some(c) == first);
        let numbered = text.starts_with(|c: char| c.is_ascii_digit())
            || text.ends_with(|c: char| c.is_ascii_digit());
        let furniture =
            first.is_none() || is_drawn || is_head && (capitals || numbered && len < HEADING / 2.0);
        let inner = || text.char_indices().filter(|(at, c)| at + c.len_utf8() < text.len());
        let is_mark = |c: char| {
            ends_sentence(c) || divides_clause(c) || announces(c) || is_closing(c) || is_opening(c)
        };
        let lines: Vec<usize> = text.lines().map(|line| line.trim().chars().count()).collect();
        let width = width(&lines);
        let fill = |line: Option<&usize>| {
            width.zip(line).map_or(0.0, |(width, line)| *line as f32 / width.max(1) as f32)
        };
        let bare = text.trim_end_matches(HYPHENS);
        let has_sentence = ending::has_sentence_end(text);
        Piece {
            text,
            symbols,
            is_text: kind == BlockKind::Paragraph && !furniture,
            is_aside: furniture || kind.is_aside() && kind != BlockKind::Heading,
            is_head,
            is_done,
            announces: is_announcing,
            has_sentence,
            has_just_begun: has_sentence && !is_done && is_word_or_two(last_sentence(text)),
            is_soon_over: has_sentence && is_word_or_two(first_sentence(text)),
            is_bare: !inner().any(|(_, c)| is_mark(c)),
            is_capitals: capitals,
            end: end_class(text),
            start: start_class(text),
            len,
            open: ending::leaves_open(text),
            stray: stray(text),
            is_quoting: text.matches('"').count() % 2 == 1,
            width,
            last_fill: fill(lines.last()),
            first_fill: fill(lines.first()),
            tail: tail_while(text, READ, is_unspaced),
            head: head_while(text, READ, is_unspaced),
            frame_tail: frames::tail(symbols, REACH),
            frame_head: frames::head(symbols, REACH),
            last_word: tail_while(bare, WORD, char::is_alphabetic),
            first_word: head_while(text, WORD, char::is_alphabetic),
            words: words(text),
            member: series::member(text).map(|(style, number, _)| (style, number)).or_else(|| {
                let figures = series::figures_len(text);
                text[..figures].parse().ok().map(|number| (Style::Figures, number))
            }),
        }
    }

    /// The last symbols as the language model reads them; a hyphen that divides a word is
    /// left out.
    pub(super) fn left(&self) -> Vec<u32> {
        let text = if self.is_divided() { self.text.trim_end_matches(HYPHENS) } else { self.text };
        model::symbols(tail_while(text, 3 * READ, |_| true))
    }

    /// Whether its last word is divided by a hyphen.
    pub(super) fn is_divided(&self) -> bool {
        ENDS[self.end] == "hyphen"
    }

    /// Whether its first clause is a word of one or two ideographs, before such a mark.
    pub(super) fn is_word_and(&self, mark: impl Fn(char) -> bool) -> bool {
        let rest = self.text.trim_start_matches(is_han);
        let len = self.text.len() - rest.len();
        (1..=2 * '中'.len_utf8()).contains(&len) && rest.starts_with(mark)
    }

    /// Whether it is one word, of letters, that ends no sentence.
    pub(super) fn is_open_word(&self) -> bool {
        !self.is_done && !self.text.contains(|c: char| c.is_whitespace() || is_unspaced(c))
    }

    /// Whether the first character of another may follow: behind a hyphen that divides a word
    /// only letters do. A text that stands twice does not continue itself.
    pub(super) fn may_go_on_with(&self, other: &Piece<'_>) -> bool {
        let is_letter = matches!(STARTS[other.start], "small" | "capital" | "caseless");
        self.text != other.text && (!self.is_divided() || is_letter)
    }

    /// The first symbols as the language model reads them.
    pub(super) fn right(&self) -> Vec<u32> {
        let mut symbols = model::symbols(head_while(self.text, 3 * READ, |_| true));
        symbols.truncate(READ);
        symbols
    }
}

fn end_class(text: &str) -> usize {
    let mut back = text.chars().rev();
    let (last, before) = (back.next().unwrap_or(' '), back.next());
    let name = match last {
        c if HYPHENS.contains(&c) && before.is_some_and(char::is_alphabetic) => "hyphen",
        c if c.is_alphabetic() => "letter",
        c if c.is_numeric() => "digit",
        ';' | '；' => "semicolon",
        ':' | '：' => "colon",
        c if divides_clause(c) => "comma",
        c if announces(c) || c == '-' => "dash",
        c if is_closing(c) => "closing",
        _ => "other",
    };
    ENDS.iter().position(|end| *end == name).unwrap_or(0)
}

fn start_class(text: &str) -> usize {
    let first = text.chars().next().unwrap_or(' ');
    let name = match first {
        _ if series::mark_len(text) > 0 || names_speaker(text) => "list",
        '•' | '·' | '■' | '●' | '○' | '◆' | '▲' | '△' | '★' | '※' | '*' | '☆' | '§' | '#' => {
            "list"
        }
        c if c.is_lowercase() => "small",
        c if c.is_uppercase() => "capital",
        c if c.is_alphabetic() => "caseless",
        c if c.is_numeric() => "digit",
        c if is_opening(c) => "opening",
        c if is_closing(c) || divides_clause(c) || announces(c) || ends_sentence(c) => "mark",
        _ => "other",
    };
    STARTS.iter().position(|start| *start == name).unwrap_or(0)
}

/// Whether a text starts with a word and a colon, as speeches and the lines of forms do.
fn names_speaker(text: &str) -> bool {
    let name = head_while(text, 2 * READ, |c| !announces(c) && !c.is_whitespace());
    !name.is_empty() && text[name.len()..].starts_with([':', '：'])
}

/// What follows the last sentence that is over inside a text, and what its first one is.
fn last_sentence(text: &str) -> &str {
    text.rsplit(ends_sentence).next().unwrap_or(text)
}

fn first_sentence(text: &str) -> &str {
    text.split(ends_sentence).next().unwrap_or(text)
}

/// Whether a stretch is no longer than a word or two.
fn is_word_or_two(text: &str) -> bool {
    let weight = |c: char| if is_unspaced(c) { HAN_WEIGHT as usize } else { 1 };
    text.trim().chars().map(weight).sum::<usize>() <= 2 * STEM
}

/// The first bracket or quotation mark that a text closes and did not open.
fn stray(text: &str) -> Option<char> {
    let mut open = Vec::new();
    for c in text.chars() {
        if let Some(close) = closes(c) {
            open.push(close);
        } else if is_closing(c) && !matches!(c, '’' | '"') && open.pop() != Some(c) {
            return Some(c);
        }
    }
    None
}

/// The upper quartile of the lengths of a text's lines.
fn width(lines: &[usize]) -> Option<usize> {
    let mut lengths = lines.to_vec();
    lengths.sort_unstable();
    (lengths.len() > 1).then(|| lengths[lengths.len() * 3 / 4])
}

/// The words of a text as numbers: pairs of ideographs, stems of longer words.
fn words(text: &str) -> Vec<u64> {
    let number = |chars: &[char]| {
        let mut hasher = FxHasher::default();
        chars.iter().for_each(|c| hasher.write_u32(u32::from(*c)));
        hasher.finish()
    };
    let letters: Vec<char> = text.chars().collect();
    let han = letters.windows(2).filter(|pair| pair.iter().all(|c| is_han(*c))).map(number);
    let mut words: Vec<u64> = han.collect();
    let spaced = letters.split(|c| !c.is_alphabetic() || is_unspaced(*c));
    let long = spaced.filter(|word| word.len() > HAN_WEIGHT as usize);
    words.extend(long.map(|word| {
        let stem: Vec<char> =
            word.iter().take(STEM).map(|c| c.to_lowercase().next().unwrap_or(*c)).collect();
        number(&stem)
    }));
    words.sort_unstable();
    words.dedup();
    words
}
