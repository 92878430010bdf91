//! Asides: titles, bylines and captions that are repeated with their text.
//!
//! ```text
//! A NEW READING ROOM                     A NEW READlNG ROOM
//! By Our Own Correspondent               By Our Own Correspondent
//! The new reading room was opened …      The new reading room was opened …
//! ```
//!
//! Alone, a line like this says nothing: two articles by one reporter share a
//! byline, two on one matter a title. It is a further copy only where it stands before
//! text that is one, or after it: a caption or a byline, or a title that was taken along
//! with the end of the text before it.

use std::iter::successors;

use super::families::Sets;
use crate::block::BlockKind;
use crate::passage::Passage;
use crate::sheet::Sheet;
use crate::view::symbols_weight;

/// Share of characters that must agree between two such lines (Levenshtein over
/// the longer). They are short: below this, two titles differ in a word.
const ALIKE: f64 = 0.8;

/// Characters from which one may be misread, though it is a quarter of the line: what is
/// beside the two is one text.
const ONE_MISREAD: usize = 4;

/// Weight of titles after a copy (six ideographs, or 18 letters) from which they belong
/// to what was printed again, and not each to the text under it: the title of the next
/// article was taken along. What is shorter stands over many texts (`相关阅读`).
const TAKEN_ALONG: usize = 18;

/// Unite the asides around two passages that are printings of one text.
pub(super) fn unite(sheet: &Sheet<'_>, all: &[Passage], twins: (usize, usize), sets: &mut Sets) {
    let beside = |step| successors(Some(twins), move |at| beside(sheet, all, *at, step)).skip(1);
    beside(-1).for_each(|(a, b)| sets.unite(a, b));
    let after: Vec<(usize, usize)> = beside(1).collect();
    let is_title = |at: usize| sheet.blocks[all[at].block].kind == BlockKind::Heading;
    let titles = after.iter().position(|(a, b)| is_title(*a) || is_title(*b));
    let titles = titles.unwrap_or(after.len());
    let weight =
        |(at, _): &(usize, usize)| weight(sheet.source.slice(sheet.blocks[all[*at].block].span));
    let weight: usize = after[titles..].iter().map(weight).sum();
    let end = if weight >= TAKEN_ALONG { after.len() } else { titles };
    after[..end].iter().for_each(|(a, b)| sets.unite(*a, *b));
}

/// The two asides next to the two passages, if they are alike. One of them may be taken
/// for a paragraph of one line: a mark at the end of a title is easily read into it.
fn beside(
    sheet: &Sheet<'_>,
    all: &[Passage],
    (first, second): (usize, usize),
    step: isize,
) -> Option<(usize, usize)> {
    let (a, b) = (first.checked_add_signed(step)?, second.checked_add_signed(step)?);
    let line = |at: usize, from: usize| {
        let passage = all.get(at)?;
        let block = sheet.blocks[passage.block];
        let text = sheet.source.slice(block.span);
        let is_line = || {
            block.kind == BlockKind::Paragraph
                && passage.range == sheet.view.block(passage.block)
                && !text.contains('\n')
        };
        let apart = passage.block != all[from].block;
        (apart && (belongs_to_text(block.kind) || is_line())).then(|| (block.kind, folded(text)))
    };
    let ((kind, x), (other, y)) = (line(a, first)?, line(b, second)?);
    (a != b && (belongs_to_text(kind) || belongs_to_text(other)) && are_alike(&x, &y))
        .then_some((a, b))
}

/// Whether a line of this kind belongs to a text.
fn belongs_to_text(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Heading | BlockKind::Byline | BlockKind::Caption)
}

/// Whether two lines beside one text are printings of one line.
fn are_alike(x: &str, y: &str) -> bool {
    let shorter = x.chars().count().min(y.chars().count());
    strsim::normalized_levenshtein(x, y) >= ALIKE
        || shorter >= ONE_MISREAD && strsim::levenshtein(x, y) <= 1
}

/// The weight of a line, in letters.
fn weight(line: &str) -> usize {
    symbols_weight(&folded(line).chars().map(u32::from).collect::<Vec<u32>>())
}

/// A line without its spacing, marks and case.
fn folded(line: &str) -> String {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
