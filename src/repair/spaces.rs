//! Words run together and words torn apart.
//!
//! ```text
//! she was takento the station      she was taken to the station
//! sub sequently exa mined          subsequently examined
//! the har. bourmaster              the harbourmaster
//! the in take of water             stays: all are words
//! ```

use crate::channel::{Candidate, Channel, Slip};
use crate::usage::Usage;

/// Most a word may cost that stands in a run of several: rarer ones are found in any
/// string of letters.
const DEAREST: f64 = 11.0;
const DEAREST_SHORT: f64 = 6.5;

/// Shortest string of letters that is taken apart.
const SHORTEST: usize = 5;

/// Most words that a run is taken apart into.
const MOST: usize = 3;

/// What was read as a row of words that lost their spaces.
pub(super) fn apart(usage: &Usage, channel: &Channel, read: &str) -> Option<Candidate> {
    let plain = read.bytes().all(|b| b.is_ascii_lowercase());
    if !plain || read.len() < SHORTEST {
        return None;
    }
    // By place: the cheapest row of words up to it, and where its last begins.
    let mut best: Vec<Option<(f64, usize, usize)>> = vec![None; read.len() + 1];
    best[0] = Some((0.0, 0, 0));
    for end in 1..=read.len() {
        for start in 0..end {
            let Some((cost, _, words)) = best[start] else { continue };
            if words == MOST {
                continue;
            }
            let piece = &read[start..end];
            let dearest = if piece.len() < 3 { DEAREST_SHORT } else { DEAREST };
            let is_letter = piece.len() == 1 && piece != "a";
            let Some(word) = usage.cost(piece).filter(|c| *c <= dearest && !is_letter) else {
                continue;
            };
            if best[end].is_none_or(|(least, ..)| cost + word < least) {
                best[end] = Some((cost + word, start, words + 1));
            }
        }
    }
    let (cost, ..) = best[read.len()]?;
    let mut words = Vec::new();
    let mut end = read.len();
    while end > 0 {
        let (_, start, _) = best[end]?;
        words.push(&read[start..end]);
        end = start;
    }
    words.reverse();
    let slip = Slip { right: " ".into(), wrong: String::new() };
    let lost = words.len() - 1;
    (lost > 0).then(|| Candidate {
        word: words.join(" "),
        misread: channel.cost(" ", "") * lost as f64,
        usage: cost,
        slips: vec![slip; lost],
    })
}

/// What two words cost as one, with a space or a mark between them that is none; `None`
/// when they make no word.
pub(super) fn together(
    usage: &Usage,
    channel: &Channel,
    left: &str,
    between: &str,
    right: &str,
) -> Option<f64> {
    let word = format!("{left}{right}").to_lowercase();
    Some(usage.cost(&word)? + channel.cost("", between.get(..1)?))
}
