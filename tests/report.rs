//! The views of a ledger, over one page that has some of everything.

use std::path::Path;
use std::process::{Command, Stdio};

use faircopy::block::{Block, BlockKind};
use faircopy::ledger::*;
use faircopy::reason::{Reason, Tier};
use faircopy::report::{self, Format, json};
use faircopy::source::{Source, Span};
use faircopy::{FairCopy, Settings};

const PAGE: &str = "\
渡口复航

第 2 版 下一页

停航三年的渡口将于下月复航。新渡船可载六十人,首班船清晨六点从东

岸开出。

The keeper said tlie old lamp would be lit again on Sunday.

三是修整码头台阶。

岸边的茶馆重新开张,共有三十二张桌子。

The keeper said the old lamp would be lit again on Monday.

票价仍是两元,由村里

办,不设月票。

岸边的茶馆重新开张，共有三十七张桌子。
";

/// A ledger made by hand, a step at a time.
struct Desk {
    copy: FairCopy,
    order: Vec<usize>,
}

impl Desk {
    /// Everything kept as it stands, a placement for each paragraph.
    fn new(source: Source) -> Desk {
        let (mut blocks, mut placements, mut at) = (Vec::new(), Vec::new(), 0);
        for part in source.text().split_inclusive("\n\n") {
            let words = source.span(at..at + part.trim_end().len());
            blocks.push(Block { span: words, kind: BlockKind::Paragraph });
            let span = source.span(at..at + part.len());
            let fate = Fate::Dropped;
            placements.push(Placement {
                span,
                fate,
                reason: Reason::Kept,
                evidence: Evidence::text(),
            });
            at += part.len();
        }
        let order = (0..placements.len()).collect();
        Desk {
            copy: FairCopy {
                source,
                blocks,
                ledger: Ledger { placements, ..Ledger::default() },
                settings: Settings::default(),
            },
            order,
        }
    }

    /// The span of the first place that has these words, at or after a placement.
    fn find(&self, words: &str) -> Span {
        let at = self.copy.source.text().find(words).unwrap();
        self.copy.source.span(at..at + words.len())
    }

    fn placement(&self, words: &str) -> usize {
        let span = self.find(words);
        self.copy.ledger.placements.iter().position(|p| p.span.contains(span)).unwrap()
    }

    fn remove(&mut self, words: &str, fate: Fate, reason: Reason) {
        let at = self.placement(words);
        self.order.retain(|index| *index != at);
        self.copy.ledger.placements[at] =
            Placement { fate, reason, ..self.copy.ledger.placements[at].clone() };
    }

    fn edit(&mut self, span: Span, text: &str, reason: Reason, evidence: Evidence) {
        let edit = Edit { span, text: text.into(), reason, tier: reason.tier(), evidence };
        self.copy.ledger.edits.push(edit);
    }

    fn join(&mut self, left: &str, right: &str, gap: bool) {
        let (from, to) = (self.placement(left), self.placement(right));
        let (left, right) = (self.copy.blocks[from].span, self.copy.blocks[to].span);
        let (mark, reason) =
            if gap { ("[…]", Reason::JoinGap) } else { ("", Reason::JoinColumn) };
        let tail = left.tail().cover(self.copy.ledger.placements[from].span.tail());
        self.edit(tail, mark, reason, Evidence::text());
        self.copy.ledger.joins.push(Join {
            left,
            right,
            gap,
            tier: Tier::Witness,
            evidence: Evidence::text().scored(0.973),
        });
        self.order.retain(|index| *index != to);
        let place = self.order.iter().position(|index| *index == from).unwrap();
        self.order.insert(place + 1, to);
    }

    fn done(mut self) -> FairCopy {
        for (order, index) in self.order.iter().enumerate() {
            self.copy.ledger.placements[*index].fate = Fate::Kept { order: order as u32 };
        }
        self.copy.ledger.edits.sort_by_key(|e| e.span);
        self.copy.ledger.audit(&self.copy.source).expect("a sound ledger");
        self.copy
    }
}

