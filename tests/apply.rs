//! Decisions and policies from the command line: `apply`, `clean --decisions`,
//! `clean --policy`.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

const PAGE: &str = "\
Ferry runs again

The ferry across the lower river runs again from Tuesday. It had been tied up since the flood in spring.

Tickets cost what they did before, and tlie children go free.

The ferry across the lower river runs again from Tuesday. It had been tied up since the flood in spring.

Tickets cost what they did before, and the children go free.
";

/// Run in a directory with [`PAGE`] in `page.txt`: output, messages, status.
fn run(desk: &TempDir, args: &[&str]) -> (String, String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_faircopy"));
    command.current_dir(desk.path()).args(args).stdin(Stdio::null());
    let output = command.output().expect("run");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    (text(&output.stdout), text(&output.stderr), output.status.code().expect("a status"))
}

/// A directory with the page, its report, and the report's JSON.
fn desk() -> (TempDir, Value) {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("page.txt"), PAGE).unwrap();
    let (_, said, status) = run(&desk, &["clean", "page.txt", "-r", "report.json"]);
    assert_eq!(status, 0, "{said}");
    let report = fs::read_to_string(desk.path().join("report.json")).unwrap();
    (desk, serde_json::from_str(&report).unwrap())
}

/// Decisions on the page, made by hand from what a fair copy says of its changes.
fn decisions(report: &Value, verdicts: &[(&str, &str, Option<&str>)]) -> String {
    let text = report.to_string();
    let copy = faircopy::report::json::read(&text).unwrap().copy().unwrap();
    let draft = faircopy::decide::Draft::of(&copy);
    let decisions: Vec<Value> = verdicts
        .iter()
        .map(|(reason, verdict, text)| {
            let mut changes = draft.changes.iter();
            let change = changes.find(|c| c.key.reason.code() == *reason).expect(reason);
            json!({
                "reason": reason, "digest": change.key.digest, "occurrence": change.key.occurrence,
                "decision": verdict, "text": text, "before": change.before,
            })
        })
        .collect();
    json!({
        "faircopy": "0.1.0", "version": 1, "decisions": decisions,
        "source": { "name": "page.txt", "sha256": report["source"]["sha256"] },
    })
    .to_string()
}

fn write(desk: &TempDir, name: &str, text: &str) {
    fs::write(desk.path().join(name), text).unwrap();
}

#[test]
fn without_decisions_apply_gives_what_clean_gave() {
    let (desk, _) = desk();
    let (cleaned, ..) = run(&desk, &["clean", "page.txt"]);
    assert_eq!(run(&desk, &["apply", "report.json"]), (cleaned, String::new(), 0));
}

#[test]
fn apply_and_clean_give_the_same_decided_article() {
    let (desk, report) = desk();
    let verdicts = [("repeat.fold", "reject", None), ("reading.witness", "text", Some("all the"))];
    write(&desk, "d.json", &decisions(&report, &verdicts));
    let (applied, said, status) = run(&desk, &["apply", "report.json", "--decisions", "d.json"]);
    assert_eq!((said.as_str(), status), ("", 0));
    assert_eq!(applied.matches("The ferry across").count(), 2, "{applied}");
    assert!(applied.contains("and all the children"), "{applied}");
    let clean = [
        "clean",
        "page.txt",
        "--decisions",
        "d.json",
        "-o",
        "a.txt",
        "-r",
        "r.json",
        "-r",
        "r.diff",
    ];
    let (_, said, status) = run(&desk, &clean);
    assert_eq!(status, 0, "{said}");
    assert_eq!(fs::read_to_string(desk.path().join("a.txt")).unwrap(), applied);
    let (_, said, status) = run(&desk, &["verify", "r.json", "page.txt"]);
    assert_eq!(status, 0, "{said}");
    assert_eq!(run(&desk, &["restore", "r.json"]).0, PAGE);
    // The report of the decided article can be decided further, and says the same.
    assert_eq!(run(&desk, &["apply", "r.json", "--decisions", "d.json"]).0, applied);
    assert!(patched(desk.path()) == applied);
}

/// What `patch` makes of the page with the decided report's diff.
fn patched(desk: &Path) -> String {
    let status = Command::new("patch")
        .current_dir(desk)
        .args(["-s", "-o", "patched.txt", "page.txt", "r.diff"])
        .status()
        .expect("patch is installed");
    assert!(status.success());
    fs::read_to_string(desk.join("patched.txt")).unwrap()
}

#[test]
fn decisions_that_do_not_fit_are_listed_and_left_aside() {
    let (desk, report) = desk();
    let verdicts = [("repeat.fold", "reject", None)];
    let made = decisions(&report, &verdicts).replace("\"occurrence\":0", "\"occurrence\":7");
    write(&desk, "d.json", &made);
    let (applied, said, status) = run(&desk, &["apply", "report.json", "--decisions", "d.json"]);
    assert_eq!(applied, run(&desk, &["clean", "page.txt"]).0);
    assert_eq!(status, 0);
    assert!(said.starts_with("1 of 1 decisions do not fit and were left aside:\n"), "{said}");
    assert!(said.contains("repeat.fold “The ferry across"), "{said}");
    let quiet = run(&desk, &["apply", "report.json", "--decisions", "d.json", "-q"]);
    assert_eq!(quiet.1, "");
}

