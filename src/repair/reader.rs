//! A reader of one page: what each word may be, and what is misread as what here.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::channel::{Candidate, Channel, Print, candidates};
use crate::lexicon::Lexicon;
use crate::usage::Usage;

use super::spaces::apart;
use super::words::{Shape, Word};

/// Times that what is read is weighed again: each knows what the one before took for
/// misread. The words near what was read are looked for once.
const ROUNDS: usize = 2;

/// How much more probable (natural logarithm) than what was read, and than any other
/// word, a word must be to teach what is misread as what.
const LESSON: f64 = 2.0;
const LESSON_OTHERS: f64 = 1.5;

/// Most a reading may cost: what is dearer has no word near it.
const DEAREST: f64 = 26.0;

/// How much less than what was read a word must cost to be thought of at all.
const CHEAPER: f64 = 1.5;

/// How much more than the cheapest others may cost to be weighed in their context,
/// with pairs of words and without.
const RIVALS: f64 = 5.0;
const RIVALS_ALONE: f64 = 1.5;

/// Share of the words of a page that must be among the hundred commonest for it to be
/// in the language: in English print it is half, badly read a third; German has one in
/// ten, by chance.
const COMMON: f64 = 0.2;

/// What a word costs that only games know, and one that is met on every page: the
/// first is looked at like one that nobody knows, the second never.
const GAMES: f64 = 15.0;
const EVERYWHERE: f64 = 6.0;

/// What is to be added to the cost of an unlisted word in small letters, which are no
/// names, and of one of three letters or fewer, of which the lists have all.
const NO_NAME: f64 = 1.5;
const SHORT: (usize, f64) = (3, 2.0);

/// What a short form costs: each is about as common as a word among the two thousand
/// commonest.
const ABBREVIATION: f64 = 10.0;

/// What a string of letters may be.
pub(super) struct Weighed {
    /// What it costs as it was read.
    pub(super) keep: f64,
    /// The words it may be, the cheapest first.
    pub(super) candidates: Vec<Candidate>,
}

impl Weighed {
    fn nothing(keep: f64) -> Weighed {
        Weighed { keep, candidates: Vec::new() }
    }

    /// What the cheapest reading costs.
    pub(super) fn least(&self) -> f64 {
        self.candidates.first().map_or(self.keep, |best| best.cost().min(self.keep))
    }

    /// The word it is, if that is clear without its context.
    fn clear(&self) -> Option<&Candidate> {
        let best = self.candidates.first()?;
        let second = self.candidates.get(1).map_or(f64::MAX, |c| c.cost() - best.cost());
        (self.keep - best.cost() >= LESSON && second >= LESSON_OTHERS).then_some(best)
    }
}

/// A reader of one page.
pub(super) struct Reader<'a> {
    pub(super) usage: &'a Usage,
    lexicon: &'a Lexicon,
    print: &'a Print,
    channel: Channel,
    /// Whether the page has shown its misreadings.
    knows_the_page: bool,
    /// By string of letters, and whether it begins with a capital.
    weighed: FxHashMap<(String, bool), Rc<Weighed>>,
    /// By word in small letters: how often it was read on the page.
    times: FxHashMap<String, u32>,
}

