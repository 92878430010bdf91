//! Pages written again without the passages that stay elsewhere.

use std::fs::{self, File};
use std::io::{self, BufRead, Write};

use faircopy::archive::fold::{self, Folded, Stretch};
use faircopy::archive::record::{Fields, Record};
use faircopy::report::json;
use rayon::prelude::*;

use super::index::Frame;
use super::progress::{Progress, Unit};
use super::shelf::Shelf;
use super::work::{FOLDED, Part, Work, frame, lines, unwritable, write_whole};
use crate::cli::fault::Fault;

/// Pages that are worked on and compressed together.
const BATCH: usize = 256;

/// What pages are folded by.
pub(super) struct Folding<'a> {
    pub(super) shelf: &'a Shelf,
    pub(super) fields: &'a Fields,
    pub(super) progress: &'a Progress,
}

impl Folding<'_> {
    /// Take the folded printings out of their pages; the frames these are written in.
    ///
    /// # Errors
    /// When the disk takes no more, or what was written before cannot be read.
    pub(super) fn run(&self, folded: &[Folded], work: &Work) -> Result<Vec<Frame>, Fault> {
        let (path, note) = (work.path(FOLDED), work.path("folded.frames"));
        if !work.is_done("folding") {
            let frames = self.write(folded, work).map_err(unwritable(&path))?;
            write_whole(&note, &serde_json::to_vec(&frames).unwrap_or_default())?;
            work.done("folding")?;
        }
        let unreadable = super::shelf::unreadable(note.display().to_string());
        let frames = fs::read(&note).map_err(&unreadable)?;
        serde_json::from_slice(&frames).map_err(|cause| unreadable(cause.into()))
    }

    fn write(&self, folded: &[Folded], work: &Work) -> io::Result<Vec<Frame>> {
        let count = self.shelf.numbering.count();
        let stage = self.progress.stage("folding", count as u64, Unit::Pages);
        let lines = |part: Part| lines(&work.path(part.file())).map(|lines| lines.split(b'\n'));
        let mut lines = lines(Part::Pages)?.zip(lines(Part::Ledger)?);
        let mut out = File::create(work.path(FOLDED))?;
        let (mut frames, mut start) = (Vec::new(), 0);
        for first in (0..count).step_by(BATCH) {
            let batch: Vec<_> = lines.by_ref().take(BATCH).collect();
            let pages: Vec<Vec<u8>> = batch
                .into_par_iter()
                .enumerate()
                .map(|(at, (page, ledger))| self.page((first + at) as u32, page?, &ledger?, folded))
                .collect::<io::Result<_>>()?;
            let written = frame(&pages.concat())?;
            out.write_all(&written)?;
            frames.push(Frame { pages: pages.len() as u64, start });
            start += written.len() as u64;
            stage.reach((first + pages.len()) as u64);
        }
        stage.finish();
        Ok(frames)
    }

    /// A page's line without what is folded of it.
    fn page(
        &self,
        page: u32,
        line: Vec<u8>,
        ledger: &[u8],
        folded: &[Folded],
    ) -> io::Result<Vec<u8>> {
        let from = folded.partition_point(|f| f.page < page);
        let own = &folded[from..from + folded[from..].partition_point(|f| f.page == page)];
        if own.is_empty() {
            return Ok([line, b"\n".to_vec()].concat());
        }
        let report: json::Report = serde_json::from_slice(ledger)?;
        let copy = report.copy().map_err(|breach| io::Error::other(breach.to_string()))?;
        let trace = self.shelf.trace(page as usize)?;
        let mut stretches: Vec<Stretch> = Vec::new();
        for Folded { range, repeat, base, .. } in own {
            let own = trace.stretches(copy.source.text(), range.clone());
            stretches.extend(own.into_iter().map(|range| Stretch {
                range,
                repeat: format!("r{}", repeat + 1),
                page: self.shelf.cards[*base as usize].id.to_string(),
            }));
        }
        let (text, references) = fold::without(&copy, &stretches);
        let record = Record::of_json(&line, self.fields, "").map_err(io::Error::other)?;
        Ok(record.line_referring(&text, &references, self.fields))
    }
}
