//! Hyphens: words divided at line ends. The recognised text has them as `x- y`, the
//! gold says whether the word is one or keeps its hyphen.

use faircopy::alignment::align;
use faircopy::reason::Tier;
use rayon::prelude::*;

use crate::data::{Data, Pair};
use crate::errors::Errors;
use crate::table::{Better, Row};
use crate::tool;

/// What stands for a line end, in bytes, in the text as recognised.
const DIVIDED: &str = "- ";

/// The rows of this part.
pub(crate) fn rows(data: &Data, errors: &mut Errors) -> Vec<Row> {
    let Some(pairs) = data.records::<Pair>("ocr-gold/london-19c.jsonl") else {
        return Vec::new();
    };
    [(Tier::Witness, "default level"), (Tier::Likely, "level likely")]
        .into_iter()
        .map(|(level, measure)| row(&pairs, level, measure, errors))
        .collect()
}

/// A word divided at a line end.
struct Divided {
    /// Byte of the hyphen in the text.
    at: usize,
    /// Whether the gold has the word in one piece.
    joined: bool,
}

/// What the article makes of a division.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decision {
    Joined,
    Kept,
    /// The lines are two blocks, or the hyphen is followed by a space.
    Open,
}

fn row(pairs: &[Pair], level: Tier, measure: &str, errors: &mut Errors) -> Row {
    let decisions: Vec<Vec<(Divided, Decision)>> =
        pairs.par_iter().map(|pair| decisions(pair, level)).collect();
    let (mut right, mut wrong, mut open, mut joined) = (0, 0, 0, 0);
    for (pair, decisions) in pairs.iter().zip(&decisions) {
        for (divided, decision) in decisions {
            let wanted = if divided.joined { Decision::Joined } else { Decision::Kept };
            joined += usize::from(divided.joined);
            match *decision {
                decision if decision == wanted => {
                    right += 1;
                    continue;
                }
                Decision::Open => open += 1,
                _ => wrong += 1,
            }
            let kind = match (*decision, divided.joined) {
                (Decision::Open, _) => "lines not put together",
                (_, true) => "one word, hyphen kept",
                (_, false) => "hyphen of its own lost",
            };
            errors.add(format!("hyphens/london {measure}: {kind}"), || {
                let text = &pair.text;
                let back = text[..divided.at].char_indices().rev().nth(24).map_or(0, |(at, _)| at);
                text[back..].chars().take(50).collect()
            });
        }
    }
    let total = right + wrong + open;
    let share = |count: usize| count as f64 / total.max(1) as f64;
    Row::new("hyphens", "london", measure, Better::Higher, share(right))
        .nothing(share(total - joined))
        .target(0.98)
        .counts([right, open, wrong])
        .note("right / line left open / wrong; doing nothing keeps every hyphen")
}

fn decisions(pair: &Pair, level: Tier) -> Vec<(Divided, Decision)> {
    let divided = divided(pair);
    let mut page = pair.text.clone().into_bytes();
    for word in &divided {
        page[word.at + 1] = b'\n';
    }
    let page = String::from_utf8(page).expect("a space became a line end");
    let copy = tool::clean_at(&page, level);
    divided
        .into_iter()
        .map(|word| {
            let touches = |from: usize, to: usize| from < to && from < word.at + 2 && to > word.at;
            let mut joined = false;
            let mut bridged = None;
            for edit in copy.ledger.edits.iter() {
                if touches(edit.span.start(), edit.span.end()) {
                    joined |= edit.span.start() <= word.at && edit.text.is_empty();
                    if edit.span.end() > word.at + 1 {
                        bridged = Some(edit.text.trim().is_empty() && !edit.text.contains(' '));
                    }
                }
            }
            let decision = match (joined, bridged) {
                (true, Some(true)) => Decision::Joined,
                (false, Some(true)) => Decision::Kept,
                _ => Decision::Open,
            };
            (word, decision)
        })
        .collect()
}

/// The divided words about which the gold leaves no doubt: the letters on both
/// sides are the gold's, and between them it has nothing or a hyphen.
fn divided(pair: &Pair) -> Vec<Divided> {
    let symbols = |text: &str| -> Vec<u32> { text.chars().map(u32::from).collect() };
    let (text, gold) = (symbols(&pair.text), symbols(&pair.gold));
    let mut there = vec![None; text.len()];
    for run in align(&text, &gold) {
        for at in 0..run.len {
            there[(run.first + at) as usize] = Some((run.second + at) as usize);
        }
    }
    let mut divided = Vec::new();
    let mut number = 0; // of the character
    let chars = pair.text.char_indices().peekable();
    for (at, c) in chars {
        number += 1;
        let next = |byte: usize| pair.text[byte..].chars().next();
        let letters = pair.text[..at].ends_with(char::is_alphabetic)
            && pair.text[at..].starts_with(DIVIDED)
            && next(at + 2).is_some_and(char::is_alphabetic);
        if c != '-' || !letters {
            continue;
        }
        let (Some(left), Some(right)) = (there[number - 2], there[number + 1]) else { continue };
        let joined = match gold[left + 1..right.max(left + 1)] {
            [] if right == left + 1 => true,
            [hyphen] if hyphen == u32::from('-') => false,
            _ => continue,
        };
        divided.push(Divided { at, joined });
    }
    divided
}
