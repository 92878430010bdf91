//! Record: a page as an archive hands it in, from a line of JSON or a file of its own.

use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::fold::Reference;

/// Names of the members of a JSON record that mean something here.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fields {
    /// What the page is called.
    pub id: String,
    /// Its text.
    pub text: String,
    /// The newspaper it belongs to.
    pub series: String,
    /// When it was printed, as year, month and day.
    pub date: String,
}

impl Default for Fields {
    fn default() -> Fields {
        Fields {
            id: "id".into(),
            text: "text".into(),
            series: "series".into(),
            date: "date".into(),
        }
    }
}

/// A page as it is handed in.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Record {
    /// What it is called.
    pub id: String,
    /// Its bytes: a file's own, or the UTF-8 of a record's text.
    pub bytes: Vec<u8>,
    /// The newspaper it belongs to, where that is known.
    pub series: Option<String>,
    /// When it was printed, where that is known, as it was written.
    pub date: Option<String>,
    /// Members of the JSON record besides its id and its text, as they were written,
    /// with commas between and none around.
    pub carried: String,
}

/// Why a line is no record.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unusable {
    /// It is not a JSON object.
    #[error("not a JSON object: {0}")]
    NotJson(String),
    /// It has no text.
    #[error("no member \"{0}\" that is a string (--text-field names another)")]
    NoText(String),
    /// Its text has half a character: an escape that needs another after or before it.
    #[error(
        "member \"{field}\", character {at}: {escape} is half a surrogate pair, and the other \
         half is missing"
    )]
    HalfCharacter {
        /// The member's name.
        field: String,
        /// Which character of the text it would be, from 1.
        at: usize,
        /// The escape as it was written.
        escape: String,
    },
}

impl Record {
    /// A page that is a file of its own.
    pub fn of_file(id: String, bytes: Vec<u8>) -> Record {
        Record { id, bytes, series: None, date: None, carried: String::new() }
    }

    /// A page from a line of JSON. `place` is what it is called when it has no id.
    ///
    /// # Errors
    /// When the line is not a JSON object, or has no text.
    pub fn of_json(line: &[u8], fields: &Fields, place: &str) -> Result<Record, Unusable> {
        let not_json = |cause: serde_json::Error| Unusable::NotJson(cause.to_string());
        let Members(members) = serde_json::from_slice(line).map_err(not_json)?;
        let (mut id, mut text, mut series, mut date) = (None, None, None, None);
        let mut carried = String::new();
        for (name, value) in members {
            if *name == fields.text {
                text = serde_json::from_str::<String>(value.get()).ok();
                if let Some((at, escape)) = half_character(value.get()).filter(|_| text.is_none()) {
                    let (field, escape) = (fields.text.clone(), escape.to_owned());
                    return Err(Unusable::HalfCharacter { field, at, escape });
                }
                continue;
            }
            if *name == fields.id {
                id = plain(value.get());
                continue;
            }
            if *name == fields.series {
                series = plain(value.get());
            } else if *name == fields.date {
                date = plain(value.get());
            }
            if !carried.is_empty() {
                carried.push(',');
            }
            carried.push_str(&serde_json::to_string(&name).unwrap_or_default());
            carried.push(':');
            carried.push_str(value.get());
        }
        let text = text.ok_or_else(|| Unusable::NoText(fields.text.clone()))?;
        let id = id.unwrap_or_else(|| place.into());
        Ok(Record { id, bytes: text.into_bytes(), series, date, carried })
    }

    /// The record with another text, as a line of JSON with its end.
    pub fn line(&self, text: &str, fields: &Fields) -> Vec<u8> {
        self.open_line(text, fields, b"}\n")
    }

    /// The same, with what of its text stands elsewhere.
    pub fn line_referring(&self, text: &str, references: &[Reference], fields: &Fields) -> Vec<u8> {
        let mut line = self.open_line(text, fields, b",");
        member(&mut line, "refers", references);
        line.extend_from_slice(b"}\n");
        line
    }

    /// The text in a line that [`Record::line`] wrote, whatever its member is called: it
    /// is the last. `None` where the line is none such.
    pub fn text_of(line: &[u8]) -> Option<String> {
        let Members(members) = serde_json::from_slice(line).ok()?;
        serde_json::from_str(members.last()?.1.get()).ok()
    }

    fn open_line(&self, text: &str, fields: &Fields, end: &[u8]) -> Vec<u8> {
        let mut line = Vec::with_capacity(text.len() + text.len() / 16 + 128);
        line.push(b'{');
        member(&mut line, &fields.id, &self.id);
        if !self.carried.is_empty() {
            line.push(b',');
            line.extend_from_slice(self.carried.as_bytes());
        }
        line.push(b',');
        member(&mut line, &fields.text, text);
        line.extend_from_slice(end);
        line
    }

    /// Days since the epoch of the date, where it begins with a year, a month and a day
    /// (`1916-01-07`, `19160107`, `1916/1/7`).
    pub fn day(&self) -> Option<i32> {
        day(self.date.as_deref()?)
    }
}

