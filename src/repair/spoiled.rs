//! Which character of a run of ideographs spoils a word.
//!
//! A run is read as words; a character that belongs to none of them, and that is not read
//! easily, is doubted when one that looks like it makes a known word in its place. How
//! likely that is say the odds ([`super::odds`]): what the words gain, what the language
//! model does, and whether a neighbour may as well be the wrong one.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::channel::Print;
use crate::language::LanguageModel;
use crate::lexicon::{Lexicon, NearWord, Readings};
use crate::lexicon::{look_alikes, rarity, simplified, traditional};
use crate::source::Source;
use crate::wording::is_numeral;

use super::Studied;
use super::ideographs::Run;
use super::odds::Row;

/// The class of these repairs, of [`super::odds::CLASSES`].
const IDEOGRAPH: usize = 2;

/// Nats that it takes to write a character and the two after it, where one may be misread: what
/// is read as easily is hardly misread, and need not be looked at.
const SURPRISING: f32 = 18.0;

/// Ideographs before a character that it is read with, and after.
const BEFORE: usize = 4;
const AFTER: usize = 2;

/// How near other characters stand that may be the misread one.
const NEARBY: usize = 2;

/// No piece of evidence counts for more nats than this.
const MOST: f64 = 25.0;

/// How often a word must be seen in the corpus of the list to be thought of.
const KNOWN: u64 = 3;

/// A reader of the runs of one page.
pub(super) struct Reader<'a> {
    lexicon: &'a Lexicon,
    /// How often two ideographs stand side by side on the page.
    times: FxHashMap<(char, char), u32>,
    /// By character read: those that an archive showed to be read so.
    taught: FxHashMap<char, Vec<char>>,
    model: Option<&'static LanguageModel>,
    is_traditional: bool,
}

/// A run and its readings as words.
pub(super) struct Laid<'a> {
    run: &'a Run,
    /// Its characters in their simplified forms.
    folded: Vec<char>,
    readings: Readings,
    /// Where each character stands in the text that was read, and where that ends.
    bytes: Vec<usize>,
    /// Which characters are words by themselves in the best reading.
    alone: Vec<bool>,
    symbols: Vec<u32>,
}

