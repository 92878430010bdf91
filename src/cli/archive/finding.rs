//! One page looked up in an archive: to be restored, or to see what happened to it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use faircopy::archive::fold::Reference;
use faircopy::archive::{Record, Untouched};
use faircopy::report::diff::Elsewhere;
use faircopy::report::{self, json};
use faircopy::source::{Source, Span};
use serde::Deserialize;

use super::index::{self, Place};
use super::work::{self, Part};
use crate::cli::exit::Outcome;
use crate::cli::fault::Fault;
use crate::cli::{flags, output, terminal};

/// A page of an archive, by its name.
pub(crate) struct Wanted {
    pub(crate) archive: PathBuf,
    pub(crate) page: String,
    /// Which of the pages of that name, from 1.
    pub(crate) nth: NonZeroUsize,
}

impl Wanted {
    /// The report on the page.
    ///
    /// # Errors
    /// When there is no archive, it has no such page, or its ledger is damaged.
    pub(crate) fn report(&self) -> Result<json::Report, Fault> {
        let places = index::places(&self.archive, &self.page);
        if let Some(places) = &places {
            self.tell_others(places.len());
        }
        let named = format!("\"name\":{}", quoted(&self.page));
        let is_it = |line: &[u8]| holds(line, named.as_bytes()) && self.is_of(line);
        let line = self.line(Part::Ledger, frames(&places, |place| place.ledger), is_it)?;
        let name = || self.archive.join(Part::Ledger.file()).display().to_string();
        let not_a_report = |cause: String| Fault::NotAReport { name: name(), cause };
        if let Ok(untouched) = serde_json::from_slice::<Untouched>(&line) {
            let report = Record::text_of(&self.page()?).and_then(|text| untouched.report(text));
            return report.ok_or_else(|| {
                let pages = Part::Pages.file();
                not_a_report(format!("the page's text in {pages} is another than it was"))
            });
        }
        let text = std::str::from_utf8(&line).map_err(|cause| not_a_report(cause.to_string()))?;
        json::read(text).map_err(|cause| not_a_report(cause.to_string()))
    }

    /// The page's line in the pages.
    fn page(&self) -> Result<Vec<u8>, Fault> {
        let places = index::places(&self.archive, &self.page);
        let id = quoted(&self.page);
        let is_it = |line: &[u8]| first_value(line).is_some_and(|v| v.starts_with(id.as_bytes()));
        self.line(Part::Pages, frames(&places, |place| place.pages), is_it)
    }

    /// Where the page's text refers to what other pages keep.
    fn references(&self) -> Result<Vec<Reference>, Fault> {
        #[derive(Deserialize)]
        struct Referring {
            #[serde(default)]
            refers: Vec<Reference>,
        }
        // A member of that name that the record brought along is none of ours.
        Ok(serde_json::from_slice::<Referring>(&self.page()?)
            .map_or(Vec::new(), |line| line.refers))
    }

    /// The line of the page, in these frames or, where these are not known, in any.
    fn line(
        &self,
        part: Part,
        frames: Option<Vec<u64>>,
        is_it: impl Fn(&[u8]) -> bool,
    ) -> Result<Vec<u8>, Fault> {
        let path = self.archive.join(part.file());
        let mut left = self.nth.get();
        let mut search = |frame: Option<u64>| {
            let mut lines = lines(&path, frame)?;
            let mut line = Vec::new();
            while lines.read_until(b'\n', &mut line)? > 0 {
                left -= usize::from(is_it(&line));
                if left == 0 {
                    return Ok(Some(line));
                }
                line.clear();
            }
            Ok(None)
        };
        let found: io::Result<Option<Vec<u8>>> = match frames {
            None => search(None),
            Some(frames) => {
                frames.into_iter().find_map(|start| search(Some(start)).transpose()).transpose()
            }
        };
        let found = found.map_err(|cause| match cause.kind() {
            io::ErrorKind::NotFound => Fault::NotAnArchive(self.archive.display().to_string()),
            _ => Fault::Unreadable { name: path.display().to_string(), cause },
        })?;
        found.ok_or_else(|| Fault::NoSuchPage {
            page: self.page.clone(),
            archive: self.archive.display().to_string(),
            of_that_name: self.nth.get() - left,
        })
    }

