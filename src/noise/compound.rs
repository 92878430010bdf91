//! Compounds that keep their hyphen.
//!
//! ```text
//! Harbour-⏎street, half-⏎way, twenty-⏎one     compounds: the hyphen stays
//! Devon-⏎shire, Isling-⏎ton, Mr. Wood-⏎nail   a name divided: it goes
//! bread-⏎winner                               either: doubtful
//! ```
//!
//! Asked only about pieces that neither the page nor the lexicon knows as one word.
//! The ugly answer is `Harbourstreet`; `Isling-ton` is the lesser evil.

/// Words of two and three letters that are halves of compounds oftener than syllables.
const SHORT: [&str; 10] = ["up", "by", "off", "out", "on", "in", "to", "no", "pay", "day"];

/// Endings of words and of the names of places that are words too, but hardly ever the
/// second half of a compound with a hyphen; `merit` is `ment` misread.
const ENDINGS: [&str; 23] = [
    "able", "hood", "ship", "less", "some", "ward", "wards", "ment", "merit", "days", "heit",
    "land", "shire", "field", "ford", "worth", "stead", "wick", "wood", "bury", "mont", "smith",
    "brook",
];

/// What stands after the name of a street and ends hardly any other words.
const STREETS: [&str; 6] = ["street", "road", "lane", "square", "hill", "quay"];

/// The same, but it ends other words too (`tomor-row`, `Bar-row`): only after a long name.
const ROW: &str = "row";

/// The hour is `half-past`, and no other words end so.
const HOUR: &str = "past";

/// Letters of a first half up to which it is oftener a syllable than a word unless it is
/// a common one: `New-gate`, but `Con-mallow` and `Hat-sleigh`.
const SYLLABLE: usize = 4;

/// Prefixes that take a hyphen before their own vowel (`re-elected`, `co-operate`).
const BEFORE_A_VOWEL: [&str; 3] = ["re", "co", "pre"];

/// A word that is the second half of compounds but hardly ever the first: `to-gether`
/// misread is not `to-gather`.
const SECOND_ONLY: &str = "to";

/// First halves that take a hyphen before any word.
const TAKES_HYPHEN: [&str; 8] = ["half", "self", "cross", "quasi", "ill", "non", "vice", "Vice"];

/// What stands before a person's name, right before it or before a given name.
const TITLES: [&str; 5] = ["Mr", "Mrs", "Miss", "Messrs", "Dr"];

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
    /// Whether a speck touches the left, so that it may be cut short.
    pub(super) specked: bool,
    /// Whether a title makes them a person's name.
    pub(super) titled: bool,
}

impl<'a> Halves<'a> {
    /// The halves of a word, and what stands before it.
    pub(super) fn new(left: &'a str, right: &'a str, specked: bool, titled: bool) -> Halves<'a> {
        // What follows a further hyphen is not part of the word that is cut.
        let stem = left.rsplit('-').next().unwrap_or(left);
        let rest = right.split('-').next().unwrap_or(right);
        Halves { left, right, stem, rest, specked, titled }
    }

    /// Whether they are the halves of a compound rather than of a word.
    pub(super) fn are_a_compound(
        &self,
        is_word: &dyn Fn(&str) -> bool,
        is_common: &dyn Fn(&str) -> bool,
    ) -> bool {
        let (stem, rest) = (self.stem, self.rest);
        let capital = stem.starts_with(char::is_uppercase);
        let long_name = capital && stem.chars().nth(SYLLABLE).is_some();
        let name = long_name || (capital && is_common(stem) && !self.is_surname());
        let owner = bare(stem) != stem && (capital || is_word(bare(stem)));
        let letter = stem.chars().nth(1).is_none() && !self.specked;
        let whole = is_word(rest) && !ENDINGS.contains(&bare(rest));
        (self.left != stem && INNER.contains(&stem))
            || (self.right != rest && INNER.contains(&rest))
            || (UNITS.contains(&rest) && stem.ends_with(TENS))
            || UNITS.contains(&stem)
            || TAKES_HYPHEN.contains(&stem)
            || STREETS.contains(&rest)
            || (long_name && rest == ROW)
            || rest == HOUR
            || letter
            || owner
            || (whole && (name || stem.ends_with(ADVERB)))
    }

    /// Whether they may as well be.
    pub(super) fn may_be_a_compound(&self, is_word: &dyn Fn(&str) -> bool) -> bool {
        let is_half = |piece: &str| is_word(piece) || SHORT.contains(&piece);
        !self.is_surname()
            && is_half(self.stem)
            && is_half(self.rest)
            && self.stem != SECOND_ONLY
            && !ENDINGS.contains(&bare(self.rest))
    }

    /// Whether they are a person's name, whose first syllable may be a word. A longer first
    /// half may as well be an office (`Mr. Solicitor-general`).
    fn is_surname(&self) -> bool {
        self.titled
            && self.left.starts_with(char::is_uppercase)
            && self.left.chars().nth(SYLLABLE).is_none()
    }

    /// Whether a prefix meets its own vowel at the start of a word.
    pub(super) fn doubles_a_vowel(&self, is_word: &dyn Fn(&str) -> bool) -> bool {
        let vowel = self.stem.chars().next_back();
        BEFORE_A_VOWEL.contains(&self.stem)
            && self.rest.chars().next() == vowel
            && is_word(self.rest)
    }
}

