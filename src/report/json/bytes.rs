//! From text back to the bytes it was decoded from.

use std::ops::Range;

use encoding_rs::{Encoding, UTF_8};

use crate::source::Source;

/// Bytes that stand where encoding the text would not give them back.
pub(super) struct Raw {
    /// The text they were decoded to, in bytes of it.
    pub(super) text: Range<usize>,
    /// The bytes of the input.
    pub(super) bytes: Vec<u8>,
}

/// The stretches of a source that its text alone does not give back.
pub(super) fn raw_patches(source: &Source) -> Vec<Raw> {
    let text = source.text();
    if encode(text, source.encoding(), &[]) == source.input() {
        return Vec::new();
    }
    vec![Raw { text: 0..text.len(), bytes: source.input().to_vec() }]
}

/// The bytes of a text whose patches are sorted, disjoint and on character boundaries.
pub(super) fn encode(text: &str, encoding: &'static Encoding, patches: &[Raw]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    let plain = |part: &str, bytes: &mut Vec<u8>| match encoding == UTF_8 {
        true => bytes.extend_from_slice(part.as_bytes()),
        false => bytes.extend_from_slice(&encoding.encode(part).0),
    };
    for patch in patches {
        plain(&text[at..patch.text.start], &mut bytes);
        bytes.extend_from_slice(&patch.bytes);
        at = patch.text.end;
    }
    plain(&text[at..], &mut bytes);
    bytes
}
