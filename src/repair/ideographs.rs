//! Ideographs that are probably misread, by the word they spoil.
//!
//! ```text
//! 他百析不挠地      百折不挠地    one stroke off an idiom, and nothing else reads so well
//! 小明友都来了      小朋友都来了
//! 厦门大嶝岛        stays: 大学 gains, 大嶝 is what stands twice on the page
//! 贾慧林            stays: nobody is made another
//! 一百零六          stays: figures are not guessed
//! ```
//! [`super::spoiled`] says how they are told.

use rustc_hash::FxHashMap;

use crate::block::{Block, BlockKind};
use crate::channel::Print;
use crate::lexicon::{Lexicon, Script, script};
use crate::script::is_han;
use crate::source::Source;

use super::Studied;
use super::quotation::quotations;
use super::spoiled::{Laid, Reader};

/// Most kana for each ideograph in a text that is Chinese.
const KANA: f64 = 0.05;

/// All repairs of ideographs that the blocks propose.
pub(super) fn repairs(
    source: &Source,
    blocks: &[Block],
    lexicon: &Lexicon,
    print: &Print,
) -> Vec<Studied> {
    let blocks = blocks.iter().filter(|b| b.kind != BlockKind::Furniture);
    let runs: Vec<Run> = blocks.flat_map(|block| runs(source, *block)).collect();
    let all = || runs.iter().flat_map(|run| &run.chars);
    let is_kana = |c: char| matches!(c, '\u{3041}'..='\u{30FF}');
    let kana = source.text().chars().filter(|c| is_kana(*c)).count();
    if kana as f64 > KANA * all().count() as f64 {
        return Vec::new();
    }
    let mut times: FxHashMap<(char, char), u32> = FxHashMap::default();
    for run in &runs {
        run.chars.windows(2).for_each(|pair| *times.entry((pair[0], pair[1])).or_default() += 1);
    }
    let count = |is: &dyn Fn(char) -> bool| all().filter(|c| is(**c)).count();
    let written = |wanted| count(&|c| script(c) == Some(wanted));
    let is_traditional = written(Script::Traditional) > written(Script::Simplified);
    let runs: Vec<Laid> = runs.iter().map(|run| Laid::out(lexicon, run)).collect();
    let reader = Reader::new(lexicon, print, times, is_traditional);
    runs.iter().flat_map(|run| reader.repairs(source, run)).collect()
}

/// Ideographs in a row, line ends between them passed over.
#[derive(Default)]
pub(super) struct Run {
    pub(super) chars: Vec<char>,
    /// Where each stands in the page, in bytes.
    pub(super) places: Vec<usize>,
}

/// The runs of a block that stand in no quotation.
fn runs(source: &Source, block: Block) -> Vec<Run> {
    let text = source.slice(block.span);
    let quoted = quotations(text);
    let mut runs = vec![Run::default()];
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if !is_han(c) || quoted.iter().any(|q| q.contains(&at)) {
            continue;
        }
        let between = &text[end..at];
        if !between.is_empty() && between.trim_matches([' ', '\u{3000}', '\r']) != "\n" {
            runs.push(Run::default());
        }
        let run = runs.last_mut().expect("there is one from the start");
        run.chars.push(c);
        run.places.push(block.span.start() + at);
        end = at + c.len_utf8();
    }
    runs
}

#[cfg(test)]
mod tests;
