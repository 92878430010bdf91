//! UTF-8 that was read as GBK, as Chinese pages are.
//!
//! ```text
//! 涓枃        中文    six bytes are three ideographs here and two in truth
//! 锟斤拷锟斤拷   stays   two lost characters, U+FFFD, read so: nothing leads back
//! 涓涓细流     stays   rare characters in words
//! ```
//! Only flagged: where a run of bytes was odd one of them is gone for good, so the
//! way back seldom gives the whole of a text.

use encoding_rs::GBK;

use super::proposal;
use crate::ledger::Edit;
use crate::lexicon::{Lexicon, leads_misread};
use crate::reason::{Reason, Tier};
use crate::script::{is_han, may_have_ideographs};
use crate::source::Source;

/// The lost character U+FFFD, twice, in UTF-8 read as GBK.
const LOST: [char; 3] = ['锟', '斤', '拷'];

/// Fewest ideographs of a result; one is a chance.
const FEWEST: usize = 2;

/// What a result must gain over the page's text, per character of the result
/// (natural logarithm of the probability as words): common characters for rare.
const GAIN: f64 = 2.0;

/// Longest run that is tried at once, in characters.
const LONGEST: usize = 600;

pub(super) fn mend(source: &Source, lexicon: &Lexicon, edits: &mut Vec<Edit>) {
    let text = source.text();
    if !may_have_ideographs(text) {
        return;
    }
    let mut from = 0;
    while let Some(start) =
        text[from..].find(|c| leads_misread(c) || c == LOST[0]).map(|at| from + at)
    {
        let rest = &text[start..];
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let lost = rest.find(|c| !LOST.contains(&c)).unwrap_or(rest.len());
        if rest.starts_with("锟斤拷") {
            let span = source.span(start..start + lost);
            edits.push(proposal(span, &rest[..lost], Reason::Mojibake, Tier::Flag));
            from = start + lost;
            continue;
        }
        from = start + first;
        let Some((len, back)) = way_back(rest) else { continue };
        if !is_better(lexicon, &rest[..len], &back) {
            continue;
        }
        from = start + len;
        edits.push(proposal(source.span(start..from), back, Reason::Mojibake, Tier::Flag));
    }
}

/// The bytes of the page's text read as UTF-8, as far as they go.
fn way_back(text: &str) -> Option<(usize, String)> {
    let end = text.char_indices().take(LONGEST).take_while(|(_, c)| !c.is_ascii());
    let end = end.last().map_or(0, |(at, c)| at + c.len_utf8());
    // Three at a time: in most texts the first three say already that it is none.
    let head: usize = text[..end].chars().take(3).map(char::len_utf8).sum();
    sound(&text[..head])?;
    sound(&text[..end])
}

fn sound(run: &str) -> Option<(usize, String)> {
    let mut bytes = Vec::with_capacity(run.len());
    let mut buffer = [0; 4];
    for c in run.chars() {
        let (two, _, lost) = GBK.encode(c.encode_utf8(&mut buffer));
        if lost || two.len() != 2 {
            break;
        }
        bytes.extend_from_slice(&two);
    }
    let whole = match std::str::from_utf8(&bytes) {
        Ok(back) => back,
        Err(fault) => std::str::from_utf8(&bytes[..fault.valid_up_to()]).ok()?,
    };
    // As much as ends with a character on both sides.
    let mut ends = whole.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = ends.rfind(|end| end.is_multiple_of(2))?;
    let len = run.chars().take(end / 2).map(char::len_utf8).sum();
    Some((len, whole[..end].to_string()))
}

/// Whether a result reads as Chinese, and far better than what the page has.
fn is_better(lexicon: &Lexicon, page: &str, back: &str) -> bool {
    let known = |c: char| !is_han(c) || lexicon.frequency(c.encode_utf8(&mut [0; 4])).is_some();
    let gain = lexicon.log_probability(back) - lexicon.log_probability(page);
    back.chars().filter(|c| is_han(*c)).count() >= FEWEST
        && back.chars().all(known)
        && gain >= GAIN * back.chars().count() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposed(text: &str) -> Vec<String> {
        let source = Source::from_text("t", text);
        let mut edits = Vec::new();
        mend(&source, Lexicon::builtin(), &mut edits);
        assert!(edits.iter().all(|edit| edit.tier == Tier::Flag));
        edits.into_iter().map(|edit| edit.text).collect()
    }

    #[test]
    fn what_was_read_as_gbk_is_shown_as_it_was() {
        let noisy = |text: &str| GBK.decode_without_bom_handling(text.as_bytes()).0.into_owned();
        // Where a byte was lost, its character is.
        assert_eq!(proposed(&noisy("今天开会讨论修桥")), ["今天", "会讨论修"]);
        assert_eq!(proposed(&format!("题目:{}", noisy("中文网站"))), ["中文网站"]);
        assert_eq!(proposed("题目锟斤拷锟斤拷见报"), ["锟斤拷锟斤拷"]);
    }

    #[test]
    fn rare_characters_in_words_stay() {
        for text in [
            "涓涓细流汇成江河,鐨黧鍒锛,锟斤",
            "今天开会讨论修桥,一斤锟钢拷问",
            "浣花溪畔,濡沫相濡,鍥鎴",
            "銀行、鉛筆、鋼鐵、鏡子、鎮上",
            "娴静的姑娘浣纱,鐘聲悠揚",
        ] {
            assert_eq!(proposed(text), [""; 0], "{text}");
        }
    }
}
