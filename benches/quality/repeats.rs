//! Repeats: sentences, some in two printings, on one page. Do the clusters found
//! agree with the true ones?

use std::collections::HashMap;

use crate::data::Data;
use crate::errors::Errors;
use crate::score::adjusted_rand;
use crate::table::{Better, Row};
use crate::tool;

#[derive(serde::Deserialize)]
struct Sentence {
    cluster: String,
    text: String,
}

/// The rows of this part.
pub(crate) fn rows(data: &Data, errors: &mut Errors) -> Vec<Row> {
    let Some(sentences) = data.records::<Sentence>("repeats/en-sentences.jsonl") else {
        return Vec::new();
    };
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let gold: Vec<usize> = sentences
        .iter()
        .map(|s| {
            let next = numbers.len();
            *numbers.entry(&s.cluster).or_insert(next)
        })
        .collect();
    let found = clusters(&sentences);
    let mut by_gold: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut by_found: HashMap<usize, Vec<usize>> = HashMap::new();
    for index in 0..sentences.len() {
        by_gold.entry(gold[index]).or_default().push(index);
        by_found.entry(found[index]).or_default().push(index);
    }
    let (right, missed) = pairs(&by_gold, &found, |a, b| {
        errors.add("repeats/en-sentences: printings not put together", || {
            format!("{}\n  = {}", sentences[a].text, sentences[b].text)
        });
    });
    let (_, wrong) = pairs(&by_found, &gold, |a, b| {
        errors.add("repeats/en-sentences: sentences wrongly put together", || {
            format!("{}\n  ≠ {}", sentences[a].text, sentences[b].text)
        });
    });
    vec![
        Row::new(
            "repeats",
            "en-sentences",
            "adjusted Rand",
            Better::Higher,
            adjusted_rand(&found, &gold),
        )
        .nothing(adjusted_rand(&(0..gold.len()).collect::<Vec<_>>(), &gold))
        .to_beat(0.954)
        .target(0.990)
        .counts([right, missed, wrong])
        .note("pairs found / missed / wrong"),
    ]
}

/// For each sentence the number of its cluster: of the repeats that the ledger of
/// one page of all sentences names, the one its longest passage is in.
fn clusters(sentences: &[Sentence]) -> Vec<usize> {
    let mut page = String::new();
    let mut starts = Vec::new();
    for sentence in sentences {
        starts.push(page.len());
        page.push_str(&sentence.text);
        page.push_str("\n\n");
    }
    let copy = tool::clean(&page);
    let mut longest: Vec<(usize, Option<usize>)> = vec![(0, None); sentences.len()];
    for (number, repeat) in copy.ledger.repeats.iter().enumerate() {
        for witness in &repeat.witnesses {
            let at = starts.partition_point(|s| *s <= witness.span.start()) - 1;
            if witness.span.len() > longest[at].0 {
                longest[at] = (witness.span.len(), Some(number));
            }
        }
    }
    let alone = copy.ledger.repeats.len();
    longest.iter().enumerate().map(|(at, (_, repeat))| repeat.unwrap_or(alone + at)).collect()
}

/// Pairs within clusters that have one label in `other`, and those that have two.
fn pairs(
    clusters: &HashMap<usize, Vec<usize>>,
    other: &[usize],
    mut apart: impl FnMut(usize, usize),
) -> (usize, usize) {
    let (mut together, mut divided) = (0, 0);
    let mut clusters: Vec<&Vec<usize>> = clusters.values().collect();
    clusters.sort();
    for members in clusters {
        for (i, a) in members.iter().enumerate() {
            for b in &members[i + 1..] {
                if other[*a] == other[*b] {
                    together += 1;
                } else {
                    divided += 1;
                    apart(*a, *b);
                }
            }
        }
    }
    (together, divided)
}
