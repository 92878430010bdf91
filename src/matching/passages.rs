//! Passages: the page cut so that every piece has its twins whole.
//!
//! ```text
//! page       |A1 A2|B|       |A1|A2'|        |A2 B|
//! parallels   ─────           ─────
//!                ────                         ────
//! passages   |A1|A2|B|       |A1|A2'|        |A2|B|      families {A1,A1} {A2,A2',A2} {B,B}
//! ```
//!
//! One printing merges what another splits; one repeats the end of a paragraph,
//! another the whole. If blocks were compared with blocks, a list and the
//! paragraph it was run into would never meet. So every edge of a block or of a
//! parallel is carried over to all twins, until no new cut appears. Between two
//! cuts a piece lies in one block and is a copy of all or none of its family.

use std::ops::{Range, RangeInclusive};

use super::asides;
use super::cuts::{Cuts, SAME_CUT};
use super::families::Sets;
use super::verdict::EDGE;
use crate::passage::{Parallel, Passage, Passages};
use crate::sheet::Sheet;

/// With how many copies before it a copy is compared for the titles and bylines that
/// stand beside it: the next one may be torn and have none.
const BESIDE: usize = 8;

/// Cut the page along its blocks and the parallels; some pairs of blocks are twins besides.
pub(super) fn cut(page: &Sheet<'_>, parallels: &[Parallel], blocks: &[(usize, usize)]) -> Passages {
    let mut cuts = Cuts::new(page);
    cuts.carry_over(page, parallels);
    let mut all = cuts.passages(page);
    let mut sets = Sets::new(all.len());
    for parallel in parallels {
        unite(page, &all, parallel, &mut sets);
    }
    let whole = |block: usize| {
        let at = all.partition_point(|p| p.block < block);
        let next = all.get(at + 1).is_some_and(|next| next.block == block);
        (!next).then_some(at)
    };
    for (first, second) in blocks {
        if let (Some(a), Some(b)) = (whole(*first), whole(*second)) {
            sets.unite(a, b);
        }
    }
    for family in sets.families() {
        for (at, second) in family.iter().enumerate() {
            for first in &family[at.saturating_sub(BESIDE)..at] {
                asides::unite(page, &all, (*first, *second), &mut sets);
            }
        }
    }
    let families = sets.families();
    for (family, members) in families.iter().enumerate() {
        for member in members {
            all[*member].family = Some(family);
        }
    }
    Passages { all, families }
}

/// How many symbols two passages must have in common to be twins: inside a parallel
/// there may be text that the two places do not share. Among twins on both sides a
/// heading worded anew is one still; at the edge of a parallel the next text may
/// begin alike.
fn least_agreeing(first: &Range<usize>, second: &Range<usize>, side: &Range<usize>) -> f64 {
    let inside = side.start < first.start && first.end < side.end;
    if inside {
        INSIDE * (first.len() + second.len()) as f64 / 2.0
    } else {
        AT_EDGE * first.len().max(second.len()) as f64
    }
}

/// Share of the mean length that must agree between other twins.
const INSIDE: f64 = 0.4;
/// Share of the longer that must agree at the edge of a parallel.
const AT_EDGE: f64 = 0.5;

/// Join the passages that a parallel lays side by side.
fn unite(page: &Sheet<'_>, all: &[Passage], parallel: &Parallel, sets: &mut Sets) {
    let side = parallel.first();
    let from = all.partition_point(|p| p.range.end <= side.start + EDGE.min(side.len() / 2));
    for (index, passage) in all.iter().enumerate().skip(from) {
        if passage.range.start + SAME_CUT >= side.end {
            break;
        }
        let start = places_in_second(page, parallel, passage.range.start.max(side.start));
        let end = places_in_second(page, parallel, passage.range.end.min(side.end));
        let agreeing = parallel.agreeing(passage.range.clone());
        if let Some(twin) = twin(all, start, end)
            && agreeing as f64 >= least_agreeing(&passage.range, &all[twin].range, &side)
        {
            sets.unite(index, twin);
        }
    }
}

/// The places of the second side that a place of the first may be: on either side of dust
/// that only the second has, never of an amount: what stands beside one is a table.
fn places_in_second(page: &Sheet<'_>, parallel: &Parallel, at: usize) -> RangeInclusive<usize> {
    let places = parallel.places_in_second(at);
    let added = &page.view.symbols()[*places.start()..*places.end()];
    let is_figure = |s: &&u32| char::from_u32(**s).is_some_and(char::is_numeric);
    match added.iter().filter(is_figure).count() <= EDGE {
        true => places,
        false => parallel.to_second(at)..=parallel.to_second(at),
    }
}

/// The passage that lies between two places, up to the noise at its edges. What only this
/// side has at an edge, dust or a line of its own, is part of it or is none.
fn twin(
    all: &[Passage],
    start: RangeInclusive<usize>,
    end: RangeInclusive<usize>,
) -> Option<usize> {
    let middle = start.end().midpoint(*end.start());
    let index = all.partition_point(|p| p.range.end <= middle);
    let passage = all.get(index)?;
    let is_close = |at: usize, places: &RangeInclusive<usize>| {
        at.abs_diff(*places.start()) <= EDGE || at.abs_diff(*places.end()) <= EDGE
    };
    let close = is_close(passage.range.start, &start) && is_close(passage.range.end, &end);
    (close && start.end() < end.start()).then_some(index)
}

