//! One page looked up in an archive's ledger: to be restored, or to see what happened
//! to it.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use faircopy::report::{self, json};

use super::work::Part;
use crate::cli::exit::Outcome;
use crate::cli::fault::Fault;
use crate::cli::{flags, output, terminal};

/// The report on a page of an archive.
///
/// # Errors
/// When there is no archive, it has no such page, or its ledger is damaged.
pub(crate) fn find(archive: &Path, page: &str) -> Result<json::Report, Fault> {
    let path = archive.join(Part::Ledger.file());
    let name = path.display().to_string();
    let unreadable = |cause: io::Error| match cause.kind() {
        io::ErrorKind::NotFound => Fault::NotAnArchive(archive.display().to_string()),
        _ => Fault::Unreadable { name: name.clone(), cause },
    };
    let file = File::open(&path).map_err(unreadable)?;
    let mut lines = BufReader::new(zstd::stream::read::Decoder::new(file).map_err(unreadable)?);
    let wanted = format!("\"name\":{}", serde_json::to_string(page).unwrap_or_default());
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).map_err(unreadable)? > 0 {
        if holds(&line, wanted.as_bytes()) {
            let not_a_report = |cause: String| Fault::NotAReport { name: name.clone(), cause };
            let text =
                std::str::from_utf8(&line).map_err(|cause| not_a_report(cause.to_string()))?;
            let report = json::read(text).map_err(|cause| not_a_report(cause.to_string()))?;
            if report.source.name == page {
                return Ok(report);
            }
        }
        line.clear();
    }
    Err(Fault::NoSuchPage { page: page.into(), archive: archive.display().to_string() })
}

/// A page's name stands near the start of its line, before its text.
const HEAD: usize = 4096;

fn holds(line: &[u8], wanted: &[u8]) -> bool {
    let head = &line[..line.len().min(HEAD + wanted.len())];
    head.windows(wanted.len()).any(|window| window == wanted)
}

/// `faircopy diff`: what happened to one page.
pub(crate) struct Diff {
    archive: PathBuf,
    page: String,
}

impl Diff {
    pub(crate) fn new(flags: flags::Diff) -> Diff {
        Diff { archive: flags.archive, page: flags.page }
    }

    /// # Errors
    /// As [`find`], and when it cannot be printed.
    pub(crate) fn run(self) -> Result<Outcome, Fault> {
        let report = find(&self.archive, &self.page)?;
        let copy = report.copy().map_err(|breach| Fault::NotAReport {
            name: self.archive.display().to_string(),
            cause: breach.to_string(),
        })?;
        let diff = report::diff::terminal(&copy, terminal::width(), terminal::colour());
        output::print(diff.as_bytes())?;
        Ok(Outcome::Done)
    }
}
