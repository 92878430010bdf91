//! What each witness is worth: which are copies of one scan, and how often each
//! stands against the others.

use super::columns::GAP;
use super::table::{Dispute, Table};

/// Symbols from which two witnesses that are the same to the last one are taken
/// for one scan: at 2 % noise two scans of a hundred characters agree in every one
/// in two cases of a hundred.
const ONE_SCAN: usize = 100;

/// Errors that two witnesses must share before they are taken for copies of one scan though
/// some of their symbols differ.
const SHARED: usize = 6;

/// Error rates that no witness is believed to be below or above.
const LEAST_RATE: f64 = 0.0005;
const MOST_RATE: f64 = 0.4;

/// The witnesses that count: of those that are copies of one scan only the first.
pub(super) fn voters(table: &Table, disputes: &[Dispute], chosen: &[u32]) -> Vec<usize> {
    let mut voters: Vec<usize> = Vec::new();
    let base_first =
        std::iter::once(table.base).chain((0..table.witnesses()).filter(|w| *w != table.base));
    for witness in base_first {
        if !voters.iter().any(|other| one_scan(table, disputes, chosen, *other, witness)) {
            voters.push(witness);
        }
    }
    voters.sort_unstable();
    voters
}

/// Whether two witnesses are the same to the last symbol, or share errors and hardly differ.
fn one_scan(table: &Table, disputes: &[Dispute], chosen: &[u32], a: usize, b: usize) -> bool {
    if table.letters[a].raw == table.letters[b].raw {
        return table.letters[a].len() >= ONE_SCAN;
    }
    let (mut shared, mut own) = (0, 0);
    for column in disputes.iter().filter(|d| !d.lacuna).flat_map(|d| d.columns.clone()) {
        let (x, y) = (table.symbol(column, a), table.symbol(column, b));
        shared += usize::from(x == y && x != chosen[column]);
        own += usize::from(x != y);
    }
    shared >= SHARED && shared > 4 * own
}

/// Errors per symbol of each witness: how often it stands against what most have,
/// or, of two, half of how often they differ.
pub(super) fn rates(table: &Table, disputes: &[Dispute], chosen: &[u32]) -> Vec<f64> {
    let mut errors = vec![1.0; table.witnesses()];
    for column in disputes.iter().filter(|d| !d.lacuna).flat_map(|d| d.columns.clone()) {
        for (witness, errors) in errors.iter_mut().enumerate() {
            if table.speaks(column, witness) {
                *errors += f64::from(u8::from(table.symbol(column, witness) != chosen[column]));
            }
        }
    }
    let length = (table.letters[table.base].len() + 50) as f64;
    errors.iter().map(|e| (e / length).clamp(LEAST_RATE, MOST_RATE)).collect()
}

/// What most voters have in a column; of equals the base's, then the first's.
pub(super) fn plurality(table: &Table, voters: &[usize], column: usize) -> u32 {
    let speaking = || voters.iter().filter(|w| table.speaks(column, **w));
    let votes = |s: u32| speaking().filter(|w| table.symbol(column, **w) == s).count();
    let mut best = table.symbol(column, table.base);
    let mut most = if table.speaks(column, table.base) { votes(best) } else { 0 };
    for witness in speaking() {
        let symbol = table.symbol(column, *witness);
        if votes(symbol) > most {
            (best, most) = (symbol, votes(symbol));
        }
    }
    debug_assert!(best != GAP || most > 0 || !table.speaks(column, table.base));
    best
}
