//! Pages to review, and their reports as files.

use std::path::{Path, PathBuf};
use std::process::Command;

use faircopy::block::{Block, BlockKind};
use faircopy::ledger::*;
use faircopy::reason::{Reason, Tier};
use faircopy::source::Source;
use faircopy::{FairCopy, Settings};
use tempfile::TempDir;

/// A page, its reports, and what is made of them, in a folder of their own.
pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    /// Clean a page, as a person would.
    pub(crate) fn clean(name: &str, page: &str, options: &[&str]) -> Desk {
        let desk = Desk { folder: tempfile::tempdir().expect("a folder") };
        std::fs::write(desk.path(name), page).expect("a page");
        let html = desk.path("review.html");
        let json = desk.path("report.json");
        let reports = ["-r", text(&html), "-r", text(&json), "-o", "/dev/null", "-q"];
        faircopy(&[&["clean", text(&desk.path(name))], &reports[..], options].concat());
        desk
    }

    /// A report that was made by hand.
    pub(crate) fn of(copy: &FairCopy) -> Desk {
        let desk = Desk { folder: tempfile::tempdir().expect("a folder") };
        let html = faircopy::report::html::page(copy, None);
        std::fs::write(desk.path("review.html"), html).expect("a report");
        let json = faircopy::report::json::write(copy);
        std::fs::write(desk.path("report.json"), json).expect("a report");
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn review(&self) -> PathBuf {
        self.path("review.html")
    }

    /// What `faircopy apply` makes of these decisions.
    pub(crate) fn applied(&self, decisions: &str) -> String {
        let file = self.path("decisions.json");
        std::fs::write(&file, decisions).expect("decisions");
        faircopy(&["apply", text(&self.path("report.json")), "--decisions", text(&file)])
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

/// Run the command, and give what it prints.
fn faircopy(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_faircopy"))
        .args(arguments)
        .output()
        .expect("the command runs");
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {complaint}");
    String::from_utf8(output.stdout).expect("an article is UTF-8")
}

/// A page of our own samples with a join, a gap, folds, edits and a variant.
pub(crate) fn sample() -> String {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let read = |name: &str| std::fs::read_to_string(samples.join(name).join("page.txt"));
    let pages =
        ["a-whole-page-zh", "misprints-witness-zh", "lost-letters-en", "revised-in-a-long-copy-zh"];
    let pages = pages.map(|name| read(name).expect("a sample"));
    pages.join("\n")
}

/// A page of this many bytes or a little more, with this many changes made by hand:
/// folds, edits, variants and findings in turn, one to a paragraph.
pub(crate) fn long(bytes: usize, changes: usize) -> FairCopy {
    let plain = "河埠头的灯夜夜点着，等最后一班船靠岸，";
    let every = bytes / changes;
    let mut page = String::new();
    let mut starts = Vec::new();
    for number in 0..changes {
        starts.push(page.len());
        page.push_str(&format!("第{number}段写到旧灯的事，"));
        while page.len() - starts[number] + 8 < every {
            page.push_str(plain);
        }
        page.push_str("完。\n\n");
    }
    starts.push(page.len());
    let source = Source::from_text("long.txt", page);
    let mut ledger = Ledger::default();
    let mut blocks = Vec::new();
    let mut order = 0;
    for (number, pair) in starts.windows(2).enumerate() {
        let (span, words) = (source.span(pair[0]..pair[1]), source.span(pair[0]..pair[1] - 2));
        blocks.push(Block { span: words, kind: BlockKind::Paragraph });
        let lamp = pair[0] + source.slice(span).find("旧灯").expect("the lamp");
        let lamp = source.span(lamp..lamp + "旧灯".len());
        let mut fate = Fate::Kept { order };
        let mut reason = Reason::Kept;
        match number % 4 {
            1 => {
                let before = source.span(starts[number - 1]..pair[0] - 2);
                fate = Fate::Folded { repeat: ledger.repeats.len() as u32 };
                reason = Reason::RepeatFold;
                let witness = |span| Witness { span, identity: 990 };
                let witnesses = vec![witness(before), witness(words)];
                ledger.repeats.push(Repeat {
                    base: 0,
                    witnesses,
                    variants: Vec::new(),
                    linked: false,
                });
            }
            2 => ledger.edits.push(Edit {
                span: lamp,
                text: "新灯".into(),
                reason: Reason::ReadingWitness,
                tier: Tier::Witness,
                evidence: Evidence::witness(words),
            }),
            3 => ledger.findings.push(Finding {
                span: lamp,
                reason: Reason::CharDoubled,
                tier: Tier::Flag,
                suggestion: Some("灯".into()),
                evidence: Evidence::text().scored(0.5),
            }),
            _ => ledger.findings.push(Finding {
                span: lamp,
                reason: Reason::GapAnnounced,
                tier: Tier::Flag,
                suggestion: None,
                evidence: Evidence::text(),
            }),
        }
        order += u32::from(reason == Reason::Kept);
        ledger.placements.push(Placement { span, fate, reason, evidence: Evidence::text() });
    }
    ledger.audit(&source).expect("a sound ledger");
    FairCopy { source, blocks, ledger, settings: Settings::default() }
}
