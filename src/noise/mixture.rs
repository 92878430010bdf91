//! One character of the other Chinese script than the page's.
//!
//! ```text
//! 镇上今天開会，修桥的事已定      開 is flagged on a page in simplified characters
//! 乾隆年间 皇后 台阶              stay: both scripts have these characters
//! “開門見山”                     stays: a quotation may be in the other script
//! 對岸的燈塔還沒有亮             stays: a whole block in the other script is no misprint
//! ```
//! Only a character that makes a word with its neighbours is taken for a misprint:
//! in a name the other form may be the bearer's own.

use super::exception::exception;
use super::proposal;
use crate::block::{Block, BlockKind};
use crate::ending::Open;
use crate::ledger::{Edit, Evidence};
use crate::lexicon::{Lexicon, Script, script, simplified, traditional};
use crate::reason::{Reason, Tier};
use crate::script::may_have_ideographs;
use crate::source::{Source, Span};
use crate::wording;

/// Read the page's script: the one that is its exception.
pub(super) fn rare_script(text: &str) -> Option<Script> {
    if !may_have_ideographs(text) {
        return None;
    }
    let count = |wanted| text.chars().filter(|c| script(*c) == Some(wanted)).count();
    let [simple, full] = [Script::Simplified, Script::Traditional].map(|s| (s, count(s)));
    exception(simple, full)
}

/// Flag each character of a block in the script that is the exception.
pub(super) fn flag(
    source: &Source,
    block: Block,
    lexicon: &Lexicon,
    rare: Script,
    edits: &mut Vec<Edit>,
) {
    let text = source.slice(block.span);
    if matches!(block.kind, BlockKind::Byline | BlockKind::Verse) || is_in(rare, text) {
        return;
    }
    let mut open = Open::default();
    for (at, c) in text.char_indices() {
        open.read_char(c);
        let range = at..at + c.len_utf8();
        let is_rare = script(c) == Some(rare) && open.is_none();
        if is_rare && wording::stands(lexicon, text, range.clone()) {
            let from = block.span.start();
            edits.push(doubt(source.span(from + range.start..from + range.end), c));
        }
    }
}

/// Whether most of a block's characters that tell are in this script.
fn is_in(wanted: Script, text: &str) -> bool {
    let own = text.chars().filter(|c| script(*c) == Some(wanted)).count();
    own * 2 >= text.chars().filter(|c| script(*c).is_some()).count()
}

/// The form of the page's script for `c`; where there are several only the sense
/// tells which, so all are named and none is put.
fn doubt(span: Span, c: char) -> Edit {
    let others = match script(c) {
        Some(Script::Simplified) => traditional(c).to_vec(),
        _ => vec![simplified(c)],
    };
    match others[..] {
        [other] => proposal(span, other, Reason::ScriptMixed, Tier::Flag),
        _ => {
            let attested = others.into_iter().map(String::from).collect();
            let evidence = Evidence { attested, ..Evidence::text() };
            Edit { evidence, ..proposal(span, c, Reason::ScriptMixed, Tier::Flag) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Prose that shows a page's script.
    const SIMPLIFIED: &str = "县里计划开办一个图书馆,让乡亲们学习种树养鱼,还请来几位老师讲课。\
        书记说,这件事关系到农业发展,应该抓紧时间办好,不让群众失望。";
    const TRADITIONAL: &str = "縣裏計劃開辦一個圖書館,讓鄉親們學習種樹養魚,還請來幾位老師講課。\
        書記說,這件事關係到農業發展,應該抓緊時間辦好,不讓群眾失望。";

    /// What is flagged in a block on a page of this prose.
    fn flagged(prose: &str, block: &str) -> Vec<(String, String)> {
        let source = Source::from_text("t", format!("{prose}\n\n{block}"));
        let Some(rare) = rare_script(source.text()) else { return Vec::new() };
        let span = source.span(prose.len() + 2..source.text().len());
        let block = Block { span, kind: BlockKind::Paragraph };
        let mut edits = Vec::new();
        flag(&source, block, Lexicon::builtin(), rare, &mut edits);
        let pair = |e: &Edit| (source.slice(e.span).to_string(), e.text.clone());
        edits.iter().map(pair).collect()
    }

    #[test]
    fn one_character_of_the_other_script_is_doubted() {
        let pair = |a: &str, b: &str| vec![(a.to_string(), b.to_string())];
        assert_eq!(flagged(SIMPLIFIED, "镇上今天開会,修桥的事已经决定。"), pair("開", "开"));
        assert_eq!(flagged(TRADITIONAL, "鎮上今天开會,修橋的事已經決定。"), pair("开", "開"));
        // 發 or 髮: both are named, neither is put.
        assert_eq!(flagged(TRADITIONAL, "鎮上的農業发展得很快,橋也修好。"), pair("发", "发"));
    }

    #[test]
    fn what_both_scripts_have_and_what_is_quoted_is_not() {
        for block in [
            "乾隆年间的皇后走下台阶,面对着干部。",
            "门上写着“開門見山”四个字,谁也没说话。",
            "對岸的燈塔還沒有亮",
            "著名作家许冰冰乾脆地说。",
        ] {
            assert_eq!(flagged(SIMPLIFIED, block), [], "{block}");
        }
        for block in ["他却没有决定,温和地抽烟,况且脚痛。", "皇后說,開門后面。", "这们发农"]
        {
            assert_eq!(flagged(TRADITIONAL, block), [], "{block}");
        }
    }

    #[test]
    fn a_page_in_both_scripts_has_no_exception() {
        assert_eq!(rare_script(&format!("{SIMPLIFIED}{TRADITIONAL}")), None);
        assert_eq!(rare_script("今天開会。"), None);
    }
}
