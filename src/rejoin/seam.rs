//! A seam: how well one text continues another.
//!
//! ```text
//! …请来石匠,总算解开这道难 | 题。到了第二年春天,…    → 难题       a word cut in two
//! …堤上又添了人手。加快 | 修补缺口,…                → 加快修补   a sentence of one word
//! …渠道大体修通,全 | 本农田的用水…                  → 全[…]本    stubs that make no word
//! …水退了 | 老艄公说,…                              → no         a full stop forgotten
//! ```
//!
//! Points are given for what each side shows alone and for what the two show
//! together. The ugly answer to avoid is two paragraphs run into one because a
//! full stop was forgotten: an open end is never enough without a sign that the
//! sentence was not over.

use super::across;
use super::attested::{Attestation, Attested};
use crate::ending::{self, Ending};
use crate::lexicon::{self, Lexicon};
use crate::script::is_unspaced;
use crate::seam::{Seam, Side};
use crate::series;
use crate::view::{HAN_WEIGHT, View};
use crate::wording::{self, tail_while};

/// A last clause this short, in letters' weight, is no sentence: three ideographs.
const STUB: usize = 3 * HAN_WEIGHT as usize;

/// A block this long, in letters' weight, is no heading that lost its mark:
/// sixteen ideographs.
const LONG: usize = 16 * HAN_WEIGHT as usize;

/// A string of this many symbols across a seam, seen elsewhere on the page, is
/// no chance in ideographs; letters need as many as two short words.
const ATTESTED_HAN: usize = 3;
const ATTESTED_LETTERS: usize = 8;

/// Characters at an edge that must have been read for anything to be said of it.
const EDGE: usize = 3;

/// A pair of ideographs at the seam that the page has this often is a word of it.
const ATTESTED_OFTEN: usize = 3;

/// What seams are judged by.
#[derive(Clone, Copy)]
pub(super) struct Judge<'a> {
    /// The known words.
    pub(super) lexicon: &'a Lexicon,
    /// The page, folded.
    pub(super) view: &'a View,
    /// What the page has across seams.
    pub(super) attested: &'a Attested,
}

/// A left side, with what it shows alone: it is tried against many right sides.
pub(super) struct Left<'a> {
    side: Side<'a>,
    ending: Ending,
    /// Its last clause.
    clause: &'a str,
    /// What closes a bracket or quotation that it leaves open.
    open: Option<char>,
    /// Points for what it shows alone.
    points: u8,
}

/// A right side, with what it shows alone.
pub(super) struct Right<'a> {
    side: Side<'a>,
    /// Whether it starts with what could not be decoded.
    damaged: bool,
    /// Whether it starts inside a sentence.
    inside: bool,
    /// Whether it starts as a member of a series does: what stands before it is another,
    /// and over.
    is_member: bool,
}

