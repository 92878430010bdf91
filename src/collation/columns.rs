//! All witnesses in columns: what stands at one place stands in one column.
//!
//! ```text
//! base       d e r   m o d e r n e     S t a a t
//! witness 1  d e r   r n o d e r n e   S t a a t     two symbols for one
//! witness 2  d e r   m o d e m e       S t a a t     one for two
//! ```
//!
//! Witnesses are added one after another to what is aligned already (progressive
//! alignment; Feng & Doolittle 1987), so that what the second has beyond the base
//! finds the third that has it too. Long stretches are pinned down at strings that
//! stand once on both sides; only what lies between is aligned by programme.

use super::letters::Letters;
use super::profile::{Path, Profile, Step};

/// No symbol of a witness in a column.
pub(super) const GAP: u32 = u32::MAX;

/// Columns by witnesses, flat: for each column, for each witness added so far, the
/// place of its symbol, or [`GAP`].
#[derive(Clone, Debug)]
pub(super) struct Columns {
    cells: Vec<u32>,
    /// Witnesses that a column has room for.
    width: usize,
    len: usize,
}

impl Columns {
    /// The base alone, with room for all witnesses.
    fn of(base: usize, letters: &[Letters]) -> Columns {
        let (width, len) = (letters.len(), letters[base].len());
        let mut cells = vec![GAP; width * len];
        for at in 0..len {
            cells[at * width + base] = at as u32;
        }
        Columns { cells, width, len }
    }

    /// All witnesses aligned, the base first, the others in their order.
    pub(super) fn align(base: usize, letters: &[Letters]) -> Columns {
        let mut columns = Columns::of(base, letters);
        for witness in (0..letters.len()).filter(|w| *w != base) {
            columns.add(witness, letters);
        }
        columns
    }

    /// Number of columns.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Witnesses that a column has room for.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The places of all witnesses in a column.
    pub(super) fn at(&self, column: usize) -> &[u32] {
        &self.cells[column * self.width..][..self.width]
    }

    /// The symbol of a witness in a column, `GAP` for none.
    pub(super) fn symbol(&self, letters: &[Letters], column: usize, witness: usize) -> u32 {
        match self.at(column)[witness] {
            GAP => GAP,
            at => letters[witness].raw[at as usize],
        }
    }

    fn add(&mut self, witness: usize, letters: &[Letters]) {
        let profile = Profile::new(self, letters);
        let text = &letters[witness];
        let mut path = Path { steps: Vec::with_capacity(self.len + text.len() / 8) };
        profile.window((0, self.len), (0, text.len()), text, 0, &mut path);
        let mut cells = Vec::with_capacity(path.steps.len() * self.width);
        let (mut column, mut at) = (0, 0);
        for step in &path.steps {
            let start = cells.len();
            match step {
                Step::Symbol => cells.resize(start + self.width, GAP),
                _ => {
                    cells.extend_from_slice(self.at(column));
                    column += 1;
                }
            }
            if *step != Step::Column {
                cells[start + witness] = at;
                at += 1;
            }
        }
        self.len = path.steps.len();
        self.cells = cells;
    }
}
