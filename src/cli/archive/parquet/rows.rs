//! Rows: what stands in the columns of each file, as its schema says.

use faircopy::archive::fold::Reference;
use faircopy::archive::record::{Fields, Record};
use faircopy::archive::repeats::{Kind, Repeat, Settled, Variant, Why, Witness};
use faircopy::report::json;

use super::shred::Value;

/// A line of the pages: `carried` has the members of its record besides id and text as
/// they were written, newspaper and date among them.
pub(super) const PAGES: &str = "message pages {
    required binary id (STRING);
    optional binary series (STRING);
    optional binary date (STRING);
    required binary text (STRING);
    required group refers (LIST) { repeated group list { required group element {
        required int64 at;
        required int64 chars_start;
        required int64 chars_end;
        required binary repeat (STRING);
        required binary page (STRING);
    } } }
    required binary carried (STRING);
}";

/// A line of the repeats.
pub(super) const REPEATS: &str = "message repeats {
    required binary id (STRING);
    required binary kind (STRING);
    required int64 base;
    required group witnesses (LIST) { repeated group list { required group element {
        required binary page (STRING);
        required int64 bytes_start;
        required int64 bytes_end;
        required int64 chars_start;
        required int64 chars_end;
        required group pieces (LIST) { repeated group list { required group element {
            required int64 chars_start;
            required int64 chars_end;
        } } }
        optional binary series (STRING);
        optional binary date (STRING);
    } } }
    required group settled (LIST) { repeated group list { required group element {
        required int64 chars_start;
        required int64 chars_end;
        required binary base (STRING);
        required binary text (STRING);
        required binary ground (STRING);
    } } }
    required group variants (LIST) { repeated group list { required group element {
        required int64 chars_start;
        required int64 chars_end;
        required group readings (LIST) { repeated group list { required group element {
            required binary text (STRING);
            required group witnesses (LIST) { repeated group list {
                required int64 element;
            } }
        } } }
    } } }
}";

/// A line of the ledger: the report as it stands there.
pub(super) const LEDGER: &str = "message ledger {
    required binary id (STRING);
    required binary report (STRING);
}";

/// A line of the pages as a row. Where pages are folded, `refers` is what folding says.
///
/// # Errors
/// When the line is not one that this tool writes.
pub(super) fn page(line: &[u8], fields: &Fields, folded: bool) -> Result<Value, String> {
    let mut record = Record::of_json(line, fields, "").map_err(|cause| cause.to_string())?;
    let mut references = Vec::new();
    if folded && let Some((rest, refers)) = record.carried.rsplit_once(REFERS) {
        // Folding writes it last, and nothing but text of its own is in it.
        if let Ok(found) = serde_json::from_str::<Vec<Reference>>(refers) {
            references = found;
            record.carried = rest.trim_end_matches(',').to_owned();
        }
    }
    let references = references.into_iter().map(|reference| {
        Value::Group(vec![
            number(reference.at),
            number(reference.chars[0]),
            number(reference.chars[1]),
            text(reference.repeat),
            text(reference.page),
        ])
    });
    Ok(Value::Group(vec![
        text(record.id),
        maybe(record.series),
        maybe(record.date),
        Value::Text(record.bytes),
        Value::List(references.collect()),
        text(format!("{{{}}}", record.carried)),
    ]))
}

/// How the member that folding adds begins.
const REFERS: &str = "\"refers\":";

/// A line of the repeats as a row.
///
/// # Errors
/// When the line is not one that this tool writes.
pub(super) fn repeat(line: &[u8]) -> Result<Value, String> {
    let repeat: Repeat<'_> = serde_json::from_slice(line).map_err(|cause| cause.to_string())?;
    let kind = match repeat.kind {
        Kind::Reprint => "reprint",
        Kind::Boilerplate => "boilerplate",
    };
    Ok(Value::Group(vec![
        text(repeat.id),
        text(kind),
        number(repeat.base),
        Value::List(repeat.witnesses.into_iter().map(witness).collect()),
        Value::List(repeat.settled.into_iter().map(settled).collect()),
        Value::List(repeat.variants.into_iter().map(variant).collect()),
    ]))
}

fn witness(witness: Witness<'_>) -> Value {
    let piece = |piece: [u64; 2]| Value::Group(piece.map(number).into());
    Value::Group(vec![
        text(witness.page),
        number(witness.bytes[0]),
        number(witness.bytes[1]),
        number(witness.chars[0]),
        number(witness.chars[1]),
        Value::List(witness.pieces.into_iter().map(piece).collect()),
        maybe(witness.series),
        maybe(witness.date),
    ])
}

fn settled(settled: Settled) -> Value {
    let ground = match settled.ground {
        Why::Vote => "vote",
        Why::Word => "word",
    };
    let [start, end] = settled.chars.map(number);
    Value::Group(vec![start, end, text(settled.base), text(settled.text), text(ground)])
}

fn variant(variant: Variant) -> Value {
    let [start, end] = variant.chars.map(number);
    let readings = variant.readings.into_iter().map(|reading| {
        let witnesses = reading.witnesses.into_iter().map(number).collect();
        Value::Group(vec![text(reading.text), Value::List(witnesses)])
    });
    Value::Group(vec![start, end, Value::List(readings.collect())])
}

/// A line of the ledger as a row.
///
/// # Errors
/// When the line is not one that this tool writes.
pub(super) fn report(line: Vec<u8>) -> Result<Value, String> {
    let name = json::page_name(&line).map_err(|cause| cause.to_string())?;
    Ok(Value::Group(vec![text(name), Value::Text(line)]))
}

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into().into_bytes())
}

fn maybe(text: Option<impl Into<String>>) -> Value {
    text.map_or(Value::None, self::text)
}

fn number(number: impl Into<u64>) -> Value {
    Value::Number(number.into() as i64)
}
