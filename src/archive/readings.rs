//! Readings: what the printings of a passage have where they differ, and which is right.
//!
//! ```text
//! base       the gale that swopt  the harbour   swept: three of four have it
//! witness 1  the gale that swept  the harbonr   harbour: a word, and the other is none
//! witness 2  the gale that swept  the harbour
//! witness 3  tho gale that swept  the harbour
//! ```
//! Within a page printings are few and all that can be known is asked of them
//! ([`collate`](crate::collate)); of an archive there are thousands, and what settles nearly all
//! of them is the vote of three or more, and between two the words that are known.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::words::{Bridge, Vocabulary, Words, align};
use crate::lexicon::Lexicon;
use crate::script::is_unspaced;

/// A place where printings differ.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// Where the base has it, in bytes of its text; empty where it has nothing.
    pub(super) at: Range<usize>,
    /// What they have, the base's first: the text, and which printings have it.
    pub(super) readings: Vec<(String, Vec<u32>)>,
    /// Which of the readings is right, and why; `None` where nothing shows it.
    pub(super) settled: Option<(usize, Ground)>,
}

/// Why a reading is right.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ground {
    /// More than half of three or more independent printings have it.
    Vote,
    /// It is made of known words, and what others have is a misreading of it.
    Word,
}

/// Words that a printing must lack or have beyond the base to be worded otherwise, and
/// not misread.
const WORDED: usize = 12;

/// Least likeness of a word and a misreading of it, from 0 to 1 (Levenshtein's distance
/// over the longer length): below a half, chance agrees as much.
const ALIKE: f64 = 0.5;

/// Read printings against the cleanest of them: which that is, and where they differ.
pub(super) fn read(texts: &[&str], lexicon: &Lexicon) -> (usize, Vec<Place>) {
    let mut vocabulary = Vocabulary::default();
    let all: Vec<Words> = texts.iter().map(|text| vocabulary.words(text)).collect();
    let base = base(texts, &all, vocabulary.len(), lexicon);
    let mut bridges: Vec<Option<Bridge>> = vec![None; texts.len()];
    let mut differences: Vec<Range<usize>> = Vec::new();
    for (at, words) in all.iter().enumerate().filter(|(at, _)| *at != base) {
        let (bridge, differs) = align(&all[base].numbers, &words.numbers);
        bridges[at] = Some(bridge);
        differences.extend(differs);
    }
    let reader =
        Reader { texts, all: &all, bridges: &bridges, base, lexicon, voters: voters(&all) };
    (base, merged(differences).into_iter().filter_map(|place| reader.place(place)).collect())
}

/// Which printing the others are best read against: that with the most letters in words
/// that another printing has too, or that are known; the first of equals.
fn base(texts: &[&str], all: &[Words], different: usize, lexicon: &Lexicon) -> usize {
    // In how many printings a word stands, and the last that has it, counted from one.
    let mut stands = vec![(0u32, 0u32); different];
    for (at, words) in (1..).zip(all) {
        for number in &words.numbers {
            let (times, last) = &mut stands[*number as usize];
            *times += u32::from(*last != at);
            *last = at;
        }
    }
    let sound = |(words, text): (&Words, &&str)| -> usize {
        // An ideograph is a word whatever it was misread from.
        let is_known = |word: &str| !is_one_ideograph(word) && lexicon.contains(word);
        let places = (0..).map_while(|at| words.place(at));
        let is_sound = |(number, place): &(&u32, Range<usize>)| {
            stands[**number as usize].0 > 1 || is_known(&text[place.clone()])
        };
        words.numbers.iter().zip(places).filter(is_sound).map(|(_, place)| place.len()).sum()
    };
    let scored = all.iter().zip(texts).map(sound).enumerate();
    scored.max_by_key(|(at, sound)| (*sound, usize::MAX - at)).map_or(0, |(at, _)| at)
}

/// Of printings that are the same word for word only the first has a vote: they may be
/// of one plate.
fn voters(all: &[Words]) -> Vec<bool> {
    let mut seen = FxHashSet::default();
    all.iter().map(|words| seen.insert(&words.numbers)).collect()
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

struct Reader<'a> {
    texts: &'a [&'a str],
    all: &'a [Words],
    bridges: &'a [Option<Bridge>],
    base: usize,
    lexicon: &'a Lexicon,
    voters: Vec<bool>,
}

