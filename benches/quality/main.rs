//! How good the tool is on text that nobody tuned it to.
//!
//! ```text
//! FAIRCOPY_DATA=DIR cargo bench --bench quality              all figures
//! FAIRCOPY_DATA=DIR cargo bench --bench quality -- hyphens   one part
//! … -- --errors hyphens                                      and the errors that remain
//! … -- --floors                                              the figures as lines for floors.toml
//! … -- --rates harm press real                  the counts by reason, for src/weights/rates.tsv
//! ```
//! Without `FAIRCOPY_DATA` only our own samples and made-up texts are measured. The
//! table is printed and written to `target/quality.json`; floors lie in
//! `floors.toml`. Exit status 1 when a figure falls below its floor.

mod cases;
mod changes;
mod columns;
mod data;
mod differences;
mod errors;
mod floors;
mod harm;
mod harmless;
mod hyphens;
mod made_up;
mod pages;
mod pairs;
mod paragraphs;
mod passages;
mod planting;
mod press;
mod pressed;
mod promises;
mod real;
mod repair;
mod repeats;
mod reprints;
mod score;
mod scraps;
mod table;
#[path = "../texts/mod.rs"]
mod texts;
mod tool;
mod witnesses;

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use data::Data;
use errors::Errors;
use floors::Floors;
use table::Row;

/// A part of the measure: its name, and what takes its figures.
type Part = (&'static str, fn(&Data, &mut Errors) -> Vec<Row>);

const PARTS: [Part; 15] = [
    ("pages", pages::rows),
    ("scraps", scraps::rows),
    ("repeats", repeats::rows),
    ("passages", passages::rows),
    ("pairs", pairs::rows),
    ("readings", readings),
    ("reprints", reprints::rows),
    ("joins", columns::rows),
    ("hyphens", hyphens::rows),
    ("repair", repair::rows),
    ("harmless", harmless::rows),
    ("harm", harm::rows),
    ("press", pressed::rows),
    ("real", real::rows),
    ("cases", cases::rows),
];

/// Readings: what several witnesses settle on, and what becomes of each change.
fn readings(data: &Data, errors: &mut Errors) -> Vec<Row> {
    [witnesses::rows(data, errors), changes::rows(data, errors)].concat()
}

fn main() -> ExitCode {
    // `cargo bench` adds `--bench`.
    let (options, names): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let mut errors = Errors::new(options.iter().any(|o| o == "--errors"));
    let data = Data::from_environment();
    match data.folder() {
        Some(folder) => {
            println!("measuring on {}, our own samples and made-up texts", folder.display())
        }
        None => println!(
            "FAIRCOPY_DATA is not set: measuring on our own samples and made-up texts alone"
        ),
    }
    if let Some(name) = names.iter().find(|n| !PARTS.iter().any(|(part, _)| part == n)) {
        let parts = PARTS.map(|(part, _)| part).join(", ");
        eprintln!("there is no part {name}; there are {parts}");
        return ExitCode::from(2);
    }
    let part_is_wanted = |part: &str| names.is_empty() || names.iter().any(|n| n == part);
    // A promise is kept over all parts that judge changes, or not asked.
    let all_judged = ["harm", "press", "real"].iter().all(|part| part_is_wanted(part));
    let mut rows = Vec::new();
    println!("\n{}", table::HEADING);
    let floors = Floors::load();
    let mut wrong = Vec::new();
    for (part, measure) in PARTS.iter().filter(|(part, _)| part_is_wanted(part)) {
        let start = Instant::now();
        let mut measured = measure(&data, &mut errors);
        let prefix = format!("{part}/");
        wrong.extend(
            floors.hold(&mut measured, data.folder().is_some(), |key| key.starts_with(&prefix)),
        );
        measured.iter().for_each(|row| println!("{}", table::line(row)));
        println!("          {part} took {:.1} s", start.elapsed().as_secs_f64());
        rows.extend(measured);
    }
    let mut promises = errors.verdicts.rows();
    wrong.extend(floors.hold(&mut promises, data.folder().is_some(), |key| {
        all_judged && key.starts_with("promises/")
    }));
    promises.iter().for_each(|row| println!("{}", table::line(row)));
    rows.extend(promises);
    errors.print();
    if options.iter().any(|o| o == "--floors") {
        rows.iter().for_each(|row| println!("{}", floors::line(row)));
    }
    if options.iter().any(|o| o == "--rates") {
        print!("{}", errors.verdicts.lines());
    }
    write(&rows);
    for sentence in &wrong {
        eprintln!("{sentence}");
    }
    if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Write the rows to `target/quality.json`.
fn write(rows: &[Row]) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("quality.json");
    let json = serde_json::to_string_pretty(rows).expect("rows are plain data");
    match std::fs::write(&target, json + "\n") {
        Ok(()) => println!("\nwritten to {}", target.display()),
        Err(error) => eprintln!("{}: {error}", target.display()),
    }
}
