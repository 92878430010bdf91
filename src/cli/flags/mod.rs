//! What can be typed, and the help for it. Nothing below this layer sees a flag.

mod archive;
mod cleaning;
mod report;
mod value;

use clap::{Parser, Subcommand};

pub(crate) use archive::{Across, Archive, Diff, Format, Learn};
pub(crate) use cleaning::{Clean, How, Lang, Level, Punctuation};
pub(crate) use report::{Apply, Explain, Form, Only, Restore, Review, Schema, Verify};

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
  faircopy review page.txt                   decide each change yourself
  faircopy archive FOLDER -o OUT             clean many pages, find what several print

Exit status: 0 done, 1 the page would change (--check), 2 error, 130 stopped by Ctrl-C.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Clean a page: the article goes to standard output, a summary to standard error
    Clean(Box<Clean>),
    /// Clean many pages and find what is printed on more than one of them
    Archive(Box<Archive>),
    /// Show what happened to one page of an archive
    Diff(Diff),
    /// Give back the original input, byte for byte, from a JSON report alone
    Restore(Restore),
    /// Audit a JSON report: every byte placed once, every change accounted for
    Verify(Verify),
    /// Go through the changes one by one and decide each with a key
    Review(Review),
    /// Give the article as decided, from a JSON report and decisions
    Apply(Apply),
    /// Learn from an archive how its language is used and its print misread
    Learn(Learn),
    /// Say what a reason in a report means; without CODE, list them all
    Explain(Explain),
    /// Print the JSON Schema of reports, or of decisions
    Schema(Schema),
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definitions_hold_together() {
        Flags::command().debug_assert();
    }
}
