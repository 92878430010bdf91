//! The closed list of what can go wrong at the edges: what, with which file, and
//! what to do about it. The core has no such list; bad text is data there.

use std::io;

use thiserror::Error;

/// Why a run ended with status 2.
#[derive(Debug, Error)]
pub(crate) enum Fault {
    #[error("{0}: there is no such file\nCheck the name, or give `-` to read standard input.")]
    Missing(String),

    #[error("{0}: this is a directory\nGive the name of a file in it.")]
    Directory(String),

    #[error(
        "{0}: the page is empty\nIt holds nothing, or only white space; there is no text to clean."
    )]
    Empty(String),

    #[error(
        "{name}: this is not text but {kind}\n\
         Extract its text first; if it is text after all, name its encoding with --encoding."
    )]
    Binary { name: String, kind: &'static str },

    #[error("{0}: larger than {max} MiB, the most one page may hold\nSplit it and clean the parts.",
        max = super::input::MAX_INPUT >> 20)]
    TooLarge(String),

    #[error("{name}: cannot be read: {cause}")]
    Unreadable { name: String, cause: io::Error },

    #[error("standard input can be read only once\nGive a file for the report or for the page.")]
    StandardInputTwice,

    #[error(
        "{target}: this is the input itself\n\
         The input is never written over; name another file."
    )]
    OverInput { target: String },

    #[error("{target}: this is the same file as {other}\nEach output needs a file of its own.")]
    SameTarget { target: String, other: String },

    #[error(
        "{0}: no report is known by this ending\n\
         Use .json, .html, .md (CriticMarkup), .diff or .txt."
    )]
    UnknownEnding(String),

    #[error("{0}: there is no such directory\nMake it first, or name another file.")]
    NoFolder(String),

    #[error("{name}: cannot be written: {cause}")]
    Unwritable { name: String, cause: io::Error },

    #[error(
        "the restored bytes hold control characters, which a terminal would obey\n\
         Write them to a file with --output, or send them on through a pipe."
    )]
    WouldSteerTerminal,

    #[error(
        "{name}: not a JSON report of this tool: {cause}\n\
         Give a file made by `faircopy clean --report FILE.json`."
    )]
    NotAReport { name: String, cause: String },

    #[error(
        "{name}: cannot be used as a model: {cause}\n\
         Make one with `faircopy learn ARCHIVE... -o FILE`."
    )]
    NotAModel { name: String, cause: String },

    #[error(
        "{name}, line {line}: not a page of an archive: {cause}\n\
         Each line is to be a JSON object with the page in its field \"text\"."
    )]
    NotARecord { name: String, line: usize, cause: String },

    #[error("{name}: the input cannot be restored: {cause}")]
    NotRestored { name: String, cause: String },

    #[error("{name}: the report fails its audit{list}", list = listed(.breaches))]
    Breached { name: String, breaches: Vec<String> },

    #[error("{code}: there is no such reason\n{advice}")]
    UnknownReason { code: String, advice: String },
}

/// Each on a line of its own, indented.
fn listed(breaches: &[String]) -> String {
    breaches.iter().map(|breach| format!("\n  {breach}")).collect()
}