    /// Whether a line of the ledger is on a page of that name.
    fn is_of(&self, line: &[u8]) -> bool {
        // What cannot be read is not passed over in silence.
        json::page_name(line).map_or(true, |name| name == self.page)
    }

    /// Say that there are more pages of that name.
    fn tell_others(&self, count: usize) {
        let nth = self.nth.get();
        if count > 1 && nth <= count {
            let page = terminal::tame(&self.page);
            let _ = writeln!(
                io::stderr(),
                "note: {count} pages are called {page}; this is number {nth}, --nth N gives another"
            );
        }
    }
}

/// The frames that some places are in, each once; they come in the order of the file.
fn frames(places: &Option<Vec<Place>>, of: impl Fn(&Place) -> u64) -> Option<Vec<u64>> {
    let mut frames: Vec<u64> = places.as_ref()?.iter().map(of).collect();
    frames.dedup();
    Some(frames)
}

/// The lines of a compressed file: of the frame that starts there, or of all.
fn lines(path: &Path, frame: Option<u64>) -> io::Result<Box<dyn BufRead>> {
    let Some(start) = frame else { return work::lines(path) };
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(start))?;
    let frame = zstd::stream::read::Decoder::new(file)?.single_frame();
    Ok(Box::new(BufReader::with_capacity(1 << 17, frame)))
}

fn quoted(name: &str) -> String {
    serde_json::to_string(name).unwrap_or_default()
}

/// A page's name stands near the start of its line, before its text.
const HEAD: usize = 4096;

fn holds(line: &[u8], wanted: &[u8]) -> bool {
    let head = &line[..line.len().min(HEAD + wanted.len())];
    head.windows(wanted.len()).any(|window| window == wanted)
}

/// What follows the name of the first member of a JSON object: in the pages, their id.
fn first_value(line: &[u8]) -> Option<&[u8]> {
    let mut names = serde_json::Deserializer::from_slice(line.get(1..)?).into_iter::<String>();
    names.next()?.ok()?;
    line.get(1 + names.byte_offset()..)?.strip_prefix(b":")
}

/// A stretch of a page given in characters; `None` where the page has none such.
fn span(source: &Source, chars: [u64; 2]) -> Option<Span> {
    let text = source.text();
    let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let start = places.nth(chars[0] as usize)?;
    let more = chars[1].checked_sub(chars[0])?.checked_sub(1)?;
    Some(source.span(start..places.nth(more as usize)?))
}

/// `faircopy diff`: what happened to one page.
pub(crate) struct Diff(Wanted);

impl Diff {
    pub(crate) fn new(flags: flags::Diff) -> Diff {
        Diff(Wanted { archive: flags.archive, page: flags.page, nth: flags.nth })
    }

    /// # Errors
    /// As [`Wanted::report`], and when it cannot be printed.
    pub(crate) fn run(self) -> Result<Outcome, Fault> {
        let report = self.0.report()?;
        let references = self.0.references()?;
        let copy = report.copy().map_err(|breach| Fault::NotAReport {
            name: self.0.archive.display().to_string(),
            cause: breach.to_string(),
        })?;
        let (width, colour) = (terminal::width(), terminal::colour());
        let source = &copy.source;
        let places = references.iter().filter_map(|reference| {
            let (page, repeat) = (reference.page.as_str(), reference.repeat.as_str());
            Some(Elsewhere { span: span(source, reference.chars)?, page, repeat })
        });
        let places: Vec<Elsewhere<'_>> = places.collect();
        let diff = report::diff::terminal(&copy, width, colour)
            + &report::diff::elsewhere(source, &places, width, colour);
        output::print(diff.as_bytes())?;
        Ok(Outcome::Done)
    }
}
