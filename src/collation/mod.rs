//! Collation: all witnesses of a text read against one of them.
//!
//! # Steps
//! ```text
//! heard      of very many witnesses those that are read
//! letters    each witness as symbols, with the way back to its bytes
//! columns    all aligned to the base, one after another
//! table      where they differ; who is silent
//! extent     how much of the text a difference is: whole words
//! quality    copies of one scan count once; errors of each witness
//! slips      what each witness has misread if a reading is right
//! evidence   each reading: misreadings, language, words
//! contest    each held against the others: settled, or shown as a variant
//! learned    words and misreadings, from what is settled; weighed again
//! ```
//! What is settled is what a printing has: nothing is put together from several.
//! The method is that of a noisy channel with several channels, its parameters
//! learned from the witnesses themselves by a few rounds of expectation maximisation
//! (Dempster, Laird & Rubin 1977, in its hard form), as Dawid & Skene (1979) weigh
//! observers who disagree.

mod columns;
mod contest;
mod evidence;
mod extent;
mod heard;
mod learned;
mod letters;
mod misreading;
mod odds;
mod profile;
mod quality;
mod reading;
mod slips;
mod table;

use std::ops::Range;

use rayon::prelude::*;

use crate::lexicon::Lexicon;
use crate::reason::Tier;

pub use learned::Learned;
pub(crate) use letters::divides;
pub(crate) use misreading::{ALIKE, prior};
pub use odds::{CLASSES, Limits, NAMES, Odds, Row};
use reading::Reading;
pub use reading::{Studied, study};
use table::Table;

/// What readings are judged by besides the witnesses themselves.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// The known words.
    pub lexicon: &'a Lexicon,
    /// What collations taught, this one among them: take [`Collation::learned`] of all
    /// repeats of an archive, merge it, and collate again with it. `None` learns
    /// from these witnesses alone.
    pub learned: Option<&'a Learned>,
    /// What each piece of evidence is worth.
    pub odds: &'a Odds,
}

impl Default for Evidence<'_> {
    fn default() -> Self {
        Evidence { lexicon: Lexicon::builtin(), learned: None, odds: Odds::builtin() }
    }
}

/// Why a reading was chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ground {
    /// More than half of three or more independent witnesses have it.
    Vote,
    /// It is the more probable text, and what others have are misreadings of it.
    Evidence,
}

/// The reading that is right.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    /// The reading, white space as single spaces.
    pub text: String,
    /// Why.
    pub ground: Ground,
    /// How sure, between 0 and 1.
    pub score: f64,
    /// What that promises: as much as a witness does, or that it is likely.
    pub tier: Tier,
    /// Whether it differs from what the base has.
    pub replaces_base: bool,
}

/// A place where witnesses differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// By witness: the bytes of its text that stand there; `None` when it is
    /// silent about the whole passage.
    pub readings: Vec<Option<Range<usize>>>,
    /// The reading that is right; `None` when nothing shows which is, and the base stays.
    pub settled: Option<Settled>,
    /// Whether only marks, spaces and case differ.
    pub is_about_marks: bool,
}

impl Place {
    /// What replaces the base's reading as surely as a witness promises, if anything does.
    pub fn replacement(&self) -> Option<&Settled> {
        self.settled.as_ref().filter(|s| s.replaces_base && s.tier <= Tier::Witness)
    }

    /// Whether nothing settles it surely.
    fn is_open(&self) -> bool {
        self.settled.as_ref().is_none_or(|settled| settled.tier > Tier::Witness)
    }

    /// Take in a place that follows: what may be likely of either is not so of both.
    fn extend(&mut self, next: &Place) {
        self.settled = None;
        for (own, next) in self.readings.iter_mut().zip(&next.readings) {
            *own = match (own.take(), next) {
                (Some(own), Some(next)) => Some(own.start..next.end),
                (own, next) => own.or(next.clone()),
            };
        }
    }
}

