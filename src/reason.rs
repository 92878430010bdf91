//! The closed list of reasons: why a piece of the page is as it is in the article.
//!
//! Only codes and tiers live here. The sentences that explain them to a reader
//! are made in `report::explain`.

/// How sure a change is, and so when it is applied. Ordered from surest to least sure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Tier {
    /// The text itself proves it.
    Safe,
    /// Another printing, named, proves it and nothing contradicts it.
    Witness,
    /// Fitted weights say so, and only order or paragraph breaks are at stake; at most
    /// one in a hundred is wrong. No letter is changed and no text left out.
    Weighed,
    /// Learned or statistical evidence, with a score.
    Likely,
    /// Doubtful: shown, never applied.
    Flag,
}

impl Tier {
    /// Every tier, the surest first.
    pub const ALL: [Tier; 5] = [Tier::Safe, Tier::Witness, Tier::Weighed, Tier::Likely, Tier::Flag];

    /// The tier's name in reports and flags.
    pub fn code(self) -> &'static str {
        match self {
            Tier::Safe => "safe",
            Tier::Witness => "witness",
            Tier::Weighed => "weighed",
            Tier::Likely => "likely",
            Tier::Flag => "flag",
        }
    }
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $tier:ident;)*) => {
        /// Why a span was placed, changed or reported as it was.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Reason { $($(#[$doc])* $name,)* }

        impl Reason {
            /// Every reason, in the order they are documented.
            pub const ALL: &'static [Reason] = &[$(Reason::$name,)*];

            /// The stable code used in reports and by `faircopy explain`.
            pub fn code(self) -> &'static str {
                match self { $(Reason::$name => $code,)* }
            }

            /// The tier this reason usually has; weaker evidence may lower it.
            pub fn tier(self) -> Tier {
                match self { $(Reason::$name => Tier::$tier,)* }
            }

            /// The reason of a code.
            pub fn from_code(code: &str) -> Option<Reason> {
                Reason::ALL.iter().copied().find(|r| r.code() == code)
            }
        }
    };
}

reasons! {
    /// Kept as it stands.
    Kept = "kept", Safe;
    /// White space between blocks, brought to what its new neighbours need.
    Layout = "layout", Safe;
    /// A passage printed elsewhere on the page; that copy stays.
    RepeatFold = "repeat.fold", Witness;
    /// Two passages much alike that differ in words or figures: both kept.
    RepeatSimilar = "repeat.similar", Flag;
    /// A page number, running head or navigation line.
    Furniture = "furniture.line", Safe;
    /// A line of marks without a word.
    JunkLine = "junk.line", Safe;
    /// A sentence torn by a column break, put together again.
    JoinColumn = "join.column", Weighed;
    /// A torn sentence put together where letters are missing between.
    JoinGap = "join.gap", Weighed;
    /// A sentence that breaks off where a foreign passage was cut away.
    GapCut = "gap.cut", Witness;
    /// A sentence that breaks off, its continuation not found.
    GapEnd = "gap.end", Flag;
    /// A numbered sequence with members missing.
    GapSequence = "gap.sequence", Flag;
    /// What is announced (a colon, a dash) does not follow.
    GapAnnounced = "gap.announced", Flag;
    /// A misprint settled by another printing of the passage.
    ReadingWitness = "reading.witness", Witness;
    /// Most printings agree against the base.
    ReadingVote = "reading.vote", Witness;
    /// Printings differ and nothing settles which is right.
    Variant = "reading.variant", Flag;
    /// A word that is probably a misreading of another.
    ReadingLikely = "reading.likely", Likely;
    /// A line break inside a hard-wrapped paragraph.
    LineWrap = "line.wrap", Safe;
    /// A word divided at a line end.
    LineHyphen = "line.hyphen", Safe;
    /// A hyphen that a line end left behind in mid-line.
    HyphenLeft = "hyphen.left", Likely;
    /// A phrase printed twice in a row.
    PhraseDoubled = "phrase.doubled", Safe;
    /// The tail of a word printed twice.
    TailDoubled = "tail.doubled", Safe;
    /// A character printed twice.
    CharDoubled = "char.doubled", Flag;
    /// A foreign function word inside ideographs.
    LatinIntrusion = "latin.intrusion", Flag;
    /// A half-width mark inside Han text.
    PunctuationWidth = "punctuation.width", Flag;
    /// Full-width letters or digits against the page's habit.
    LetterWidth = "letter.width", Flag;
    /// Spaces inside a run of single ideographs.
    SpaceIdeographs = "space.ideographs", Safe;
    /// A zero-width, direction or control character.
    CharInvisible = "char.invisible", Safe;
    /// A soft hyphen.
    CharSoftHyphen = "char.soft-hyphen", Safe;
    /// A ligature opened into its letters.
    CharLigature = "char.ligature", Safe;
    /// A radical standing for its ideograph.
    CharRadical = "char.radical", Safe;
    /// A character lost in decoding, or from a private area.
    CharLost = "char.lost", Flag;
    /// A character of the other Chinese script than the page's.
    ScriptMixed = "script.mixed", Flag;
    /// A letter in a number, or a digit in a word.
    DigitLetter = "digit.letter", Flag;
    /// Text decoded twice with the wrong table.
    Mojibake = "text.mojibake", Safe;
    /// The input's bytes were not all valid in its encoding.
    BytesDamaged = "bytes.damaged", Flag;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_read_back() {
        for reason in Reason::ALL {
            assert_eq!(Reason::from_code(reason.code()), Some(*reason));
        }
    }
}
