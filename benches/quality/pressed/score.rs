//! One pressed page cleaned, and held against what went in.

use std::collections::{HashMap, HashSet};
use std::iter::Sum;
use std::ops::AddAssign;

use faircopy::reason::Tier;
use rapidfuzz::distance::indel;

use crate::promises::Verdict;
use crate::texts::press::{Kind, Page};
use crate::tool;

use super::verdicts::verdicts;

/// Characters of the strings that may not be lost.
const GRAM: usize = 6;

/// How like a paragraph must be to a true one where characters are misread; and how much
/// their lengths may differ.
const LIKE: f64 = 0.93;
const LENGTHS: f64 = 0.1;

/// Characters shown on either side of a join.
const SHOWN: usize = 40;

/// What was counted on some pages.
#[derive(Clone, Default)]
pub(super) struct Score {
    /// True paragraphs.
    wanted: usize,
    /// Those that stand as one: on the page, in the article.
    hits: [usize; 2],
    /// All paragraphs: on the page, in the article.
    paragraphs: [usize; 2],
    /// Places of the truth whose string the page had and the article has not.
    lost: usize,
    chars: usize,
    right: usize,
    wrong: usize,
    /// Paragraphs torn.
    pub(super) torn: usize,
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Score) {
        self.wanted += other.wanted;
        for side in 0..2 {
            self.hits[side] += other.hits[side];
            self.paragraphs[side] += other.paragraphs[side];
        }
        self.lost += other.lost;
        self.chars += other.chars;
        self.right += other.right;
        self.wrong += other.wrong;
        self.torn += other.torn;
    }
}

impl Sum for Score {
    fn sum<I: Iterator<Item = Score>>(scores: I) -> Score {
        scores.fold(Score::default(), |mut sum, score| {
            sum += score;
            sum
        })
    }
}

fn share(part: usize, of: usize) -> f64 {
    part as f64 / of.max(1) as f64
}

impl Score {
    pub(super) fn whole(&self) -> f64 {
        share(self.hits[1], self.wanted)
    }

    pub(super) fn whole_before(&self) -> f64 {
        share(self.hits[0], self.wanted)
    }

    pub(super) fn foreign(&self) -> f64 {
        100.0 * share(self.paragraphs[1] - self.hits[1], self.paragraphs[1])
    }

    pub(super) fn foreign_before(&self) -> f64 {
        100.0 * share(self.paragraphs[0] - self.hits[0], self.paragraphs[0])
    }

    pub(super) fn lost_per_million(&self) -> f64 {
        1e6 * share(self.lost, self.chars)
    }

    /// The share of joins that are right; 1 where none was made.
    pub(super) fn right_share(&self) -> f64 {
        if self.right + self.wrong == 0 { 1.0 } else { share(self.right, self.right + self.wrong) }
    }

    pub(super) fn joins_shown(&self) -> String {
        format!("{} right, {} wrong", self.right, self.wrong)
    }
}

