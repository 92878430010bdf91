//! A printing laid beside the text that it is of.

use std::ops::Range;

use faircopy::alignment::align;

/// The way from a printing to its text.
pub(crate) struct Map<'a> {
    gold: &'a str,
    /// By character of the printing: where it starts, and the bytes of the same character of the text.
    there: Vec<(usize, Option<(usize, usize)>)>,
}

impl<'a> Map<'a> {
    /// Lay a printing beside its text.
    pub(crate) fn of(printing: &str, gold: &'a str) -> Map<'a> {
        let chars = |text: &str| -> Vec<(usize, char)> { text.char_indices().collect() };
        let (own, other) = (chars(printing), chars(gold));
        let symbols =
            |all: &[(usize, char)]| -> Vec<u32> { all.iter().map(|c| c.1 as u32).collect() };
        let mut there: Vec<_> = own.iter().map(|(at, _)| (*at, None)).collect();
        for run in align(&symbols(&own), &symbols(&other)) {
            for at in 0..run.len as usize {
                let (start, c) = other[run.second as usize + at];
                there[run.first as usize + at].1 = Some((start, start + c.len_utf8()));
            }
        }
        Map { gold, there }
    }

    /// What the text has at a place of the printing, if what stands beside it is the same.
    pub(crate) fn at(&self, place: &Range<usize>) -> Option<&'a str> {
        let start = self.there.partition_point(|c| c.0 < place.start);
        let end = self.there.partition_point(|c| c.0 < place.end);
        let from = match start.checked_sub(1) {
            Some(before) => self.there[before].1?.1,
            None => 0,
        };
        let to = match self.there.get(end) {
            Some(after) => after.1?.0,
            None => self.gold.len(),
        };
        self.gold.get(from..to)
    }
}
