//! Which line ends are soft: the paragraph goes on in the next line.
//!
//! ```text
//! 镇上的老桥今年春天重新铺     镇上的老桥今年春天重新铺了石板，孩子们上学不再绕路。
//! 了石板，孩子们上学不再绕  →  桥头的茶摊也回来了。
//! 路。
//! 桥头的茶摊也回来了。
//! ```
//!
//! The ugly answers are a poem in one line and a column in hundreds. One sum decides: what
//! each piece of evidence is worth was fitted on pages whose line ends are known
//! (`weights/lines.tsv`), and nothing is assumed about the width of a column.
//!
//! # Steps
//! 1. `shape`: what one line shows: its extent, how it begins and ends.
//! 2. `width`: the width that most line ends around agree with.
//! 3. `around`: how regular the lines around are: capitals, marks, rhymes, tables.
//! 4. `features`: all of it as features, a number each (`families` names them).
//! 5. `veto`: line ends that are hard whatever the sum says.

mod around;
mod families;
mod features;
mod shape;
mod veto;
mod width;

use std::sync::LazyLock;

use super::line::Sheet;
use crate::script::HYPHENS;
use crate::weights::{LINES, Weights};
use features::Page;
pub(super) use features::REACH;

/// Chance from which a line end is taken for soft: one in three of those at the limit is
/// hard, and a line end too many is less harm than a line lost.
pub(super) const SURE: f32 = 0.7;

/// The weight of each feature, by its number.
static WEIGHTS: LazyLock<Vec<f32>> = LazyLock::new(|| {
    let table = Weights::read(LINES);
    names().iter().map(|name| table.of(name)).collect()
});

/// What is known of the end of a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct End {
    /// The chance that it is soft.
    pub(super) chance: f32,
    /// The width of the column, in cells.
    pub(super) width: u32,
}

/// The ends of the lines of a page. The last one is hard.
pub(super) fn read(sheet: &Sheet<'_>) -> Vec<End> {
    let weights = &*WEIGHTS;
    let mut ends = vec![End::default(); sheet.len()];
    let mut page = Page::new(sheet);
    for (i, end) in ends.iter_mut().enumerate().take(sheet.len().saturating_sub(1)) {
        page.move_to(i);
        end.width = page.width();
        if page.may_be_soft() {
            let mut sum = 0.0;
            page.features(&mut |feature| sum += weights[feature]);
            end.chance = 1.0 / (1.0 + (-sum).exp());
        }
        if !page.is_apart() && divides_word(sheet.text(i), sheet.text(i + 1)) {
            end.chance = 1.0;
        }
    }
    ends
}

/// Whether a word is divided between two lines: proof by itself, whatever the width.
fn divides_word(own: &str, next: &str) -> bool {
    let before = own.trim_end().strip_suffix(HYPHENS);
    before.is_some_and(|before| before.ends_with(char::is_alphabetic))
        && next.trim_start().starts_with(char::is_lowercase)
}

/// The features of each line end of a text but the last, for fitting; none for a line end
/// that is hard whatever they say. Lines without text do not count.
pub fn features(text: &str) -> Vec<Option<Vec<usize>>> {
    let sheet = Sheet::new(text);
    let mut page = Page::new(&sheet);
    let of = |i| {
        page.move_to(i);
        page.may_be_soft().then(|| {
            let mut features = Vec::new();
            page.features(&mut |feature| features.push(feature));
            features
        })
    };
    (0..sheet.len().saturating_sub(1)).map(of).collect()
}

/// For each line end of a text but the last whether it is taken for soft.
pub fn soft(text: &str) -> Vec<bool> {
    let mut ends = read(&Sheet::new(text));
    ends.pop();
    ends.iter().map(|end| end.chance >= SURE).collect()
}

/// The names of the features, by number.
pub fn names() -> Vec<String> {
    families::names()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_soft_until_its_paragraph_ends() {
        let column = "The old ferry, which had crossed the\nriver for eighty years, made its last\njourney on Monday evening before a\ngreat crowd.\nMr. Baker, the ferryman, said that he\nwas sorry to leave the boat, for which\nhe had paid with his own savings.";
        assert_eq!(soft(column), [true, true, true, false, true, true]);
        let ideographs = "镇上老人都记得从前过河要\n等渡船，船家姓赵，撑了一\n辈子篙，风里来雨里去从不\n误事。\n后来修了桥，渡船没有了用\n处，赵家的小儿子便去城里\n做了木匠。";
        assert_eq!(soft(ideographs), [true, true, true, false, true, true]);
    }

    #[test]
    fn verse_addresses_and_rows_are_hard() {
        for lines in [
            "The river runs beneath the hill,\nAnd all the boats are gone;\nThe ferryman is sleeping still\nUpon the bank at dawn.",
            "春水绕村流，\n桃花满渡头。\n归人摇小桨，\n一路唱乡愁。",
            "the timetable is at\nhttps://example.org/ferry\nand on the quay",
            "Mill          3     1\nLodge         0     2\nQuarry        4     4",
        ] {
            assert!(soft(lines).iter().all(|soft| !soft), "{lines}");
        }
    }

    #[test]
    fn each_end_but_the_last_has_features_or_is_hard() {
        assert!(features("").is_empty() && features("one line").is_empty());
        let ends = features("one\ntwo\n\nthree");
        assert_eq!(ends.len(), 2);
        assert!(ends[1].is_none(), "a blank line parts");
    }
}
