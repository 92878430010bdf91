//! How regular the lines of a stretch are: running sums, so that any stretch costs the same.

use std::ops::Range;

use super::shape::{Opening, Shape};
use crate::lexicon::affinity;
use crate::script::is_han;

/// What is counted over a stretch of lines.
#[derive(Clone, Copy)]
pub(super) enum Count {
    /// Lines that begin with a small letter, and with a capital.
    Small,
    Capital,
    /// Lines that begin with a capital although the line above ends in no full stop.
    CapitalInside,
    Rhyme,
    /// Lines that end in a mark, and in a full stop.
    Marked,
    Stopped,
    /// Lines with blanks inside, with blanks that part cells, and how many of the four lines
    /// around have a cell at the same column.
    Inner,
    Wide,
    Aligned,
    Short,
    /// Tokens, and those that are figures.
    Tokens,
    Figures,
    /// Line ends between two ideographs, and those between the halves of a word.
    Between,
    Divided,
}

const COUNTS: usize = Count::Divided as usize + 1;

/// Affinity from which two ideographs are the halves of a word, and the least that is told
/// from no affinity.
const HALVES: i32 = 2;
const STRANGERS: i32 = -2;

/// Lines on either side that may rhyme, or have their cells at the same columns.
const NEAR: usize = 2;

/// Running sums over the lines of a page.
pub(super) struct Sums {
    /// What stands above each line, and above the end of the page.
    above: Vec<[u32; COUNTS]>,
    /// How much the ideographs on the two sides of each line end attract one another.
    bonds: Vec<Option<i32>>,
}

impl Sums {
    pub(super) fn of(shapes: &[Shape], gaps: &[bool]) -> Sums {
        let mut above = Vec::with_capacity(shapes.len() + 1);
        let bond = |i: usize| match shapes.get(i + 1) {
            Some(next) if !gaps[i + 1] => bond(&shapes[i], next),
            _ => None,
        };
        let bonds: Vec<Option<i32>> = (0..shapes.len()).map(bond).collect();
        let mut sum = [0; COUNTS];
        above.push(sum);
        for (i, shape) in shapes.iter().enumerate() {
            let small = shape.opening == Opening::Small;
            let capital = shape.opening == Opening::Capital;
            let near = || near(shapes, i);
            let mut add = |count: Count, by: u32| sum[count as usize] += by;
            add(Count::Small, u32::from(small));
            add(Count::Capital, u32::from(capital));
            let inside = capital && i > 0 && !shapes[i - 1].is_stopped();
            add(Count::CapitalInside, u32::from(inside));
            let rhymes = near().any(|other| other.tail == shape.tail && other.first != shape.first);
            add(Count::Rhyme, u32::from(rhymes));
            add(Count::Marked, u32::from(shape.is_marked()));
            add(Count::Stopped, u32::from(shape.is_stopped()));
            add(Count::Inner, u32::from(shape.inner));
            add(Count::Wide, u32::from(shape.wide > 0));
            let aligned = |other: &&Shape| other.columns & shape.columns != 0;
            let aligned = if shape.columns == 0 { 0 } else { near().filter(aligned).count() };
            add(Count::Aligned, aligned as u32);
            add(Count::Short, u32::from(shape.short));
            add(Count::Tokens, shape.tokens);
            add(Count::Figures, shape.figures);
            add(Count::Between, u32::from(bonds[i].is_some()));
            add(Count::Divided, u32::from(bonds[i] >= Some(HALVES)));
            above.push(sum);
        }
        Sums { above, bonds }
    }

    /// How much the ideographs on the two sides of a line end attract one another, by
    /// steps; none where there are no two.
    pub(super) fn bond(&self, i: usize) -> usize {
        self.bonds[i].map_or(0, |bond| 1 + (bond - STRANGERS).max(0) as usize)
    }

    /// The sum over some lines.
    pub(super) fn over(&self, count: Count, lines: &Range<usize>) -> u32 {
        self.above[lines.end][count as usize] - self.above[lines.start][count as usize]
    }
}

/// How much the last ideograph of a line and the first of the next attract one another: a
/// column divides words, a poet does not.
fn bond(own: &Shape, next: &Shape) -> Option<i32> {
    let pair = own.last.filter(|c| is_han(*c)).zip(next.first.filter(|c| is_han(*c)));
    pair.map(|(last, first)| affinity(last, first).round() as i32)
}

/// The lines next to a line, itself left out.
fn near(shapes: &[Shape], i: usize) -> impl Iterator<Item = &Shape> {
    let lines = i.saturating_sub(NEAR)..shapes.len().min(i + NEAR + 1);
    lines.filter(move |at| *at != i).map(|at| &shapes[at])
}
