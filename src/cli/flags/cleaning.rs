//! How pages are cleaned, one or many.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use encoding_rs::Encoding;
use faircopy::matching;

use super::value::{encoding, passage, share};

#[derive(Debug, Args)]
pub(crate) struct Clean {
    /// The page to clean; `-` or nothing reads standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) page: Option<PathBuf>,

    /// Write the article to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,

    /// Write a report; its ending says which: .json .html .md .diff .sarif .txt
    /// (repeatable)
    #[arg(short, long = "report", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) reports: Vec<PathBuf>,

    /// The language of an .html report [default: the browser's]
    #[arg(long, value_enum)]
    pub(crate) lang: Option<Lang>,

    /// Print what was changed instead of the article
    #[arg(long)]
    pub(crate) diff: bool,

    /// Write no file and no article; exit with 1 if the page would change
    #[arg(long)]
    pub(crate) check: bool,

    /// Carry out decisions made in the browser or with `faircopy review`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) decisions: Option<PathBuf>,

    /// A policy (TOML): per reason apply, suggest or off; words never to touch; text to
    /// ignore
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) policy: Option<PathBuf>,

    /// Print the policy in effect, with every reason and what it is about, and stop
    #[arg(long)]
    pub(crate) dump_policy: bool,

    /// A model made by `faircopy learn`: misreadings it finds are shown, and mended with
    /// `--level likely`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) model: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) how: How,

    /// Print no summary
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// How pages are cleaned, one or many.
#[derive(Debug, Args)]
pub(crate) struct How {
    /// How sure a change must be to be made
    #[arg(long, value_enum, default_value_t = Level::Weighed)]
    pub(crate) level: Level,

    /// The shortest repeat, in ideographs (a letter counts a third of one); without it what is
    /// likely decides
    #[arg(long, value_name = "N", value_parser = passage)]
    pub(crate) min_passage: Option<usize>,

    /// The share of characters two printings must have in common, from 0 to 1
    #[arg(long, value_name = "X", default_value_t = matching::Settings::default().similarity,
        value_parser = share)]
    pub(crate) similarity: f64,

    /// Half-width marks inside Chinese text: left as they are, or made full-width
    #[arg(long, value_enum, default_value_t = Punctuation::Keep)]
    pub(crate) punctuation: Punctuation,

    /// The page's encoding, such as UTF-8 or GB18030 [default: found out from the page]
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(crate) encoding: Option<&'static Encoding>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Level {
    /// Only what the text itself proves
    Safe,
    /// Also what another printing proves
    Witness,
    /// Also the order and paragraph breaks that fitted weights give
    Weighed,
    /// Also what is only probable
    Likely,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Lang {
    /// English
    En,
    /// Chinese
    Zh,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Punctuation {
    /// As printed
    Keep,
    /// Full-width
    Full,
}
