//! Page and article side by side: which passage stands beside which.
//!
//! The page reads down one column and the article down the other. A passage that
//! kept its place stands in both columns of one row. Where rejoining moved a
//! passage, its two places are rows of their own, because a row that stood in
//! both columns would force one of the texts out of its order.

use crate::FairCopy;
use crate::ledger::Fate;

/// One row; numbers are indices into the ledger's placements.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Row {
    /// Kept in its place.
    Both(usize),
    /// Only on the page here: folded, dropped, or moved in the article.
    Page(usize),
    /// Only in the article here: moved from elsewhere on the page.
    Article(usize),
}

/// The rows of a copy: page order on one side, article order on the other.
pub(super) fn rows(copy: &FairCopy) -> Vec<Row> {
    let placements = &copy.ledger.placements;
    let mut article: Vec<(u32, usize)> = Vec::new();
    for (index, placement) in placements.iter().enumerate() {
        if let Fate::Kept { order } = placement.fate {
            article.push((order, index));
        }
    }
    article.sort_unstable();
    let article: Vec<usize> = article.into_iter().map(|(_, index)| index).collect();
    abreast(&article, placements.len())
}

/// Rows for so many placements in page order, of which these stand in the article in
/// this order.
pub(super) fn abreast(article: &[usize], placements: usize) -> Vec<Row> {
    let mut rows = Vec::with_capacity(placements);
    let (mut on_page, mut in_article) = (0, 0);
    for place in longest_rise(article) {
        rows.extend((on_page..article[place]).map(Row::Page));
        rows.extend(article[in_article..place].iter().map(|index| Row::Article(*index)));
        rows.push(Row::Both(article[place]));
        (on_page, in_article) = (article[place] + 1, place + 1);
    }
    rows.extend((on_page..placements).map(Row::Page));
    rows.extend(article[in_article..].iter().map(|index| Row::Article(*index)));
    rows
}

/// Positions of a longest rising subsequence (patience sorting).
fn longest_rise(values: &[usize]) -> Vec<usize> {
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (at, value) in values.iter().enumerate() {
        let pile = piles.partition_point(|top| values[*top] < *value);
        before.push(pile.checked_sub(1).map(|left| piles[left]));
        if pile == piles.len() {
            piles.push(at);
        } else {
            piles[pile] = at;
        }
    }
    let mut rise: Vec<usize> =
        std::iter::successors(piles.last().copied(), |at| before[*at]).collect();
    rise.reverse();
    rise
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rise_leaves_only_what_moved() {
        assert_eq!(longest_rise(&[0, 1, 5, 2, 3, 4]), [0, 1, 3, 4, 5]);
        assert_eq!(longest_rise(&[]), [] as [usize; 0]);
        assert_eq!(longest_rise(&[2, 1]).len(), 1);
    }
}
