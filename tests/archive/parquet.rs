//! The archive as Parquet: what stands there is what stands in the lines.

use std::fs::File;
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::{Value, json};

use crate::press::pages;
use crate::run::{Room, assert_same, lines};

/// The rows of a file, as JSON.
fn rows(archive: &Path, name: &str) -> Vec<Value> {
    let file = File::open(archive.join(name)).expect("the file is there");
    let reader = SerializedFileReader::new(file).expect("sound Parquet");
    let rows = reader.get_row_iter(None).expect("rows");
    rows.map(|row| value(Field::Group(row.expect("a row")))).collect()
}

fn value(field: Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Long(number) => number.into(),
        Field::Str(text) => text.into(),
        Field::Group(row) => row.into_columns().into_iter().map(|(n, f)| (n, value(f))).collect(),
        Field::ListInternal(list) => list.elements().iter().cloned().map(value).collect(),
        other => panic!("no column holds {other}"),
    }
}

/// A record of the repeats as its row should be.
fn flat(mut repeat: Value) -> Value {
    let split = |value: &mut Value, member: &str| {
        let pair = value.as_object_mut().unwrap().remove(member).unwrap();
        value[format!("{member}_start")] = pair[0].clone();
        value[format!("{member}_end")] = pair[1].clone();
    };
    for witness in repeat["witnesses"].as_array_mut().unwrap() {
        split(witness, "bytes");
        split(witness, "chars");
        let pieces = witness["pieces"].as_array().cloned().unwrap_or_default();
        let piece = |p: &Value| json!({ "chars_start": p[0], "chars_end": p[1] });
        witness["pieces"] = pieces.iter().map(piece).collect();
        // What is not there is null.
        for member in ["series", "date"] {
            witness[member] = witness[member].take();
        }
    }
    for member in ["settled", "variants"] {
        repeat[member].as_array_mut().unwrap().iter_mut().for_each(|v| split(v, "chars"));
    }
    repeat
}

#[test]
fn parquet_says_what_the_lines_say() {
    let room = Room::new();
    let (leaves, _) = pages(60, 7);
    let mut records: String = leaves.iter().map(|leaf| leaf.json() + "\n").collect();
    records += "{\"text\":\"Without a name.\",\"date\":19160107,\"tags\":[\"\\\"refers\\\":\"]}\n";
    room.put("r.jsonl", records);
    for across in ["link", "fold"] {
        let args = ["r.jsonl", "--across", across];
        let out = room.archive(&[&args[..], &["--format", "parquet"]].concat(), across);
        let mut references = 0;
        let (table, pages) = (rows(&out, "pages.parquet"), lines(&out, "pages.jsonl.zst"));
        assert_eq!(table.len(), 61);
        for (row, page) in table.iter().zip(&pages) {
            for member in ["id", "text", "series"] {
                assert_eq!(row[member], page[member]);
            }
            let mut carried: Value =
                serde_json::from_str(row["carried"].as_str().unwrap()).unwrap();
            carried["id"] = page["id"].clone();
            carried["text"] = page["text"].clone();
            let refers: Vec<Value> = row["refers"].as_array().unwrap().clone();
            references += refers.len();
            let refers = refers.into_iter().map(|mut r| {
                r["chars"] = json!([r["chars_start"], r["chars_end"]]);
                r.as_object_mut().unwrap().retain(|name, _| !name.starts_with("chars_"));
                r
            });
            let refers: Vec<Value> = refers.collect();
            if !refers.is_empty() {
                carried["refers"] = refers.into();
            }
            assert_eq!(&carried, page);
        }
        assert_eq!(table[60]["date"], "19160107");
        assert_eq!(references > 0, across == "fold");
        let repeats: Vec<Value> = lines(&out, "repeats.jsonl.zst").into_iter().map(flat).collect();
        assert!(repeats.iter().any(|r| r["variants"][0]["readings"][1]["witnesses"][0].is_u64()));
        assert_eq!(rows(&out, "repeats.parquet"), repeats);
        let ledger = lines(&out, "ledger.jsonl.zst");
        let reports = rows(&out, "ledger.parquet");
        assert_eq!(reports.len(), ledger.len());
        for (row, report) in reports.iter().zip(&ledger) {
            assert_eq!(row["id"], report["source"]["name"]);
            let read: Value = serde_json::from_str(row["report"].as_str().unwrap()).unwrap();
            assert_eq!(&read, report);
        }
        let restored = room.faircopy(&["restore", "--archive", across, "--page", "page-7"]);
        assert_eq!(restored.stdout, leaves[7].text.as_bytes());
    }
}

#[test]
fn nothing_and_one_thing_alone_are_parquet_too() {
    let room = Room::new();
    room.put("empty.jsonl", "");
    room.put("one.txt", "A page.\n");
    let parquet = ["--format", "parquet"];
    let out = room.archive(&[&["empty.jsonl"], &parquet[..]].concat(), "empty");
    for name in ["pages.parquet", "repeats.parquet", "ledger.parquet"] {
        assert_eq!(rows(&out, name), Vec::<Value>::new());
    }
    let args = [&["one.txt", "--within-only"], &parquet[..]].concat();
    let out = room.archive(&args, "one");
    assert!(!out.join("repeats.parquet").exists());
    assert_eq!(rows(&out, "pages.parquet")[0]["carried"], "{}");
    let again = room.archive(&[&args[..], &["--threads", "1"]].concat(), "again");
    assert_same(&out, &again);
}
