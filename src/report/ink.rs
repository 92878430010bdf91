//! How changes are written for a person: marks that can be read without colour,
//! and colour on top of them.

use anstyle::{AnsiColor, Style};

use crate::report::compare::{Part, compare};
use crate::report::place::{first, last};
use crate::report::safe::{pictured, visible};
use crate::report::summary::plural;
use crate::report::wrap::Wrapper;

/// Differences shown of one folded repeat; the report has all.
const MOST_DIFFERENCES: usize = 8;
/// Characters of context on each side of a difference.
const CONTEXT: usize = 4;

/// The styles in use.
pub(super) struct Ink {
    pub(super) plain: Style,
    delete: Style,
    insert: Style,
    pub(super) head: Style,
    pub(super) faint: Style,
}

impl Ink {
    pub(super) fn new(colour: bool) -> Ink {
        let plain = Style::new();
        if !colour {
            return Ink { plain, delete: plain, insert: plain, head: plain, faint: plain };
        }
        Ink {
            plain,
            delete: AnsiColor::Red.on_default(),
            insert: AnsiColor::Green.on_default(),
            head: Style::new().bold(),
            faint: Style::new().dimmed(),
        }
    }

    /// Text that stays.
    pub(super) fn same(&self, wrapper: &mut Wrapper, text: &str) {
        wrapper.push(&visible(text), self.plain);
    }

    /// What goes and what comes for it, each in its marks.
    pub(super) fn change(&self, wrapper: &mut Wrapper, old: &str, new: &str) {
        if !old.is_empty() {
            let red = self.delete;
            wrapper.open("[-", red).push(&pictured(old), red).close("-]", red);
        }
        if !new.is_empty() {
            let green = self.insert;
            wrapper.open("{+", green).push(&pictured(new), green).close("+}", green);
        }
    }

    /// What a folded printing had otherwise than the one that stays.
    pub(super) fn differences(&self, wrapper: &mut Wrapper, folded: &str, base: &str) {
        let Some(parts) = compare(folded, base) else {
            wrapper.push("too long to compare here; the report has the variants", self.faint);
            return;
        };
        let differing = parts.iter().filter(|p| matches!(p, Part::Differs(..))).count();
        if differing == 0 {
            wrapper.push("no difference", self.faint);
            return;
        }
        wrapper.push("differs: ", self.faint);
        let shown = parts.iter().enumerate().filter_map(|(at, p)| match p {
            Part::Differs(old, new) => Some((at, *old, *new)),
            Part::Same(_) => None,
        });
        for (count, (at, old, new)) in shown.take(MOST_DIFFERENCES).enumerate() {
            if count > 0 {
                wrapper.push("; ", self.faint);
            }
            if let Some(Part::Same(before)) = at.checked_sub(1).and_then(|b| parts.get(b)) {
                wrapper.push(&visible(last(before, CONTEXT)).replace('\n', " "), self.plain);
            }
            self.change(wrapper, old, new);
            if let Some(Part::Same(after)) = parts.get(at + 1) {
                wrapper.push(&visible(first(after, CONTEXT)).replace('\n', " "), self.plain);
            }
        }
        if differing > MOST_DIFFERENCES {
            let more = plural(differing - MOST_DIFFERENCES, "more place", "more places");
            wrapper.push(&format!("; and {more}"), self.faint);
        }
    }
}
