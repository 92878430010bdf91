//! The page as joins see it: its pieces, what stands between them, what is usual on it.

use rustc_hash::FxHashMap;

use crate::block::BlockKind;
use crate::ending;
use crate::language::LanguageModel;
use crate::language::model::PARAGRAPH;
use crate::lexicon::Lexicon;
use crate::script::is_unspaced;
use crate::seam::Side;
use crate::sheet::Sheet;
use crate::view::{HAN_WEIGHT, View};
use crate::wording;

use super::attested::Attested;
use super::between::{Sums, starts_inside};
use super::piece::Piece;

/// How many blocks ahead and back a continuation is looked for: a column break is bridged
/// over the pictures and boxes of a page, not over a page.
const REACH: usize = 24;

/// Blocks around a piece among which short unfinished ones are counted: a list, verse.
const AROUND: usize = 2;

/// What the language model says of a piece's edges, in nats.
#[derive(Default)]
pub(super) struct Costs {
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
}

/// The pieces of a page, in page order, and what is counted over them.
pub(super) struct Page<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) view: &'a View,
    pub(super) model: Option<&'static LanguageModel>,
    pub(super) pieces: Vec<Piece<'a>>,
    /// By piece; nothing for one that is not torn and continues nothing.
    pub(super) costs: Vec<Costs>,
    /// Whether its words are written without spaces.
    pub(super) is_unspaced: bool,
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
    /// How many short unfinished ones stand around each.
    pub(super) heads_around: Vec<u32>,
    /// For each piece the member of a series that it stands in, by the piece it starts with.
    pub(super) in_member: Vec<Option<usize>>,
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
        Page::with(sheet, sheet.blocks.iter().enumerate().map(piece).collect(), copied)
    }

    /// Two stretches of a page as a page of their own.
    pub(super) fn of_two(sheet: &Sheet<'a>, left: Side<'a>, right: Side<'a>) -> Page<'a> {
        let piece = |side: Side<'a>| Piece::read(side.text, side.symbols, BlockKind::Paragraph);
        Page::with(sheet, vec![piece(left), piece(right)], vec![false; 2])
    }

    fn with(sheet: &Sheet<'a>, pieces: Vec<Piece<'a>>, copied: Vec<bool>) -> Page<'a> {
        let text = pieces.iter().flat_map(|piece| piece.symbols);
        let (mut wide, mut all, mut counts) = (0, 0, FxHashMap::default());
        for symbol in text {
            wide += usize::from(char::from_u32(*symbol).is_some_and(is_unspaced));
            all += 1;
            *counts.entry(*symbol).or_insert(0) += 1;
        }
        let is_unspaced = wide * HAN_WEIGHT as usize > all - wide;
        let longest = pieces.iter().filter(|piece| piece.is_text);
        let sample = longest.map(|piece| piece.text).max_by_key(|text| text.len());
        let model = sample.and_then(LanguageModel::of);
        let heads = |at: usize| {
            let around = &pieces[at.saturating_sub(AROUND)..(at + AROUND + 1).min(pieces.len())];
            around.iter().filter(|piece| piece.is_head && !piece.is_aside).count() as u32
        };
        let (telling, told) = telling(&pieces);
        let long = pieces.iter().filter(|piece| piece.is_text && piece.len >= 1.0);
        let (unfinished, long) =
            long.fold((0, 0), |(open, all), p| (open + u32::from(!p.is_done), all + 1));
        let starts = pieces.iter().filter(|piece| starts_inside(piece)).count() as f32;
        let page = Page {
            lexicon: sheet.lexicon,
            view: sheet.view,
            model,
            is_unspaced,
            attested: Attested::default(),
            counts,
            telling,
            told,
            full: Sums::of(&pieces, |_| true),
            folded: Sums::of(&pieces, |at| !copied[at]),
            copied,
            heads_around: (0..pieces.len()).map(heads).collect(),
            in_member: members(&pieces),
            open_share: unfinished as f32 / long.max(1) as f32,
            torn_share: starts / pieces.len().max(1) as f32,
            costs: Vec::new(),
            pieces,
        };
        page.with_costs().with_attested(sheet)
    }

    fn with_costs(mut self) -> Page<'a> {
        let costs = |piece: &Piece<'_>| {
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
                left,
                right,
            }
        };
        let asked = |piece: &Piece<'_>| if piece.is_text { costs(piece) } else { Costs::default() };
        let costs = self.pieces.iter().map(asked).collect();
        self.costs = costs;
        self
    }

    fn with_attested(mut self, sheet: &Sheet<'_>) -> Page<'a> {
        let edges = self.pairs().into_iter().filter_map(|(left, right)| {
            let (left, right) = (self.pieces[left].symbols, self.pieces[right].symbols);
            Some((*left.last()?, *right.first()?))
        });
        self.attested = Attested::gather(sheet.view, sheet.blocks.len(), edges);
        self
    }

    /// Each end that breaks off with each start near it, by left and then by right.
    pub(super) fn pairs(&self) -> Vec<(usize, usize)> {
        let all = self.pieces.len();
        let ends = (0..all).filter(|at| self.pieces[*at].is_text && !self.pieces[*at].is_done);
        let near = |left: usize| {
            let near = left.saturating_sub(REACH)..(left + REACH + 1).min(all);
            near.filter(move |right| *right != left && self.pieces[*right].is_text)
                .map(move |right| (left, right))
        };
        ends.flat_map(near).collect()
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
fn members(pieces: &[Piece<'_>]) -> Vec<Option<usize>> {
    let marked: Vec<usize> = (0..pieces.len()).filter(|at| pieces[*at].member.is_some()).collect();
    let mut within = vec![None; pieces.len()];
    for pair in marked.windows(2) {
        let (Some((style, number)), Some((next, following))) =
            (pieces[pair[0]].member, pieces[pair[1]].member)
        else {
            continue;
        };
        if style == next && number + 1 == following && pair[1] - pair[0] <= REACH {
            within[pair[0]..pair[1]].fill(Some(pair[0]));
        }
    }
    within
}
