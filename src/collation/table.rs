//! The witnesses in their columns, and the places where they differ.

use std::ops::Range;

use super::columns::{Columns, GAP};
use super::letters::{Kind, Letters, kind};

/// Columns from which a witness that has nothing there is not a witness to their
/// absence: a line was skipped, a column cut, a sentence added. No misreading
/// leaves out a dozen symbols.
const LACUNA: usize = 12;

/// Columns that agree between two differences of several symbols by chance: the
/// whole was worded otherwise.
const CHANCE: usize = 2;

/// Witnesses aligned.
pub(super) struct Table {
    pub(super) base: usize,
    pub(super) letters: Vec<Letters>,
    pub(super) columns: Columns,
    /// By witness: the columns it is silent about, in order.
    lacunae: Vec<Vec<Range<usize>>>,
}

/// Columns in which witnesses differ.
#[derive(Clone, Debug)]
pub(super) struct Dispute {
    pub(super) columns: Range<usize>,
    /// Whether the base stands alone, or is silent where others speak.
    pub(super) lacuna: bool,
}

impl Table {
    pub(super) fn new(base: usize, witnesses: &[&str]) -> Table {
        let letters: Vec<Letters> = witnesses.iter().map(|w| Letters::new(w)).collect();
        let columns = Columns::align(base, &letters);
        let lacunae = (0..letters.len()).map(|w| lacunae(&columns, w)).collect();
        Table { base, letters, columns, lacunae }
    }

    pub(super) fn witnesses(&self) -> usize {
        self.letters.len()
    }

    pub(super) fn symbol(&self, column: usize, witness: usize) -> u32 {
        self.columns.symbol(&self.letters, column, witness)
    }

    /// Whether a witness says something about a column, be it that nothing is there.
    pub(super) fn speaks(&self, column: usize, witness: usize) -> bool {
        let lacunae = &self.lacunae[witness];
        let after = lacunae.partition_point(|l| l.start <= column);
        after == 0 || lacunae[after - 1].end <= column
    }

    /// Whether a witness says something about all of a stretch of columns.
    pub(super) fn speaks_through(&self, columns: &Range<usize>, witness: usize) -> bool {
        let lacunae = &self.lacunae[witness];
        let before = lacunae.partition_point(|l| l.start < columns.end);
        before == 0 || lacunae[before - 1].end <= columns.start
    }

    /// The symbols of a witness in a stretch of columns.
    pub(super) fn reading(&self, columns: Range<usize>, witness: usize) -> Vec<u32> {
        columns.map(|c| self.symbol(c, witness)).filter(|s| *s != GAP).collect()
    }

    /// The bytes of a witness that answer to a stretch of columns.
    pub(super) fn bytes(&self, columns: Range<usize>, witness: usize) -> Range<usize> {
        let at = |mut columns: Range<usize>| {
            columns.find_map(|c| match self.columns.at(c)[witness] {
                GAP => None,
                at => Some(at as usize),
            })
        };
        let letters = &self.letters[witness];
        let start = at(columns.start..self.columns.len()).unwrap_or(letters.len());
        let end = at(columns.end..self.columns.len()).unwrap_or(letters.len());
        letters.bytes(start..end)
    }

    /// Whether all witnesses have the same in a column, and the base has it.
    fn agrees(&self, column: usize) -> bool {
        let cells = self.columns.at(column);
        if cells[self.base] == GAP {
            return false;
        }
        let own = self.symbol(column, self.base);
        (0..cells.len()).all(|w| self.symbol(column, w) == own || !self.speaks(column, w))
    }

    fn is_alone(&self, column: usize) -> bool {
        !self.speaks(column, self.base)
            || (0..self.witnesses()).all(|w| w == self.base || !self.speaks(column, w))
    }

    /// The places where witnesses differ, in order.
    pub(super) fn disputes(&self) -> Vec<Dispute> {
        let mut disputes: Vec<Dispute> = Vec::new();
        for column in 0..self.columns.len() {
            let lacuna = self.is_alone(column);
            if !lacuna && self.agrees(column) {
                continue;
            }
            match disputes.last_mut() {
                Some(last) if last.columns.end == column && last.lacuna == lacuna => {
                    last.columns.end = column + 1;
                }
                _ => disputes.push(Dispute { columns: column..column + 1, lacuna }),
            }
        }
        disputes
    }

    /// Two disputes that are one wording: several letters on both sides differ,
    /// and hardly anything between agrees.
    pub(super) fn is_one_wording(&self, a: &Dispute, b: &Dispute) -> bool {
        let between = b.columns.start - a.columns.end;
        between <= CHANCE && !a.lacuna && !b.lacuna && self.is_wording(a) && self.is_wording(b)
    }

    fn is_wording(&self, dispute: &Dispute) -> bool {
        (0..self.witnesses()).all(|w| {
            let letters = self.reading(dispute.columns.clone(), w);
            letters.iter().filter(|s| kind(**s) == Kind::Letter).count() > 1
        })
    }
}

/// Stretches of columns in which a witness has nothing.
fn lacunae(columns: &Columns, witness: usize) -> Vec<Range<usize>> {
    let mut lacunae = Vec::new();
    let mut start = None;
    for column in 0..=columns.len() {
        let silent = column < columns.len() && columns.at(column)[witness] == GAP;
        match (silent, start) {
            (true, None) => start = Some(column),
            (false, Some(from)) => {
                if column - from >= LACUNA {
                    lacunae.push(from..column);
                }
                start = None;
            }
            _ => {}
        }
    }
    lacunae
}
