//! Lines whose own words say what they are.

use super::column::Set;
use super::line::{Sheet, finishes};
use super::{byline, furniture, heading, mark, running};
use crate::block::BlockKind;

/// The kind of each line that says so itself; `None` where its neighbours must tell.
pub(super) fn kinds(sheet: &Sheet<'_>, sets: &[Set]) -> Vec<Option<BlockKind>> {
    let mut kinds: Vec<Option<BlockKind>> =
        (0..sheet.len()).map(|i| kind(sheet, sets, i)).collect();
    running::mark(sheet, &mut kinds);
    kinds
}

fn kind(sheet: &Sheet<'_>, sets: &[Set], i: usize) -> Option<BlockKind> {
    let text = sheet.text(i);
    if furniture::is_furniture(sheet, i) {
        return Some(BlockKind::Furniture);
    }
    let stacked = sets[i].stacked || (i > 0 && sets[i - 1].stacked);
    if stacked || heading::shouts(text) || heading::is_chapter(sheet, i) {
        return Some(BlockKind::Heading);
    }
    if runs_in(sheet, sets, i) {
        return None;
    }
    if byline::is_byline(sheet.line(i).width, text) {
        return Some(BlockKind::Byline);
    }
    mark::after_bullet(text).map(|_| BlockKind::ListItem)
}

/// Whether a sentence runs into line `i` from the line above: what looks like a
/// byline or a bullet there is the middle of a sentence, or a speck.
fn runs_in(sheet: &Sheet<'_>, sets: &[Set], i: usize) -> bool {
    i > 0
        && sets[i - 1].torn
        && sets[i - 1].wrapped
        && !finishes(sheet.text(i - 1))
        && mark::after_bullet(sheet.text(i - 1)).is_none()
        && !heading::shouts(sheet.text(i - 1))
}
