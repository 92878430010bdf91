//! Decode: bytes become text, with the way back.
//!
//! # Steps
//! ```text
//! detect   byte order mark, UTF-8, what the page declares, what costs fewest bits
//! mapped   text, and for each stretch of it the bytes it stands for
//! ```
//!
//! Bytes that cannot be decoded become U+FFFD in the text, keep their place in the
//! map, and are told of as damage. A byte order mark stays in the text: it is a
//! character that no eye sees, and taken out as such.

mod binary;
mod bits;
mod declared;
mod detect;
mod mapped;
mod utf16;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::ledger::{Evidence, Finding};
use crate::reason::Reason;
use crate::script::breaks_line;
use crate::source::{Page, Source, Span};
pub use binary::binary_kind;

/// How bytes become text.
#[derive(Clone, Copy, Default, Debug)]
pub struct Settings {
    /// The encoding, where someone knows it; by default it is found out from the
    /// bytes.
    pub encoding: Option<&'static Encoding>,
}

/// Damaged bytes that a finding spells out; of a longer run it gives the first.
const SPELLED: usize = 16;

/// Characters that may stand between two damaged places told of as one: GB18030 in a
/// page of UTF-8 has a valid pair in every eight, and digits and marks.
const NEAR: usize = 4;

/// Decode a page.
pub fn decode(page: &Page, settings: &Settings) -> Source {
    let utf8 = std::str::from_utf8(&page.bytes).ok();
    let encoding = match settings.encoding {
        // Whoever says UTF-16 need not know which way round; the mark does.
        Some(named) if named == UTF_16LE || named == UTF_16BE => {
            Encoding::for_bom(&page.bytes).map_or(named, |(marked, _)| marked)
        }
        Some(named) => named,
        None => detect::encoding(&page.bytes, utf8.is_some()),
    };
    match utf8 {
        Some(text) if encoding == UTF_8 => Source::from_text(page.name.clone(), text),
        _ => mapped::decode(&page.name, &page.bytes, encoding),
    }
}

/// What could not be decoded, one finding for each run of such bytes.
pub fn damage(source: &Source) -> Vec<Finding> {
    let mut runs: Vec<Span> = Vec::new();
    for span in source.damaged() {
        match runs.last_mut() {
            Some(run) if is_near(source.slice(run.between(*span))) => *run = run.cover(*span),
            _ => runs.push(*span),
        }
    }
    runs.into_iter().map(|run| finding(source, run)).collect()
}

/// Whether two damaged places with this between them are one: a stretch in another
/// encoding has characters in it that are valid by chance.
fn is_near(between: &str) -> bool {
    between.chars().count() <= NEAR && !between.contains(breaks_line)
}

fn finding(source: &Source, span: Span) -> Finding {
    let bytes = &source.input()[source.input_range(span)];
    let mut spelled: Vec<String> =
        bytes.iter().take(SPELLED).map(|byte| format!("{byte:02X}")).collect();
    if bytes.len() > SPELLED {
        spelled.push("…".into());
    }
    Finding {
        span,
        reason: Reason::BytesDamaged,
        tier: Reason::BytesDamaged.tier(),
        suggestion: None,
        evidence: Evidence::attested(spelled.join(" ")),
    }
}

#[cfg(test)]
pub(crate) mod tests;
