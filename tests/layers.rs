//! Who may know whom: words know no stages, stages know no other stage, only the
//! outermost layer does I/O, and sentences for people live in the report.

use std::fs;
use std::path::{Path, PathBuf};

/// Stages, in the order data flows; each may use words, none may use another.
const STAGES: [&str; 9] =
    ["decode", "split", "noise", "repair", "matching", "rejoin", "settle", "decide", "report"];

/// What a stage may use of another all the same, and why.
const ALLOWED: [(&str, &str); 3] = [
    // A report shows what may be decided.
    ("report", "decide"),
    // A report must carry what gives back the bytes of inputs that are not UTF-8.
    ("report", "decode"),
    // A report names the settings of the run, and this one is a choice.
    ("report", "noise"),
];

/// Words of I/O that stand outside the command line all the same, and why.
const NO_IO: [(&str, &str); 1] = [
    // The JSON formatter's trait writes through `io::Write`; it is given a `Vec`.
    ("src/report/json/layout.rs", "std::io"),
];

fn sources(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).expect("a source directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The top-level module a file belongs to, and its code without tests.
fn modules() -> Vec<(String, PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    sources(&src)
        .into_iter()
        .map(|path| {
            let inner = path.strip_prefix(&src).expect("under src");
            let first = inner.components().next().expect("a name").as_os_str();
            let module = first.to_string_lossy().trim_end_matches(".rs").to_string();
            let text = fs::read_to_string(&path).expect("readable");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_string();
            (module, path, code)
        })
        .collect()
}

fn uses(code: &str, module: &str) -> bool {
    let lines = code.lines().filter(|l| !l.trim_start().starts_with("//"));
    let direct = format!("crate::{module}::");
    let outer = format!("faircopy::{module}::");
    lines.into_iter().any(|l| l.contains(&direct) || l.contains(&outer))
}

#[test]
fn words_know_no_stage_and_stages_no_other() {
    let mut wrong = Vec::new();
    for (module, path, code) in modules() {
        // An archive is the stages over many pages, as the library's root is over one.
        if ["lib", "main", "cli", "build", "archive", "learn"].contains(&module.as_str()) {
            continue;
        }
        for stage in STAGES.iter().filter(|s| **s != module && uses(&code, s)) {
            if !ALLOWED.contains(&(module.as_str(), stage)) {
                wrong.push(format!("{} uses the stage {stage}", path.display()));
            }
        }
        if uses(&code, "cli") {
            wrong.push(format!("{} uses the command line", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_outermost_layer_does_io() {
    let mut wrong = Vec::new();
    for (module, path, code) in modules() {
        if ["main", "cli", "build"].contains(&module.as_str()) {
            continue;
        }
        for word in
            ["std::fs", "std::env", "std::process", "std::io", "println!", "eprintln!", "dbg!"]
        {
            if NO_IO.iter().any(|(file, allowed)| path.ends_with(file) && word == *allowed) {
                continue;
            }
            if code.lines().any(|l| !l.trim_start().starts_with("//") && l.contains(word)) {
                wrong.push(format!("{} does {word}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A code that no rule gives would be a promise to readers of reports.
#[test]
fn every_reason_is_given_by_a_stage() {
    let stages: Vec<String> = modules()
        .into_iter()
        .filter(|(module, ..)| STAGES.contains(&module.as_str()))
        .filter(|(module, ..)| !["decide", "report"].contains(&module.as_str()))
        .map(|(.., code)| code)
        .collect();
    for reason in faircopy::reason::Reason::ALL {
        let name = format!("Reason::{reason:?}");
        let is_whole = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        let gives = |code: &String| code.split(&name).skip(1).any(is_whole);
        assert!(stages.iter().any(gives), "no stage gives {}", reason.code());
    }
}

#[test]
fn no_module_is_a_drawer_for_odds_and_ends() {
    let drawers =
        ["util", "utils", "helper", "helpers", "common", "misc", "types", "manager", "handler"];
    for (_, path, _) in modules() {
        let stem = path.file_stem().expect("a name").to_string_lossy().to_string();
        assert!(!drawers.contains(&stem.as_str()), "{} names nothing", path.display());
    }
}

#[test]
fn files_stay_readable_in_one_sitting() {
    for (_, path, code) in modules() {
        let lines = code.lines().count();
        assert!(lines <= 320, "{} has {lines} lines: what is its second idea?", path.display());
    }
}
