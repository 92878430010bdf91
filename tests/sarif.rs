//! The SARIF report, held to the schema its standard publishes. The schema comes with
//! the crate `serde-sarif`, which is a dependency of the tests for that alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use faircopy::reason::Reason;
use faircopy::report::{Format, render};
use faircopy::source::Page;
use faircopy::{Settings, clean};
use serde_json::Value;

/// Where Cargo keeps the sources of a dependency.
fn sources_of(package: &str) -> PathBuf {
    let metadata = |options: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        command.args(["metadata", "--format-version", "1", "--locked"]).args(options);
        let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output();
        output.expect("cargo metadata")
    };
    // Offline first; but to answer, cargo wants every package of the lock file, and a
    // fresh machine has not fetched those of other platforms.
    let mut output = metadata(&["--offline"]);
    if !output.status.success() {
        output = metadata(&[]);
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("its JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let found = packages.iter().find(|p| p["name"] == package).expect(package);
    Path::new(found["manifest_path"].as_str().expect("a path")).parent().expect("a folder").into()
}

fn log_of(name: &str, page: impl Into<Vec<u8>>) -> Value {
    let copy = clean(&[Page::new(name, page)], &Settings::default()).pages.remove(0);
    serde_json::from_str(&render(&copy, Format::Sarif)).expect("it is JSON")
}

#[test]
fn every_sample_fits_the_published_schema() {
    let schema = fs::read_to_string(sources_of("serde-sarif").join("src/schema.json")).unwrap();
    let mut schema: Value = serde_json::from_str(&schema).unwrap();
    // The published pattern for a language is no regular expression of ECMA-262; the
    // report names no language.
    for of in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][of]["properties"]["language"];
        language.as_object_mut().expect("a property").remove("pattern");
    }
    assert!(schema["title"].as_str().unwrap().contains("(SARIF) Version 2.1.0"), "another schema");
    let validator = jsonschema::validator_for(&schema).unwrap();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut results = 0;
    for entry in fs::read_dir(samples).unwrap() {
        let page = entry.unwrap().path().join("page.txt");
        let Ok(bytes) = fs::read(&page) else { continue };
        let log = log_of(&page.display().to_string(), bytes);
        let faults: Vec<String> = validator.iter_errors(&log).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", page.display());
        results += log["runs"][0]["results"].as_array().unwrap().len();
        // What a schema cannot say: types that a reader generated from it accepts.
        serde_json::from_value::<serde_sarif::sarif::Sarif>(log).expect("a log");
    }
    assert!(results > 150, "{results}");
}

#[test]
fn results_point_at_their_places_and_mend_them() {
    let line = "The ferry across the lower river runs again from Tuesday, when the flood is over.";
    let page = format!(
        "渡口\n\n{line}\n\nTickets cost the same, and tlie\u{200b} children pay.\n\n{line}\n"
    );
    let log = log_of("渡 1.txt", page.clone());
    let run = &log["runs"][0];
    assert_eq!(run["artifacts"][0]["location"]["uri"], "%E6%B8%A1%201.txt");
    let results = run["results"].as_array().unwrap();
    let of = |code: Reason| results.iter().find(|r| r["ruleId"] == code.code()).expect("a result");
    let fold = of(Reason::RepeatFold);
    let region = &fold["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startLine"], &region["startColumn"]), (&7.into(), &1.into()));
    let related = &fold["relatedLocations"][0]["physicalLocation"]["region"];
    assert_eq!(related["startLine"], 3);
    let fixed = of(Reason::CharInvisible);
    let replacement = &fixed["fixes"][0]["artifactChanges"][0]["replacements"][0];
    let at = replacement["deletedRegion"]["byteOffset"].as_u64().unwrap() as usize;
    let len = replacement["deletedRegion"]["byteLength"].as_u64().unwrap() as usize;
    let mended = format!(
        "{}{}{}",
        &page[..at],
        replacement["insertedContent"]["text"].as_str().unwrap(),
        &page[at + len..]
    );
    assert_eq!(mended, page.replace('\u{200b}', ""));
    assert_eq!(fixed["level"], "note");
    let rule = &run["tool"]["driver"]["rules"][fixed["ruleIndex"].as_u64().unwrap() as usize];
    assert_eq!(rule["id"], Reason::CharInvisible.code());
}
