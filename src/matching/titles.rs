//! Titles: lines beside the running text that stand twice, misread.
//!
//! ```text
//! FATAL ACCIDENT ON THE NORTHERN RAILWAY NEAR SENLOW
//! FATAL ACCIDENT OR THE NORTHERN RAILWAY HEAR SENLOW
//! ```
//! They have no symbols in the view, so no seed finds them. Those that are as long as a
//! sentence are compared with one another, and judged as passages are.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Settings;
use super::copies::{self, Noise, Seen};
use super::seeds::SEED_WEIGHT;
use crate::passage::Similar;
use crate::sheet::Sheet;
use crate::view::symbols_weight;

/// Characters of a string by which lines find one another: those of a seed in ideographs.
const SEED: usize = SEED_WEIGHT as usize / 2;

/// What stands twice beside the text.
#[derive(Default)]
pub(super) struct Titles {
    /// Pairs of blocks that are printings of one line.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Lines that may be.
    pub(super) similar: Vec<Similar>,
}

/// Compare the lines beside the text.
pub(super) fn find(sheet: &Sheet<'_>, settings: &Settings) -> Titles {
    let is_long = |at: &usize| {
        let letters = text(sheet, *at).chars().filter(|c| c.is_alphanumeric());
        let symbols: Vec<u32> = letters.map(u32::from).collect();
        sheet.blocks[*at].kind.is_aside() && symbols_weight(&symbols) >= settings.min_weight()
    };
    let mut seen: FxHashMap<Vec<char>, usize> = FxHashMap::default();
    let mut titles = Titles::default();
    for second in (0..sheet.blocks.len()).filter(is_long) {
        let chars: Vec<char> = text(sheet, second).chars().filter(|c| !c.is_whitespace()).collect();
        let mut firsts: Vec<usize> =
            chars.windows(SEED).filter_map(|seed| seen.get(seed).copied()).collect();
        firsts.sort_unstable();
        firsts.dedup();
        // The nearest before it: families are closed over all.
        let _ =
            firsts.into_iter().rev().any(|first| titles.compare(sheet, settings, first, second));
        seen.extend(chars.windows(SEED).map(|seed| (seed.to_vec(), second)));
    }
    titles
}

impl Titles {
    /// Compare two lines; whether they are one, or may be. Only what is misread is asked for:
    /// a line that stands twice to the letter may be a title and its entry in a list of
    /// contents.
    fn compare(
        &mut self,
        sheet: &Sheet<'_>,
        settings: &Settings,
        first: usize,
        second: usize,
    ) -> bool {
        let [a, b] = [first, second].map(|block| text(sheet, block));
        let identity = strsim::normalized_levenshtein(a, b);
        if identity < settings.similarity {
            return false;
        }
        let Some(differences) = copies::differences(a, b, Seen::builtin()) else { return false };
        let weights = copies::weights(differences.unspaced);
        let odds = copies::all_log_odds(&differences, weights, Noise::default());
        if copies::noise(&differences, weights, Noise::default()).misreadings < 1.0 / 2.0 {
            return false;
        }
        if copies::is_one(&odds) {
            self.pairs.push((first, second));
            return true;
        }
        // Places in the two lines, one after the other, as places of the page.
        let spans = [first, second].map(|block| sheet.blocks[block].span.range());
        let behind = a.len() + "\n\n".len();
        let place = |[x, y]: [Range<usize>; 2]| {
            let at = |end: usize| end.saturating_sub(behind) + spans[1].start;
            [x.start + spans[0].start..x.end + spans[0].start, at(y.start)..at(y.end)]
        };
        let differs = copies::oddest(&differences, &odds).into_iter().map(place).collect();
        self.similar.push(Similar { spans: spans.clone(), identity, differs });
        true
    }
}

fn text<'a>(sheet: &Sheet<'a>, block: usize) -> &'a str {
    sheet.source.slice(sheet.blocks[block].span)
}
