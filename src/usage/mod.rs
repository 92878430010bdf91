//! Usage: which words a language has, how often, and how they are spelled.
//!
//! Costs are negative natural logarithms of probabilities: what is rarer costs more.

mod count;
pub mod spelling;
pub mod written;

use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use fst::Map;
use fst::Streamer;
use fst::raw::{Fst, Node};
use rustc_hash::FxHashSet;

pub use count::Count;

static ENGLISH: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/english.fst"));
static SPELLING: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/spelling.bin"));

/// Units of a cost in a map: sixteenths of a natural logarithm.
const NAT: f64 = 16.0;

/// What each of the commonest words costs less than, in sixteenths: 7.2 nats.
const EVERYDAY: u64 = 116;

/// What a word that is in no list costs before it is spelled: of a hundred words of
/// clean print two or three are names, forms and slips that no list has.
const UNLISTED: f64 = 3.6;

/// The usage of a language, or of an archive.
#[derive(Clone, Debug)]
pub struct Usage {
    words: Map<Cow<'static, [u8]>>,
    spelling: Cow<'static, [u8]>,
    /// What a word costs after another, by `first second`.
    pairs: Option<Map<Cow<'static, [u8]>>>,
    /// The commonest words; found when first asked for.
    everyday: OnceLock<FxHashSet<Box<[u8]>>>,
}

impl Usage {
    /// English as lists of words have it, most of them of this century.
    pub fn english() -> &'static Usage {
        static USAGE: LazyLock<Usage> = LazyLock::new(|| Usage {
            words: Map::new(Cow::Borrowed(ENGLISH)).expect("the build made a sound map"),
            spelling: Cow::Borrowed(SPELLING),
            pairs: None,
            everyday: OnceLock::new(),
        });
        &USAGE
    }

    /// Whether a word, in lower case, is one of the hundred commonest, which make a third
    /// of any English text.
    pub fn is_everyday(&self, word: &str) -> bool {
        let everyday = self.everyday.get_or_init(|| {
            let (words, mut everyday) = (self.automaton(), FxHashSet::default());
            gather_everyday(words, words.root(), 0, &mut Vec::new(), &mut everyday);
            everyday
        });
        everyday.contains(word.as_bytes())
    }

    /// What a word costs, in lower case; `None` when it is unknown. Genitives count as
    /// their nouns, spellings of Britain as those of America.
    pub fn cost(&self, word: &str) -> Option<f64> {
        let of = |word: &str| Some(self.words.get(word)? as f64 / NAT);
        if let Some(cost) = of(word) {
            return Some(cost);
        }
        let word = word.replace('’', "'");
        let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("s'"));
        let bare = bare.unwrap_or(&word);
        let british = BRITISH.iter().filter(|(b, _)| bare.contains(b));
        let found =
            of(bare).or_else(|| british.filter_map(|(b, a)| of(&bare.replace(b, a))).next());
        let genitive = if bare.len() < word.len() { GENITIVE } else { 0.0 };
        found.map(|cost| cost + genitive)
    }

    /// What a word costs that is in no list.
    pub fn unlisted(&self, word: &str) -> f64 {
        UNLISTED + spelling::cost(&self.spelling, word)
    }

    /// All words, with what each costs in sixteenths.
    fn list(&self) -> impl Iterator<Item = (String, u64)> {
        let mut stream = self.words.stream();
        std::iter::from_fn(move || {
            let (word, cost) = stream.next()?;
            Some((String::from_utf8_lossy(word).into_owned(), cost))
        })
    }

    /// The bytes that it is kept in: words, spelling, pairs.
    pub(crate) fn parts(&self) -> [&[u8]; 3] {
        let pairs = self.pairs.as_ref().map_or(&[][..], |pairs| pairs.as_fst().as_bytes());
        [self.words.as_fst().as_bytes(), &self.spelling, pairs]
    }

    /// The usage kept in such bytes, if they are sound.
    pub(crate) fn from_parts(words: &[u8], spelling: &[u8], pairs: &[u8]) -> Option<Usage> {
        let map = |bytes: &[u8]| Map::new(Cow::Owned(bytes.to_vec())).ok();
        let pairs = if pairs.is_empty() { None } else { Some(map(pairs)?) };
        let is_whole = spelling.len() == spelling::SIZE;
        let spelling = Cow::Owned(spelling.to_vec());
        let everyday = OnceLock::new();
        is_whole.then_some(Usage { words: map(words)?, spelling, pairs, everyday })
    }

    /// How many words are known.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether no word is known.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How many pairs of words are known.
    pub fn pairs(&self) -> usize {
        self.pairs.as_ref().map_or(0, Map::len)
    }

    /// Whether it is known which word follows which.
    pub fn has_pairs(&self) -> bool {
        self.pairs.is_some()
    }

    /// How much more or less a word costs after another than by itself; nothing where
    /// no word stands before or pairs are not known.
    pub fn gain(&self, before: Option<&str>, word: &str) -> f64 {
        let (Some(pairs), Some(before)) = (&self.pairs, before) else { return 0.0 };
        match pairs.get(format!("{before} {word}")) {
            Some(cost) => nats(cost) - self.cost(word).unwrap_or(nats(cost)),
            None => NEVER,
        }
    }

    /// The words as an automaton whose outputs are costs in sixteenths: the sum along a
    /// path is the least that any word beginning so can cost.
    pub(crate) fn automaton(&self) -> &Fst<Cow<'static, [u8]>> {
        self.words.as_fst()
    }
}

/// Gather the commonest words that begin with `word`, which leads to `node` at this cost:
/// no word costs less than what leads to it. Kept apart from all others, because they are
/// asked for a thousand times a page.
fn gather_everyday(
    words: &Fst<Cow<'static, [u8]>>,
    node: Node<'_>,
    cost: u64,
    word: &mut Vec<u8>,
    everyday: &mut FxHashSet<Box<[u8]>>,
) {
    if node.is_final() && cost + node.final_output().value() < EVERYDAY {
        everyday.insert(word.as_slice().into());
    }
    for step in node.transitions() {
        let cost = cost + step.out.value();
        if cost < EVERYDAY {
            word.push(step.inp);
            gather_everyday(words, words.node(step.addr), cost, word, everyday);
            word.pop();
        }
    }
}

/// Spellings of Britain, and those of America that the lists have.
const BRITISH: [(&str, &str); 8] = [
    ("is", "iz"),
    ("our", "or"),
    ("ll", "l"),
    ("re", "er"),
    ("ys", "yz"),
    ("ce", "se"),
    ("xion", "ction"),
    ("shew", "show"),
];

/// What a word costs more after one that it was never seen after.
const NEVER: f64 = 1.0;

/// What a genitive costs besides its noun.
const GENITIVE: f64 = 3.0;

/// A cost as the automaton has it, as a natural logarithm.
pub(crate) fn nats(output: u64) -> f64 {
    output as f64 / NAT
}
