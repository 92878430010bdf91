//! The pairs of torn pages, as the product sees them, with the truth.

use std::collections::{BTreeMap, BTreeSet};

use faircopy::lexicon::Lexicon;
use faircopy::matching;
use faircopy::rejoin::{self, Features, Pair};
use faircopy::sheet::Sheet;
use faircopy::source::Source;
use faircopy::split;
use faircopy::view::View;
use fastrand::Rng;
use rayon::prelude::*;

use crate::texts::shelf::Shelf;
use crate::texts::torn::{self, Kind};

/// Pages of a kind and language, to fit on and to look at; more of a writing with few languages.
const PAGES: usize = 48;
const PAGES_OF_FEW: usize = 96;

/// The pairs of one page with the truth.
pub(crate) struct Pairs {
    pub(crate) language: String,
    pub(crate) writing: &'static str,
    pub(crate) characters: usize,
    /// The texts of end and start, by block; and whether they will be neighbours.
    pub(crate) pairs: Vec<(usize, usize)>,
    pub(crate) is_next: Vec<bool>,
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
        let is_of_few = ["zh", "ja", "ko"].iter().any(|few| language.starts_with(few));
        let pages = if is_of_few { PAGES_OF_FEW } else { PAGES };
        for kind in Kind::EACH {
            wanted.extend((0..pages).map(|number| (language, shelf, kind, number)));
        }
    }
    let page = |(language, shelf, kind, number): &(&String, &Shelf, Kind, usize)| {
        let seed = format!("{name} {language} {kind:?} {number}");
        let seed = seed.bytes().fold(7u64, |seed, b| seed.wrapping_mul(131) ^ u64::from(b));
        let mut rng = Rng::with_seed(seed);
        let unspaced = language.starts_with("zh") || language.starts_with("ja");
        let page = torn::page(&mut rng, shelf, *kind, unspaced);
        read(language, page, name == "look")
    };
    wanted.par_iter().map(page).collect()
}

/// The pairs of a page as the product sees them.
fn read(language: &str, page: torn::Page, shows: bool) -> Raw {
    let source = Source::from_text("page", page.text);
    let blocks = split::split(&source);
    let view = View::fold(&source, &blocks);
    let lexicon = Lexicon::builtin();
    let sheet = Sheet { source: &source, blocks: &blocks, view: &view, lexicon };
    let repeats = matching::find(&sheet, &matching::Settings::default());
    let (found, writing) = rejoin::pairs(&sheet, &repeats.passages);
    let ending = |at: usize| blocks.iter().position(|b| b.span.end() == at);
    let starting = |at: usize| blocks.iter().position(|b| b.span.start() == at);
    // Copies of an end are one text, and so are copies of a start.
    let end_of: BTreeMap<usize, usize> = found.iter().map(|p| (p.left, p.texts.0)).collect();
    let start_of: BTreeMap<usize, usize> = found.iter().map(|p| (p.right, p.texts.1)).collect();
    let texts = |(end, start): (usize, usize)| {
        Some((*end_of.get(&ending(end)?)?, *start_of.get(&starting(start)?)?))
    };
    let mut truth: BTreeMap<(usize, usize), Kind> = BTreeMap::new();
    let mut tears = Vec::new();
    for tear in &page.tears {
        tears.push(tear.kind);
        if let Some(pair) = texts((tear.end, tear.start)) {
            truth.insert(pair, tear.kind);
        }
    }
    let ignored: BTreeSet<(usize, usize)> =
        page.ignored.iter().filter_map(|pair| texts(*pair)).collect();
    let mut read = Pairs {
        language: language.to_string(),
        writing,
        characters: source.text().chars().count(),
        pairs: Vec::new(),
        is_next: Vec::new(),
        features: Vec::new(),
        is_true: Vec::new(),
        tears,
        kinds: Vec::new(),
        shown: Vec::new(),
    };
    let ends: BTreeSet<usize> = page.blocks.iter().map(|block| block.1).collect();
    let starts: BTreeSet<usize> = page.blocks.iter().map(|block| block.0).collect();
    let mut features = Vec::new();
    for pair in nearest(found) {
        // A block that was parted at its line ends goes on there, and no tear is known.
        let parted = !ends.contains(&blocks[pair.left].span.end())
            || !starts.contains(&blocks[pair.right].span.start());
        let true_kind = truth.get(&pair.texts).copied();
        if parted || true_kind.is_none() && ignored.contains(&pair.texts) {
            continue;
        }
        read.pairs.push(pair.texts);
        read.is_next.push(pair.is_next);
        read.is_true.push(true_kind.is_some());
        read.kinds.push(true_kind);
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

/// Of the pairs of two texts the one whose blocks stand nearest.
fn nearest(found: Vec<Pair>) -> Vec<Pair> {
    let mut nearest: BTreeMap<(usize, usize), Pair> = BTreeMap::new();
    let distance = |pair: &Pair| (!pair.is_next, pair.left.abs_diff(pair.right));
    for pair in found {
        match nearest.get(&pair.texts) {
            Some(known) if distance(known) <= distance(&pair) => {}
            _ => drop(nearest.insert(pair.texts, pair)),
        }
    }
    nearest.into_values().collect()
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
