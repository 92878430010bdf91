//! Every page under `samples/`: the article a careful editor would have made of it,
//! what must be reported, the way back, and known failures that must go on failing.
//!
//! `samples/README.md` says what the files hold.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use faircopy::block::BlockKind;
use faircopy::ledger::{Fate, Ledger, Variant};
use faircopy::noise::Punctuation;
use faircopy::reason::{Reason, Tier};
use faircopy::report::{self, json};
use faircopy::source::{Page, Span};
use faircopy::{FairCopy, Settings, clean};
use similar::{ChangeTag, TextDiff};

/// One folder of `samples/`.
struct Sample {
    name: String,
    path: PathBuf,
    page: Vec<u8>,
    article: String,
    expect: Vec<Expect>,
}

/// One line of `expect.txt`: a word, and what follows its colon.
struct Expect {
    word: String,
    value: String,
}

impl Sample {
    fn read(path: PathBuf) -> Sample {
        let file = |name: &str| {
            let file = path.join(name);
            fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
        };
        assert!(!file("note.md").trim().is_empty(), "{}: an empty note", path.display());
        let page = fs::read(path.join("page.txt")).expect("page.txt");
        let expect = file("expect.txt");
        let expect = expect.lines().filter(|line| !line.trim().is_empty()).map(Expect::of);
        Sample {
            name: path.file_name().expect("a name").to_string_lossy().into_owned(),
            page,
            article: file("article.txt"),
            expect: expect.collect(),
            path,
        }
    }

    fn said(&self, word: &str) -> Option<&str> {
        self.expect.iter().find(|e| e.word == word).map(|e| e.value.as_str())
    }

    fn settings(&self) -> Settings {
        let mut settings = Settings::default();
        settings.settle.level = match self.said("level") {
            None | Some("witness") => Tier::Witness,
            Some("safe") => Tier::Safe,
            Some("likely") => Tier::Likely,
            Some(other) => panic!("{}: no level {other}", self.name),
        };
        settings.noise.punctuation = match self.said("punctuation") {
            None | Some("keep") => Punctuation::Keep,
            Some("full") => Punctuation::Full,
            Some(other) => panic!("{}: no punctuation {other}", self.name),
        };
        settings
    }
}

impl Expect {
    fn of(line: &str) -> Expect {
        let (word, value) = line.split_once(':').unwrap_or((line, ""));
        Expect { word: word.trim().into(), value: value.trim().into() }
    }
}

fn samples() -> Vec<Sample> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let entries = fs::read_dir(dir).expect("samples").map(|e| e.expect("an entry").path());
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    paths.sort();
    paths.into_iter().map(Sample::read).collect()
}

