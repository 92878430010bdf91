//! The command line from outside: the cases in `tests/cmd`, and what cannot be
//! written down as data: links, pipes, rights, bytes.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const PAGE: &str = "\
Ferry runs again

The ferry across the lower river runs again from Tuesday. It had been tied up since the flood in spring.

Tickets cost what they did before.

The ferry across the lower river runs again from Tuesday. It had been tied up since the flood in spring.
";

#[test]
fn cases() {
    // The width of help and diffs must not hang on the terminal tests run in.
    trycmd::TestCases::new()
        .env("COLUMNS", "100")
        .case("tests/cmd/*.toml")
        .case("tests/cmd/*.trycmd");
}

/// A directory with [`PAGE`] in `page.txt`.
fn desk() -> TempDir {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("page.txt"), PAGE).unwrap();
    desk
}

fn faircopy(desk: &TempDir, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_faircopy"));
    command.current_dir(desk.path()).args(args).stdin(Stdio::null());
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

fn run(desk: &TempDir, args: &[&str]) -> Output {
    faircopy(desk, args).output().unwrap()
}

/// The run failed with status 2 and said `message`; the page is as it was.
fn assert_refused(desk: &TempDir, output: &Output, message: &str) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.starts_with("error: ") && stderr.contains(message), "{stderr}");
    assert_eq!(fs::read_to_string(desk.path().join("page.txt")).unwrap(), PAGE);
}

/// Names of the files in the directory, sorted: nothing temporary is left behind.
fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_hard_link_to_the_page_is_the_page() {
    let desk = desk();
    fs::hard_link(desk.path().join("page.txt"), desk.path().join("twin.txt")).unwrap();
    let output = run(&desk, &["clean", "page.txt", "-o", "twin.txt"]);
    assert_refused(&desk, &output, "twin.txt: this is the input itself");
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_to_the_page_is_the_page() {
    let desk = desk();
    std::os::unix::fs::symlink("page.txt", desk.path().join("link.md")).unwrap();
    std::os::unix::fs::symlink(".", desk.path().join("here")).unwrap();
    for args in [
        ["clean", "page.txt", "-o", "link.md"],
        ["clean", "link.md", "-o", "page.txt"],
        ["clean", "page.txt", "-r", "link.md"],
        ["clean", "page.txt", "-o", "here/page.txt"],
    ] {
        assert_refused(&desk, &run(&desk, &args), "this is the input itself");
    }
}

#[cfg(unix)]
#[test]
fn a_page_on_standard_input_is_not_written_over() {
    let desk = desk();
    let page = File::open(desk.path().join("page.txt")).unwrap();
    let output = faircopy(&desk, &["clean", "-o", "page.txt"]).stdin(page).output().unwrap();
    assert_refused(&desk, &output, "this is the input itself");
}

#[cfg(unix)]
#[test]
fn standard_output_is_not_appended_to_the_page() {
    let desk = desk();
    let page = OpenOptions::new().append(true).open(desk.path().join("page.txt")).unwrap();
    let output = faircopy(&desk, &["clean", "page.txt"]).stdout(page).output().unwrap();
    assert_refused(&desk, &output, "standard output: this is the input itself");
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_not_written_through() {
    let desk = desk();
    std::os::unix::fs::symlink("nowhere.txt", desk.path().join("link.txt")).unwrap();
    let output = run(&desk, &["clean", "page.txt", "-o", "link.txt"]);
    assert_refused(&desk, &output, "link.txt: cannot be written: it is a link to nothing");
}

#[cfg(unix)]
#[test]
fn a_linked_target_stays_a_link() {
    let desk = desk();
    fs::write(desk.path().join("old.txt"), "old").unwrap();
    std::os::unix::fs::symlink("old.txt", desk.path().join("link.txt")).unwrap();
    assert!(run(&desk, &["clean", "page.txt", "-o", "link.txt"]).status.success());
    assert!(desk.path().join("link.txt").is_symlink());
    assert!(fs::read_to_string(desk.path().join("old.txt")).unwrap().starts_with("Ferry"));
}

#[cfg(unix)]
#[test]
fn written_files_have_the_rights_of_what_they_replace() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    let rights =
        |name: &str| fs::metadata(desk.path().join(name)).unwrap().permissions().mode() & 0o777;
    fs::write(desk.path().join("private.txt"), "").unwrap();
    fs::set_permissions(desk.path().join("private.txt"), fs::Permissions::from_mode(0o600))
        .unwrap();
    assert!(run(&desk, &["clean", "page.txt", "-o", "private.txt"]).status.success());
    assert!(run(&desk, &["clean", "page.txt", "-o", "new.txt"]).status.success());
    assert_eq!(rights("private.txt"), 0o600);
    assert_eq!(rights("new.txt"), rights("page.txt"));
}

#[cfg(unix)]
#[test]
fn a_protected_target_is_left_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    let target = desk.path().join("old.txt");
    fs::write(&target, "old").unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o444)).unwrap();
    if OpenOptions::new().write(true).open(&target).is_ok() {
        return; // a superuser is not held by rights
    }
    let output = run(&desk, &["clean", "page.txt", "-o", "old.txt"]);
    assert_refused(&desk, &output, "old.txt: cannot be written: Permission denied");
    assert_eq!(fs::read_to_string(&target).unwrap(), "old");
}

