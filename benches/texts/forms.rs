//! Texts of one form: notices, adverts, court lists, clauses, in whose slots something else
//! stands each time.
//!
//! The forms lie in `forms/LANG.tsv`, all made up. A line is a kind and a form
//! with slots like `{name}`, or `=SLOT` and what may fill it, parted by `|`: words,
//! a range of numbers (`1..28`), or a form of its own (`{first} {family}`).

use std::collections::BTreeMap;
use std::ops::Range;

use fastrand::Rng;

use super::clean::Part;

/// The languages that there are forms in, and the forms.
const FILES: [(&str, &str); 5] = [
    ("zh-Hans", include_str!("forms/zh-Hans.tsv")),
    ("zh-Hant", include_str!("forms/zh-Hant.tsv")),
    ("ja", include_str!("forms/ja.tsv")),
    ("en", include_str!("forms/en.tsv")),
    ("de", include_str!("forms/de.tsv")),
];

/// Of so many words that may fill a slot one half serves for fitting, the other for looking.
const MANY: usize = 13;

/// The forms of one language that serve for one part.
pub(crate) struct Forms {
    forms: Vec<Vec<Piece>>,
    slots: BTreeMap<&'static str, Vec<Vec<Piece>>>,
}

/// A piece of a form.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Piece {
    Text(&'static str),
    Slot(&'static str),
}

/// Two texts of one form, and where they differ.
pub(crate) struct Twins {
    pub(crate) texts: [String; 2],
    /// For each slot that was filled otherwise where it stands in both.
    pub(crate) changed: Vec<[Range<usize>; 2]>,
}

impl Forms {
    /// The forms of a language for a part; `None` for a language without any.
    pub(crate) fn of(lang: &str, part: Part) -> Option<Forms> {
        let (_, file) = FILES.into_iter().find(|(name, _)| *name == lang)?;
        let wanted = usize::from(part == Part::Look);
        let (mut forms, mut slots, mut seen) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let (name, text) = line.split_once('\t').expect("a kind and a form");
            match name.strip_prefix('=') {
                Some(slot) => {
                    let fillings: Vec<&str> = text.split('|').collect();
                    let parted = fillings.len() >= MANY && !text.contains('{');
                    let own = |at: usize| !parted || at % 2 == wanted;
                    let fillings = fillings.into_iter().enumerate().filter(|(at, _)| own(*at));
                    slots.insert(slot, fillings.map(|(_, filling)| pieces(filling)).collect());
                }
                None => {
                    let at: &mut usize = seen.entry(name).or_default();
                    if *at % 2 == wanted {
                        forms.push(pieces(text));
                    }
                    *at += 1;
                }
            }
        }
        Some(Forms { forms, slots })
    }

    /// One text of a form drawn by chance.
    pub(crate) fn one(&self, rng: &mut Rng) -> String {
        let [one, _] = self.twins(0, rng).texts;
        one
    }

    /// Two texts of one form that differ in so many slots, or in all that the form has.
    pub(crate) fn twins(&self, slots: usize, rng: &mut Rng) -> Twins {
        let form = &self.forms[rng.usize(0..self.forms.len())];
        let first: Vec<String> = form.iter().map(|piece| self.fill(*piece, rng)).collect();
        let is_slot = |at: &usize| matches!(form[*at], Piece::Slot(_));
        let places: Vec<usize> = (0..form.len()).filter(is_slot).collect();
        let chosen = rng.choose_multiple(places, slots);
        let mut second = first.clone();
        for at in &chosen {
            while second[*at] == first[*at] {
                second[*at] = self.fill(form[*at], rng);
            }
        }
        let start = |pieces: &[String], at: usize| pieces[..at].iter().map(String::len).sum();
        let place = |pieces: &[String], at: usize| {
            let start: usize = start(pieces, at);
            start..start + pieces[at].len()
        };
        let changed = (0..form.len()).filter(|at| chosen.contains(at));
        let changed = changed.map(|at| [place(&first, at), place(&second, at)]).collect();
        Twins { texts: [first.concat(), second.concat()], changed }
    }

    fn fill(&self, piece: Piece, rng: &mut Rng) -> String {
        let slot = match piece {
            Piece::Text(text) => return text.to_string(),
            Piece::Slot(slot) => slot,
        };
        let fillings = &self.slots[slot];
        let filling = &fillings[rng.usize(0..fillings.len())];
        if let [Piece::Text(text)] = filling[..]
            && let Some((low, high)) = text.split_once("..")
        {
            let bound = |text: &str| -> u32 { text.parse().expect("a bound is a number") };
            return rng.u32(bound(low)..=bound(high)).to_string();
        }
        filling.iter().map(|piece| self.fill(*piece, rng)).collect()
    }
}

fn pieces(form: &'static str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = form;
    while let Some((before, after)) = rest.split_once('{') {
        let (slot, after) = after.split_once('}').expect("a slot ends");
        pieces.extend([Piece::Text(before), Piece::Slot(slot)]);
        rest = after;
    }
    pieces.push(Piece::Text(rest));
    pieces.retain(|piece| *piece != Piece::Text(""));
    pieces
}
