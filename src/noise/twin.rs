//! Twins: a character printed twice (`从从严治党`).
//!
//! Only flagged: without another printing nobody knows whether one of the two is
//! too many, and most of all doubled characters are meant.
//!
//! ```text
//! 堤坝坝修好了              堤坝修好了    a noun, and far better words without it
//! 他们和和邻村的人一起        和           a small word, twice
//! 天天 常常 高高兴兴         one word that doubles
//! 人民民主 应当当场          the seam of two words: as good as one reading can be
//! 看看 算算命 花扑扑 个个     doubled by rule: verbs, manner, measures
//! 范冰冰 田田               names
//! ```
//! The most probable reading as words is taken with the second character and
//! without it. What the text gains must be more than chance gives, and the word
//! that is left must be a noun of two characters or more: Chinese doubles no part
//! of those. A small word (和, 从, 的) is doubted where both stand by themselves.

use std::ops::Range;

use super::proposal;
use crate::block::{Block, BlockKind};
use crate::language::LanguageModel;
use crate::language::model::symbols;
use crate::ledger::{Edit, Evidence};
use crate::lexicon::Lexicon;
use crate::reason::{Reason, Tier};
use crate::script::is_han;
use crate::source::Source;
use crate::wording;

/// What a text must gain (natural logarithm) when the second character is left
/// out: more than one common word costs (about 5). With it 46 % of characters doubled
/// at random in news are found and 24 % in subtitles, at four false alarms in 110,000
/// characters of clean text, all four in a novel of 1920.
const GAIN: f64 = 6.0;

/// What the language model must gain, which has seen compounds that no list of words has:
/// what one common word costs.
const MODEL_GAIN: f64 = 5.0;

/// The gain that counts as certain, for the score: all that was seen lies below.
const MOST_GAIN: f64 = 20.0;

pub(super) fn flag(source: &Source, block: Block, lexicon: &Lexicon, edits: &mut Vec<Edit>) {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
        return;
    }
    let text = source.slice(block.span);
    // The three characters before the one that is looked at.
    let mut before = ['\0'; 3];
    for (at, c) in text.char_indices() {
        let [first, second, twin] = before;
        before = [second, twin, c];
        if c != twin || !is_han(c) {
            continue;
        }
        let range = at..at + c.len_utf8();
        if is_rhythm([first, second], c, &text[range.end..]) {
            continue;
        }
        if let Some(evidence) = doubt(lexicon, text, range.clone(), c) {
            let from = block.span.start();
            let span = source.span(from + range.start..from + range.end);
            let flag = proposal(span, "", Reason::CharDoubled, Tier::Flag);
            edits.push(Edit { evidence, ..flag });
        }
    }
}

/// What speaks against the second of two characters `c`.
fn doubt(lexicon: &Lexicon, text: &str, second: Range<usize>, c: char) -> Option<Evidence> {
    if !is_likelier_once(text, second.clone()) {
        return None;
    }
    if lexicon.never_doubles(c) {
        let first = second.start - c.len_utf8()..second.start;
        let words = [first, second].map(|range| wording::is_word(lexicon, text, range));
        return (words == [true; 2]).then(|| Evidence::attested(c));
    }
    let gain = wording::gain_without(lexicon, text, second.clone()).filter(|gain| *gain >= GAIN)?;
    let word = wording::word_without(lexicon, text, second);
    lexicon.is_noun(&word).then(|| Evidence::attested(word).scored(gain / MOST_GAIN))
}

/// Whether the language model too gains by leaving out the second of two characters: it
/// knows compounds that no list of words has (`公股股利`).
fn is_likelier_once(text: &str, second: Range<usize>) -> bool {
    let Some(model) = LanguageModel::of(text) else { return true };
    let around = model.order() - 1;
    let before = text[..second.start].char_indices().rev().nth(around).map_or(0, |(at, _)| at);
    let left = symbols(&text[before..second.start]);
    let right: String = text[second.end..].chars().take(around).collect();
    let right = symbols(&right);
    let twin = symbols(&text[second]);
    f64::from(model.cost_within(&left, &twin, &right) - model.cost_within(&left, &[], &right))
        >= MODEL_GAIN
}

/// Whether the doubled `c` goes on: three in a row, or pair by pair (高高兴兴).
fn is_rhythm([first, second]: [char; 2], c: char, rest: &str) -> bool {
    let mut ahead = rest.chars();
    let (next, then) = (ahead.next(), ahead.next());
    let three = second == c || next == Some(c);
    let pair_before = first == second && is_han(first);
    let pair_after = next.is_some_and(is_han) && next == then;
    three || pair_before || pair_after
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flagged(text: &str) -> Vec<String> {
        let source = Source::from_text("t", text);
        let block = Block { span: source.whole(), kind: BlockKind::Paragraph };
        let mut edits = Vec::new();
        flag(&source, block, Lexicon::builtin(), &mut edits);
        edits.iter().flat_map(|edit| edit.evidence.attested.clone()).collect()
    }

    #[test]
    fn a_noun_or_a_small_word_that_doubles_is_doubted() {
        assert_eq!(flagged("下游的堤坝坝修好了。"), ["堤坝"]);
        assert_eq!(flagged("这座城市市发展很快。"), ["城市"]);
        assert_eq!(flagged("他们和和邻村的人一起修桥。"), ["和"]);
        assert_eq!(flagged("下遊的堤壩壩修好了。"), ["堤壩"]);
    }

    #[test]
    fn what_doubles_by_right_is_not() {
        for text in [
            "孩子们天天高高兴兴地上学,常常唱唱歌。",
            "人民民主专政,仲裁裁决,应当当场处罚。",
            "范冰冰和李莉莉、田田都来了。",
            "请人算算命,喝喝茶,看看花,说说话。",
            "脸上红扑扑,手上冷冰冰,心里慢慢暖和。",
            "妈妈说,太太和奶奶都好,爸爸的的确确来过。",
            "家家户户,人人有份,个个争先。",
            "第一一二团,一一列举,三三两两。",
            "风声雨声读书声声声入耳。",
            "热爱和和平的人民,从从容不迫到惊慌,被被告否认,以以色列为例。",
            "他再也受不了了,对对,我来把把关,过过瘾。",
            "乌云其其格与王羲之之子。",
            "彬彬有礼,津津有味,历历在目,寥寥无几。",
            "the book keeper, aa, bbb",
        ] {
            assert_eq!(flagged(text), [""; 0], "{text}");
        }
    }
}
