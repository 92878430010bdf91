//! What somebody wrote, told from the dust that a misreading leaves.
//!
//! ```text
//! written    the ferryman, Harlow, 14s.
//! dust       uyrmgz, Qd, peb, ,iom
//! ```

use std::cell::OnceCell;

use crate::lexicon::Lexicon;
use crate::script::is_unspaced;
use crate::sheet::Sheet;
use crate::usage::written::Written;

/// Fewest letters of a word that was added: pieces of two are cut off the column beside.
pub(super) const ADDED: usize = 3;

/// The words that people write, on one page.
pub(super) struct Known<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    /// Read when first asked.
    written: OnceCell<Written>,
}

impl<'a> Known<'a> {
    /// The words of a page's language.
    pub(super) fn on(sheet: &Sheet<'a>) -> Known<'a> {
        Known { lexicon: sheet.lexicon, text: sheet.source.text(), written: OnceCell::new() }
    }

    /// Whether somebody writes a word.
    pub(super) fn has(&self, word: &str) -> bool {
        self.lexicon.contains(word)
            && (word.contains(is_unspaced)
                || self.written.get_or_init(|| Written::on(self.text)).has(word))
    }
}

/// Words of a stretch of letters and figures.
pub(super) struct Words {
    /// All of them.
    pub(super) all: usize,
    /// Those the lexicon has.
    pub(super) known: usize,
    /// Those that somebody wrote: known words, names and figures. Words of two letters
    /// tell nothing, noise makes them too.
    written: usize,
    /// Those that are neither known nor names or figures: what noise leaves.
    dust: usize,
    /// Those that are nothing but names.
    pub(super) names: usize,
}

impl Words {
    /// Count the words of a text.
    pub(super) fn of(lexicon: &Known<'_>, text: &str) -> Words {
        let mut words = Words { all: 0, known: 0, written: 0, dust: 0, names: 0 };
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            let known = lexicon.has(word);
            let long = word.chars().count() >= ADDED;
            let named = is_name(word);
            words.all += 1;
            words.known += usize::from(known);
            words.names += usize::from(named && !known);
            words.written += usize::from(known && long || named || is_amount(word));
            words.dust += usize::from(!(known || named || is_amount(word)));
        }
        words
    }

    /// Whether they are a name with words around it (`Barlow and Mr.`).
    pub(super) fn name_somebody(&self) -> bool {
        self.names > 0 && self.written > 1 && self.are_written()
    }

    /// Whether somebody wrote them so.
    pub(super) fn are_written(&self) -> bool {
        self.written > 0 && self.dust * 2 <= self.written
    }
}

/// A figure with at most its unit: `14s`, `21st`.
fn is_amount(word: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < word.len() && unit.len() <= 2 && unit.chars().all(char::is_alphabetic)
}

/// A capital and small letters, all capitals, or an initial: nobody misread that into
/// dust. Of two letters dust is made as well.
fn is_name(word: &str) -> bool {
    if word.chars().count() == 2 {
        return false;
    }
    let bare = ["Mc", "Mac"].iter().find_map(|clan| word.strip_prefix(clan)).unwrap_or(word);
    let mut rest = bare.chars();
    rest.next().is_some_and(char::is_uppercase)
        && (rest.clone().all(char::is_lowercase) || rest.all(char::is_uppercase))
}
