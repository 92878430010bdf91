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
    let shouts = heading::shouts(text) && !runs_on(sheet, i);
    if stacked || shouts || heading::is_chapter(sheet, i) {
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
        && !finishes(sheet.text(i - 1))
        && mark::after_bullet(sheet.text(i - 1)).is_none()
        && !heading::shouts(sheet.text(i - 1))
}

/// Whether a line set in capitals ends in mid-word, and the rest of the word begins a
/// line of text: `FLOOD AT MILL-⏎BROOK. The river rose …`.
fn runs_on(sheet: &Sheet<'_>, i: usize) -> bool {
    let divided = sheet.text(i).strip_suffix('-').is_some_and(|t| t.ends_with(char::is_alphabetic));
    let next = i + 1;
    divided && next < sheet.len() && sheet.follows(next) && {
        let below = sheet.text(next);
        below.chars().take(2).all(char::is_uppercase) && !heading::shouts(below)
    }
}
