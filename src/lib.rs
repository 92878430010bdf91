//! A fair copy of scraped or OCR'd newspaper text.
//!
//! # Steps
//! ```text
//! decode → split → view → match → rejoin → settle → report
//! bytes    blocks  folded  repeats  joins,   article,  text, diff,
//! → Source                          gaps     edits     JSON, HTML
//! ```
//! Between settle and report a reader may come in: [`decide`] names every change and
//! carries out what is decided about it.

pub mod alignment;
pub mod archive;
pub mod block;
pub mod channel;
pub mod collation;
pub mod decide;
pub mod decode;
pub mod ending;
pub mod furniture;
pub mod guard;
pub mod language;
pub mod learn;
pub mod ledger;
pub mod lexicon;
pub mod matching;
pub mod model;
pub mod noise;
pub mod passage;
pub mod proposal;
pub mod reason;
pub mod rejoin;
pub mod repair;
pub mod report;
pub mod script;
pub mod seam;
pub mod series;
pub mod settle;
pub mod sheet;
pub mod source;
pub mod split;
pub mod usage;
pub mod view;
pub mod weights;
pub mod wording;

use block::Block;
pub use collation::{Collation, Evidence as CollationEvidence, collate, collate_all};
use ledger::Ledger;
use lexicon::Lexicon;
use rayon::prelude::*;
use seam::Side;
use sheet::Sheet;
use source::{Page, Source};
use view::View;

/// What each stage may be told; every part has a documented default.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// How bytes become text.
    pub decode: decode::Settings,
    /// What of the noise is mended on request.
    pub noise: noise::Settings,
    /// What is taken for misread.
    pub repair: repair::Settings,
    /// What counts as a repeat.
    pub matching: matching::Settings,
    /// What is applied.
    pub settle: settle::Settings,
}

/// One page and its fair copy.
#[derive(Clone, Debug)]
pub struct FairCopy {
    /// The page as it came.
    pub source: Source,
    /// Its blocks, in page order.
    pub blocks: Vec<Block>,
    /// What happened to every byte of it.
    pub ledger: Ledger,
    /// What the run was told.
    pub settings: Settings,
}

impl FairCopy {
    /// The canonical, deduplicated article.
    pub fn article(&self) -> String {
        self.ledger.replay(&self.source)
    }
}

/// What [`clean`] gives: a fair copy per page, in the order the pages came.
#[derive(Clone, Debug)]
pub struct Cleaned {
    /// The fair copies.
    pub pages: Vec<FairCopy>,
}

/// Make a fair copy of each page. Pages are cleaned side by side; the result does
/// not depend on the number of threads.
///
/// # Panics
/// Only by a fault of this library; [`guard::guarded`] keeps it to the page that shows it.
///
/// ```
/// use faircopy::source::Page;
/// use faircopy::{Settings, clean};
///
/// let page = Page::new("page.txt", "The ferry to Senlow was carried past the land-\ning stage.\n");
/// let cleaned = clean(&[page], &Settings::default());
/// let copy = &cleaned.pages[0];
/// assert_eq!(copy.article(), "The ferry to Senlow was carried past the landing stage.\n");
/// assert_eq!(copy.ledger.edits[0].reason.code(), "line.hyphen");
/// ```
pub fn clean(pages: &[Page], settings: &Settings) -> Cleaned {
    Cleaned { pages: pages.par_iter().map(|page| fair_copy(page, settings).0).collect() }
}

/// The stages, in order; with the copy the folded text, which an archive compares.
fn fair_copy(page: &Page, settings: &Settings) -> (FairCopy, View) {
    let lexicon = Lexicon::builtin();
    let source = decode::decode(page, &settings.decode);
    let blocks = split::split(&source);
    let view = View::fold(&source, &blocks);
    let sheet = Sheet { source: &source, blocks: &blocks, view: &view, lexicon };
    let repeats = matching::find(&sheet, &settings.matching);
    let seams = rejoin::find(&sheet, &repeats.passages);
    let mut noise = noise::mend(&source, &blocks, lexicon, &settings.noise);
    if settings.repair.is_wanted(settings.settle.level) {
        noise.edits.extend(noise::leftover::mend(&source, &blocks, lexicon));
        noise.edits.extend(repair::propose(&source, &blocks, lexicon, &settings.repair));
    }
    let continues = |left: Side<'_>, right: Side<'_>| rejoin::continues(&sheet, left, right);
    let mut ledger = settle::settle(&sheet, &repeats, seams, &continues, noise, &settings.settle);
    ledger.note(decode::damage(&source));
    (FairCopy { source, blocks, ledger, settings: settings.clone() }, view)
}
