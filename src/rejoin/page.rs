//! The page as joins see it: its pieces, what stands between them, what is usual on it.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::block::BlockKind;
use crate::ending;
use crate::language::LanguageModel;
use crate::language::model::PARAGRAPH;
use crate::lexicon::Lexicon;
use crate::script::{is_arabic, is_han, is_hangul, is_unspaced};
use crate::seam::Side;
use crate::sheet::Sheet;
use crate::view::HAN_WEIGHT;
use crate::wording;

use super::across;
use super::attested::Attested;
use super::between::{Sums, starts_inside};
use super::frames::Frames;
use super::piece::Piece;
use super::sequence::Sequence;

/// How many blocks ahead and back a continuation is looked for: a column break is bridged
/// over the pictures and boxes of a page, not over a page.
pub(super) const REACH: usize = 24;

/// Blocks around a piece among which short unfinished ones are counted: a list, verse.
const AROUND: usize = 2;

/// What the language model says of a piece's edges, in nats.
#[derive(Default)]
pub(super) struct Costs<'a> {
    pub(super) left: Vec<u32>,
    pub(super) right: Vec<u32>,
    /// Of its first symbols, and of the very first, with nothing known before them.
    pub(super) free: f32,
    pub(super) free_first: f32,
    /// Of its first symbols at the start of a paragraph.
    pub(super) as_start: f32,
    /// Of a paragraph's end after it.
    pub(super) as_end: f32,
    /// Of its ideographs at the edges, read as words.
    pub(super) tail: f64,
    pub(super) head: f64,
    /// Whether its last word wants another after it.
    pub(super) wants_more: bool,
    /// Whether an ideograph at its end, or at its start, is a stub of a word.
    pub(super) stub_end: bool,
    pub(super) stub_start: bool,
    /// Its last word and its first, of ideographs read as words or of letters.
    pub(super) last_word: &'a str,
    pub(super) first_word: &'a str,
}

/// The pieces of a page, in page order, and what is counted over them.
pub(super) struct Page<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) frames: Frames,
    pub(super) model: Option<&'static LanguageModel>,
    pub(super) pieces: Vec<Piece<'a>>,
    /// By piece; nothing for one that is not torn and continues nothing.
    pub(super) costs: Vec<Costs<'a>>,
    /// Whether its words are written without spaces.
    pub(super) is_unspaced: bool,
    /// Which weights its writing asks for.
    pub(super) writing: &'static str,
    pub(super) attested: Attested,
    /// How often each symbol stands on the page.
    pub(super) counts: FxHashMap<u32, u32>,
    /// How much each word of the page tells, and how much those of each piece together.
    pub(super) telling: FxHashMap<u64, f32>,
    pub(super) told: Vec<f32>,
    /// What stands between pieces; and what does when copies are passed over.
    pub(super) full: Sums,
    pub(super) folded: Sums,
    /// Whether all of a piece stands elsewhere too.
    pub(super) copied: Vec<bool>,
    /// The first piece of running text, and the last: pages of a book begin and end inside
    /// sentences, and what is last does not go on at the first.
    pub(super) first: Option<usize>,
    pub(super) last: Option<usize>,
    /// How many short unfinished ones stand around each.
    pub(super) heads_around: Vec<u32>,
    /// For each piece the member of a series that it stands in, by its pieces.
    pub(super) in_member: Vec<Option<Range<usize>>>,
    /// Whether torn ends go on in the next block.
    pub(super) sequence: Sequence,
    /// Share of long pieces that are unfinished, and of all that start inside a sentence.
    pub(super) open_share: f32,
    pub(super) torn_share: f32,
}

