//! The page folded for comparison, with the way back to its spans.
//!
//! ```text
//! page   “Ｔｈｅ  Govern-⏎ment,” said …      河面 又漲,過了 2 個台阶
//! view   thegovernmentsaid…                 河面又涨过了2个台阶
//! ```
//!
//! Two printings of one text differ in spacing, punctuation, width, case, line
//! division and script variants long before they differ in words. The view has
//! none of these: only letters, ideographs and digits, one symbol each, in flat
//! buffers with the offset each came from.

use std::ops::Range;

use crate::block::Block;
use crate::lexicon::simplified;
use crate::script::is_unspaced;
use crate::source::{Source, Span};

/// What an ideograph weighs, in letters: English needs about three letters for
/// what Chinese says in one character, so lengths in both are compared so.
pub const HAN_WEIGHT: u32 = 3;

/// The folded page. Positions in it count symbols, from 0.
#[derive(Clone, Debug, Default)]
pub struct View {
    symbols: Vec<u32>,
    offsets: Vec<u32>,
    weights: Vec<u32>,
    block_starts: Vec<u32>,
}

impl View {
    /// Fold the running text of a page. What stands beside it (titles, bylines,
    /// captions) and what lies between blocks has no symbols.
    pub fn fold(source: &Source, blocks: &[Block]) -> View {
        let mut view = View::default();
        view.symbols.reserve(source.text().len() / 2);
        view.offsets.reserve(source.text().len() / 2);
        for block in blocks {
            view.block_starts.push(view.symbols.len() as u32);
            if !block.kind.is_aside() {
                view.fold_text(source, block.span);
            }
        }
        view.block_starts.push(view.symbols.len() as u32);
        view.weights.reserve(view.symbols.len() + 1);
        let mut total = 0;
        view.weights.push(0);
        for symbol in &view.symbols {
            total += weight(*symbol);
            view.weights.push(total);
        }
        view
    }

    fn fold_text(&mut self, source: &Source, span: Span) {
        let (text, offset) = (source.slice(span), span.start());
        let bytes = text.as_bytes();
        let mut next = 0;
        while let Some(&byte) = bytes.get(next) {
            let at = next;
            next += 1;
            let symbol = match ASCII.get(usize::from(byte)) {
                Some(0) => continue,
                Some(b'.') if !is_inside_number(bytes, at) => continue,
                Some(symbol) => u32::from(*symbol),
                None => {
                    let Some(c) = text[at..].chars().next() else { break };
                    next = at + c.len_utf8();
                    match fold_char(c) {
                        _ if c == LOST => lost(source, offset + at),
                        Some(c) => c as u32,
                        None => continue,
                    }
                }
            };
            self.symbols.push(symbol);
            self.offsets.push((offset + at) as u32);
        }
    }

    /// All symbols.
    pub fn symbols(&self) -> &[u32] {
        &self.symbols
    }

    /// Number of symbols.
    pub fn len(&self) -> usize {
        self.symbols.len()
    }

    /// Whether the page has no letters, ideographs or digits at all.
    pub fn is_empty(&self) -> bool {
        self.symbols.is_empty()
    }

    /// Weight of a stretch, in letters (an ideograph counts [`HAN_WEIGHT`]).
    pub fn weight(&self, range: Range<usize>) -> usize {
        (self.weights[range.end] - self.weights[range.start]) as usize
    }

    /// The symbols of one block.
    pub fn block(&self, index: usize) -> Range<usize> {
        self.block_starts[index] as usize..self.block_starts[index + 1] as usize
    }

    /// The block that holds the symbol at `at`.
    pub fn block_at(&self, at: usize) -> usize {
        self.block_starts.partition_point(|s| *s as usize <= at) - 1
    }

    /// Byte of the source where the symbol at `at` starts; the end of the last
    /// symbol when `at` is the length.
    pub fn offset(&self, at: usize) -> usize {
        self.offsets[at] as usize
    }

    /// First symbol at or after a byte of the source.
    pub fn at_offset(&self, byte: usize) -> usize {
        self.offsets.partition_point(|o| (*o as usize) < byte)
    }

    /// The span from the first symbol of a non-empty stretch to the end of its last.
    pub fn span(&self, source: &Source, range: Range<usize>) -> Span {
        let start = self.offset(range.start);
        let last = self.offset(range.end - 1);
        let width = source.text()[last..].chars().next().map_or(0, char::len_utf8);
        source.span(start..last + width)
    }
}

/// What symbols weigh together, in letters.
pub fn symbols_weight(symbols: &[u32]) -> usize {
    symbols.iter().map(|symbol| weight(*symbol) as usize).sum()
}