#[cfg(test)]
mod tests {
    use super::super::{Settings, find};
    use super::*;
    use crate::block::{Block, BlockKind};
    use crate::lexicon::Lexicon;
    use crate::source::Source;
    use crate::view::View;

    const PLAIN: BlockKind = BlockKind::Paragraph;
    const TITLE: &str = "The lamplighter of Quay Street";
    const DUSK: &str = "Every evening at dusk the old lamplighter sets out with his ladder and his \
                        pole, and by the time the packet whistles he has lit the forty lamps.";
    const GAS: &str = "The council has now resolved to light the street by gas from the new \
                       works, and the pole is to hang in the town hall, beside the old keys.";

    /// The families of a page of these blocks, by their blocks.
    fn families(parts: &[(BlockKind, &str)]) -> Vec<Vec<usize>> {
        let (mut text, mut places) = (String::new(), Vec::new());
        for (kind, part) in parts {
            places.push((*kind, text.len()..text.len() + part.len()));
            text += &format!("{part}\n\n");
        }
        let source = Source::from_text("t", text);
        let block = |(kind, place)| Block { span: source.span(place), kind };
        let blocks: Vec<Block> = places.into_iter().map(block).collect();
        let view = View::fold(&source, &blocks);
        let lexicon = Lexicon::builtin();
        let sheet = Sheet { source: &source, blocks: &blocks, view: &view, lexicon };
        let passages = find(&sheet, &Settings::default()).passages;
        let of = |family: &Vec<usize>| family.iter().map(|p| passages.all[*p].block).collect();
        passages.families.iter().map(of).collect()
    }

    #[test]
    fn what_noise_adds_to_a_copy_is_part_of_it_or_none_of_it() {
        let added = format!("{DUSK}\n-=rXurrur");
        assert_eq!(families(&[(PLAIN, DUSK), (PLAIN, &added)]), [[0, 1]]);
        let copy = GAS.replace("The council", "Tbe council");
        let page = [(PLAIN, DUSK), (PLAIN, GAS), (PLAIN, DUSK), (PLAIN, "oocw n"), (PLAIN, &copy)];
        assert_eq!(families(&page), [[0, 2], [1, 4]]);
    }

    #[test]
    fn an_amount_is_no_dust() {
        let page =
            [(PLAIN, DUSK), (PLAIN, GAS), (PLAIN, DUSK), (PLAIN, "1,838,361.44"), (PLAIN, GAS)];
        assert_eq!(families(&page), [[0, 2], [1, 4]]);
    }

    #[test]
    fn a_title_read_as_a_line_is_the_title_and_another_line_is_not() {
        let page =
            |line| [(BlockKind::Heading, TITLE), (PLAIN, DUSK), (PLAIN, line), (PLAIN, DUSK)];
        assert_eq!(families(&page("The lamplighter of Quay Strcet.")), [[0, 2], [1, 3]]);
        assert_eq!(families(&page("The harbour by night, in colours.")), [[1, 3]]);
    }

    #[test]
    fn what_stands_twice_to_the_letter_is_a_copy_unless_it_is_short_and_alone() {
        const NOTICE: BlockKind = BlockKind::Heading;
        let notice =
            "The packet to Senlow will not call at the stone pier until the lamp is mended";
        let twice = [(NOTICE, notice), (PLAIN, DUSK), (NOTICE, notice), (PLAIN, GAS)];
        assert_eq!(families(&twice), [[0, 2]]);
        let laughter = [(PLAIN, "(Laughter)"), (PLAIN, DUSK), (PLAIN, "(Laughter)"), (PLAIN, GAS)];
        assert!(families(&laughter).is_empty());
        let items: Vec<String> =
            (0..16).map(|n| format!("Lot {n}, oars, a pair, tarred")).collect();
        let mut page: Vec<(BlockKind, &str)> =
            items.iter().map(|item| (PLAIN, &item[..])).collect();
        page.push((PLAIN, DUSK));
        page.extend(items.iter().map(|item| (PLAIN, &item[..])));
        let twice: Vec<Vec<usize>> = (0..16).map(|n| vec![n, n + 17]).collect();
        assert_eq!(families(&page), twice);
    }

    #[test]
    fn a_notice_of_another_among_copies_stays() {
        let list = |names: [&str; 3]| -> Vec<String> {
            names.map(|n| format!("{n}, of the old quay, was fined for selling bread of light weight, and bound over for the year.")).to_vec()
        };
        let (first, second) = (
            list(["Martin Harlow", "Gideon Birch", "Susan Teal"]),
            list(["Martin Harlow", "Walter Fenn", "Susan Teal"]),
        );
        let page: Vec<(BlockKind, &str)> = first
            .iter()
            .map(|t| (PLAIN, t.as_str()))
            .chain([(PLAIN, DUSK)])
            .chain(second.iter().map(|t| (PLAIN, t.as_str())))
            .collect();
        assert_eq!(families(&page), [[0, 4], [2, 6]]);
    }
}
