//! Clean text as its editors published it: `clean/SET.jsonl.zst` of the measuring data.
//!
//! Every record belongs to a *unit*: a book, an author, a law, a newspaper. A unit is
//! never parted, so that what is fitted on one unit is looked at on another. Sets of
//! fewer than [`FEW`] units are parted by stretches of records instead.

use std::collections::BTreeSet;
use std::hash::Hasher;
use std::path::Path;

use rustc_hash::FxHasher;

/// A set with fewer units than this is parted by stretches of its records.
const FEW: usize = 4;

/// Stretches that a set of few units is parted into.
const STRETCHES: usize = 8;

/// One article, chapter, scene, law, poem or table.
#[derive(Clone, Debug, serde::Deserialize)]
pub(crate) struct Record {
    pub(crate) id: String,
    /// Its language, as in `zh-Hant`.
    pub(crate) lang: String,
    pub(crate) genre: String,
    pub(crate) licence: String,
    pub(crate) layout: Layout,
    /// The book, author, law or newspaper that it comes from.
    pub(crate) unit: String,
    pub(crate) text: String,
}

/// What a line of a record is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Layout {
    /// A paragraph.
    ParagraphPerLine,
    /// A line of prose that was broken at a width.
    Wrapped,
    /// A line that stays one: verse, lists, tables.
    LinesMatter,
}

/// What a record serves for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Part {
    /// Language models are counted on it, and weights that need none are fitted on it: half
    /// of the units.
    Model,
    /// Weights over a language model are fitted on it: a quarter.
    Fit,
    /// Looked at only: a quarter.
    Look,
}

/// The records of one file.
pub(crate) struct Set {
    /// The file's name without its ending, as in `en-prose`.
    pub(crate) name: String,
    pub(crate) records: Vec<Record>,
    /// For each record what it serves for.
    pub(crate) parts: Vec<Part>,
    /// Whether the set has too few units to be parted by them.
    pub(crate) by_stretches: bool,
}

impl Set {
    /// The records that serve for a part.
    pub(crate) fn part(&self, part: Part) -> impl Iterator<Item = &Record> {
        let records = self.records.iter().zip(&self.parts);
        records.filter(move |(_, own)| **own == part).map(|(record, _)| record)
    }
}

/// All sets of the folder that `FAIRCOPY_DATA` names, by name.
///
/// # Panics
/// When a file of the folder cannot be read: a set that silently is not read guards
/// nothing.
pub(crate) fn sets(data: &Path) -> Vec<Set> {
    let folder = data.join("clean");
    let entries = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("FAIRCOPY_DATA: {}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a folder entry").path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(".jsonl.zst"));
    paths.sort();
    paths.iter().map(|path| set(path)).collect()
}

fn set(path: &Path) -> Set {
    let name = path.file_name().expect("a file").to_string_lossy().replace(".jsonl.zst", "");
    let records: Vec<Record> = lines(path);
    let units: BTreeSet<&str> = records.iter().map(|record| record.unit.as_str()).collect();
    let by_stretches = units.len() < FEW;
    let place = |at: usize, record: &Record| match by_stretches {
        true => {
            [Part::Model, Part::Fit, Part::Model, Part::Look][at * STRETCHES / records.len() % 4]
        }
        false => part_of(&record.unit),
    };
    let parts = records.iter().enumerate().map(|(at, record)| place(at, record)).collect();
    Set { name, parts, by_stretches, records }
}

/// The records of a compressed file, one JSON object a line.
///
/// # Panics
/// When the file cannot be read, or a line is no such record.
pub(crate) fn lines<T: serde::de::DeserializeOwned>(path: &Path) -> Vec<T> {
    let fail = |error: &dyn std::fmt::Display| -> ! { panic!("{}: {error}", path.display()) };
    let file = std::fs::File::open(path).unwrap_or_else(|error| fail(&error));
    let bytes = zstd::stream::decode_all(file).unwrap_or_else(|error| fail(&error));
    let text = String::from_utf8(bytes).unwrap_or_else(|error| fail(&error));
    let record = |line| serde_json::from_str(line).unwrap_or_else(|error| fail(&error));
    text.split('\n').filter(|line| !line.is_empty()).map(record).collect()
}

/// The part of a unit: by its name, so that a unit is in the same part in every set.
fn part_of(unit: &str) -> Part {
    let mut hasher = FxHasher::default();
    hasher.write(unit.as_bytes());
    [Part::Model, Part::Fit, Part::Model, Part::Look][(hasher.finish() >> 40) as usize % 4]
}
