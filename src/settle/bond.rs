//! Bonds: what holds a passage to its neighbours, and what speaks for it by itself.
//!
//! What each is worth was chosen on pages made like those of
//! `cargo bench --bench quality -- scraps`, which shows it again.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::block::{Block, BlockKind};
use crate::ending::{self, Ending};
use crate::passage::{Passage, Passages};
use crate::script::{ends_sentence, is_closing, is_unspaced};
use crate::seam::{Candidate, Side};
use crate::sheet::Sheet;

use super::members::Series;
use super::order::Continues;
use super::spanned;

/// Neighbours in one sentence, in one piece or torn apart by a column break.
pub(super) const ONE_SENTENCE: i32 = 40;
/// An announcement, or a title, and what follows it.
pub(super) const ANNOUNCED: i32 = 30;
/// One sentence after another.
const SENTENCES: i32 = 20;
/// A sentence and an announcement after it: with that a section begins.
const SECTIONS: i32 = 15;
/// Neighbours on the page; also a passage in the middle of a sentence that is not
/// repeated with it, if the words at the seam do not go on. That is what a splice looks
/// like from both sides, so it speaks neither for a copy nor against it.
const NEIGHBOURS: i32 = 10;
/// Two passages that another place of the page has side by side too. A title or an
/// announcement and its text come to [`ONE_SENTENCE`] with it, and are not parted.
const RUN: i32 = ONE_SENTENCE - ANNOUNCED;
/// Halves of one sentence that nothing but copies part: that is not where these belong.
const PARTED: i32 = 60;
/// What it costs to leave half a sentence standing, or one that never goes on.
pub(super) const BROKEN: i32 = -20;
/// What it costs to leave an announcement of nothing.
const UNFULFILLED: i32 = -10;
/// What it costs that two passages stand the other way round than in every printing. An
/// announcement and its text may, where one printing follows another.
pub(super) const TURNED: i32 = -30;
/// The most that like words in the neighbourhood weigh: less than any bond.
const COHESION: i32 = 9;

/// Symbols of the neighbourhood whose words are compared, on each side.
const NEIGHBOURHOOD: usize = 60;

/// Symbols of the strings compared: a word of ideographs; of letters as many as
/// most words that carry sense have at least.
const HAN_GRAM: usize = 2;
const LETTERS_GRAM: usize = 5;

/// What bonds are weighed by.
pub(super) struct Bonds<'a> {
    sheet: &'a Sheet<'a>,
    passages: &'a Passages,
    /// Blocks that are halves of one, by index.
    joined: FxHashSet<(usize, usize)>,
    continues: &'a Continues<'a>,
    series: Series,
}

