//! The families of features, their names and their numbers.
//!
//! A feature is a family and up to four values, as in `slack=1,5`; its number is its place
//! in the list of all families with all their values.

use super::shape::{Ending, Opening};
use super::width::CONTEXTS;

/// Steps of a length that doubles with each: below one, one, two and three, …
pub(super) const OCTAVES: usize = 9;
/// Eighths of a whole, from none to all.
pub(super) const EIGHTHS: usize = 9;
/// Steps of a slack, in cells: short by octaves, full, too long.
pub(super) const SLACKS: usize = OCTAVES + 2;
/// Steps of a difference between two indents or two lengths: octaves either way.
pub(super) const DIFFERENCES: usize = 2 * OCTAVES;
/// How many lines a share is taken over: few, some, many.
pub(super) const SIZES: usize = 3;
const ENDINGS: usize = Ending::Other as usize + 1;
const OPENINGS: usize = Opening::Other as usize + 1;
/// Numbers of runs of blanks, or of lines: none, one, two, more.
const FEW: usize = SIZES + 1;

macro_rules! families {
    ($($family:ident $name:literal [$($size:expr),*];)*) => {
        /// A family of features.
        #[derive(Clone, Copy)]
        pub(super) enum Family { $($family),* }

        const NAMES: &[&str] = &[$($name),*];
        const SIZES_OF: &[&[usize]] = &[$(&[$($size),*]),*];
    };
}

families! {
    Bias "always" [];
    Doubled "lines spaced" [2];
    Spaced "lines spaced agree" [OCTAVES, EIGHTHS, EIGHTHS];
    Width "width" [CONTEXTS, DIFFERENCES];
    Slack "slack" [CONTEXTS, SLACKS];
    RelativeSlack "part short" [CONTEXTS, SLACKS];
    AgreeAll "agree" [CONTEXTS, EIGHTHS, SIZES];
    AgreeOpen "agree in mid-sentence" [CONTEXTS, EIGHTHS, SIZES];
    Over "longer" [CONTEXTS, EIGHTHS];
    Spread "spread" [CONTEXTS, OCTAVES, SIZES];
    SlackAgree "slack agree" [CONTEXTS, SLACKS, EIGHTHS, SIZES];
    SlackEnding "slack ending" [CONTEXTS, SLACKS, ENDINGS];
    SlackOpening "slack opening" [CONTEXTS, SLACKS, OPENINGS];
    GoesOn "goes on" [CONTEXTS, SLACKS, 2];
    Ending "ending" [ENDINGS];
    Opening "opening" [OPENINGS];
    EndingOpening "ending opening" [ENDINGS, OPENINGS];
    OwnOpening "own opening" [OPENINGS];
    NextEnding "next ending" [ENDINGS];
    Bond "bond" [OCTAVES];
    BondSlack "bond slack" [OCTAVES, SLACKS];
    Divided "words divided" [2, EIGHTHS, SIZES];
    DividedAgree "divided agree" [2, EIGHTHS, EIGHTHS];
    Brackets "brackets" [2, 2];
    Small "small" [2, EIGHTHS, SIZES];
    SmallOpening "small opening" [2, EIGHTHS, OPENINGS];
    CapitalInside "capital in mid-sentence" [2, EIGHTHS, SIZES];
    Rhyme "rhyme" [2, EIGHTHS, SIZES];
    Marked "marked" [2, EIGHTHS, SIZES];
    Stopped "stopped" [2, EIGHTHS];
    Alike "all alike" [OCTAVES, OPENINGS];
    SameStart "same start" [2, OPENINGS];
    Longer "next longer" [DIFFERENCES];
    Shorter "last longer" [DIFFERENCES];
    Extent "extent" [OCTAVES];
    Capitals "capitals" [2, 2];
    Counts "counts up" [2];
    Step "step" [DIFFERENCES];
    StepSlack "step slack" [DIFFERENCES, SLACKS];
    Indent "indent" [DIFFERENCES, DIFFERENCES];
    FromEdge "from the edge" [OCTAVES];
    Indents "indents" [EIGHTHS];
    Wide "wide blanks" [FEW, FEW];
    WideAround "wide blanks around" [EIGHTHS];
    WideAlike "wide blanks alike" [EIGHTHS];
    Aligned "aligned" [EIGHTHS, FEW];
    AlignedAround "aligned around" [EIGHTHS];
    Inner "blanks inside" [2, 2];
    InnerAround "blanks inside around" [EIGHTHS];
    Figures "figures" [EIGHTHS, EIGHTHS];
    FiguresAround "figures around" [EIGHTHS];
    Digits "digits" [EIGHTHS, EIGHTHS];
    Short "short" [2, 2, EIGHTHS];
}