fn copy_of(text: impl Into<Vec<u8>>, settings: &Settings) -> FairCopy {
    clean(&[Page::new("page.txt", text)], settings).pages.remove(0)
}

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
fn check_finds_nothing_in_clean_samples() {
    let clean = |s: &Sample| s.said("untouched").or(s.said("unchanged")).is_some();
    for sample in samples().into_iter().filter(clean) {
        if sample.said("known-failure").is_some() {
            continue;
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_faircopy"));
        command.args(["clean", "--check", "--quiet"]).arg(sample.path.join("page.txt"));
        assert_eq!(command.status().expect("run").code(), Some(0), "{}", sample.name);
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

fn meets(expect: &Expect, copy: &FairCopy) -> Result<(), String> {
    let (ledger, value) = (&copy.ledger, expect.value.as_str());
    let (word, argument) = expect.word.split_once(' ').unwrap_or((&expect.word, ""));
    match word {
        "known-failure" | "again-differs" | "level" | "punctuation" => Ok(()),
        "unchanged" => unchanged(copy),
        "untouched" => unchanged(copy).and_then(|()| {
            let said = report::summary(copy);
            if said.ends_with("nothing to change") { Ok(()) } else { Err(said) }
        }),
        "folded" => count(value, folded(copy)),
        "joins" => count(value, ledger.joins.len()),
        "gaps" => count(value, ledger.joins.iter().filter(|j| j.gap).count()),
        "variants" => count(value, open_variants(ledger).count()),
        "variant" => variant(copy, value),
        "edit" => edited(copy, reason(argument)?, value),
        "report" => reported(copy, reason(argument)?, value),
        "silent" => silent(ledger, reason(argument)?),
        "kind" => kind(copy, argument, value),
        _ => Err("is nothing that can be expected".into()),
    }
}

fn count(wanted: &str, found: usize) -> Result<(), String> {
    if wanted == found.to_string() { Ok(()) } else { Err(format!("there are {found}")) }
}

fn reason(code: &str) -> Result<Reason, String> {
    Reason::from_code(code).ok_or_else(|| "no such reason".into())
}

/// Everything stays where it is, and nothing is edited.
fn unchanged(copy: &FairCopy) -> Result<(), String> {
    let in_order = copy.ledger.placements.iter().enumerate();
    let kept = in_order.into_iter().all(|(i, p)| p.fate == Fate::Kept { order: i as u32 });
    match kept && copy.ledger.edits.is_empty() && copy.article() == copy.source.text() {
        true => Ok(()),
        false => Err(report::summary(copy)),
    }
}

fn folded(copy: &FairCopy) -> usize {
    let folded = copy.ledger.placements.iter().filter(|p| matches!(p.fate, Fate::Folded { .. }));
    folded.filter(|p| !copy.source.slice(p.span).trim().is_empty()).count()
}

fn open_variants(ledger: &Ledger) -> impl Iterator<Item = &Variant> {
    ledger.repeats.iter().flat_map(|r| &r.variants).filter(|v| v.settled.is_none())
}

/// All places that speak of a reason.
fn places(ledger: &Ledger, reason: Reason) -> Vec<Span> {
    let placed = ledger.placements.iter().filter(|p| p.reason == reason).map(|p| p.span);
    let edited = ledger.edits.iter().filter(|e| e.reason == reason).map(|e| e.span);
    let found = ledger.findings.iter().filter(|f| f.reason == reason).map(|f| f.span);
    placed.chain(edited).chain(found).collect()
}

/// Whether a place touches some occurrence of `text` on the page.
fn is_at(copy: &FairCopy, place: Span, text: &str) -> bool {
    let mut occurrences = copy.source.text().match_indices(text);
    occurrences.any(|(at, _)| place.start() <= at + text.len() && at <= place.end())
}

/// `A → B`: an edit for this reason that makes exactly B of exactly A.
fn edited(copy: &FairCopy, reason: Reason, value: &str) -> Result<(), String> {
    let (before, after) = value.split_once('→').ok_or("says not what becomes what")?;
    let edits = copy.ledger.edits.iter().filter(|e| e.reason == reason);
    let found: Vec<(&str, &str)> =
        edits.map(|e| (copy.source.slice(e.span), e.text.as_str())).collect();
    match found.contains(&(before.trim(), after.trim())) {
        true => Ok(()),
        false => Err(format!("not among {found:?}")),
    }
}

fn reported(copy: &FairCopy, reason: Reason, text: &str) -> Result<(), String> {
    let places = places(&copy.ledger, reason);
    if places.iter().any(|place| is_at(copy, *place, text)) {
        return Ok(());
    }
    let there: Vec<&str> = places.iter().map(|place| copy.source.slice(*place)).collect();
    Err(format!("not reported there; elsewhere: {there:?}"))
}

fn silent(ledger: &Ledger, reason: Reason) -> Result<(), String> {
    let places = places(ledger, reason).len();
    if places == 0 { Ok(()) } else { Err(format!("reported at {places} places")) }
}

/// `A | B`: an open variant in which one reading is exactly A and another B.
fn variant(copy: &FairCopy, value: &str) -> Result<(), String> {
    let wanted: Vec<&str> = value.split('|').map(str::trim).collect();
    let texts = |v: &Variant| v.readings.iter().map(|r| r.text.clone()).collect::<Vec<_>>();
    let found: Vec<Vec<String>> = open_variants(&copy.ledger).map(texts).collect();
    match found.iter().any(|texts| wanted.iter().all(|w| texts.iter().any(|t| t == w))) {
        true => Ok(()),
        false => Err(format!("not among {found:?}")),
    }
}

fn kind(copy: &FairCopy, name: &str, text: &str) -> Result<(), String> {
    let block = copy.blocks.iter().find(|b| copy.source.slice(b.span) == text);
    let kind = block.ok_or("no such block")?.kind;
    let found = match kind {
        BlockKind::Heading => "heading",
        BlockKind::Byline => "byline",
        BlockKind::Caption => "caption",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list",
        BlockKind::Verse => "verse",
        BlockKind::Furniture => "furniture",
    };
    if name == found { Ok(()) } else { Err(format!("it is a {found}")) }
}