impl<'a> Page<'a> {
    /// Read the blocks of a page; `copied` says which stand elsewhere too.
    pub(super) fn of(sheet: &Sheet<'a>, copied: Vec<bool>) -> Page<'a> {
        let symbols = sheet.view.symbols();
        let piece = |(at, block): (usize, &crate::block::Block)| {
            Piece::read(sheet.source.slice(block.span), &symbols[sheet.view.block(at)], block.kind)
        };
        let mut pieces: Vec<Piece<'a>> = sheet.blocks.iter().enumerate().map(piece).collect();
        // The first word of the next page stands under the last line.
        if let Some(last) = pieces.iter_mut().rfind(|piece| piece.is_text)
            && last.is_open_word()
        {
            (last.is_text, last.is_aside) = (false, true);
        }
        Page::with(sheet, pieces, copied)
    }

    /// Two stretches of a page as a page of their own.
    pub(super) fn of_two(sheet: &Sheet<'a>, left: Side<'a>, right: Side<'a>) -> Page<'a> {
        let piece = |side: Side<'a>| Piece::read(side.text, side.symbols, BlockKind::Paragraph);
        Page::with(sheet, vec![piece(left), piece(right)], vec![false; 2])
    }

    fn with(sheet: &Sheet<'a>, pieces: Vec<Piece<'a>>, copied: Vec<bool>) -> Page<'a> {
        let (frames, mut counts) = (Frames::of(sheet), FxHashMap::default());
        frames.symbols.iter().for_each(|symbol| *counts.entry(*symbol).or_insert(0) += 1);
        let writing = writing(&counts);
        let is_unspaced = matches!(writing, "han" | "kana");
        let longest = pieces.iter().filter(|piece| piece.is_text);
        let sample = longest.map(|piece| piece.text).max_by_key(|text| text.len());
        let model = sample.and_then(LanguageModel::of);
        let heads = |at: usize| {
            let around = &pieces[at.saturating_sub(AROUND)..(at + AROUND + 1).min(pieces.len())];
            around.iter().filter(|piece| piece.is_head && !piece.is_aside).count() as u32
        };
        let is_body = |piece: &Piece<'_>| piece.is_text && !piece.is_head;
        let (telling, told) = telling(&pieces);
        let long = pieces.iter().filter(|piece| piece.is_text && piece.len >= 1.0);
        let (unfinished, long) =
            long.fold((0, 0), |(open, all), p| (open + u32::from(!p.is_done), all + 1));
        let starts = pieces.iter().filter(|piece| starts_inside(piece)).count() as f32;
        let page = Page {
            lexicon: sheet.lexicon,
            frames,
            model,
            is_unspaced,
            writing,
            attested: Attested::default(),
            counts,
            telling,
            told,
            full: Sums::of(&pieces, |_| true),
            folded: Sums::of(&pieces, |at| !copied[at]),
            copied,
            first: pieces.iter().position(is_body),
            last: pieces.iter().rposition(is_body),
            heads_around: (0..pieces.len()).map(heads).collect(),
            in_member: members(&pieces),
            open_share: unfinished as f32 / long.max(1) as f32,
            torn_share: starts / pieces.len().max(1) as f32,
            costs: Vec::new(),
            sequence: Sequence::default(),
            pieces,
        };
        let page = page.with_costs().with_attested();
        Page { sequence: Sequence::of(&page), ..page }
    }

    fn with_costs(mut self) -> Page<'a> {
        let costs = |piece: &Piece<'a>| {
            let (mut left, right) = (piece.left(), piece.right());
            let before = if self.is_unspaced { &[][..] } else { &[u32::from(' ')] };
            let cost = |left: &[u32], text: &[u32]| self.model.map_or(0.0, |m| m.cost(left, text));
            let as_end = cost(&left, &[PARAGRAPH]);
            if !self.is_unspaced && !piece.is_divided() {
                left.push(u32::from(' '));
            }
            Costs {
                free: cost(before, &right),
                free_first: cost(before, &right[..right.len().min(1)]),
                as_start: cost(&[PARAGRAPH], &right),
                as_end,
                tail: self.lexicon.log_probability(piece.tail),
                head: self.lexicon.log_probability(piece.head),
                wants_more: wording::last_word(self.lexicon, ending::last_clause(piece.text))
                    .is_some_and(|word| self.lexicon.cannot_end(word)),
                stub_end: !piece.tail.is_empty() && self.is_stub_end(piece.text),
                stub_start: !piece.head.is_empty() && across::is_stub(self.lexicon, piece.text, 0),
                last_word: self.word(piece.tail, <[Range<usize>]>::last, piece.last_word),
                first_word: self.word(piece.head, <[Range<usize>]>::first, piece.first_word),
                left,
                right,
            }
        };
        let asked = |piece: &Piece<'a>| if piece.is_text { costs(piece) } else { Costs::default() };
        let costs = self.pieces.iter().map(asked).collect();
        self.costs = costs;
        self
    }

    /// Whether a text ends in an ideograph that is a stub of a word.
    fn is_stub_end(&self, text: &str) -> bool {
        let clause = ending::last_clause(text);
        let last = clause.chars().next_back().map_or(0, char::len_utf8);
        last > 0 && across::is_stub(self.lexicon, clause, clause.len() - last)
    }

    /// The word at an edge: of ideographs read as words, or of letters.
    fn word(
        &self,
        ideographs: &'a str,
        which: fn(&[Range<usize>]) -> Option<&Range<usize>>,
        letters: &'a str,
    ) -> &'a str {
        let words = self.lexicon.segment(ideographs);
        which(&words).map_or(letters, |word| &ideographs[word.clone()])
    }

    fn with_attested(mut self) -> Page<'a> {
        let edges = self.pairs().into_iter().filter_map(|(left, right)| {
            let (left, right) = (&self.pieces[left], &self.pieces[right]);
            Some((*left.frame_tail.last()?, *right.frame_head.first()?))
        });
        self.attested = Attested::gather(&self.frames, edges);
        self
    }

    /// Each end that breaks off with each start near it, by left and then by right.
    pub(super) fn pairs(&self) -> Vec<(usize, usize)> {
        let all = self.pieces.len();
        let ends = (0..all).filter(|at| self.pieces[*at].is_text && !self.pieces[*at].is_done);
        let near = |left: usize| {
            let near = left.saturating_sub(REACH)..(left + REACH + 1).min(all);
            // From the end of a page nothing leads to its start.
            let leads_round =
                move |right: &usize| self.last == Some(left) && self.first == Some(*right);
            let is_text = move |right: &usize| *right != left && self.pieces[*right].is_text;
            let may = move |right: &usize| self.pieces[left].may_go_on_with(&self.pieces[*right]);
            near.filter(move |right| is_text(right) && may(right) && !leads_round(right))
                .map(move |right| (left, right))
        };
        ends.flat_map(near).collect()
    }
}

