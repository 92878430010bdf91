//! Where the texts to measure on come from: the folder that `FAIRCOPY_DATA` names,
//! and our own samples.

use std::io::BufRead;
use std::path::{Path, PathBuf};

use faircopy::Settings;
use faircopy::reason::Tier;
use faircopy::source::Page;

use serde::de::DeserializeOwned;

/// The measuring data, if there is any.
pub(crate) struct Data {
    folder: Option<PathBuf>,
}

/// A text as it was recognised, and as it should be.
#[derive(Clone, Debug, serde::Deserialize)]
pub(crate) struct Pair {
    /// As recognised, or as printed in lines.
    pub(crate) text: String,
    /// As it should be.
    pub(crate) gold: String,
}

/// One of our own labelled pages.
pub(crate) struct Sample {
    /// Its folder's name.
    pub(crate) name: String,
    /// The page as scraped.
    pub(crate) page: String,
    /// The article it should give.
    pub(crate) article: String,
    /// The level it is cleaned at.
    pub(crate) level: Tier,
}

impl Data {
    /// The folder named by `FAIRCOPY_DATA`.
    pub(crate) fn from_environment() -> Data {
        Data { folder: std::env::var_os("FAIRCOPY_DATA").map(PathBuf::from) }
    }

    /// The folder, for the heading of the table.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The records of a file of the folder, one JSON object a line; `None` without
    /// a folder.
    ///
    /// # Panics
    /// When there is a folder and the file is not in it or not readable: a set
    /// that silently is not measured guards nothing.
    pub(crate) fn records<T: DeserializeOwned>(&self, file: &str) -> Option<Vec<T>> {
        let path = self.folder.as_ref()?.join(file);
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("FAIRCOPY_DATA: {}: {error}", path.display()));
        let record = |line| {
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        };
        Some(text.lines().filter(|line| !line.is_empty()).map(record).collect())
    }
}

/// The pages of the first week of the archive; `None` without a folder.
///
/// # Panics
/// When the archive is not there or not readable.
pub(crate) fn first_week(data: &Data) -> Option<Vec<Page>> {
    #[derive(serde::Deserialize)]
    struct Record {
        id: String,
        text: String,
    }
    let path = data.folder()?.join("archive/newspapers-1916-01.jsonl.zst");
    let file = std::fs::File::open(&path)
        .unwrap_or_else(|error| panic!("FAIRCOPY_DATA: {}: {error}", path.display()));
    let lines = zstd::stream::read::Decoder::new(file).expect("a compressed archive");
    let page = |line: std::io::Result<String>| {
        let record: Record = serde_json::from_str(&line.expect("text")).expect("a record");
        Page::new(record.id, record.text.into_bytes())
    };
    Some(std::io::BufReader::new(lines).lines().take(WEEK).map(page).collect())
}

/// Pages of the archive that are of its first week.
const WEEK: usize = 527;

/// Our own samples, by name; none when the folder is not there.
pub(crate) fn samples() -> Vec<Sample> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut samples: Vec<Sample> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let expected = std::fs::read_to_string(path.join("expect.txt")).unwrap_or_default();
            let is_likely = expected.lines().any(|line| line == "level: likely");
            let usual = Settings::default().settle.level;
            Some(Sample {
                level: if is_likely { Tier::Likely } else { usual },
                name: path.file_name()?.to_string_lossy().into_owned(),
                page: std::fs::read_to_string(path.join("page.txt")).ok()?,
                article: std::fs::read_to_string(path.join("article.txt")).ok()?,
            })
        })
        .collect();
    samples.sort_by(|a, b| a.name.cmp(&b.name));
    samples
}
