//! Prepare: one record made a fair copy, with all that later steps need of it.

use serde::{Deserialize, Serialize};

use super::record::{Fields, Record};
use super::summary::Counts;
use super::{Across, Folded, Settings, Untouched};
use crate::block::{Block, BlockKind};
use crate::ledger::{Evidence, Fate, Ledger, Placement};
use crate::reason::Reason;
use crate::report::json;
use crate::source::{Page, Source};
use crate::view::View;
use crate::{FairCopy, decode};

/// A record made a fair copy.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The page's line in the archive, its text the article.
    pub page: Vec<u8>,
    /// Its line in the ledger: the report, as [`json`] has it, or [`Untouched`].
    pub ledger: Vec<u8>,
    /// What is compared with other pages.
    pub folded: Folded,
    /// What is to be known of the page without opening it.
    pub card: Card,
}

/// What is to be known of a page without opening it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Card {
    /// What the page is called.
    pub id: String,
    /// The newspaper it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    /// When it was printed, as it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Whether its bytes are the UTF-8 of its text.
    pub utf8: bool,
    /// What was done to it.
    pub counts: Counts,
}

/// Make a fair copy of a record.
pub fn prepare(mut record: Record, fields: &Fields, settings: &Settings) -> Prepared {
    let bytes = std::mem::take(&mut record.bytes);
    let page = Page { name: record.id.clone(), bytes };
    let (copy, view) = match settings.within {
        true => crate::fair_copy(&page, &settings.page),
        false => as_it_is(decode::decode(&page, &settings.page.decode), &settings.page),
    };
    let article = copy.article();
    // A page that is folded afterwards is no longer whole in the pages.
    let whole = !settings.within && settings.across != Across::Fold;
    let untouched = if whole { Untouched::of(&copy, &article) } else { None };
    let mut ledger = match untouched {
        Some(untouched) => serde_json::to_vec(&untouched),
        None => serde_json::to_vec(&json::Report::of(&copy)),
    }
    .unwrap_or_default();
    ledger.push(b'\n');
    let card = Card {
        id: record.id.clone(),
        series: record.series.clone(),
        date: record.date.clone(),
        utf8: copy.source.pieces().is_empty(),
        counts: Counts::of(&copy, &article),
    };
    Prepared { page: record.line(&article, fields), ledger, folded: Folded::of(&copy, &view), card }
}

/// A page that nothing is done to: one paragraph, kept.
pub(super) fn as_it_is(source: Source, settings: &crate::Settings) -> (FairCopy, View) {
    let whole = source.whole();
    let kept = Placement {
        span: whole,
        fate: Fate::Kept { order: 0 },
        reason: Reason::Kept,
        evidence: Evidence::text(),
    };
    let placements = if whole.is_empty() { Vec::new() } else { vec![kept] };
    let mut ledger = Ledger { placements, ..Ledger::default() };
    ledger.note(decode::damage(&source));
    let blocks = vec![Block { span: whole, kind: BlockKind::Paragraph }];
    let view = View::fold(&source, &blocks);
    (FairCopy { source, blocks, ledger, settings: settings.clone() }, view)
}

/// The text of a page again, given its name, its bytes, and whether these are the UTF-8
/// of the text.
pub fn source(id: &str, bytes: Vec<u8>, utf8: bool, settings: &Settings) -> Source {
    let bytes = match utf8 {
        true => match String::from_utf8(bytes) {
            Ok(text) => return Source::from_text(id, text),
            Err(other) => other.into_bytes(),
        },
        false => bytes,
    };
    decode::decode(&Page::new(id, bytes), &settings.page.decode)
}
