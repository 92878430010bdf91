//! Words that people write, told from those that only a list has.
//!
//! Lists for games are full of short words (`kins`, `ae`, `tot`) that a misreading hits
//! by chance; how often a word is used tells. It is known of English alone: on a page
//! of another language every word of a list counts.

use super::Usage;
use crate::script::is_unspaced;

/// What a word costs at most that people write: `gate` and `cottages` do, not `kins`,
/// `sett` and `mous`. `cargo bench --bench quality -- hyphens repeats` shows what
/// another figure does.
const WRITTEN: f64 = 13.5;

/// What a common word costs at most: `New`, `Old`, `Red`, not `Con`, `Nor`, `Bis`.
const COMMON: f64 = 10.0;

/// One of so many words of English at least is an everyday one. In clean print one of
/// three is, on front pages of American papers as they were recognised, lists of names and
/// advertisements among them, one of six (all but a few ruins of 2,294 have it; one of
/// three leaves out a quarter of them). Pages of German, Finnish and Italian have one of
/// fourteen at most (`in`, `an`, `so`).
const ENGLISH: usize = 6;

/// Words of a page that are read to know its language.
const SAMPLE: usize = 1000;

/// Which words are written on one page.
#[derive(Clone, Copy, Debug)]
pub struct Written {
    english: bool,
}

impl Written {
    /// What its first words say about a page's language.
    pub fn on(text: &str) -> Written {
        let words = text.split(|c: char| !c.is_alphabetic() || is_unspaced(c));
        let (mut all, mut everyday) = (0, 0);
        for word in words.filter(|word| !word.is_empty()).take(SAMPLE) {
            all += 1;
            everyday += usize::from(is_everyday(word));
        }
        Written { english: all > 0 && everyday * ENGLISH >= all }
    }

    /// Whether the page is English.
    pub fn is_english(self) -> bool {
        self.english
    }

    /// Whether people write a word that a list has.
    pub fn has(self, word: &str) -> bool {
        !self.english || costs_at_most(word, WRITTEN)
    }

    /// Whether they write it often.
    pub fn has_often(self, word: &str) -> bool {
        !self.english || costs_at_most(word, COMMON)
    }
}

/// Whether a word is one of those that stand in every English text.
pub fn is_everyday(word: &str) -> bool {
    match word.bytes().all(|b| b.is_ascii_lowercase()) {
        true => Usage::english().is_everyday(word),
        false => Usage::english().is_everyday(&word.to_lowercase()),
    }
}

fn costs_at_most(word: &str, most: f64) -> bool {
    Usage::english().cost(&word.to_lowercase()).is_some_and(|cost| cost <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_of_lists_are_not_written_in_english() {
        let english = Written::on("The ferry was carried past the landing stage in the night.");
        assert!(english.is_english());
        assert!(english.has("Landing") && english.has("ferry") && !english.has("kins"));
        assert!(english.has_often("New") && !english.has_often("Nor"));
        let german = Written::on("Die Fähre wurde in der Nacht am Steg vorbei getrieben.");
        assert!(!german.is_english() && german.has("kins"));
        let ruined =
            "The ferryman vvas carricd past thc larding stago in tbe niglit by Iiis brotlier.";
        assert!(Written::on(ruined).is_english());
        let dutch = "De veerman had zijn boot in de haven laten liggen, omdat de wind uit het \
                     westen kwam en niemand die avond naar de overkant wilde.";
        assert!(!Written::on(dutch).is_english());
        assert!(!Written::on("渡船夜里漂走了。").is_english());
    }
}