const FAMILIES: usize = NAMES.len();

/// The number of each family's first feature, and at the end how many there are.
const FIRST: [usize; FAMILIES + 1] = {
    let mut first = [0; FAMILIES + 1];
    let mut at = 0;
    while at < FAMILIES {
        let (sizes, mut count, mut k) = (SIZES_OF[at], 1, 0);
        while k < sizes.len() {
            count *= sizes[k];
            k += 1;
        }
        first[at + 1] = first[at] + count;
        at += 1;
    }
    first
};

/// The number of a feature; a value too large for its family is its largest.
pub(super) fn number<const N: usize>(family: Family, values: [usize; N]) -> usize {
    let family = family as usize;
    let sizes = SIZES_OF[family];
    debug_assert_eq!(sizes.len(), N);
    let place = |at: usize, (value, size): (usize, &usize)| at * size + value.min(size - 1);
    FIRST[family] + values.into_iter().zip(sizes).fold(0, place)
}

/// The names of all features, by number.
pub(super) fn names() -> Vec<String> {
    let mut names = Vec::with_capacity(FIRST[FAMILIES]);
    for (family, sizes) in NAMES.iter().zip(SIZES_OF) {
        let count: usize = sizes.iter().product();
        for at in 0..count {
            let mut rest = at;
            let mut values: Vec<String> = Vec::new();
            for size in sizes.iter().rev() {
                values.push((rest % size).to_string());
                rest /= size;
            }
            values.reverse();
            names.push(format!("{family}={}", values.join(",")));
        }
    }
    names
}

/// A length by octaves: 0, 1, 2 and 3, 4 to 7, …
pub(super) fn octave(length: u32) -> usize {
    (u32::BITS - length.leading_zeros()) as usize
}

/// A part of a whole in eighths; eight only where it is all.
pub(super) fn eighths(part: u32, whole: u32) -> usize {
    (part * (EIGHTHS as u32 - 1)).checked_div(whole).unwrap_or(0) as usize
}

/// A difference by octaves, those below 0 first.
pub(super) fn difference(by: i32) -> usize {
    let octave = octave(by.unsigned_abs()).min(OCTAVES - 1);
    if by < 0 { OCTAVES - 1 - octave } else { OCTAVES - 1 + octave }
}

/// How many lines a share is taken over, roughly.
pub(super) fn size(lines: u32) -> usize {
    octave(lines / SIZES as u32).min(SIZES - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_feature_has_a_name_and_a_number_of_its_own() {
        let names = names();
        assert_eq!(names.len(), FIRST[FAMILIES]);
        assert_eq!(names[number(Family::Bias, [])], "always=");
        assert_eq!(names[number(Family::Slack, [1, 3])], "slack=1,3");
        assert_eq!(names[number(Family::Figures, [0, usize::MAX])], "figures=0,8");
        let distinct: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(distinct.len(), names.len());
    }

    #[test]
    fn steps_grow_with_what_they_measure() {
        assert_eq!([0, 1, 2, 3, 4].map(octave), [0, 1, 2, 2, 3]);
        assert_eq!([(0, 4), (3, 4), (4, 4), (0, 0)].map(|(a, b)| eighths(a, b)), [0, 6, 8, 0]);
        assert!(difference(-9) < difference(-1) && difference(-1) < difference(0));
        assert!(difference(0) < difference(1) && difference(1) < difference(9));
    }
}