/// Which weights a page asks for, by the writing that most of its letters are of: of each the
/// edges of a text show something else.
fn writing(counts: &FxHashMap<u32, u32>) -> &'static str {
    let sum = |is: fn(char) -> bool| -> u32 {
        let of = counts.iter().filter(|(symbol, _)| char::from_u32(**symbol).is_some_and(is));
        of.map(|(_, count)| count).sum()
    };
    let (all, wide) = (sum(|_| true), sum(is_unspaced));
    match () {
        () if wide * HAN_WEIGHT as u32 <= all - wide => match () {
            () if 2 * sum(is_hangul) > all => "hangul",
            () if 2 * sum(is_arabic) > all => "arabic",
            () => "spaced",
        },
        () if (wide - sum(is_han)) * HAN_WEIGHT > wide => "kana",
        () => "han",
    }
}

/// How much each word tells: in the fewer pieces it stands, the more; and the sum of squares for
/// each piece, as a root.
fn telling(pieces: &[Piece<'_>]) -> (FxHashMap<u64, f32>, Vec<f32>) {
    let mut telling: FxHashMap<u64, f32> = FxHashMap::default();
    pieces.iter().flat_map(|piece| &piece.words).for_each(|word| {
        *telling.entry(*word).or_default() += 1.0;
    });
    let all = pieces.len() as f32;
    telling.values_mut().for_each(|count| *count = (all / *count).ln().powi(2));
    let told = |piece: &Piece<'_>| -> f32 { piece.words.iter().map(|word| telling[word]).sum() };
    let told = pieces.iter().map(|piece| told(piece).sqrt()).collect();
    (telling, told)
}

/// For each piece the member of a series that it stands in: from its mark to the mark of
/// the next number.
fn members(pieces: &[Piece<'_>]) -> Vec<Option<Range<usize>>> {
    let marked: Vec<usize> = (0..pieces.len()).filter(|at| pieces[*at].member.is_some()).collect();
    let mut within = vec![None; pieces.len()];
    for pair in marked.windows(2) {
        let (Some((style, number)), Some((next, following))) =
            (pieces[pair[0]].member, pieces[pair[1]].member)
        else {
            continue;
        };
        if style == next && number + 1 == following && pair[1] - pair[0] <= REACH {
            within[pair[0]..pair[1]].fill(Some(pair[0]..pair[1]));
        }
    }
    within
}
