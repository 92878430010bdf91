//! Pairs: one text printed twice, or two texts of one form? Each pair stands on a page
//! between three other paragraphs.
//!
//! Two texts of one form must both stay. A printing must be folded, and one that is not is
//! to be told of. A revision may be folded, but not in silence: every changed place
//! is shown as a variant or a finding.

use std::ops::Range;

use faircopy::reason::Reason;
use faircopy::source::Span;
use fastrand::Rng;
use rayon::prelude::*;

use crate::data::Data;
use crate::errors::Errors;
use crate::table::{Better, Row};
use crate::texts::clean::Part;
use crate::texts::pairs::{LANGUAGES, List, Material, Pair};
use crate::texts::paragraphs::is_unspaced;
use crate::tool;

/// Pairs of a row, and lists.
const PAIRS: u64 = 300;
const LISTS: u64 = 60;

/// Slots of pairs that differ in two and more.
const SLOTS: [usize; 4] = [2, 2, 3, 5];

/// Places changed in revisions.
const CHANGES: [usize; 4] = [1, 2, 3, 5];

/// The rows of this part.
pub(crate) fn rows(data: &Data, errors: &mut Errors) -> Vec<Row> {
    let mut rows = Vec::new();
    for unspaced in [false, true] {
        let material = Material::of_forms(Part::Look);
        let set = Set { prefix: "made-up ", unspaced, material: &material };
        rows.extend(set.of_forms(errors));
        rows.extend(set.of_lists(errors));
    }
    let Some(folder) = data.folder() else { return rows };
    let material = Material::of(folder, Part::Look);
    for unspaced in [false, true] {
        let set = Set { prefix: "", unspaced, material: &material };
        rows.extend(set.of_forms(errors));
        rows.extend(set.of_noisy_forms(errors));
        rows.extend(set.of_revisions(errors));
        rows.extend(set.of_printings(errors));
        rows.extend(set.of_lists(errors));
    }
    rows
}

/// Pairs of the languages with or without spaces.
struct Set<'a> {
    prefix: &'static str,
    unspaced: bool,
    material: &'a Material,
}

/// What became of a pair.
struct Outcome {
    pair: Pair,
    folded: bool,
    /// Both texts stay, and a finding names the two as alike.
    flagged: bool,
    /// Every changed place is shown as a variant or a finding.
    shown: bool,
}

