//! Titles: lines beside the running text that stand twice, misread.
//!
//! ```text
//! FATAL ACCIDENT ON THE NORTHERN RAILWAY NEAR SENLOW
//! FATAL ACCIDENT OR THE NORTHERN RAILWAY HEAR SENLOW
//! ```
//! They have no symbols in the view, so no seed finds them. Those that are as long as a
//! sentence are compared with one another, and judged as passages are.

use rustc_hash::FxHashMap;

use super::Settings;
use super::copies::{self, Noise, Seen};
use crate::sheet::Sheet;
use crate::view::symbols_weight;

/// Characters of a string by which lines find one another.
const SEED: usize = 4;

/// Pairs of blocks beside the text that are printings of one line.
pub(super) fn find(sheet: &Sheet<'_>, settings: &Settings) -> Vec<(usize, usize)> {
    let is_long = |at: &usize| {
        let text = text(sheet, *at);
        let symbols: Vec<u32> =
            text.chars().filter(|c| c.is_alphanumeric()).map(u32::from).collect();
        sheet.blocks[*at].kind.is_aside() && symbols_weight(&symbols) >= settings.min_weight()
    };
    let lines: Vec<usize> = (0..sheet.blocks.len()).filter(is_long).collect();
    let mut seen: FxHashMap<Vec<char>, usize> = FxHashMap::default();
    let mut pairs = Vec::new();
    for second in lines {
        let chars: Vec<char> = text(sheet, second).chars().filter(|c| !c.is_whitespace()).collect();
        let mut firsts: Vec<usize> =
            chars.windows(SEED).filter_map(|seed| seen.get(seed).copied()).collect();
        firsts.sort_unstable();
        firsts.dedup();
        // The nearest before it: families are closed over all.
        let first = firsts.into_iter().rev().find(|first| is_one(sheet, settings, *first, second));
        pairs.extend(first.map(|first| (first, second)));
        seen.extend(chars.windows(SEED).map(|seed| (seed.to_vec(), second)));
    }
    pairs
}

fn text<'a>(sheet: &Sheet<'a>, block: usize) -> &'a str {
    sheet.source.slice(sheet.blocks[block].span)
}

/// Whether two lines are printings of one, misread: a line that stands twice to the letter may
/// be a title and its entry in a list of contents.
fn is_one(sheet: &Sheet<'_>, settings: &Settings, first: usize, second: usize) -> bool {
    let (a, b) = (text(sheet, first), text(sheet, second));
    strsim::normalized_levenshtein(a, b) >= settings.similarity && {
        let are_one = |d: copies::Differences| {
            let weights = copies::weights(d.unspaced);
            !d.rows.is_empty()
                && copies::is_one(&copies::all_log_odds(&d, weights, Noise::default()))
        };
        copies::differences(a, b, Seen::builtin()).is_some_and(are_one)
    }
}
