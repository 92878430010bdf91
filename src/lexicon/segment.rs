//! Reading a run of ideographs as words.

use std::ops::Range;

use super::Lexicon;

/// Words in the corpus that the frequencies come from, about; only ratios matter.
const CORPUS: f64 = 6.0e7;

impl Lexicon {
    /// The most probable reading of `text` as a row of words, as byte ranges: each
    /// word is as likely as it is frequent, and a character that begins no word is
    /// one by itself (unigram model by dynamic programming, as in jieba).
    pub fn segment(&self, text: &str) -> Vec<Range<usize>> {
        let best = self.best_from(text);
        let mut words = Vec::new();
        let mut at = 0;
        while at < text.len() {
            words.push(at..at + best[at].1);
            at += best[at].1;
        }
        words
    }

    /// Natural logarithm of the probability of the best reading of `text` as words.
    pub fn log_probability(&self, text: &str) -> f64 {
        self.best_from(text)[0].0
    }

    /// The best readings of `text` as words, up to every place and from it.
    pub fn readings(&self, text: &str) -> Readings {
        let mut to = vec![f64::MIN; text.len() + 1];
        to[0] = 0.0;
        for (at, c) in text.char_indices() {
            let alone = std::iter::once((c.len_utf8(), 1));
            for (len, frequency) in alone.chain(self.words_at_start(&text[at..])) {
                to[at + len] = to[at + len].max(to[at] + log_share(frequency));
            }
        }
        Readings { to, from: self.best_from(text) }
    }

    /// For each place in `text`: the score of the best reading of all that follows,
    /// and the length of the word that starts it.
    fn best_from(&self, text: &str) -> Vec<(f64, usize)> {
        let mut best: Vec<(f64, usize)> = vec![(0.0, 0); text.len() + 1];
        for (at, c) in text.char_indices().rev() {
            let score = |len: usize, frequency: u64| (log_share(frequency) + best[at + len].0, len);
            let mut chosen = score(c.len_utf8(), 1);
            for (len, frequency) in self.words_at_start(&text[at..]) {
                let scored = score(len, frequency);
                if scored.0 >= chosen.0 {
                    chosen = scored;
                }
            }
            best[at] = chosen;
        }
        best
    }
}

/// The best readings of a text as words.
pub struct Readings {
    /// By byte: the score of the best reading up to it.
    to: Vec<f64>,
    /// By byte: the score of the best reading from it, and the length of its first word.
    from: Vec<(f64, usize)>,
}

impl Readings {
    /// How much more probable (natural logarithm) the best reading becomes when a word
    /// that is seen so often stands at `range`, in bytes, in place of what does.
    pub fn gain(&self, range: Range<usize>, frequency: u64) -> f64 {
        self.to[range.start] + log_share(frequency) + self.from[range.end].0 - self.from[0].0
    }

    /// What the words at `range`, in bytes, cost; one of the best reading begins there.
    pub fn cost(&self, range: Range<usize>) -> f64 {
        self.from[range.end].0 - self.from[range.start].0
    }

    /// The words of the best reading, in bytes.
    pub fn words(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = at;
            at += self.from[start].1;
            (at > start).then_some(start..at)
        })
    }
}

/// Natural logarithm of the share of a word in running text.
fn log_share(frequency: u64) -> f64 {
    (frequency.max(1) as f64 / CORPUS).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        Lexicon::builtin().segment(text).into_iter().map(|word| &text[word]).collect()
    }

    #[test]
    fn a_sentence_is_read_as_words() {
        assert_eq!(read("图书馆延长开放时间"), ["图书馆", "延长", "开放", "时间"]);
        assert_eq!(read("圖書館延長開放時間"), ["圖書館", "延長", "開放", "時間"]);
    }

    #[test]
    fn a_text_with_a_character_too_many_is_less_probable() {
        let lexicon = Lexicon::builtin();
        let gain = |doubled: &str, single: &str| {
            lexicon.log_probability(single) - lexicon.log_probability(doubled)
        };
        assert!(gain("城市市发展", "城市发展") > 4.0);
        assert!(gain("人民民主", "人民主") < 3.0);
    }

    #[test]
    fn what_is_no_word_falls_to_single_characters() {
        assert_eq!(read("材质的碰拴"), ["材质", "的", "碰", "拴"]);
        assert_eq!(read(""), [""; 0]);
    }
}
