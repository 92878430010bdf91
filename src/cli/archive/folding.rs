//! Pages written again without the passages that stay elsewhere.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::ops::Range;

use faircopy::archive::fold::{self, Folded};
use faircopy::archive::record::{Fields, Record};
use faircopy::report::json;
use rayon::prelude::*;

use super::progress::{Progress, Unit};
use super::shelf::Shelf;
use super::work::{Part, Work, frame, unwritable};
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
    /// Take the folded printings out of their pages.
    ///
    /// # Errors
    /// When the disk takes no more, or what was written before cannot be read.
    pub(super) fn run(&self, folded: &[Folded], work: &Work) -> Result<(), Fault> {
        let path = work.path(Part::Pages.file());
        let whole = work.path("whole.jsonl.zst");
        if !work.is_done("folding") {
            if !whole.exists() {
                fs::rename(&path, &whole).map_err(unwritable(&path))?;
            }
            self.write(folded, work).map_err(unwritable(&path))?;
            work.done("folding")?;
        }
        Ok(())
    }

    fn write(&self, folded: &[Folded], work: &Work) -> io::Result<()> {
        let count = self.shelf.numbering.count();
        let stage = self.progress.stage("folding", count as u64, Unit::Pages);
        let open = |name: &str| -> io::Result<_> {
            let frames = zstd::stream::read::Decoder::new(File::open(work.path(name))?)?;
            Ok(BufReader::new(frames).split(b'\n'))
        };
        let mut lines = open("whole.jsonl.zst")?.zip(open(Part::Ledger.file())?);
        let mut out = File::create(work.path(Part::Pages.file()))?;
        for first in (0..count).step_by(BATCH) {
            let batch: Vec<_> = lines.by_ref().take(BATCH).collect();
            let pages: Vec<Vec<u8>> = batch
                .into_par_iter()
                .enumerate()
                .map(|(at, (page, ledger))| self.page((first + at) as u32, page?, &ledger?, folded))
                .collect::<io::Result<_>>()?;
            out.write_all(&frame(&pages.concat())?)?;
            stage.reach((first + pages.len()) as u64);
        }
        stage.finish();
        Ok(())
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
        let mut stretches: Vec<(Range<usize>, String)> = Vec::new();
        for Folded { range, repeat, .. } in own {
            let own = trace.stretches(copy.source.text(), range.clone());
            stretches.extend(own.into_iter().map(|s| (s, format!("r{}", repeat + 1))));
        }
        let (text, references) = fold::without(&copy, &stretches);
        let record = Record::of_json(&line, self.fields, "").map_err(io::Error::other)?;
        Ok(record.line_referring(&text, &references, self.fields))
    }
}
