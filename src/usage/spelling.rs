//! How words of a language are spelled: a character n-gram model over its words.
//!
//! Tells `Windellama`, a name nobody listed, from `jwllery`, which nobody writes.
//! Four characters, interpolated by how many kinds of letter follow a context (Witten
//! & Bell 1991), each cost one byte of a flat table: nothing is parsed or hashed.
//! The build script shares this file.

/// Symbols: the edge of a word, the letters from a to z, all else.
const SYMBOLS: usize = 28;

/// Entries of a table, and its size in bytes.
pub const SIZE: usize = SYMBOLS * SYMBOLS * SYMBOLS * SYMBOLS;

/// Units of a cost in a table: sixteenths of a natural logarithm.
const NAT: f64 = 16.0;

/// A table of costs from words, each counted once: what is asked is how a word may be
/// spelled, not how often it is used.
pub fn learn<'a>(words: impl Iterator<Item = &'a str>) -> Vec<u8> {
    // Counts of strings of 1 to 4 symbols, each in a table of its own.
    let mut counts: Vec<Vec<u32>> = (1..=4).map(|n| vec![0; SYMBOLS.pow(n)]).collect();
    for word in words {
        let mut context = 0;
        for symbol in symbols(word) {
            context = (context * SYMBOLS + symbol) % SIZE;
            for (order, counts) in counts.iter_mut().enumerate() {
                counts[context % SYMBOLS.pow(order as u32 + 1)] += 1;
            }
        }
    }
    let mut table = vec![1.0 / SYMBOLS as f64; SYMBOLS];
    for counts in &counts {
        table = finer(&table, counts);
    }
    table.into_iter().map(|p| (-p.ln() * NAT).round().min(255.0) as u8).collect()
}

/// Probabilities in a context one longer than those of `coarse` are.
fn finer(coarse: &[f64], counts: &[u32]) -> Vec<f64> {
    let mut table = Vec::with_capacity(counts.len());
    for (context, counts) in counts.chunks_exact(SYMBOLS).enumerate() {
        let total: u32 = counts.iter().sum();
        let kinds = counts.iter().filter(|c| **c > 0).count().max(1) as f64;
        let coarse_context = context * SYMBOLS % coarse.len();
        for (symbol, count) in counts.iter().enumerate() {
            let before = coarse[coarse_context + symbol];
            table.push((f64::from(*count) + kinds * before) / (f64::from(total) + kinds));
        }
    }
    table
}

/// What the spelling of a word costs: the negative logarithm of how probable it is
/// among words, its end included. Case is folded.
pub fn cost(table: &[u8], word: &str) -> f64 {
    let mut context = 0;
    let mut total = 0;
    for symbol in symbols(word) {
        context = (context * SYMBOLS + symbol) % SIZE;
        total += u32::from(table[context]);
    }
    f64::from(total) / NAT
}

fn symbols(word: &str) -> impl Iterator<Item = usize> + '_ {
    let symbol = |c: char| match c.to_ascii_lowercase() {
        c @ 'a'..='z' => 1 + c as usize - 'a' as usize,
        _ => SYMBOLS - 1,
    };
    word.chars().map(symbol).chain([0])
}
