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
}

/// A place in a page's text that refers to a printing elsewhere.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reference {
    /// Where the passage stood, in characters of the text without it.
    pub at: u64,
    /// The repeat that tells of it.
    pub repeat: String,
}

/// Which printings are taken out, by page and place. `bases` has for each cluster the
/// printing that stays. Long passages come first, so that a whole is not cut up.
pub fn plan(clusters: &[Cluster], bases: &[u32]) -> Vec<Folded> {
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
        let base = &clusters[at].printings[bases[at] as usize];
        if meets(&gone, base.page, &base.range) {
            continue;
        }
        stays.entry(base.page).or_default().push(base.range.clone());
        for printing in clusters[at].printings.iter().filter(|p| *p != base) {
            let (page, range) = (printing.page, printing.range.clone());
            if !meets(&stays, page, &range) && !meets(&gone, page, &range) {
                gone.entry(page).or_default().push(range.clone());
                folded.push(Folded { page, range, repeat: at as u32 });
            }
        }
    }
    folded.sort_by_key(|f| (f.page, f.range.start));
    folded
}

/// The article of a page without some stretches of its text, each given with what its
/// repeat is called; and where these stood.
pub fn without(copy: &FairCopy, stretches: &[(Range<usize>, String)]) -> (String, Vec<Reference>) {
    let mut pen = Pen { stretches, article: String::new(), references: Vec::new() };
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
    stretches: &'a [(Range<usize>, String)],
    article: String,
    references: Vec<Reference>,
}

impl Pen<'_> {
    /// The stretch that a place of the source is in.
    fn stretch_at(&self, at: usize) -> Option<usize> {
        self.stretches.iter().position(|(range, _)| range.contains(&at))
    }

    /// Write a piece of the source that starts at `from`, but for what is taken out.
    fn write(&mut self, piece: &str, from: usize) {
        for (at, c) in piece.char_indices() {
            let Some(stretch) = self.stretch_at(from + at) else {
                self.article.push(c);
                continue;
            };
            let repeat = &self.stretches[stretch].1;
            let at = self.article.chars().count() as u64;
            let told = |r: &Reference| r.repeat == *repeat && r.at == at;
            if !self.references.last().is_some_and(told) {
                self.references.push(Reference { at, repeat: repeat.clone() });
            }
        }
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
        let folded = plan(&[short, long], &[1, 1]);
        let shown: Vec<(u32, usize, u32)> =
            folded.iter().map(|f| (f.page, f.range.end, f.repeat)).collect();
        // Page 1 gave up the long passage, so the short one cannot be kept there.
        assert_eq!(shown, [(1, 90, 1)]);
    }

    #[test]
    fn a_passage_taken_out_leaves_a_reference() {
        let text = "The ferry runs.\n\nThe school is closed.\n";
        let copy =
            crate::clean(&[Page::new("t", text)], &crate::Settings::default()).pages.remove(0);
        let (article, references) = without(&copy, &[(0..14, "r1".into())]);
        assert_eq!(article, ".\n\nThe school is closed.\n");
        assert_eq!(references, [Reference { at: 0, repeat: "r1".into() }]);
    }
}
