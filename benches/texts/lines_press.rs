//! Pages pressed from clean prose: paragraphs wrapped at a width, or one to a line.
//!
//! A page is set in one way: with blank lines between paragraphs, with indents, with
//! neither, justified, with doubled spacing, in uneven print of several widths with letters
//! misread, or as it is with a paragraph a line. Pieces of verse, lists and tables stand
//! between.

use fastrand::Rng;

use super::line_marks::{Mark, Marked};
use super::typesetting::{Style, misread, wrap};

/// How a page is set.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Kind {
    Blank,
    Indent,
    Bare,
    Doubled,
    Justified,
    Print,
    Flat,
    Mixed,
}

impl Kind {
    pub(crate) const ALL: [Kind; 8] = [
        Kind::Blank,
        Kind::Indent,
        Kind::Bare,
        Kind::Doubled,
        Kind::Justified,
        Kind::Print,
        Kind::Flat,
        Kind::Mixed,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Blank => "blank lines between",
            Kind::Indent => "indents",
            Kind::Bare => "neither",
            Kind::Doubled => "doubled spacing",
            Kind::Justified => "justified",
            Kind::Print => "uneven print",
            Kind::Flat => "a paragraph a line",
            Kind::Mixed => "mixed",
        }
    }
}

/// The texts of one language.
#[derive(Default)]
pub(crate) struct Texts {
    /// Articles, each in paragraphs.
    pub(crate) prose: Vec<Vec<String>>,
    /// Verse, lists, tables.
    pub(crate) pieces: Vec<Vec<Marked>>,
}

/// A page: its text, and for each line that holds text what its end is.
pub(crate) struct Page {
    pub(crate) text: String,
    pub(crate) lines: Vec<Marked>,
}

/// Press one page from the texts of a language.
pub(crate) fn page(rng: &mut Rng, lang: &str, texts: &Texts, kind: Kind) -> Page {
    let mut style = Style::of(rng, lang, kind);
    // A page of a few lines, of one thing only.
    let small = kind == Kind::Mixed && rng.bool();
    let mut parts: Vec<bool> = vec![true; if small { 1 } else { rng.usize(1..=3) }];
    if small && !texts.pieces.is_empty() && rng.bool() {
        parts[0] = false;
    } else if !small && !texts.pieces.is_empty() && rng.f64() < 0.6 {
        parts.extend(vec![false; rng.usize(1..=2)]);
    }
    rng.shuffle(&mut parts);
    let mut lines: Vec<(Marked, usize)> = Vec::new();
    for is_prose in parts {
        if rng.f64() < 0.85
            && let Some(last) = lines.last_mut()
        {
            last.1 = last.1.max(1);
        }
        if !is_prose {
            let piece = &texts.pieces[rng.usize(0..texts.pieces.len())];
            let most = if small { 8 } else { 40 };
            lines.extend(stretch(rng, piece, most).into_iter().map(|line| (line, 0)));
            continue;
        }
        if style.several_widths {
            let part = [0.4, 0.5, 0.7, 1.0, 1.0, 1.4][rng.usize(0..6)];
            style.width = ((style.width as f64 * part) as usize).max(12);
        }
        let article = &texts.prose[rng.usize(0..texts.prose.len())];
        let from = rng.usize(0..article.len().saturating_sub(6).max(1));
        let count = if small { rng.usize(1..=2) } else { rng.usize(3..=12) };
        let items = rng.f64() < 0.08;
        for (at, paragraph) in article.iter().skip(from).take(count).enumerate() {
            set(rng, &style, paragraph, items.then_some(at), &mut lines);
        }
    }
    let mut text = String::new();
    let trailing = rng.f64() < 0.15;
    for (line, blanks) in &mut lines {
        if style.noise > 0.0 {
            line.text = misread(rng, &line.text, style.noise);
        }
        text += &line.text;
        if trailing && rng.bool() {
            text.push(' ');
        }
        let blanks = *blanks + usize::from(style.doubled);
        text.extend(std::iter::repeat_n('\n', 1 + blanks));
    }
    Page { text, lines: lines.into_iter().map(|(line, _)| line).collect() }
}

/// Some lines of a piece; of verse at times in small letters.
fn stretch(rng: &mut Rng, piece: &[Marked], most: usize) -> Vec<Marked> {
    let small = rng.f64() < 0.25;
    let from = rng.usize(0..piece.len().saturating_sub(30).max(1));
    let count = rng.usize(most.min(12) / 2..=most);
    let mut lines: Vec<Marked> = piece.iter().skip(from).take(count).cloned().collect();
    if let Some(last) = lines.last_mut() {
        last.mark = Mark::Hard;
    }
    for line in lines.iter_mut().filter(|line| small && line.mark == Mark::Hard) {
        let (indent, body) = line.text.split_at(line.text.len() - line.text.trim_start().len());
        let mut chars = body.chars();
        let first: String = chars.next().into_iter().flat_map(char::to_lowercase).collect();
        line.text = format!("{indent}{first}{}", chars.as_str());
    }
    lines
}

/// Set one paragraph.
fn set(
    rng: &mut Rng,
    style: &Style,
    paragraph: &str,
    item: Option<usize>,
    lines: &mut Vec<(Marked, usize)>,
) {
    let mut style = style.clone();
    let mut paragraph: String = paragraph.chars().take(4000).collect();
    if let Some(at) = item.filter(|_| paragraph.chars().count() < 400) {
        let sign = if rng.f64() < 0.7 { format!("{}. ", at + 1) } else { "- ".to_string() };
        paragraph.insert_str(0, &sign);
        (style.hanging, style.indent) = ([0, 2, 3][rng.usize(0..3)], 0);
    }
    let mut wrapped = if style.flat {
        halves(rng, &paragraph, style.unspaced)
    } else {
        wrap(rng, &paragraph, &style)
    };
    wrapped.retain(|line| !line.trim().is_empty());
    let count = wrapped.len();
    for (at, line) in wrapped.into_iter().enumerate() {
        let soft = at + 1 < count && !style.flat;
        let mark = if soft { Mark::Soft } else { Mark::Hard };
        let blank = style.blank && (at + 1 == count || style.flat);
        let text = line.trim_end().to_string();
        lines.push((Marked { text, mark, prose: true }, usize::from(blank)));
    }
}

/// A paragraph of a page whose paragraphs have a line each; at times it is torn in the middle
/// of a sentence, which is not the work of a column.
fn halves(rng: &mut Rng, paragraph: &str, unspaced: bool) -> Vec<String> {
    let chars: Vec<char> = paragraph.chars().collect();
    if chars.len() < 60 || rng.f64() >= 0.05 {
        return vec![paragraph.to_string()];
    }
    let from = rng.usize(chars.len() / 4..chars.len() * 3 / 4);
    let at = (from..chars.len()).find(|at| unspaced || chars[*at] == ' ').unwrap_or(from);
    let text = |chars: &[char]| chars.iter().collect::<String>().trim().to_string();
    vec![text(&chars[..at]), text(&chars[at..])]
}
