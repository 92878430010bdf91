//! Blocks of ideographs whose end or start a column may have torn.

use crate::block::BlockKind;
use crate::ending::{self, Ending};
use crate::lexicon::Lexicon;
use crate::script::{divides_clause, is_closing, is_han, is_unspaced};
use crate::series;
use crate::sheet::Sheet;
use crate::wording::tail_while;

use super::seam::head_while;

/// Characters by which a full line may fall short: a mark hung or pulled in.
const SLACK: usize = 2;

/// Characters on each side of a seam that are read as words.
const READ: usize = 8;

/// Fewest ideographs of a block of one line: with fewer it may be a title or a name, and
/// nothing tells whether it fills its line.
const FEWEST_LETTERS: usize = 16;

/// The ends of a page that may go on elsewhere, and the starts that may continue them,
/// in page order.
pub(super) fn edges<'a>(sheet: &Sheet<'a>) -> (Vec<Torn<'a>>, Vec<Torn<'a>>) {
    let blocks = 0..sheet.blocks.len();
    // Where blank lines part the columns, only what stands beside one is torn.
    let parted: Vec<bool> = blocks.clone().map(|block| is_parted(sheet, block)).collect();
    let by_blanks = parted.iter().skip(1).any(|parted| *parted);
    let last = |block: usize| !by_blanks || parted.get(block + 1).is_none_or(|parted| *parted);
    let first = |block: usize| !by_blanks || parted[block];
    let ends: Vec<Torn<'a>> =
        blocks.clone().filter(|b| last(*b)).filter_map(|b| Torn::end(sheet, b)).collect();
    let starts = match ends.is_empty() {
        true => Vec::new(),
        false => blocks.filter(|b| first(*b)).filter_map(|b| Torn::start(sheet, b)).collect(),
    };
    (ends, starts)
}

/// Whether a blank line, or nothing, stands before a block.
fn is_parted(sheet: &Sheet<'_>, block: usize) -> bool {
    let Some(above) = block.checked_sub(1) else { return true };
    let between = sheet.blocks[above].span.end()..sheet.blocks[block].span.start();
    sheet.source.text()[between].matches('\n').count() > 1
}

/// One torn edge of a block.
pub(super) struct Torn<'a> {
    /// The block, by index.
    pub(super) block: usize,
    /// Its text.
    pub(super) text: &'a str,
    /// The same folded.
    pub(super) symbols: &'a [u32],
    /// The ideographs it has, sorted, each once.
    pub(super) letters: Vec<u32>,
    /// Characters of its full lines, where it has more than one line.
    pub(super) width: Option<usize>,
    /// The ideographs at the edge that are read as words.
    pub(super) edge: &'a str,
    /// Natural logarithm of the probability of the edge as words.
    pub(super) log_edge: f64,
}

impl<'a> Torn<'a> {
    /// A block as an end that goes on elsewhere, if it may be one.
    fn end(sheet: &Sheet<'a>, block: usize) -> Option<Torn<'a>> {
        let last = sheet.source.slice(sheet.blocks[block].span).chars().next_back()?;
        let open = is_unspaced(last) || (divides_clause(last) && !last.is_ascii());
        let torn = open.then(|| Torn::new(sheet, block))??;
        let fills = torn.fills(torn.text.lines().next_back()?);
        let edge = tail_while(torn.text, READ, is_unspaced);
        (is_open(torn.text) && fills).then(|| torn.read(edge, sheet.lexicon))
    }

    /// A block as a start that continues another, if it may be one.
    fn start(sheet: &Sheet<'a>, block: usize) -> Option<Torn<'a>> {
        let titled = block.checked_sub(1).is_some_and(|above| {
            matches!(sheet.blocks[above].kind, BlockKind::Heading | BlockKind::Byline)
        });
        let first = sheet.source.slice(sheet.blocks[block].span).chars().next()?;
        let mark = !first.is_ascii() && (divides_clause(first) || is_closing(first));
        let member = series::mark_len(sheet.source.slice(sheet.blocks[block].span)) > 0;
        let starts = !titled && !member && (is_unspaced(first) || mark);
        let torn = starts.then(|| Torn::new(sheet, block))??;
        let fills = torn.fills(torn.text.lines().next()?);
        let edge = head_while(torn.text, READ, is_unspaced);
        fills.then(|| torn.read(edge, sheet.lexicon))
    }

    fn new(sheet: &Sheet<'a>, block: usize) -> Option<Torn<'a>> {
        if sheet.blocks[block].kind != BlockKind::Paragraph {
            return None;
        }
        let text = sheet.source.slice(sheet.blocks[block].span);
        let symbols = &sheet.view.symbols()[sheet.view.block(block)];
        let mut letters: Vec<u32> =
            symbols.iter().copied().filter(|s| char::from_u32(*s).is_some_and(is_han)).collect();
        letters.sort_unstable();
        letters.dedup();
        let width = width(text);
        let torn = Torn { block, text, symbols, letters, width, edge: "", log_edge: 0.0 };
        (torn.width.is_some() || torn.letters.len() >= FEWEST_LETTERS).then_some(torn)
    }

    fn read(self, edge: &'a str, lexicon: &Lexicon) -> Torn<'a> {
        Torn { edge, log_edge: lexicon.log_probability(edge), ..self }
    }

    /// Whether a line is as wide as the column.
    fn fills(&self, line: &str) -> bool {
        self.width.is_none_or(|width| line.trim().chars().count() + SLACK >= width)
    }

    /// Whether two blocks stand in columns of two widths.
    pub(super) fn differs_in_width(&self, other: &Torn<'_>) -> bool {
        let both = self.width.zip(other.width);
        both.is_some_and(|(own, other)| own.abs_diff(other) >= SLACK)
    }
}

/// Whether a text may go on elsewhere.
pub(super) fn is_open(text: &str) -> bool {
    !matches!(ending::ending(text), Ending::Complete | Ending::Announcing)
}

/// The upper quartile of the lengths of a text's lines, in characters.
fn width(text: &str) -> Option<usize> {
    let mut lengths: Vec<usize> = text.lines().map(|line| line.trim().chars().count()).collect();
    lengths.sort_unstable();
    (lengths.len() > 1).then(|| lengths[lengths.len() * 3 / 4])
}
