//! A sitting: changes gone through one by one, each answer kept at once.

use faircopy::decide::decisions::Decisions;
use faircopy::decide::{Draft, Key, State};

/// What was answered, so that it can be taken back.
struct Answered {
    /// Where in the sitting.
    at: usize,
    /// The changes that were decided.
    keys: Vec<Key>,
}

/// The changes of a sitting and how far it has come.
pub(crate) struct Sitting<'a> {
    draft: &'a Draft,
    /// The changes, by index.
    chosen: Vec<usize>,
    at: usize,
    answered: Vec<Answered>,
    pub(crate) decisions: Decisions,
}

impl<'a> Sitting<'a> {
    /// A sitting over these changes, which goes on at the first undecided one.
    pub(crate) fn new(draft: &'a Draft, chosen: Vec<usize>, decisions: Decisions) -> Sitting<'a> {
        let mut sitting = Sitting { draft, chosen, at: 0, answered: Vec::new(), decisions };
        let decided = sitting.decided();
        // What was answered in an earlier sitting can be taken back too.
        for (at, change) in sitting.chosen.iter().enumerate().filter(|(_, c)| decided[**c]) {
            let keys = vec![draft.changes[*change].key.clone()];
            sitting.answered.push(Answered { at, keys });
        }
        sitting.advance();
        sitting
    }

    /// The change to be decided now, by index, and its place among all.
    pub(crate) fn current(&self) -> Option<(usize, (usize, usize))> {
        let change = self.chosen.get(self.at)?;
        Some((*change, (self.at + 1, self.chosen.len())))
    }

    /// How many are undecided.
    pub(crate) fn left(&self) -> usize {
        let decided = self.decided();
        self.chosen.iter().filter(|change| !decided[**change]).count()
    }

    fn decided(&self) -> Vec<bool> {
        self.decisions.fit(self.draft).decided
    }

    /// Decide the current change, and with `all` every undecided one with its
    /// reason after it; gives how many.
    pub(crate) fn decide(&mut self, state: &State, all: bool) -> usize {
        let Some((current, _)) = self.current() else { return 0 };
        let reason = self.draft.changes[current].key.reason;
        let decided = self.decided();
        let rest = self.chosen[self.at..].iter().copied().filter(|change| {
            let alike =
                all && self.draft.changes[*change].key.reason == reason && !decided[*change];
            *change == current || alike
        });
        let rest: Vec<usize> = rest.collect();
        let mut keys = Vec::with_capacity(rest.len());
        for change in rest {
            let change = &self.draft.changes[change];
            self.decisions.put(change, state);
            keys.push(change.key.clone());
        }
        let count = keys.len();
        self.answered.push(Answered { at: self.at, keys });
        self.at += 1;
        self.advance();
        count
    }

    /// Leave the current change undecided.
    pub(crate) fn skip(&mut self) {
        self.answered.push(Answered { at: self.at, keys: Vec::new() });
        self.at += 1;
        self.advance();
    }

    /// Take the last answer back and return to it; false when there is none.
    pub(crate) fn undo(&mut self) -> bool {
        let Some(last) = self.answered.pop() else { return false };
        for key in &last.keys {
            self.decisions.take(key);
        }
        self.at = last.at;
        true
    }

    /// Go to the next undecided change.
    fn advance(&mut self) {
        let decided = self.decided();
        while self.chosen.get(self.at).is_some_and(|change| decided[*change]) {
            self.at += 1;
        }
    }
}
