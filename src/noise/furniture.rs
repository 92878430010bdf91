//! Furniture: running heads, page numbers and navigation leave the article.
//!
//! ```text
//! …the council will              …the council will meet again.
//! — 12 —                    →    (between the halves nothing stands, so they
//! meet again.                    can be joined)
//! ```
//!
//! The ugly answers are a score, a section's number (`1`, `2`, `3`, or `— 1 —`) or
//! its name (`Part 1`, `Part 2`, `Part 3`) taken for the page's. So a line goes when
//! its words can be nothing else, or when it comes back at places that show a
//! page's edge: a page break, a dressed page number, a sentence torn around it.
//! What is left is kept, and flagged where it stands at such an edge: else it heads a text.

use rustc_hash::FxHashMap;

use super::proposal;
use crate::block::{Block, BlockKind};
use crate::ending::{self, Ending};
use crate::furniture::{is_bare_number, is_folio, is_navigation, is_plainly_navigation};
use crate::ledger::Edit;
use crate::proposal::LeftOut;
use crate::reason::{Reason, Tier};
use crate::source::Source;

/// Likeness of two running heads that differ by noise alone.
const LIKENESS: f64 = 0.8;

/// Fewest numbers in a row, each one more than the last, that are page numbers;
/// two are a chance.
const FEWEST_NUMBERS: usize = 3;

/// What kind of furniture a line is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Line {
    Navigation,
    /// A page number, dressed as one (`第3版`).
    Folio,
    /// A number that may count pages or sections: `17`, `— 17 —`.
    Number(u32),
    Head,
}

/// The furniture that leaves the article, in page order; what is doubtful is flagged.
pub(super) fn leave_out(source: &Source, blocks: &[Block], edits: &mut Vec<Edit>) -> Vec<LeftOut> {
    let room = Room::new(source, blocks);
    let (gone, counted) = room.gone();
    let mut left_out = Vec::new();
    for (at, (block, line)) in room.lines.iter().copied().enumerate() {
        if gone[at] {
            left_out.push(LeftOut { block, reason: Reason::Furniture });
        } else if line == Line::Navigation || room.at_edge(at, &counted) {
            edits.push(proposal(blocks[block].span, "", Reason::Furniture, Tier::Flag));
        }
    }
    left_out
}

/// A page's furniture.
struct Room<'a> {
    source: &'a Source,
    blocks: &'a [Block],
    /// Furniture blocks, by index, with what each is.
    lines: Vec<(usize, Line)>,
}

