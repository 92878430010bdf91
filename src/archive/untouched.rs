//! Untouched: a page that was only compared, and what the ledger says of it.
//!
//! Where pages are not cleaned, the page's own line has its text whole. A report would
//! say the same again and take longer to write than the page to compare: the ledger
//! has only whose text it is, and the digest that it is held to.

use serde::{Deserialize, Serialize};

use super::prepare::as_it_is;
use crate::report::json::{Report, VERSION, sha256};
use crate::source::Source;
use crate::{FairCopy, Settings};

/// The ledger's line of a page whose text stands in the pages as it came.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Untouched {
    /// Version of the tool that wrote the line.
    pub faircopy: String,
    /// Version of the form of reports.
    pub version: u64,
    /// The page.
    pub source: Digest,
    /// Always true: what tells this line from a report.
    pub untouched: bool,
}

/// What a page is known by.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Digest {
    /// What it is called.
    pub name: String,
    /// Length in bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
}

impl Untouched {
    /// The line of a copy, if its article is the page, byte for byte, and there is
    /// nothing to say of it.
    pub fn of(copy: &FairCopy, article: &str) -> Option<Untouched> {
        let (source, ledger) = (&copy.source, &copy.ledger);
        let is_it = source.input() == article.as_bytes() && ledger.findings.is_empty();
        is_it.then(|| Untouched {
            faircopy: env!("CARGO_PKG_VERSION").into(),
            version: VERSION,
            source: Digest {
                name: source.name().into(),
                bytes: article.len() as u64,
                sha256: sha256(article.as_bytes()),
            },
            untouched: true,
        })
    }

    /// The report that the line stands for, given the text in the pages; `None` where
    /// that is another text.
    pub fn report(self, text: String) -> Option<Report> {
        let is_it = sha256(text.as_bytes()) == self.source.sha256;
        let source = Source::from_text(self.source.name, text);
        // Nothing was done at any setting.
        is_it.then(|| Report::of(&as_it_is(source, &Settings::default()).0))
    }
}
