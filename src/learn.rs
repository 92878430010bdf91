//! Learn: a model of an archive, from nothing but its pages.
//!
//! # Steps
//! ```text
//! count     its words, and which follows which
//! reprints  passages that several of its pages print, aligned and settled
//! print     what was misread as what where printings differ
//! usage     the words that are no misreadings of others
//! ```
//! Copies teach the noise: where a passage was printed twice and read twice, the two
//! readings are an unsupervised sample of what this scanner does to this type.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::channel::Print;
use crate::collation::{Evidence, Learned, collate_all};
use crate::lexicon::Lexicon;
use crate::matching::{self, across};
use crate::model::Model;
use crate::source::{Page, Source};
use crate::usage::Count;
use crate::view::View;
use crate::{decode, split};

/// Text whose reprints are read, in bytes: misreadings are the same all through an
/// archive, and a week of a few hundred papers shows hundreds of thousands.
const READ_AGAIN: usize = 12 << 20;

/// Passages of an archive that are read at a time.
const AT_A_TIME: usize = 512;

/// Shortest passage that teaches, in characters as [`matching::Settings`] counts them:
/// shorter ones are formulas, which differ because they were printed anew.
const PASSAGE: usize = 60;

/// How often a misreading must be seen to be remembered.
const SEEN: f32 = 3.0;

/// A learner that is handed an archive bit by bit and keeps only what it counts, and
/// the pages whose reprints it reads.
#[derive(Default)]
pub struct Learner {
    count: Count,
    kept: Vec<Source>,
    bytes: usize,
}

impl Learner {
    /// Learn from some pages.
    pub fn read(&mut self, pages: &[Page]) {
        let lexicon = Lexicon::builtin();
        let read: Vec<(Source, Count)> = pages
            .par_iter()
            .map(|page| {
                let source = decode::decode(page, &decode::Settings::default());
                let mut count = Count::default();
                count.read(source.text(), lexicon);
                (source, count)
            })
            .collect();
        for (source, count) in read {
            self.count.merge(count);
            self.bytes += source.text().len();
            if self.bytes <= READ_AGAIN {
                self.kept.push(source);
            }
        }
    }

    /// Bytes of text read so far.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The model of what was read.
    pub fn model(self) -> Model {
        let lexicon = Lexicon::builtin();
        let print = print(&self.kept, lexicon);
        Model { usage: self.count.usage(lexicon, &print), print }
    }
}

/// What the reprints of some pages teach about their print.
fn print(pages: &[Source], lexicon: &Lexicon) -> Print {
    let views: Vec<View> =
        pages.par_iter().map(|source| View::fold(source, &split::split(source))).collect();
    let symbols: Vec<&[u32]> = views.iter().map(View::symbols).collect();
    let settings =
        matching::Settings { min_passage: Some(PASSAGE), ..matching::Settings::default() };
    let clusters = across::clusters(&across::reprints(&symbols, &settings));
    let mut learned = Learned::default();
    for clusters in clusters.chunks(AT_A_TIME) {
        let texts: Vec<Vec<&str>> = clusters
            .iter()
            .map(|cluster| {
                let text = |p: &across::Printing| {
                    let page = p.page as usize;
                    pages[page].slice(views[page].span(&pages[page], p.range.clone()))
                };
                cluster.printings.iter().map(text).collect()
            })
            .collect();
        let evidence = Evidence { lexicon, ..Evidence::default() };
        collate_all(&texts, None, &evidence).iter().for_each(|c| learned.merge(&c.learned));
    }
    let mut seen = FxHashMap::default();
    let mut occurs = FxHashMap::default();
    let plain = |text: &str| !text.contains(['\t', '\n']);
    for (right, wrong, times) in learned.misreadings().filter(|(.., times)| *times >= SEEN) {
        if plain(&right) && plain(&wrong) {
            occurs.entry(right.clone()).or_insert_with(|| learned.occurs(&right));
            seen.insert((right, wrong), f64::from(times));
        }
    }
    Print::learned(seen, occurs, learned.error_rate())
}
