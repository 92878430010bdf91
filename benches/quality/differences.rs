//! Where a text differs from its gold, and what kind of difference it is.

use std::ops::Range;

use faircopy::alignment::align;

use crate::score::collapsed;

/// Characters of agreement shown on each side.
const AROUND: usize = 6;

/// One place where a text differs from its gold.
pub(crate) struct Difference {
    before: String,
    /// What the text has.
    text: String,
    /// What the gold has.
    gold: String,
    after: String,
    /// Where the gold has it, in characters.
    at: Range<usize>,
}

/// A witness laid beside the gold.
pub(crate) struct Beside {
    /// Its characters.
    length: usize,
    /// For each character of the gold, where the witness has it.
    there: Vec<Option<usize>>,
}

impl Beside {
    /// Align a witness to the gold, white space collapsed.
    pub(crate) fn new(witness: &str, gold: &str) -> Beside {
        let (text, gold) = (chars(witness), chars(gold));
        let mut there = vec![None; gold.len()];
        for run in align(&symbols(&gold), &symbols(&text)) {
            for at in 0..run.len {
                there[(run.first + at) as usize] = Some((run.second + at) as usize);
            }
        }
        Beside { length: text.len(), there }
    }

    /// Whether the witness has the gold's reading where a text differs, whatever it
    /// has beside it.
    pub(crate) fn is_right(&self, difference: &Difference) -> bool {
        let at = &difference.at;
        if !at.is_empty() {
            let there: Option<Vec<usize>> = self.there[at.clone()].iter().copied().collect();
            return there.is_some_and(|there| there.windows(2).all(|w| w[0] + 1 == w[1]));
        }
        let after = self.there.get(at.end).copied();
        match (at.start.checked_sub(1).map(|before| self.there[before]), after) {
            (Some(Some(before)), Some(Some(after))) => before + 1 == after,
            (None, Some(Some(after))) => after == 0,
            (Some(Some(before)), None) => before + 1 == self.length,
            _ => false,
        }
    }
}

fn chars(text: &str) -> Vec<char> {
    collapsed(text).chars().collect()
}

fn symbols(chars: &[char]) -> Vec<u32> {
    chars.iter().map(|c| *c as u32).collect()
}

/// All differences of a text from its gold, white space collapsed.
pub(crate) fn differences(text: &str, gold: &str) -> Vec<Difference> {
    let (text, gold) = (chars(text), chars(gold));
    let runs = align(&symbols(&gold), &symbols(&text));
    let mut differences = Vec::new();
    let (mut i, mut j) = (0, 0);
    let end = (gold.len(), text.len(), 0);
    let runs = runs.iter().map(|r| (r.first as usize, r.second as usize, r.len as usize));
    for (x, y, len) in runs.chain([end]) {
        if i < x || j < y {
            differences.push(Difference {
                before: gold[i.saturating_sub(AROUND)..i].iter().collect(),
                text: text[j..y].iter().collect(),
                gold: gold[i..x].iter().collect(),
                at: i..x,
                after: gold[x..gold.len().min(x + AROUND)].iter().collect(),
            });
        }
        (i, j) = (x + len, y + len);
    }
    differences
}

impl Difference {
    /// What sort of characters differ.
    pub(crate) fn kind(&self) -> &'static str {
        let all = |is: fn(char) -> bool| self.text.chars().chain(self.gold.chars()).all(is);
        let long = self.text.chars().count().max(self.gold.chars().count()) > 2 * AROUND;
        if self.text.to_lowercase() == self.gold.to_lowercase() {
            "case"
        } else if long {
            "a stretch"
        } else if all(char::is_whitespace) {
            "space"
        } else if all(|c| c.is_whitespace() || matches!(c, '-' | '¬' | '=' | '—' | '–')) {
            "hyphen or dash"
        } else if all(|c| !c.is_alphanumeric()) {
            "punctuation"
        } else if self.text.chars().chain(self.gold.chars()).any(|c| c.is_ascii_digit()) {
            "figure"
        } else if !self.text.chars().any(char::is_alphanumeric) {
            "letter lost"
        } else if !self.gold.chars().any(char::is_alphanumeric) {
            "letter too many"
        } else {
            "letter"
        }
    }

    /// The difference in its surroundings.
    pub(crate) fn shown(&self) -> String {
        format!("{}[{}→{}]{}", self.before, self.text, self.gold, self.after)
    }
}
