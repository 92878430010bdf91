//! What is printed on more than one page.

use std::collections::HashSet;
use std::path::Path;

use serde_json::Value;

use crate::press::{pages, sentence};
use crate::run::{Room, assert_same, lines};

fn put_pages(room: &Room, count: usize) -> Vec<Vec<usize>> {
    let (leaves, printed) = pages(count, 7);
    let records: String = leaves.iter().map(|leaf| leaf.json() + "\n").collect();
    room.put("r.jsonl", records);
    printed
}

#[test]
fn planted_reprints_are_found_and_their_offsets_lead_to_them() {
    let room = Room::new();
    let printed = put_pages(&room, 60);
    let out = room.archive(&["r.jsonl"], "out");
    let (leaves, _) = pages(60, 7);
    let mut found: HashSet<(String, String)> = HashSet::new();
    for repeat in lines(&out, "repeats.jsonl.zst") {
        let witnesses = repeat["witnesses"].as_array().unwrap();
        assert!(witnesses.len() >= 2 && repeat["base"].as_u64().unwrap() < witnesses.len() as u64);
        let names: Vec<String> =
            witnesses.iter().map(|w| w["page"].as_str().unwrap().to_string()).collect();
        for a in &names {
            found.extend(names.iter().filter(|b| a < *b).map(|b| (a.clone(), b.clone())));
        }
        for witness in witnesses {
            let page = witness["page"].as_str().unwrap();
            let text = &leaves.iter().find(|leaf| leaf.id == page).unwrap().text;
            let pair = |name: &str| {
                let at = |n: usize| witness[name][n].as_u64().unwrap() as usize;
                at(0)..at(1)
            };
            let chars: String =
                text.chars().skip(pair("chars").start).take(pair("chars").len()).collect();
            assert_eq!(chars, text[pair("bytes")]);
        }
    }
    let mut planted: HashSet<(String, String)> = HashSet::new();
    for pages in printed {
        let names: Vec<String> = pages.iter().map(|page| format!("page-{page}")).collect();
        for a in &names {
            planted.extend(names.iter().filter(|b| a < *b).map(|b| (a.clone(), b.clone())));
        }
    }
    let hit = planted.intersection(&found).count();
    assert!(hit * 100 >= planted.len() * 98, "{hit} of {} pairs", planted.len());
    assert!(hit * 100 >= found.len() * 98, "{hit} of {} found are true", found.len());
}

#[test]
fn threads_and_memory_do_not_change_a_byte() {
    let room = Room::new();
    put_pages(&room, 60);
    let one = room.archive(&["r.jsonl", "--threads", "1"], "one");
    for (name, args) in
        [("two", ["--threads", "2"]), ("seven", ["--threads", "7"]), ("tight", ["--memory", "64M"])]
    {
        let other = room.archive(&[&["r.jsonl"], &args[..]].concat(), name);
        assert_same(&one, &other);
    }
}

#[test]
fn pages_may_be_kept_apart() {
    let room = Room::new();
    put_pages(&room, 30);
    let out = room.archive(&["r.jsonl", "--within-only"], "within");
    assert!(!out.join("repeats.jsonl.zst").exists());
    let dates = |args: &[&str], out: &str| -> usize {
        let repeats = lines(&room.archive(args, out), "repeats.jsonl.zst");
        let dates = |repeat: &serde_json::Value| {
            let witnesses = repeat["witnesses"].as_array().unwrap();
            witnesses.iter().map(|w| w["date"].to_string()).collect::<HashSet<_>>().len()
        };
        repeats.iter().map(dates).max().unwrap_or(1)
    };
    assert!(dates(&["r.jsonl"], "all") > 2);
    assert_eq!(dates(&["r.jsonl", "--days", "0"], "near"), 1);
}

#[test]
fn folded_passages_stay_in_one_page_and_are_referred_to_by_the_others() {
    let room = Room::new();
    put_pages(&room, 60);
    let linked = lines(&room.archive(&["r.jsonl"], "link"), "pages.jsonl.zst");
    let out = room.archive(&["r.jsonl", "--across", "fold"], "fold");
    let folded = lines(&out, "pages.jsonl.zst");
    let repeats = lines(&out, "repeats.jsonl.zst");
    let ids: HashSet<&str> = repeats.iter().map(|r| r["id"].as_str().unwrap()).collect();
    let mut references = 0;
    for (linked, folded) in linked.iter().zip(&folded) {
        assert_eq!(linked["id"], folded["id"]);
        let length = |page: &serde_json::Value| page["text"].as_str().unwrap().chars().count();
        let refers = folded["refers"].as_array().cloned().unwrap_or_default();
        assert_eq!(length(folded) < length(linked), !refers.is_empty());
        for reference in &refers {
            assert!(ids.contains(reference["repeat"].as_str().unwrap()));
            assert!(reference["at"].as_u64().unwrap() as usize <= length(folded));
        }
        references += refers.len();
    }
    assert!(references > 20, "{references} references");
    let page = folded.iter().find(|page| page["refers"].is_array()).unwrap()["id"].clone();
    let id = page.as_str().unwrap();
    let restored = room.faircopy(&["restore", "--archive", "fold", "--page", id]).stdout;
    let (leaves, _) = pages(60, 7);
    assert_eq!(restored, leaves.iter().find(|leaf| leaf.id == id).unwrap().text.as_bytes());
}

#[test]
fn pages_may_be_compared_and_nothing_else_done() {
    let room = Room::new();
    put_pages(&room, 60);
    let (leaves, _) = pages(60, 7);
    let places = |out: &Path| -> Vec<[Value; 2]> {
        let repeats = lines(out, "repeats.jsonl.zst").into_iter();
        repeats.map(|r| [r["base"].clone(), r["witnesses"].clone()]).collect()
    };
    let settled = |out: &Path| -> usize {
        let repeats = lines(out, "repeats.jsonl.zst");
        repeats.iter().map(|r| r["settled"].as_array().unwrap().len()).sum()
    };
    let linked = room.archive(&["r.jsonl", "--across-only"], "linked");
    let read = room.archive(&["r.jsonl", "--across-only", "--readings"], "read");
    assert_eq!(places(&linked), places(&read));
    assert!(settled(&linked) == 0 && settled(&read) > 20);
    let fold = ["r.jsonl", "--across-only", "--across", "fold"];
    let folded = room.archive(&fold, "folded");
    for out in [&linked, &folded] {
        for (leaf, page) in leaves.iter().zip(lines(out, "pages.jsonl.zst")) {
            assert!(page["refers"].is_array() || page["text"] == leaf.text.as_str());
            let out = out.to_str().unwrap();
            let restored = room.faircopy(&["restore", "--archive", out, "--page", &leaf.id]);
            assert_eq!(restored.stdout, leaf.text.as_bytes());
        }
    }
    let diff = room.faircopy(&["diff", "linked", "page-1"]);
    assert!(diff.status.success() && String::from_utf8_lossy(&diff.stdout).contains("unchanged"));
}

#[test]
fn where_no_two_pages_are_alike_nothing_is_found() {
    let room = Room::new();
    let mut rng = fastrand::Rng::with_seed(9);
    let page = |n: usize, rng: &mut fastrand::Rng| {
        let text: String = (0..12).map(|_| sentence(n.is_multiple_of(2), rng) + " ").collect();
        format!("{{\"id\":{n},\"text\":\"{text}\"}}\n")
    };
    let records: String = (0..60).map(|n| page(n, &mut rng)).collect();
    room.put("r.jsonl", records);
    assert!(lines(&room.archive(&["r.jsonl"], "out"), "repeats.jsonl.zst").is_empty());
}
