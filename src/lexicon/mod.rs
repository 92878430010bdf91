//! The known words, searched where they lie.
//!
//! Chinese words come with frequencies and with what their part of speech says
//! about where a sentence can end; English, German and French words only say that
//! they exist. Both lists are finite-state maps embedded in the program (A.
//! Gallant's `fst`): opening them costs nothing, looking a word up touches a few
//! of their pages.

mod alike;
mod function_words;
mod nearly;
mod pairs;
mod rarity;
mod segment;
mod variants;

use std::borrow::Cow;
use std::sync::LazyLock;

use fst::raw::{Fst, Node, Output};
use fst::{Map, Streamer};

use crate::script::is_unspaced;
pub use alike::look_alikes;
pub use nearly::NearWord;
pub use pairs::{affinity, each_pair};
pub use rarity::rarity;
pub use segment::Readings;
pub use variants::{Script, leads_misread, script, simplified, traditional};

static CHINESE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/chinese.fst"));
static LATIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/latin.fst"));

/// How a Chinese word's frequency and flags are packed; `src/build.rs` writes them.
const CANNOT_END: u64 = 1;
const STANDS_ALONE: u64 = 2;
const NOUN: u64 = 4;
const PERSON: u64 = 8;
const FLAG_BITS: u32 = 8;

/// The known words.
pub struct Lexicon {
    chinese: Map<&'static [u8]>,
    latin: Map<&'static [u8]>,
}

impl Lexicon {
    /// The lists that come with the program.
    pub fn builtin() -> &'static Lexicon {
        static BUILTIN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon {
            chinese: Map::new(CHINESE).expect("the build made a sound map"),
            latin: Map::new(LATIN).expect("the build made a sound map"),
        });
        &BUILTIN
    }

    /// Whether `word` is known: case is folded, traditional characters count as
    /// their simplified forms, an English genitive as its noun.
    pub fn contains(&self, word: &str) -> bool {
        if !word.is_ascii() && word.chars().any(is_unspaced) {
            return self.chinese(word).is_some();
        }
        let as_listed = word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'');
        let lower = match as_listed {
            true => Cow::Borrowed(word),
            false => Cow::Owned(word.to_lowercase().replace('’', "'").replace('ſ', "s")),
        };
        let bare = lower.strip_suffix("'s").unwrap_or(&lower);
        self.latin.contains_key(bare)
    }

    /// How often a Chinese word is seen in the corpus of its list, of some sixty
    /// million words; `None` when it is unknown.
    pub fn frequency(&self, word: &str) -> Option<u64> {
        self.chinese(word).map(|value| value >> FLAG_BITS)
    }

    /// Whether a sentence cannot end with `word`: it is an adverb, a preposition,
    /// an article or a conjunction.
    pub fn cannot_end(&self, word: &str) -> bool {
        let chinese = self.chinese(word).is_some_and(|value| value & CANNOT_END != 0);
        chinese || function_words::wants_more(word)
    }

    /// Whether a single ideograph is commonly a word by itself: a particle, a
    /// numeral, a measure, a verb.
    pub fn stands_alone(&self, word: &str) -> bool {
        self.chinese(word).is_some_and(|value| value & STANDS_ALONE != 0)
    }

    /// Whether a Chinese word of two characters or more is a noun, and no person's
    /// name.
    pub fn is_noun(&self, word: &str) -> bool {
        self.chinese(word).is_some_and(|value| value & NOUN != 0)
    }

    /// Whether an ideograph is a small word that never stands twice in a row.
    pub fn never_doubles(&self, c: char) -> bool {
        function_words::never_doubles(simplified(c))
    }

    /// The known Chinese words that `text` starts with, shortest first: their length
    /// in bytes, and how often each is seen in the corpus of the list.
    pub fn words_at_start<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, u64)> + 'a {
        self.prefixes(text).map(|(len, value)| (len, value >> FLAG_BITS))
    }

    /// Visit every known Chinese word, in simplified characters, with how often it is seen
    /// in the corpus of its list.
    pub fn each_chinese(&self, mut visit: impl FnMut(&str, u64)) {
        let mut words = self.chinese.stream();
        while let Some((bytes, value)) = words.next() {
            let units: Vec<u16> =
                bytes.chunks(2).map(|b| u16::from_be_bytes([b[0], b[1]])).collect();
            if let Ok(word) = String::from_utf16(&units) {
                visit(&word, value >> FLAG_BITS);
            }
        }
    }

    fn chinese(&self, word: &str) -> Option<u64> {
        self.prefixes(word).find(|(len, _)| *len == word.len()).map(|(_, value)| value)
    }

    /// Known Chinese words that `text` starts with, shortest first: their length in
    /// bytes and the value they are packed in.
    fn prefixes<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, u64)> + 'a {
        let fst = self.chinese.as_fst();
        let mut state = Some((fst.root(), Output::zero()));
        let chars = text.char_indices().map_while(move |(at, c)| {
            state = state.and_then(|from| step(fst, from, simplified(c)));
            let (node, output) = state?;
            let value = node.is_final().then(|| output.cat(node.final_output()).value());
            Some((at + c.len_utf8(), value))
        });
        chars.filter_map(|(len, value)| Some((len, value?)))
    }
}

/// From a node of a Chinese list, on by one character.
fn step<'f>(
    fst: &'f Fst<&'static [u8]>,
    from: (Node<'f>, Output),
    c: char,
) -> Option<(Node<'f>, Output)> {
    let mut units = [0; 2];
    let bytes = c.encode_utf16(&mut units).iter().flat_map(|unit| unit.to_be_bytes());
    bytes.into_iter().try_fold(from, |(node, output), byte| {
        let transition = node.transition(node.find_input(byte)?);
        Some((fst.node(transition.addr), output.cat(transition.out)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_and_misprints_are_not() {
        let lexicon = Lexicon::builtin();
        for word in ["government", "Governments", "walked", "mayor's", "a", "Straße", "regierung"]
        {
            assert!(lexicon.contains(word), "{word}");
        }
        for word in ["été", "图书馆", "圖書館", "千方百计", "人民"] {
            assert!(lexicon.contains(word), "{word}");
        }
        for word in ["tliis", "goverment", "roorn", "碰拴", "", "图书館图"] {
            assert!(!lexicon.contains(word), "{word}");
        }
    }

    #[test]
    fn some_words_want_more_after_them() {
        let lexicon = Lexicon::builtin();
        for word in ["更加", "非常", "the", "of", "und", "avec"] {
            assert!(lexicon.cannot_end(word), "{word}");
        }
        for word in ["发展", "学校", "river", "Haus", "了"] {
            assert!(!lexicon.cannot_end(word), "{word}");
        }
    }

    #[test]
    fn nouns_and_small_words_are_told() {
        let lexicon = Lexicon::builtin();
        for word in ["堤坝", "堤壩", "城市"] {
            assert!(lexicon.is_noun(word), "{word}");
        }
        for word in ["看", "个", "慢慢", "范冰冰", "人", "", "zz"] {
            assert!(!lexicon.is_noun(word), "{word}");
        }
        assert!("从從和的".chars().all(|c| lexicon.never_doubles(c)));
        assert!(!"对把过其之看a".chars().any(|c| lexicon.never_doubles(c)));
    }
}
