//! Decisions matched to the changes of a draft, and those that fit none.

use std::fmt;

use rustc_hash::FxHashMap;

use super::change::{Change, State};
use super::decisions::{Decision, Decisions, Verdict};
use super::draft::Draft;

/// Why a decision does not fit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Misfit {
    /// No change has this reason and is about this text in this context.
    Gone,
    /// The change makes something else of the text now.
    Other,
    /// No printing has the chosen reading any more.
    NoReading,
    /// Nothing can be typed there.
    NoTyping,
    /// What the typed text stands in is left out or written anew by another decision.
    Unwritten,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Misfit::Gone => "no such change on this page",
            Misfit::Other => "the change makes something else of it now",
            Misfit::NoReading => "no printing has this reading",
            Misfit::NoTyping => "nothing can be typed there",
            Misfit::Unwritten => {
                "what the typed text stands in is left out, or written anew by another decision"
            }
        })
    }
}

/// Decisions matched to the changes of a draft.
#[derive(Clone, PartialEq, Debug)]
pub struct Matched {
    /// The state of each change, by index.
    pub states: Vec<State>,
    /// Whether each change was decided, by index.
    pub decided: Vec<bool>,
    /// The decisions that fit no change, by index, and why.
    pub misfits: Vec<(usize, Misfit)>,
}

impl Decisions {
    /// Match the decisions to the changes of a draft.
    pub fn fit(&self, draft: &Draft) -> Matched {
        let changes: FxHashMap<(&str, &str, u32), usize> = draft
            .changes
            .iter()
            .enumerate()
            .map(|(at, c)| ((c.key.reason.code(), &*c.key.digest, c.key.occurrence), at))
            .collect();
        let decided = vec![false; draft.changes.len()];
        let mut matched = Matched { states: draft.defaults(), decided, misfits: Vec::new() };
        let mut by = vec![0; draft.changes.len()];
        for (index, decision) in self.decisions.iter().enumerate() {
            let name = (&*decision.reason, &*decision.digest, decision.occurrence);
            let found = changes.get(&name).ok_or(Misfit::Gone);
            let state = found.and_then(|at| Ok((*at, decision.state(&draft.changes[*at])?)));
            match state {
                Ok((at, state)) => {
                    matched.states[at] = state;
                    matched.decided[at] = true;
                    by[at] = index;
                }
                Err(why) => matched.misfits.push((index, why)),
            }
        }
        let unwritten = draft.unwritten(&matched.states).into_iter();
        matched.misfits.extend(unwritten.map(|at| (by[at], Misfit::Unwritten)));
        matched.misfits.sort_by_key(|(index, _)| *index);
        matched
    }
}

impl Decision {
    /// The state it gives a change.
    fn state(&self, change: &Change) -> Result<State, Misfit> {
        let text = self.text.clone().unwrap_or_default();
        match self.decision {
            Verdict::Accept => match &self.after {
                Some(after) if change.can_accept && *after != change.after => Err(Misfit::Other),
                _ => Ok(State::Accept),
            },
            Verdict::Reject => Ok(State::Reject),
            Verdict::Text if !change.can_type => Err(Misfit::NoTyping),
            Verdict::Text => Ok(State::Text(text)),
            Verdict::Reading => change
                .readings
                .iter()
                .position(|reading| reading.text == text)
                .map(State::Reading)
                .ok_or(Misfit::NoReading),
        }
    }
}