impl Reader<'_> {
    /// A stretch of the base's words that others have otherwise.
    fn place(&self, stretch: Range<usize>) -> Option<Place> {
        let mut readings: Vec<(&[u32], String, Vec<u32>)> = Vec::new();
        let others = (0..self.texts.len()).filter(|at| *at != self.base);
        for at in [self.base].into_iter().chain(others) {
            let own = match &self.bridges[at] {
                None => stretch.clone(),
                Some(bridge) => bridge.across(stretch.clone()),
            };
            if own.len().abs_diff(stretch.len()) >= WORDED {
                continue; // a line skipped, a sentence added
            }
            let words = &self.all[at].numbers[own.clone()];
            match readings.iter_mut().find(|(other, ..)| *other == words) {
                Some((.., who)) => who.push(at as u32),
                None => readings.push((words, self.text(at, own), vec![at as u32])),
            }
        }
        if readings.len() < 2 {
            return None;
        }
        let readings = readings.into_iter().map(|(_, text, who)| (text, who)).collect();
        let words = &self.all[self.base];
        let at = words.range(stretch.clone()).unwrap_or_else(|| {
            let before = stretch.start.checked_sub(1).and_then(|before| words.place(before));
            let end = before.map_or(0, |before| before.end);
            end..end
        });
        let mut place = Place { at, readings, settled: None };
        place.settled = self.settle(&place, stretch);
        Some(place)
    }

    /// Some words of a printing as it has them, white space as single spaces.
    fn text(&self, at: usize, words: Range<usize>) -> String {
        let Some(range) = self.all[at].range(words) else { return String::new() };
        let text = &self.texts[at][range];
        match text.contains(char::is_whitespace) {
            false => text.to_owned(),
            true => text.replace("-\n", "").split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }

    fn settle(&self, place: &Place, stretch: Range<usize>) -> Option<(usize, Ground)> {
        let votes = |(_, who): &(String, Vec<u32>)| {
            who.iter().filter(|at| self.voters[**at as usize]).count()
        };
        let all: usize = place.readings.iter().map(votes).sum();
        let most = (0..place.readings.len()).max_by_key(|at| votes(&place.readings[*at]))?;
        if all >= 3 && 2 * votes(&place.readings[most]) > all {
            return Some((most, Ground::Vote));
        }
        let known: Vec<usize> = (0..place.readings.len())
            .filter(|at| self.is_known(&place.readings[*at].0, stretch.clone()))
            .collect();
        let &[right] = known.as_slice() else { return None };
        let text = &place.readings[right].0;
        let misread = |(other, _): &(String, Vec<u32>)| {
            other == text
                || strsim::normalized_levenshtein(other, text) >= ALIKE
                || is_one_ideograph(other) && is_one_ideograph(text)
        };
        place.readings.iter().all(misread).then_some((right, Ground::Word))
    }

    /// Whether a reading is made of known words: each by itself, or, an ideograph, with
    /// what the base has beside it. Numbers are never known to be right.
    fn is_known(&self, reading: &str, stretch: Range<usize>) -> bool {
        if reading.is_empty() || reading.chars().any(|c| c.is_numeric()) {
            return false;
        }
        if !is_one_ideograph(reading) {
            let mut words = reading.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            return words.all(|word| {
                (word.chars().count() > 2 || word.chars().any(is_unspaced))
                    && self.lexicon.contains(word)
            });
        }
        let (words, text) = (&self.all[self.base], self.texts[self.base]);
        let beside = |at: Option<usize>| {
            let place = at.and_then(|at| words.place(at));
            place.map_or("", |place| &text[place])
        };
        let before = beside(stretch.start.checked_sub(1));
        let after = beside(Some(stretch.end));
        self.lexicon.contains(&format!("{before}{reading}"))
            || self.lexicon.contains(&format!("{reading}{after}"))
    }
}

fn is_one_ideograph(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_unspaced) && chars.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(texts: &[&str]) -> Vec<(String, Option<(String, Ground)>)> {
        let (base, places) = read(texts, Lexicon::builtin());
        let settled = |p: &Place| p.settled.map(|(at, ground)| (p.readings[at].0.clone(), ground));
        places.iter().map(|p| (texts[base][p.at.clone()].to_string(), settled(p))).collect()
    }

    #[test]
    fn most_printings_settle_a_place_and_copies_of_one_plate_count_once() {
        let texts = ["the gale swopt in", "the gale swept in", "tho gale swept in"];
        assert_eq!(
            shown(&texts),
            [
                ("the".into(), Some(("the".into(), Ground::Vote))),
                ("swept".into(), Some(("swept".into(), Ground::Vote)))
            ]
        );
        let plates = ["at 9 today", "at 8 today", "at 8 today"];
        assert_eq!(shown(&plates), [("8".into(), None)]);
    }

    #[test]
    fn between_two_only_a_word_against_none_settles() {
        assert_eq!(
            shown(&["tlie ferry", "the ferry"]),
            [("the".into(), Some(("the".into(), Ground::Word)))]
        );
        assert_eq!(shown(&["the mayor", "the major"]), [("mayor".into(), None)]);
        assert_eq!(shown(&["上提巡渡查", "上提巡逻查"])[0].1, Some(("逻".into(), Ground::Word)));
    }
}
