//! One page of an archive looked up: by the index, or without it.

use std::fs;

use crate::press::pages;
use crate::run::{Room, lines};

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn pages_of_one_id_are_all_within_reach_with_the_index_and_without() {
    let room = Room::new();
    let page = |id: &str, text: &str| format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n");
    // More than a chunk holds, so that the pages of one id lie in several frames.
    let filler: String = (0..9000).map(|n| page(&format!("f{n}"), "Filler.")).collect();
    let records = [
        page("a\\\"1", "The first."),
        page("b", "The only."),
        page("a\\\"1", "The second."),
        filler,
        page("a\\\"1", "The third."),
    ];
    room.put("r.jsonl", records.concat());
    room.archive(&["r.jsonl"], "out");
    let restore = |id: &str, nth: &str| {
        room.faircopy(&["restore", "--archive", "out", "--page", id, "--nth", nth])
    };
    for with_index in [true, false] {
        for (id, nth, wanted) in [
            ("a\"1", "1", "The first."),
            ("a\"1", "2", "The second."),
            ("a\"1", "3", "The third."),
            ("b", "1", "The only."),
            ("f8999", "1", "Filler."),
        ] {
            assert_eq!(text(&restore(id, nth).stdout), wanted, "{id} {nth}");
        }
        let said = |id: &str, nth: &str| text(&restore(id, nth).stderr);
        assert!(said("a\"1", "4").contains("only 3 pages of that name"));
        assert!(said("b", "2").contains("only 1 page of that name"));
        assert!(said("c", "1").contains("has no such page"));
        if with_index {
            let note = "3 pages are called a\"1; this is number 2, --nth N gives another";
            assert!(said("a\"1", "2").contains(note));
            assert_eq!(said("b", "1"), "");
            fs::remove_file(room.path("out/pages.index")).unwrap();
        }
    }
}

/// An index of another ledger is not believed.
#[test]
fn an_index_that_does_not_fit_is_passed_over() {
    let room = Room::new();
    for (name, count) in [("a", 3), ("b", 5)] {
        let (leaves, _) = pages(count, 4);
        let records: String = leaves.iter().map(|leaf| leaf.json() + "\n").collect();
        room.put(&format!("{name}.jsonl"), records);
        room.archive(&[&format!("{name}.jsonl")], name);
    }
    fs::copy(room.path("a/pages.index"), room.path("b/pages.index")).unwrap();
    let restored = room.faircopy(&["restore", "--archive", "b", "--page", "page-4"]).stdout;
    assert_eq!(text(&restored), pages(5, 4).0[4].text);
}

/// Of a page that was only compared the ledger has no text, but knows whether it is another.
#[test]
fn a_page_that_was_only_compared_is_held_to_its_digest() {
    let room = Room::new();
    room.put("a.txt", "The ferry runs.\n");
    room.put("b.txt", b"The ferry \xFFruns.\n");
    room.archive(&["a.txt", "b.txt", "--across-only"], "out");
    let restore = |page: &str| room.faircopy(&["restore", "--archive", "out", "--page", page]);
    assert_eq!(restore("a.txt").stdout, b"The ferry runs.\n");
    assert_eq!(restore("b.txt").stdout, b"The ferry \xFFruns.\n");
    let ledger = lines(&room.path("out"), "ledger.jsonl.zst");
    assert!(ledger[0]["untouched"] == true && ledger[1]["untouched"].is_null());
    let pages = lines(&room.path("out"), "pages.jsonl.zst").into_iter();
    let changed: String =
        pages.map(|page| page.to_string().replace("runs", "ran") + "\n").collect();
    room.put("out/pages.jsonl.zst", zstd::encode_all(changed.as_bytes(), 1).unwrap());
    let output = restore("a.txt");
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("pages.jsonl.zst is another than it was"), "{said}");
}

#[test]
fn a_page_shows_what_other_pages_keep_of_it() {
    let room = Room::new();
    let (leaves, _) = pages(60, 7);
    let records: String = leaves.iter().map(|leaf| leaf.json() + "\n").collect();
    room.put("r.jsonl", records);
    let out = room.archive(&["r.jsonl", "--across", "fold"], "fold");
    let folded = lines(&out, "pages.jsonl.zst");
    let repeats = lines(&out, "repeats.jsonl.zst");
    let mut shown = 0;
    for page in &folded {
        let id = page["id"].as_str().unwrap();
        let diff = text(&room.faircopy(&["diff", "fold", id]).stdout);
        let refers = page["refers"].as_array().cloned().unwrap_or_default();
        assert_eq!(diff.matches("left to page").count(), refers.len());
        let source = &leaves.iter().find(|leaf| leaf.id == id).unwrap().text;
        for reference in &refers {
            let name = |member: &str| reference[member].as_str().unwrap();
            let told = format!("left to page {}, ", name("page"));
            assert!(diff.contains(&told) && diff.contains(&format!("({})", name("repeat"))));
            let at = |n: usize| reference["chars"][n].as_u64().unwrap() as usize;
            let taken: String = source.chars().skip(at(0)).take(at(1) - at(0)).collect();
            assert!(!page["text"].as_str().unwrap().contains(&taken));
            let repeat = repeats.iter().find(|r| r["id"] == reference["repeat"]).unwrap();
            let base = &repeat["witnesses"][repeat["base"].as_u64().unwrap() as usize];
            assert_eq!(base["page"], reference["page"]);
            shown += 1;
        }
    }
    assert!(shown > 20);
    // A member of the same name that a record brought along says nothing of this archive.
    let record = r#"{"id":"x","refers":[{"at":1}],"text":"The ferry runs."}"#;
    room.put("own.jsonl", record);
    let own = room.archive(&["own.jsonl"], "own");
    assert_eq!(lines(&own, "pages.jsonl.zst")[0]["refers"], serde_json::json!([{"at": 1}]));
    let output = room.faircopy(&["diff", "own", "x"]);
    assert!(output.status.success() && !text(&output.stdout).contains("left to"));
}