impl<'a> Reader<'a> {
    /// A reader that has read the page a few times over; `None` when the page is not in
    /// the language of the usage.
    pub(super) fn of(
        words: &[Word],
        usage: &'a Usage,
        print: &'a Print,
        lexicon: &'a Lexicon,
    ) -> Option<Reader<'a>> {
        if !is_in_the_language(usage, words) {
            return None;
        }
        let rate = error_rate(usage, words);
        let channel = Channel::new(print, rate);
        let mut times: FxHashMap<String, u32> = FxHashMap::default();
        words.iter().for_each(|w| *times.entry(w.text.to_lowercase()).or_default() += 1);
        let weighed = FxHashMap::default();
        let mut reader =
            Reader { usage, lexicon, print, channel, knows_the_page: false, weighed, times };
        for _ in 0..ROUNDS {
            reader.channel = reader.taught(words, rate);
            reader.knows_the_page = true;
            reader.weigh_again();
        }
        Some(reader)
    }

    /// How often a word was read on the page.
    pub(super) fn times(&self, word: &str) -> f64 {
        f64::from(self.times.get(&word.to_lowercase()).copied().unwrap_or(0))
    }

    /// What has been weighed at what the channel costs now; words that only now may be
    /// misread are looked at when they are met.
    fn weigh_again(&mut self) {
        let usage = self.usage;
        self.weighed.retain(|(text, _), weighed| {
            !weighed.candidates.is_empty() || usage.cost(&text.to_lowercase()).is_none()
        });
        let channel = &self.channel;
        for weighed in self.weighed.values_mut() {
            let mut candidates = weighed.candidates.clone();
            for candidate in &mut candidates {
                let slips = candidate.slips.iter();
                candidate.misread = slips.map(|s| channel.cost(&s.right, &s.wrong)).sum();
            }
            candidates.sort_by(|a, b| a.cost().total_cmp(&b.cost()));
            *weighed = Rc::new(Weighed { keep: weighed.keep, candidates });
        }
    }

    pub(super) fn channel(&self) -> &Channel {
        &self.channel
    }

    /// Whether a dictionary has a word, or each of a row of words.
    pub(super) fn is_word(&self, row: &str) -> bool {
        row.split(' ').all(|w| self.lexicon.contains(w) || is_abbreviation(w))
    }

    /// The channel as what is clear on the page teaches it.
    fn taught(&mut self, words: &[Word], rate: f64) -> Channel {
        // By misreading: how often, and in which words; one word, however often it
        // stands there, may be a name that looks like another.
        let mut seen: FxHashMap<(String, String), (f64, FxHashSet<String>)> = FxHashMap::default();
        let mut occurs: FxHashMap<String, f64> = FxHashMap::default();
        for word in words {
            let weighed = self.weigh(word);
            let best = weighed.clear();
            let right = best.map_or(word.text.as_str(), |b| b.word.as_str());
            for c in right.chars() {
                *occurs.entry(c.to_lowercase().collect()).or_default() += 1.0;
            }
            let Some(best) = best else { continue };
            for slip in &best.slips {
                let slip = (slip.right.clone(), slip.wrong.clone());
                let (times, types) = seen.entry(slip).or_default();
                *times += 1.0;
                types.insert(best.word.clone());
            }
        }
        let seen: FxHashMap<(String, String), f64> = seen
            .into_iter()
            .filter(|(_, (_, types))| types.len() > 1)
            .map(|(slip, (times, _))| (slip, times - 1.0))
            .collect();
        let letters: f64 = occurs.values().sum();
        for (right, _) in seen.keys().filter(|(r, _)| r.chars().count() != 1) {
            let estimate = if right.is_empty() { letters } else { letters / 50.0 };
            occurs.insert(right.clone(), estimate);
        }
        Channel::taught(self.print, rate, seen, occurs)
    }

    /// What a word may be.
    pub(super) fn weigh(&mut self, word: &Word) -> Rc<Weighed> {
        let capital = word.shape != Shape::Small;
        let key = (word.text.clone(), capital);
        if let Some(weighed) = self.weighed.get(&key) {
            return Rc::clone(weighed);
        }
        let weighed = Rc::new(self.weigh_anew(&word.text, capital));
        self.weighed.insert(key, Rc::clone(&weighed));
        weighed
    }

    fn weigh_anew(&self, text: &str, capital: bool) -> Weighed {
        if !is_readable(text) {
            return Weighed::nothing(0.0);
        }
        let lower = text.to_lowercase();
        let abbreviation = is_abbreviation(&lower).then_some(ABBREVIATION);
        let listed = self.usage.cost(&lower).or(abbreviation);
        let unlisted = self.usage.unlisted(&lower)
            + if capital { 0.0 } else { NO_NAME }
            + if text.chars().count() <= SHORT.0 { SHORT.1 } else { 0.0 };
        let keep = listed.map_or(unlisted, |cost| cost.min(unlisted));
        // Common words are looked at only when the page has shown its misreadings.
        let is_common = listed.is_some_and(|cost| cost < GAMES);
        if is_common && (!self.knows_the_page || keep < EVERYWHERE) {
            return Weighed::nothing(keep);
        }
        let limit = (keep - CHEAPER).min(DEAREST);
        let rivals = if self.usage.has_pairs() { RIVALS } else { RIVALS_ALONE };
        let mut candidates = candidates(self.usage, &self.channel, text, limit, rivals);
        candidates.retain(|c| c.word != lower && !is_old_spelling(&lower, &c.word));
        candidates.extend(apart(self.usage, &self.channel, text).filter(|row| row.cost() < keep));
        candidates.sort_by(|a, b| a.cost().total_cmp(&b.cost()));
        Weighed { keep, candidates }
    }
}