fn worked(source: Source) -> FairCopy {
    let mut desk = Desk::new(source);
    desk.remove("第 2 版", Fate::Dropped, Reason::Furniture);
    desk.join("停航三年", "岸开出", false);
    desk.join("票价仍是", "办,不设", true);
    let [base, twin] = ["The keeper said tlie", "The keeper said the"].map(|w| desk.placement(w));
    let [base, twin] = [base, twin].map(|at| desk.copy.blocks[at].span);
    let misprint = desk.find("tlie");
    let witness = desk.find("said the ");
    desk.edit(misprint, "the", Reason::ReadingWitness, Evidence::witness(witness));
    desk.remove("The keeper said the", Fate::Folded { repeat: 0 }, Reason::RepeatFold);
    let (sunday, monday) = (desk.find("Sunday"), desk.find("Monday"));
    let reading =
        |witness, span, text: &str| Reading { witnesses: vec![(witness, span)], text: text.into() };
    desk.copy.ledger.repeats.push(Repeat {
        base: 0,
        witnesses: vec![
            Witness { span: base, identity: 1000 },
            Witness { span: twin, identity: 931 },
        ],
        linked: false,
        variants: vec![Variant {
            span: sunday,
            readings: vec![reading(0, sunday, "Sunday"), reading(1, monday, "Monday")],
            settled: None,
        }],
    });
    let third = desk.find("三是");
    let finding = |span, reason: Reason, suggestion: Option<&str>| Finding {
        span,
        reason,
        tier: reason.tier(),
        suggestion: suggestion.map(str::to_owned),
        evidence: Evidence::text(),
    };
    desk.copy.ledger.findings.push(finding(third, Reason::GapSequence, None));
    // 岸边 stands twice and moves nowhere; 岸开出 comes before its neighbours.
    let tea = desk.find("张桌子");
    desk.copy.ledger.findings.push(finding(tea, Reason::RepeatSimilar, Some("个座位")));
    desk.done()
}

fn copy() -> FairCopy {
    worked(Source::from_text("渡口 <b>.txt", PAGE))
}

/// A page moved about: the last paragraph first.
fn moved() -> FairCopy {
    let mut desk = Desk::new(Source::from_text("moved.txt", PAGE));
    let last = desk.order.pop().unwrap();
    desk.order.insert(0, last);
    desk.done()
}

#[test]
fn the_summary_counts_with_the_right_nouns() {
    assert_eq!(
        report::summary(&copy()),
        "11 blocks: 1 repeat folded, 1 line left out, 2 joins, 1 repair, 3 to review"
    );
    let clean = Desk::new(Source::from_text("t", "One line.\n")).done();
    assert_eq!(report::summary(&clean), "1 block: nothing to change");
}

