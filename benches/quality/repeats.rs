//! Repeats: sentences, some in two printings, on one page. Do the clusters found
//! agree with the true ones?

use std::collections::{HashMap, HashSet};

use faircopy::source::Span;

use crate::data::Data;
use crate::errors::Errors;
use crate::planting::weight;
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
    let (found, similar) = clusters(&sentences);
    let mut by_gold: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut by_found: HashMap<usize, Vec<usize>> = HashMap::new();
    for index in 0..sentences.len() {
        by_gold.entry(gold[index]).or_default().push(index);
        by_found.entry(found[index]).or_default().push(index);
    }
    let (right, missed) = pairs(&by_gold, &found, |a, b| {
        let weight = weight(&sentences[a].text).min(weight(&sentences[b].text));
        let kind = match (similar.contains(&(a, b)), weight) {
            (true, _) => "called similar",
            (_, 0..70) => "not found, under 70 letters",
            (_, 70..110) => "not found, 70 to 110 letters",
            _ => "not found, longer",
        };
        errors.add(format!("repeats/en-sentences: {kind}"), || {
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
        .beating(0.954)
        .target(0.990)
        .counts([right, missed, wrong])
        .note("pairs found / missed / wrong"),
    ]
}

/// For each sentence the number of its cluster: of the repeats that the ledger of
/// one page of all sentences names, the one its longest passage is in.
/// Beside them the pairs of sentences called similar.
fn clusters(sentences: &[Sentence]) -> (Vec<usize>, HashSet<(usize, usize)>) {
    let mut page = String::new();
    let mut starts = Vec::new();
    for sentence in sentences {
        starts.push(page.len());
        page.push_str(&sentence.text);
        page.push_str("\n\n");
    }
    let copy = tool::clean(&page);
    let at = |span: Span| starts.partition_point(|s| *s <= span.start()) - 1;
    let mut longest: Vec<(usize, Option<usize>)> = vec![(0, None); sentences.len()];
    for (number, repeat) in copy.ledger.repeats.iter().enumerate() {
        for witness in &repeat.witnesses {
            let at = at(witness.span);
            if witness.span.len() > longest[at].0 {
                longest[at] = (witness.span.len(), Some(number));
            }
        }
    }
    let alone = copy.ledger.repeats.len();
    let longest = longest.iter().enumerate();
    let clusters = longest.map(|(at, (_, repeat))| repeat.unwrap_or(alone + at)).collect();
    (clusters, tool::similar(&copy).into_iter().map(|(a, b)| (at(a), at(b))).collect())
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
