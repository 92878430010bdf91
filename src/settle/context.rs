//! Context: which copy of a passage stays.
//!
//! ```text
//! page     D: “…from five sides —”  [A… more]  [even, …]  D': [… from five sides —]  [A… more]
//! stays    D  announces A;  A… more | even, … are one sentence;  D' would announce nothing
//! ```
//!
//! "Whichever came first" is chance. The copy that stays is the one in its own
//! context: where the sentence around it is whole, where it follows what announces
//! it and is followed by its continuation, where its neighbours speak of the same
//! things. Each pair of neighbours has a bond; the copies are chosen so that the
//! bonds kept are worth most, runs of copies moving together. With nothing to
//! choose between them the first stays.

use rustc_hash::FxHashSet;

use crate::block::{Block, BlockKind};
use crate::ending::{self, Ending};
use crate::passage::Passages;
use crate::script::{ends_sentence, is_unspaced};
use crate::seam::Candidate;
use crate::sheet::Sheet;

use super::spanned;

/// Neighbours in one sentence, in one piece or torn apart by a column break.
const ONE_SENTENCE: i32 = 40;
/// An announcement and what follows it.
const ANNOUNCED: i32 = 30;
/// One sentence after another.
const SENTENCES: i32 = 20;
/// A sentence and an announcement after it: with that a section begins.
const SECTIONS: i32 = 15;
/// Neighbours on the page; also a passage in the middle of a sentence that is not
/// repeated with it. That is what a splice looks like from both sides, so it
/// speaks neither for a copy nor against it.
const NEIGHBOURS: i32 = 10;
/// What it costs to leave half a sentence standing, or one that never goes on.
const BROKEN: i32 = -20;
/// What it costs to leave an announcement of nothing.
const UNFULFILLED: i32 = -10;
/// The most that like words in the neighbourhood weigh: less than any bond.
const COHESION: i32 = 9;

/// Symbols of the neighbourhood whose words are compared, on each side.
const NEIGHBOURHOOD: usize = 60;

/// Symbols of the strings compared: a word of ideographs; of letters as many as
/// most words that carry sense have at least.
const HAN_GRAM: usize = 2;
const LETTERS_GRAM: usize = 5;

/// Copies of one family that are tried; more than these are boilerplate.
const TRIED: usize = 16;

/// Rounds of moving runs of copies; the worst page seen settles in three.
const ROUNDS: usize = 8;

/// Places in a run where a move may begin or end, from each end of the run.
const BREAKS: usize = 32;

/// For each passage, whether it stays: all that stand once, one of each family.
pub(super) fn choose(sheet: &Sheet<'_>, passages: &Passages, seams: &[Candidate]) -> Vec<bool> {
    let mut chosen = Choice::new(sheet, passages, seams);
    for _ in 0..ROUNDS {
        if !chosen.improve() {
            break;
        }
    }
    chosen.kept
}

struct Choice<'a> {
    passages: &'a Passages,
    /// Worth of keeping passage i and i + 1 both.
    bonds: Vec<i32>,
    /// Worth of keeping passage i, whatever stands around it.
    own: Vec<i32>,
    kept: Vec<bool>,
}

impl<'a> Choice<'a> {
    fn new(sheet: &Sheet<'_>, passages: &'a Passages, seams: &[Candidate]) -> Choice<'a> {
        let len = passages.all.len();
        let joined: FxHashSet<(usize, usize)> =
            seams.iter().filter(|c| c.is_proven()).map(|c| (c.left, c.right)).collect();
        let bonds = (0..len.saturating_sub(1)).map(|i| bond(sheet, passages, &joined, i)).collect();
        let own = (0..len).map(|i| own(sheet, passages, &joined, i)).collect();
        let mut kept = vec![true; len];
        for family in &passages.families {
            for copy in &family[1..] {
                kept[*copy] = false;
            }
        }
        Choice { passages, bonds, own, kept }
    }

    /// Try every other copy of every family, with as much of the run around it as
    /// helps; whether anything moved.
    fn improve(&mut self) -> bool {
        let mut moved = false;
        for family in &self.passages.families {
            for to in family.iter().take(TRIED) {
                let Some(from) = family.iter().copied().find(|p| self.kept[*p]) else { continue };
                if from != *to {
                    moved |= self.move_run(from, *to);
                }
            }
        }
        moved
    }

    /// Move what is kept from the run that starts at `from` to the parallel run that
    /// starts at `to`: the whole, a first part or a last part, if that is worth more.
    fn move_run(&mut self, from: usize, to: usize) -> bool {
        if self.parallel(from, to, -1) > 0 {
            return false; // tried from the start of its run
        }
        let len = self.parallel(from, to, 1) + 1;
        let breaks = || (1..len).take(BREAKS).chain((1..len).rev().take(BREAKS));
        let parts = std::iter::once(0..len)
            .chain(breaks().map(|end| 0..end))
            .chain(breaks().map(|start| start..len));
        let mut best: Option<(i32, Vec<(usize, usize)>)> = None;
        for part in parts {
            let moves: Vec<(usize, usize)> = part.map(|k| (from + k, to + k)).collect();
            // Of equal worth, the earlier copy: it also frees what the later one binds.
            let gain = 2 * self.gain(&moves) + i32::from(to < from);
            if gain > 0 && best.as_ref().is_none_or(|(most, _)| gain > *most) {
                best = Some((gain, moves));
            }
        }
        let Some((_, moves)) = best else { return false };
        self.toggle(&moves);
        true
    }

    /// How many passages next to the two are copies of one another, the first
    /// being the one kept.
    fn parallel(&self, from: usize, to: usize, step: isize) -> usize {
        let family = |at: usize, by: usize| {
            let at = at.checked_add_signed(step * by as isize)?;
            self.passages.all.get(at).and_then(|p| p.family).map(|f| (f, self.kept[at]))
        };
        (1..)
            .take_while(|by| {
                matches!((family(from, *by), family(to, *by)),
                    (Some((a, true)), Some((b, false))) if a == b)
            })
            .count()
    }

    fn gain(&mut self, moves: &[(usize, usize)]) -> i32 {
        let before = self.worth(moves);
        self.toggle(moves);
        let after = self.worth(moves);
        self.toggle(moves);
        after - before
    }

    fn toggle(&mut self, moves: &[(usize, usize)]) {
        for (from, to) in moves {
            self.kept.swap(*from, *to);
        }
    }

    /// Worth of all bonds and passages that a move touches.
    fn worth(&self, moves: &[(usize, usize)]) -> i32 {
        let (first, last) = (moves[0], moves[moves.len() - 1]);
        let (a, b) = (first.0.min(first.1), first.0.max(first.1));
        let len = last.0 - first.0;
        let (low, high) = (a.saturating_sub(1)..a + len + 1, b.saturating_sub(1)..b + len + 1);
        let high = high.start.max(low.end)..high.end.max(low.end);
        let bonds = low.chain(high).filter(|i| *i < self.bonds.len()).map(|i| self.bond(i));
        let own = moves.iter().flat_map(|(x, y)| [*x, *y]);
        bonds.sum::<i32>() + own.filter(|i| self.kept[*i]).map(|i| self.own[i]).sum::<i32>()
    }

    fn bond(&self, at: usize) -> i32 {
        match (self.kept[at], self.kept[at + 1], self.bonds[at]) {
            (true, true, bond) => bond,
            (true, false, ONE_SENTENCE) | (false, true, ONE_SENTENCE) => BROKEN,
            (true, false, ANNOUNCED) => UNFULFILLED,
            _ => 0,
        }
    }
}

