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

    #[error("{name}: this is no page but {what} on {page}\n{advice}")]
    OwnFile { name: String, what: &'static str, page: String, advice: String },

    #[error("{0}: larger than {max} MiB, the most one page may hold\nSplit it and clean the parts.",
        max = super::input::MAX_INPUT >> 20)]
    TooLarge(String),

    #[error("{name}: cannot be read: {cause}")]
    Unreadable { name: String, cause: io::Error },

    #[error("standard input can be read only once\nGive a file for one of the two.")]
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
         Use .json, .html, .md (CriticMarkup), .diff, .sarif or .txt."
    )]
    UnknownEnding(String),

    #[error(
        "a review asks at a terminal, and there is none\n\
         Without one: `faircopy clean {name} -r review.html` makes a page to decide on in a\n\
         browser, `faircopy clean {name} --diff` shows the changes, and `--decisions FILE`\n\
         of `clean` and `apply` carries decisions out."
    )]
    NoTerminal { name: String },

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
        "{name}: {cause}\n\
         Give a file saved by the review page or by `faircopy review`."
    )]
    NotDecisions { name: String, cause: String },

    #[error(
        "{name}: not a policy: {cause}\n\
         `faircopy clean --dump-policy` prints one to start from."
    )]
    NotAPolicy { name: String, cause: String },

    #[error(
        "{name}: cannot be used as a model: {cause}\n\
         Make one with `faircopy learn ARCHIVE... -o FILE`."
    )]
    NotAModel { name: String, cause: String },

    #[error(
        "{name}, line {line}: not a page of an archive: {cause}\n\
         Each line is to be a JSON object with the page in its field \"text\"."
    )]
    NotARecord { name: String, line: u64, cause: String },

    #[error("{name}: the input cannot be restored: {cause}")]
    NotRestored { name: String, cause: String },

    #[error("{name}: the report fails its audit{list}", list = listed(.breaches))]
    Breached { name: String, breaches: Vec<String> },

    #[error(
        "no pages: nothing to read was named, or nothing is there\nName files, folders, globs or --files-from LIST."
    )]
    NoPages,

    #[error("{glob}: not a glob: {cause}")]
    BadGlob { glob: String, cause: String },

    #[error("{0}: this is a file\nAn archive is a folder; name another.")]
    NotAFolder(String),

    #[error(
        "{0}: this folder is read, so the archive cannot be written into it\n\
         What is written would be read as pages the next time; name another folder, which\n\
         may lie in this one."
    )]
    IntoItsInput(String),

    #[error(
        "{0}: this is an archive that faircopy made, and its files are no pages\n\
         Its articles are in its pages.jsonl.zst: name that file to read them."
    )]
    PagesOfAnArchive(String),

    #[error(
        "{0}: there is an archive here already\nName another folder, or remove this one first."
    )]
    ArchiveExists(String),

    #[error(
        "{0}: an archive was begun here and not finished\n\
         The same command with --resume goes on; or remove the folder to begin anew."
    )]
    ArchiveUnfinished(String),

    #[error(
        "{0}: the archive was begun with other inputs or settings\n\
         Repeat the command it was begun with, or remove the folder to begin anew."
    )]
    ToldOtherwise(String),

    #[error(
        "{name}: cannot be written: {cause}\n\
         Nothing done so far is lost: make room, then the same command with --resume goes on."
    )]
    ArchiveUnwritable { name: String, cause: io::Error },

    #[error(
        "this build of faircopy writes no Parquet\n\
         Build one that does: cargo install --path . --features parquet"
    )]
    NoParquet,

    #[error("{0}: there is no archive here\nGive a folder that `faircopy archive -o` wrote.")]
    NotAnArchive(String),

    #[error("{page}: {archive} has {}\nPages are called as in its pages.jsonl.zst.",
        match .of_that_name {
            0 => "no such page".to_string(),
            1 => "only 1 page of that name".to_string(),
            count => format!("only {count} pages of that name"),
        })]
    NoSuchPage { page: String, archive: String, of_that_name: usize },

    #[error("{count} {} could not be used or cleaned; all others are done{list}{}",
        if *.count == 1 { "record" } else { "records" },
        if *.count > .first.len() as u64 { "\n  …" } else { "" }, list = listed(.first))]
    BadRecords { count: u64, first: Vec<String> },

    #[error(
        "faircopy failed: {0}\n\
         This is a fault of faircopy, not of what it was given; the input is as it was. Please\n\
         report it, and send the input (or the smallest part of it that fails alike), the command\n\
         line, what `faircopy --version` prints, and the lines above this one."
    )]
    Panicked(String),

    #[error("{code}: there is no such reason\n{advice}")]
    UnknownReason { code: String, advice: String },
}

/// Each on a line of its own, indented.
fn listed(breaches: &[String]) -> String {
    breaches.iter().map(|breach| format!("\n  {breach}")).collect()
}
