//! Fits the weights that the decisions rest on, and shows how good they are on text that
//! they were not fitted on.
//!
//! ```text
//! FAIRCOPY_DATA=DIR cargo bench --bench fit               all tables, written to src/weights
//! FAIRCOPY_DATA=DIR cargo bench --bench fit -- lines      one table
//! … -- --check lines                                      compare with the table that is there
//! ```
//! The same data give the same tables to the byte, whatever the number of threads.

mod beside;
mod copies;
mod joins;
mod language;
mod lines;
mod logistic;
mod look;
mod optimise;
mod pairs;
mod readings;
mod repairs;
mod rows;
mod table;
#[path = "../texts/mod.rs"]
mod texts;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use table::Table;

/// A decision: its name, and what fits its weights on the data.
type Decision = (&'static str, fn(&Path) -> Table);

/// In the order in which they build on one another.
const DECISIONS: &[Decision] = &[
    ("language", language::fit),
    ("lines", lines::table),
    ("copies", copies::fit),
    ("joins", joins::fit),
    ("readings", readings::fit),
    ("repairs", repairs::fit),
];

fn main() -> ExitCode {
    // `cargo bench` adds `--bench`.
    let (options, names): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let Some(data) = std::env::var_os("FAIRCOPY_DATA").map(PathBuf::from) else {
        println!("FAIRCOPY_DATA is not set: nothing to fit on");
        return ExitCode::SUCCESS;
    };
    let check = options.iter().any(|option| option == "--check");
    let wanted = |name: &str| names.is_empty() || names.iter().any(|n| n == name);
    let mut same = true;
    for (name, fit) in DECISIONS.iter().filter(|(name, _)| wanted(name)) {
        println!("== {name}");
        let table = fit(&data);
        same &= if check { table.is_at(name) } else { table.write(name) };
    }
    if same { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
