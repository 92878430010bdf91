//! Clutter: what stands on pages beside running text and goes on nowhere.
//!
//! ```text
//! cells         do.   kleine   105,50   pr. Stück   unfran-   do.   kleine
//! catch-word    … the build   THE GAZETTE   build   ings by the river …
//! ```

use fastrand::Rng;

use super::shelf::Shelf;

/// Cells of a table.
const CELLS: std::ops::Range<usize> = 8..60;

/// Cells that stand in it again and again.
const AGAIN: usize = 6;

/// Words of a cell at most, and ideographs.
const WORDS: usize = 3;
const IDEOGRAPHS: usize = 5;

/// The cells of a table, of words that stand apart in running text.
pub(crate) fn cells(rng: &mut Rng, shelf: &Shelf, unspaced: bool) -> Vec<String> {
    let again: Vec<String> =
        (0..AGAIN).filter_map(|_| text_of_cell(rng, shelf, unspaced)).collect();
    let count = rng.usize(CELLS);
    let cell = |_| match rng.u32(..10) {
        0..4 => rng.choice(&again).cloned(),
        4..7 => text_of_cell(rng, shelf, unspaced),
        7 => Some(rng.usize(1..2000).to_string()),
        8 => Some(format!("{},{:02}", rng.usize(1..400), rng.usize(..100))),
        _ => Some(format!("{} {}", rng.choice(&again)?, rng.usize(1..100))),
    };
    (0..count).filter_map(cell).collect()
}

fn text_of_cell(rng: &mut Rng, shelf: &Shelf, unspaced: bool) -> Option<String> {
    let article = rng.choice(&shelf.prose)?;
    let block = rng.choice(&article.blocks)?;
    if unspaced {
        let letters: Vec<char> = block.chars().filter(|c| c.is_alphanumeric()).collect();
        let from = rng.usize(..letters.len().max(1));
        let cell: String = letters[from..].iter().take(rng.usize(1..=IDEOGRAPHS)).collect();
        return (!cell.is_empty()).then_some(cell);
    }
    let words: Vec<&str> = block.split_whitespace().collect();
    let from = rng.usize(..words.len().max(1));
    let mut cell =
        words.get(from..)?.iter().take(rng.usize(1..=WORDS)).copied().collect::<Vec<_>>();
    let last = cell.pop()?.trim_end_matches(|c: char| !c.is_alphabetic());
    let part: String = last.chars().take(last.chars().count().div_ceil(2)).collect();
    let last = match rng.u32(..8) {
        0 => format!("{last}."),
        1 if part.chars().count() > 2 => format!("{part}-"),
        _ => last.to_string(),
    };
    cell.push(&last);
    let cell = cell.join(" ").trim().to_string();
    (!cell.is_empty()).then_some(cell)
}

/// The first word of the next page, as it stands under the last line of a page.
pub(crate) fn catch_word(rng: &mut Rng, next: &str) -> Option<String> {
    let word = next.split_whitespace().next()?;
    let len = word.chars().count();
    let part: String = word.chars().take(len / 2).collect();
    Some(if len > 5 && rng.bool() { format!("{part}-") } else { word.to_string() })
}
