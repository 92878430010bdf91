//! What somebody wrote, told from the dust that a misreading leaves.
//!
//! ```text
//! written    the ferryman, Harlow, 14s.
//! dust       uyrmgz, Qd, peb, ,iom
//! ```

use std::cell::OnceCell;

use super::likeness::is_unit;
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
        is_evenly_set(word)
            && self.lexicon.contains(word)
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
    /// Names that are more than an initial.
    full_names: usize,
}

impl Words {
    /// Count the words of a text.
    pub(super) fn of(lexicon: &Known<'_>, text: &str) -> Words {
        let mut words = Words { all: 0, known: 0, written: 0, dust: 0, names: 0, full_names: 0 };
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            let known = lexicon.has(word);
            let long = word.chars().count() >= ADDED;
            let named = is_name(word);
            words.all += 1;
            words.known += usize::from(known);
            words.names += usize::from(named && !known);
            words.full_names += usize::from(named && !known && long);
            words.written += usize::from(known && long || named || is_amount(word));
            words.dust += usize::from(!(known || named || is_amount(word)));
        }
        words
    }

    /// Whether they are a name with words around it (`Barlow and Mr.`).
    pub(super) fn name_somebody(&self) -> bool {
        self.full_names > 0 && self.written > 1 && self.are_written()
    }

    /// Whether somebody wrote them so.
    pub(super) fn are_written(&self) -> bool {
        self.written > 0 && self.dust * 2 <= self.written
    }
}

/// Whether a word has no capital but its first letter or is all capitals: `soME` is `some`
/// misread, or something else, and no word.
fn is_evenly_set(word: &str) -> bool {
    !word.chars().skip(1).any(char::is_uppercase) || !word.chars().any(char::is_lowercase)
}

/// A figure with at most its unit: `14s`, `21st`.
fn is_amount(word: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < word.len() && (unit.is_empty() || is_unit(unit))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::view::View;

    #[test]
    fn dust_is_neither_known_nor_somebody() {
        let source = Source::from_text("t", "The ferryman was seen at the weir by the miller.");
        let view = View::default();
        let lexicon = Lexicon::builtin();
        let known = Known::on(&Sheet { source: &source, blocks: &[], view: &view, lexicon });
        assert!(known.has("some") && known.has("Some") && known.has("SOME"));
        assert!(!known.has("soME") && !known.has("SOMe"));
        let somebody = |text| Words::of(&known, text).name_somebody();
        assert!(somebody("Harlow and Mr.") && somebody("W. Harlow"));
        assert!(!somebody("W.g_ 1") && !somebody("W. 12") && !somebody("the weir"));
    }
}
