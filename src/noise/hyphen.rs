//! Words divided at a line end.
//!
//! ```text
//! the inhabi-⏎tants       the inhabitants        divided by the printer: joined
//! a well-⏎known man       a well-known man       the writer's hyphen: kept
//! EU-⏎Staaten, 1914-⏎18   EU-Staaten, 1914-18    no word is divided here: kept
//! Nord-⏎und Südtor        Nord- und Südtor       half a word, to be completed: kept
//! ```
//!
//! The ugly answers are `wellknown` and `inhabi-tants`. Which it is the rest of the
//! page tells: the form that stands there in one piece. Failing that, a lexicon;
//! failing that, a piece that is no word by itself speaks for a division. On an English
//! page a piece that nobody writes (`kins`, `mous`) is none, whatever list has it.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::compound::{Halves, ends_with_title};
use super::division::{Division, Verdict};
use crate::ledger::Evidence;
use crate::reason::Tier;
use crate::script::is_opening;
use crate::usage::Usage;
use crate::usage::written::Written;

/// Marks that divide a word at a line end. `¬` is what many recognisers write
/// for such a hyphen, `=` what old German type looks like.
const HYPHENS: [char; 5] = ['-', '\u{2010}', '¬', '\u{AD}', '='];

/// Those that stand nowhere but where a word was divided.
const DIVIDING_ONLY: [char; 2] = ['¬', '\u{AD}'];

/// Words between two halves of which the first lacks its end (`Nord- und Südtor`).
const SUSPENDING: [&str; 12] =
    ["und", "oder", "bzw", "sowie", "als", "and", "or", "to", "en", "of", "och", "og"];

/// Letters of a piece below which it is oftener a syllable that happens to be a word
/// (`con`, `sub`, `ton`) than half of a compound.
const SHORTEST_WORD: usize = 4;

/// Letters of a first half from which a capital and a place among the words of the
/// language make it a word, whatever ruins stand behind it (`Inspector-genoral`).
const LONG: usize = 6;

/// What decides about hyphens at line ends: the page's own words and a lexicon.
pub(super) struct Hyphens<'a> {
    text: &'a str,
    known: &'a dyn Fn(&str) -> bool,
    /// How often each word stands on the page in one piece; counted when first asked.
    words: OnceCell<FxHashMap<&'a str, u32>>,
    /// The second halves of the compounds on the page.
    seconds: OnceCell<FxHashSet<&'a str>>,
    /// Which words people write on such a page.
    written: OnceCell<Written>,
}

