//! Across: what the words on both sides of a seam make together.
//!
//! ```text
//! …解开了这道难 | 题。到了第二年…   → 难题           a word cut in two
//! …沿河整治污 | 染防治…             → 污染           the same
//! …镇上为老人提供 | 服务的人…       → 提供, 服务     two words that go together
//! …今年新种果树 | 和茶园一万亩,…    → 和              no sentence starts with it
//! …水退了 | 老艄公说,…              → nothing
//! …定下方 | 向东村的路,…            → nothing         方向 is a word, but not here
//! ```

use crate::lexicon::{self, Lexicon};
use crate::script::{is_han, is_unspaced};
use crate::series;
use crate::wording::{self, tail_while};

use super::seam::head_while;

/// Ideographs on each side that are read as words.
const READ: usize = 6;

/// How often a word of two characters must be seen in the corpus of the lexicon to prove
/// a seam: any two ideographs make a rare word now and then (全本, 均富). Longer words
/// are none by chance.
const COMMON: u64 = 100;

/// How much less probable (natural logarithm) than the best a reading with a word
/// across the seam may be: 听|讲座 is as good a reading as 听讲|座.
const READING_MARGIN: f64 = 2.0;

/// How much oftener than by chance (natural logarithm) the ideographs on both sides must
/// follow one another for a word to lie across. Of ends and starts of paragraphs put
/// together at random one in twenty makes a word, and one in three hundred with this; of
/// words that were torn one in twenty is lost.
const OF_IDEOGRAPHS: f64 = 0.0;

/// Two words that follow one another so much oftener than by chance are hardly the end
/// of one sentence and the start of another: of ends and starts put together at random
/// two in a thousand reach it, of places between two words of a sentence one in five.
const OF_WORDS: f64 = 2.0;

/// Ideographs that start no sentence when they are words by themselves: what they follow
/// stands before.
const FOLLOWING: &[&str] =
    &["的", "和", "与", "與", "及", "等", "之", "们", "們", "着", "了", "过", "過", "得"];

/// What figures count in; none of them starts a paragraph.
const COUNTED: &[char] =
    &['万', '萬', '亿', '億', '个', '個', '年', '月', '日', '号', '號', '元', '倍', '%', '％'];

/// The known word that lies across a seam, if the best reading of both sides together has
/// one.
pub(super) fn word(lexicon: &Lexicon, left: &str, right: &str) -> Option<String> {
    let (last, first) = (left.chars().next_back()?, right.chars().next()?);
    if is_unspaced(last) && is_unspaced(first) {
        let strangers = || lexicon::affinity(last, first) < OF_IDEOGRAPHS;
        let torn = !(is_han(last) && is_han(first) && strangers());
        return torn.then(|| ideographs(lexicon, left, right))?;
    }
    if !first.is_lowercase() {
        return None;
    }
    let bare = left.trim_end_matches(['-', '\u{2010}', '¬']);
    let divided = bare.len() < left.len();
    let left = tail_while(bare, 40, char::is_alphabetic);
    if left.is_empty() {
        return None;
    }
    let right = head_while(right, 40, char::is_alphabetic);
    let joined = format!("{left}{right}");
    // Without a hyphen two words are two words; a hyphen says that they are parts
    // of one (er-|höhen).
    let whole = || !divided && lexicon.contains(left) && lexicon.contains(right);
    (lexicon.contains(&joined) && !whole()).then_some(joined)
}

/// A common word across the seam of two runs of ideographs, in a reading of both
/// together that is hardly less probable than the best.
fn ideographs(lexicon: &Lexicon, left: &str, right: &str) -> Option<String> {
    let (left, right) = edges(left, right);
    let joined = format!("{left}{right}");
    let score = |text: &str| lexicon.log_probability(text);
    let least = score(&joined) - READING_MARGIN;
    let words = left.char_indices().flat_map(|(start, _)| {
        let known = lexicon
            .words_at_start(&joined[start..])
            .map(move |(len, seen)| (start..start + len, seen));
        known.filter(|(word, _)| word.end > left.len())
    });
    let mut common = words.filter(|(word, seen)| {
        (*seen >= COMMON || joined[word.clone()].chars().nth(2).is_some())
            && score(&joined[..word.start])
                + score(&joined[word.clone()])
                + score(&joined[word.end..])
                >= least
    });
    common.next().map(|(word, _)| joined[word].to_string())
}

