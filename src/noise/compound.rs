//! Compounds that keep their hyphen.
//!
//! ```text
//! Harbour-⏎street, half-⏎way, twenty-⏎one     compounds: the hyphen stays
//! Devon-⏎shire, Isling-⏎ton                   a name divided: it goes
//! bread-⏎winner                               either: doubtful
//! ```
//!
//! Asked only about pieces that neither the page nor the lexicon knows as one word.
//! The ugly answer is `Harbourstreet`; `Isling-ton` is the lesser evil.

/// Words of two and three letters that are halves of compounds oftener than syllables.
const SHORT: [&str; 10] = ["up", "by", "off", "out", "on", "in", "to", "no", "pay", "day"];

/// Endings of words and of the names of places that are words too, but hardly ever the
/// second half of a compound with a hyphen.
const ENDINGS: [&str; 22] = [
    "able", "hood", "ship", "less", "some", "ward", "wards", "ment", "days", "heit", "land",
    "shire", "field", "ford", "worth", "stead", "wick", "wood", "bury", "mont", "smith", "brook",
];

/// What stands after the name of a street and ends no other words.
const STREETS: [&str; 4] = ["street", "road", "lane", "square"];

/// First halves that take a hyphen before any word.
const TAKES_HYPHEN: [&str; 6] = ["half", "self", "cross", "quasi", "ill", "non"];

/// Words that stand between the hyphens of a longer compound (`son-in-law`).
const INNER: [&str; 14] =
    ["in", "of", "and", "the", "to", "at", "by", "on", "for", "a", "à", "de", "le", "sur"];

/// Units, alone (`two-day`) and after a ten (`twenty-one`), which shows by its end.
const UNITS: [&str; 9] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const TENS: &str = "ty";

/// How an adverb ends that goes with the word after it (`newly-built`).
const ADVERB: &str = "ly";

/// The pieces before and after a hyphen at a line end.
pub(super) struct Halves<'a> {
    /// All before it, other hyphens included.
    pub(super) left: &'a str,
    /// All after it.
    pub(super) right: &'a str,
    /// What of the left stands after its last hyphen.
    pub(super) stem: &'a str,
    /// What of the right stands before its first.
    pub(super) rest: &'a str,
}

impl Halves<'_> {
    /// Whether they are the halves of a compound rather than of a word.
    pub(super) fn are_a_compound(&self, is_word: &dyn Fn(&str) -> bool) -> bool {
        let (stem, rest) = (self.stem, self.rest);
        let name = stem.starts_with(char::is_uppercase);
        let whole = is_word(rest) && !ENDINGS.contains(&bare(rest));
        (self.left != stem && INNER.contains(&stem))
            || (self.right != rest && INNER.contains(&rest))
            || (UNITS.contains(&rest) && stem.ends_with(TENS))
            || UNITS.contains(&stem)
            || TAKES_HYPHEN.contains(&stem)
            || STREETS.contains(&rest)
            || stem.chars().nth(1).is_none()
            || bare(stem) != stem
            || (whole && (name || stem.ends_with(ADVERB)))
    }

    /// Whether they may as well be.
    pub(super) fn may_be_a_compound(&self, is_word: &dyn Fn(&str) -> bool) -> bool {
        let is_half = |piece: &str| is_word(piece) || SHORT.contains(&piece);
        is_half(self.stem) && is_half(self.rest) && !ENDINGS.contains(&bare(self.rest))
    }
}

/// A word without the ending of a genitive.
fn bare(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn halves<'a>(left: &'a str, right: &'a str) -> Halves<'a> {
        let stem = left.rsplit('-').next().unwrap_or(left);
        let rest = right.split('-').next().unwrap_or(right);
        Halves { left, right, stem, rest }
    }

    fn is_word(piece: &str) -> bool {
        ["land", "shire", "owned", "built", "bread", "winner", "hood", "mouth"].contains(&piece)
    }

    #[test]
    fn compounds_are_told() {
        for (left, right) in [
            ("Harbour", "street"),
            ("half", "wey"),
            ("twenty", "one"),
            ("two", "day"),
            ("son-in", "law"),
            ("state", "of-the-art"),
            ("Canal", "owned"),
            ("newly", "built"),
            ("e", "mail"),
            ("Fisher's", "inn"),
        ] {
            assert!(halves(left, right).are_a_compound(&is_word), "{left}-{right}");
        }
    }

    #[test]
    fn divisions_are_not() {
        for (left, right) in
            [("Devon", "shire"), ("Isling", "ton"), ("Ire", "land's"), ("vil", "lagers")]
        {
            assert!(!halves(left, right).are_a_compound(&is_word), "{left}-{right}");
            assert!(!halves(left, right).may_be_a_compound(&is_word), "{left}-{right}");
        }
        assert!(halves("bread", "winner").may_be_a_compound(&is_word));
        assert!(halves("pay", "day").may_be_a_compound(&is_word));
        assert!(!halves("neighbour", "hood").may_be_a_compound(&is_word));
    }
}