/// A page that was scored: with the score what went wrong, by kind, as it looks, and which
/// changes are right.
pub(super) struct Scored {
    pub(super) score: Score,
    pub(super) wrong: Vec<(&'static str, String)>,
    pub(super) verdicts: Vec<Verdict>,
}

/// Clean a page and score it.
pub(super) fn score(page: &Page, kind: Kind, level: Tier) -> Scored {
    let (text, starts) = page.text();
    let copy = tool::clean_at(&text, level);
    let article = copy.article();
    let truth: Vec<String> = page.truth.iter().map(|paragraph| folded(paragraph)).collect();
    let is_noisy = kind == Kind::Noisy;
    let (before, on_page) = hits(&text, &truth, is_noisy);
    let (after, in_article) = hits(&article, &truth, is_noisy);
    let mut score = Score {
        wanted: truth.len(),
        hits: [before, after],
        paragraphs: [on_page, in_article],
        lost: lost(&truth, &text, &article),
        chars: truth.iter().map(|paragraph| paragraph.chars().count()).sum(),
        torn: page.torn(),
        ..Score::default()
    };
    let mut wrong = Vec::new();
    for join in &copy.ledger.joins {
        let (left, right) = (join.left.end().saturating_sub(1), join.right.start());
        match page.goes_on_at(&starts, left, right) {
            Some(true) => score.right += 1,
            Some(false) => {
                score.wrong += 1;
                let tail: Vec<char> =
                    copy.source.slice(join.left).chars().rev().take(SHOWN).collect();
                let tail: String = tail.into_iter().rev().collect();
                let head: String = copy.source.slice(join.right).chars().take(SHOWN).collect();
                let by_witness = join.tier == Tier::Witness;
                wrong.push((
                    if by_witness { "wrong join by a witness" } else { "wrong join" },
                    format!("…{tail} ⟦JOINED TO⟧ {head}…").replace('\n', "⏎"),
                ));
            }
            None => {}
        }
    }
    let had: HashSet<String> = folded_paragraphs(&text).into_iter().collect();
    let has: HashSet<String> = folded_paragraphs(&article).into_iter().collect();
    let shown = |paragraph: &String| paragraph.chars().take(2 * SHOWN).collect::<String>() + "…";
    for paragraph in truth.iter().filter(|p| had.contains(*p) && !has.contains(*p)) {
        wrong.push(("whole on the page, not in the article", shown(paragraph)));
    }
    let verdicts = verdicts(page, &starts, &copy, is_noisy);
    Scored { score, wrong, verdicts }
}

/// A text without its white space.
pub(super) fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn folded_paragraphs(text: &str) -> Vec<String> {
    text.split('\n').map(folded).filter(|paragraph| !paragraph.is_empty()).collect()
}

/// How many of the true paragraphs stand in a text as one, and how many paragraphs it has.
fn hits(text: &str, truth: &[String], is_noisy: bool) -> (usize, usize) {
    let got = folded_paragraphs(text);
    let mut left: HashMap<&str, usize> = HashMap::new();
    got.iter().for_each(|paragraph| *left.entry(paragraph).or_default() += 1);
    let mut missed = Vec::new();
    let mut hits = 0;
    for paragraph in truth {
        match left.get_mut(paragraph.as_str()).filter(|count| **count > 0) {
            Some(count) => {
                *count -= 1;
                hits += 1;
            }
            None => missed.push(paragraph),
        }
    }
    if is_noisy {
        // In the order of the text, so that the same pages give the same figure.
        let mut rest: Vec<&String> = Vec::new();
        for paragraph in &got {
            if let Some(count) = left.get_mut(paragraph.as_str()).filter(|count| **count > 0) {
                *count -= 1;
                rest.push(paragraph);
            }
        }
        for paragraph in missed {
            if let Some(at) = rest.iter().position(|other| is_like(other, paragraph)) {
                rest.remove(at);
                hits += 1;
            }
        }
    }
    (hits, got.len())
}

fn is_like(text: &str, truth: &str) -> bool {
    let (a, b) = (text.chars().count(), truth.chars().count());
    a.abs_diff(b) as f64 <= LENGTHS * b as f64 + 2.0
        && indel::normalized_similarity(text.chars(), truth.chars()) >= LIKE
}

/// Places of the truth whose string the page had and the article has not.
fn lost(truth: &[String], page: &str, article: &str) -> usize {
    let grams = |text: &str| -> HashSet<Vec<char>> {
        let chars: Vec<char> = folded(text).chars().collect();
        chars.windows(GRAM).map(<[char]>::to_vec).collect()
    };
    let has = grams(article);
    let gone: HashSet<Vec<char>> =
        grams(page).into_iter().filter(|gram| !has.contains(gram)).collect();
    let of_paragraph = |paragraph: &String| {
        let chars: Vec<char> = paragraph.chars().collect();
        chars.windows(GRAM).filter(|gram| gone.contains(*gram)).count()
    };
    truth.iter().map(of_paragraph).sum()
}
