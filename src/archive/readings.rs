//! Readings: what the printings of a passage have where they differ, and which is right.
//!
//! ```text
//! base       the gale that swopt  the harbour   swept: three of four have it
//! witness 1  the gale that swept  the harbonr   harbour: a word, and the other is none
//! witness 2  the gale that swept  the harbour
//! witness 3  tho gale that swept  the harbour
//! ```
//! Within a page printings are few and all that can be known is asked of them, letter by
//! letter ([`collate`](crate::collate)); of an archive there are thousands. They are read word
//! by word, twenty times as fast, and what settles nearly all of them is the vote of three or
//! more, and between two the words that are known.

use std::ops::Range;

use super::base::{cleanest, voters};
use super::bridge::{Bridge, align};
use super::verdict::{Bench, Why};
use super::words::{Vocabulary, Words, is_mark, is_of_letters};
use crate::lexicon::Lexicon;

/// A place where printings differ.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// Where the base has it, in bytes of its text; empty where it has nothing.
    pub(super) at: Range<usize>,
    /// What they have, the base's first: the text, and which printings have it.
    pub(super) readings: Vec<(String, Vec<u32>)>,
    /// What is right, and why; `None` where nothing shows it.
    pub(super) settled: Option<(String, Why)>,
}

/// Read printings against the cleanest of them: which that is, and where they differ.
pub(super) fn read(texts: &[&str], lexicon: &Lexicon) -> (usize, Vec<Place>) {
    let (all, different) = words_of(texts);
    let base = cleanest(texts, &all, different, lexicon);
    let own = &all[base].numbers;
    let mut disputed: Vec<Range<usize>> = Vec::new();
    let bridge = |(at, words): (usize, &Words)| {
        if at == base {
            return Bridge::to_itself(own.len());
        }
        let (bridge, differs) = align(own, &words.numbers);
        disputed.extend(differs);
        // How a word is written is a matter of votes.
        if texts.len() > 2 {
            let form = |at: usize, word| all[at].place(word).map(|place| &texts[at][place]);
            let same = bridge.same(own, &words.numbers);
            let otherwise = same.filter(|(word, other)| form(base, *word) != form(at, *other));
            disputed.extend(otherwise.map(|(word, _)| 2 * word + 1..2 * word + 2));
        }
        bridge
    };
    let bridges = all.iter().enumerate().map(bridge).collect();
    let reader = Reader { texts, all: &all, bridges, base, lexicon, voters: voters(&all) };
    let mut judged = Vec::new();
    for columns in merged(disputed) {
        reader.judge(reader.widened(columns), &mut judged);
    }
    (base, reader.joined(judged).into_iter().map(|judged| judged.place).collect())
}

/// Which printing others would be read against: the cleanest.
pub(super) fn base(texts: &[&str], lexicon: &Lexicon) -> usize {
    let (all, different) = words_of(texts);
    cleanest(texts, &all, different, lexicon)
}

/// The words of each printing, and how many different ones there are.
fn words_of(texts: &[&str]) -> (Vec<Words>, usize) {
    let mut vocabulary = Vocabulary::default();
    let all = texts.iter().map(|text| vocabulary.words(text)).collect();
    (all, vocabulary.len())
}

/// Stretches that overlap or touch put together, in order.
fn merged(mut stretches: Vec<Range<usize>>) -> Vec<Range<usize>> {
    stretches.sort_by_key(|s| (s.start, s.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for stretch in stretches {
        match merged.last_mut() {
            Some(last) if stretch.start <= last.end => last.end = last.end.max(stretch.end),
            _ => merged.push(stretch),
        }
    }
    merged
}

/// Columns in which printings differ, judged.
struct Judged {
    columns: Range<usize>,
    place: Place,
}

struct Reader<'a> {
    texts: &'a [&'a str],
    all: &'a [Words],
    bridges: Vec<Bridge>,
    base: usize,
    lexicon: &'a Lexicon,
    voters: Vec<bool>,
}

/// What some printings have in some columns, and which of them.
type Reading<'a> = (&'a [u32], Vec<u32>);

