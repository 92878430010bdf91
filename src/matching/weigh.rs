//! Weigh: which stretches of the parallels are one text, in the company of all others.
//!
//! The noise of a page is told by all of its repeats: what is odd in two texts that show no
//! noise may be noise on a noisy page. So all pieces are weighed by themselves first, then
//! with what the others show.

use std::ops::Range;

use super::copies::{self, Differences, Noise};
use super::pieces::pieces;
use super::revision;
use crate::passage::{Parallel, Similar};
use crate::sheet::Sheet;
use crate::view::HAN_WEIGHT;

/// Evidence from which they are two without a doubt, for each misread letter and one more:
/// more than one figure gives.
const TWO_TEXTS: f32 = 8.0;

/// One of so many letters may be misread, and in a short text one letter less: what is more
/// than that has no sound letters around it that vouch for one text.
const MOST_MISREAD: f32 = 3.0;

/// How alike two passages are.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Likeness {
    /// Printings of one text, misread or revised.
    One,
    /// The same text or one of its form: the bytes that differ, what says most first.
    Doubtful(Vec<[Range<usize>; 2]>),
    /// Two texts.
    Two,
}

/// A stretch of a parallel that is alike throughout.
pub(super) struct Stretch {
    pub(super) likeness: Likeness,
    pub(super) parallel: Parallel,
    /// Whether the parallel goes on beside it, otherwise alike.
    pub(super) is_part: bool,
}

impl Stretch {
    /// What is told of two passages that may be one text.
    pub(super) fn similar(self, sheet: &Sheet<'_>) -> Similar {
        let bytes = |side: Range<usize>| sheet.view.span(sheet.source, side).range();
        let sides = [self.parallel.first(), self.parallel.second()];
        let differs = match self.likeness {
            Likeness::Doubtful(differs) => differs,
            Likeness::One | Likeness::Two => Vec::new(),
        };
        let identity = self.parallel.identity();
        Similar { spans: sides.map(bytes), identity, differs }
    }
}

/// A piece of a parallel, weighed.
pub(super) struct Piece {
    /// The parallel it is of, by index.
    of: usize,
    pub(super) parallel: Parallel,
    differences: Differences,
    /// The noise that it shows by itself.
    pub(super) noise: Noise,
    /// The log odds of each difference that it is another content.
    odds: Vec<f32>,
    /// -ln of how probable it is that the two are one text.
    pub(super) evidence: f32,
}

impl Piece {
    fn of(sheet: &Sheet<'_>, of: usize, parallel: Parallel) -> Piece {
        let differences = copies::of(sheet, &parallel);
        let weights = copies::weights(differences.unspaced);
        let noise = copies::noise(&differences, weights, Noise::default());
        Piece { of, parallel, differences, noise, odds: Vec::new(), evidence: 0.0 }
    }

    fn weigh(&mut self, page: Noise) {
        let weights = copies::weights(self.differences.unspaced);
        self.odds = copies::all_log_odds(&self.differences, weights, page);
        self.evidence = copies::summed(&self.odds);
    }

    /// How many of its places are rather content than misread.
    pub(super) fn odd_places(&self) -> usize {
        self.odds.iter().filter(|z| **z > 0.0).count()
    }

    /// How many of these are figures.
    pub(super) fn odd_figures(&self) -> usize {
        let rows = self.differences.rows.iter().zip(&self.odds);
        rows.filter(|(row, z)| **z > 0.0 && row.figures).count()
    }

    /// In how many letters the two agree; a figure among ideographs counts as one of these.
    pub(super) fn agreeing(&self) -> usize {
        let symbols = self.parallel.agreeing(self.parallel.first());
        symbols * if self.differences.unspaced { HAN_WEIGHT as usize } else { 1 }
    }

    /// Whether no difference is by itself enough to tell two texts apart, and not so much is
    /// misread that nothing vouches for the rest.
    pub(super) fn is_one(&self) -> bool {
        let compared = self.differences.compared as f32;
        copies::is_one(&self.odds) && self.noise.misreadings + 1.0 <= compared / MOST_MISREAD
    }

    fn likeness(&self, revised: bool) -> Likeness {
        if revised || self.is_one() {
            return Likeness::One;
        }
        let sure = TWO_TEXTS * (1.0 + self.noise.misreadings);
        if self.odd_places() > 1 && self.evidence >= sure {
            return Likeness::Two;
        }
        Likeness::Doubtful(copies::oddest(&self.differences, &self.odds))
    }
}

/// The stretches of parallels, those together that are one text, and how alike each is.
pub(super) fn stretches(sheet: &Sheet<'_>, parallels: &[Parallel]) -> Vec<Stretch> {
    let of = |(at, parallel): (usize, &Parallel)| {
        let pieces = pieces(sheet.view, parallel).into_iter();
        pieces.map(|piece| Piece::of(sheet, at, piece)).collect::<Vec<_>>()
    };
    let mut pieces: Vec<Piece> = parallels.iter().enumerate().flat_map(of).collect();
    pieces.iter_mut().for_each(|piece| piece.weigh(Noise::default()));
    let shown = |piece: &Piece| {
        if piece.is_one() { piece.noise } else { Noise::default() }
    };
    let page = pieces.iter().map(shown).fold(Noise::default(), Noise::and);
    for piece in &mut pieces {
        let others = page.without(shown(piece));
        piece.weigh(others);
    }
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by_key(|at| {
        (pieces[*at].parallel.first().start, pieces[*at].parallel.second().start)
    });
    let mut slots: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
    let pieces: Vec<Piece> = order.iter().filter_map(|at| slots[*at].take()).collect();
    let revised = revision::revised(sheet.view, &pieces);
    let mut pieces: Vec<(Piece, bool)> = pieces.into_iter().zip(revised).collect();
    pieces.sort_by_key(|(piece, _)| piece.of);
    let mut judged: Vec<(usize, Likeness, [Range<usize>; 2])> = Vec::new();
    for (piece, revised) in pieces {
        let likeness = piece.likeness(revised);
        let sides = [piece.parallel.first(), piece.parallel.second()];
        match judged.last_mut() {
            Some((of, Likeness::One, before)) if *of == piece.of && likeness == Likeness::One => {
                before.iter_mut().zip(sides).for_each(|(before, side)| before.end = side.end);
            }
            _ => judged.push((piece.of, likeness, sides)),
        }
    }
    let mut parts = vec![0; parallels.len()];
    judged.iter().for_each(|(of, ..)| parts[*of] += 1);
    let stretch = |(of, likeness, [first, second]): (usize, Likeness, [Range<usize>; 2])| {
        let parallel = parallels[of].clip(first, second)?;
        Some(Stretch { likeness, parallel, is_part: parts[of] > 1 })
    };
    judged.into_iter().filter_map(stretch).collect()
}
