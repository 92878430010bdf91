//! What was seen misread as what: counts from recognised texts beside their originals
//! (`cargo bench --bench fit -- copies` makes the table).
//!
//! ```text
//! 末  未  7      seven times 末 was read where 未 stands
//! ```
//! What was not seen is as probable as general experience has it.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::collation::{ALIKE, prior};
use crate::lexicon::look_alikes;

/// Misreadings of a string below which general experience outweighs what was seen.
const TRUST: f32 = 10.0;

/// Of what is misread, the share that is read as a given string that looks like it.
const LOOK_ALIKE: f32 = 0.1;

/// How often strings were misread, and as what.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// By string that stands there and string read.
    pairs: FxHashMap<(u64, u64), f32>,
    /// By string that stands there.
    misread: FxHashMap<u64, f32>,
}

impl Seen {
    /// The table of the program.
    pub fn builtin() -> &'static Seen {
        static SEEN: LazyLock<Seen> = LazyLock::new(|| Seen::read(include_str!("misread.tsv")));
        &SEEN
    }

    /// Read a table: what stands there, what was read, how often.
    pub fn read(table: &str) -> Seen {
        let mut seen = Seen::default();
        for line in table.lines() {
            let mut columns = line.split('\t');
            let mut string = || {
                let symbols: Vec<u32> = columns.next()?.chars().map(u32::from).collect();
                Some(packed(&symbols))
            };
            let (Some(right), Some(wrong)) = (string(), string()) else { continue };
            let times = columns.next().and_then(|times| times.parse().ok()).unwrap_or(0.0);
            *seen.pairs.entry((right, wrong)).or_default() += times;
            *seen.misread.entry(right).or_default() += times;
        }
        seen
    }

    /// How probable it is that a misread `right` is read as `wrong`; `None` where several
    /// symbols were never read so and look like nothing else.
    pub(super) fn share(&self, right: &[u32], wrong: &[u32]) -> Option<f32> {
        let key = (packed(right), packed(wrong));
        let general = match (right, wrong) {
            _ if look_alike(right, wrong, key) => LOOK_ALIKE,
            ([] | [_], [] | [_]) => prior(right, wrong) as f32,
            _ if self.pairs.contains_key(&key) => 0.0,
            _ => return None,
        };
        let times = self.pairs.get(&key).copied().unwrap_or(0.0);
        let all = self.misread.get(&key.0).copied().unwrap_or(0.0);
        Some((times + general * TRUST) / (all + TRUST))
    }
}

/// Whether two strings look alike in print.
fn look_alike(right: &[u32], wrong: &[u32], key: (u64, u64)) -> bool {
    static LETTERS: LazyLock<FxHashSet<(u64, u64)>> = LazyLock::new(|| {
        let folded = |text: &&str| {
            packed(&text.chars().flat_map(char::to_lowercase).map(u32::from).collect::<Vec<_>>())
        };
        let set = |set: &&[&str]| {
            let strings: Vec<u64> = set.iter().map(folded).collect();
            strings.iter().flat_map(|a| strings.iter().map(move |b| (*a, *b))).collect::<Vec<_>>()
        };
        ALIKE.iter().flat_map(set).collect()
    });
    if let ([a], [b]) = (right, wrong)
        && let (Some(a), Some(b)) = (char::from_u32(*a), char::from_u32(*b))
        && look_alikes(a).contains(&b)
    {
        return true;
    }
    LETTERS.contains(&key)
}

/// Up to three symbols in one number.
fn packed(symbols: &[u32]) -> u64 {
    symbols.iter().fold(0, |packed, s| packed << 21 | u64::from(*s))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_is_likelier_and_the_rest_as_before() {
        let seen = Seen::read("o\te\t30\nrn\tm\t2\n");
        let share = |right: &str, wrong: &str| {
            let symbols = |text: &str| text.chars().map(u32::from).collect::<Vec<_>>();
            seen.share(&symbols(right), &symbols(wrong))
        };
        assert!(share("o", "e") > share("o", "k"));
        assert!(share("rn", "m") > share("rn", "w"));
        assert_eq!(share("qx", "vv"), None);
        assert!(share("未", "末") > share("未", "山"));
    }
}