/// Whether the words on both sides of a seam show that a sentence goes on there.
pub(super) fn goes_on(lexicon: &Lexicon, left: &str, right: &str) -> bool {
    if is_figure(left, right) {
        return true;
    }
    let (left, right) = edges(left, right);
    if left.is_empty() || right.is_empty() {
        return false;
    }
    let (before, after) = (lexicon.segment(left), lexicon.segment(right));
    let Some((last, first)) = before.last().zip(after.first()) else { return false };
    let (last, first) = (&left[last.clone()], &right[first.clone()]);
    FOLLOWING.contains(&first) || lexicon.affinity(last, first) >= OF_WORDS
}

/// Whether a figure among ideographs goes on across a seam: its digits (`25|00`), or
/// what it counts.
pub(super) fn is_figure(left: &str, right: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    if !left.ends_with(is_digit) {
        return false;
    }
    let (before, after) = (left.trim_end_matches(is_digit), right.trim_start_matches(is_digit));
    let among = before.ends_with(is_unspaced) || after.starts_with(is_unspaced);
    let goes_on = right.starts_with(is_digit) && series::figures_len(right) == 0
        || right.strip_prefix(['.', ',']).is_some_and(|rest| rest.starts_with(is_digit))
        || right.starts_with(COUNTED);
    among && goes_on
}

/// Whether the character at `at` is left over when the text is read as words,
/// and is none of those that stand alone.
pub(super) fn is_stub(lexicon: &Lexicon, text: &str, at: usize) -> bool {
    let len = text[at..].chars().next().map_or(0, char::len_utf8);
    !wording::stands(lexicon, text, at..at + len) && !lexicon.stands_alone(&text[at..at + len])
}

/// The ideographs at a seam that are read as words.
fn edges<'a>(left: &'a str, right: &'a str) -> (&'a str, &'a str) {
    (tail_while(left, READ, is_unspaced), head_while(right, READ, is_unspaced))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word_of(left: &str, right: &str) -> Option<String> {
        word(Lexicon::builtin(), left, right)
    }

    #[test]
    fn a_word_lies_across_if_its_ideographs_belong_together() {
        assert_eq!(word_of("石匠总算解开这道难", "题，到了第二年").as_deref(), Some("难题"));
        assert_eq!(word_of("沿河整治污", "染的资金").as_deref(), Some("污染"));
        // Seldom seen, but too long for chance.
        assert_eq!(word_of("沿河整治成效", "显著，鱼回来了").as_deref(), Some("成效显著"));
        // The end of one and the start of another make a word that is none here.
        assert_eq!(word_of("村里共收谷三千元", "月饼铺子也开张了"), None);
        assert_eq!(word_of("水退了", "老艄公说"), None);
    }

    #[test]
    fn a_sentence_goes_on_with_what_starts_none_and_with_words_that_go_together() {
        let goes_on = |left: &str, right: &str| goes_on(Lexicon::builtin(), left, right);
        for (left, right) in [
            ("今年新种果树", "和茶园一万亩"),
            ("渡口收费标准", "的通知贴在墙上"),
            ("镇上为老人提供", "服务的人不多"),
            ("今年新種果樹", "與茶園一萬畝"),
            ("今年收谷25", "00石"),
            ("收谷突破5", ".2万石"),
            ("到了2016", "年的春天"),
        ] {
            assert!(goes_on(left, right), "{left} | {right}");
        }
        for (left, right) in [
            ("水退了", "老艄公说"),
            ("今年收谷25", "4、修渠"),
            ("今年收谷三千石", "和平路的桥也修好了"),
            ("came in 18", "12 men were lost"),
            ("", ""),
        ] {
            assert!(!goes_on(left, right), "{left} | {right}");
        }
    }
}
