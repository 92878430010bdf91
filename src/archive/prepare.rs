//! Prepare: one record made a fair copy, with all that later steps need of it.

use serde::{Deserialize, Serialize};

use super::record::{Fields, Record};
use super::summary::Counts;
use super::{Across, Folded, Settings, Untouched};
use crate::block::{Block, BlockKind};
use crate::guard::guarded;
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
    /// What the tool said where it panicked on the page; the page is kept as it came then.
    pub failed: Option<String>,
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

/// Make a fair copy of a record; of a page on which the tool panics, a copy as it came.
pub fn prepare(record: Record, fields: &Fields, settings: &Settings) -> Prepared {
    match settings.within {
        true => prepare_by(crate::fair_copy, record, fields, settings),
        false => prepare_by(untouched, record, fields, settings),
    }
}

/// How a page is made a fair copy.
type Copying = fn(&Page, &crate::Settings) -> (FairCopy, View);

fn untouched(page: &Page, settings: &crate::Settings) -> (FairCopy, View) {
    as_it_is(decode::decode(page, &settings.decode), settings)
}

fn prepare_by(
    copying: Copying,
    mut record: Record,
    fields: &Fields,
    settings: &Settings,
) -> Prepared {
    let bytes = std::mem::take(&mut record.bytes);
    let page = Page { name: record.id.clone(), bytes };
    let made =
        |copying: Copying| prepared(copying(&page, &settings.page), &record, fields, settings);
    guarded(|| made(copying))
        .unwrap_or_else(|said| Prepared { failed: Some(said), ..made(untouched) })
}

fn prepared(
    (copy, view): (FairCopy, View),
    record: &Record,
    fields: &Fields,
    settings: &Settings,
) -> Prepared {
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
    let (page, folded) = (record.line(&article, fields), Folded::of(&copy, &view));
    Prepared { page, ledger, folded, card, failed: None }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_panics_is_kept_as_it_came_and_said() {
        let settings = Settings {
            page: crate::Settings::default(),
            within: true,
            across: Across::Link,
            readings: true,
            days: None,
        };
        let text = "A line that was bro-\nken.\n";
        let record = || Record::of_file("p".into(), text.as_bytes().to_vec());
        let faulty: Copying = |_, _| panic!("no such line");
        let kept = prepare_by(faulty, record(), &Fields::default(), &settings);
        assert_eq!(kept.failed.as_deref(), Some("no such line"));
        assert_eq!(kept.card.counts.unchanged, 1);
        let report: json::Report = serde_json::from_slice(&kept.ledger).expect("a report");
        assert_eq!(report.copy().expect("a sound report").article(), text);
        let cleaned = prepare(record(), &Fields::default(), &settings);
        assert_eq!((cleaned.failed, cleaned.card.counts.unchanged), (None, 0));
    }
}