/// What holds passage `at` and the next together.
fn bond(
    sheet: &Sheet<'_>,
    passages: &Passages,
    joined: &FxHashSet<(usize, usize)>,
    at: usize,
) -> i32 {
    let (left, right) = (&passages.all[at], &passages.all[at + 1]);
    if left.block == right.block {
        let between = sheet.view.offset(left.range.end - 1)..sheet.view.offset(right.range.start);
        let both_repeated = left.family.is_some() && right.family.is_some();
        return match sheet.source.text()[between].chars().any(ends_sentence) {
            true => SENTENCES,
            false if both_repeated => ONE_SENTENCE,
            false => NEIGHBOURS,
        };
    }
    if joined.contains(&(left.block, right.block)) {
        return ONE_SENTENCE;
    }
    let (left, right) = (sheet.blocks[left.block], sheet.blocks[right.block]);
    let follows = matches!(right.kind, BlockKind::Paragraph | BlockKind::ListItem);
    let ending = |block: Block| ending::ending(sheet.source.slice(block.span));
    match ending(left) {
        Ending::Announcing if follows => ANNOUNCED,
        Ending::Complete if ending(right) == Ending::Announcing => SECTIONS,
        Ending::Complete if left.kind == BlockKind::Paragraph => SENTENCES,
        _ if opens_text(left.kind) && right.kind == BlockKind::Paragraph => SENTENCES,
        _ => NEIGHBOURS,
    }
}

/// Whether a text begins or goes on after a block of this kind: the paragraph under
/// a title or a picture is as much in its place as one between two others.
fn opens_text(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Heading | BlockKind::Byline | BlockKind::Caption)
}

/// What speaks for or against a passage by itself: a sentence that never goes on,
/// words shared with the neighbourhood.
fn own(
    sheet: &Sheet<'_>,
    passages: &Passages,
    joined: &FxHashSet<(usize, usize)>,
    at: usize,
) -> i32 {
    let passage = &passages.all[at];
    if passage.family.is_none() {
        return 0;
    }
    let block = sheet.blocks[passage.block];
    let text = sheet.source.slice(block.span);
    let at_end = passage.range.end == sheet.view.block(passage.block).end;
    let open = at_end
        && block.kind == BlockKind::Paragraph
        && matches!(ending::ending(text), Ending::Bare | Ending::Divided)
        && !joined.contains(&(passage.block, passage.block + 1));
    let ending = match open {
        true if goes_on_beyond_asides(sheet, joined, passage.block) => ONE_SENTENCE,
        true if spanned::goes_on(sheet, passages, at) => NEIGHBOURS,
        true if ending::has_sentence_end(text) => BROKEN,
        _ => 0,
    };
    cohesion(sheet, passages, at) + ending
}

/// Whether a torn block goes on after the pictures and titles that follow it.
fn goes_on_beyond_asides(
    sheet: &Sheet<'_>,
    joined: &FxHashSet<(usize, usize)>,
    block: usize,
) -> bool {
    let mut after = sheet.blocks.iter().enumerate().skip(block + 1);
    after.find(|(_, b)| !b.kind.is_aside()).is_some_and(|(next, _)| joined.contains(&(block, next)))
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
