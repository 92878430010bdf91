//! `faircopy review` at a terminal: every key, what is saved, and what is shown.
#![cfg(unix)]

use std::fs;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

const LINE: &str = "清晨的渡口起了薄雾,摆渡人把缆绳一圈一圈收好,等着第一班客人从石阶上慢慢走下来。";

/// A page with two folds, a misprint, a variant and a gap, and an escape that would
/// clear the screen beside a mark that would turn its line around.
fn page() -> String {
    format!(
        "渡口\n\n{LINE}\n\n\u{1b}[2J水库\u{202e}已经修好了,下游的人不再发愁。\n\n{LINE}\n\n\
         三是办学。\n\nThe keeper said on the quay that tlie old lamp would be lit again on Sunday \
         night.\n\n{LINE}\n\nThe keeper said on the quay that the old lump would be lit again on \
         Sunday night.\n"
    )
}

/// A terminal with a review in it.
struct Sitting {
    desk: TempDir,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    shown: Receiver<Vec<u8>>,
    child: Box<dyn Child + Send + Sync>,
    screen: String,
}

fn size(cols: u16) -> PtySize {
    PtySize { rows: 24, cols, pixel_width: 0, pixel_height: 0 }
}

impl Sitting {
    fn start(args: &[&str]) -> Sitting {
        let desk = tempfile::tempdir().unwrap();
        fs::write(desk.path().join("page.txt"), page()).unwrap();
        Sitting::again(desk, args)
    }

    fn again(desk: TempDir, args: &[&str]) -> Sitting {
        Sitting::over(desk, "page.txt", args)
    }

    /// A review of one of the desk's files.
    fn over(desk: TempDir, file: &str, args: &[&str]) -> Sitting {
        let pair = native_pty_system().openpty(size(80)).expect("a terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_faircopy"));
        command.args(["review", file]);
        command.args(args);
        command.cwd(desk.path());
        command.env("NO_COLOR", "1");
        command.env("TERM", "xterm");
        let child = pair.slave.spawn_command(command).expect("it starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (tell, shown) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if tell.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let keys = pair.master.take_writer().expect("a writer");
        Sitting { desk, master: pair.master, keys, shown, child, screen: String::new() }
    }

    /// Wait until the terminal shows `what`; gives all that was shown up to there.
    fn wait(&mut self, what: &str) -> String {
        self.wait_any(&[what])
    }

    /// The same for the first of several.
    fn wait_any(&mut self, what: &[&str]) -> String {
        let end = Instant::now() + Duration::from_secs(60);
        let mut bytes = Vec::new();
        loop {
            let ends = what.iter().filter_map(|w| Some(self.screen.find(w)? + w.len()));
            if let Some(end) = ends.min() {
                let shown = self.screen[..end].to_string();
                self.screen.drain(..end);
                return shown;
            }
            assert!(Instant::now() < end, "never shown: {what:?}\n{}", self.screen);
            if let Ok(more) = self.shown.recv_timeout(Duration::from_millis(200)) {
                bytes.extend(more);
                // A character may come in two parts.
                let whole = match std::str::from_utf8(&bytes) {
                    Ok(text) => text.len(),
                    Err(error) => error.valid_up_to(),
                };
                let rest = bytes.split_off(whole);
                self.screen += std::str::from_utf8(&bytes).unwrap();
                bytes = rest;
            }
        }
    }