impl Reader<'_> {
    /// Columns with the word before them, where letters stand in others that the base has
    /// nothing for: by themselves they would be put into it without a space.
    fn widened(&self, columns: Range<usize>) -> Range<usize> {
        let own = columns.start / 2..columns.end / 2;
        let is_letters = |word: &u32| is_of_letters(*word);
        let before = own.start.checked_sub(1).filter(|_| own.is_empty());
        let before = before.filter(|at| is_letters(&self.all[self.base].numbers[*at]));
        match before {
            Some(word) if self.readings(&columns).iter().any(|r| r.0.iter().any(is_letters)) => {
                2 * word + 1..columns.end
            }
            _ => columns,
        }
    }

    /// What the printings that are witnesses have in some columns, the base's first.
    fn readings(&self, columns: &Range<usize>) -> Vec<Reading<'_>> {
        let mut readings: Vec<Reading<'_>> = Vec::new();
        let others = (0..self.texts.len()).filter(|at| *at != self.base);
        for at in [self.base].into_iter().chain(others) {
            let Some(own) = self.bridges[at].across(columns.clone()) else { continue };
            let words = &self.all[at].numbers[own];
            match readings.iter_mut().find(|(other, _)| *other == words) {
                Some((_, who)) => who.push(at as u32),
                None => readings.push((words, vec![at as u32])),
            }
        }
        readings
    }

    /// Judge some columns: as a whole, or, where these are ideographs and no reading of all
    /// wins, one by one.
    fn judge(&self, columns: Range<usize>, judged: &mut Vec<Judged>) {
        let readings = self.readings(&columns);
        let is_vote = |at: &&u32| self.voters[**at as usize];
        let votes: Vec<usize> =
            readings.iter().map(|(_, who)| who.iter().filter(is_vote).count()).collect();
        let most = majority(&votes);
        if readings.len() < 2 && most.is_none() {
            return;
        }
        let has =
            |is: fn(u32) -> bool| readings.iter().any(|(words, _)| words.iter().any(|w| is(*w)));
        if most.is_none() && columns.len() > 1 && !has(is_of_letters) {
            return columns.for_each(|at| self.judge(at..at + 1, judged));
        }
        let is_told = readings.len() > 1 && has(|word| !is_mark(word));
        let mut place = self.place(&columns, readings);
        place.settled = match most {
            Some(most) => Some((self.written(&place.readings[most].1, &columns), Why::Vote)),
            None => {
                let bench = Bench {
                    readings: &place.readings,
                    votes: &votes,
                    text: self.texts[self.base],
                    at: place.at.clone(),
                    lexicon: self.lexicon,
                };
                bench.settle()
            }
        };
        // Of marks and of case scanners lose and add some in every line: they are told only
        // where the base has them wrong.
        let own = &place.readings[0].0;
        if is_told || place.settled.as_ref().is_some_and(|(text, _)| text != own) {
            judged.push(Judged { columns, place });
        }
    }

    /// What nothing settles, put together where it is one wording.
    fn joined(&self, all: Vec<Judged>) -> Vec<Judged> {
        let mut joined: Vec<Judged> = Vec::new();
        for next in all {
            match joined.last_mut() {
                Some(last)
                    if last.place.settled.is_none()
                        && next.place.settled.is_none()
                        // Between two words that follow one another lies a column of nothing.
                        && next.columns.start <= last.columns.end + (last.columns.end + 1) % 2 =>
                {
                    last.columns.end = next.columns.end;
                    last.place = self.place(&last.columns, self.readings(&last.columns));
                }
                _ => joined.push(next),
            }
        }
        joined
    }

    /// The place of some columns, given what printings have there, before it is settled.
    fn place(&self, columns: &Range<usize>, readings: Vec<Reading<'_>>) -> Place {
        let words = &self.all[self.base];
        let own = columns.start / 2..columns.end / 2;
        let at = words.range(own.clone()).unwrap_or_else(|| {
            let before = own.start.checked_sub(1).and_then(|before| words.place(before));
            let end = before.map_or(0, |before| before.end);
            end..end
        });
        let text = |(_, who): Reading<'_>| match who[0] as usize == self.base {
            true => (as_words(self.raw(self.base, columns)), who),
            false => (self.written(&who, columns), who),
        };
        Place { at, readings: readings.into_iter().map(text).collect(), settled: None }
    }

    /// How most of some printings write what they have in some columns, the first of equals.
    fn written(&self, who: &[u32], columns: &Range<usize>) -> String {
        let raw = |at: &u32| self.raw(*at as usize, columns);
        let first = raw(&who[0]);
        if who.iter().all(|at| raw(at) == first) {
            return as_words(first);
        }
        let mut forms: Vec<(String, usize)> = Vec::new();
        for at in who {
            let (form, vote) = (as_words(raw(at)), usize::from(self.voters[*at as usize]));
            match forms.iter_mut().find(|(other, _)| *other == form) {
                Some((_, votes)) => *votes += vote,
                None => forms.push((form, vote)),
            }
        }
        let most = forms.iter().map(|(_, votes)| *votes).max();
        forms.into_iter().find(|(_, votes)| Some(*votes) == most).unwrap_or_default().0
    }

    /// What a printing has in some columns, as it stands.
    fn raw(&self, at: usize, columns: &Range<usize>) -> &str {
        let words = self.bridges[at].across(columns.clone()).unwrap_or_default();
        self.all[at].range(words).map_or("", |range| &self.texts[at][range])
    }
}

