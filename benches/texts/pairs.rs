//! Pairs of passages of which it is known whether they are one text printed twice or two
//! texts of one form.
//!
//! ```text
//! form      two notices, adverts or clauses of one form, some slots filled otherwise
//! revision  a paragraph, and the same with some words and figures changed
//! printing  a text twice, with real misreadings, lost lines, odd spaces, hyphens
//! list      ten texts of forms, and the same list with some of the ten filled otherwise
//! ```

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use fastrand::Rng;
use rayon::prelude::*;

use super::clean::{Part, Record, sets};
use super::damage::{self, Damage};
use super::forms::{Forms, Twins};
use super::misread::Misreadings;
use super::paragraphs::{is_unspaced, paragraphs};
use super::revise::Reviser;

/// Shortest and longest paragraph that is printed, in ideographs of three letters each.
const SIZES: Range<usize> = 18..300;

/// Share of printings of which both copies are noisy.
const BOTH: f64 = 0.7;

/// Share of printings whose text is of a form, where there are forms.
const OF_FORMS: f64 = 0.25;

/// Members of a list.
const MEMBERS: usize = 10;

/// Characters of another text that a printing is merged with.
const MERGED: usize = 200;

/// The languages that there are forms in.
pub(crate) const LANGUAGES: [&str; 5] = ["zh-Hans", "zh-Hant", "ja", "en", "de"];

/// What a pair is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Kind {
    Form,
    Revision,
    Printing,
}

/// Two passages.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub(crate) lang: &'static str,
    pub(crate) kind: Kind,
    pub(crate) texts: [String; 2],
    /// Slots that were filled otherwise, and where they stand; the places are known in texts
    /// without noise.
    pub(crate) changed: Vec<[Range<usize>; 2]>,
    /// Share of the letters that is misread in a copy.
    pub(crate) noise: f64,
    pub(crate) damage: Damage,
    /// Whether a figure was misread as another figure: nothing in the pair tells that from
    /// another text of the same form.
    pub(crate) figure: bool,
}

/// A list of ten texts and the same list again, with some of the ten filled otherwise.
pub(crate) struct List {
    pub(crate) texts: [Vec<String>; 2],
    /// Which of the ten differ.
    pub(crate) odd: Vec<bool>,
}

/// What pairs of one part are made of.
pub(crate) struct Material {
    languages: BTreeMap<&'static str, Language>,
    misreadings: Option<Misreadings>,
}

struct Language {
    forms: Option<Forms>,
    paragraphs: Vec<String>,
    reviser: Reviser,
}

impl Material {
    /// Forms alone, for runs without the measuring data.
    pub(crate) fn of_forms(part: Part) -> Material {
        let language = |lang| {
            let forms = Forms::of(lang, part);
            (lang, Language { forms, paragraphs: Vec::new(), reviser: Reviser::of(lang, &[]) })
        };
        Material { languages: LANGUAGES.into_iter().map(language).collect(), misreadings: None }
    }

    /// Forms, the clean paragraphs of a part, and the misreadings of that part.
    pub(crate) fn of(data: &Path, part: Part) -> Material {
        let mut paragraphs: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for set in sets(data) {
            for record in set.part(part) {
                if let Some(lang) = LANGUAGES.into_iter().find(|lang| *lang == record.lang) {
                    paragraphs.entry(lang).or_default().extend(paragraphs_of(record));
                }
            }
        }
        let language = |(lang, paragraphs): (&'static str, Vec<String>)| {
            let reviser = Reviser::of(lang, &paragraphs);
            (lang, Language { forms: Forms::of(lang, part), paragraphs, reviser })
        };
        let languages = paragraphs.into_par_iter().map(language).collect();
        Material { languages, misreadings: Some(Misreadings::of(data, part)) }
    }

    /// Two texts of one form that differ in so many slots, each printed with so much noise.
    pub(crate) fn form(&self, lang: &'static str, slots: usize, noise: f64, rng: &mut Rng) -> Pair {
        let forms = self.languages[lang].forms.as_ref().expect("a language with forms");
        self.look_alike(lang, Kind::Form, forms.twins(slots, rng), noise, rng)
    }

