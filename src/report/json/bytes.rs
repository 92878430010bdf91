//! From text back to the bytes it was decoded from.
//!
//! Encoding the text gives the input back but for three kinds of places: damaged
//! bytes, characters that have more than one spelling in the encoding, and those it
//! can read but not write. Of these the report holds the bytes themselves.

use std::ops::Range;

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use crate::source::Source;

/// Bytes that stand where encoding the text would not give them back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Raw {
    /// The text they were decoded to, in bytes of it.
    pub(super) text: Range<usize>,
    /// The bytes of the input.
    pub(super) bytes: Vec<u8>,
}

/// The stretches of a source that its text alone does not give back.
pub(super) fn raw_patches(source: &Source) -> Vec<Raw> {
    let text = source.text();
    // Text and input are the same bytes.
    if source.pieces().is_empty() && text.len() == source.input().len() {
        return Vec::new();
    }
    let mut patches = Vec::new();
    if source.encoding() == ISO_2022_JP {
        // Its shifts between tables belong to no character; a line has them all.
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            compare(source, at..at + line.len(), false, &mut patches);
            at += line.len();
        }
    } else {
        compare(source, 0..text.len(), true, &mut patches);
    }
    let sound = encode(text, source.encoding(), &patches) == source.input();
    if sound { patches } else { vec![Raw { text: 0..text.len(), bytes: source.input().to_vec() }] }
}

/// Find what of a stretch does not encode to its input: cut in halves until what is
/// left is alike, or one character.
fn compare(source: &Source, range: Range<usize>, divide: bool, patches: &mut Vec<Raw>) {
    let part = &source.text()[range.clone()];
    let bytes = &source.input()[source.input_range(source.span(range.clone()))];
    if encode(part, source.encoding(), &[]) == bytes {
        return;
    }
    let mut cut = range.start + part.len() / 2;
    while !source.text().is_char_boundary(cut) {
        cut -= 1;
    }
    if cut == range.start {
        cut += part.chars().next().map_or(0, char::len_utf8);
    }
    if divide && cut < range.end {
        compare(source, range.start..cut, divide, patches);
        compare(source, cut..range.end, divide, patches);
        return;
    }
    match patches.last_mut() {
        Some(last) if last.text.end == range.start => {
            last.text.end = range.end;
            last.bytes.extend_from_slice(bytes);
        }
        _ => patches.push(Raw { text: range, bytes: bytes.to_vec() }),
    }
}

/// The bytes of a text whose patches are sorted, disjoint and on character boundaries.
pub(super) fn encode(text: &str, encoding: &'static Encoding, patches: &[Raw]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    for patch in patches {
        plain(&text[at..patch.text.start], encoding, &mut bytes);
        bytes.extend_from_slice(&patch.bytes);
        at = patch.text.end;
    }
    plain(&text[at..], encoding, &mut bytes);
    bytes
}

fn plain(text: &str, encoding: &'static Encoding, bytes: &mut Vec<u8>) {
    if encoding == UTF_8 {
        bytes.extend_from_slice(text.as_bytes());
    } else if encoding == UTF_16LE {
        // What the web calls encoding to UTF-16 gives UTF-8.
        bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    } else if encoding == UTF_16BE {
        bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    } else {
        bytes.extend_from_slice(&encoding.encode(text).0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::{Settings, decode};
    use crate::source::Page;
    use encoding_rs::{BIG5, GB18030, SHIFT_JIS};
    use proptest::prelude::*;

    fn patches(bytes: &[u8], encoding: &'static Encoding) -> Vec<(String, Vec<u8>)> {
        let settings = Settings { encoding: Some(encoding) };
        let source = decode(&Page::new("t", bytes), &settings);
        let patches = raw_patches(&source);
        assert_eq!(encode(source.text(), encoding, &patches), bytes);
        patches.into_iter().map(|p| (source.text()[p.text].to_string(), p.bytes)).collect()
    }

    #[test]
    fn only_what_text_does_not_give_back_is_stored() {
        assert_eq!(patches(b"\xD6\xD0\xCE\xC4", GB18030), []);
        let damaged = patches(b"\xD6\xD0\xFF\xFF\xCE\xC4", GB18030);
        assert_eq!(damaged, [("\u{FFFD}\u{FFFD}".to_string(), vec![0xFF, 0xFF])]);
        // One character of two spellings.
        assert_eq!(patches(b"a\x87\x90b", SHIFT_JIS), [("≒".to_string(), vec![0x87, 0x90])]);
        // One code of two characters, with plain text on both sides.
        let double = patches(b"a\x88\x62b\xA4\xA4", BIG5);
        assert_eq!(double, [("\u{CA}\u{304}".to_string(), vec![0x88, 0x62])]);
    }

    #[test]
    fn utf16_comes_back() {
        assert_eq!(patches(b"\xFF\xFE\x2D\x4E\x3D\xD8\x00\xDE", UTF_16LE), []);
        let lone = patches(b"\xFE\xFF\xD8\x3D\x4E\x2D\x00", UTF_16BE);
        assert_eq!(lone.len(), 2, "{lone:?}");
    }

    #[test]
    fn a_stateful_encoding_comes_back_by_the_line() {
        let sound = b"\x1B$B$\"$$\x1B(B\nplain\n";
        assert_eq!(patches(sound, ISO_2022_JP), []);
        let shifted = [&sound[..], b"\x1B$B$\"\x1B(B\x1B$B$$\x1B(B\n"].concat();
        assert_eq!(patches(&shifted, ISO_2022_JP).len(), 1);
        patches(b"\x1B(B", ISO_2022_JP);
    }

    proptest! {
        #[test]
        fn any_bytes_come_back(
            bytes in prop::collection::vec(any::<u8>(), 0..80),
            label in prop::sample::select(&crate::decode::tests::LABELS[..]),
        ) {
            patches(&bytes, Encoding::for_label(label.as_bytes()).expect("a known label"));
        }
    }
}
