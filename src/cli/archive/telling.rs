//! Repeats told: printings looked up in their pages, read together, and written.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use faircopy::archive::fold::Kept;
use faircopy::archive::repeats::{Excerpt, link, others, repeat};
use faircopy::archive::summary::Summary;
use faircopy::archive::{Across, Settings};
use faircopy::lexicon::Lexicon;
use faircopy::matching::across::{Cluster, Printing};
use rayon::prelude::*;

use super::faults::Faults;
use super::progress::{Progress, Unit};
use super::shelf::Shelf;
use super::work::{REPEATS, Work, frame, unwritable};
use crate::cli::fault::Fault;

/// Printings that are looked up and read at a time, in symbols: what is held of them is
/// a few times as many bytes.
const BATCH: usize = 4 << 20;

/// Repeats that are compressed together.
const FRAME: usize = 256;

/// How repeats are to be told.
pub(super) struct Telling<'a> {
    pub(super) shelf: &'a Shelf,
    pub(super) settings: &'a Settings,
    pub(super) progress: &'a Progress,
    pub(super) faults: &'a Faults,
}

impl Telling<'_> {
    /// Write all repeats, and add them to the summary; what is kept of each.
    ///
    /// # Errors
    /// When the disk takes no more.
    pub(super) fn run(
        &self,
        clusters: &[Cluster],
        work: &Work,
        summary: &mut Summary,
    ) -> Result<Vec<Kept>, Fault> {
        let path = work.path(REPEATS);
        self.write(clusters, &path, summary).map_err(unwritable(&path))
    }

    fn write(
        &self,
        clusters: &[Cluster],
        path: &Path,
        summary: &mut Summary,
    ) -> io::Result<Vec<Kept>> {
        let stage = self.progress.stage("reading", clusters.len() as u64, Unit::Repeats);
        let mut file = File::create(path)?;
        let mut kept = Vec::with_capacity(clusters.len());
        let mut rest = clusters;
        let mut told = 0;
        while !rest.is_empty() {
            let (batch, after) = rest.split_at(batch_len(rest));
            let parts: Vec<Told> = self
                .excerpts(batch)?
                .into_par_iter()
                .chunks(FRAME)
                .enumerate()
                .map(|(part, repeats)| {
                    let count = repeats.len() as u64;
                    let part = self.told(told + part * FRAME, repeats);
                    stage.advance(count);
                    part
                })
                .collect::<io::Result<_>>()?;
            for part in parts {
                summary.append(part.summary);
                kept.extend(part.kept);
                file.write_all(&part.frame)?;
            }
            told += batch.len();
            rest = after;
        }
        stage.finish();
        Ok(kept)
    }

    /// The printings of some clusters, with their texts.
    fn excerpts(&self, clusters: &[Cluster]) -> io::Result<Vec<Vec<Excerpt<'_>>>> {
        let mut wanted: Vec<(&Printing, usize, usize)> = Vec::new();
        for (at, cluster) in clusters.iter().enumerate() {
            wanted.extend(cluster.printings.iter().enumerate().map(|(n, p)| (p, at, n)));
        }
        wanted.sort_by_key(|(printing, at, n)| (printing.page, *at, *n));
        let pages: Vec<&[(&Printing, usize, usize)]> =
            wanted.chunk_by(|a, b| a.0.page == b.0.page).collect();
        let found: Vec<Vec<Excerpt<'_>>> =
            pages.par_iter().map(|page| self.on_page(page)).collect::<io::Result<_>>()?;
        let mut excerpts: Vec<Vec<Option<Excerpt<'_>>>> =
            clusters.iter().map(|c| vec![None; c.printings.len()]).collect();
        for ((_, at, n), excerpt) in wanted.iter().zip(found.into_iter().flatten()) {
            excerpts[*at][*n] = Some(excerpt);
        }
        Ok(excerpts.into_iter().map(|e| e.into_iter().flatten().collect()).collect())
    }

    fn on_page(&self, wanted: &[(&Printing, usize, usize)]) -> io::Result<Vec<Excerpt<'_>>> {
        let page = wanted[0].0.page as usize;
        let (source, trace) = (self.shelf.source(page, self.settings)?, self.shelf.trace(page)?);
        let card = &self.shelf.cards[page];
        let excerpt = |(printing, ..): &(&Printing, usize, usize)| {
            let mut excerpt = Excerpt::of(printing, &source, &trace, &card.id);
            excerpt.witness.series =
                card.series.map(|s| self.shelf.series[s as usize].as_str().into());
            excerpt.witness.date = card.date.as_deref().map(Into::into);
            excerpt
        };
        Ok(wanted.iter().map(excerpt).collect())
    }

    /// Tell some repeats, given how many come before them.
    fn told(&self, before: usize, repeats: Vec<Vec<Excerpt<'_>>>) -> io::Result<Told> {
        let (mut lines, mut kept) = (Vec::new(), Vec::with_capacity(repeats.len()));
        let folds = self.settings.across == Across::Fold;
        let mut summary = Summary::default();
        let lexicon = Lexicon::builtin();
        for (number, excerpts) in (before + 1..).zip(repeats) {
            let texts: Vec<String> = match folds {
                true => excerpts.iter().map(|excerpt| excerpt.text.clone()).collect(),
                false => Vec::new(),
            };
            let id = format!("r{number}");
            let read = self.settings.readings.then(|| {
                let reading = || repeat(id.clone(), excerpts.clone(), lexicon);
                self.faults.bear(|| id.clone(), "reading its printings together", reading)
            });
            // What cannot be read together is still one text on several pages.
            let told = read.flatten();
            let (repeat, text) = told.unwrap_or_else(|| link(id, excerpts, lexicon));
            serde_json::to_writer(&mut lines, &repeat)?;
            lines.push(b'\n');
            summary.add_repeat(&repeat, &text);
            kept.push(Kept { base: repeat.base, others: others(&texts, repeat.base) });
        }
        Ok(Told { frame: frame(&lines)?, kept, summary })
    }
}

/// Some repeats, told.
struct Told {
    /// Their lines, compressed.
    frame: Vec<u8>,
    /// What is kept of each.
    kept: Vec<Kept>,
    summary: Summary,
}

/// How many clusters make a batch.
fn batch_len(clusters: &[Cluster]) -> usize {
    let mut symbols = 0;
    let full = clusters.iter().position(|cluster| {
        symbols += cluster.printings.iter().map(|p| p.range.len()).sum::<usize>();
        symbols >= BATCH
    });
    full.map_or(clusters.len(), |at| at + 1)
}