#[cfg(target_os = "linux")]
#[test]
fn when_one_output_fails_no_target_is_touched() {
    let desk = desk();
    fs::write(desk.path().join("old.txt"), "old").unwrap();
    std::os::unix::fs::symlink("/dev/full", desk.path().join("full.json")).unwrap();
    let output = run(&desk, &["clean", "page.txt", "-o", "old.txt", "-r", "full.json"]);
    assert_refused(&desk, &output, "full.json: cannot be written: No space left");
    assert_eq!(fs::read_to_string(desk.path().join("old.txt")).unwrap(), "old");
    assert_eq!(names(desk.path()), ["full.json", "old.txt", "page.txt"]);

    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = faircopy(&desk, &["clean", "page.txt", "-r", "new.json"]).stdout(full).output();
    assert_refused(&desk, &output.unwrap(), "standard output: cannot be written: No space left");
    assert_eq!(names(desk.path()), ["full.json", "old.txt", "page.txt"]);
}

#[cfg(unix)]
#[test]
fn a_device_takes_the_article() {
    let desk = desk();
    let output = run(&desk, &["clean", "page.txt", "-q", "-o", "/dev/null"]);
    assert!(output.status.success() && output.stdout.is_empty() && output.stderr.is_empty());
}

#[cfg(unix)]
#[test]
fn a_reader_who_leaves_is_no_error() {
    let desk = desk();
    let mut command = faircopy(&desk, &["clean", "-q", "-r", "report.json"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take()); // gone before the page is even there
    child.stdin.take().unwrap().write_all(PAGE.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(desk.path().join("report.json").exists());
}

#[test]
fn any_bytes_come_back_from_the_report() {
    let desk = desk();
    let (chinese, _, _) = encoding_rs::GB18030.encode("渡船星期二复航。票价不变。\r\n");
    let mut damaged = PAGE.as_bytes().to_vec();
    damaged.insert(40, 0xFF);
    let pages: [(&[u8], &[&str]); 4] = [
        (&chinese, &["--encoding", "gb18030"]),
        (&damaged, &[]),
        ("\u{FEFF}Ferry\r\nruns\r\n".as_bytes(), &[]),
        (b"no line end", &[]),
    ];
    for (bytes, flags) in pages {
        fs::write(desk.path().join("odd.txt"), bytes).unwrap();
        let args = [&["clean", "odd.txt", "-q", "-r", "odd.json"], flags].concat();
        let cleaned = run(&desk, &args);
        assert!(cleaned.status.success(), "{}", String::from_utf8_lossy(&cleaned.stderr));
        assert_eq!(run(&desk, &["restore", "odd.json"]).stdout, bytes);
        assert!(run(&desk, &["verify", "odd.json", "odd.txt"]).status.success());
    }
}

#[test]
fn an_encoding_is_found_out_and_named() {
    let desk = desk();
    let text = "渡船星期二复航，票价不变，首班船清晨六点从东岸开出。\r\n";
    let (gb, _, _) = encoding_rs::GB18030.encode(text);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (bytes, name) in [(gb.as_ref(), "GB18030"), (&utf16, "UTF-16BE")] {
        fs::write(desk.path().join("odd.txt"), bytes).unwrap();
        let cleaned = run(&desk, &["clean", "odd.txt", "-r", "odd.json"]);
        assert_eq!(String::from_utf8_lossy(&cleaned.stdout), text);
        let said = String::from_utf8_lossy(&cleaned.stderr);
        assert!(said.trim_end().ends_with(&format!("decoded from {name}")), "{said}");
        assert_eq!(run(&desk, &["restore", "odd.json"]).stdout, bytes);
    }
    fs::write(desk.path().join("page.gz"), b"\x1F\x8B\x08\x00\x00\x00").unwrap();
    assert_refused(&desk, &run(&desk, &["clean", "page.gz"]), "page.gz: this is not text but gzip");
}

#[test]
fn a_report_is_read_from_standard_input_too() {
    let desk = desk();
    assert!(run(&desk, &["clean", "page.txt", "-r", "report.json"]).status.success());
    let report = || File::open(desk.path().join("report.json")).unwrap();
    let restored = faircopy(&desk, &["restore", "-"]).stdin(report()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&restored.stdout), PAGE);
    let verified = faircopy(&desk, &["verify", "-", "page.txt"]).stdin(report()).output().unwrap();
    assert!(verified.status.success() && !verified.stdout.is_empty());
}

#[test]
fn a_diff_is_wrapped_and_coloured_only_on_request() {
    let desk = desk();
    let diff = |colour: &str| {
        let mut command = faircopy(&desk, &["clean", "-q", "--diff", "page.txt"]);
        let output = command.env("COLUMNS", "40").env("CLICOLOR_FORCE", colour).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let plain = diff("");
    assert!(!plain.contains('\u{1b}'));
    assert!(plain.lines().all(|line| line.chars().count() <= 40), "{plain}");
    assert!(diff("1").contains('\u{1b}'));
}

#[test]
fn a_diff_can_be_printed_while_the_article_is_written() {
    let desk = desk();
    let output = run(&desk, &["clean", "-q", "--diff", "page.txt", "-o", "clean.txt"]);
    let article = fs::read_to_string(desk.path().join("clean.txt")).unwrap();
    assert!(!output.stdout.is_empty() && output.stdout != article.as_bytes());
    assert_eq!(article.matches("The ferry").count(), 1);
}

#[test]
fn a_page_of_one_endless_line_gets_an_answer() {
    let desk = desk();
    let line: String =
        (0u32..8000).map(|n| format!("{:x} ", n.wrapping_mul(2_654_435_761))).collect();
    fs::write(desk.path().join("line.txt"), line.trim_end()).unwrap();
    let output = run(&desk, &["clean", "line.txt"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_schema_is_json() {
    let output = run(&desk(), &["schema"]);
    let schema: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(schema.is_object());
}

#[test]
fn a_model_is_learned_and_used() {
    let desk = desk();
    let pages: String = (0..40)
        .map(|n| format!("{{\"text\": \"The ferry across the river runs again in week {n}.\"}}\n"))
        .collect();
    fs::write(desk.path().join("pages.jsonl"), pages).unwrap();
    let learned = run(&desk, &["learn", "pages.jsonl", "page.txt", "-o", "river.model"]);
    assert!(learned.status.success(), "{}", String::from_utf8_lossy(&learned.stderr));
    let said = String::from_utf8_lossy(&learned.stderr).into_owned();
    assert!(said.starts_with("41 pages, "), "{said}");
    let page =
        "The men said that tbe ferry across the river runs again, and they were glad of it.\n";
    fs::write(desk.path().join("page.txt"), page).unwrap();
    let likely = ["clean", "page.txt", "--model", "river.model", "--level", "likely"];
    let cleaned = run(&desk, &likely);
    assert_eq!(String::from_utf8_lossy(&cleaned.stdout), page.replace("tbe", "the"));
    let shown = run(&desk, &likely[..4]);
    assert_eq!(String::from_utf8_lossy(&shown.stdout), page);
}

#[test]
fn what_is_no_model_is_refused() {
    let desk = desk();
    let refused = run(&desk, &["clean", "page.txt", "--model", "page.txt"]);
    assert_refused(&desk, &refused, "page.txt: cannot be used as a model: it is not a model");
    fs::write(desk.path().join("pages.jsonl"), "{\"words\": 3}\n").unwrap();
    let refused = run(&desk, &["learn", "pages.jsonl", "-o", "river.model"]);
    assert_refused(&desk, &refused, "pages.jsonl, line 1: not a page of an archive");
}