/// Words as they stand, those divided at a line end whole, white space as single spaces.
fn as_words(text: &str) -> String {
    match text.contains(char::is_whitespace) {
        false => text.to_owned(),
        true => text.replace("-\n", "").split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// Which reading three or more votes are for, if they are: more than half, or, where there
/// are more than two readings, twice as many as for any other.
fn majority(votes: &[usize]) -> Option<usize> {
    let all: usize = votes.iter().sum();
    let most = (0..votes.len()).max_by_key(|at| (votes[*at], usize::MAX - at))?;
    let others = votes.iter().enumerate().filter(|(at, _)| *at != most);
    let second = others.map(|(_, votes)| *votes).max().unwrap_or(0);
    (all >= 3 && (2 * votes[most] > all || votes[most] >= 2 * second.max(1))).then_some(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(texts: &[&str]) -> Vec<(String, Option<(String, Why)>)> {
        let (base, places) = read(texts, Lexicon::builtin());
        places.into_iter().map(|p| (texts[base][p.at].to_string(), p.settled)).collect()
    }

    #[test]
    fn most_printings_settle_a_place_and_copies_of_one_plate_count_once() {
        let texts = ["the gale swopt in", "the gale swept in", "tho gale swept in"];
        assert_eq!(
            shown(&texts),
            [
                ("the".into(), Some(("the".into(), Why::Vote))),
                ("swept".into(), Some(("swept".into(), Why::Vote)))
            ]
        );
        let plates = ["at 9 today", "at 8 today", "at 8 today"];
        assert_eq!(shown(&plates), [("8".into(), None)]);
    }

    /// The base as it is settled.
    fn replayed(texts: &[&str]) -> String {
        let (base, places) = read(texts, Lexicon::builtin());
        let mut text = texts[base].to_owned();
        for place in places.iter().rev() {
            if let Some((right, _)) = &place.settled {
                text.replace_range(place.at.clone(), right);
            }
        }
        text
    }

    #[test]
    fn words_ideographs_and_marks_side_by_side_are_voted_on_one_by_one() {
        let letters = ["tbe gale swept in,", "the gaie swept in.", "the gale swopt in."];
        assert_eq!(replayed(&letters), "the gale swept in.");
        let han = ["甲上提巡查、看了", "甲上堤寻查，看了", "甲土堤巡查，看了"];
        assert_eq!(replayed(&han), "甲上堤巡查，看了");
        // Neither the marks nor the case of two are told where nothing is wrong with them.
        assert!(shown(&["The gale swept in", "the gale, swept in"]).is_empty());
    }

    #[test]
    fn a_word_that_the_base_lacks_brings_its_space() {
        let texts = [
            "the to Senlow runs at eight",
            "the ferry tn Senlow ruus at eight",
            "the ferry to Senlcw runs ot eight",
        ];
        assert_eq!(replayed(&texts), "the ferry to Senlow runs at eight");
    }

    #[test]
    fn no_word_is_lost_that_is_one() {
        assert_eq!(shown(&["when she now en ters", "when she enters"])[0].1, None);
        assert_eq!(replayed(&["in the har bour", "in the harbour"]), "in the harbour");
    }

    #[test]
    fn between_two_only_a_word_against_none_settles() {
        assert_eq!(
            shown(&["tlie ferry", "the ferry"]),
            [("the".into(), Some(("the".into(), Why::Word)))]
        );
        assert_eq!(shown(&["the mayor", "the major"]), [("mayor".into(), None)]);
        assert_eq!(shown(&["上提巡渡查", "上提巡逻查"])[0].1, Some(("逻".into(), Why::Word)));
    }
}