#[test]
fn json_is_the_same_every_time_and_fits_its_schema() {
    let text = report::render(&copy(), Format::Json);
    assert_eq!(text, report::render(&copy(), Format::Json));
    assert!(text.contains("\"score\": 0.973") && text.contains("\"identity\": 0.931"), "{text}");
    let schema: serde_json::Value = serde_json::from_str(&json::schema()).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    let mut wrong = value;
    wrong["edits"][0]["reason"] = "no.such".into();
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn a_report_read_back_gives_input_and_article() {
    let copy = copy();
    let report = json::read(&report::render(&copy, Format::Json)).unwrap();
    assert_eq!(report.restore().unwrap(), PAGE.as_bytes());
    assert_eq!(report.article().unwrap(), copy.article());
    let back = report.copy().unwrap();
    assert_eq!((back.ledger, back.blocks), (copy.ledger, copy.blocks));
    let checked = report.verify(Some(PAGE.as_bytes())).unwrap();
    assert!(checked.len() >= 6, "{checked:?}");
    let breaches = report.verify(Some(b"another page")).unwrap_err();
    assert_eq!(breaches, ["the page is not the one the report was made from"]);
}

#[test]
fn an_input_in_another_encoding_is_restored_too() {
    let (bytes, ..) = encoding_rs::GB18030.encode("渡口复航\n\n今日开船\n");
    // The last line has a byte that is no character: it stands as U+FFFD.
    let mut input = bytes.into_owned();
    input.insert(8, 0xFF);
    let text = "渡口复航\u{FFFD}\n\n今日开船\n";
    let piece = |text, input, text_width, input_width| faircopy::source::Piece {
        text,
        input,
        text_width,
        input_width,
    };
    let pieces = vec![
        piece(0, 0, 3, 2),
        piece(12, 8, 3, 1),
        piece(15, 9, 1, 1),
        piece(17, 11, 3, 2),
        piece(29, 19, 1, 1),
    ];
    let source = Source::from_pieces("t", input.clone(), text.into(), encoding_rs::GB18030, pieces);
    let copy = Desk::new(source).done();
    let report = json::read(&report::render(&copy, Format::Json)).unwrap();
    assert_eq!(report.restore().unwrap(), input);
    assert_eq!(report.article().unwrap(), text);
    report.verify(Some(&input)).unwrap();
    assert_eq!(report.blocks[1].place.bytes, [11, 19]);
}

/// Change one value of a sound report and say what `verify` finds.
fn tampered(pointer: &str, value: serde_json::Value) -> Vec<String> {
    let mut report: serde_json::Value =
        serde_json::from_str(&report::render(&copy(), Format::Json)).unwrap();
    *report.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is in the report")) = value;
    match json::read(&report.to_string()) {
        Ok(report) => report.verify(None).expect_err("a breach"),
        Err(error) => vec![error.to_string()],
    }
}

#[test]
fn what_was_tampered_with_is_found_and_nothing_panics() {
    let cases: [(&str, serde_json::Value, &str); 22] = [
        ("/version", 7.into(), "version 7"),
        ("/version", "1".into(), "not a faircopy report"),
        ("/placements/3/chars", [5, 4].into(), "placements[3]: characters 5 to 4 run backwards"),
        ("/placements/3/chars/1", u64::MAX.into(), "leave the text"),
        ("/placements/3/chars/1", 1e300.into(), "not a faircopy report"),
        ("/placements/3/chars/1", (-1).into(), "not a faircopy report"),
        ("/placements/3/chars/1", 70.into(), "is not placed exactly once"),
        ("/placements/3/bytes/0", 3.into(), "does not stand at byte 3"),
        ("/placements/0/order", 5.into(), "holes"),
        ("/placements/0/order", u64::MAX.into(), "too large"),
        ("/placements/0/fate", "folded".into(), "names no repeat"),
        ("/placements/7/repeat", 9.into(), "names repeat 9, but there are 1"),
        ("/edits/0/before", "x".into(), "not what the page has"),
        ("/edits/0/after", "x".into(), "replay does not give the article"),
        ("/edits/0/reason", "no.such".into(), "unknown reason"),
        ("/joins/0/evidence/score", 7.5.into(), "not between 0 and 1"),
        ("/repeats/0/base", 2.into(), "names base 2"),
        ("/source/text", "".into(), "digest"),
        ("/source/encoding", "klingon".into(), "unknown encoding"),
        ("/source/bytes", 1.into(), "length in bytes"),
        ("/source/name", serde_json::Value::Null, "not a faircopy report"),
        ("/placements", serde_json::Value::Array(vec![]), "not placed"),
    ];
    for (pointer, value, expected) in cases {
        let breaches = tampered(pointer, value.clone());
        assert!(breaches.iter().any(|b| b.contains(expected)), "{pointer} = {value}: {breaches:?}");
    }
    let raw = |chars: [u64; 2], hex: &str| serde_json::json!([{ "chars": chars, "hex": hex }]);
    let mut report: serde_json::Value =
        serde_json::from_str(&report::render(&copy(), Format::Json)).unwrap();
    for (value, expected) in [
        (raw([0, 1], "zz"), "not hexadecimal"),
        (raw([0, 1], "abc"), "not hexadecimal"),
        (raw([9, 1], ""), "run backwards"),
        (raw([0, 1], "00"), "digest"),
    ] {
        report["source"]["raw"] = value;
        let breaches = json::read(&report.to_string()).unwrap().verify(None).unwrap_err();
        assert!(breaches.iter().any(|b| b.contains(expected)), "{expected}: {breaches:?}");
    }
}

#[test]
fn a_report_cut_short_is_an_error_not_a_panic() {
    let text = report::render(&copy(), Format::Json);
    for at in (0..text.len() - 2).filter(|at| text.is_char_boundary(*at)).step_by(41) {
        assert!(json::read(&text[..at]).is_err());
    }
}

#[test]
fn patch_applies_the_diff() {
    for page in [PAGE, PAGE.trim_end(), &PAGE.replace('\n', "\r\n").replace("\r\n\r\n", "\n\n")] {
        let copy = worked(Source::from_text("../渡口 \"x\"\n+++ y", page));
        let patch = report::render(&copy, Format::Diff);
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("page.txt");
        std::fs::write(&file, page).unwrap();
        std::fs::write(dir.path().join("p.diff"), &patch).unwrap();
        let run = Command::new("patch")
            .args(["--binary", "--quiet", "--fuzz=0", "page.txt", "p.diff"])
            .current_dir(dir.path())
            .stdin(Stdio::null())
            .output();
        let Ok(run) = run else { return eprintln!("patch is not installed: not tested") };
        assert!(run.status.success(), "{run:?}\n{patch}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), copy.article());
    }
    let clean = Desk::new(Source::from_text("t", PAGE)).done();
    assert_eq!(report::render(&clean, Format::Diff), "");
}

#[test]
fn the_reading_view_shows_every_change_and_elides_the_rest() {
    let view = report::diff::terminal(&copy(), 60, false);
    for part in [
        "[-tlie-]{+the+}",
        "witness: line 15",
        "[-↵↵-]",
        "{+[…]+}",
        "left out: a page number",
        "[-Monday-]{+Sunday+}",
        "(line 9)",
        "… 1 block unchanged …",
    ] {
        assert!(view.contains(part), "{part}\n{view}");
    }
    use unicode_width::UnicodeWidthStr;
    assert!(view.lines().all(|line| line.width() <= 60), "{view}");
    let colour = report::diff::terminal(&copy(), 60, true);
    assert!(colour.contains("\u{1b}[31m[-tlie-]"), "{colour:?}");
    assert_eq!(anstream::adapter::strip_str(&colour).to_string(), view);
}

#[test]
fn what_moved_is_said_to_have_moved() {
    assert!(report::diff::terminal(&moved(), 80, false).contains("line 21, moved here"));
    assert!(
        report::render(&moved(), Format::CriticMarkup)
            .starts_with("{>>moved here from line 21<<}岸边的茶馆")
    );
    let html = report::render(&moved(), Format::Html);
    let link = "href=\"#p10\" data-w=\"stands-at\" data-n=\"21\">stands on line 21";
    assert!(html.contains(link) && html.contains("id=\"p10\""), "{html}");
}

#[test]
fn criticmarkup_marks_each_kind_of_change() {
    let text = report::render(&copy(), Format::CriticMarkup);
    for part in [
        "{~~tlie~>the~~}{>>reading.witness: ",
        "{--↵↵--}",
        "~>[…]~~}",
        "{--第 2 版 下一页--}{>>furniture.line",
    ] {
        assert!(text.contains(&part.replace('[', "\\[").replace(']', "\\]")), "{part}\n{text}");
    }
}

#[test]
fn the_prose_report_names_line_and_reason() {
    let text = report::render(&copy(), Format::Text);
    for part in [
        "Passages printed more than once (1)",
        "Put together with letters missing (1)",
        "line 9:17: a misprint mended",
        "“Sunday” (line 9) or “Monday” (line 15)",
        "a numbered sequence with members missing",
        "score 0.973",
    ] {
        assert!(text.replace("\n  ", " ").contains(part), "{part}\n{text}");
    }
    use unicode_width::UnicodeWidthStr;
    assert!(text.lines().all(|line| line.width() <= 80), "{text}");
}

#[test]
fn html_is_whole_and_its_links_lead_somewhere() {
    let html = report::render(&copy(), Format::Html);
    if let Some(to) = std::env::var_os("FAIRCOPY_SHOW") {
        std::fs::write(Path::new(&to), &html).unwrap();
    }
    let anchors: Vec<&str> =
        html.split("href=\"#").skip(1).filter_map(|s| s.split('"').next()).collect();
    assert!(anchors.len() > 8);
    for anchor in anchors {
        assert_eq!(html.matches(&format!(" id=\"{anchor}\"")).count(), 1, "{anchor}");
    }
    for part in [
        " class=\"edit\"",
        ">tlie</del>",
        ">the</ins>",
        "default-src 'none'",
        "Monday",
        "gap.sequence",
        "<h1>渡口 &lt;b&gt;.txt</h1>",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert_eq!(html.matches("<script").count(), 3, "words, draft, script");
    assert!(!html.contains("://"));
}

#[test]
fn html_speaks_the_language_asked_for() {
    let chinese = report::html::page(&copy(), Some(report::Language::Chinese));
    assert!(chinese.contains("<html lang=\"zh\" data-lang=\"zh\">"));
    assert!(chinese.contains("误字，据另一份改正</a>"), "{chinese}");
    let english = report::html::page(&copy(), None);
    assert!(english.contains("<html lang=\"en\">"));
    assert!(english.contains("a misprint mended from another printing</a>"));
}

#[test]
fn page_text_can_inject_nothing() {
    let page = "<script>alert(1)</script>\" onload='x'\n\n\u{1b}[31mred\u{202e}\u{9b}2J{++ins++}{>>x<<}\n\n# <img src=x>\u{0}\u{7}\n";
    let mut desk = Desk::new(Source::from_text("\u{1b}]0;title\u{7}<i>\n{--", page));
    let span = desk.find("red\u{202e}");
    desk.edit(span, "\u{1b}[2J<b>~>{--", Reason::CharInvisible, Evidence::attested("\u{1b}<u>"));
    let copy = desk.done();
    for format in [Format::Json, Format::Html, Format::CriticMarkup, Format::Text] {
        let out = report::render(&copy, format);
        let hazard = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!out.contains(hazard), "{format:?}\n{out}");
    }
    let html = report::render(&copy, Format::Html);
    let tags = ["<script>alert", "<img", "<i>", "<b>~", "<u>"];
    assert!(!tags.iter().any(|tag| html.contains(tag)), "{html}");
    let (markup, _data) = html.split_once("<script type").unwrap();
    assert!(!markup.contains("onload='"), "{markup}");
    let critic = report::render(&copy, Format::CriticMarkup);
    assert_eq!(critic.matches(['{']).count(), 2, "{critic}"); // the edit and its comment
    assert!(!critic.contains("<script") && !critic.contains("<img"));
    let view = report::diff::terminal(&copy, 80, false);
    assert!(!view.contains('\u{1b}') && !view.contains('\u{202e}'), "{view}");
    assert!(view.contains("␛[2J"));
    let report = json::read(&report::render(&copy, Format::Json)).unwrap();
    assert_eq!(report.restore().unwrap(), page.as_bytes());
}

#[test]
fn an_empty_page_has_every_view() {
    let source = Source::from_text("empty", "");
    let copy = FairCopy {
        source,
        blocks: Vec::new(),
        ledger: Ledger::default(),
        settings: Settings::default(),
    };
    for format in [Format::Json, Format::Html, Format::CriticMarkup, Format::Diff, Format::Text] {
        report::render(&copy, format);
    }
    json::read(&report::render(&copy, Format::Json)).unwrap().verify(Some(b"")).unwrap();
}

/// What is counted in a line of words: the number before each.
fn numbers(line: &str) -> Vec<(usize, String)> {
    let parts = line.split([':', ',', '·']).map(str::trim);
    let parts = parts.filter_map(|part| part.split_once(' '));
    parts.filter_map(|(n, words)| Some((n.parse().ok()?, words.to_owned()))).collect()
}

#[test]
fn the_head_of_the_html_counts_what_the_list_has() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut marked = 0;
    for entry in std::fs::read_dir(samples).expect("samples") {
        let path = entry.expect("an entry").path().join("page.txt");
        let Ok(page) = std::fs::read(&path) else { continue };
        let page = faircopy::source::Page::new("page.txt", page);
        let copy = faircopy::clean(&[page], &Settings::default()).pages.remove(0);
        let html = report::html::page(&copy, Some(report::Language::English));
        let (_, head) = html.split_once("</h1>").expect("a title");
        let (head, _) = head.split_once("</header>").expect("its end");
        let mut plain = String::new();
        head.split('<').for_each(|part| plain += part.split_once('>').map_or("", |(_, text)| text));
        let head = numbers(&plain);
        let listed = faircopy::decide::Draft::of(&copy).changes.len();
        let sum: usize = head.iter().skip(1).map(|(n, _)| n).sum();
        assert_eq!(sum, listed, "{}: {head:?}", path.display());
        // And what the terminal says is said with the same numbers.
        for (n, words) in numbers(&report::summary(&copy)) {
            let same = head.contains(&(n, words.clone())) || words.contains("unwrapped");
            assert!(same, "{}: {n} {words} is not in {head:?}", path.display());
            marked += usize::from(words.contains("gap"));
        }
    }
    assert!(marked >= 2, "{marked}");
}
