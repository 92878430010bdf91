//! One character of the other Chinese script than the page's.
//!
//! ```text
//! 镇上今天開会，修桥的事已定      開 is flagged on a page in simplified characters
//! 乾隆年间 皇后 台阶              stay: both scripts have these characters
//! “開門見山”                     stays: a quotation may be in the other script
//! ```
//! Only a character that makes a word with its neighbours is taken for a misprint:
//! in a name the other form may be the bearer's own.

use super::proposal;
use crate::block::{Block, BlockKind};
use crate::ledger::{Edit, Evidence};
use crate::lexicon::{Lexicon, Script, script, simplified, traditional};
use crate::reason::{Reason, Tier};
use crate::script::closes;
use crate::source::Source;
use crate::wording;

/// Fewest characters that only one script has that show a page's script.
const FEWEST: usize = 20;

/// The other script is an exception up to one character in this many; above, the
/// page is in both.
const ONE_IN: usize = 20;

/// The script that is the page's exception, if it has one.
pub(super) fn exception(text: &str) -> Option<Script> {
    let (mut simple, mut full) = (0, 0);
    for c in text.chars() {
        match script(c) {
            Some(Script::Simplified) => simple += 1,
            Some(Script::Traditional) => full += 1,
            None => {}
        }
    }
    let is_exception = |few: usize, many: usize| few > 0 && many >= FEWEST && few * ONE_IN <= many;
    match () {
        () if is_exception(full, simple) => Some(Script::Traditional),
        () if is_exception(simple, full) => Some(Script::Simplified),
        () => None,
    }
}

/// Flag each character of a block in the script that is the exception.
pub(super) fn flag(
    source: &Source,
    block: Block,
    lexicon: &Lexicon,
    exception: Script,
    edits: &mut Vec<Edit>,
) {
    if matches!(block.kind, BlockKind::Byline | BlockKind::Verse) {
        return;
    }
    let text = source.slice(block.span);
    let mut open: Vec<char> = Vec::new();
    for (at, c) in text.char_indices() {
        if let Some(close) = closes(c) {
            open.push(close);
        } else if open.last() == Some(&c) {
            open.pop();
        }
        let range = at..at + c.len_utf8();
        if script(c) != Some(exception)
            || !open.is_empty()
            || !wording::stands(lexicon, text, range.clone())
        {
            continue;
        }
        let from = block.span.start();
        let span = source.span(from + range.start..from + range.end);
        let mut others = match exception {
            Script::Traditional => vec![simplified(c)],
            Script::Simplified => traditional(c).to_vec(),
        };
        // Several: which of them only the sense tells, so all are named.
        let instead = if others.len() == 1 { others.remove(0) } else { c };
        let attested = others.into_iter().map(String::from).collect();
        let flag = proposal(span, instead, Reason::ScriptMixed, Tier::Flag);
        edits.push(Edit { evidence: Evidence { attested, ..Evidence::text() }, ..flag });
    }
}
