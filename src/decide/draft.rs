//! The draft: the article as a tree with a place for every decision.
//!
//! ```text
//! [A] ‹join: accept → "" [B], reject → break› …  ‹join: reject → [B] break›
//! ```
//!
//! To play it: write texts down, in a slot go on with the nodes of its change's
//! state, at a passage with the passage's nodes. A break is held back until text
//! follows; then one break is written, the first of those that wait, and none at the
//! very start. So whatever is left out or put back, paragraphs stay apart, and never
//! doubly. At the end comes the white space the page ends with.

use crate::FairCopy;
use crate::source::{Source, Span};

use super::change::{Change, State};
use super::steps::{Step, What, steps, unwritten};
use super::{compose, gather};

/// A piece of the draft.
#[derive(Clone, PartialEq, Debug)]
pub enum Node {
    /// Text as the page has it.
    Page(Span),
    /// Text that is not the page's.
    Own(String),
    /// The text that a reader typed for the change of the slot around it.
    Typed,
    /// The nodes of a passage, by index.
    Passage(usize),
    /// White space before whatever follows.
    Break(Break),
    /// A place where a decision shows.
    Slot(Slot),
}

/// The white space after a passage.
#[derive(Clone, PartialEq, Debug)]
pub struct Break {
    /// The passage that follows on the page, if one does.
    pub next: Option<usize>,
    /// What stands between when that one follows.
    pub near: String,
    /// What stands between when another follows.
    pub far: String,
}

/// A place that shows what was decided about a change.
#[derive(Clone, PartialEq, Debug)]
pub struct Slot {
    /// The change, by index.
    pub change: usize,
    /// The text of the page that is replaced; none for what stands between passages.
    pub place: Option<Span>,
    /// When it is rejected, and in every state that has no nodes of its own.
    pub reject: Vec<Node>,
    /// When it is accepted.
    pub accept: Option<Vec<Node>>,
    /// When text was typed for it.
    pub text: Option<Vec<Node>>,
    /// When a reading was chosen, by index of the reading.
    pub readings: Vec<Vec<Node>>,
}

impl Slot {
    /// The nodes of a state.
    pub fn nodes(&self, state: &State) -> &[Node] {
        let own = match state {
            State::Accept => self.accept.as_ref(),
            State::Reject => None,
            State::Text(_) => self.text.as_ref(),
            State::Reading(index) => self.readings.get(*index),
        };
        own.unwrap_or(&self.reject)
    }
}

/// A passage of the page that can stand in the article.
#[derive(Clone, PartialEq, Debug)]
pub struct Passage {
    /// Its placement's span.
    pub placement: Span,
    /// The change that leaves it out, or would, by index.
    pub fold: Option<usize>,
    /// What is played for it.
    pub nodes: Vec<Node>,
}

/// The article with a place for every decision.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    /// What may be decided, in page order.
    pub changes: Vec<Change>,
    /// The passages of the page that can stand in the article, in page order.
    pub passages: Vec<Passage>,
    /// The article.
    pub nodes: Vec<Node>,
    /// The white space at its end.
    pub end: String,
}

impl Draft {
    /// The draft of a fair copy.
    pub fn of(copy: &FairCopy) -> Draft {
        let sited = gather::changes(copy);
        compose::draft(copy, sited)
    }

    /// The state of each change when nothing is decided.
    pub fn defaults(&self) -> Vec<State> {
        self.changes.iter().map(|change| change.default.clone()).collect()
    }

    /// The article when each change, by index, has the given state.
    pub fn play(&self, source: &Source, states: &[State]) -> String {
        let mut article = String::new();
        let mut held: Option<&Break> = None;
        for Step { passage, what } in steps(self, states) {
            let text = match &what {
                What::Enter => continue,
                What::Page(span) => source.slice(*span),
                What::Replaced { text, .. } => text,
                What::Own { text, .. } => text,
                What::Break(after) => {
                    held = held.or(Some(*after));
                    continue;
                }
            };
            if text.is_empty() {
                continue;
            }
            if let Some(held) = held.take().filter(|_| !article.is_empty()) {
                article.push_str(held.before(passage));
            }
            article.push_str(text);
        }
        article + &self.end
    }

    /// The changes, by index, for which text was typed that these states leave no place
    /// for in the article.
    pub fn unwritten(&self, states: &[State]) -> Vec<usize> {
        unwritten(self, states)
    }
}

impl Break {
    /// What stands between when this passage follows.
    pub(super) fn before(&self, passage: usize) -> &str {
        if self.next == Some(passage) { &self.near } else { &self.far }
    }
}
