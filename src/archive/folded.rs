//! Folded: a page's text as it is compared with others, small enough to be kept.
//!
//! Symbols of the kept text in the order of the article, so that a passage torn by a
//! column stands in one piece; each leads back to the page. A symbol takes two bytes,
//! and the way back one: how far the next letter is from the one before.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::FairCopy;
use crate::view::View;

/// A folded page.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Folded {
    /// Letters, ideographs and digits, as [`View`] folds them, each by its code;
    /// those beyond the basic plane share the 2,048 codes that no character has.
    pub symbols: Vec<u16>,
    /// The way back to the page.
    pub trace: Trace,
}

/// Where each symbol starts in the page's decoded text, in bytes.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Trace {
    /// Stretches without a jump: their first symbol and where it starts in the text.
    pub pieces: Vec<(u32, u32)>,
    /// For each symbol how far it is from the one before, in bytes; for the first of a
    /// stretch nothing.
    pub steps: Vec<u8>,
}

impl Folded {
    /// What of a fair copy is compared with other pages.
    pub fn of(copy: &FairCopy, view: &View) -> Folded {
        let mut folded = Folded::default();
        folded.symbols.reserve(view.len());
        folded.trace.steps.reserve(view.len());
        let mut before = None;
        for placement in copy.ledger.kept() {
            let span = placement.span;
            for at in view.at_offset(span.start())..view.at_offset(span.end()) {
                let offset = view.offset(at) as u32;
                let step = before.and_then(|b| offset.checked_sub(b)).filter(|s| *s < 256);
                if step.is_none() {
                    folded.trace.pieces.push((folded.symbols.len() as u32, offset));
                }
                folded.trace.steps.push(step.unwrap_or(0) as u8);
                folded.symbols.push(narrow(view.symbols()[at]));
                before = Some(offset);
            }
        }
        folded
    }
}

/// A symbol in two bytes.
fn narrow(symbol: u32) -> u16 {
    match u16::try_from(symbol) {
        Ok(code) => code,
        Err(_) => 0xD800 | (symbol.wrapping_mul(0x9E37_79B1) >> 21) as u16,
    }
}

impl Trace {
    /// Where a symbol starts in the text, in bytes.
    pub fn offset(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|(symbol, _)| *symbol as usize <= at) - 1;
        let (symbol, offset) = self.pieces[piece];
        let steps = &self.steps[symbol as usize..=at];
        offset as usize + steps.iter().map(|step| usize::from(*step)).sum::<usize>()
    }

    /// The stretches of the page's text, in bytes, that a range of symbols stands in;
    /// those that follow one another in the text are one, unless what stands between
    /// them is read elsewhere.
    pub fn stretches(&self, text: &str, range: Range<usize>) -> Vec<Range<usize>> {
        let first = self.pieces.partition_point(|(symbol, _)| *symbol as usize <= range.start);
        let cuts = self.pieces[first..].iter().map(|(symbol, _)| *symbol as usize);
        let mut stretches: Vec<Range<usize>> = Vec::new();
        let mut start = range.start;
        for end in cuts.take_while(|cut| *cut < range.end).chain([range.end]) {
            let first = self.offset(start);
            let steps = self.steps[start + 1..end].iter().map(|step| usize::from(*step));
            let last = first + steps.sum::<usize>();
            let stretch = first..last + text[last..].chars().next().map_or(0, char::len_utf8);
            match stretches.last_mut() {
                // A jump forward passes over white space, marks and what was folded.
                Some(before)
                    if before.end <= stretch.start
                        && !self.reads_within(before.end..stretch.start) =>
                {
                    before.end = stretch.end;
                }
                _ => stretches.push(stretch),
            }
            start = end;
        }
        stretches
    }

    /// Whether symbols lie in a range of the text, in bytes, or around it.
    fn reads_within(&self, gap: Range<usize>) -> bool {
        let ends = self.pieces.iter().skip(1).map(|(symbol, _)| *symbol as usize);
        let ends = ends.chain([self.steps.len()]);
        // Where the last symbol of a piece stands is only summed up if it may matter.
        self.pieces.iter().zip(ends).any(|((_, start), end)| {
            (*start as usize) < gap.end && self.offset(end - 1) >= gap.start
        })
    }

    /// The trace in bytes: the number of pieces, the pieces, the steps.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(4 + 8 * self.pieces.len() + self.steps.len());
        bytes.extend((self.pieces.len() as u32).to_le_bytes());
        for (symbol, offset) in &self.pieces {
            bytes.extend(symbol.to_le_bytes());
            bytes.extend(offset.to_le_bytes());
        }
        bytes.extend(&self.steps);
        bytes
    }

    /// A trace from its bytes; `None` when they are cut short.
    pub fn from_bytes(bytes: &[u8]) -> Option<Trace> {
        let (count, rest) = bytes.split_first_chunk::<4>()?;
        let (pieces, steps) = rest.split_at_checked(8 * u32::from_le_bytes(*count) as usize)?;
        let number = |at: &[u8]| u32::from_le_bytes([at[0], at[1], at[2], at[3]]);
        let pieces = pieces.chunks_exact(8).map(|p| (number(&p[..4]), number(&p[4..])));
        Some(Trace { pieces: pieces.collect(), steps: steps.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Page;

    #[test]
    fn what_is_read_elsewhere_is_no_part_of_a_stretch() {
        let text = "abc...def...ghi";
        let steps = vec![0, 1, 1, 0, 1, 1, 0, 1, 1];
        let in_order = Trace { pieces: vec![(0, 0), (3, 6), (6, 12)], steps: steps.clone() };
        assert_eq!(in_order.stretches(text, 0..9), vec![0..15]);
        let last_before = Trace { pieces: vec![(0, 0), (3, 12), (6, 6)], steps };
        assert_eq!(last_before.stretches(text, 0..6), vec![0..3, 12..15]);
        assert_eq!(last_before.stretches(text, 1..8), vec![1..3, 12..15, 6..8]);
    }

    #[test]
    fn every_symbol_leads_back_to_its_letter() {
        let text = "The ferry—to Senlow—𠮷 runs.\n\n  渡口 今日,通航。\n";
        let cleaned = crate::clean(&[Page::new("t", text)], &crate::Settings::default());
        let copy = &cleaned.pages[0];
        let view = View::fold(&copy.source, &copy.blocks);
        let folded = Folded::of(copy, &view);
        assert_eq!(folded.symbols.len(), view.len());
        for at in 0..view.len() {
            assert_eq!(folded.trace.offset(at), view.offset(at));
        }
        assert_eq!(Trace::from_bytes(&folded.trace.to_bytes()), Some(folded.trace));
    }
}