impl<'a> Right<'a> {
    /// What a right side shows alone.
    pub(super) fn new(side: Side<'a>) -> Right<'a> {
        let inside = ending::starts_inside(side.text) || ending::starts_with_stub(side.text);
        let is_member = series::mark_len(side.text) > 0;
        Right { side, damaged: is_damaged(side.text.chars()), inside, is_member }
    }
}

impl Judge<'_> {
    /// A left side; `None` when nothing continues it.
    pub(super) fn left<'a>(&self, side: Side<'a>) -> Option<Left<'a>> {
        let ending = ending::ending(side.text);
        let open = match ending {
            Ending::Complete | Ending::Announcing => return None,
            // No full stop was forgotten where a comma stands.
            Ending::Divided if side.weight >= LONG && ends_in_ideographs(side.text) => 3,
            Ending::Divided | Ending::Hyphen => 2,
            Ending::Bare if side.weight >= LONG || ending::has_sentence_end(side.text) => 2,
            Ending::Bare => 1,
        };
        if is_damaged(side.text.chars().rev()) {
            return None;
        }
        let clause = ending::last_clause(side.text);
        let points = open + self.unfinished(ending, side, clause);
        Some(Left { side, ending, clause, open: ending::leaves_open(side.text), points })
    }

    /// How well `right` continues `left`.
    pub(super) fn seam(&self, left: &Left<'_>, right: &Right<'_>) -> Seam {
        if right.damaged || right.is_member {
            return Seam::default();
        }
        let mut seam = Seam { points: left.points, ..Seam::default() };
        let word = across::word(self.lexicon, left.side.text, right.side.text);
        glue(&mut seam, left, right.side, word.is_some());
        self.score_together(&mut seam, left, right, word);
        seam.points += seam.together;
        seam.gap = self.lost_letters(&seam, left, right.side);
        seam.evidence.score = Some(u16::from(seam.points.min(10)) * 100);
        seam
    }

    /// Points for signs on the left side alone that its sentence is not over.
    fn unfinished(&self, ending: Ending, left: Side<'_>, clause: &str) -> u8 {
        if ending != Ending::Bare {
            return 0;
        }
        // A figure after a point (`.000`) is no clause.
        let short = weight_of(clause) <= STUB
            && clause.len() < left.text.len()
            && clause.contains(char::is_alphabetic);
        let unfinished = wording::last_word(self.lexicon, clause)
            .is_some_and(|word| self.lexicon.cannot_end(word));
        if short || unfinished { 2 } else { 0 }
    }

    /// Signs that the two belong to one another.
    fn score_together(
        &self,
        seam: &mut Seam,
        left: &Left<'_>,
        right: &Right<'_>,
        word: Option<String>,
    ) {
        if right.inside {
            seam.together += 2;
        }
        let right = right.side;
        if left.open.is_some_and(|close| ending::closes_first(right.text, close)) {
            seam.together += 2;
        }
        if let Some(word) = word {
            seam.together += 3;
            seam.evidence.attested.push(word);
            return;
        }
        let left = left.side;
        let found = self.attested.across(self.view, left.symbols, right.symbols);
        let telling = self.telling(found, left, right);
        if telling > 0 {
            seam.together += telling;
            let back = &left.symbols[left.symbols.len() - found.before..];
            let ahead = &right.symbols[..found.len - found.before];
            let string = back.iter().chain(ahead).filter_map(|s| char::from_u32(*s)).collect();
            seam.evidence.attested.push(string);
        } else if seam.together == 0 && across::goes_on(self.lexicon, left.text, right.text) {
            seam.together += 2;
        }
    }

    /// Points for a string across the seam that the page has elsewhere.
    fn telling(&self, found: Attestation, left: Side<'_>, right: Side<'_>) -> u8 {
        let han = left.text.chars().next_back().is_some_and(is_unspaced)
            || right.text.chars().next().is_some_and(is_unspaced);
        match han {
            true if found.len >= ATTESTED_HAN => 3,
            true if found.count >= ATTESTED_OFTEN => 2,
            false
                if found.len >= ATTESTED_LETTERS
                    && found.covers_words(left, right)
                    && found.stands_on_both(left, right)
                    && !self.attested.may_be_two_names(self.view, left, right) =>
            {
                3
            }
            _ => 0,
        }
    }

    /// Whether the seam has stubs on both sides that make no word together: then
    /// what stood between them is lost.
    fn lost_letters(&self, seam: &Seam, left: &Left<'_>, right: Side<'_>) -> bool {
        let (clause, left) = (left.clause, left.side);
        if !seam.evidence.attested.is_empty() || clause.is_empty() {
            return false;
        }
        let (Some(last), Some(first)) = (clause.chars().next_back(), right.text.chars().next())
        else {
            return false;
        };
        if is_unspaced(last) && is_unspaced(first) {
            return lexicon::affinity(last, first) < 0.0
                && self.is_stub(clause, clause.len() - last.len_utf8())
                && self.is_stub(right.text, 0)
                && self.attested.across(self.view, left.symbols, right.symbols).count == 0;
        }
        let is_fragment = |w: &str| w.len() > 1 && !self.lexicon.contains(w);
        first.is_lowercase()
            && is_fragment(head_while(right.text, 40, char::is_alphabetic))
            && is_fragment(tail_while(clause, 40, char::is_alphabetic))
    }

    /// Whether the character at `at` is left over when the text is read as words,
    /// and is none of those that stand alone.
    fn is_stub(&self, text: &str, at: usize) -> bool {
        let len = text[at..].chars().next().map_or(0, char::len_utf8);
        !wording::stands(self.lexicon, text, at..at + len)
            && !self.lexicon.stands_alone(&text[at..at + len])
    }
}

/// What goes between the two, and what of a hyphen; `whole` says that a word lies across.
fn glue(seam: &mut Seam, left: &Left<'_>, right: Side<'_>, whole: bool) {
    let (last, first) = (left.side.text.chars().next_back(), right.text.chars().next());
    let (Some(last), Some(first)) = (last, first) else { return };
    if left.ending == Ending::Hyphen {
        if whole {
            seam.drop = last.len_utf8();
        }
        return;
    }
    let tight = whole
        || is_unspaced(last)
        || is_unspaced(first)
        || !first.is_alphanumeric() && !crate::script::is_opening(first);
    seam.glue = if tight { "" } else { " " };
}

/// Whether something could not be decoded among the first characters of an edge.
fn is_damaged(edge: impl Iterator<Item = char>) -> bool {
    edge.take(EDGE).any(|c| c == char::REPLACEMENT_CHARACTER)
}

/// Whether a text ends in ideographs, marks aside.
fn ends_in_ideographs(text: &str) -> bool {
    text.trim_end_matches(|c: char| !c.is_alphanumeric()).ends_with(is_unspaced)
}

fn weight_of(text: &str) -> usize {
    let symbols = text.chars().filter(|c| c.is_alphanumeric());
    symbols.map(|c| if is_unspaced(c) { HAN_WEIGHT as usize } else { 1 }).sum()
}

/// The first characters of a text, up to `most` of those that are all to be kept.
pub(super) fn head_while(text: &str, most: usize, keep: impl Fn(char) -> bool) -> &str {
    let kept = text.char_indices().take(most).take_while(|(_, c)| keep(*c));
    kept.last().map_or("", |(at, c)| &text[..at + c.len_utf8()])
}