/// Characters of ASCII as the view has them; 0 for those it leaves out, and a point for
/// the two that may be inside a number.
const ASCII: [u8; 128] = {
    let mut folded = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8;
        folded[byte] = match c {
            b'.' | b',' => b'.',
            _ if c.is_ascii_alphanumeric() || c == b'%' => c.to_ascii_lowercase(),
            _ => 0,
        };
        byte += 1;
    }
    folded
};

/// What stands for a character that was lost.
const LOST: char = '\u{FFFD}';

/// The symbol of a lost character, beyond all characters. Two stretches of them look
/// alike and are not: one that could not be decoded is the bytes it was, and one
/// lost before, when another lost one stands beside it, is like no other.
fn lost(source: &Source, at: usize) -> u32 {
    let (end, text) = (at + LOST.len_utf8(), source.text());
    let span = source.span(at..end);
    if source.is_damaged(span) {
        let bytes = &source.input()[source.input_range(span)];
        let number = bytes.iter().fold(0, |number: u32, byte| number << 8 | u32::from(*byte));
        return 1 << 31 | number & 0x3FFF_FFFF;
    }
    let in_run = text[..at].ends_with(LOST) || text[end..].starts_with(LOST);
    if in_run { 3 << 30 | at as u32 } else { LOST as u32 }
}

/// What a symbol weighs, in letters.
fn weight(symbol: u32) -> u32 {
    if symbol > 0x2E7F && char::from_u32(symbol).is_some_and(is_unspaced) { HAN_WEIGHT } else { 1 }
}

/// A point or comma between two digits belongs to the number.
fn is_inside_number(bytes: &[u8], at: usize) -> bool {
    at > 0
        && bytes[at - 1].is_ascii_digit()
        && bytes.get(at + 1).is_some_and(|next| next.is_ascii_digit())
}

/// A character outside ASCII as the view has it, or `None` when the view leaves it out.
fn fold_char(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => {
            let half = char::from_u32(c as u32 - 0xFEE0)?;
            half.is_ascii_alphanumeric().then(|| half.to_ascii_lowercase())
        }
        'ſ' => Some('s'),
        '\u{4E00}'..='\u{9FFF}' => Some(simplified(c)),
        _ if c.is_alphanumeric() => c.to_lowercase().next(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::BlockKind;
    use crate::source::Piece;

    fn fold(text: &str) -> (Source, View) {
        let source = Source::from_text("t", text);
        let block = Block { span: source.whole(), kind: BlockKind::Paragraph };
        let view = View::fold(&source, &[block]);
        (source, view)
    }

    fn shown(view: &View) -> String {
        view.symbols().iter().filter_map(|s| char::from_u32(*s)).collect()
    }

    #[test]
    fn spacing_width_case_and_marks_fold_away() {
        assert_eq!(shown(&fold("“Ｔｈｅ Govern-\nment,” ſaid").1), "thegovernmentsaid");
        assert_eq!(shown(&fold("河面 又涨,过了 2 个台阶。").1), "河面又涨过了2个台阶");
    }

    #[test]
    fn numbers_keep_their_points() {
        assert_eq!(shown(&fold("3.5%, 1,000. Then").1), "3.5%1.000then");
    }

    #[test]
    fn what_was_lost_is_like_nothing_but_its_own_bytes() {
        let piece = |text, input, text_width| Piece { text, input, text_width, input_width: 1 };
        let pieces = vec![piece(0, 0, 3), piece(6, 2, 1), piece(8, 4, 3)];
        let (bytes, text) = (b"\xFF\xFE a\xFF".to_vec(), "\u{FFFD}\u{FFFD} a\u{FFFD}");
        let source = Source::from_pieces("t", bytes, text.into(), encoding_rs::UTF_8, pieces)
            .with_damage(vec![0..6, 8..11]);
        let block = Block { span: source.whole(), kind: BlockKind::Paragraph };
        let view = View::fold(&source, &[block]);
        let symbols = view.symbols();
        assert!(symbols[0] != symbols[1] && symbols[0] == symbols[3]);
        let lost = fold("\u{FFFD}\u{FFFD}a\u{FFFD}b\u{FFFD}").1;
        let symbols = lost.symbols();
        assert!(symbols[0] != symbols[1] && symbols[3] == symbols[5]);
    }

    #[test]
    fn stretches_lead_back_to_spans() {
        let (source, view) = fold("甲,乙 丙。b");
        assert_eq!(source.slice(view.span(&source, 1..3)), "乙 丙");
        assert_eq!(view.weight(0..4), 10);
        assert_eq!(view.at_offset(4), 1);
    }
}
