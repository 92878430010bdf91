//! The columns as the next witness is aligned to them: by strings that stand once on
//! both sides, and between these by dynamic programme.

use crate::alignment::dividers;

use super::columns::{Columns, GAP};
use super::letters::{Kind, Letters, kind};

/// Symbols of the dividing strings, longest first; shorter ones only between.
const DIVIDERS: [usize; 3] = [12, 6, 3];

/// Cells of a programme that need no dividing: half a passage of newspaper is
/// cheaper to divide first.
const FEW_CELLS: usize = 4096;

/// Cells of the largest programme that is filled, about five milliseconds: beyond,
/// two stretches without common strings have nothing worth aligning.
const MOST_CELLS: usize = 1 << 20;

/// How the next witness passes the columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
    /// Its symbol stands in the column.
    Both,
    /// It has nothing in the column.
    Column,
    /// Its symbol opens a column of its own.
    Symbol,
}

pub(super) struct Path {
    pub(super) steps: Vec<Step>,
}

impl Path {
    fn push(&mut self, step: Step, times: usize) {
        self.steps.resize(self.steps.len() + times, step);
    }
}

/// What the columns hold, in the form that alignment asks for it.
pub(super) struct Profile {
    /// The first symbol of each column, folded: the base's where it has one.
    first: Vec<u32>,
    /// The other distinct symbols of each column, folded; most have none.
    others: Vec<u32>,
    /// Where each column's others start.
    others_from: Vec<u32>,
    /// Whether a witness has nothing in the column.
    open: Vec<bool>,
}

impl Profile {
    pub(super) fn new(columns: &Columns, letters: &[Letters]) -> Profile {
        let mut profile = Profile {
            first: Vec::with_capacity(columns.len()),
            others: Vec::new(),
            others_from: Vec::with_capacity(columns.len() + 1),
            open: Vec::with_capacity(columns.len()),
        };
        let added: Vec<usize> = (0..columns.width())
            .filter(|w| (0..columns.len()).any(|c| columns.at(c)[*w] != GAP))
            .collect();
        for column in 0..columns.len() {
            profile.others_from.push(profile.others.len() as u32);
            let from = profile.others.len();
            let mut first = GAP;
            let mut open = false;
            for witness in &added {
                let at = columns.at(column)[*witness];
                if at == GAP {
                    open = true;
                    continue;
                }
                let symbol = letters[*witness].folded[at as usize];
                if first == GAP {
                    first = symbol;
                } else if first != symbol && !profile.others[from..].contains(&symbol) {
                    profile.others.push(symbol);
                }
            }
            profile.first.push(first);
            profile.open.push(open);
        }
        profile.others_from.push(profile.others.len() as u32);
        profile
    }

    /// Align a window of columns with a window of a text.
    pub(super) fn window(
        &self,
        (mut left, mut right): (usize, usize),
        (mut from, mut to): (usize, usize),
        text: &Letters,
        level: usize,
        path: &mut Path,
    ) {
        let equal = |column: usize, at: usize| self.first[column] == text.folded[at];
        while left < right && from < to && equal(left, from) {
            path.push(Step::Both, 1);
            (left, from) = (left + 1, from + 1);
        }
        let end = (right, to);
        while left < right && from < to && equal(right - 1, to - 1) {
            (right, to) = (right - 1, to - 1);
        }
        let cells = (right - left).saturating_mul(to - from);
        if level < DIVIDERS.len() && cells > FEW_CELLS {
            self.divided((left, right), (from, to), text, level, path);
        } else if cells == 0 || cells > MOST_CELLS {
            path.push(Step::Column, right - left);
            path.push(Step::Symbol, to - from);
        } else {
            self.programme((left, right), (from, to), text, path);
        }
        path.push(Step::Both, end.0 - right);
    }

    fn divided(
        &self,
        (mut left, right): (usize, usize),
        (mut from, to): (usize, usize),
        text: &Letters,
        level: usize,
        path: &mut Path,
    ) {
        let length = DIVIDERS[level];
        let (start, first) = ((left, from), &self.first[left..right]);
        for (x, y) in dividers(first, &text.folded[from..to], length) {
            let (x, y) = (start.0 + x, start.1 + y);
            if x < left || y < from {
                continue;
            }
            self.window((left, x), (from, y), text, level + 1, path);
            path.push(Step::Both, length);
            (left, from) = (x + length, y + length);
        }
        self.window((left, right), (from, to), text, level + 1, path);
    }

    /// The best path by dynamic programme (Needleman & Wunsch 1970).
    fn programme(
        &self,
        (left, right): (usize, usize),
        (from, to): (usize, usize),
        text: &Letters,
        path: &mut Path,
    ) {
        let (rows, width) = (right - left, to - from + 1);
        let symbols = &text.folded[from..to];
        let costs: Vec<i32> = symbols.iter().map(|s| missing(*s)).collect();
        let mut steps = vec![Step::Symbol; (rows + 1) * width];
        let mut scores = vec![0i32; width];
        for at in 1..width {
            scores[at] = scores[at - 1] + costs[at - 1];
        }
        for row in 1..=rows {
            let column = left + row - 1;
            let skip = if self.open[column] { OPEN } else { missing(self.first[column]) };
            let steps = &mut steps[row * width..][..width];
            let mut diagonal = scores[0];
            scores[0] += skip;
            steps[0] = Step::Column;
            for at in 1..width {
                let both = diagonal + self.score(column, symbols[at - 1]);
                let above = scores[at] + skip;
                let beside = scores[at - 1] + costs[at - 1];
                diagonal = scores[at];
                let (best, step) = if both >= above && both >= beside {
                    (both, Step::Both)
                } else if above >= beside {
                    (above, Step::Column)
                } else {
                    (beside, Step::Symbol)
                };
                scores[at] = best;
                steps[at] = step;
            }
        }
        let start = path.steps.len();
        let (mut row, mut at) = (rows, width - 1);
        while row > 0 || at > 0 {
            let step = steps[row * width + at];
            path.steps.push(step);
            row -= usize::from(step != Step::Symbol);
            at -= usize::from(step != Step::Column);
        }
        path.steps[start..].reverse();
    }

    fn score(&self, column: usize, symbol: u32) -> i32 {
        let first = self.first[column];
        if first == symbol {
            return EQUAL;
        }
        let others = self.others_from[column] as usize..self.others_from[column + 1] as usize;
        if self.others[others].contains(&symbol) { EQUAL } else { different(first, symbol) }
    }
}

/// What alignment pays and earns. A letter missing costs as much as a letter
/// changed, marks and spaces come and go cheaply, and a letter hardly ever becomes
/// a mark: so the columns of letters stay together whatever stands between.
const EQUAL: i32 = 2;
const OTHER_LETTER: i32 = -3;
const OTHER_MARK: i32 = -1;
const OTHER_KIND: i32 = -4;
const LOST_LETTER: i32 = -3;
const LOST_MARK: i32 = -2;
/// Passing a column that another witness has passed already.
const OPEN: i32 = -1;

fn different(a: u32, b: u32) -> i32 {
    match (kind(a), kind(b)) {
        (Kind::Letter, Kind::Letter) => OTHER_LETTER,
        (Kind::Letter, _) | (_, Kind::Letter) => OTHER_KIND,
        _ => OTHER_MARK,
    }
}

fn missing(symbol: u32) -> i32 {
    if kind(symbol) == Kind::Letter { LOST_LETTER } else { LOST_MARK }
}
