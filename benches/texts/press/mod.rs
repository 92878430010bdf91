//! The press: pages made of clean articles and damaged in known ways, with the truth kept.
//!
//! ```text
//! articles ──page()──→ pieces, each knowing which paragraph it is a part of
//! ```
//! What a cleaner makes of the page is held against the paragraphs that went in, and its
//! joins against the pieces that belong together. The same seed gives the same page.

mod articles;
mod misreading;
mod tears;
mod twice;
mod wrapping;

pub(crate) use articles::{Language, articles, languages};

use fastrand::Rng;

/// How a page is damaged.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Not at all.
    None,
    /// Paragraphs cut in mid-sentence, the halves parted by a blank line.
    Torn,
    /// The same, with one to three other paragraphs between the halves.
    Far,
    /// The same, with a running head and a page number between.
    Heads,
    /// Some paragraphs printed again elsewhere, exactly.
    Repeat,
    /// The same, every printing with misread characters.
    Noisy,
    /// The second half of a paragraph printed again at the end of another.
    Part,
    /// Torn, far, heads and repeat together.
    All,
    /// Every line broken at the width of a column.
    Wrapped(Lines),
    /// The whole page, exactly twice.
    TwicePage,
    /// Many like items, all exactly twice.
    TwiceCatalogue,
    /// Many short items of news, all exactly twice.
    TwiceBulletin,
}

/// How the lines of a wrapped page show where a paragraph ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Lines {
    /// By a blank line.
    Blank,
    /// By the indent of the next.
    Indent,
    /// By nothing but a short last line.
    Neither,
    /// By a second blank line: one stands after every line.
    Doubled,
    /// By a blank line; lines of words are spaced out to one width.
    Justified,
}

impl Kind {
    pub(crate) const ALL: [(Kind, &'static str); 16] = [
        (Kind::None, "none"),
        (Kind::Torn, "torn"),
        (Kind::Far, "far"),
        (Kind::Heads, "heads"),
        (Kind::Repeat, "repeat"),
        (Kind::Noisy, "noisy"),
        (Kind::Part, "part"),
        (Kind::All, "all"),
        (Kind::Wrapped(Lines::Blank), "wrapped, blank lines"),
        (Kind::Wrapped(Lines::Indent), "wrapped, indents"),
        (Kind::Wrapped(Lines::Neither), "wrapped, neither"),
        (Kind::Wrapped(Lines::Doubled), "wrapped, doubled"),
        (Kind::Wrapped(Lines::Justified), "wrapped, justified"),
        (Kind::TwicePage, "twice, page"),
        (Kind::TwiceCatalogue, "twice, catalogue"),
        (Kind::TwiceBulletin, "twice, bulletin"),
    ];
}

/// What stands between two blank lines of a page.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) text: String,
    /// The true paragraph, by number; `None` for furniture.
    pub(crate) paragraph: Option<usize>,
    pub(crate) part: Of,
}

/// What a piece is of its paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Of {
    Whole,
    FirstHalf,
    SecondHalf,
}

/// A damaged page.
pub(crate) struct Page {
    pub(crate) pieces: Vec<Piece>,
    /// What stands between two pieces.
    pub(crate) between: &'static str,
    /// The paragraphs that went in.
    pub(crate) truth: Vec<String>,
}

impl Page {
    /// The page as a cleaner gets it, and where each piece starts, in bytes.
    pub(crate) fn text(&self) -> (String, Vec<usize>) {
        let (mut text, mut starts) = (String::new(), Vec::new());
        for piece in &self.pieces {
            if !starts.is_empty() {
                text.push_str(self.between);
            }
            starts.push(text.len());
            text.push_str(&piece.text);
        }
        text.push('\n');
        (text, starts)
    }

    /// Whether one piece goes on at another; `None` where the source itself leaves it open
    /// (its next paragraph begins with a small letter).
    pub(crate) fn goes_on(&self, left: usize, right: usize) -> Option<bool> {
        let (left, right) = (&self.pieces[left], &self.pieces[right]);
        let (Some(from), Some(to)) = (left.paragraph, right.paragraph) else { return Some(false) };
        if from + 1 == to && right.text.starts_with(char::is_lowercase) {
            return None;
        }
        Some(from == to && left.part == Of::FirstHalf && right.part == Of::SecondHalf)
    }

    /// The same for two places of the page, in bytes, where the pieces start at `starts`: a
    /// half may go on inside a whole copy. `None` inside one piece, too.
    pub(crate) fn goes_on_at(&self, starts: &[usize], left: usize, right: usize) -> Option<bool> {
        let (from, to) = (piece_at(starts, left), piece_at(starts, right));
        if from == to {
            return None;
        }
        let same = self.pieces[from].paragraph == self.pieces[to].paragraph;
        let is_inside =
            right > starts[to] || left + 1 < starts[from] + self.pieces[from].text.len();
        if same && is_inside && self.pieces[from].paragraph.is_some() {
            return Some(true);
        }
        self.goes_on(from, to)
    }

    /// Paragraphs that stand in two halves.
    pub(crate) fn torn(&self) -> usize {
        let mut torn: Vec<usize> = self
            .pieces
            .iter()
            .filter(|piece| piece.part == Of::FirstHalf)
            .filter_map(|piece| piece.paragraph)
            .collect();
        torn.sort_unstable();
        torn.dedup();
        torn.len()
    }
}

/// The piece that stands at a place of the page, in bytes, where the pieces start at `starts`.
pub(crate) fn piece_at(starts: &[usize], at: usize) -> usize {
    starts.partition_point(|start| *start <= at).saturating_sub(1)
}

/// A page of articles, damaged.
pub(crate) fn page(articles: &[&Vec<String>], kind: Kind, spaced: bool, rng: &mut Rng) -> Page {
    let truth: Vec<String> = articles.iter().flat_map(|article| article.iter()).cloned().collect();
    let truth = match kind {
        Kind::TwiceCatalogue => twice::catalogue(&truth, spaced, rng),
        Kind::TwiceBulletin => twice::bulletin(&truth, spaced),
        _ => truth,
    };
    let whole = |(number, text): (usize, &String)| Piece {
        text: text.clone(),
        paragraph: Some(number),
        part: Of::Whole,
    };
    let mut pieces: Vec<Piece> = truth.iter().enumerate().map(whole).collect();
    match kind {
        Kind::None => {}
        Kind::Torn | Kind::Far | Kind::Heads => tears::tear(&mut pieces, kind, spaced, rng),
        Kind::Repeat => tears::repeat(&mut pieces, spaced, rng),
        Kind::Noisy => {
            tears::repeat(&mut pieces, spaced, rng);
            pieces.iter_mut().for_each(|piece| piece.text = misreading::misread(&piece.text, rng));
        }
        Kind::Part => tears::part(&mut pieces, spaced, rng),
        Kind::All => {
            tears::tear(&mut pieces, kind, spaced, rng);
            tears::repeat(&mut pieces, spaced, rng);
        }
        Kind::Wrapped(lines) => wrapping::wrap(&mut pieces, lines, spaced, rng),
        Kind::TwicePage | Kind::TwiceCatalogue | Kind::TwiceBulletin => {
            pieces.extend_from_within(..);
        }
    }
    let between = match kind {
        Kind::Wrapped(Lines::Indent | Lines::Neither) => "\n",
        Kind::Wrapped(Lines::Doubled) => "\n\n\n",
        _ => "\n\n",
    };
    Page { pieces, between, truth }
}

/// Whether a paragraph is long enough to be torn or printed again.
fn is_long(text: &str, spaced: bool) -> bool {
    text.chars().count() >= if spaced { 160 } else { 60 }
}
