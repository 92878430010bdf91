//! Revisions: a paragraph printed again with words and figures changed for others that
//! are written elsewhere after the same word.

use std::collections::BTreeMap;
use std::ops::Range;

use faircopy::script::is_han;
use fastrand::Rng;

use super::forms::Twins;
use super::misread::is_figure;
use super::paragraphs::is_unspaced;

/// Ideographs that stand together so often, and so much oftener than by chance, are a word.
const PAIR: (u32, f64) = (12, 60.0);

/// Letters of the shortest word that is changed.
const SHORTEST: usize = 4;

/// Characters that stay between two changed places.
const APART: usize = 2;

/// Draws for something that differs from what stands there.
const DRAWS: usize = 20;

/// What may be written after what, in the texts of one language.
pub(crate) struct Reviser {
    unspaced: bool,
    after: BTreeMap<String, Vec<String>>,
    pairs: BTreeMap<[char; 2], u32>,
}

impl Reviser {
    /// Learn from the paragraphs of a language.
    pub(crate) fn of(lang: &str, paragraphs: &[String]) -> Reviser {
        let unspaced = is_unspaced(lang);
        let mut reviser = Reviser { unspaced, after: BTreeMap::new(), pairs: BTreeMap::new() };
        if unspaced {
            reviser.count_pairs(paragraphs);
        }
        for paragraph in paragraphs {
            let chars: Vec<char> = paragraph.chars().collect();
            for place in reviser.words(&chars) {
                let word = chars[place.clone()].iter().collect();
                let before = reviser.before(&chars, &place);
                reviser.after.entry(before).or_default().push(word);
            }
        }
        reviser
    }

    fn count_pairs(&mut self, paragraphs: &[String]) {
        let mut singles: BTreeMap<char, u32> = BTreeMap::new();
        for paragraph in paragraphs {
            let chars: Vec<char> = paragraph.chars().collect();
            chars.iter().filter(|c| is_han(**c)).for_each(|c| *singles.entry(*c).or_default() += 1);
            for pair in chars.windows(2).filter(|pair| pair.iter().all(|c| is_han(*c))) {
                *self.pairs.entry([pair[0], pair[1]]).or_default() += 1;
            }
        }
        let total: f64 = singles.values().map(|n| f64::from(*n)).sum();
        self.pairs.retain(|[a, b], n| {
            let expected = f64::from(singles[a]) * f64::from(singles[b]) / total;
            *n >= PAIR.0 && f64::from(*n) > PAIR.1 * expected
        });
    }

    /// Words that may be changed: ideographs two by two, letters from one space to the next.
    fn words(&self, chars: &[char]) -> Vec<Range<usize>> {
        if self.unspaced {
            let is_pair = |at: &usize| self.pairs.contains_key(&[chars[*at], chars[*at + 1]]);
            return (1..chars.len().saturating_sub(2))
                .filter(is_pair)
                .map(|at| at..at + 2)
                .collect();
        }
        let mut words = Vec::new();
        let mut start = 0;
        for at in 0..=chars.len() {
            if chars.get(at).is_some_and(|c| c.is_alphabetic()) {
                continue;
            }
            let follows = start >= 2 && chars[start - 1] == ' ' && chars[start - 2].is_alphabetic();
            if at - start >= SHORTEST && follows {
                words.push(start..at);
            }
            start = at + 1;
        }
        words
    }

    fn figures(&self, chars: &[char]) -> Vec<Range<usize>> {
        let mut figures = Vec::new();
        let mut start = 0;
        for at in 0..=chars.len() {
            if chars.get(at).is_some_and(|c| is_figure(*c)) {
                continue;
            }
            let digits = chars[start..at].iter().all(char::is_ascii_digit);
            let counts = chars.get(at).is_some_and(|c| "条條款项項日月年号號".contains(*c));
            if at > start && (digits || counts) {
                figures.push(start..at);
            }
            start = at + 1;
        }
        figures
    }

    /// What a word follows: the ideograph, or the word and whether the next has a capital.
    fn before(&self, chars: &[char], place: &Range<usize>) -> String {
        let before = &chars[..place.start];
        if self.unspaced {
            return before.iter().rev().take(1).collect();
        }
        let word = before.iter().rev().skip(1).take_while(|c| c.is_alphabetic());
        let capital = if chars[place.start].is_uppercase() { "^" } else { "" };
        word.flat_map(|c| c.to_lowercase()).chain(capital.chars()).collect()
    }

    /// A paragraph and its revision with so many places changed, or nothing.
    pub(crate) fn twins(&self, text: &str, slots: usize, rng: &mut Rng) -> Option<Twins> {
        let chars: Vec<char> = text.chars().collect();
        let mut places: Vec<(Range<usize>, bool)> =
            self.figures(&chars).into_iter().map(|place| (place, true)).collect();
        places.extend(self.words(&chars).into_iter().map(|place| (place, false)));
        rng.shuffle(&mut places);
        // Figures are few and change oftenest.
        places.sort_by_cached_key(|(_, figure)| !figure && rng.f64() < 0.6);
        let mut chosen: Vec<(Range<usize>, String)> = Vec::new();
        for (place, figure) in places {
            let is_apart = |(other, _): &(Range<usize>, String)| {
                place.end + APART < other.start || other.end + APART < place.start
            };
            if chosen.len() < slots && chosen.iter().all(is_apart) {
                let other = self.other(&chars, &place, figure, rng)?;
                chosen.push((place, other));
            }
        }
        if chosen.len() < slots {
            return None;
        }
        chosen.sort_by_key(|(place, _)| place.start);
        let (mut first, mut second, mut changed) = (String::new(), String::new(), Vec::new());
        let mut at = 0;
        for (place, other) in chosen {
            let shared: String = chars[at..place.start].iter().collect();
            let own: String = chars[place.clone()].iter().collect();
            (first, second) = (first + &shared, second + &shared);
            let places =
                [first.len()..first.len() + own.len(), second.len()..second.len() + other.len()];
            changed.push(places);
            (first, second) = (first + &own, second + &other);
            at = place.end;
        }
        let rest: String = chars[at..].iter().collect();
        Some(Twins { texts: [first + &rest, second + &rest], changed })
    }

    /// Something else that may stand at a place.
    fn other(
        &self,
        chars: &[char],
        place: &Range<usize>,
        figure: bool,
        rng: &mut Rng,
    ) -> Option<String> {
        let own: String = chars[place.clone()].iter().collect();
        let before = self.before(chars, place);
        let draw = |rng: &mut Rng| match figure {
            true => another_figure(&own, rng),
            false => rng.choice(self.after.get(&before)?).cloned(),
        };
        let differs = |new: &String| new.to_lowercase() != own.to_lowercase();
        (0..DRAWS).filter_map(|_| draw(rng)).find(differs)
    }
}

fn another_figure(own: &str, rng: &mut Rng) -> Option<String> {
    if !own.starts_with(|c: char| c.is_ascii_digit()) {
        let [one, more] = ["一二三四五六七八九十", "十一三五"]
            .map(|all| rng.choice(&all.chars().collect::<Vec<_>>()).copied());
        let more = more.filter(|_| own.chars().count() > 1);
        return Some(one.into_iter().chain(more).collect());
    }
    match rng.bool() {
        true => Some(own.chars().map(|_| rng.digit(10)).collect()),
        false => Some(rng.u64(1..=10u64.pow(own.len().min(12) as u32)).to_string()),
    }
}