impl<'a> Laid<'a> {
    /// Read a run as words.
    pub(super) fn out(lexicon: &Lexicon, run: &'a Run) -> Laid<'a> {
        let text: String = run.chars.iter().collect();
        let readings = lexicon.readings(&text);
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let words: FxHashSet<Range<usize>> = readings.words().collect();
        let alone = bytes.windows(2).map(|c| words.contains(&(c[0]..c[1]))).collect();
        let folded: Vec<char> = run.chars.iter().copied().map(simplified).collect();
        let symbols = folded.iter().map(|c| *c as u32).collect();
        Laid { run, folded, readings, bytes, alone, symbols }
    }

    /// Nats that it takes to write a character and those after it, with another in its place.
    fn cost(&self, model: &LanguageModel, at: usize, instead: char) -> f32 {
        let left = &self.symbols[at.saturating_sub(BEFORE)..at];
        let end = self.symbols.len().min(at + 1 + AFTER);
        let mut own = [instead as u32; 1 + AFTER];
        own[1..end - at].copy_from_slice(&self.symbols[at + 1..end]);
        model.cost(left, &own[..end - at])
    }
}

/// A reading of one character.
struct Reading {
    word: NearWord,
    /// What the text gains by it.
    gain: f64,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        lexicon: &'a Lexicon,
        print: &Print,
        times: FxHashMap<(char, char), u32>,
        is_traditional: bool,
    ) -> Reader<'a> {
        let model = LanguageModel::of("中文");
        Reader { lexicon, times, taught: print.taught(), model, is_traditional }
    }

    /// All that may be mended in a run.
    pub(super) fn repairs(&self, source: &Source, run: &Laid<'_>) -> Vec<Studied> {
        let mut repairs = Vec::new();
        for at in 0..run.run.chars.len() {
            if run.alone[at] && self.is_doubtful(&run.run.chars, at) && self.is_surprising(run, at)
            {
                repairs.extend(self.better(source, run, at));
            }
        }
        repairs
    }

    fn is_surprising(&self, run: &Laid<'_>, at: usize) -> bool {
        self.model.is_none_or(|model| run.cost(model, at, run.folded[at]) >= SURPRISING)
    }

    /// The best other reading of one character.
    fn better(&self, source: &Source, run: &Laid<'_>, at: usize) -> Option<Studied> {
        let mut found = self.found(run, at).into_iter();
        let best = found.next().filter(|best| !best.word.is_person)?;
        let beside = at.saturating_sub(NEARBY)..run.run.chars.len().min(at + NEARBY + 1);
        let others: Vec<usize> = beside.filter(|other| *other != at && run.alone[*other]).collect();
        let others =
            others.into_iter().filter_map(|other| self.found(run, other).into_iter().next());
        let second = found.take(1).chain(others).map(|r| r.gain).fold(0.0, f64::max);
        let language = self.model.map_or(0.0, |model| {
            let read = run.cost(model, at, run.folded[at]);
            f64::from(read - run.cost(model, at, best.word.instead))
        });
        let row = [
            1.0,
            best.gain.min(MOST),
            (best.gain - second).clamp(-MOST, MOST),
            language.clamp(-MOST, MOST),
            0.0,
            if best.word.range.len() == 2 { 1.0 } else { 0.0 },
            0.0,
            (best.word.frequency as f64).ln(),
            f64::from(rarity(run.run.chars[at])),
            (best.word.range.len() as f64).ln(),
            0.0,
            0.0,
            0.0,
            0.0,
            0.0,
            if self.is_traditional { 1.0 } else { 0.0 },
        ];
        self.studied(source, run.run, at, &best, row.map(|value| value as f32))
    }

    /// Whether a character by itself may be misread: it is no numeral, is in some known
    /// word (what is in none is a name's), is not printed twice, and does not stand
    /// beside the same character elsewhere on the page.
    fn is_doubtful(&self, run: &[char], at: usize) -> bool {
        let c = run[at];
        let beside = [at.checked_sub(1), Some(at)].into_iter().flatten();
        let pairs = beside.filter_map(|left| Some((run[left], *run.get(left + 1)?)));
        !is_numeral(simplified(c))
            && rarity(c) < u8::MAX
            && pairs.into_iter().all(|(a, b)| a != b && self.times[&(a, b)] < 2)
    }

    /// What may stand at a place, the best first, each character once.
    fn found(&self, run: &Laid<'_>, at: usize) -> Vec<Reading> {
        let (c, chars) = (run.run.chars[at], &run.folded);
        let mut best: FxHashMap<char, Reading> = FxHashMap::default();
        let taught = self.taught.get(&c).map_or(&[][..], Vec::as_slice);
        let alike = look_alikes(c).iter().chain(taught).filter(|instead| **instead != chars[at]);
        for word in alike.flat_map(|instead| self.lexicon.words_with(chars, at, *instead)) {
            if word.frequency < KNOWN {
                continue;
            }
            let range = run.bytes[word.range.start]..run.bytes[word.range.end];
            let gain = run.readings.gain(range, word.frequency);
            if gain > 0.0 && best.get(&word.instead).is_none_or(|best| gain > best.gain) {
                best.insert(word.instead, Reading { word, gain });
            }
        }
        let mut found: Vec<Reading> = best.into_values().collect();
        found.sort_by(|a, b| b.gain.total_cmp(&a.gain).then(a.word.instead.cmp(&b.word.instead)));
        found
    }

    fn studied(
        &self,
        source: &Source,
        run: &Run,
        at: usize,
        best: &Reading,
        row: Row,
    ) -> Option<Studied> {
        let right = self.written(best.word.instead)?;
        let range = best.word.range.clone();
        let word = range.map(|i| if i == at { right } else { run.chars[i] }).collect::<String>();
        let place = run.places[at];
        let span = source.span(place..place + run.chars[at].len_utf8());
        Some(Studied { span, text: right.to_string(), evidence: Some((IDEOGRAPH, row)), word })
    }

    /// A character in the script of the page; `None` when it might be one of several.
    fn written(&self, simple: char) -> Option<char> {
        match traditional(simple) {
            [one] if self.is_traditional => Some(*one),
            [_, ..] if self.is_traditional => None,
            _ => Some(simple),
        }
    }
}
