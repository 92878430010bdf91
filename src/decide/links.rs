//! Which passages are joined, or might be.

use rustc_hash::FxHashMap;

use crate::source::Source;

use super::change::State;
use super::gather::{Site, Sited};
use super::passages::Stand;

/// Two passages and the change that puts them together.
#[derive(Clone, Copy)]
pub(super) struct Link {
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) change: usize,
    /// Whether the ledger has them together.
    pub(super) is_made: bool,
}

/// Passages joined in a row of which each join can be decided. A draft is nested as
/// deep as its longest row, and must not exhaust the stack of who plays it; a join
/// beyond stands as it was made.
const LONGEST: usize = 256;

/// The joins of a page, from either side.
pub(super) struct Links {
    /// The join that goes on from a passage.
    pub(super) onward: FxHashMap<usize, Link>,
    /// The join that a passage continues.
    pub(super) back: FxHashMap<usize, Link>,
}

impl Links {
    /// Joins that were made, then those that might be; of two that want the same
    /// half the first, and none that would make a ring.
    pub(super) fn of(source: &Source, passages: &[Stand<'_>], sited: &[Sited]) -> Links {
        let mut links = Links { onward: FxHashMap::default(), back: FxHashMap::default() };
        let is_join = |s: &Sited| matches!(s.site, Site::Join(_) | Site::Suggested(_));
        let joins = sited.iter().enumerate().filter(|(_, s)| is_join(s));
        let mut all: Vec<Link> =
            joins.filter_map(|(change, s)| link(source, passages, change, s)).collect();
        all.sort_by_key(|link| !link.is_made);
        for link in all {
            if links.is_free(&link) {
                links.onward.insert(link.left, link);
                links.back.insert(link.right, link);
            }
        }
        links
    }

    fn is_free(&self, link: &Link) -> bool {
        let (mut last, mut first, mut count) = (link.right, link.left, 0);
        while let Some(next) = self.onward.get(&last) {
            (last, count) = (next.right, count + 1);
        }
        while let Some(before) = self.back.get(&first) {
            (first, count) = (before.left, count + 1);
        }
        last != link.left
            && count < LONGEST
            && !self.onward.contains_key(&link.left)
            && !self.back.contains_key(&link.right)
    }
}

/// The passages that a change joins, if it joins the end of one and the start of
/// another that both stay.
fn link(source: &Source, passages: &[Stand<'_>], change: usize, sited: &Sited) -> Option<Link> {
    let [before, after] = sited.change.spans[..] else { return None };
    let left = at(passages, before.end().checked_sub(1)?)?;
    let right = at(passages, after.start())?;
    let (ends, starts) = (passages[left].placement.span, passages[right].placement.span);
    let whole = before.end() >= ends.start() + source.slice(ends).trim_end().len()
        && after.start() <= starts.end() - source.slice(starts).trim_start().len();
    let is_made = sited.change.default == State::Accept;
    let orders = (passages[left].order()?, passages[right].order()?);
    let follows = orders.1 == orders.0 + 1;
    (whole && (follows || !is_made)).then_some(Link { left, right, change, is_made })
}

/// The passage that holds a place of the page.
fn at(passages: &[Stand<'_>], byte: usize) -> Option<usize> {
    let after = passages.partition_point(|p| p.placement.span.start() <= byte);
    let found = after.checked_sub(1)?;
    (byte <= passages[found].placement.span.end()).then_some(found)
}
