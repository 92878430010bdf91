//! What can be typed, and the help for it. Nothing below this layer sees a flag.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use encoding_rs::Encoding;
use faircopy::matching;

/// Make a fair copy of scraped or OCR'd newspaper text.
///
/// What is printed twice is folded, what a column break tore is put together again,
/// and misprints are mended where another printing or the text itself proves them.
/// The input is never changed, and a report can account for every character of it.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = START)]
pub(crate) struct Flags {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The first commands to try, shown under the help.
const START: &str = "\
To start:
  faircopy clean page.txt                    show the clean article
  faircopy clean page.txt -o clean.txt       write it to a file
  faircopy clean page.txt -r report.html     with a report to open in a browser
  faircopy clean page.txt --diff             show what was changed

Exit status: 0 done, 1 the page would change (--check), 2 error.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Clean a page: the article goes to standard output, a summary to standard error
    Clean(Box<Clean>),
    /// Give back the original input, byte for byte, from a JSON report alone
    Restore(Restore),
    /// Audit a JSON report: every byte placed once, every change accounted for
    Verify(Verify),
    /// Learn from an archive how its language is used and its print misread
    Learn(Learn),
    /// Say what a reason in a report means; without CODE, list them all
    Explain(Explain),
    /// Print the JSON Schema of the report
    Schema,
}

#[derive(Debug, Args)]
pub(crate) struct Clean {
    /// The page to clean; `-` or nothing reads standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) page: Option<PathBuf>,

    /// Write the article to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,

    /// Write a report; its ending says which: .json .html .md .diff .txt (repeatable)
    #[arg(short, long = "report", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) reports: Vec<PathBuf>,

    /// Print what was changed instead of the article
    #[arg(long)]
    pub(crate) diff: bool,

    /// Write no file and no article; exit with 1 if the page would change
    #[arg(long)]
    pub(crate) check: bool,

    /// How sure a change must be to be made
    #[arg(long, value_enum, default_value_t = Level::Witness)]
    pub(crate) level: Level,

    /// A model made by `faircopy learn`: misreadings it finds are shown, and mended with
    /// `--level likely`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) model: Option<PathBuf>,

    /// The shortest repeat, in characters (letters, digits, ideographs)
    #[arg(long, value_name = "N", default_value_t = matching::Settings::default().min_passage,
        value_parser = passage)]
    pub(crate) min_passage: usize,

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

    /// Print no summary
    #[arg(short, long)]
    pub(crate) quiet: bool,
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

#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// A report made with `--report FILE.json`; `-` reads standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) report: PathBuf,

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
pub(crate) struct Explain {
    /// A reason's code, as reports show it, such as repeat.fold
    pub(crate) code: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Level {
    /// Only what the text itself proves
    Safe,
    /// Also what another printing proves
    Witness,
    /// Also what is only probable
    Likely,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Punctuation {
    /// As printed
    Keep,
    /// Full-width
    Full,
}

fn passage(typed: &str) -> Result<usize, String> {
    match typed.parse() {
        Ok(0) | Err(_) => Err("give a whole number of characters, 1 or more".into()),
        Ok(chars) => Ok(chars),
    }
}

fn share(typed: &str) -> Result<f64, String> {
    match typed.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("give a share from 0 to 1, such as 0.7".into()),
    }
}

fn encoding(typed: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label_no_replacement(typed.as_bytes()).ok_or_else(|| {
        "no encoding has this name; some that are known: UTF-8, UTF-16LE, GB18030, GBK, Big5, \
         Shift_JIS, EUC-JP, EUC-KR, windows-1252, ISO-8859-2, KOI8-R"
            .into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definitions_hold_together() {
        Flags::command().debug_assert();
    }

    #[test]
    fn numbers_out_of_range_are_refused() {
        assert!(share("0.7").is_ok() && share("1").is_ok());
        assert!(["70", "-0.1", "NaN", "inf", "1.01", ""].iter().all(|typed| share(typed).is_err()));
        assert!(passage("24").is_ok());
        assert!(["0", "-3", "2.5", "many"].iter().all(|typed| passage(typed).is_err()));
    }

    #[test]
    fn encodings_are_found_by_any_of_their_names() {
        assert_eq!(encoding("gb2312").unwrap().name(), "GBK");
        assert_eq!(encoding(" utf8 ").unwrap().name(), "UTF-8");
        // A label the web maps to "replacement" would lose the whole page.
        assert!(encoding("iso-2022-kr").is_err());
    }
}