/// Append a member of a JSON object.
fn member(line: &mut Vec<u8>, name: &str, value: &(impl Serialize + ?Sized)) {
    // A Vec takes everything.
    let _ = serde_json::to_writer(&mut *line, name);
    line.push(b':');
    let _ = serde_json::to_writer(line, value);
}

/// A string or a number as text; nothing else names a page.
fn plain(json: &str) -> Option<String> {
    match json.as_bytes().first()? {
        b'"' => serde_json::from_str(json).ok(),
        b'-' | b'0'..=b'9' => Some(json.to_owned()),
        _ => None,
    }
}

/// The first escape of a JSON string that stands for half a character, and which
/// character of the string it is, from 1.
fn half_character(json: &str) -> Option<(usize, &str)> {
    let unit = |at: usize| {
        let escape = json.get(at..at + 6)?;
        u16::from_str_radix(escape.strip_prefix("\\u")?, 16).ok()
    };
    let (mut at, mut count) = (json.strip_prefix('"').map(|_| 1)?, 1);
    while let Some(c) = json[at..].chars().next() {
        at += match (c, unit(at)) {
            (_, Some(0xD800..0xDC00)) if matches!(unit(at + 6), Some(0xDC00..0xE000)) => 12,
            (_, Some(0xD800..0xE000)) => return Some((count, &json[at..at + 6])),
            (_, Some(_)) => 6,
            ('\\', None) => 1 + json[at + 1..].chars().next()?.len_utf8(),
            _ => c.len_utf8(),
        };
        count += 1;
    }
    None
}

/// See [`Record::day`].
pub fn day(date: &str) -> Option<i32> {
    let digits = |part: &str| part.parse::<u32>().ok();
    let day = NaiveDate::parse_and_remainder(date, "%Y%m%d").ok().map(|(day, _)| day);
    let day = day.or_else(|| {
        let mut parts = date.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty());
        let year = digits(parts.next()?).filter(|year| *year >= FIRST_YEAR)?;
        let (month, day) = (digits(parts.next()?)?, digits(parts.next()?)?);
        NaiveDate::from_ymd_opt(year as i32, month, day)
    })?;
    i32::try_from(day.signed_duration_since(NaiveDate::default()).num_days()).ok()
}

/// A year is written with four digits.
const FIRST_YEAR: u32 = 1000;

/// The members of a JSON object, in their order, with the values as they were written.
struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(Name(name)) = map.next_key()? {
                    members.push((name, map.next_value()?));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// A member's name, borrowed where it has no escapes.
#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_keeps_what_it_carries() {
        let line = br#"{"n": 1.50, "id": 7, "text": "one\ntwo", "tags": [ "a" ]}"#;
        let record = Record::of_json(line, &Fields::default(), "here").unwrap();
        assert_eq!((record.id.as_str(), record.bytes.as_slice()), ("7", &b"one\ntwo"[..]));
        let out = String::from_utf8(record.line("三", &Fields::default())).unwrap();
        assert_eq!(out, "{\"id\":\"7\",\"n\":1.50,\"tags\":[ \"a\" ],\"text\":\"三\"}\n");
        assert_eq!(Record::text_of(out.as_bytes()), Some("三".into()));
    }

    #[test]
    fn what_is_no_record_is_told() {
        let fault = |line: &str| Record::of_json(line.as_bytes(), &Fields::default(), "x").err();
        assert!(matches!(fault("{\"id\": 1"), Some(Unusable::NotJson(_))));
        assert!(matches!(fault("[1]"), Some(Unusable::NotJson(_))));
        assert!(matches!(fault("{\"text\": 5}"), Some(Unusable::NoText(_))));
        assert_eq!(fault("{\"text\": \"\"}"), None);
    }

    #[test]
    fn half_a_character_is_told_with_its_place() {
        let fault = |text: &str| {
            let line = format!("{{\"id\": 1, \"text\": \"{text}\"}}");
            Record::of_json(line.as_bytes(), &Fields::default(), "x").err()
        };
        let half = |at, escape: &str| {
            Some(Unusable::HalfCharacter { field: "text".into(), at, escape: escape.into() })
        };
        assert_eq!(fault("\\ud800"), half(1, "\\ud800"));
        assert_eq!(fault("灯\\n\\ud83d\\ude00\\\\\\uDE00 x"), half(5, "\\uDE00"));
        assert_eq!(fault("\\ud800\\u0041"), half(1, "\\ud800"));
        // A whole pair, and the letters of an escape that is none.
        assert_eq!(fault("\\ud83d\\ude00"), None);
        assert_eq!(fault("\\\\ud800"), None);
        let told = half(7, "\\udc00").expect("a fault").to_string();
        assert!(told.contains("\"text\", character 7: \\udc00 is half"), "{told}");
    }

    #[test]
    fn days_are_counted_in_any_common_form() {
        assert_eq!(day("1970-01-01"), Some(0));
        assert_eq!(day("19160107"), day("1916/1/7"));
        assert_eq!(day("1916-03-01T00:00").zip(day("1916-02-28")).map(|(a, b)| a - b), Some(2));
        assert_eq!(day("spring 1916"), None);
    }
}
