//! Where a text differs from its gold, and what kind of difference it is.

use faircopy::alignment::align;

use crate::score::collapsed;

/// Characters of agreement shown, and looked for elsewhere, on each side.
const AROUND: usize = 6;

/// One place where a text differs from its gold.
pub(crate) struct Difference {
    before: String,
    /// What the text has.
    text: String,
    /// What the gold has.
    gold: String,
    after: String,
}

/// All differences of a text from its gold, white space collapsed.
pub(crate) fn differences(text: &str, gold: &str) -> Vec<Difference> {
    let chars = |text: &str| -> Vec<char> { collapsed(text).chars().collect() };
    let symbols = |chars: &[char]| -> Vec<u32> { chars.iter().map(|c| *c as u32).collect() };
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

    /// Whether another text has what the gold has at this place: as far as its
    /// surroundings tell.
    pub(crate) fn is_mended_in(&self, other: &str) -> bool {
        collapsed(other).contains(&format!("{}{}{}", self.before, self.gold, self.after))
    }

    /// The difference in its surroundings.
    pub(crate) fn shown(&self) -> String {
        format!("{}[{}→{}]{}", self.before, self.text, self.gold, self.after)
    }
}