impl<'a> Bonds<'a> {
    pub(super) fn new(
        sheet: &'a Sheet<'a>,
        passages: &'a Passages,
        seams: &[Candidate],
        continues: &'a Continues<'a>,
    ) -> Bonds<'a> {
        let proven = seams.iter().filter(|c| c.is_sure());
        let joined = proven.map(|c| (c.left, c.right)).collect();
        Bonds { sheet, passages, joined, continues, series: Series::of(sheet) }
    }

    /// For each passage but the last what holds it and the next together.
    pub(super) fn all(&self) -> Vec<i32> {
        let pairs = 0..self.passages.all.len().saturating_sub(1);
        let mut bonds: Vec<i32> = pairs.map(|at| self.between(at)).collect();
        for at in self.runs() {
            if bonds[at] < ONE_SENTENCE {
                bonds[at] += RUN;
            }
        }
        // A passage that goes on, in one copy, with a sentence whose beginning stands once is
        // torn at its start wherever else it stands: it follows no sentence there.
        let all = &self.passages.all;
        let inside = |copy: &usize| {
            let before = copy.checked_sub(1).filter(|at| bonds[*at] == ONE_SENTENCE);
            before.is_some_and(|at| all[at].family.is_none() && all[at].block == all[*copy].block)
        };
        let torn = self.passages.families.iter().filter(|family| family.iter().any(inside));
        let torn: Vec<usize> = torn.flatten().filter(|copy| !inside(copy)).copied().collect();
        for before in torn.iter().filter_map(|copy| copy.checked_sub(1)) {
            bonds[before] = bonds[before].min(NEIGHBOURS);
        }
        bonds
    }

    /// The passages that stand before the same text here and elsewhere, by index.
    fn runs(&self) -> Vec<usize> {
        let mut places: FxHashMap<(usize, usize), Vec<usize>> = FxHashMap::default();
        for (at, pair) in self.passages.all.windows(2).enumerate() {
            if let (Some(left), Some(right)) = (pair[0].family, pair[1].family) {
                places.entry((left, right)).or_default().push(at);
            }
        }
        places.into_values().filter(|places| places.len() > 1).flatten().collect()
    }

    /// What holds passage `at` and the next together.
    fn between(&self, at: usize) -> i32 {
        let Bonds { sheet, passages, .. } = self;
        let (left, right) = (&passages.all[at], &passages.all[at + 1]);
        if left.block == right.block {
            return self.in_one_block(left, right);
        }
        if spanned::are_one(sheet, passages, at) {
            return ONE_SENTENCE;
        }
        self.of_blocks(at, at + 1)
    }

    /// What holds two passages together when all between them is folded.
    pub(super) fn apart(&self, left: usize, right: usize) -> i32 {
        let Bonds { sheet, passages, .. } = self;
        let (a, b) = (&passages.all[left], &passages.all[right]);
        let ends = a.range.end == sheet.view.block(a.block).end;
        let starts = b.range.start == sheet.view.block(b.block).start;
        if !(ends && starts) || a.block == b.block {
            return 0;
        }
        let is_aside = sheet.blocks[a.block].kind.is_aside();
        match self.of_blocks(left, right) {
            ONE_SENTENCE => PARTED,
            // Its text was folded: what comes next is another's.
            ANNOUNCED if is_aside => UNFULFILLED,
            ANNOUNCED => ANNOUNCED - NEIGHBOURS,
            bond => bond / 2,
        }
    }

    /// What holds the end of a block and the start of another together.
    fn of_blocks(&self, left: usize, right: usize) -> i32 {
        let Bonds { sheet, passages, joined, .. } = self;
        let at = right;
        let (left, right) = (&passages.all[left], &passages.all[right]);
        if joined.contains(&(left.block, right.block)) {
            return ONE_SENTENCE;
        }
        if self.series.parts(left.block, right.block) {
            return NEIGHBOURS;
        }
        let (left, right) = (sheet.blocks[left.block], sheet.blocks[right.block]);
        let follows = matches!(right.kind, BlockKind::Paragraph | BlockKind::ListItem);
        let ending = |block: Block| ending::ending(sheet.source.slice(block.span));
        // A question wants its answer.
        let text = sheet.source.slice(left.span).trim_end_matches(is_closing);
        let asks = left.kind == BlockKind::Paragraph && text.ends_with(['?', '？']);
        match ending(left) {
            Ending::Complete if asks && follows => ANNOUNCED,
            Ending::Complete if asks => NEIGHBOURS,
            Ending::Announcing if follows => ANNOUNCED,
            Ending::Announcing => UNFULFILLED,
            Ending::Complete if ending::starts_inside(sheet.source.slice(right.span)) => NEIGHBOURS,
            Ending::Complete if ending(right) == Ending::Announcing => SECTIONS,
            Ending::Complete if left.kind == BlockKind::Paragraph => SENTENCES,
            _ if self.is_continuation(at) => NEIGHBOURS,
            _ if right.kind == BlockKind::Paragraph => under(left.kind),
            // A title above its second line or its author's.
            _ if left.kind == BlockKind::Heading && right.kind.is_aside() => ANNOUNCED,
            _ => NEIGHBOURS,
        }
    }

    /// Whether a passage goes on in mid-sentence, or with what a block begins from which
    /// nothing but asides and copies parts it: that is no text of a title above it.
    fn is_continuation(&self, at: usize) -> bool {
        let Bonds { sheet, passages, joined, .. } = self;
        let block = passages.all[at].block;
        let parts = |p: &&Passage| {
            p.block == block || p.family.is_some() || sheet.blocks[p.block].kind.is_aside()
        };
        let before = passages.all[..at].iter().rev().find(|p| !parts(p));
        ending::starts_inside(sheet.source.slice(sheet.blocks[block].span))
            || before.is_some_and(|before| joined.contains(&(before.block, block)))
    }

    /// What holds two passages of one block together.
    fn in_one_block(&self, left: &Passage, right: &Passage) -> i32 {
        let Bonds { sheet, continues, .. } = self;
        let between = sheet.view.offset(left.range.end - 1)..sheet.view.offset(right.range.start);
        let both_repeated = left.family.is_some() && right.family.is_some();
        let side = |passage: &Passage| {
            let span = sheet.view.span(sheet.source, passage.range.clone());
            Side::new(sheet, passage.range.clone(), span)
        };
        let (left, right) = (side(left), side(right));
        let last = left.text.chars().next_back();
        // Where nothing stands between letters there is a word; between ideographs nothing
        // ever does.
        let in_word = between.len() == last.map_or(0, char::len_utf8)
            && last.is_some_and(|c| c.is_alphabetic() && !is_unspaced(c));
        match sheet.source.text()[between].chars().any(ends_sentence) {
            true => SENTENCES,
            false if both_repeated || in_word => ONE_SENTENCE,
            // A small letter shows nothing: in mid-line a splice has one too.
            false if ending::starts_inside(right.text) => NEIGHBOURS,
            false if continues(left, right).odds > 0.0 => ONE_SENTENCE,
            false => NEIGHBOURS,
        }
    }

    /// What speaks for or against a passage by itself: a sentence that never goes on,
    /// words shared with the neighbourhood.
    pub(super) fn own(&self, at: usize) -> i32 {
        let Bonds { sheet, passages, joined, .. } = self;
        let passage = &passages.all[at];
        if passage.family.is_none() {
            return 0;
        }
        // What a page begins with stands as well as what follows a sentence.
        let first = if at == 0 { SENTENCES } else { 0 };
        let block = sheet.blocks[passage.block];
        let text = sheet.source.slice(block.span);
        let at_end = passage.range.end == sheet.view.block(passage.block).end;
        let open = at_end
            && block.kind == BlockKind::Paragraph
            && matches!(ending::ending(text), Ending::Bare | Ending::Divided)
            && !joined.contains(&(passage.block, passage.block + 1))
            && !(at + 1 < passages.all.len() && spanned::are_one(sheet, passages, at));
        let ending = match open {
            true if self.goes_on_beyond_asides(passage.block) => ONE_SENTENCE,
            // Its rest is fetched; where the two stand in one piece nothing has to be.
            true if spanned::goes_on(sheet, passages, at) => 0,
            true if ending::has_sentence_end(text) => BROKEN,
            _ => 0,
        };
        cohesion(sheet, passages, at) + ending + first
    }

    /// Whether a torn block goes on after the pictures and titles that follow it.
    fn goes_on_beyond_asides(&self, block: usize) -> bool {
        let mut after = self.sheet.blocks.iter().enumerate().skip(block + 1);
        after
            .find(|(_, b)| !b.kind.is_aside())
            .is_some_and(|(next, _)| self.joined.contains(&(block, next)))
    }
}

