//! Extent: how much of the text a place of difference is.
//!
//! ```text
//! letters       K|B ell            Kell | Bell: whole words
//! ideographs    [要]想[要]          要想 | 想要: the words that either has there
//! marks         dear; | dear,      by themselves
//! ```
//! What is put in the place of a word is a word that a printing has; so a word is one
//! place, whatever letters of it differ.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::script::is_unspaced;

use super::columns::GAP;
use super::letters::{Kind, kind};
use super::table::{Dispute, Table};

/// Ideographs on each side that are read as words with those that differ: no common
/// word is longer.
const CONTEXT: usize = 6;

/// What stands in a column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A letter of a spaced script.
    Letter,
    Ideograph,
    Other,
}

/// The places of a table, whole words, in order.
pub(super) fn places(table: &Table, lexicon: &Lexicon) -> Vec<Dispute> {
    let differing = table.disputes();
    let lacunae: Vec<Range<usize>> =
        differing.iter().filter(|d| d.lacuna).map(|d| d.columns.clone()).collect();
    let extent = Extent { table, lexicon, lacunae };
    let mut places: Vec<Dispute> = Vec::new();
    for dispute in differing {
        if dispute.lacuna {
            places.push(dispute);
            continue;
        }
        for part in extent.parted(dispute.columns) {
            let columns = extent.widened(part);
            match places.last_mut() {
                Some(last) if !last.lacuna && columns.start < last.columns.end => {
                    last.columns.start = last.columns.start.min(columns.start);
                    last.columns.end = last.columns.end.max(columns.end);
                }
                _ => places.push(Dispute { columns, lacuna: false }),
            }
            extent.absorb(&mut places);
        }
    }
    places
}

struct Extent<'a> {
    table: &'a Table,
    lexicon: &'a Lexicon,
    lacunae: Vec<Range<usize>>,
}

