//! Fold: of each passage one printing stays in its page, the others refer to it.
//!
//! ```text
//! page 1   …|A|…   base of A           text as it was
//! page 2   …|A|…                       the passage taken out, `refers` says where it is
//! page 3   …|A B|…                     A B is a passage of its own: its printings first,
//! page 4   …|A B|…                     then what of A is not yet decided
//! ```
//! The ugly answer folds a passage in favour of one that is itself folded, until it is
//! nowhere. So what a printing is folded in favour of stays, whatever comes after.

use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::FairCopy;
use crate::matching::across::Cluster;

/// A printing that is taken out of its page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Folded {
    /// The page, by index.
    pub page: u32,
    /// What is taken out, in symbols of the page.
    pub range: Range<usize>,
    /// The repeat it is a printing of, by index.
    pub repeat: u32,
    /// The page whose printing stays, by index.
    pub base: u32,
}

/// A place in a page's text that refers to a printing elsewhere.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reference {
    /// Where the passage stood, in characters of the text without it.
    pub at: u64,
    /// Where it stands in the page as it came, in characters of its text.
    pub chars: [u64; 2],
    /// The repeat that tells of it.
    pub repeat: String,
    /// The page that keeps it, as it is called.
    pub page: String,
}

/// A stretch of a page that is taken out of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// Where it stands, in bytes of the decoded text.
    pub range: Range<usize>,
    /// What its repeat is called.
    pub repeat: String,
    /// What the page that keeps the passage is called.
    pub page: String,
}

/// What of a cluster is printed where.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Kept {
    /// The printing that stays, by index.
    pub base: u32,
    /// Printings that say something else than it, by index: they stay as well.
    pub others: Vec<u32>,
}

/// Which printings are taken out, by page and place, given what of each cluster is kept.
/// Long passages come first, so that a whole is not cut up.
pub fn plan(clusters: &[Cluster], kept: &[Kept]) -> Vec<Folded> {
    let mut order: Vec<usize> = (0..clusters.len()).collect();
    let length = |at: &usize| clusters[*at].printings.iter().map(|p| p.range.len()).max();
    order.sort_by_key(|at| (std::cmp::Reverse(length(at)), *at));
    let mut stays: FxHashMap<u32, Vec<Range<usize>>> = FxHashMap::default();
    let mut gone: FxHashMap<u32, Vec<Range<usize>>> = FxHashMap::default();
    let meets = |ranges: &FxHashMap<u32, Vec<Range<usize>>>, page: u32, range: &Range<usize>| {
        let on_page = ranges.get(&page).map_or(&[][..], Vec::as_slice);
        on_page.iter().any(|r| r.start < range.end && range.start < r.end)
    };
    let mut folded = Vec::new();
    for at in order {
        let base = &clusters[at].printings[kept[at].base as usize];
        if meets(&gone, base.page, &base.range) {
            continue;
        }
        stays.entry(base.page).or_default().push(base.range.clone());
        for (number, printing) in clusters[at].printings.iter().enumerate() {
            if printing == base || kept[at].others.contains(&(number as u32)) {
                continue;
            }
            let (page, range) = (printing.page, printing.range.clone());
            if !meets(&stays, page, &range) && !meets(&gone, page, &range) {
                gone.entry(page).or_default().push(range.clone());
                folded.push(Folded { page, range, repeat: at as u32, base: base.page });
            }
        }
    }
    folded.sort_by_key(|f| (f.page, f.range.start));
    folded
}

/// The article of a page without some stretches of its text; and where these stood.
pub fn without(copy: &FairCopy, stretches: &[Stretch]) -> (String, Vec<Reference>) {
    let mut pen =
        Pen { copy, stretches, article: String::new(), references: Vec::new(), last: None };
    for placement in copy.ledger.kept() {
        let mut at = placement.span.start();
        for edit in copy.ledger.edits_in(placement.span) {
            pen.write(&copy.source.text()[at..edit.span.start()], at);
            if pen.stretch_at(edit.span.start()).is_none() {
                pen.article.push_str(&edit.text);
            }
            at = edit.span.end();
        }
        pen.write(&copy.source.text()[at..placement.span.end()], at);
    }
    (pen.article, pen.references)
}

struct Pen<'a> {
    copy: &'a FairCopy,
    stretches: &'a [Stretch],
    article: String,
    references: Vec<Reference>,
    /// The stretch that the last reference is of.
    last: Option<usize>,
}

impl Pen<'_> {
    /// The stretch that a place of the source is in.
    fn stretch_at(&self, at: usize) -> Option<usize> {
        self.stretches.iter().position(|stretch| stretch.range.contains(&at))
    }

    /// Write a piece of the source that starts at `from`, but for what is taken out.
    fn write(&mut self, piece: &str, from: usize) {
        for (at, c) in piece.char_indices() {
            match self.stretch_at(from + at) {
                None => self.article.push(c),
                // Told already where it began.
                stretch if stretch == self.last => {}
                Some(stretch) => self.refer(stretch),
            }
        }
    }

    fn refer(&mut self, at: usize) {
        let Stretch { range, repeat, page } = self.stretches[at].clone();
        let chars = self.copy.source.char_range(self.copy.source.span(range));
        self.references.push(Reference {
            at: self.article.chars().count() as u64,
            chars: [chars.start as u64, chars.end as u64],
            repeat,
            page,
        });
        self.last = Some(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::across::Printing;
    use crate::source::Page;

    fn cluster(places: &[(u32, Range<usize>)]) -> Cluster {
        let printing =
            |(page, range): &(u32, Range<usize>)| Printing { page: *page, range: range.clone() };
        Cluster { printings: places.iter().map(printing).collect() }
    }

    #[test]
    fn what_is_referred_to_stays() {
        let short = cluster(&[(0, 0..40), (1, 10..50), (2, 0..40)]);
        let long = cluster(&[(1, 0..90), (2, 0..90)]);
        let kept = |others| Kept { base: 1, others };
        assert!(plan(std::slice::from_ref(&long), &[kept(vec![0])]).is_empty());
        let folded = plan(&[short, long], &[kept(vec![]), kept(vec![])]);
        let shown: Vec<(u32, usize, u32)> =
            folded.iter().map(|f| (f.page, f.range.end, f.repeat)).collect();
        // Page 1 gave up the long passage, so the short one cannot be kept there.
        assert_eq!(shown, [(1, 90, 1)]);
    }

    #[test]
    fn a_passage_taken_out_leaves_a_reference() {
        let text = "The ferry runs.\n\nThe school is closed.\n";
        let stretch =
            |range: Range<usize>| Stretch { range, repeat: "r1".into(), page: "p".into() };
        let copy =
            crate::clean(&[Page::new("t", text)], &crate::Settings::default()).pages.remove(0);
        let (article, references) = without(&copy, &[stretch(0..14), stretch(21..27)]);
        assert_eq!(article, ".\n\nThe  is closed.\n");
        let reference = |at, chars| {
            let Stretch { repeat, page, .. } = stretch(0..0);
            Reference { at, chars, repeat, page }
        };
        assert_eq!(references, [reference(0, [0, 14]), reference(7, [21, 27])]);
    }
}
