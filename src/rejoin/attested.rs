//! What the page itself says about two characters standing together.
//!
//! At a torn column the last word of one side and the first of the other often
//! make a string that the same page has whole elsewhere: `荆|州` stands torn once
//! and whole forty times. A page is its own best dictionary of names and terms.

use rustc_hash::FxHashMap;

use super::seam::head_while;
use crate::seam::Side;
use crate::view::View;
use crate::wording::tail_while;

/// Places remembered per pair of symbols; a pair seen more often needs no more proof.
const PLACES: usize = 64;

/// How far a match is followed on each side of the seam, in symbols.
pub(super) const REACH: usize = 8;

/// How often two names must stand side by side to be one: `New York` does.
const OFTEN_NAMED: usize = 2;

/// Last words that tell a list of names from a sentence that ends with one, if so many
/// of them have a capital.
const LAST_WORDS: usize = 8;
const NAMES: usize = 6;

/// Letters of the longest name that is looked at.
const LONGEST_NAME: usize = 40;

/// Where certain pairs of neighbouring symbols stand on the page.
#[derive(Debug, Default)]
pub(super) struct Attested {
    places: FxHashMap<(u32, u32), Vec<Place>>,
}

/// Where a pair stands, and what stands beside it: most places have the pair and no more
/// in common with a seam, which is seen without a look at the page.
#[derive(Debug)]
struct Place {
    at: u32,
    before: Option<u32>,
    after: Option<u32>,
}

/// A string across a seam that the page has elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct Attestation {
    /// Symbols of the string, on both sides of the seam together.
    pub(super) len: usize,
    /// Symbols of it before the seam.
    pub(super) before: usize,
    /// How often the pair at the seam itself is seen.
    pub(super) count: usize,
}

impl Attested {
    /// Look up all `pairs` (last symbol before a seam, first after it) in one pass
    /// over the page. Pairs across the edge of a block do not count: that is
    /// where the seams are.
    pub(super) fn gather(
        view: &View,
        blocks: usize,
        pairs: impl Iterator<Item = (u32, u32)>,
    ) -> Attested {
        let mut places: FxHashMap<(u32, u32), Vec<Place>> =
            pairs.map(|pair| (pair, Vec::new())).collect();
        if places.is_empty() {
            return Attested::default();
        }
        let symbols = view.symbols();
        for range in (0..blocks).map(|b| view.block(b)) {
            for at in range.start..range.end.saturating_sub(1) {
                if let Some(places) = places.get_mut(&(symbols[at], symbols[at + 1]))
                    && places.len() < PLACES
                {
                    let before = at.checked_sub(1).map(|before| symbols[before]);
                    places.push(Place {
                        at: at as u32,
                        before,
                        after: symbols.get(at + 2).copied(),
                    });
                }
            }
        }
        Attested { places }
    }

    /// The longest string across the seam between `before` and `after` that the
    /// page has whole.
    pub(super) fn across(&self, view: &View, before: &[u32], after: &[u32]) -> Attestation {
        let (Some(last), Some(first)) = (before.last(), after.first()) else {
            return Attestation::default();
        };
        let Some(places) = self.places.get(&(*last, *first)) else {
            return Attestation::default();
        };
        let symbols = view.symbols();
        let pair = Attestation { len: 2, before: 1, count: places.len() };
        let back = before.len().checked_sub(2).map(|at| before[at]);
        let ahead = after.get(1).copied();
        let goes_on = |place: &&Place| {
            back.is_some() && place.before == back || ahead.is_some() && place.after == ahead
        };
        let longest = places.iter().filter(goes_on).map(|place| {
            let at = place.at as usize;
            let back = symbols[..=at].iter().rev().zip(before.iter().rev());
            let ahead = symbols[at + 1..].iter().zip(after);
            let back = back.take(REACH).take_while(|(x, y)| x == y).count();
            let ahead = ahead.take(REACH).take_while(|(x, y)| x == y).count();
            Attestation { len: back + ahead, before: back, count: places.len() }
        });
        longest.max().unwrap_or(if places.is_empty() { Attestation::default() } else { pair })
    }

    /// Whether a list of names breaks off and a name starts the right, and the page has
    /// the two side by side no more than once: every `William` meets some `George`.
    pub(super) fn may_be_two_names(&self, view: &View, left: Side<'_>, right: Side<'_>) -> bool {
        let bare = left.text.trim_end_matches(|c: char| !c.is_alphabetic());
        let last = tail_while(bare, LONGEST_NAME, char::is_alphabetic);
        let first = head_while(right.text, LONGEST_NAME, char::is_alphabetic);
        let names = lists_names(bare) && first.starts_with(char::is_uppercase);
        names && {
            let before = left.symbols.len().saturating_sub(last.chars().count());
            let after = first.chars().count().min(right.symbols.len());
            self.times(view, &left.symbols[before..], &right.symbols[..after]) < OFTEN_NAMED
        }
    }

    /// How many places have all of `before` and `after` side by side.
    fn times(&self, view: &View, before: &[u32], after: &[u32]) -> usize {
        let pair = before.last().zip(after.first()).map(|(last, first)| (*last, *first));
        let places = pair.and_then(|pair| self.places.get(&pair));
        let symbols = view.symbols();
        let holds = |place: &&Place| {
            let at = place.at as usize + 1;
            symbols[..at].ends_with(before) && symbols[at..].starts_with(after)
        };
        places.map_or(0, |places| places.iter().filter(holds).count())
    }
}

/// Whether a text breaks off in a list of names.
fn lists_names(text: &str) -> bool {
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let last = || text.split_whitespace().rev();
    last().next().is_some_and(|word| capital(&word))
        && last().take(LAST_WORDS).filter(capital).count() >= NAMES
}
