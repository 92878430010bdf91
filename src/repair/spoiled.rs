//! Which character of a run of ideographs spoils a word.
//!
//! A run is read as words; a character that belongs to none of them is doubted when
//! another in its place makes a known word that reads far better. One that looks like
//! the character needs less than one that does not, and nothing else beside it may
//! read nearly as well: of two characters that make no word, it is to be clear which
//! is the wrong one.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::channel::Print;
use crate::ledger::{Edit, Evidence};
use crate::lexicon::{Lexicon, NearWord, NearWords, Readings};
use crate::lexicon::{look_alikes, rarity, simplified, traditional};
use crate::reason::{Reason, Tier};
use crate::source::Source;
use crate::wording::is_numeral;

use super::ideographs::Run;
use super::verdict::score;

/// What a text must gain (natural logarithm) by a word of three characters or more that
/// does not look like what was read: so much that phrases which writers vary on purpose
/// (一步一印 for 一步一脚印) stay. Read on zh-lines and its gold, and on pages of today
/// (`cargo bench --bench quality -- repair`).
const GAIN: f64 = 20.0;

/// The same for what looks like it: of the misreadings of Chinese print one in seven is
/// in the table of what looks alike, of chance pairs not one in a thousand.
const GAIN_ALIKE: [f64; 3] = [9.0, 7.0, 6.0];

/// What looking alike is worth beside another reading.
const ALIKE: f64 = 5.0;

/// How much better than any other reading nearby it must be, and how near.
const OTHERS: f64 = 2.0;
const NEARBY: usize = 2;

/// How often a word must be seen in the corpus of the list to be thought of.
const KNOWN: u64 = 3;

/// What the commonest word of three characters and more costs.
const COMMONEST: f64 = 7.5;

/// A reader of the runs of one page.
pub(super) struct Reader<'a> {
    lexicon: &'a Lexicon,
    print: &'a Print,
    /// How often two ideographs stand side by side on the page.
    times: FxHashMap<(char, char), u32>,
    near: NearWords,
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
}

impl<'a> Laid<'a> {
    /// Read a run as words.
    pub(super) fn out(lexicon: &Lexicon, run: &'a Run) -> Laid<'a> {
        let text: String = run.chars.iter().collect();
        let readings = lexicon.readings(&text);
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let words: FxHashSet<Range<usize>> = readings.words().collect();
        let alone = bytes.windows(2).map(|c| words.contains(&(c[0]..c[1]))).collect();
        let folded = run.chars.iter().copied().map(simplified).collect();
        Laid { run, folded, readings, bytes, alone }
    }

    /// Whether the run reads so poorly from a place on that even a word which looks like
    /// nothing that stands there may better it enough.
    fn is_poor(&self, at: usize) -> bool {
        let ends = [at + 3, at + 4].into_iter().filter_map(|end| self.bytes.get(end));
        let cost = |end: &usize| self.readings.cost(self.bytes[at]..*end);
        ends.map(cost).any(|cost| cost > COMMONEST + GAIN)
    }
}

/// A reading of one character.
struct Reading {
    word: NearWord,
    /// What the text gains by it.
    gain: f64,
    is_alike: bool,
}

impl Reading {
    /// What it is worth beside another.
    fn worth(&self) -> f64 {
        self.gain + if self.is_alike { ALIKE } else { 0.0 }
    }

    /// Whether it is good enough to be put in the place of what was read.
    fn is_sure(&self) -> bool {
        let length = self.word.range.len();
        let needed = match length {
            _ if self.is_alike => GAIN_ALIKE[length.clamp(2, 4) - 2],
            2 => f64::MAX,
            _ => GAIN,
        };
        self.gain >= needed && !self.word.is_person
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        lexicon: &'a Lexicon,
        print: &'a Print,
        times: FxHashMap<(char, char), u32>,
        is_traditional: bool,
    ) -> Reader<'a> {
        Reader { lexicon, print, times, near: NearWords::default(), is_traditional }
    }

    /// All repairs of a run, or only those of what looks like what it was.
    pub(super) fn repairs(
        &mut self,
        source: &Source,
        run: &Laid<'_>,
        only_alike: bool,
    ) -> Vec<Edit> {
        let mut edits = Vec::new();
        for at in 0..run.run.chars.len() {
            if run.alone[at] && self.is_doubtful(&run.run.chars, at) {
                let best = self.better(run, at, only_alike);
                edits.extend(best.and_then(|best| self.edit(source, run.run, at, &best)));
            }
        }
        edits
    }

    /// The reading of one character that is so much better than all others.
    fn better(&mut self, run: &Laid<'_>, at: usize, only_alike: bool) -> Option<Reading> {
        let is_sure = |reading: &Reading| reading.is_sure() && (reading.is_alike || !only_alike);
        let is_poor = !only_alike && run.is_poor(at);
        self.found(run, at, is_poor).into_iter().next().filter(is_sure)?;
        let mut found = self.found(run, at, true).into_iter();
        let best = found.next().filter(is_sure)?;
        let beside = at.saturating_sub(NEARBY)..run.run.chars.len().min(at + NEARBY + 1);
        let others = beside.filter(|other| *other != at);
        let others = others.filter_map(|other| self.found(run, other, true).into_iter().next());
        let second = found.take(1).chain(others).map(|r| r.worth()).fold(f64::MIN, f64::max);
        (best.worth() - second >= OTHERS).then_some(best)
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

    /// What may stand at a place, the best first, each character once; of words that it
    /// begins, all or only those whose first character looks like it.
    fn found(&mut self, run: &Laid<'_>, at: usize, is_all: bool) -> Vec<Reading> {
        let (c, chars) = (run.run.chars[at], &run.folded);
        let mut best: FxHashMap<char, Reading> = FxHashMap::default();
        let mut words = self.lexicon.words_around(chars, at);
        if is_all {
            words.extend(self.near.beginning(self.lexicon, chars, at));
        } else {
            words.extend(self.lexicon.words_beginning(chars, at, look_alikes(c)));
        }
        for word in words {
            if word.frequency < KNOWN {
                continue;
            }
            let range = run.bytes[word.range.start]..run.bytes[word.range.end];
            let gain = run.readings.gain(range, word.frequency);
            if gain > 0.0 && best.get(&word.instead).is_none_or(|best| gain > best.gain) {
                let is_alike = look_alikes(c).contains(&word.instead)
                    || self.print.has_taught(word.instead, c);
                best.insert(word.instead, Reading { word, gain, is_alike });
            }
        }
        let mut found: Vec<Reading> = best.into_values().collect();
        found.sort_by(|a, b| {
            b.worth().total_cmp(&a.worth()).then(a.word.instead.cmp(&b.word.instead))
        });
        found
    }

    fn edit(&self, source: &Source, run: &Run, at: usize, best: &Reading) -> Option<Edit> {
        let right = self.written(best.word.instead)?;
        let range = best.word.range.clone();
        let word = range.map(|i| if i == at { right } else { run.chars[i] }).collect::<String>();
        let place = run.places[at];
        Some(Edit {
            span: source.span(place..place + run.chars[at].len_utf8()),
            text: right.to_string(),
            reason: Reason::ReadingLikely,
            tier: Tier::Likely,
            evidence: Evidence::attested(word).scored(score(best.gain)),
        })
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