impl<'a> Room<'a> {
    fn new(source: &'a Source, blocks: &'a [Block]) -> Room<'a> {
        let furniture = |(_, block): &(usize, &Block)| block.kind == BlockKind::Furniture;
        let lines = blocks.iter().enumerate().filter(furniture);
        let lines = lines.map(|(at, block)| (at, kind(source.slice(block.span)))).collect();
        Room { source, blocks, lines }
    }

    fn text(&self, at: usize) -> &'a str {
        self.source.slice(self.blocks[self.lines[at].0].span)
    }

    /// For each line of furniture whether it goes, and whether it counts pages.
    fn gone(&self) -> (Vec<bool>, Vec<bool>) {
        let mut gone: Vec<bool> = (0..self.lines.len())
            .map(|at| match self.lines[at].1 {
                Line::Navigation => is_plainly_navigation(self.text(at)),
                Line::Folio => true,
                Line::Number(_) => self.turns(at),
                Line::Head => false,
            })
            .collect();
        let counted = self.count_pages(&mut gone);
        self.run_heads(&counted, &mut gone);
        self.keep_company(&mut gone);
        (gone, counted)
    }

    /// Numbers that go up by one and of which one stands inside a sentence, or that
    /// do not begin with the first: sections begin at one and between sentences.
    /// Returned is which lines count pages at all; a bare number that does needs the
    /// company of its running head to go.
    fn count_pages(&self, gone: &mut [bool]) -> Vec<bool> {
        let numbers: Vec<(usize, u32)> = (0..self.lines.len())
            .filter_map(|at| match self.lines[at].1 {
                Line::Number(number) => Some((at, number)),
                _ => None,
            })
            .collect();
        let mut counted = gone.to_vec();
        for run in numbers.chunk_by(|a, b| a.1 + 1 == b.1) {
            let torn = run.iter().any(|(at, _)| self.tears(*at));
            let dressed = run.iter().all(|(at, _)| !is_bare_number(self.text(*at)));
            let from_one = run[0].1 <= 1;
            let long = run.len() >= FEWEST_NUMBERS;
            let goes = long && torn || dressed && (torn || !from_one);
            for (at, _) in run {
                gone[*at] |= goes;
                counted[*at] |= goes || long && !from_one;
            }
        }
        counted
    }

    /// Lines that come back, most of them where a page shows its edge; then what is
    /// like them but for noise, if it stands at an edge too.
    fn run_heads(&self, counted: &[bool], gone: &mut [bool]) {
        let mut groups: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for at in (0..self.lines.len()).filter(|at| self.lines[*at].1 == Line::Head) {
            groups.entry(letters(self.text(at))).or_default().push(at);
        }
        let mut heads = Vec::new();
        let mut single = Vec::new();
        for (key, group) in groups {
            let edges = group.iter().filter(|at| self.at_edge(**at, counted)).count();
            // The articles of a law are headings that come back between unfinished lines.
            let shown = || group.iter().any(|at| self.shows_edge(*at, counted));
            match group.len() {
                1 => single.push((key, group[0])),
                len if edges * 2 >= len && shown() => heads.push((key, group)),
                _ => {}
            }
        }
        single.retain(|(key, at)| {
            self.at_edge(*at, counted)
                && heads
                    .iter()
                    .any(|(head, _)| strsim::normalized_levenshtein(head, key) >= LIKENESS)
        });
        heads.iter().flat_map(|(_, group)| group).for_each(|at| gone[*at] = true);
        single.iter().for_each(|(_, at)| gone[*at] = true);
    }

    /// A page number beside its running head goes with it, a word of navigation
    /// beside others with them.
    fn keep_company(&self, gone: &mut [bool]) {
        let beside = |gone: &[bool], a: usize, b: usize| {
            let (first, second) = (self.lines[a], self.lines[b]);
            let alike = (first.1 == Line::Navigation) == (second.1 == Line::Navigation);
            gone[b] && alike && first.0.abs_diff(second.0) == 1 && first.1 != Line::Head
        };
        for at in 1..gone.len() {
            gone[at] |= beside(gone, at, at - 1);
        }
        for at in (1..gone.len()).rev() {
            gone[at - 1] |= beside(gone, at - 1, at);
        }
    }

    /// Whether a line stands where a page ends: by a page break, by a page number,
    /// inside a sentence.
    fn at_edge(&self, at: usize, counted: &[bool]) -> bool {
        self.by_number(at, counted) || self.turns(at) || self.tears(at)
    }

    /// The same, and the text after it does not begin as a new sentence does.
    fn shows_edge(&self, at: usize, counted: &[bool]) -> bool {
        let goes_on = || {
            let after = self.blocks.get(self.lines[at].0 + 1);
            after.is_some_and(|b| !self.source.slice(b.span).starts_with(char::is_uppercase))
        };
        self.by_number(at, counted) || self.turns(at) || self.tears(at) && goes_on()
    }

    /// Whether a page number stands right before or after a line.
    fn by_number(&self, at: usize, counted: &[bool]) -> bool {
        let numbered = |other: usize| {
            let line = self.lines[other];
            let is_number = matches!(line.1, Line::Folio | Line::Number(_));
            is_number && counted[other] && line.0.abs_diff(self.lines[at].0) == 1
        };
        let before = at.checked_sub(1).is_some_and(numbered);
        before || at + 1 < self.lines.len() && numbered(at + 1)
    }

    /// Whether a page break (form feed) stands right before or after a line.
    fn turns(&self, at: usize) -> bool {
        let block = self.lines[at].0;
        let before = block.checked_sub(1).map_or(0, |b| self.blocks[b].span.end());
        let after = self.blocks.get(block + 1).map_or(self.source.text().len(), |b| b.span.start());
        let span = self.blocks[block].span;
        let text = self.source.text();
        text[before..span.start()].contains('\u{C}') || text[span.end()..after].contains('\u{C}')
    }

    /// Whether the paragraph before a line breaks off and one follows.
    fn tears(&self, at: usize) -> bool {
        let block = self.lines[at].0;
        let other = |b: &&Block| b.kind != BlockKind::Furniture;
        let before = self.blocks[..block].iter().rev().find(other);
        let after = self.blocks[block + 1..].iter().find(other);
        let (Some(before), Some(after)) = (before, after) else { return false };
        let both = before.kind == BlockKind::Paragraph && after.kind == BlockKind::Paragraph;
        both && matches!(
            ending::ending(self.source.slice(before.span)),
            Ending::Bare | Ending::Divided | Ending::Hyphen
        )
    }
}

fn kind(text: &str) -> Line {
    let number = text.trim_matches(|c: char| !c.is_alphanumeric());
    if is_bare_number(number) {
        return Line::Number(number.parse().unwrap_or(0));
    }
    match () {
        () if is_navigation(text) => Line::Navigation,
        () if is_folio(text) => Line::Folio,
        () => Line::Head,
    }
}

/// A line's letters, without its figures, marks and spaces.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}
