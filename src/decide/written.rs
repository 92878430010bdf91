//! What a played draft has written, passage by passage.

use crate::source::{Source, Span};

use super::change::State;
use super::draft::{Break, Draft};
use super::steps::{Step, What, steps};

/// A passage as it is written.
pub(super) struct Written {
    /// Its placement's span.
    pub(super) placement: Span,
    /// Its words, in page order.
    pub(super) pieces: Vec<Piece>,
    /// What follows its words: a mark, or what a join puts between.
    pub(super) after: String,
    /// The change that this is for.
    pub(super) change: Option<usize>,
    /// The white space after that.
    pub(super) space: String,
}

/// A stretch of a passage.
pub(super) enum Piece {
    /// As the page has it.
    Page(Span),
    /// Replaced, for a change.
    Replaced { change: usize, place: Span, text: String },
}

impl Piece {
    pub(super) fn span(&self) -> Span {
        match self {
            Piece::Page(span) => *span,
            Piece::Replaced { place, .. } => *place,
        }
    }
}

/// The passages that are written, in the order of the article.
pub(super) fn written(draft: &Draft, states: &[State], source: &Source) -> Vec<Written> {
    let mut pen = Pen { shown: vec![None; draft.passages.len()], ..Pen::default() };
    for Step { passage, what } in steps(draft, states) {
        pen.step(draft, states, source, passage, what);
    }
    if let Some(last) = pen.last {
        pen.passages[last].space = draft.end.clone();
    }
    pen.passages
}

#[derive(Default)]
struct Pen<'a> {
    passages: Vec<Written>,
    /// By passage, where it is among the written.
    shown: Vec<Option<usize>>,
    /// The white space that waits, and whose it is.
    held: Option<(usize, &'a Break)>,
    /// Who wrote last.
    last: Option<usize>,
}

impl<'a> Pen<'a> {
    fn step(
        &mut self,
        draft: &Draft,
        states: &[State],
        source: &Source,
        passage: usize,
        what: What<'a>,
    ) {
        if let What::Enter = what {
            let found = &draft.passages[passage];
            if found.fold.is_none_or(|fold| states[fold] != State::Accept) {
                self.shown[passage] = Some(self.passages.len());
                self.passages.push(Written {
                    placement: found.placement,
                    pieces: Vec::new(),
                    after: String::new(),
                    change: None,
                    space: String::new(),
                });
            }
        }
        // What follows a passage that is left out belongs to what stands before it.
        let Some(at) = self.shown[passage].or(self.last) else { return };
        match what {
            What::Enter => {}
            What::Page(span) => {
                self.write(at, passage, source.slice(span));
                self.passages[at].pieces.push(Piece::Page(span));
            }
            What::Replaced { change, place, text } => {
                self.write(at, passage, &text);
                self.passages[at].pieces.push(Piece::Replaced { change, place, text });
            }
            What::Own { text, change } => {
                self.write(at, passage, text);
                self.passages[at].after += text;
                self.passages[at].change = change.or(self.passages[at].change);
            }
            What::Break(after) => self.held = self.held.or(Some((at, after))),
        }
    }

    /// Some text comes: the white space that waited is due.
    fn write(&mut self, at: usize, passage: usize, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some((owner, held)) = self.held.take().filter(|_| self.last.is_some()) {
            self.passages[owner].space = held.before(passage).to_string();
        }
        self.last = Some(at);
    }
}