impl<'a> Hyphens<'a> {
    /// A judge for one page.
    pub(super) fn new(text: &'a str, known: &'a dyn Fn(&str) -> bool) -> Hyphens<'a> {
        let (words, seconds, written) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Hyphens { text, known, words, seconds, written }
    }

    /// How the word cut between `before` and `after` is put together; `None` when
    /// no hyphen touches the break and a word.
    pub(super) fn divided(&self, before: &str, after: &str) -> Option<Division> {
        let mark = before.chars().next_back().filter(|c| HYPHENS.contains(c))?;
        let stem = &before[..before.len() - mark.len_utf8()];
        if !stem.ends_with(char::is_alphanumeric) || !after.starts_with(char::is_alphanumeric) {
            return None;
        }
        let start = stem.trim_end_matches(in_word).len();
        let left = &stem[start..];
        let right = &after[..after.len() - after.trim_start_matches(in_word).len()];
        // A letter after a speck (`mu~r-derer`) is no word of one letter.
        let specked = stem[..start].ends_with(|c: char| !c.is_whitespace() && !is_opening(c));
        let titled = ends_with_title(&stem[..start]);
        let verdict = self.judge(mark, Halves::new(left, right, specked, titled));
        // `=` that nothing explains is an equals sign.
        if mark == '=' && !matches!(verdict, Verdict::Join(Tier::Safe, _)) {
            return None;
        }
        Some(Division { hyphen: mark.len_utf8(), verdict })
    }

    fn judge(&self, mark: char, halves: Halves<'_>) -> Verdict {
        if DIVIDING_ONLY.contains(&mark) {
            return Verdict::Join(Tier::Safe, Evidence::text());
        }
        let Halves { left, right, stem, rest, .. } = halves;
        let small = left.ends_with(char::is_lowercase) && right.starts_with(char::is_lowercase);
        let capitals = is_capitals(stem) && is_capitals(rest);
        if !small && !capitals {
            return Verdict::Keep("");
        }
        let joined = format!("{left}{right}");
        let hyphenated = format!("{left}-{right}");
        let (as_one, as_two) = (self.count(&joined), self.count(&hyphenated));
        if as_two > as_one {
            return Verdict::Keep("");
        }
        let is_word = |piece: &str| self.is_word(piece);
        let is_common = |piece: &str| self.written().has_often(piece);
        let core = format!("{stem}{rest}");
        // The page may have `re-elected` as `reelected`; a lexicon that has it so says
        // only that some do.
        let in_one = |word: &String| {
            self.count(word) > 0 || (self.is_known(word) && !halves.doubles_a_vowel(&is_word))
        };
        let without = joined.replace('-', "");
        if let Some(word) = [joined, core, without].into_iter().find(in_one) {
            return Verdict::Join(Tier::Safe, Evidence::attested(word));
        }
        if SUSPENDING.contains(&right) {
            return Verdict::Keep(" ");
        }
        if !small
            || self.seconds().contains(rest)
            || halves.are_a_compound(&is_word, &is_common)
            || halves.doubles_a_vowel(&is_word)
            || self.is_before_ruins(stem, rest)
        {
            return Verdict::Keep("");
        }
        // Both pieces words of their own: a compound as likely as a division.
        let doubtful = halves.may_be_a_compound(&is_word);
        Verdict::Join(if doubtful { Tier::Flag } else { Tier::Safe }, Evidence::text())
    }

    fn is_word(&self, piece: &str) -> bool {
        piece.chars().nth(SHORTEST_WORD - 1).is_some()
            && (self.count(piece) > 0 || (self.is_known(piece) && self.written().has(piece)))
    }

    /// Whether a long English word with a capital stands before what is no word.
    fn is_before_ruins(&self, stem: &str, rest: &str) -> bool {
        stem.starts_with(char::is_uppercase)
            && stem.chars().nth(LONG - 1).is_some()
            && self.written().is_english()
            && self.is_word(stem)
            && !self.is_word(rest)
    }

    /// Whether a word is in the lexicon, or a name that lists of English have.
    fn is_known(&self, word: &str) -> bool {
        let in_lower = || {
            let lower = word.to_lowercase();
            let named = word.starts_with(char::is_uppercase);
            (self.known)(&lower) || (named && Usage::english().cost(&lower).is_some())
        };
        (self.known)(word) || (word.contains(char::is_uppercase) && in_lower())
    }

    fn written(&self) -> Written {
        *self.written.get_or_init(|| Written::on(self.text))
    }

    /// The last pieces of words with hyphens that stand on the page in one piece and are
    /// words by themselves.
    fn seconds(&self) -> &FxHashSet<&'a str> {
        self.seconds.get_or_init(|| {
            let words = self.words.get_or_init(|| count_words(self.text));
            let seconds = words.keys().filter_map(|word| Some(word.rsplit_once('-')?.1));
            seconds.filter(|second| self.is_word(second)).collect()
        })
    }

    /// How often a word stands on the page, as it is or in lower case.
    fn count(&self, word: &str) -> u32 {
        let words = self.words.get_or_init(|| count_words(self.text));
        let count = |word: &str| words.get(word).copied().unwrap_or(0);
        let lower = if word.contains(char::is_uppercase) { count(&word.to_lowercase()) } else { 0 };
        count(word) + lower
    }
}

/// Whether a piece of a word is set in capitals.
fn is_capitals(piece: &str) -> bool {
    piece.chars().nth(1).is_some() && piece.chars().all(char::is_uppercase)
}

/// Whether `c` is part of a word, the hyphens inside it included.
fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\u{2010}' | '\'' | '’')
}