impl Set<'_> {
    fn name(&self) -> String {
        format!("{}{}", self.prefix, if self.unspaced { "ideographs" } else { "spaced" })
    }

    /// Pairs made by chance, the same in every run, and what becomes of them.
    fn outcomes(
        &self,
        draw: impl Fn(&'static str, &mut Rng) -> Option<Pair> + Sync,
    ) -> Vec<Outcome> {
        let langs = self.languages();
        let outcome = |number: u64| {
            let mut rng = Rng::with_seed(number);
            let lang = langs[number as usize % langs.len()];
            let pair = std::iter::repeat_with(|| draw(lang, &mut rng)).flatten().next()?;
            let fillers = [(); 3].map(|()| self.material.filler(lang, &mut rng));
            Some(outcome(pair, &fillers))
        };
        (0..PAIRS).into_par_iter().filter_map(outcome).collect()
    }

    fn languages(&self) -> Vec<&'static str> {
        let own = |lang: &&str| is_unspaced(lang) == self.unspaced;
        LANGUAGES.into_iter().filter(own).collect()
    }

    fn of_forms(&self, errors: &mut Errors) -> Vec<Row> {
        let one = self.outcomes(|lang, rng| Some(self.material.form(lang, 1, 0.0, rng)));
        let more = self.outcomes(|lang, rng| {
            Some(self.material.form(lang, SLOTS[rng.usize(0..SLOTS.len())], 0.0, rng))
        });
        let target = if self.unspaced { 0.002 } else { 0.001 };
        vec![
            self.share_folded("forms folded, 1 slot", &one, 0.015, errors),
            self.share_folded("forms folded, 2 and more", &more, target, errors),
        ]
    }

    fn of_noisy_forms(&self, errors: &mut Errors) -> Vec<Row> {
        let row = |(percent, target): (u32, f64)| {
            let outcomes = self.outcomes(|lang, rng| {
                let slots = SLOTS[rng.usize(0..SLOTS.len())];
                Some(self.material.form(lang, slots, f64::from(percent) / 100.0, rng))
            });
            let measure = format!("forms folded, noise {percent} %");
            self.share_folded(&measure, &outcomes, target, errors)
        };
        [(2, 0.03), (5, 0.07)].map(row).into()
    }

    /// The share of texts of one form of which one is gone.
    fn share_folded(
        &self,
        measure: &str,
        outcomes: &[Outcome],
        target: f64,
        errors: &mut Errors,
    ) -> Row {
        let wrong = |outcome: &Outcome| outcome.folded;
        self.tell(measure, outcomes, wrong, errors);
        let flagged = share(outcomes, |o| !o.folded, |o| o.flagged);
        Row::new("pairs", self.name(), measure, Better::Lower, share(outcomes, |_| true, wrong))
            .nothing(0.0)
            .target(target)
            .note(format!("of {}; {:.0} % of the others told of", outcomes.len(), 100.0 * flagged))
    }

    fn of_revisions(&self, errors: &mut Errors) -> Vec<Row> {
        let outcomes = self.outcomes(|lang, rng| {
            self.material.revision(lang, CHANGES[rng.usize(0..CHANGES.len())], 0.0, rng)
        });
        let silent = |outcome: &Outcome| outcome.folded && !outcome.shown;
        self.tell("revisions in silence", &outcomes, silent, errors);
        let figure = share(&outcomes, |_| true, silent);
        let folded = share(&outcomes, |_| true, |o| o.folded);
        vec![
            Row::new("pairs", self.name(), "revisions in silence", Better::Lower, figure)
                .target(0.01)
                .note(format!("of {}; {:.0} % folded", outcomes.len(), 100.0 * folded)),
        ]
    }

    fn of_printings(&self, errors: &mut Errors) -> Vec<Row> {
        let targets = if self.unspaced { [1.0, 0.98, 0.95, 0.92] } else { [1.0, 0.99, 0.99, 0.98] };
        let (mut rows, mut all) = (Vec::new(), Vec::new());
        for (percent, target) in [0, 2, 5, 10].into_iter().zip(targets) {
            let noise = f64::from(percent) / 100.0;
            let outcomes =
                self.outcomes(|lang, rng| Some(self.material.printing(lang, noise, true, rng)));
            let measure = format!("printings folded at {percent} %");
            self.tell(&measure, &outcomes, |o| !o.folded && !o.pair.figure, errors);
            let folded = share(&outcomes, |o| !o.pair.figure, |o| o.folded);
            let figures = share(&outcomes, |o| o.pair.figure, |o| o.folded);
            let count = outcomes.iter().filter(|o| o.pair.figure).count();
            let note = format!("{count} with a misread figure, {:.0} % folded", 100.0 * figures);
            rows.push(
                Row::new("pairs", self.name(), measure, Better::Higher, folded)
                    .nothing(0.0)
                    .target(target)
                    .note(note),
            );
            all.extend(outcomes);
        }
        let apart = all.iter().filter(|o| !o.folded).count();
        let told = share(&all, |o| !o.folded, |o| o.flagged);
        rows.push(
            Row::new("pairs", self.name(), "printings apart told of", Better::Higher, told)
                .nothing(0.0)
                .target(0.9)
                .note(format!("of {apart}")),
        );
        rows
    }

    fn of_lists(&self, errors: &mut Errors) -> Vec<Row> {
        let langs = self.languages();
        let mut rows = Vec::new();
        for (alike, odd) in [(50, 5), (80, 2), (90, 1)] {
            let outcomes: Vec<(List, Vec<bool>)> = (0..LISTS)
                .into_par_iter()
                .map(|number| {
                    let mut rng = Rng::with_seed(number);
                    let lang = langs[number as usize % langs.len()];
                    let list = self.material.list(lang, odd, &mut rng);
                    let fillers = [(); 3].map(|()| self.material.filler(lang, &mut rng));
                    let folded = folded_members(&list, &fillers);
                    (list, folded)
                })
                .collect();
            let members = || {
                outcomes.iter().flat_map(|(list, folded)| {
                    (0..list.odd.len()).map(move |at| (list, at, list.odd[at], folded[at]))
                })
            };
            let of = |odd: bool| {
                let all = members().filter(|(.., is_odd, _)| *is_odd == odd);
                let (count, folded) =
                    all.fold((0, 0), |(n, m), (.., folded)| (n + 1, m + usize::from(folded)));
                folded as f64 / f64::from(count.max(1))
            };
            let measure = format!("lists {alike} % alike, odd folded");
            for (list, at, odd, folded) in members() {
                if odd && folded {
                    let shown = || format!("{}\n  ≠ {}", list.texts[0][at], list.texts[1][at]);
                    errors.add(format!("pairs/{}: {measure}", self.name()), shown);
                }
            }
            rows.push(
                Row::new("pairs", self.name(), measure, Better::Lower, of(true))
                    .nothing(0.0)
                    .target(0.01)
                    .note(format!("{:.0} % of the like ones folded", 100.0 * of(false))),
            );
        }
        rows
    }

    fn tell(
        &self,
        measure: &str,
        outcomes: &[Outcome],
        wrong: impl Fn(&Outcome) -> bool,
        errors: &mut Errors,
    ) {
        for outcome in outcomes.iter().filter(|outcome| wrong(outcome)) {
            let [a, b] = &outcome.pair.texts;
            errors.add(format!("pairs/{}: {measure}", self.name()), || format!("{a}\n  | {b}"));
        }
    }
}

