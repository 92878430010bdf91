//! The pairs of torn pages, as the product sees them, with the truth.

use std::collections::{BTreeMap, BTreeSet};

use faircopy::lexicon::Lexicon;
use faircopy::rejoin::{self, Features};
use faircopy::sheet::Sheet;
use faircopy::source::Source;
use faircopy::split;
use faircopy::view::View;
use fastrand::Rng;
use rayon::prelude::*;

use crate::texts::torn::{self, Kind, Shelf};

/// Pages of a kind and language, to fit on and to look at.
const PAGES: usize = 48;

/// Share of the tears whose second half is not on the page, and whose first is not.
const LOST_SECOND: f64 = 0.20;
const LOST_FIRST: f64 = 0.12;

/// The pairs of one page with the truth.
pub(crate) struct Pairs {
    pub(crate) language: String,
    pub(crate) unspaced: bool,
    pub(crate) characters: usize,
    /// Left and right block.
    pub(crate) pairs: Vec<(usize, usize)>,
    pub(crate) features: Vec<Vec<(u16, f32)>>,
    pub(crate) is_true: Vec<bool>,
    /// Kinds of all tears, those among them that no pair has included.
    pub(crate) tears: Vec<Kind>,
    pub(crate) kinds: Vec<Option<Kind>>,
    /// The text at both sides of each pair, when pages are looked at.
    pub(crate) shown: Vec<String>,
}

/// Names of features by number.
#[derive(Default)]
pub(crate) struct Names {
    numbers: BTreeMap<&'static str, u16>,
    pub(crate) names: Vec<&'static str>,
}

impl Names {
    fn number(&mut self, name: &'static str) -> u16 {
        *self.numbers.entry(name).or_insert_with(|| {
            self.names.push(name);
            self.names.len() as u16 - 1
        })
    }
}

/// Pairs whose features are not numbered yet.
pub(crate) type Raw = (Pairs, Vec<Features>);

/// Pages of all languages and kinds, each by its own seed.
pub(crate) fn pages(shelves: &BTreeMap<String, Shelf>, name: &str) -> Vec<Raw> {
    let mut wanted: Vec<(&String, &Shelf, Kind, usize)> = Vec::new();
    for (language, shelf) in shelves {
        for kind in Kind::EACH {
            wanted.extend((0..PAGES).map(|number| (language, shelf, kind, number)));
        }
    }
    let page = |(language, shelf, kind, number): &(&String, &Shelf, Kind, usize)| {
        let seed = format!("{name} {language} {kind:?} {number}");
        let seed = seed.bytes().fold(7u64, |seed, b| seed.wrapping_mul(131) ^ u64::from(b));
        let mut rng = Rng::with_seed(seed);
        let unspaced = language.starts_with("zh") || language.starts_with("ja");
        let page = torn::page(&mut rng, shelf, *kind, unspaced);
        read(&mut rng, language, page, name == "look")
    };
    wanted.par_iter().map(page).collect()
}

/// The pairs of a page as the product sees them, with mates lost.
fn read(rng: &mut Rng, language: &str, page: torn::Page, shows: bool) -> Raw {
    let source = Source::from_text("page", page.text);
    let blocks = split::split(&source);
    let view = View::fold(&source, &blocks);
    let lexicon = Lexicon::builtin();
    let sheet = Sheet { source: &source, blocks: &blocks, view: &view, lexicon };
    let (found, unspaced) = rejoin::pairs(&sheet);
    let ending = |at: usize| blocks.iter().position(|b| b.span.end() == at);
    let starting = |at: usize| blocks.iter().position(|b| b.span.start() == at);
    let mut truth: BTreeMap<(usize, usize), Kind> = BTreeMap::new();
    let (mut no_end, mut no_start) = (BTreeSet::new(), BTreeSet::new());
    let mut tears = Vec::new();
    for tear in &page.tears {
        let pair = ending(tear.end).zip(starting(tear.start));
        let chance = rng.f64();
        match pair {
            Some((_, start)) if chance < LOST_SECOND => drop(no_start.insert(start)),
            Some((end, _)) if chance < LOST_SECOND + LOST_FIRST => drop(no_end.insert(end)),
            Some(pair) => {
                truth.insert(pair, tear.kind);
                tears.push(tear.kind);
            }
            None => tears.push(tear.kind),
        }
    }
    let ignored: BTreeSet<(usize, usize)> =
        page.ignored.iter().filter_map(|(end, start)| ending(*end).zip(starting(*start))).collect();
    let mut read = Pairs {
        language: language.to_string(),
        unspaced,
        characters: source.text().chars().count(),
        pairs: Vec::new(),
        features: Vec::new(),
        is_true: Vec::new(),
        tears,
        kinds: Vec::new(),
        shown: Vec::new(),
    };
    let ends: BTreeSet<usize> = page.blocks.iter().map(|block| block.1).collect();
    let starts: BTreeSet<usize> = page.blocks.iter().map(|block| block.0).collect();
    let mut features = Vec::new();
    for pair in found {
        // A block that was parted at its line ends goes on there, and no tear is known.
        let parted = !ends.contains(&blocks[pair.left].span.end())
            || !starts.contains(&blocks[pair.right].span.start());
        let sides = (pair.left, pair.right);
        let lost = no_end.contains(&pair.left) || no_start.contains(&pair.right);
        if lost || parted || ignored.contains(&sides) {
            continue;
        }
        read.pairs.push(sides);
        read.is_true.push(truth.contains_key(&sides));
        read.kinds.push(truth.get(&sides).copied());
        if shows {
            let text = |at: usize| source.slice(blocks[at].span).replace('\n', "⏎");
            let tail: Vec<char> = text(pair.left).chars().rev().take(30).collect();
            let head: String = text(pair.right).chars().take(30).collect();
            read.shown.push(format!("{} | {head}", tail.into_iter().rev().collect::<String>()));
        }
        features.push(pair.features);
    }
    (read, features)
}

/// Number the features.
pub(crate) fn number(raw: Vec<Raw>, names: &mut Names) -> Vec<Pairs> {
    let numbered = |(mut pairs, features): Raw| {
        let mut number = |f: Features| -> Vec<(u16, f32)> {
            f.into_iter().map(|(name, value)| (names.number(name), value)).collect()
        };
        pairs.features = features.into_iter().map(&mut number).collect();
        pairs
    };
    raw.into_iter().map(numbered).collect()
}