impl Extent<'_> {
    /// Put together what the last place has come to overlap.
    fn absorb(&self, places: &mut Vec<Dispute>) {
        while let [.., before, last] = places.as_mut_slice() {
            if before.lacuna || last.lacuna || last.columns.start >= before.columns.end {
                return;
            }
            before.columns.start = before.columns.start.min(last.columns.start);
            before.columns.end = before.columns.end.max(last.columns.end);
            places.pop();
        }
    }

    /// Columns that differ, marks and spaces at the ends of words apart.
    fn parted(&self, columns: Range<usize>) -> Vec<Range<usize>> {
        let is_other = |column: usize| self.class(column) == Class::Other;
        let is_outside = |column: Option<usize>| column.is_none_or(|c| self.is_end(c));
        let (mut start, mut end) = (columns.start, columns.end);
        if is_outside(start.checked_sub(1)) {
            start = (start..end).find(|c| !is_other(*c)).unwrap_or(end);
        }
        if is_outside(Some(end)) {
            end = (start..end).rev().find(|c| !is_other(*c)).map_or(start, |c| c + 1);
        }
        let parts = [columns.start..start, start..end, end..columns.end];
        parts.into_iter().filter(|part| !part.is_empty()).collect()
    }

    /// Whether no word goes on into a column.
    fn is_end(&self, column: usize) -> bool {
        column >= self.table.columns.len()
            || self.lacunae.iter().any(|l| l.contains(&column))
            || self.class(column) == Class::Other
    }

    fn widened(&self, columns: Range<usize>) -> Range<usize> {
        let classes = || columns.clone().map(|column| self.class(column));
        if classes().any(|class| class == Class::Ideograph) {
            return self.as_words(columns);
        }
        let is_letter = |column: usize| !self.is_end(column) && self.class(column) == Class::Letter;
        let before = columns.start.checked_sub(1).is_some_and(is_letter);
        let is_inside = before && is_letter(columns.end);
        if !is_inside && !classes().any(|class| class == Class::Letter) {
            return columns;
        }
        let goes_on = |column: usize| is_letter(column) || self.is_open(column);
        let start = (0..columns.start).rev().find(|c| !goes_on(*c)).map_or(0, |c| c + 1);
        let end = (columns.end..self.table.columns.len()).find(|c| !goes_on(*c));
        let end = end.unwrap_or(self.table.columns.len());
        // A word that some have none for comes with the one before, and so with its space.
        let has_letter = |w: usize| {
            (start..end).any(|c| match self.table.symbol(c, w) {
                GAP => false,
                symbol => kind(symbol) == Kind::Letter,
            })
        };
        if self.speaking(start).all(has_letter) {
            return start..end;
        }
        let is_within = |column: usize| !self.lacunae.iter().any(|l| l.contains(&column));
        let between = (0..start).rev().take_while(|c| is_within(*c));
        let last = between.into_iter().find(|c| is_letter(*c)).unwrap_or(start);
        (0..last).rev().find(|c| !goes_on(*c)).map_or(0, |c| c + 1)..end
    }

    /// Whether letters on both sides of a space or mark are one word in some witness.
    fn is_open(&self, column: usize) -> bool {
        let neighbours = [column.checked_sub(1), Some(column + 1)];
        let is_letter = |at: Option<usize>| {
            at.is_some_and(|at| !self.is_end(at) && self.class(at) == Class::Letter)
        };
        neighbours.into_iter().all(is_letter)
            && self.speaking(column).any(|w| self.table.symbol(column, w) == GAP)
    }

    /// Ideographs that differ, with the words that stand there in any of the witnesses.
    fn as_words(&self, columns: Range<usize>) -> Range<usize> {
        let mut widened = columns.clone();
        let mut read: Vec<Vec<u32>> = Vec::new();
        for witness in self.speaking(columns.start) {
            let own = self.table.reading(columns.clone(), witness);
            if read.contains(&own) {
                continue;
            }
            read.push(own);
            let words = self.words(&columns, witness);
            widened = widened.start.min(words.start)..widened.end.max(words.end);
        }
        widened
    }

    /// The columns of the words that touch some columns in one witness.
    fn words(&self, columns: &Range<usize>, witness: usize) -> Range<usize> {
        let ideograph = |column: &usize| match self.table.symbol(*column, witness) {
            GAP => Some(None),
            symbol => {
                char::from_u32(symbol).filter(|c| is_unspaced(*c)).map(|c| Some((*column, c)))
            }
        };
        let is_within = |column: &usize| !self.lacunae.iter().any(|l| l.contains(column));
        let beside = |all: &mut dyn Iterator<Item = usize>| -> Vec<(usize, char)> {
            all.take_while(is_within).map_while(|c| ideograph(&c)).flatten().take(CONTEXT).collect()
        };
        let mut run = beside(&mut (0..columns.start).rev());
        run.reverse();
        let own: Vec<usize> = columns.clone().filter(|c| ideograph(c).is_none()).collect();
        let inside = columns.clone().filter_map(|c| ideograph(&c).flatten());
        // What is no ideograph parts the run.
        if !own.is_empty() {
            return columns.clone();
        }
        run.extend(inside);
        run.extend(beside(&mut (columns.end..self.table.columns.len())));
        let text: String = run.iter().map(|(_, c)| *c).collect();
        let mut words = columns.clone();
        let mut at = 0;
        for word in self.lexicon.segment(&text) {
            let length = text[word].chars().count();
            let (first, last) = (run[at].0, run[at + length - 1].0);
            if length > 1 && first < columns.end && columns.start <= last {
                words = words.start.min(first)..words.end.max(last + 1);
            }
            at += length;
        }
        words
    }

    fn speaking(&self, column: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.table.witnesses()).filter(move |w| self.table.speaks(column, *w))
    }

    fn class(&self, column: usize) -> Class {
        let classes = self.speaking(column).map(|w| self.table.symbol(column, w)).map(|symbol| {
            match char::from_u32(symbol) {
                Some(c) if is_unspaced(c) => Class::Ideograph,
                Some(_) if kind(symbol) == Kind::Letter => Class::Letter,
                _ => Class::Other,
            }
        });
        let rank = |class: &Class| match class {
            Class::Ideograph => 2,
            Class::Letter => 1,
            Class::Other => 0,
        };
        classes.max_by_key(rank).unwrap_or(Class::Other)
    }
}
