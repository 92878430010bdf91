//! Repeats: the printings of a passage, read together and told as one record.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::folded::Trace;
use super::readings::{self, Place};
pub use super::verdict::Why;
use crate::lexicon::Lexicon;
use crate::matching::across::Printing;
use crate::matching::copies;
use crate::source::Source;

/// A passage printed on more than one page: a line of the archive's repeats.
///
/// Names are borrowed from the cards of the pages where a record is made, and its own
/// where it is read.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Repeat<'a> {
    /// What it is called.
    pub id: String,
    /// Whether it is a reprint, or what one newspaper prints again and again.
    pub kind: Kind,
    /// Index of the printing that the others are read against: the cleanest.
    pub base: u32,
    /// All printings, in the order of the pages.
    pub witnesses: Vec<Witness<'a>>,
    /// Places where they differ and what is right is known.
    pub settled: Vec<Settled>,
    /// Places where they differ and it is not.
    pub variants: Vec<Variant>,
}

/// What kind of repeat.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A text that newspapers took from one another, or from one source.
    Reprint,
    /// A masthead, a standing notice, an advertisement: each newspaper that has it prints
    /// it twice or more.
    Boilerplate,
}

/// One printing.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Witness<'a> {
    /// The page, as it is called.
    pub page: Cow<'a, str>,
    /// Where it stands, in bytes of the page as it came.
    pub bytes: [u64; 2],
    /// Where it stands, in characters of the page's text.
    pub chars: [u64; 2],
    /// The pieces it stands in, in characters, in their order, where the page has it in
    /// more than one (`bytes` and `chars` then cover them all).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<[u64; 2]>,
    /// The newspaper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<Cow<'a, str>>,
    /// When it was printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Cow<'a, str>>,
}

/// A place where printings differ and what is right is known.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Settled {
    /// Where the base has it, in characters of its page's text.
    pub chars: [u64; 2],
    /// What the base has.
    pub base: String,
    /// What is right.
    pub text: String,
    /// Why.
    pub ground: Why,
}

/// A place where printings differ and nothing shows which is right.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Variant {
    /// Where the base has it, in characters of its page's text.
    pub chars: [u64; 2],
    /// What each has, the base's reading first.
    pub readings: Vec<Reading>,
}

/// What some printings have at a place.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Reading {
    /// The text, white space as single spaces.
    pub text: String,
    /// Which printings have it, by index.
    pub witnesses: Vec<u32>,
}

/// A printing with its text at hand.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Excerpt<'a> {
    /// Where it stands; its page, its newspaper and its date.
    pub witness: Witness<'a>,
    /// Its text, pieces divided by line ends.
    pub text: String,
    /// Where each piece after the first begins, in bytes of `text`.
    starts: Vec<u32>,
}

impl<'a> Excerpt<'a> {
    /// A printing, given its page's text, the way back to it and the page's name.
    pub fn of(printing: &Printing, source: &Source, trace: &Trace, page: &'a str) -> Excerpt<'a> {
        let stretches = trace.stretches(source.text(), printing.range.clone());
        let (mut text, mut starts, mut pieces) = (String::new(), Vec::new(), Vec::new());
        for (at, stretch) in stretches.iter().enumerate() {
            if at > 0 {
                text.push('\n');
                starts.push(text.len() as u32);
            }
            text.push_str(&source.text()[stretch.clone()]);
            if stretches.len() > 1 {
                let chars = source.char_range(source.span(stretch.clone()));
                pieces.push([chars.start as u64, chars.end as u64]);
            }
        }
        let start = stretches.iter().map(|stretch| stretch.start).min().unwrap_or(0);
        let end = stretches.iter().map(|stretch| stretch.end).max().unwrap_or(0);
        let span = source.span(start..end);
        let (bytes, chars) = (source.input_range(span), source.char_range(span));
        let witness = Witness {
            page: page.into(),
            bytes: [bytes.start as u64, bytes.end as u64],
            chars: [chars.start as u64, chars.end as u64],
            pieces,
            series: None,
            date: None,
        };
        Excerpt { witness, text, starts }
    }

    /// Where a stretch of the excerpt stands, in characters of the page.
    fn chars(&self, bytes: Range<usize>) -> [u64; 2] {
        let piece = self.starts.partition_point(|at| *at as usize <= bytes.start);
        let at = piece.checked_sub(1).map_or(0, |before| self.starts[before] as usize);
        let chars = self.witness.pieces.get(piece).unwrap_or(&self.witness.chars)[0];
        let count = |range: Range<usize>| self.text[range].chars().count() as u64;
        let start = chars + count(at..bytes.start);
        [start, start + count(bytes)]
    }
}

/// The record of a repeat, given its printings in the order of the pages; and the text
/// of its base.
pub fn repeat<'a>(
    id: String,
    excerpts: Vec<Excerpt<'a>>,
    lexicon: &Lexicon,
) -> (Repeat<'a>, String) {
    let (base, places) = readings::read(&texts(&excerpts), lexicon);
    let (mut settled, mut variants) = (Vec::new(), Vec::new());
    for mut place in places {
        let chars = excerpts[base].chars(place.at.clone());
        match place.settled.take() {
            Some((text, ground)) => {
                let base = std::mem::take(&mut place.readings[0].0);
                settled.push(Settled { chars, base, text, ground });
            }
            None => variants.push(of_variant(place, chars)),
        }
    }
    let (linked, text) = linked(id, excerpts, base);
    (Repeat { settled, variants, ..linked }, text)
}

/// Printings whose text says something else than that of another, by index.
pub fn others(texts: &[String], base: u32) -> Vec<u32> {
    let Some(base) = texts.get(base as usize) else { return Vec::new() };
    let other = |text: &String| text != base && !copies::are_printings(base, text);
    (0..).zip(texts).filter(|(_, text)| other(text)).map(|(at, _)| at).collect()
}

/// The same with its printings linked and none of them read.
pub fn link<'a>(id: String, excerpts: Vec<Excerpt<'a>>, lexicon: &Lexicon) -> (Repeat<'a>, String) {
    let base = readings::base(&texts(&excerpts), lexicon);
    linked(id, excerpts, base)
}

fn texts<'e>(excerpts: &'e [Excerpt<'_>]) -> Vec<&'e str> {
    excerpts.iter().map(|excerpt| excerpt.text.as_str()).collect()
}

fn linked<'a>(id: String, mut excerpts: Vec<Excerpt<'a>>, base: usize) -> (Repeat<'a>, String) {
    let kind = kind(&excerpts);
    let text = std::mem::take(&mut excerpts[base].text);
    let witnesses = excerpts.into_iter().map(|excerpt| excerpt.witness).collect();
    let (settled, variants) = (Vec::new(), Vec::new());
    (Repeat { id, kind, base: base as u32, witnesses, settled, variants }, text)
}

fn of_variant(place: Place, chars: [u64; 2]) -> Variant {
    let reading = |(text, witnesses)| Reading { text, witnesses };
    Variant { chars, readings: place.readings.into_iter().map(reading).collect() }
}

/// Told by series: where every newspaper that has a passage has it twice or more in the
/// mean, nobody took it from anybody.
fn kind(excerpts: &[Excerpt<'_>]) -> Kind {
    let series: Vec<&str> =
        excerpts.iter().filter_map(|excerpt| excerpt.witness.series.as_deref()).collect();
    let different: HashSet<&str> = series.iter().copied().collect();
    if !series.is_empty() && different.len() * 2 <= excerpts.len() {
        return Kind::Boilerplate;
    }
    Kind::Reprint
}
