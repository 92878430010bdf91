//! A kind of print: which misreadings it is given to, before a page is seen.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::collation::prior;

/// Occurrences of a string in an archive below which general experience outweighs what
/// its reprints showed of its misreadings.
const TRUST: f64 = 200.0;

/// What is misread as what in a kind of print: general experience, and what the
/// reprints of an archive taught.
#[derive(Clone, Debug, Default)]
pub struct Print {
    learned: Option<Arc<Learned>>,
}

/// By string that stands there and string read: how often.
type Misreadings = FxHashMap<(String, String), f64>;

#[derive(Debug)]
struct Learned {
    /// By string that stands there and string read.
    seen: Misreadings,
    occurs: FxHashMap<String, f64>,
    /// Errors per character.
    rate: f64,
}

impl Print {
    /// The print of an archive: misreadings and how often each was seen, how often each
    /// string was to be read, and errors per character.
    pub fn learned(
        seen: FxHashMap<(String, String), f64>,
        occurs: FxHashMap<String, f64>,
        rate: f64,
    ) -> Print {
        Print { learned: (rate > 0.0).then(|| Arc::new(Learned { seen, occurs, rate })) }
    }

    /// Misreadings, occurrences and errors per character, if an archive taught any.
    pub(crate) fn lessons(&self) -> Option<(&Misreadings, &FxHashMap<String, f64>, f64)> {
        self.learned.as_deref().map(|l| (&l.seen, &l.occurs, l.rate))
    }

    /// How many misreadings were learned.
    pub fn len(&self) -> usize {
        self.learned.as_ref().map_or(0, |learned| learned.seen.len())
    }

    /// Whether there is nothing but general experience.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How much of the errors at `right` has the form `wrong`, times how much likelier
    /// than others `right` is to be misread.
    pub(super) fn share(&self, right: &str, wrong: &str) -> f64 {
        let symbols = |t: &str| t.chars().map(u32::from).collect::<Vec<_>>();
        let general = prior(&symbols(right), &symbols(wrong));
        let Some(learned) = &self.learned else { return general };
        let pair = (right.to_string(), wrong.to_string());
        let seen = learned.seen.get(&pair).copied().unwrap_or(0.0);
        let occurs = learned.occurs.get(right).copied().unwrap_or(0.0);
        (seen / learned.rate + general * TRUST) / (occurs.max(seen) + TRUST)
    }

    /// By character read: those that an archive showed to stand where it was read, in order.
    pub(crate) fn taught(&self) -> FxHashMap<char, Vec<char>> {
        let one = |text: &str| {
            let mut chars = text.chars();
            chars.next().filter(|_| chars.next().is_none())
        };
        let mut taught: FxHashMap<char, Vec<char>> = FxHashMap::default();
        for (right, wrong) in self.pairs() {
            if let Some((right, wrong)) = one(right).zip(one(wrong)) {
                taught.entry(wrong).or_default().push(right);
            }
        }
        taught.values_mut().for_each(|all| all.sort_unstable());
        taught
    }

    /// The misreadings that were learned.
    pub(super) fn pairs(&self) -> impl Iterator<Item = &(String, String)> {
        self.learned.iter().flat_map(|learned| learned.seen.keys())
    }
}
