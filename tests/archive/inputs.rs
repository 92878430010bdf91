//! Inputs of every kind, and bad ones.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::press::pages;
use crate::run::{Room, lines};

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn ids(room: &Room, out: &str) -> Vec<String> {
    let pages = lines(&room.path(out), "pages.jsonl.zst");
    pages.iter().map(|page| page["id"].as_str().unwrap().to_string()).collect()
}

#[test]
fn folders_globs_pages_and_records_mix_plain_and_compressed() {
    let room = Room::new();
    room.put("in/b.txt", "The second page.\n");
    room.put("in/a/one.txt.gz", gz(b"The first page.\n"));
    room.put("in/.ignore", "*.bak\n");
    room.put("in/old.bak", "Not a page.\n");
    room.put("more/x1.txt", "A page by glob.\n");
    room.put("more/x2.txt", "Another page by glob.\n");
    room.put("more/y.txt", "Left out.\n");
    let record = r#"{"name": "r1", "body": "A record.", "tags": [1, 2]}"#;
    room.put("records.jsonl.zst", zstd::bulk::compress(record.as_bytes(), 1).unwrap());
    room.put("list", "records.jsonl.zst\n\n");
    let fields = ["--id-field", "name", "--text-field", "body"];
    let args = [&["in", "more/x*.txt", "--files-from", "list"], &fields[..]].concat();
    let out = room.archive(&args, "out");
    let pages = lines(&out, "pages.jsonl.zst");
    let names: Vec<&str> = pages.iter().map(|p| p["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["in/a/one.txt.gz", "in/b.txt", "more/x1.txt", "more/x2.txt", "r1"]);
    assert_eq!(pages[4]["tags"], serde_json::json!([1, 2]));
    assert_eq!(pages[0]["body"], "The first page.\n");
}

#[test]
fn two_pages_of_one_name_are_told() {
    let room = Room::new();
    let page = |id: &str| format!("{{\"id\":\"{id}\",\"text\":\"A page.\"}}\n");
    room.put("r.jsonl", [page("a"), page("b"), page("a")].concat());
    let output = room.faircopy(&["archive", "r.jsonl", "-o", "out"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("1 pages have the id of an earlier page (the first: a)"), "{said}");
    room.put("s.jsonl", [page("a"), page("b")].concat());
    let output = room.faircopy(&["archive", "s.jsonl", "-o", "other"]);
    assert!(!String::from_utf8_lossy(&output.stderr).contains("earlier"));
}

#[test]
fn bad_records_are_told_counted_and_passed_over() {
    let room = Room::new();
    let text = "{\"id\":\"a\",\"text\":\"A page.\"}\n{\"id\":\"b\n{\"id\":\"c\"}\n\n\
                {\"id\":\"d\",\"text\":\"Another.\"}\n";
    room.put("r.jsonl", [text.as_bytes(), b"{\"id\":\"e\",\"text\":\"\xFF\"}\n"].concat());
    let cut = gz("{\"id\":\"f\",\"text\":\"F.\"}\n".repeat(500).as_bytes());
    room.put("cut.jsonl.gz", &cut[..cut.len() / 2]);
    room.put("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let args = ["archive", "r.jsonl", "cut.jsonl.gz", "picture.txt", "-o", "out"];
    let output = room.faircopy(&args);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    for place in [
        "r.jsonl:2: not a JSON",
        "r.jsonl:3: no member",
        "r.jsonl:6: not a JSON",
        "damaged or cut short",
        "picture.txt: not text",
    ] {
        assert!(said.contains(place), "{place} is missing in {said}");
    }
    assert!(said.contains("5 records could not be used"), "{said}");
    assert_eq!(&ids(&room, "out")[..2], ["a", "d"]);

    let output = room.faircopy(&[&args[..4], &["-o", "fast", "--fail-fast"]].concat());
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("r.jsonl:2") && !said.contains("r.jsonl:3"), "{said}");
}

#[test]
fn nothing_comes_of_nothing() {
    let room = Room::new();
    room.put("empty.jsonl", "");
    room.put("blank.txt", "");
    let out = room.archive(&["empty.jsonl", "blank.txt"], "out");
    assert_eq!(lines(&out, "pages.jsonl.zst").len(), 1);
    assert!(lines(&out, "repeats.jsonl.zst").is_empty());
    let output = room.faircopy(&["archive", "nowhere.txt", "-o", "other"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("nowhere.txt: there is no such file"));
}

#[test]
fn an_archive_is_never_written_over() {
    let room = Room::new();
    room.put("a.txt", "A page.\n");
    room.archive(&["a.txt"], "out");
    let output = room.faircopy(&["archive", "a.txt", "-o", "out"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("an archive here already"));
}

#[test]
fn every_page_is_restored_byte_for_byte() {
    let room = Room::new();
    let (leaves, _) = pages(6, 1);
    let records: String = leaves.iter().map(|leaf| leaf.json() + "\n").collect();
    room.put("r.jsonl", records);
    // A page in GB18030 has other bytes than its text.
    let chinese = "渡口今日恢复通航，北岸的村民轮流上堤巡查，没有一处出险。\n";
    let (bytes, ..) = encoding_rs::GB18030.encode(chinese);
    room.put("gb.txt", &bytes);
    let out = room.archive(&["r.jsonl", "gb.txt"], "out");
    let out = out.to_str().unwrap();
    for leaf in &leaves {
        let output = room.faircopy(&["restore", "--archive", out, "--page", &leaf.id]);
        assert_eq!(output.stdout, leaf.text.as_bytes());
    }
    assert_eq!(
        room.faircopy(&["restore", "--archive", out, "--page", "gb.txt"]).stdout,
        &bytes[..]
    );
    let output = room.faircopy(&["restore", "--archive", out, "--page", "nobody"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("has no such page"));
    assert!(room.faircopy(&["diff", out, "page-1"]).status.success());
}

#[test]
fn thousands_of_tiny_files_and_odd_records_are_nothing_special() {
    let room = Room::new();
    for n in 0..2000 {
        room.put(&format!("tiny/{}/{n}.txt", n % 7), format!("{n}\n"));
    }
    let one = format!("{{\"id\":\"one\",\"text\":\"{}\"}}\n", "a".repeat(64 << 10));
    let two = one.replace("\"one\"", "\"two\"");
    let same = "{\"id\":\"same\",\"text\":\"The ferry to Senlow runs again from Tuesday, the \
                council says, and costs twopence.\"}\n";
    room.put("odd.jsonl", one + &two + &same.repeat(300));
    let out = room.archive(&["tiny", "odd.jsonl"], "out");
    assert_eq!(lines(&out, "pages.jsonl.zst").len(), 2302);
    let repeats = lines(&out, "repeats.jsonl.zst");
    let most = repeats.iter().map(|r| r["witnesses"].as_array().unwrap().len()).max();
    assert_eq!(most, Some(300));
}

#[test]
fn what_a_run_writes_is_never_taken_for_pages() {
    let room = Room::new();
    room.put("in/a.txt", "The ferry to Senlow runs again from Tuesday.\n");
    room.put("in/b.txt", "The reading room opens at ten.\n");
    let refused = |args: &[&str]| {
        let output = room.faircopy(&[&["archive", "-q"], args].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        String::from_utf8(output.stderr).expect("text")
    };
    for into in [["in", "-o", "in"], ["in", "-o", "in/../in/"], ["in/*.txt", "-o", "in"]] {
        let said = refused(&into);
        assert!(said.contains("cannot be written into it"), "{said}");
    }
    let kept = |name: &str| lines(&room.path(name), "pages.jsonl.zst").len();
    assert_eq!(std::fs::read_dir(room.path("in")).unwrap().count(), 2);
    // Inside the folder that is read it may lie, and so may an earlier one.
    room.archive(&["in"], "in/out");
    let second = room.faircopy(&["archive", "in", "-o", "in/second"]);
    assert!(second.status.success());
    let said = String::from_utf8(second.stderr).expect("text");
    assert!(said.contains("in/out is an archive") && !said.contains("in/second is"), "{said}");
    assert_eq!((kept("in/out"), kept("in/second")), (2, 2));
    // An archive that is named is no folder of pages, its articles are pages.
    let said = refused(&["in/out", "-o", "third"]);
    assert!(said.contains("in/out: this is an archive"), "{said}");
    room.archive(&["in/out/pages.jsonl.zst"], "third");
    assert_eq!(kept("third"), 2);
    let said = refused(&["in/a.txt", "-o", "in/out"]);
    assert!(said.contains("an archive here already"), "{said}");
}
