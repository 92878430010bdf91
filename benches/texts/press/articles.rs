//! The articles that pages are made of: prose, news, magazines, speeches and letters, as
//! paragraphs, by language.

use std::collections::BTreeMap;

use fastrand::Rng;

use crate::texts::clean::{Layout, Set};

/// Names of sets that hold running prose.
const GENRES: [&str; 5] = ["news", "prose", "magazine", "speech", "letters"];

/// Paragraphs of an article at least, and how many of a longer one are taken.
const LEAST: usize = 4;
const MOST: usize = 14;

/// Articles of a page.
const ON_A_PAGE: std::ops::RangeInclusive<usize> = 2..=5;

/// The articles of one language.
pub(crate) struct Language {
    pub(crate) name: String,
    /// Whether words are divided by spaces.
    pub(crate) spaced: bool,
    pub(crate) articles: Vec<Vec<String>>,
}

/// The articles of all sets, by language.
pub(crate) fn languages(sets: &[Set]) -> Vec<Language> {
    let mut by: BTreeMap<&str, Vec<Vec<String>>> = BTreeMap::new();
    let is_prose = |set: &&Set| GENRES.iter().any(|genre| set.name.contains(genre));
    for record in sets.iter().filter(is_prose).flat_map(|set| &set.records) {
        let paragraphs = match record.layout {
            Layout::LinesMatter => continue,
            Layout::ParagraphPerLine => record.text.split('\n').map(str::to_owned).collect(),
            Layout::Wrapped => unwrapped(&record.text, is_spaced(&record.lang)),
        };
        let paragraphs = paragraphs.iter().map(|p| p.trim()).filter(|p| !p.is_empty());
        let article: Vec<String> = paragraphs.take(MOST).map(str::to_owned).collect();
        if article.len() >= LEAST {
            by.entry(&record.lang).or_default().push(article);
        }
    }
    let language = |(name, articles): (&str, _)| Language {
        name: name.to_owned(),
        spaced: is_spaced(name),
        articles,
    };
    by.into_iter().map(language).collect()
}

/// Some articles for one page, drawn without putting back.
pub(crate) fn articles<'a>(language: &'a Language, rng: &mut Rng) -> Vec<&'a Vec<String>> {
    let count = rng.usize(ON_A_PAGE).min(language.articles.len());
    let mut drawn: Vec<usize> = Vec::new();
    while drawn.len() < count {
        let one = rng.usize(..language.articles.len());
        if !drawn.contains(&one) {
            drawn.push(one);
        }
    }
    drawn.into_iter().map(|at| &language.articles[at]).collect()
}

/// Whether a language divides words by spaces.
fn is_spaced(lang: &str) -> bool {
    !lang.starts_with("zh") && !lang.starts_with("ja")
}

/// The paragraphs of hard-wrapped prose, each on one line.
fn unwrapped(text: &str, spaced: bool) -> Vec<String> {
    let (mut paragraphs, mut lines) = (Vec::new(), Vec::new());
    for line in text.split('\n').map(str::trim).chain([""]) {
        if !line.is_empty() {
            lines.push(line);
        } else if !lines.is_empty() {
            paragraphs.push(lines.join(if spaced { " " } else { "" }));
            lines.clear();
        }
    }
    paragraphs
}
