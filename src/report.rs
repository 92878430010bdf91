//! stub
#![allow(missing_docs)]
use crate::FairCopy;
use std::path::Path;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Json,
    Html,
    Markdown,
    Diff,
    Text,
}
impl Format {
    pub fn of_path(path: &Path) -> Option<Format> {
        Some(match path.extension()?.to_str()? {
            "json" => Format::Json,
            "html" => Format::Html,
            "md" => Format::Markdown,
            "diff" => Format::Diff,
            "txt" => Format::Text,
            _ => return None,
        })
    }
}
pub fn render(copy: &FairCopy, format: Format) -> String {
    match format {
        Format::Json => serde_json::to_string(copy.source.text()).unwrap_or_default(),
        _ => copy.article(),
    }
}
pub fn summary(copy: &FairCopy) -> String {
    format!("{} blocks: nothing to change", copy.blocks.len())
}
pub mod diff {
    pub fn terminal(copy: &crate::FairCopy, _width: usize, _colour: bool) -> String {
        copy.article()
    }
}
pub mod json {
    pub struct Report(String);
    pub fn schema() -> String {
        "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\"\n}\n".into()
    }
    pub fn read(text: &str) -> Result<Report, serde_json::Error> {
        serde_json::from_str(text).map(Report)
    }
    impl Report {
        pub fn restore(&self) -> Result<Vec<u8>, crate::ledger::Breach> {
            Ok(self.0.clone().into_bytes())
        }
        pub fn verify(&self, page: Option<&[u8]>) -> Result<Vec<String>, Vec<String>> {
            match page {
                Some(page) if page != self.0.as_bytes() => {
                    Err(vec!["the page is not the one the report was made from".into()])
                }
                _ => Ok(vec!["every byte is placed once".into()]),
            }
        }
    }
}
pub mod explain {
    use crate::reason::Reason;
    pub fn explain(reason: Reason) -> String {
        format!("{}\n", reason.code())
    }
    pub fn phrase(reason: Reason) -> &'static str {
        reason.code()
    }
}