/// What holds a paragraph to a block of this kind above it: a title wants its text, and
/// under a byline or a picture a paragraph is as much in its place as after another.
fn under(kind: BlockKind) -> i32 {
    match kind {
        BlockKind::Heading => ANNOUNCED,
        BlockKind::Byline | BlockKind::Caption => SENTENCES,
        _ => NEIGHBOURS,
    }
}

/// Share of the short strings around a passage that the passage has too, of the
/// nearest text that stands once.
fn cohesion(sheet: &Sheet<'_>, passages: &Passages, at: usize) -> i32 {
    let symbols = sheet.view.symbols();
    let passage = &passages.all[at];
    let alone = |index: Option<usize>| {
        let neighbour = passages.all.get(index?)?;
        neighbour.family.is_none().then_some(neighbour.range.clone())
    };
    let before = alone(at.checked_sub(1))
        .map(|r| &symbols[r.end.saturating_sub(NEIGHBOURHOOD).max(r.start)..r.end]);
    let after = alone(Some(at + 1)).map(|r| &symbols[r.start..r.end.min(r.start + NEIGHBOURHOOD)]);
    let around: FxHashSet<&[u32]> = [before, after].into_iter().flatten().flat_map(grams).collect();
    if around.is_empty() {
        return 0;
    }
    let shared: FxHashSet<&[u32]> =
        grams(&symbols[passage.range.clone()]).filter(|gram| around.contains(gram)).collect();
    (shared.len() as i32 * COHESION) / around.len() as i32
}

/// Strings long enough to speak of something: two ideographs, or a word's worth of
/// letters (pairs of letters recur in any two texts of one language).
fn grams(symbols: &[u32]) -> impl Iterator<Item = &[u32]> {
    (0..symbols.len()).filter_map(|at| {
        let unspaced = char::from_u32(symbols[at]).is_some_and(is_unspaced);
        symbols.get(at..at + if unspaced { HAN_GRAM } else { LETTERS_GRAM })
    })
}
