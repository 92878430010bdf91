//! What is printed on more than one page.

use std::collections::HashSet;

use crate::press::pages;
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
    let all = lines(&room.archive(&["r.jsonl"], "all"), "repeats.jsonl.zst");
    let near = lines(&room.archive(&["r.jsonl", "--days", "1"], "near"), "repeats.jsonl.zst");
    assert!(near.len() < all.len(), "{} and {}", near.len(), all.len());
}
