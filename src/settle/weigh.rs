//! Weighing readings: which of them the evidence is for.

use std::ops::Range;

use crate::reason::Reason;
use crate::script::{is_han, is_unspaced};
use crate::sheet::Sheet;
use crate::wording::{gain_without, is_numeral, stands};

/// The reading the evidence is for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    /// Its index; 0 is the base's.
    pub(super) reading: usize,
    pub(super) reason: Reason,
    /// How strong the evidence is, between 0 and 1.
    pub(super) score: f64,
}

/// What two readings are weighed on that collation leaves open.
pub(super) struct Scale<'a> {
    sheet: &'a Sheet<'a>,
}

/// Longest reading, in symbols, that a lexicon alone may choose for one witness:
/// noise changes a character or two; more is another wording.
const MISPRINT: usize = 2;

/// How much more probable (natural logarithm) the text must become without a
/// doubled character: about fifty times. Doubles at the seam of two words gain
/// less than three times by losing one (人民民主, 仲裁裁决, 应当当场).
const DOUBLED_GAIN: f64 = 4.0;

impl<'a> Scale<'a> {
    pub(super) fn new(sheet: &'a Sheet<'a>) -> Scale<'a> {
        Scale { sheet }
    }

    /// The reading that is settled on, if any: the base's or the other, both as
    /// symbols of the view.
    pub(super) fn weigh(&self, base: Range<usize>, other: Range<usize>) -> Option<Weighed> {
        let scored = |reading, score| Weighed { reading, reason: Reason::ReadingWitness, score };
        match self.misprint(&base, &other) {
            Some(score) => Some(scored(1, score)),
            None => self.misprint(&other, &base).map(|score| scored(0, score)),
        }
    }

    /// How sure it is that `wrong` is a misprint of `right`; `None` when it is not
    /// one, or nothing shows it.
    fn misprint(&self, wrong: &Range<usize>, right: &Range<usize>) -> Option<f64> {
        if self.is_intrusion(wrong) && self.is_ideographs(right) {
            return Some(0.95);
        }
        if self.is_lost(wrong) && !self.is_lost(right) {
            return Some(0.95);
        }
        if self.is_doubled(wrong) && right.is_empty() {
            return Some(0.9);
        }
        self.is_unknown(wrong, right).then_some(0.8)
    }

    fn symbol(&self, at: usize) -> Option<char> {
        self.sheet.view.symbols().get(at).copied().and_then(char::from_u32)
    }

    fn chars(&self, range: &Range<usize>) -> impl Iterator<Item = char> + '_ {
        range.clone().filter_map(|at| self.symbol(at))
    }

    /// A short word in small Latin letters with ideographs on both sides.
    fn is_intrusion(&self, range: &Range<usize>) -> bool {
        let around = [range.start.checked_sub(1), Some(range.end)];
        let inside = !range.is_empty() && range.len() <= 4;
        let text = self.text(range);
        inside
            && text.chars().all(|c| c.is_ascii_lowercase())
            && around.iter().all(|at| at.and_then(|at| self.symbol(at)).is_some_and(is_han))
    }

    fn is_ideographs(&self, range: &Range<usize>) -> bool {
        (1..=MISPRINT).contains(&range.len()) && self.chars(range).all(is_han)
    }

    fn is_lost(&self, range: &Range<usize>) -> bool {
        self.text(range).contains(|c| matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}'))
    }

    /// One ideograph that repeats its neighbour and makes the text improbable: not
    /// within a word (天天), not where two words meet (人民|民主).
    fn is_doubled(&self, range: &Range<usize>) -> bool {
        let here = self.symbol(range.start);
        let repeats = |at: Option<usize>| at.is_some_and(|at| self.symbol(at) == here);
        let beside = repeats(range.start.checked_sub(1)) || repeats(Some(range.end));
        let one = range.len() == 1 && here.is_some_and(|c| is_han(c) && !is_numeral(c));
        if !one || !beside {
            return false;
        }
        let (source, view) = (self.sheet.source, self.sheet.view);
        let span = view.span(source, range.clone());
        gain_without(self.sheet.lexicon, source.text(), span.range())
            .is_some_and(|gain| gain >= DOUBLED_GAIN)
    }

    /// Whether a reading is no word, and the other at the same place is one.
    fn is_unknown(&self, wrong: &Range<usize>, right: &Range<usize>) -> bool {
        let counts = |r: &Range<usize>| self.chars(r).any(is_numeral);
        if counts(wrong) || counts(right) || wrong.is_empty() || right.is_empty() {
            return false;
        }
        let han = self.chars(wrong).chain(self.chars(right)).any(is_unspaced);
        let alike = wrong.len() == right.len() && wrong.len() <= MISPRINT;
        if han && !alike || !han && wrong.len().max(right.len()) > 2 * MISPRINT {
            return false;
        }
        !self.stands(wrong) && self.stands(right) && (han || !self.is_name(wrong))
    }

    /// A capitalised word inside a sentence: names are not in dictionaries.
    fn is_name(&self, range: &Range<usize>) -> bool {
        let text = self.sheet.source.text();
        let start = self.sheet.view.offset(range.start);
        let word = text[..start].trim_end_matches(char::is_alphabetic).len();
        let before = text[..word].trim_end().chars().next_back();
        text[word..].chars().next().is_some_and(char::is_uppercase)
            && !before.is_none_or(crate::script::ends_sentence)
    }

    fn stands(&self, range: &Range<usize>) -> bool {
        let span = self.sheet.view.span(self.sheet.source, range.clone());
        stands(self.sheet.lexicon, self.sheet.source.text(), span.range())
    }

    fn text(&self, range: &Range<usize>) -> &str {
        if range.is_empty() {
            return "";
        }
        self.sheet.source.slice(self.sheet.view.span(self.sheet.source, range.clone()))
    }
}
