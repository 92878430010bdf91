//! The channel: what is misread as what, and what that costs.
//!
//! General experience of print comes first; a page or an archive teaches its own: the
//! paper whose `e` is read as `o` throughout has `tho` for `the` in every line.

mod print;
mod search;

use rustc_hash::FxHashMap;

use crate::collation::ALIKE;

pub use print::Print;
pub use search::{Candidate, Slip, candidates};

/// Occurrences of a string below which general experience outweighs what the page has
/// shown of its misreadings.
const TRUST: f64 = 30.0;

/// Letters that a substitution may put in place of another.
const LETTERS: usize = 27;

/// What a misreading costs: the negative logarithm of how probable it is that
/// `wrong` is read where `right` stands.
#[derive(Clone, Debug)]
pub struct Channel {
    /// By string that stands there and string read: how much likelier than the average
    /// misreading, from general experience or an archive.
    print: Print,
    /// By what was read: what may stand there, longer than one letter for one or
    /// outside a to z, and its cost.
    strings: FxHashMap<char, Vec<Alternative>>,
    /// By character read: the cost of each letter that may stand there.
    letters: FxHashMap<char, [f64; LETTERS]>,
    /// By character read: the cost of its being one too many.
    added: FxHashMap<char, f64>,
    /// The cost of each letter that was not read at all.
    lost: [f64; LETTERS],
    seen: FxHashMap<(String, String), f64>,
    occurs: FxHashMap<String, f64>,
    /// Errors per character.
    rate: f64,
}

/// A string that may stand where another was read.
#[derive(Clone, Debug)]
struct Alternative {
    wrong: Vec<char>,
    right: String,
    cost: f64,
}

impl Channel {
    /// The channel of a kind of print, on a page with so many errors per character.
    pub fn new(print: &Print, rate: f64) -> Channel {
        Channel::taught(print, rate, FxHashMap::default(), FxHashMap::default())
    }

    /// The channel with what a page shows: `seen` counts misreadings (what stands there,
    /// what was read), `occurs` how often what stands there was to be read.
    pub fn taught(
        print: &Print,
        rate: f64,
        seen: FxHashMap<(String, String), f64>,
        occurs: FxHashMap<String, f64>,
    ) -> Channel {
        let mut channel = Channel {
            print: print.clone(),
            strings: FxHashMap::default(),
            letters: FxHashMap::default(),
            added: FxHashMap::default(),
            lost: [0.0; LETTERS],
            seen,
            occurs,
            rate,
        };
        channel.spread();
        channel
    }

    /// How much more a misreading costs than on a page with one error in fifty characters.
    pub fn rarer(&self) -> f64 {
        (0.02 / self.rate.max(1e-6)).ln().max(0.0)
    }

    /// What it costs that `wrong` was read where `right` stands.
    pub fn cost(&self, right: &str, wrong: &str) -> f64 {
        let lower = wrong.to_lowercase();
        let share = self.print.share(right, wrong).max(self.print.share(right, &lower));
        let expected = share * self.rate * TRUST;
        let pair = (right.to_string(), wrong.to_string());
        let seen = self.seen.get(&pair).copied().unwrap_or(0.0);
        let occurs = self.occurs.get(right).copied().unwrap_or(0.0);
        -((seen + expected) / (occurs.max(seen) + TRUST)).ln()
    }

    /// Tables of all that may stand where something was read.
    fn spread(&mut self) {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for set in ALIKE {
            for right in set.iter() {
                for wrong in set.iter().filter(|wrong| *wrong != right) {
                    pairs.push((right.to_string(), wrong.to_string()));
                }
            }
        }
        pairs.extend(self.seen.keys().cloned());
        pairs.extend(self.print.pairs().cloned());
        pairs.retain(|(right, wrong)| {
            let is_letter = |t: &str| t.len() == 1 && letter(t.as_bytes()[0]).is_some();
            let one = wrong.chars().count() == 1 && is_letter(right);
            !one && !wrong.is_empty() && !right.is_empty() && right.chars().all(char::is_alphabetic)
        });
        pairs.sort();
        pairs.dedup();
        for (right, wrong) in pairs {
            let cost = self.cost(&right, &wrong);
            let wrong: Vec<char> = wrong.chars().collect();
            self.strings.entry(wrong[0]).or_default().push(Alternative { wrong, right, cost });
        }
        let seen = self.seen.keys().filter_map(|(_, wrong)| wrong.chars().next());
        let ascii = (' '..='~').chain("«»¡¿£§°·•■▪†‡¬^ßéèêëáàâäíìîïóòôöúùûü“”‘’—–".chars());
        let all: std::collections::BTreeSet<char> = ascii.chain(seen).collect();
        for c in all {
            self.letters.insert(c, self.letter_costs(&c.to_string()));
            self.added.insert(c, self.cost("", &c.to_string()));
        }
        self.lost = self.letter_costs("");
    }

    fn letter_costs(&self, wrong: &str) -> [f64; LETTERS] {
        std::array::from_fn(|at| match at {
            26 => self.cost("'", wrong),
            at => self.cost(&char::from(b'a' + at as u8).to_string(), wrong),
        })
    }

    /// Costs of the letters that may stand where `wrong` was read.
    fn letters(&self, wrong: char) -> [f64; LETTERS] {
        self.letters.get(&wrong).copied().unwrap_or_else(|| self.letter_costs(&wrong.to_string()))
    }

    /// What it costs that `wrong` was read where nothing stands.
    fn added(&self, wrong: char) -> f64 {
        self.added.get(&wrong).copied().unwrap_or_else(|| self.cost("", &wrong.to_string()))
    }

    /// Strings that may stand where something starting with `wrong` was read.
    fn strings(&self, wrong: char) -> &[Alternative] {
        self.strings.get(&wrong).map_or(&[], Vec::as_slice)
    }
}

/// The place of a byte in a table of letters.
fn letter(byte: u8) -> Option<usize> {
    match byte {
        b'a'..=b'z' => Some(usize::from(byte - b'a')),
        b'\'' => Some(26),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::usage::Usage;

    fn first(read: &str, limit: f64) -> Option<String> {
        let channel = Channel::new(&Print::default(), 0.02);
        let found = candidates(Usage::english(), &channel, read, limit, 1.5);
        assert!(found.windows(2).all(|pair| pair[0].cost() <= pair[1].cost()), "{read}");
        assert!(found.iter().all(|c| c.cost() <= limit), "{read}");
        found.into_iter().next().map(|c| c.word)
    }

    #[test]
    fn long_words_are_arrived_at() {
        for (read, word) in [
            ("respcctahle", "respectable"),
            ("ncvertheloss", "nevertheless"),
            ("coinmissioner", "commissioner"),
            ("appariently", "apparently"),
        ] {
            assert_eq!(first(read, 26.0).as_deref(), Some(word), "{read}");
        }
    }

    #[test]
    fn what_has_no_word_near_has_none() {
        for read in ["xqzzkvjw", "bvvxuujqk", "zzz~~zzz"] {
            assert_eq!(first(read, 26.0), None, "{read}");
        }
        assert_eq!(first("respcctahle", 8.0), None);
    }
}