#[test]
fn what_is_no_decisions_is_refused() {
    let (desk, _) = desk();
    let refused = |args: &[&str], what: &str| {
        let (out, said, status) = run(&desk, args);
        assert_eq!((out.as_str(), status), ("", 2));
        assert!(said.starts_with("error: ") && said.contains(what), "{said}");
    };
    refused(&["apply", "page.txt"], "not a JSON report of this tool");
    refused(&["apply", "report.json", "--decisions", "page.txt"], "not decisions of this tool");
    refused(&["apply", "report.json", "--decisions", "none.json"], "there is no such file");
    refused(&["apply", "-", "--decisions", "-"], "only once");
    refused(&["apply", "report.json", "-o", "report.json"], "the input itself");
    refused(&["clean", "page.txt", "--policy", "page.txt"], "not a policy");
    assert_eq!(fs::read_to_string(desk.path().join("page.txt")).unwrap(), PAGE);
}

#[test]
fn a_policy_is_obeyed() {
    let (desk, _) = desk();
    let with = |policy: &str, args: &[&str]| {
        write(&desk, "policy.toml", policy);
        let mut all = vec!["clean", "page.txt", "--policy", "policy.toml"];
        all.extend(args);
        let (out, said, status) = run(&desk, &all);
        assert_eq!(status, 0, "{said}");
        (out, said)
    };
    let (article, _) = with("", &[]);
    assert_eq!(article.matches("The ferry across").count(), 1);
    assert!(article.contains("and the children"));
    let (article, said) = with("[reasons]\n\"repeat.fold\" = \"suggest\"", &[]);
    assert_eq!(article.matches("The ferry across").count(), 2, "{article}");
    assert!(said.contains("2 to review"), "{said}");
    let (article, said) = with("[reasons]\n\"repeat.fold\" = \"off\"", &["-r", "off.json"]);
    assert_eq!(article.matches("The ferry across").count(), 2, "{article}");
    assert!(!said.contains("to review"), "{said}");
    assert_eq!(run(&desk, &["verify", "off.json", "page.txt"]).2, 0);
    let (article, said) = with("[words]\n\"tlie\" = \"tlie\"", &[]);
    assert!(article.contains("and tlie children") && !said.contains("to review"), "{said}");
    let (article, _) = with("ignore = ['and \\w+ children']", &[]);
    assert!(article.contains("and tlie children"));
}

#[test]
fn the_policy_in_effect_is_printed_and_reads_back() {
    let (desk, _) = desk();
    write(&desk, "policy.toml", "[reasons]\n\"char.doubled\" = \"apply\"\n");
    let dump = |policy: &str| run(&desk, &["clean", "--policy", policy, "--dump-policy"]);
    let (dumped, _, status) = dump("policy.toml");
    assert_eq!(status, 0);
    assert!(dumped.contains("\"char.doubled\" = \"apply\""), "{dumped}");
    assert!(dumped.contains("\"repeat.fold\" = \"level\""), "{dumped}");
    write(&desk, "again.toml", &dumped);
    assert_eq!(dump("again.toml").0, dumped);
}

#[test]
fn a_report_in_place_of_a_page_is_told_with_the_command_that_works() {
    let (desk, report) = desk();
    let reports = ["-r", "r.html", "-r", "r.sarif", "-r", "r.md", "-o", "a.txt", "-q"];
    assert_eq!(run(&desk, &[&["clean", "page.txt"], &reports[..]].concat()).2, 0);
    write(&desk, "d.json", &decisions(&report, &[("repeat.fold", "reject", None)]));
    for (file, what, works) in [
        ("r.html", "the HTML report on page.txt", "`faircopy clean page.txt`"),
        ("report.json", "the JSON report on page.txt", "`faircopy apply report.json`"),
        ("r.sarif", "the SARIF report on page.txt", "`faircopy clean page.txt`"),
        ("d.json", "the file of decisions on page.txt", "--decisions d.json`"),
    ] {
        let (out, said, status) = run(&desk, &["clean", file]);
        assert_eq!((out.as_str(), status), ("", 2), "{file}");
        assert!(said.contains(what) && said.contains(works), "{file}: {said}");
    }
    // What cannot be told from a page is one.
    assert_eq!(run(&desk, &["clean", "r.md"]).2, 0);
}

#[test]
fn a_stale_join_is_known_by_the_words_it_stood_between() {
    let (desk, report) = desk();
    let made = decisions(&report, &[("repeat.fold", "reject", None)]);
    let mut made: Value = serde_json::from_str(&made).unwrap();
    let stale = |around: Value| {
        json!({ "reason": "join.column", "digest": "0123456789abcdef", "occurrence": 0,
                "decision": "reject", "before": "\n\n", "around": around })
    };
    let (one, other) =
        (json!(["by the old", "quay at noon"]), json!(["a lamp that", "burned out"]));
    made["decisions"] = json!([stale(one), stale(other), stale(Value::Null)]);
    write(&desk, "d.json", &made.to_string());
    let (_, said, status) = run(&desk, &["apply", "report.json", "--decisions", "d.json"]);
    assert_eq!(status, 0);
    assert!(said.contains("join.column “…by the old‿quay at noon…”: no such change"), "{said}");
    assert!(said.contains("join.column “…a lamp that‿burned out…”"), "{said}");
    // Those of an older version have no words.
    assert!(said.contains("join.column “”"), "{said}");
}
