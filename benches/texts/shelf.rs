//! Shelves: the articles of each language as paragraphs, running text and other.

use std::collections::BTreeMap;

use super::clean::{Layout, Part, Set};

/// Genres of running text; of the others nothing is torn.
const PROSE: [&str; 6] =
    ["prose", "news", "news-historic", "magazine", "letters-diary", "classical-prose"];

/// One record as paragraphs.
pub(crate) struct Article {
    pub(crate) blocks: Vec<String>,
    pub(crate) is_prose: bool,
}

/// The articles of one language that serve for one part.
#[derive(Default)]
pub(crate) struct Shelf {
    pub(crate) prose: Vec<Article>,
    pub(crate) others: Vec<Article>,
}

/// All shelves of a part that have running text, by language.
pub(crate) fn shelves(sets: &[Set], part: Part) -> BTreeMap<String, Shelf> {
    let mut shelves: BTreeMap<String, Shelf> = BTreeMap::new();
    for record in sets.iter().flat_map(|set| set.part(part)) {
        let shelf = shelves.entry(record.lang.clone()).or_default();
        let prose = PROSE.contains(&record.genre.as_str()) && record.layout != Layout::LinesMatter;
        let by_lines = match record.layout {
            Layout::ParagraphPerLine => true,
            Layout::Wrapped => false,
            Layout::LinesMatter => !record.text.contains("\n\n"),
        };
        let parts: Vec<&str> = match by_lines {
            true => record.text.split('\n').collect(),
            false => record.text.split("\n\n").collect(),
        };
        let clean = |block: &str| -> String {
            let lines = block.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.collect::<Vec<_>>().join("\n")
        };
        let blocks: Vec<String> =
            parts.into_iter().map(clean).filter(|block| !block.is_empty()).collect();
        if blocks.len() > 1 {
            let to = if prose { &mut shelf.prose } else { &mut shelf.others };
            to.push(Article { blocks, is_prose: prose });
        }
    }
    shelves.retain(|_, shelf| !shelf.prose.is_empty());
    shelves
}