/// Whether a page is in the language of the usage.
fn is_in_the_language(usage: &Usage, words: &[Word]) -> bool {
    let common = words.iter().filter(|w| usage.is_everyday(&w.text.to_lowercase())).count();
    common as f64 >= COMMON * words.len() as f64 && common > 0
}

/// Errors per character of a page, from the share of its words in small letters
/// that nobody knows: of clean print it is one in a hundred.
fn error_rate(usage: &Usage, words: &[Word]) -> f64 {
    let small = || words.iter().filter(|w| w.shape == Shape::Small && !w.is_quoted);
    let is_unknown = |w: &&Word| usage.cost(&w.text.to_lowercase()).is_none_or(|c| c > GAMES + 2.0);
    let share = small().filter(is_unknown).count() as f64 / small().count().max(1) as f64;
    ((share - 0.01) / 5.0).clamp(0.0005, 0.04)
}

/// Short forms of newspapers, which lists of words leave out.
const ABBREVIATIONS: [&str; 72] = [
    "mr", "mrs", "dr", "messrs", "esq", "rev", "hon", "capt", "lieut", "lt", "col", "gen", "sgt",
    "sergt", "st", "wm", "jas", "chas", "geo", "thos", "jno", "jos", "robt", "saml", "edw", "co",
    "ltd", "bros", "no", "nos", "vol", "inst", "ult", "prox", "viz", "etc", "ie", "eg", "per",
    "pp", "lb", "lbs", "oz", "ozs", "cwt", "cwts", "qr", "qrs", "dwt", "dwts", "gr", "grs", "ft",
    "yds", "bbl", "doz", "hhds", "am", "pm", "jr", "sr", "jun", "sen", "govt", "dept", "supt",
    "insp", "const", "vs", "ss", "rd", "nd",
];

pub(super) fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.contains(&word)
}

/// Spellings of older print, and what they became; `$` is the end of the word.
const OLD_SPELLINGS: [(&str, &str); 12] = [
    ("e$", ""),
    ("aun", "an"),
    ("ie$", "y"),
    ("ck$", "c"),
    ("ll$", "l"),
    ("y", "i"),
    ("v", "u"),
    ("u", "v"),
    ("sse", "s"),
    ("ey", "ei"),
    ("oo", "o"),
    ("ee", "e"),
];

/// Whether a word is another in the spelling of older print (`towne`, `straunger`,
/// `musick`): that is how it was printed, not how it was read.
fn is_old_spelling(read: &str, word: &str) -> bool {
    let read = format!("{read}$");
    OLD_SPELLINGS.iter().any(|(old, new)| {
        let end = if old.ends_with('$') { "$" } else { "" };
        let changed = read.replace(old, &format!("{new}{end}"));
        changed != read && changed.strip_suffix('$') == Some(word)
    })
}

/// Whether a word has enough letters to be read at all and is no figure.
fn is_readable(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let starts_as_figure = text.starts_with(|c: char| c.is_ascii_digit());
    letters >= 2 && (digits == 0 || letters >= 3 && digits * 3 <= letters && !starts_as_figure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_print_is_no_misreading() {
        for (read, word) in [("towne", "town"), ("straunger", "stranger"), ("musick", "music")] {
            assert!(is_old_spelling(read, word), "{read}");
        }
        for (read, word) in [("tbe", "the"), ("bcen", "been"), ("markct", "market")] {
            assert!(!is_old_spelling(read, word), "{read}");
        }
    }

    #[test]
    fn figures_are_not_read() {
        for text in ["1871", "14th", "5s", "l2", "a"] {
            assert!(!is_readable(text), "{text}");
        }
        assert!(is_readable("bro1ught") && is_readable("tho"));
    }
}
