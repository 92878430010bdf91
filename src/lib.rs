//! A fair copy of scraped or OCR'd newspaper text.
//!
//! # Steps
//! ```text
//! decode → split → view → match → rejoin → settle → report
//! bytes    blocks  folded  repeats  joins,   article,  text, diff,
//! → Source                          gaps     edits     JSON, HTML
//! ```

pub mod block;
pub mod ledger;
pub mod reason;
pub mod script;
pub mod source;

use block::Block;
use ledger::Ledger;
use source::Source;

/// One page and its fair copy.
#[derive(Clone, Debug)]
pub struct FairCopy {
    /// The page as it came.
    pub source: Source,
    /// Its blocks, in page order.
    pub blocks: Vec<Block>,
    /// What happened to every byte of it.
    pub ledger: Ledger,
}

impl FairCopy {
    /// The canonical, deduplicated article.
    pub fn article(&self) -> String {
        self.ledger.replay(&self.source)
    }
}

/// What [`clean`](crate) gives: a fair copy per page, in the order the pages came.
#[derive(Clone, Debug)]
pub struct Cleaned {
    /// The fair copies.
    pub pages: Vec<FairCopy>,
}

// ---------------------------------------------------------------------------
// Stand-ins, so that the command line compiles before the stages are here.
// Everything from this line on goes when they are.
#[allow(missing_docs)]
mod stand_ins {
    use super::*;
    use crate::source::Page;

    pub mod decode {
        #[derive(Clone, Copy, Default, Debug)]
        pub struct Settings {
            pub encoding: Option<&'static encoding_rs::Encoding>,
        }
        pub fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
            if bytes.starts_with(b"\x89PNG") {
                return Some("a PNG image");
            }
            bytes.contains(&0).then_some("binary data")
        }
    }

    pub mod noise {
        #[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
        pub enum Punctuation {
            #[default]
            Keep,
            Full,
        }
        #[derive(Clone, Copy, Default, Debug)]
        pub struct Settings {
            pub punctuation: Punctuation,
        }
    }

    pub mod matching {
        #[derive(Clone, Copy, Debug)]
        pub struct Settings {
            pub min_passage: usize,
            pub similarity: f64,
        }
        impl Default for Settings {
            fn default() -> Settings {
                Settings { min_passage: 24, similarity: 0.7 }
            }
        }
    }

    pub mod settle {
        use crate::reason::Tier;
        #[derive(Clone, Copy, Debug)]
        pub struct Settings {
            pub level: Tier,
        }
        impl Default for Settings {
            fn default() -> Settings {
                Settings { level: Tier::Witness }
            }
        }
    }

    pub mod report {
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
    }

    #[derive(Clone, Default, Debug)]
    pub struct Settings {
        pub decode: decode::Settings,
        pub noise: noise::Settings,
        pub matching: matching::Settings,
        pub settle: settle::Settings,
    }

    pub fn clean(pages: &[Page], _settings: &Settings) -> Cleaned {
        let pages = pages.iter().map(|page| {
            let text = String::from_utf8_lossy(&page.bytes).into_owned();
            let source = Source::from_text(page.name.clone(), text);
            let mut ledger = Ledger::default();
            if !source.text().is_empty() {
                ledger.placements.push(ledger::Placement {
                    span: source.whole(),
                    fate: ledger::Fate::Kept { order: 0 },
                    reason: reason::Reason::Kept,
                    evidence: ledger::Evidence::text(),
                });
            }
            FairCopy { source, blocks: Vec::new(), ledger }
        });
        Cleaned { pages: pages.collect() }
    }
}
pub use stand_ins::*;
