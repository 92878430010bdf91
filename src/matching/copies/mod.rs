//! Copies: are two passages printings of one text, or two texts of one form?
//!
//! # Steps
//! ```text
//! runs       where two passages part, in whole words
//! figures    12 / 17, Monday / Friday; 六 / 6 is no difference
//! seen       what was seen misread as what
//! misreading how much of one reading was misread to give the other
//! features   what each run shows, in numbers
//! evidence   whether any run is a slot filled otherwise
//! ```
//!
//! Two notices of one form differ in the words that matter and in nothing else; two
//! printings of one text differ in letters, wherever the noise fell. Every run counts by
//! fitted weights (`cargo bench --bench fit -- copies`), and one that is surely a slot is
//! enough.

mod evidence;
mod features;
mod figures;
mod misreading;
mod runs;
mod seen;

use std::sync::LazyLock;

pub use evidence::{Noise, all_log_odds, is_one, log_odds, noise, oddest, summed, with_noise};
pub use features::{FEATURES, NAMES, Row};
pub use seen::Seen;

use crate::block::{Block, BlockKind};
use crate::lexicon::Lexicon;
use crate::passage::Parallel;
use crate::sheet::Sheet;
use crate::source::Source;
use crate::view::{HAN_WEIGHT, View};
use crate::weights::{COPIES, Weights};

/// Where two passages differ.
#[derive(Clone, Debug)]
pub struct Differences {
    /// Runs that say something, in order.
    pub rows: Vec<Row>,
    /// Symbols that were compared.
    pub compared: usize,
    /// Whether most of them are written without spaces.
    pub unspaced: bool,
}

/// The weights of a class of scripts.
pub fn weights(unspaced: bool) -> &'static [f32; FEATURES] {
    static WEIGHTS: LazyLock<[[f32; FEATURES]; 2]> = LazyLock::new(|| {
        let table = Weights::read(COPIES);
        ["spaced", "unspaced"].map(|class| NAMES.map(|name| table.of(&format!("{class}/{name}"))))
    });
    &WEIGHTS[usize::from(unspaced)]
}

/// Where the two passages of a parallel differ.
pub(super) fn of(sheet: &Sheet<'_>, parallel: &Parallel) -> Differences {
    with_seen(sheet, parallel, Seen::builtin())
}

fn with_seen(sheet: &Sheet<'_>, parallel: &Parallel, seen: &Seen) -> Differences {
    let compared = runs::compare(sheet, parallel);
    let symbols = compared.first.len();
    let unspaced =
        sheet.view.weight(compared.first.clone()) * 2 > symbols * (1 + HAN_WEIGHT as usize);
    Differences {
        rows: features::rows(sheet, &compared, unspaced, seen),
        compared: symbols,
        unspaced,
    }
}

/// Where two texts differ, as two paragraphs of one page, to one who has seen so much
/// misread; `None` when nothing of them is alike.
#[doc(hidden)]
pub fn differences(first: &str, second: &str, seen: &Seen) -> Option<Differences> {
    let source = Source::from_text("pair", format!("{first}\n\n{second}"));
    let block =
        |from: usize, to: usize| Block { span: source.span(from..to), kind: BlockKind::Paragraph };
    let start = first.len() + "\n\n".len();
    let blocks = [block(0, first.len()), block(start, start + second.len())];
    let view = View::fold(&source, &blocks);
    let sheet =
        Sheet { source: &source, blocks: &blocks, view: &view, lexicon: Lexicon::builtin() };
    // The last words of the first text may go on as the second begins, by chance.
    let across = |p: Parallel| {
        let end = view.block(0).end as u32;
        let clipped = p.runs.into_iter().filter(|run| run.second >= end).filter_map(|mut run| {
            run.len = run.len.min(end.saturating_sub(run.first));
            (run.len > 0).then_some(run)
        });
        let runs: Vec<_> = clipped.collect();
        (!runs.is_empty()).then_some(Parallel { runs })
    };
    let settings = super::Settings { min_passage: Some(1), similarity: 0.0 };
    let parallels = super::parallels(&view, &settings).into_iter().filter_map(across);
    let longest = parallels.max_by_key(|p| p.agreeing(p.first()))?;
    Some(with_seen(&sheet, &longest, seen))
}

/// Whether two texts are printings of one.
pub fn are_printings(first: &str, second: &str) -> bool {
    let are_one = |d: Differences| is_one(&all_log_odds(&d, weights(d.unspaced), Noise::default()));
    differences(first, second, Seen::builtin()).is_some_and(are_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(first: &str, second: &str) -> Vec<[String; 2]> {
        let text = format!("{first}\n\n{second}");
        let rows = differences(first, second, Seen::builtin()).expect("alike").rows.into_iter();
        rows.map(|row| row.spans.map(|span| text[span].to_string())).collect()
    }

    const NOTICE: &str = "The ferryman told the coroner that on Thursday night he had seen the \
                          lantern of Martin Harlow go out beside the weir, and had called to him.";

    #[test]
    fn differences_are_whole_words() {
        let with = |from: &str, to: &str| shown(NOTICE, &NOTICE.replace(from, to));
        assert_eq!(with("Thursday", "Mon-\nday"), [["Thursday", "Mon-\nday"]]);
        assert_eq!(with("Harlow go", "Hnrlnv go"), [["Harlow", "Hnrlnv"]]);
        assert_eq!(with("told the coroner", "told thecoroner"), [[""; 2]; 0]);
        assert_eq!(with("The ferryman", "A miller"), [["The ferryman", "A miller"]]);
        let night = |figure| NOTICE.replace("Thursday night", figure);
        assert_eq!(shown(&night("the 12th"), &night("the 17th")), [["12", "17"]]);
    }

    #[test]
    fn what_says_nothing_is_no_difference() {
        let notice = "渡口管理处告知乘客，自本月六日起渡船每日停航两个钟头，以便修理北岸的码头。";
        let with = |from: &str, to: &str| shown(notice, &notice.replace(from, to));
        assert_eq!(with("六日", "6日"), [[""; 2]; 0]);
        assert_eq!(with("六日", "七日"), [["六", "七"]]);
        assert_eq!(with("北岸的码头", "北岸码头"), [[""; 2]; 0]);
        assert_eq!(with("渡口", "车站"), [["渡口", "车站"]]);
    }

    #[test]
    fn two_texts_of_one_form_are_told_from_two_printings() {
        let evidence = |second: &str| {
            let differences = differences(NOTICE, second, Seen::builtin()).expect("alike");
            summed(&all_log_odds(&differences, weights(differences.unspaced), Noise::default()))
        };
        let other = evidence(&NOTICE.replace("Martin Harlow", "Gideon Birch"));
        let misread = evidence(&NOTICE.replace("Martin Harlow", "Martin Hnrlow"));
        assert!(other > 2.0 * misread, "{other} {misread}");
    }
}