/// Witnesses collated. The base is the first.
#[derive(Clone, Debug)]
pub struct Collation {
    /// The witnesses that count, by index: of copies of one scan only the first.
    pub voters: Vec<usize>,
    /// The places where witnesses differ, in order.
    pub places: Vec<Place>,
    /// What this collation teaches.
    pub learned: Learned,
}

/// Collate witnesses of one text, character by character: spaces, marks and case too.
///
/// The first witness is the base. What is settled against it is text of the others;
/// where nothing is, the base stands and the place is a variant. A pure function: the same witnesses give the same collation, and the
/// order of all but the first matters only between readings equally probable.
/// Of more than 64 witnesses 64 are read, evenly spread; the others have what one of the
/// same text has, or are silent.
///
/// ```
/// use faircopy::collation::Ground;
/// use faircopy::{CollationEvidence, collate};
///
/// let witnesses = [
///     "Tlie market opened at eight; bread was dear.",
///     "The market opened at eight; bread was dear.",
///     "The markct opened at eight; broad was dear.",
/// ];
/// let collation = collate(&witnesses, &CollationEvidence::default());
/// assert_eq!(collation.text(witnesses[0]), "The market opened at eight; bread was dear.");
///
/// let first = &collation.places[0];
/// assert_eq!(first.readings[0], Some(1..3));
/// assert_eq!(first.settled.as_ref().unwrap().ground, Ground::Vote);
/// assert!(collation.places[1..].iter().all(|place| place.replacement().is_none()));
/// ```
pub fn collate(witnesses: &[&str], evidence: &Evidence<'_>) -> Collation {
    if witnesses.is_empty() {
        return Collation { voters: Vec::new(), places: Vec::new(), learned: Learned::default() };
    }
    if witnesses.len() > heard::MOST {
        let heard = heard::among(witnesses.len());
        let texts: Vec<&str> = heard.iter().map(|witness| witnesses[*witness]).collect();
        let read = collate(&texts, evidence);
        let voters = read.voters.iter().map(|at| heard[*at]).collect();
        let places = heard::for_all(witnesses, &heard, read.places);
        return Collation { voters, places, ..read };
    }
    let table = Table::new(0, witnesses);
    let mut reading = Reading::new(&table, evidence.lexicon);
    reading.read(evidence);
    let (voters, places) = (reading.voters.clone(), reading.places());
    Collation { voters, places, learned: reading.learned }
}

/// Collate many repeats, each once by itself and once more with what all of them
/// taught: what is misread as what, and how the text is written; `around` is what was
/// learned from text that stands once. Gives the same whatever the number of threads.
///
/// A whole archive at once need not fit in memory: [`Learned::merge`] and
/// [`collate`] are the two halves of this, each on one repeat.
pub fn collate_all(
    repeats: &[Vec<&str>],
    around: Option<Learned>,
    evidence: &Evidence<'_>,
) -> Vec<Collation> {
    let alone = Evidence { learned: None, ..*evidence };
    let first: Vec<Collation> =
        repeats.par_iter().map(|witnesses| collate(witnesses, &alone)).collect();
    let differing = first.iter().filter(|c| !c.places.is_empty()).count();
    if differing < 2 && (differing == 0 || around.is_none()) {
        return first;
    }
    let mut learned = around.unwrap_or_default();
    first.iter().for_each(|collation| learned.merge(&collation.learned));
    let taught = Evidence { learned: Some(&learned), ..*evidence };
    let again = |(witnesses, first): (&Vec<&str>, Collation)| match first.places.is_empty() {
        // Witnesses that agree have nothing to be read anew.
        true => first,
        false => collate(witnesses, &taught),
    };
    repeats.par_iter().zip(first).map(again).collect()
}

impl Collation {
    /// The settled text; `base` is the first witness.
    pub fn text(&self, base: &str) -> String {
        let mut text = String::with_capacity(base.len());
        let mut at = 0;
        for place in &self.places {
            if let (Some(own), Some(settled)) = (&place.readings[0], place.replacement()) {
                text.push_str(&base[at..own.start]);
                text.push_str(&settled.text);
                at = own.end;
            }
        }
        text + &base[at..]
    }
}

#[cfg(test)]
mod tests;
