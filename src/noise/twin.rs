//! Twins: a character printed twice (`从从严治党`).
//!
//! Only flagged: without another printing nobody knows whether one of the two is
//! too many, and most of all doubled characters are meant.
//!
//! ```text
//! 堤坝坝修好了             堤坝修好了    reads as words far better without it
//! 天天 常常 高高兴兴        one word that doubles
//! 人民民主 应当当场         the seam of two words: as good as one reading can be
//! 看看 说说 慢慢走          doubled by rule: verbs, measures, manner
//! 范冰冰 田田              names
//! ```
//! The most probable reading as words is taken with the second character and
//! without it; what the text gains must be more than chance gives.

use super::proposal;
use crate::block::{Block, BlockKind};
use crate::ledger::{Edit, Evidence};
use crate::lexicon::Lexicon;
use crate::reason::{Reason, Tier};
use crate::script::is_han;
use crate::source::Source;
use crate::wording;

/// What a text must gain (natural logarithm) when the second character is left
/// out.
const GAIN: f64 = 8.0;

/// The gain that counts as certain, for the score: all that was seen lies below.
const MOST_GAIN: f64 = 20.0;

pub(super) fn flag(source: &Source, block: Block, lexicon: &Lexicon, edits: &mut Vec<Edit>) {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
        return;
    }
    let text = source.slice(block.span);
    let mut last = ['\0'; 3];
    for (at, c) in text.char_indices() {
        let [before, _, twin] = last;
        last = [last[1], last[2], c];
        if c != twin || !is_han(c) {
            continue;
        }
        let rest = &text[at + c.len_utf8()..];
        if is_meant(last[0], before, c, rest) {
            continue;
        }
        let range = at..at + c.len_utf8();
        let Some(gain) = wording::gain_without(lexicon, text, range.clone()) else { continue };
        if gain >= GAIN {
            let from = block.span.start();
            let span = source.span(from + range.start..from + range.end);
            let evidence = Evidence::text().scored(gain / MOST_GAIN);
            let flag = proposal(span, "", Reason::CharDoubled, Tier::Flag);
            edits.push(Edit { evidence, ..flag });
        }
    }
}

/// Whether the language or the writer doubles: three in a row, 高高兴兴.
fn is_meant(left: char, before: char, c: char, rest: &str) -> bool {
    let mut ahead = rest.chars();
    let (next, then) = (ahead.next(), ahead.next());
    let three = left == c && before == c || next == Some(c);
    let pairs = next.is_some_and(is_han) && next == then;
    three || pairs
}
