//! Habits: what a page does all the time is told once, with how often.
//!
//! A page set wholly in half-width marks has one habit, not four hundred doubts; a
//! reader who must wade through them does not see the one that matters.

use rustc_hash::FxHashMap;

use crate::ledger::Edit;
use crate::reason::{Reason, Tier};
use crate::source::Source;

/// Doubts of one kind that are shown one by one; more are a habit. About what is
/// taken in at a glance.
const MOST: usize = 6;

/// Leave of each habit the first doubt, with how often the page has it.
pub(super) fn merge(source: &Source, edits: &mut Vec<Edit>) {
    let key = |edit: &Edit| {
        let alike = !of_one_kind(edit.reason);
        let texts = alike.then(|| (source.slice(edit.span).to_string(), edit.text.clone()));
        (edit.reason, texts)
    };
    let mut times: FxHashMap<(Reason, Option<(String, String)>), usize> = FxHashMap::default();
    for edit in edits.iter().filter(|edit| edit.tier == Tier::Flag) {
        *times.entry(key(edit)).or_default() += 1;
    }
    times.retain(|_, times| *times > MOST);
    if times.is_empty() {
        return;
    }
    edits.retain_mut(|edit| {
        let habit = if edit.tier == Tier::Flag { times.get_mut(&key(edit)) } else { None };
        let Some(left) = habit else { return true };
        // The first takes the count; the rest find none.
        let first = *left > 0;
        if first {
            edit.evidence.times = u32::try_from(std::mem::take(left)).ok();
        }
        first
    });
}

/// Doubts that are one habit whatever the character: a width, a script. Of the
/// others each different one is a question of its own.
fn of_one_kind(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::PunctuationWidth
            | Reason::LetterWidth
            | Reason::ScriptMixed
            | Reason::Furniture
            | Reason::JunkLine
            | Reason::SpaceIdeographs
    )
}
