//! The dynamic programme: which pairs of symbols the best alignment has.

/// Which cell a best path comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Both,
    First,
    Second,
}

/// Score of an equal pair, and of a differing pair or a missing symbol. A
/// difference costs two, so an extension stops where less than two thirds agree:
/// chance in ideographs and letters stays below that.
const EQUAL: i32 = 1;
const DIFFERENT: i32 = -2;

/// How far a path may fall below the best score so far before it is given up, in an
/// extension (the X-drop of S. Altschul et al. 1990): five differences in a row, a
/// word misread from end to end.
const DROP: i32 = 5 * -DIFFERENT;

/// The score of a cell that leads nowhere.
const NOWHERE: i32 = i32::MIN / 2;

/// A filled programme: the steps of the best paths, and the best cell.
pub(super) struct Table {
    columns: usize,
    steps: Vec<Step>,
    /// The cell with the best score, the earliest of equals, and that score.
    pub(super) best: (usize, usize, i32),
}

/// The best way into a cell, given the scores of the cells before it on both sides, above
/// it and to its left, and the two symbols that meet there.
fn best_step(diagonal: i32, above: i32, left: i32, (x, y): (u32, u32)) -> (i32, Step) {
    let both = diagonal + if x == y { EQUAL } else { DIFFERENT };
    let (up, along) = (above + DIFFERENT, left + DIFFERENT);
    if both >= up && both >= along {
        (both, Step::Both)
    } else if up >= along {
        (up, Step::First)
    } else {
        (along, Step::Second)
    }
}

impl Table {
    /// An empty programme, and the scores of its first row.
    fn begin(first: &[u32], second: &[u32]) -> (Table, Vec<i32>) {
        let columns = second.len() + 1;
        let steps = vec![Step::Second; (first.len() + 1) * columns];
        let scores = (0..columns as i32).map(|j| DIFFERENT * j).collect();
        (Table { columns, steps, best: (0, 0, 0) }, scores)
    }

    pub(super) fn fill(first: &[u32], second: &[u32]) -> Table {
        let (mut table, mut scores) = Table::begin(first, second);
        for (i, x) in first.iter().enumerate() {
            table.fill_row(i + 1, *x, second, &mut scores);
        }
        table
    }

    /// Fill one row; `scores` holds the row above and then this one.
    fn fill_row(&mut self, row: usize, x: u32, second: &[u32], scores: &mut [i32]) {
        let steps = &mut self.steps[row * self.columns..][..self.columns];
        let mut diagonal = scores[0];
        scores[0] = DIFFERENT * row as i32;
        steps[0] = Step::First;
        let mut before = scores[0];
        let cells = scores[1..].iter_mut().zip(&mut steps[1..]);
        for (j, ((cell, step), y)) in (1..).zip(cells.zip(second)) {
            let above = *cell;
            (*cell, *step) = best_step(diagonal, above, before, (x, *y));
            (diagonal, before) = (above, *cell);
            if before > self.best.2 {
                self.best = (row, j, before);
            }
        }
    }

    /// Fill as much as the best path from the start needs: a cell from which the best
    /// found so far can no longer be bettered leads nowhere, nor does what only such
    /// cells lead to. Two texts that part at once cost a seventh of the whole.
    pub(super) fn reach(first: &[u32], second: &[u32]) -> Table {
        let (mut table, mut scores) = Table::begin(first, second);
        let columns = table.columns;
        // The cells of the row above that lead on: from `low` to before `high`.
        // Of the first row a cell of five symbols left out is the last that may: an equal
        // pair after it is within the drop again.
        let (mut low, mut high) = (0, columns.min((DROP / -DIFFERENT) as usize + 1));
        for (i, x) in first.iter().enumerate() {
            let row = i + 1;
            let left = (first.len() - row) as i32;
            let steps = &mut table.steps[row * columns..][..columns];
            let (mut from, mut to) = (columns, low);
            let mut diagonal = scores[low];
            // Only from above: what stands before the first that leads on leads nowhere.
            scores[low] += DIFFERENT;
            steps[low] = Step::First;
            let mut before = scores[low];
            let ahead = left.min((second.len() - low) as i32);
            if before + ahead.min(DROP) > table.best.2 {
                (from, to) = (low, low + 1);
            }
            let cells = scores[low + 1..].iter_mut().zip(&mut steps[low + 1..]);
            for (j, ((cell, step), y)) in (low + 1..).zip(cells.zip(&second[low..])) {
                // Beyond the cells above only what goes on along the row leads on.
                if j > high && before == NOWHERE {
                    break;
                }
                let above = if j < high { *cell } else { NOWHERE };
                let score;
                (score, *step) = best_step(diagonal, above, before, (*x, *y));
                diagonal = above;
                if score > table.best.2 {
                    table.best = (row, j, score);
                }
                let ahead = left.min((second.len() - j) as i32);
                before = NOWHERE;
                if score + ahead.min(DROP) > table.best.2 {
                    (from, to) = (from.min(j), j + 1);
                    before = score;
                }
                *cell = before;
            }
            if from >= to {
                break;
            }
            (low, high) = (from, to);
        }
        table
    }

    /// Equal pairs on the best path to a cell, as (place in first, place in second).
    pub(super) fn equal_pairs(
        &self,
        cell: (usize, usize),
        first: &[u32],
        second: &[u32],
    ) -> Vec<(u32, u32)> {
        let (mut i, mut j) = cell;
        let mut pairs = Vec::new();
        while i > 0 || j > 0 {
            match self.steps[i * self.columns + j] {
                Step::Both => {
                    (i, j) = (i - 1, j - 1);
                    if first[i] == second[j] {
                        pairs.push((i as u32, j as u32));
                    }
                }
                Step::First => i -= 1,
                Step::Second => j -= 1,
            }
        }
        pairs.reverse();
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_of_a_table_changes_nothing() {
        let mut chance = 7u32;
        let mut next = |below: u32| {
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (chance >> 16) % below
        };
        for round in 0..400 {
            let letters = 2 + round % 9;
            let first: Vec<u32> = (0..next(60)).map(|_| next(letters)).collect();
            let mut second: Vec<u32> = first.iter().copied().take(next(60) as usize).collect();
            for _ in 0..next(12) {
                let at = next(second.len() as u32 + 1) as usize;
                match next(3) {
                    0 => second.insert(at, next(letters)),
                    1 if at < second.len() => drop(second.remove(at)),
                    _ => second.extend([next(letters)]),
                }
            }
            let (whole, part) = (Table::fill(&first, &second), Table::reach(&first, &second));
            assert_eq!(whole.best, part.best);
            let (rows, columns, _) = whole.best;
            let pairs = |table: &Table| table.equal_pairs((rows, columns), &first, &second);
            assert_eq!(pairs(&whole), pairs(&part));
        }
    }
}
