//! What is done with a report.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// A report made with `--report FILE.json`; `-` reads standard input
    #[arg(value_hint = ValueHint::FilePath, required_unless_present = "archive",
        conflicts_with = "archive")]
    pub(crate) report: Option<PathBuf>,

    /// A folder that `faircopy archive` wrote, instead of a report
    #[arg(long, value_name = "OUT", value_hint = ValueHint::DirPath, requires = "page")]
    pub(crate) archive: Option<PathBuf>,

    /// The page of the archive to give back
    #[arg(long, value_name = "ID", requires = "archive")]
    pub(crate) page: Option<String>,

    /// Which of the pages of that name, where the archive has several
    #[arg(long, value_name = "N", default_value = "1", requires = "page")]
    pub(crate) nth: NonZeroUsize,

    /// Write the original to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// A report made with `--report FILE.json`; `-` reads standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) report: PathBuf,

    /// The page it was made from, to be compared with it; `-` reads standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) page: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Review {
    /// The page, or a report made with `--report FILE.json`
    #[arg(value_name = "PAGE|REPORT.json", value_hint = ValueHint::FilePath)]
    pub(crate) input: PathBuf,

    /// Where the decisions are kept [default: the input's name with .decisions.json]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) decisions: Option<PathBuf>,

    /// Ask about these changes only
    #[arg(long, value_enum)]
    pub(crate) only: Option<Only>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Only {
    /// What is doubtful
    Flagged,
    /// Where printings differ
    Variants,
    /// What is probable but not proved
    Likely,
}

#[derive(Debug, Args)]
pub(crate) struct Apply {
    /// A report made with `--report FILE.json`; `-` reads standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) report: PathBuf,

    /// Decisions made in the browser or with `faircopy review` [default: none, which
    /// gives the article as it was cleaned]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) decisions: Option<PathBuf>,

    /// Write the article to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,

    /// Say nothing of decisions that no longer fit
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// What the schema is of
    #[arg(value_enum, default_value_t = Form::Report)]
    pub(crate) form: Form,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Form {
    /// The JSON report
    Report,
    /// Decisions on its changes
    Decisions,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A reason's code, as reports show it, such as repeat.fold
    pub(crate) code: Option<String>,
}
