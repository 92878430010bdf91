//! What an archive is made of, and how.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::How;
use super::value::{size, threads};

#[derive(Debug, Args)]
pub(crate) struct Archive {
    /// Folders, globs, single pages and JSON Lines (.jsonl), each plain, .gz or .zst
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath, required_unless_present = "files_from")]
    pub(crate) inputs: Vec<PathBuf>,

    /// The folder to write the archive to
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::DirPath)]
    pub(crate) output: PathBuf,

    /// Read further inputs from FILE, one a line; `-` is standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files_from: Option<PathBuf>,

    /// Leave out what matches GLOB in folders (repeatable); .gitignore and .ignore count too
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,

    /// What becomes of a passage printed on several pages
    #[arg(long, value_enum, default_value_t = Across::Link, conflicts_with = "within_only")]
    pub(crate) across: Across,

    /// Clean each page by itself, and compare none with another
    #[arg(long)]
    pub(crate) within_only: bool,

    /// Clean no page and settle no reading, and only compare pages with one another
    #[arg(long, conflicts_with = "within_only")]
    pub(crate) across_only: bool,

    /// Settle what printings read with --across-only too
    #[arg(long, requires = "across_only")]
    pub(crate) readings: bool,

    /// Compare pages printed at most N days apart, where records have dates
    #[arg(long, value_name = "N")]
    pub(crate) days: Option<u32>,

    /// The member of a JSON record that names the page
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(crate) id_field: String,

    /// The member that holds its text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,

    /// The member that names the newspaper
    #[arg(long, value_name = "NAME", default_value = "series")]
    pub(crate) series_field: String,

    /// The member that holds the date, such as 1916-01-07
    #[arg(long, value_name = "NAME", default_value = "date")]
    pub(crate) date_field: String,

    /// What the archive is written as
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    pub(crate) format: Format,

    /// Go on where an earlier run of the same command was stopped
    #[arg(long)]
    pub(crate) resume: bool,

    /// Stop at the first record that cannot be used
    #[arg(long)]
    pub(crate) fail_fast: bool,

    /// Keep within SIZE of memory, such as 256M or 2G; what is beyond goes to disk
    #[arg(long, value_name = "SIZE", default_value = "1536M", value_parser = size)]
    pub(crate) memory: u64,

    /// Work on N pages at a time [default: as many as there are cores]
    #[arg(long, value_name = "N", value_parser = threads)]
    pub(crate) threads: Option<usize>,

    #[command(flatten)]
    pub(crate) how: How,

    /// Show no progress and no summary
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// A folder that `faircopy archive` wrote
    #[arg(value_name = "OUT", value_hint = ValueHint::DirPath)]
    pub(crate) archive: PathBuf,

    /// What the page is called there
    #[arg(value_name = "PAGE-ID")]
    pub(crate) page: String,

    /// Which of the pages of that name, where the archive has several
    #[arg(long, value_name = "N", default_value = "1")]
    pub(crate) nth: NonZeroUsize,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Across {
    /// Every page keeps its text; the printings are linked
    Link,
    /// One printing stays, the others refer to it
    Fold,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Format {
    /// JSON Lines
    Jsonl,
    /// Pages, repeats and ledger as Parquet as well
    Parquet,
}

#[derive(Debug, Args)]
pub(crate) struct Learn {
    /// Archives: JSON Lines with a field "text" (.jsonl, .jsonl.gz, .jsonl.zst), folders
    /// of pages, single pages
    #[arg(required = true, value_name = "ARCHIVE", value_hint = ValueHint::AnyPath)]
    pub(crate) archives: Vec<PathBuf>,

    /// Write the model to FILE
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: PathBuf,

    /// Print no summary
    #[arg(short, long)]
    pub(crate) quiet: bool,
}