/// Words of a page that stand in one piece, and how often: not those a line end
/// cuts, whose pieces would attest themselves.
fn count_words(text: &str) -> FxHashMap<&str, u32> {
    let mut words = FxHashMap::default();
    let mut rest = text;
    let mut cut = false;
    while let Some(start) = rest.find(in_word) {
        let between = &rest[..start];
        // A hyphen other than the inner ones (`¬`, `=`) may end the word before.
        rest = &rest[start..];
        let end = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let continues = cut && between.chars().all(char::is_whitespace);
        cut = word.ends_with(HYPHENS) || after.starts_with(HYPHENS);
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty() && !cut && !continues {
            *words.entry(word).or_insert(0) += 1;
        }
        rest = after.trim_start_matches(HYPHENS);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::wrap::unwrap;
    use super::*;
    use crate::block::{Block, BlockKind};
    use crate::source::Source;

    /// The text with edits up to `level` applied; the lexicon knows three words.
    fn joined(text: &str, level: Tier) -> String {
        let source = Source::from_text("t", text);
        let block = Block { span: source.whole(), kind: BlockKind::Paragraph };
        let known = |word: &str| ["inhabitants", "bread", "winner"].contains(&word);
        let mut out = String::new();
        let mut at = 0;
        for edit in unwrap(&source, &[block], known).iter().filter(|e| e.tier <= level) {
            out.push_str(&text[at..edit.span.start()]);
            out.push_str(&edit.text);
            at = edit.span.end();
        }
        out + &text[at..]
    }

    #[test]
    fn what_the_page_or_the_lexicon_attests_is_joined() {
        for (torn, whole) in [
            ("the inhabi-\ntants left", "the inhabitants left"),
            ("The ferry-\nman sang. A ferryman sings.", "The ferryman sang. A ferryman sings."),
            ("ver¬\nloren", "verloren"),
            ("ver\u{AD}\nloren", "verloren"),
            ("Fähre verloren; ver=\nloren ist sie", "Fähre verloren; verloren ist sie"),
        ] {
            assert_eq!(joined(torn, Tier::Safe), whole);
        }
    }

    #[test]
    fn the_writers_hyphens_stay() {
        for (torn, whole) in [
            ("a well-\nknown man, well-known here", "a well-known man, well-known here"),
            ("die EU-\nStaaten", "die EU-Staaten"),
            ("der Nord-\nund Südtor", "der Nord- und Südtor"),
            ("von 1914-\n1918", "von 1914-1918"),
            ("he came -\nand went", "he came - and went"),
            ("x =\ny", "x = y"),
            ("a=\nb", "a= b"),
        ] {
            assert_eq!(joined(torn, Tier::Likely), whole);
        }
    }

    #[test]
    fn what_nothing_attests_is_one_word_unless_its_pieces_are() {
        assert_eq!(joined("the vil-\nlagers", Tier::Safe), "the villagers");
        assert_eq!(joined("FOUR INHABI-\nTANTS LEFT", Tier::Safe), "FOUR INHABITANTS LEFT");
        assert_eq!(joined("by the JUNC-\nTION", Tier::Safe), "by the JUNCTION");
        assert_eq!(joined("by the JVNC-\nTIOM", Tier::Safe), "by the JVNC-TIOM");
        assert_eq!(joined("to the Inspector-\ngenoral", Tier::Flag), "to the Inspector-genoral");
        assert_eq!(joined("re-\nelected if elected", Tier::Flag), "re-elected if elected");
        assert_eq!(joined("for Dick-in-\nson", Tier::Safe), "for Dick-inson");
        assert_eq!(
            joined("in Mill-\nlane and Ford-lane", Tier::Flag),
            "in Mill-lane and Ford-lane"
        );
        assert_eq!(joined("the bread-\nwinner", Tier::Likely), "the bread-winner");
        assert_eq!(joined("the bread-\nwinner", Tier::Flag), "the breadwinner");
    }

    #[test]
    fn torn_pieces_do_not_attest_themselves() {
        let words = count_words("vil-\nlagers met. vil-\nlagers left; mid-summer");
        assert!(!words.contains_key("vil") && !words.contains_key("lagers"));
        assert_eq!(words.get("mid-summer"), Some(&1));
    }
}