/// Whether a text ends with the title of a person or with one and a given name, behind
/// which the family's name stands.
pub(super) fn ends_with_title(text: &str) -> bool {
    let is_title = |word: &str| TITLES.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()));
    let is_given = |word: &str| word.starts_with(char::is_uppercase) && !word.ends_with([',', ';']);
    let mut words = text.split_whitespace().rev();
    match (words.next(), words.next()) {
        (Some(last), _) if is_title(last) => true,
        (Some(last), Some(before)) => is_given(last) && is_title(before),
        _ => false,
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
        Halves::new(left, right, false, false)
    }

    fn is_word(piece: &str) -> bool {
        ["land", "shire", "owned", "built", "bread", "winner", "hood", "mouth"].contains(&piece)
    }

    fn is_common(piece: &str) -> bool {
        piece == "New"
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
            ("half", "past"),
            ("Caftle", "hill"),
            ("New", "built"),
            ("Chancel", "row"),
        ] {
            assert!(halves(left, right).are_a_compound(&is_word, &is_common), "{left}-{right}");
        }
    }

    #[test]
    fn a_title_makes_a_name_of_two_short_words() {
        for (text, titled) in [
            ("said (Mr. ", true),
            ("with Mrs. Anna ", true),
            ("by Dr. N. ", true),
            ("with Mrs. Low, ", false),
            ("with Mr. Low, Old ", false),
            ("to the ", false),
            ("", false),
        ] {
            assert_eq!(ends_with_title(text), titled, "{text}");
        }
        let name = |left, right| Halves { titled: true, ..halves(left, right) };
        assert!(!name("New", "built").are_a_compound(&is_word, &is_common));
        assert!(!name("Land", "built").may_be_a_compound(&|_| true));
        // No name: an office, a street, what takes a hyphen always, what has no capital.
        assert!(name("Builder", "owned").are_a_compound(&is_word, &is_common));
        assert!(name("New", "street").are_a_compound(&is_word, &is_common));
        assert!(name("Vice", "owned").are_a_compound(&is_word, &is_common));
        assert!(name("bread", "winner").may_be_a_compound(&is_word));
    }

    #[test]
    fn divisions_are_not() {
        for (left, right) in [
            ("Devon", "shire"),
            ("Isling", "ton"),
            ("Ire", "land's"),
            ("vil", "lagers"),
            ("Nor", "built"),
            ("foli's", "citor"),
            ("tomor", "row"),
            ("Bar", "row"),
        ] {
            assert!(!halves(left, right).are_a_compound(&is_word, &is_common), "{left}-{right}");
            assert!(!halves(left, right).may_be_a_compound(&is_word), "{left}-{right}");
        }
        assert!(halves("bread", "winner").may_be_a_compound(&is_word));
        assert!(halves("pay", "day").may_be_a_compound(&is_word));
        assert!(!halves("neighbour", "hood").may_be_a_compound(&is_word));
        assert!(!halves("to", "built").may_be_a_compound(&is_word));
        let speck = Halves { specked: true, ..halves("r", "derer") };
        assert!(!speck.are_a_compound(&is_word, &is_common));
        assert!(halves("re", "entered").doubles_a_vowel(&|word| word == "entered"));
        assert!(!halves("re", "eling").doubles_a_vowel(&|_| false));
    }
}
