//! Every page under `samples/`: the article a careful editor would have made of it,
//! what must be reported, the way back, and known failures that must go on failing.
//!
//! `samples/README.md` says what the files hold.

mod expect;
mod sample;

use std::process::Command;

use faircopy::reason::Reason;
use faircopy::report::{self, Format, json};
use faircopy::source::Page;
use faircopy::{FairCopy, Settings, clean};
use similar::{ChangeTag, TextDiff};

use expect::{meets, places};
use sample::{Sample, copy_of, samples};

#[test]
fn every_sample_comes_out_as_an_editor_would_have_it() {
    let mut wrong = Vec::new();
    for sample in samples() {
        let copy = copy_of(sample.page.as_slice(), &sample.settings());
        let faults = faults(&sample, &copy);
        match sample.said("known-failure") {
            None if !faults.is_empty() => {
                wrong.push(format!("── {} ──\n{}", sample.name, faults.join("\n")));
            }
            Some(_) if faults.is_empty() => wrong.push(format!(
                "── {} ──\na known failure that no longer fails: take the line `known-failure` \
                 out of its expect.txt",
                sample.name
            )),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{} samples are wrong\n\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn every_report_fits_its_schema_and_every_view_can_be_drawn() {
    let schema = serde_json::from_str(&json::schema()).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    for sample in samples() {
        let copy = copy_of(sample.page.as_slice(), &sample.settings());
        let report = serde_json::from_str(&json::write(&copy)).expect("the report is JSON");
        let faults: Vec<String> = validator.iter_errors(&report).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", sample.name);
        for format in [Format::Html, Format::CriticMarkup, Format::Text] {
            assert!(!report::render(&copy, format).is_empty(), "{}", sample.name);
        }
        let diff = report::render(&copy, Format::Diff);
        assert_eq!(diff.is_empty(), copy.article() == copy.source.text(), "{}", sample.name);
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let pages: Vec<Page> = samples().into_iter().map(|s| Page::new(s.name, s.page)).collect();
    let on = |threads: usize| -> Vec<String> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        let cleaned = pool.install(|| clean(&pages, &Settings::default()));
        cleaned.pages.iter().map(json::write).collect()
    };
    assert!(on(1) == on(5), "reports differ between one thread and five");
}

#[test]
fn every_reason_is_shown_by_a_sample() {
    let mut shown: Vec<Reason> = Vec::new();
    for sample in samples() {
        let copy = copy_of(sample.page.as_slice(), &sample.settings());
        shown.extend(Reason::ALL.iter().filter(|r| !places(&copy.ledger, **r).is_empty()));
    }
    let missing: Vec<&Reason> = Reason::ALL.iter().filter(|r| !shown.contains(r)).collect();
    assert!(missing.is_empty(), "no sample shows {missing:?}");
}

#[test]
fn every_sample_has_its_way_back() {
    for sample in samples() {
        let copy = copy_of(sample.page.as_slice(), &sample.settings());
        copy.ledger.audit(&copy.source).unwrap_or_else(|e| panic!("{}: {e}", sample.name));
        let written = json::write(&copy);
        let report = json::read(&written).unwrap_or_else(|e| panic!("{}: {e}", sample.name));
        let page = sample.page.as_slice();
        report.verify(Some(page)).unwrap_or_else(|e| panic!("{}: {}", sample.name, e.join("\n")));
        assert!(report.restore().expect("restored") == page, "{}: another page", sample.name);
        assert_eq!(report.article().expect("replayed"), copy.article(), "{}", sample.name);
    }
}

#[test]
fn check_tells_clean_samples_from_the_others() {
    let plain = |s: &Sample| {
        ["known-failure", "level", "punctuation"].iter().all(|word| s.said(word).is_none())
    };
    for sample in samples().into_iter().filter(plain) {
        let changes = sample.said("untouched").or(sample.said("unchanged")).is_none();
        let mut command = Command::new(env!("CARGO_BIN_EXE_faircopy"));
        command.args(["clean", "--check", "--quiet"]).arg(sample.path.join("page.txt"));
        let status = command.status().expect("run").code();
        assert_eq!(status, Some(i32::from(changes)), "{}", sample.name);
    }
}

#[test]
fn there_are_samples_of_every_sort() {
    let samples = samples();
    assert!(samples.len() >= 20);
    for word in ["untouched", "known-failure"] {
        assert!(samples.iter().any(|s| s.said(word).is_some()), "no sample is {word}");
    }
}

/// Everything in which a fair copy is not what its sample asks for.
fn faults(sample: &Sample, copy: &FairCopy) -> Vec<String> {
    let article = copy.article();
    let mut faults = Vec::new();
    if article != sample.article {
        faults
            .push(format!("the article (- expected, + made)\n{}", diff(&sample.article, &article)));
    }
    for expect in &sample.expect {
        if let Err(fault) = meets(expect, copy) {
            faults.push(format!("{}: {}: {fault}", expect.word, expect.value));
        }
    }
    let again = copy_of(article.as_str(), &sample.settings()).article();
    match sample.said("again-differs") {
        None if again != article => {
            faults.push(format!("cleaned again it changes\n{}", diff(&article, &again)));
        }
        Some(_) if again == article => faults.push("cleaned again it is the same".into()),
        _ => {}
    }
    faults
}

/// The lines that differ, with what differs in them in brackets.
fn diff(expected: &str, made: &str) -> String {
    let lines = TextDiff::from_lines(expected, made);
    let mut shown = String::new();
    for op in lines.ops() {
        for change in lines.iter_inline_changes(op) {
            let sign = match change.tag() {
                ChangeTag::Equal => continue,
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
            };
            shown.push(sign);
            for (differs, part) in change.iter_strings_lossy() {
                let (text, end) = (part.trim_end_matches('\n'), part.ends_with('\n'));
                shown += &if differs && !text.is_empty() {
                    format!("⟦{text}⟧")
                } else {
                    text.into()
                };
                shown.push_str(if end { "\n" } else { "" });
            }
        }
    }
    shown
}
