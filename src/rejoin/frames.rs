//! Frames: the text of a page with each figure as one symbol.
//!
//! ```text
//! page    “8”就是…发展8个 | 方面的主要目标   “11”就是…发展11个方面重点任务
//! frame   “0”就是…发展0个 | 方面             “0”就是…发展0个方面
//! ```
//! What a page says again and again it says with other figures: prices, dates, points of a list.

use std::ops::Range;

use crate::sheet::Sheet;

/// What stands for a figure.
const FIGURE: u32 = '0' as u32;

/// The symbols of a page, and where the symbols of each block stand among them.
#[derive(Debug, Default)]
pub(super) struct Frames {
    pub(super) symbols: Vec<u32>,
    pub(super) blocks: Vec<Range<usize>>,
}

impl Frames {
    /// The frames of all blocks of a page.
    pub(super) fn of(sheet: &Sheet<'_>) -> Frames {
        let mut frames = Frames::default();
        for block in 0..sheet.blocks.len() {
            let from = frames.symbols.len();
            let symbols = &sheet.view.symbols()[sheet.view.block(block)];
            frames.symbols.extend(parts(symbols).map(symbol));
            frames.blocks.push(from..frames.symbols.len());
        }
        frames
    }
}

/// The first `most` symbols of a frame, and the last.
pub(super) fn head(symbols: &[u32], most: usize) -> Vec<u32> {
    parts(symbols).take(most).map(symbol).collect()
}

pub(super) fn tail(symbols: &[u32], most: usize) -> Vec<u32> {
    let tail = parts(symbols).rev().take(most).map(symbol);
    let mut tail: Vec<u32> = tail.collect();
    tail.reverse();
    tail
}

/// What of a text the first `count` symbols of its frame stand for, and the last.
pub(super) fn start(symbols: &[u32], count: usize) -> &[u32] {
    let len = parts(symbols).take(count).map(<[u32]>::len).sum();
    &symbols[..len]
}

pub(super) fn end(symbols: &[u32], count: usize) -> &[u32] {
    let len: usize = parts(symbols).rev().take(count).map(<[u32]>::len).sum();
    &symbols[symbols.len() - len..]
}

/// A text in figures and symbols that are none.
fn parts(symbols: &[u32]) -> impl DoubleEndedIterator<Item = &[u32]> {
    symbols.chunk_by(|a, b| is_digit(*a) && is_digit(*b))
}

fn symbol(part: &[u32]) -> u32 {
    if is_digit(part[0]) { FIGURE } else { part[0] }
}

fn is_digit(symbol: u32) -> bool {
    char::from_u32(symbol).is_some_and(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_one_symbol() {
        let symbols: Vec<u32> = "8个又11个".chars().map(u32::from).collect();
        let text = |symbols: &[u32]| -> String {
            symbols.iter().filter_map(|s| char::from_u32(*s)).collect()
        };
        assert_eq!(text(&head(&symbols, 4)), "0个又0");
        assert_eq!(text(&tail(&symbols, 3)), "又0个");
        assert_eq!(text(end(&symbols, 3)), "又11个");
        assert_eq!(text(start(&symbols, 1)), "8");
    }
}