fn share(
    outcomes: &[Outcome],
    of: impl Fn(&Outcome) -> bool,
    which: impl Fn(&Outcome) -> bool,
) -> f64 {
    let all: Vec<&Outcome> = outcomes.iter().filter(|o| of(o)).collect();
    let found = all.iter().filter(|o| which(o)).count();
    found as f64 / all.len().max(1) as f64
}

/// Clean a page on which a pair stands.
fn outcome(pair: Pair, fillers: &[String; 3]) -> Outcome {
    let [a, b] = &pair.texts;
    let paragraphs = [&fillers[0], a, &fillers[1], b, &fillers[2]];
    let (page, places) = page(paragraphs.into_iter());
    let copy = tool::clean(&page);
    let texts = [places[1].clone(), places[3].clone()];
    let folded = texts.iter().any(|text| tool::is_folded(&copy, text));
    let touches = |span: &Span, place: &Range<usize>| {
        span.start() < place.end && place.start < span.end().max(span.start() + 1)
    };
    let flagged = !folded
        && copy.ledger.findings.iter().any(|finding| {
            let spans = || finding.evidence.witnesses.iter().chain([&finding.span]);
            finding.reason == Reason::RepeatSimilar
                && texts.iter().all(|text| spans().any(|span| touches(span, text)))
        });
    let variants = copy.ledger.repeats.iter().flat_map(|repeat| &repeat.variants);
    let readings = |variant: &faircopy::ledger::Variant| -> Vec<Span> {
        variant.readings.iter().flat_map(|r| r.witnesses.iter().map(|(_, span)| *span)).collect()
    };
    let mut doubts: Vec<Span> = variants
        .filter(|variant| variant.settled.is_none())
        .flat_map(|variant| readings(variant).into_iter().chain([variant.span]))
        .collect();
    doubts.extend(copy.ledger.findings.iter().map(|finding| finding.span));
    let shown = pair.changed.iter().all(|change| {
        change.iter().zip(&texts).any(|(place, text)| {
            let place = text.start + place.start..text.start + place.end;
            doubts.iter().any(|doubt| touches(doubt, &place))
        })
    });
    Outcome { pair, folded, flagged, shown }
}

/// Which members of a list have only one printing left.
fn folded_members(list: &List, fillers: &[String; 3]) -> Vec<bool> {
    let [first, second] = &list.texts;
    let [before, between, after] = fillers;
    let paragraphs = [before].into_iter().chain(first).chain([between]).chain(second);
    let (page, places) = page(paragraphs.chain([after]));
    let copy = tool::clean(&page);
    let firsts = &places[1..=first.len()];
    let seconds = &places[first.len() + 2..];
    let folded = |(a, b)| tool::is_folded(&copy, a) || tool::is_folded(&copy, b);
    firsts.iter().zip(seconds).map(folded).collect()
}

/// A page of paragraphs, and where each stands.
fn page<'a>(paragraphs: impl Iterator<Item = &'a String>) -> (String, Vec<Range<usize>>) {
    let (mut page, mut places) = (String::new(), Vec::new());
    for paragraph in paragraphs {
        places.push(page.len()..page.len() + paragraph.len());
        page.push_str(paragraph);
        page.push_str("\n\n");
    }
    (page, places)
}