    /// A paragraph and its revision; `None` when there are not so many places to change in
    /// the paragraph that was drawn.
    pub(crate) fn revision(
        &self,
        lang: &'static str,
        slots: usize,
        noise: f64,
        rng: &mut Rng,
    ) -> Option<Pair> {
        let language = &self.languages[lang];
        let text = rng.choice(&language.paragraphs)?;
        let twins = language.reviser.twins(text, slots, rng)?;
        Some(self.look_alike(lang, Kind::Revision, twins, noise, rng))
    }

    fn look_alike(
        &self,
        lang: &'static str,
        kind: Kind,
        twins: Twins,
        noise: f64,
        rng: &mut Rng,
    ) -> Pair {
        let texts = twins.texts.map(|text| self.press(&text, noise, rng).0);
        let changed = twins.changed;
        Pair { lang, kind, texts, changed, noise, damage: Damage::None, figure: false }
    }

    /// A text twice. `whole` printings stand in a paragraph of their own and have both ends.
    pub(crate) fn printing(
        &self,
        lang: &'static str,
        noise: f64,
        whole: bool,
        rng: &mut Rng,
    ) -> Pair {
        let text = self.text(lang, rng);
        let other: String = self.text(lang, rng).chars().take(MERGED).collect();
        let damage = damage::draw(whole, rng);
        let (again, damage) = damage::damaged(&text, damage, lang, &other, rng);
        let first = if rng.f64() < BOTH { noise } else { 0.0 };
        let (first, misread) = self.press(&text, first, rng);
        let (second, misread_again) = self.press(&again, noise, rng);
        let figure = misread || misread_again;
        let (kind, texts, changed) = (Kind::Printing, [first, second], Vec::new());
        Pair { lang, kind, texts, changed, noise, damage, figure }
    }

    /// A list and the same list with so many members filled otherwise, in one to three slots.
    pub(crate) fn list(&self, lang: &'static str, odd: usize, rng: &mut Rng) -> List {
        let forms = self.languages[lang].forms.as_ref().expect("a language with forms");
        let chosen = rng.choose_multiple(0..MEMBERS, odd);
        let odd: Vec<bool> = (0..MEMBERS).map(|at| chosen.contains(&at)).collect();
        let mut texts = [Vec::new(), Vec::new()];
        for is_odd in &odd {
            let slots = if *is_odd { rng.usize(1..=3) } else { 0 };
            let twins = forms.twins(slots, rng);
            twins.texts.into_iter().zip(&mut texts).for_each(|(text, list)| list.push(text));
        }
        List { texts, odd }
    }

    /// Another text of the language: a paragraph, or a text of a form.
    pub(crate) fn text(&self, lang: &str, rng: &mut Rng) -> String {
        let language = &self.languages[lang];
        match &language.forms {
            Some(forms) if language.paragraphs.is_empty() || rng.f64() < OF_FORMS => forms.one(rng),
            _ => language.paragraphs[rng.usize(0..language.paragraphs.len())].clone(),
        }
    }

    /// What stands around a pair on a page: a paragraph, or where there are none a text of
    /// a form.
    pub(crate) fn filler(&self, lang: &str, rng: &mut Rng) -> String {
        let paragraph = rng.choice(&self.languages[lang].paragraphs);
        paragraph.cloned().unwrap_or_else(|| self.text(lang, rng))
    }

    /// A text with noise, and whether a figure was misread as another.
    fn press(&self, text: &str, noise: f64, rng: &mut Rng) -> (String, bool) {
        match &self.misreadings {
            Some(misreadings) if noise > 0.0 => {
                let printed = misreadings.press(text, noise, rng);
                (printed.text, printed.figure)
            }
            _ => (text.to_string(), false),
        }
    }
}

/// The paragraphs of a record that are neither too short nor too long.
fn paragraphs_of(record: &Record) -> impl Iterator<Item = String> {
    let unspaced = is_unspaced(&record.lang);
    let size = move |text: &String| {
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        if unspaced { letters } else { letters / 3 }
    };
    let spaced_once = move |text: String| match unspaced {
        true => text,
        false => text.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    paragraphs(record).into_iter().filter(move |p| SIZES.contains(&size(p))).map(spaced_once)
}