    fn key(&mut self, key: &str) {
        self.keys.write_all(key.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Press a key and wait for the next question.
    fn press(&mut self, key: &str, then: &str) -> String {
        self.key(key);
        let mut shown = self.wait(then);
        shown += &self.wait(",?] ");
        shown
    }

    /// The decisions on disk: reason and decision of each.
    fn saved(&self) -> Vec<(String, String)> {
        let Ok(text) = fs::read_to_string(self.desk.path().join("page.decisions.json")) else {
            return Vec::new();
        };
        let decisions = faircopy::decide::decisions::read(&text).expect("sound at any time");
        let verdict = |d: &faircopy::decide::decisions::Decision| format!("{:?}", d.decision);
        decisions.decisions.iter().map(|d| (d.reason.clone(), verdict(d))).collect()
    }

    fn verdicts(&self) -> Vec<String> {
        self.saved().into_iter().map(|(_, verdict)| verdict).collect()
    }

    /// Wait for the end; gives its status.
    fn end(mut self) -> (TempDir, u32) {
        let status = self.child.wait().expect("it ends").exit_code();
        (self.desk, status)
    }
}

/// Go on to the first question of a kind, skipping others.
fn skip_to(sitting: &mut Sitting, question: &str) -> String {
    let mut shown = sitting.wait(",?] ");
    for _ in 0..20 {
        if shown.contains(question) {
            return shown;
        }
        sitting.key("s");
        shown = sitting.wait(",?] ");
    }
    panic!("never asked: {question}");
}

#[test]
fn every_key_does_what_it_says() {
    let mut sitting = Sitting::start(&[]);
    let first = skip_to(&mut sitting, "Leave it out?");
    assert!(first.contains("/"), "{first}");
    sitting.press("a", "accepted");
    assert_eq!(sitting.verdicts(), ["Accept"]);
    sitting.press("u", "undone");
    assert_eq!(sitting.verdicts(), [""; 0]);
    sitting.press("r", "rejected");
    assert_eq!(sitting.verdicts(), ["Reject"]);
    sitting.press("u", "undone");
    let all = sitting.press("R", "rejected, and 2 more");
    assert_eq!(sitting.verdicts(), ["Reject", "Reject", "Reject"]);
    assert!(!all.contains("Leave it out?"), "{all}");
    sitting.press("u", "undone");
    assert_eq!(sitting.verdicts(), [""; 0]);
    sitting.press("A", "accepted, and 2 more");
    sitting.press("?", "u  undo the last answer");
    sitting.press("z", "? shows the keys");
    sitting.key("q");
    sitting.wait("3 decided");
    sitting.wait("faircopy clean page.txt --decisions page.decisions.json gives the article.");
    assert_eq!(sitting.end().1, 0);
}

#[test]
fn a_gap_is_filled_by_typing_and_the_article_has_it() {
    let mut sitting = Sitting::start(&[]);
    let shown = skip_to(&mut sitting, "Text is missing");
    assert!(shown.contains("gap.sequence"), "{shown}");
    assert!(shown.contains("[r,e,s,R,u,q,?]"), "{shown}");
    sitting.press("a", "nothing to accept here");
    sitting.press("2", "no readings to choose from");
    assert_eq!(sitting.verdicts(), [""; 0]);
    sitting.key("e");
    sitting.wait("as it is): ");
    sitting.key("\r");
    sitting.wait("left as it is");
    sitting.wait(",?] ");
    sitting.key("e");
    sitting.wait("as it is): ");
    sitting.key("一是修路,\x1b[D二是治水,\r"); // an arrow key is no text
    sitting.wait("typed “一是修路,二是治水,”");
    sitting.wait(",?] ");
    sitting.key("q");
    sitting.wait("1 decided");
    let (desk, status) = sitting.end();
    assert_eq!(status, 0);
    let article = cleaned(&desk);
    assert!(article.contains("一是修路,二是治水,三是办学。"), "{article}");
}

/// The article with the decisions on disk.
fn cleaned(desk: &TempDir) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_faircopy"));
    command.current_dir(desk.path()).stdin(Stdio::null());
    command.args(["clean", "page.txt", "--decisions", "page.decisions.json"]);
    let output = command.output().unwrap();
    assert!(output.status.success());
    assert!(!String::from_utf8_lossy(&output.stderr).contains("do not fit"));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_reading_is_chosen_by_its_number() {
    let mut sitting = Sitting::start(&["--only", "variants"]);
    let shown = sitting.wait(",?] ");
    assert!(shown.contains("Which stands?"), "{shown}");
    sitting.press("r", "choose a reading by its number");
    sitting.press("9", "there is no reading 9, only 1 to 2");
    sitting.key("2");
    sitting.wait("reading 2, “lump”");
    sitting.wait("1 decided, 0 left");
    let (desk, status) = sitting.end();
    assert_eq!(status, 0);
    assert!(cleaned(&desk).contains("the old lump"));
}

#[test]
fn ctrl_c_leaves_the_answers_saved_and_the_next_sitting_goes_on() {
    let mut sitting = Sitting::start(&[]);
    skip_to(&mut sitting, "Leave it out?");
    sitting.press("r", "rejected");
    sitting.key("\u{3}");
    assert_eq!(sitting.verdicts(), ["Reject"]);
    let (desk, status) = sitting.end();
    assert_eq!(status, 130);
    let mut sitting = Sitting::again(desk, &[]);
    let shown = sitting.wait(",?] ");
    assert!(shown.contains("[2/") || shown.contains("[1/"), "{shown}");
    let shown = skip_to_end(&mut sitting);
    assert_eq!(shown.matches("Leave it out?").count(), 2, "one of three is decided\n{shown}");
    assert_eq!(sitting.verdicts(), ["Reject"]);
    assert_eq!(sitting.end().1, 0);
}

/// Skip all that is left; gives all that was shown.
fn skip_to_end(sitting: &mut Sitting) -> String {
    let mut all = String::new();
    for _ in 0..20 {
        sitting.key("s");
        all += &sitting.wait("skipped");
        let shown = sitting.wait_any(&[",?] ", "decided"]);
        all += &shown;
        if shown.ends_with("decided") {
            return all;
        }
    }
    panic!("no end\n{all}");
}

#[test]
fn ctrl_c_while_typing_loses_nothing() {
    let mut sitting = Sitting::start(&[]);
    skip_to(&mut sitting, "Leave it out?");
    sitting.press("r", "rejected");
    sitting.key("e");
    sitting.wait("as it is): ");
    sitting.key("half a wo\u{3}");
    let verdicts = sitting.verdicts();
    let (_desk, status) = sitting.end();
    assert_ne!(status, 0);
    assert_eq!(verdicts, ["Reject"]);
}

#[test]
fn lines_fit_the_terminal_whatever_its_width_and_escapes_are_pictures() {
    let mut sitting = Sitting::start(&[]);
    let mut shown = sitting.wait(",?] ");
    let fits = |shown: &str, width: usize| {
        for line in shown.lines().map(|line| line.trim_end_matches('\r')) {
            // What shows work in progress ends before the first question.
            let line = line.rsplit("\u{1b}[2K").next().unwrap_or_default();
            assert!(line.width() <= width, "{width}: {line:?}");
            assert!(!line.contains(['\u{1b}', '\u{202e}']), "{line:?}");
        }
    };
    let first = shown.rfind("[1/").expect("the first card");
    fits(&shown[first..], 80);
    sitting.master.resize(size(44)).unwrap();
    let mut pictured = false;
    for _ in 0..12 {
        sitting.key("s");
        sitting.wait("skipped");
        shown = sitting.wait_any(&[",?] ", "decided"]);
        if shown.ends_with("decided") {
            break;
        }
        let card = &shown[..shown.rfind('\n').unwrap_or(0)];
        fits(card, 44);
        pictured |= shown.contains("␛[2J") || shown.contains("<U+202E>");
    }
    assert!(pictured, "the hostile line was never shown");
    assert_eq!(sitting.end().1, 0);
}

#[test]
fn a_report_is_reviewed_and_applied() {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("page.txt"), page()).unwrap();
    let faircopy = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_faircopy"));
        command.current_dir(desk.path()).args(args).stdin(Stdio::null());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    faircopy(&["clean", "page.txt", "-o", "a.txt", "-r", "report.json"]);
    let copy = |to: &TempDir| {
        fs::copy(desk.path().join("report.json"), to.path().join("report.json")).unwrap();
    };
    let other = tempfile::tempdir().unwrap();
    copy(&other);
    let mut sitting = Sitting::over(other, "report.json", &["--decisions", "d.json"]);
    skip_to(&mut sitting, "Leave it out?");
    sitting.press("R", "rejected, and 2 more");
    sitting.key("q");
    sitting.wait("faircopy apply report.json --decisions d.json gives the article.");
    let (other, status) = sitting.end();
    assert_eq!(status, 0);
    fs::copy(other.path().join("d.json"), desk.path().join("d.json")).unwrap();
    let article = faircopy(&["apply", "report.json", "--decisions", "d.json"]);
    assert_eq!(article.matches(LINE).count(), 3, "{article}");
    assert_eq!(faircopy(&["clean", "page.txt", "--decisions", "d.json"]), article);
}

#[test]
fn without_a_terminal_it_names_what_works_without_one() {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("page.txt"), page()).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_faircopy"));
    command.current_dir(desk.path()).args(["review", "page.txt"]).stdin(Stdio::null());
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    for words in ["there is none", "clean page.txt -r review.html", "--diff", "--decisions FILE"] {
        assert!(said.contains(words), "{said}");
    }
}
