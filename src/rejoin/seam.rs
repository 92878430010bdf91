//! A seam: how two halves are put together.
//!
//! ```text
//! …请来石匠,总算解开这道难 | 题。到了第二年春天,…    → 难题       nothing between them
//! …the govern- | ment building                        → government  the hyphen goes
//! …the new government | building                      → a blank
//! …渠道大体修通,全 | 本农田的用水…                  → 全[…]本    stubs that make no word
//! ```
//! Whether the two belong together is decided elsewhere.

use super::across;
use super::attested::Attested;
use super::frames::{self, Frames};
use super::piece::Piece;
use crate::ending;
use crate::lexicon::{self, Lexicon};
use crate::reason::Tier;
use crate::script::{is_opening, is_unspaced};
use crate::seam::Seam;

/// A string of this many symbols across a seam, seen elsewhere on the page, is named as
/// evidence.
const ATTESTED: usize = 3;

/// What seams are read with.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    /// The known words.
    pub(super) lexicon: &'a Lexicon,
    /// The page, each figure one symbol.
    pub(super) frames: &'a Frames,
    /// What the page has across seams.
    pub(super) attested: &'a Attested,
}

impl Reader<'_> {
    /// How `right` is put behind `left`.
    pub(super) fn seam(&self, left: &Piece<'_>, right: &Piece<'_>, odds: f64, tier: Tier) -> Seam {
        let mut seam = Seam { odds, tier, ..Seam::default() };
        let word = across::word(self.lexicon, left.text, right.text);
        glue(&mut seam, left, right, word.is_some());
        let found = self.attested.across(self.frames, &left.frame_tail, &right.frame_head);
        if let Some(word) = word {
            seam.evidence.attested.push(word);
        } else if found.len >= ATTESTED {
            let back = frames::end(left.symbols, found.before);
            let ahead = frames::start(right.symbols, found.len - found.before);
            let string = back.iter().chain(ahead).filter_map(|s| char::from_u32(*s)).collect();
            seam.evidence.attested.push(string);
        } else {
            seam.gap = found.count == 0 && self.lost_letters(left, right);
        }
        seam.evidence = seam.evidence.scored(1.0 / (1.0 + (-odds).exp()));
        seam
    }

    /// Whether the seam has stubs on both sides that make no word together: then
    /// what stood between them is lost.
    fn lost_letters(&self, left: &Piece<'_>, right: &Piece<'_>) -> bool {
        let clause = ending::last_clause(left.text);
        let (Some(last), Some(first)) = (clause.chars().next_back(), right.text.chars().next())
        else {
            return false;
        };
        if is_unspaced(last) && is_unspaced(first) {
            return lexicon::affinity(last, first) < 0.0
                && across::is_stub(self.lexicon, clause, clause.len() - last.len_utf8())
                && across::is_stub(self.lexicon, right.text, 0);
        }
        let is_fragment = |word: &str| word.len() > 1 && !self.lexicon.contains(word);
        first.is_lowercase() && is_fragment(left.last_word) && is_fragment(right.first_word)
    }
}

/// What goes between the two, and what of a hyphen; `whole` says that a word lies across.
fn glue(seam: &mut Seam, left: &Piece<'_>, right: &Piece<'_>, whole: bool) {
    let (last, first) = (left.text.chars().next_back(), right.text.chars().next());
    let (Some(last), Some(first)) = (last, first) else { return };
    if left.is_divided() {
        if whole {
            seam.drop = last.len_utf8();
        }
        return;
    }
    let tight = whole
        || is_unspaced(last)
        || is_unspaced(first)
        || !first.is_alphanumeric() && !is_opening(first);
    seam.glue = if tight { "" } else { " " };
}

/// The first characters of a text, up to `most` of those that are all to be kept.
pub(super) fn head_while(text: &str, most: usize, keep: impl Fn(char) -> bool) -> &str {
    let kept = text.char_indices().take(most).take_while(|(_, c)| keep(*c));
    kept.last().map_or("", |(at, c)| &text[..at + c.len_utf8()])
}
