//! A draft played step by step, each with where it comes from.

use crate::source::Span;

use super::change::State;
use super::draft::{Break, Draft, Node, Slot};

/// One step of playing.
pub(super) struct Step<'a> {
    /// The passage it belongs to, by index.
    pub(super) passage: usize,
    pub(super) what: What<'a>,
}

/// What a step gives.
pub(super) enum What<'a> {
    /// A passage begins.
    Enter,
    /// The page's own text.
    Page(Span),
    /// Text in place of the page's, for a change.
    Replaced { change: usize, place: Span, text: String },
    /// Text of nobody's page, between passages or for a whole one.
    Own { text: &'a str, change: Option<usize> },
    /// White space before whatever follows.
    Break(&'a Break),
}

/// All steps, in the order of the article.
pub(super) fn steps<'a>(draft: &'a Draft, states: &'a [State]) -> Vec<Step<'a>> {
    walk(draft, states).steps
}

/// The changes, by index, for which text was typed that comes nowhere in the article:
/// what they stand in is left out or written anew.
pub(super) fn unwritten(draft: &Draft, states: &[State]) -> Vec<usize> {
    let is_typed = |state: &State| matches!(state, State::Text(text) if !text.is_empty());
    if !states.iter().any(is_typed) {
        return Vec::new();
    }
    let written = walk(draft, states).written;
    (0..states.len()).filter(|at| is_typed(&states[*at]) && !written[*at]).collect()
}

fn walk<'a>(draft: &'a Draft, states: &'a [State]) -> Walk<'a> {
    let written = vec![false; states.len()];
    let mut walk = Walk { draft, states, steps: Vec::new(), written };
    walk.nodes(&draft.nodes, &Within::default());
    walk
}

struct Walk<'a> {
    draft: &'a Draft,
    states: &'a [State],
    steps: Vec<Step<'a>>,
    /// By change, whether what was typed for it was come to.
    written: Vec<bool>,
}

/// Where in the tree a node stands.
#[derive(Clone, Default)]
struct Within<'a> {
    passage: usize,
    /// The slot around it, and what was typed for that.
    change: Option<usize>,
    typed: &'a str,
}

impl<'a> Walk<'a> {
    fn nodes(&mut self, nodes: &'a [Node], within: &Within<'a>) {
        for node in nodes {
            let own = |text: &'a str| What::Own { text, change: within.change };
            match node {
                Node::Page(span) => self.step(within, What::Page(*span)),
                Node::Own(text) => self.step(within, own(text)),
                Node::Typed => self.step(within, own(within.typed)),
                Node::Break(after) => self.step(within, What::Break(after)),
                Node::Passage(index) => {
                    let within = Within { passage: *index, ..Within::default() };
                    self.step(&within, What::Enter);
                    self.nodes(&self.draft.passages[*index].nodes, &within);
                }
                Node::Slot(slot) => self.slot(slot, within),
            }
        }
    }

    fn step(&mut self, within: &Within<'a>, what: What<'a>) {
        self.steps.push(Step { passage: within.passage, what });
    }

    fn slot(&mut self, slot: &'a Slot, within: &Within<'a>) {
        let change = slot.change;
        let state = &self.states[change];
        let typed = match state {
            State::Text(text) => text.as_str(),
            _ => "",
        };
        let nodes = slot.nodes(state);
        self.written[change] |= nodes.iter().any(|node| matches!(node, Node::Typed));
        let within = Within { passage: within.passage, change: Some(change), typed };
        match (slot.place, replacement(nodes, typed)) {
            (Some(place), Some(text)) => {
                self.step(&within, What::Replaced { change, place, text });
            }
            _ => self.nodes(nodes, &within),
        }
    }
}

/// The text of nodes that hold nothing of the page.
fn replacement(nodes: &[Node], typed: &str) -> Option<String> {
    let texts = nodes.iter().map(|node| match node {
        Node::Own(text) => Some(text.as_str()),
        Node::Typed => Some(typed),
        _ => None,
    });
    let texts: Option<Vec<&str>> = texts.collect();
    texts.filter(|texts| !texts.is_empty()).map(|texts| texts.concat())
}
