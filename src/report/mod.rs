//! The last stage: views of one ledger. Prose lives here and nowhere else.
//!
//! Every view is drawn from a [`FairCopy`] and changes nothing. JSON is the one
//! that can be read back ([`json::read`]): from it alone the input is restored
//! and the ledger audited. The others are for people and for `patch`.

use std::path::Path;

use crate::FairCopy;

mod compare;
pub mod criticmarkup;
pub mod diff;
pub mod explain;
pub mod html;
mod ink;
pub mod json;
mod language;
pub mod own;
mod place;
pub mod policy;
pub mod review;
mod rows;
mod safe;
pub mod sarif;
mod summary;
pub mod text;
mod weave;
mod wrap;

pub use explain::{explain, phrase};
pub use language::Language;
pub use summary::summary;

/// The form a report is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Everything, for programs; the only form that restores the input.
    Json,
    /// Page and article side by side, for the browser.
    Html,
    /// The article with its changes marked, as CriticMarkup in Markdown.
    CriticMarkup,
    /// A patch from the page to the article, which `patch` applies.
    Diff,
    /// The changes as SARIF, for editors and code hosts.
    Sarif,
    /// Plain prose.
    Text,
}

impl Format {
    /// The format a file's ending asks for, whatever its case.
    pub fn of_path(path: &Path) -> Option<Format> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match ending.as_str() {
            "json" => Format::Json,
            "html" | "htm" => Format::Html,
            "md" => Format::CriticMarkup,
            "diff" | "patch" => Format::Diff,
            "sarif" => Format::Sarif,
            "txt" => Format::Text,
            _ => return None,
        })
    }
}

/// The report on one page in the given form.
pub fn render(copy: &FairCopy, format: Format) -> String {
    match format {
        Format::Json => json::write(copy),
        Format::Html => html::page(copy, None),
        Format::CriticMarkup => criticmarkup::marked(copy),
        Format::Diff => diff::unified(copy),
        Format::Sarif => sarif::log(copy),
        Format::Text => text::prose(copy),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_known_by_its_ending() {
        assert_eq!(Format::of_path(Path::new("a/b.JSON")), Some(Format::Json));
        assert_eq!(Format::of_path(Path::new("b.patch")), Some(Format::Diff));
        assert_eq!(Format::of_path(Path::new("json")), None);
        assert_eq!(Format::of_path(Path::new("b.docx")), None);
    }
}
