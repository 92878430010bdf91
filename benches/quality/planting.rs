//! Planted repeats: pages on which it is known what is printed twice, and where.
//!
//! ```text
//! whole     a paragraph is printed again
//! partial   a part of a paragraph is spliced into another
//! merged    paragraphs that follow one another are printed again as one
//! split     a paragraph is printed again as two
//! ```
//! Both printings are noisy, each in its own way, and so is all around them.

use std::ops::Range;

use fastrand::Rng;

use crate::press::Press;
use crate::score::is_han_text;

/// How a passage is printed again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Form {
    /// A paragraph again.
    Whole,
    /// A part of one inside another.
    Partial,
    /// Several as one.
    Merged,
    /// One as two.
    Split,
}

impl Form {
    /// All forms.
    pub(crate) const ALL: [Form; 4] = [Form::Whole, Form::Partial, Form::Merged, Form::Split];

    /// Its name in the table.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Form::Whole => "whole",
            Form::Partial => "partial",
            Form::Merged => "merged",
            Form::Split => "split",
        }
    }
}

/// Where a printing stands: a page, and a range of its characters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Place {
    /// The page, by number.
    pub(crate) page: usize,
    /// Characters of the page.
    pub(crate) chars: Range<usize>,
}

/// A passage printed twice.
#[derive(Clone, Debug)]
pub(crate) struct Planted {
    /// How it is printed again.
    pub(crate) form: Form,
    /// The printing in its own context, and the other.
    pub(crate) places: [Place; 2],
}

/// Pages, and what is planted on them.
#[derive(Default)]
pub(crate) struct Archive {
    /// The texts of the pages.
    pub(crate) pages: Vec<String>,
    /// What stands on them twice.
    pub(crate) planted: Vec<Planted>,
}

/// The shortest passage planted, in ideographs and digits.
pub(crate) const SHORTEST_HAN: usize = 40;
/// The same in letters and digits.
pub(crate) const SHORTEST_LATIN: usize = 120;

/// A stretch of a paragraph, and the passage it is a printing of (number and which
/// of the two).
#[derive(Clone)]
struct Piece {
    text: String,
    of: Option<(usize, usize)>,
}

type Paragraph = Vec<Piece>;

/// How the pages are made.
pub(crate) struct Plan {
    /// Share of characters misread.
    pub(crate) noise: f64,
    /// Passages planted on each page, the forms in turn.
    pub(crate) planted: usize,
    /// Paragraphs of a page that stand once.
    pub(crate) plain: usize,
    /// Whether the second printing stands on the next page.
    pub(crate) across: bool,
}

/// Make pages out of `paragraphs`, each used once, as many as they last for.
pub(crate) fn plant(paragraphs: &[String], press: &Press, plan: &Plan, seed: u64) -> Archive {
    let mut rng = Rng::with_seed(seed);
    let mut left = paragraphs.iter().cloned();
    let mut forms = Vec::new();
    let mut layouts: Vec<Vec<Paragraph>> = Vec::new();
    while let Some(page) = layout(&mut left, plan, &mut forms, &mut rng) {
        layouts.push(page);
    }
    if plan.across {
        move_copies(&mut layouts);
    }
    let mut archive = Archive::default();
    let mut places: Vec<[Option<Place>; 2]> = vec![[None, None]; forms.len()];
    for (number, paragraphs) in layouts.iter().enumerate() {
        archive.pages.push(print(paragraphs, number, press, plan.noise, &mut places, &mut rng));
    }
    archive.planted = forms
        .into_iter()
        .zip(places)
        .filter_map(|(form, [a, b])| Some(Planted { form, places: [a?, b?] }))
        .collect();
    archive
}

/// The paragraphs of one page; `None` when too few are left.
fn layout(
    left: &mut impl Iterator<Item = String>,
    plan: &Plan,
    forms: &mut Vec<Form>,
    rng: &mut Rng,
) -> Option<Vec<Paragraph>> {
    let plain = |text: String| vec![Piece { text, of: None }];
    let mut page: Vec<Paragraph> = Vec::new();
    for _ in 0..plan.plain {
        page.push(plain(left.next()?));
    }
    let mut copies: Vec<Vec<Paragraph>> = Vec::new();
    for turn in 0..plan.planted {
        let (form, number) = (Form::ALL[turn % 4], forms.len());
        let first = left.next()?;
        let piece = |text: &str, side| Piece { text: text.to_string(), of: Some((number, side)) };
        let rest = |text: &str| Piece { text: text.to_string(), of: None };
        let original = match form {
            Form::Whole => {
                copies.push(vec![vec![piece(&first, 1)]]);
                vec![vec![piece(&first, 0)]]
            }
            Form::Partial => {
                let host = left.next()?;
                let part = part(&first, rng);
                let (head, tail) = (&first[..part.start], &first[part.end..]);
                let (before, after) = host.split_at(clause_edge(&host, rng));
                copies.push(vec![vec![rest(before), piece(&first[part.clone()], 1), rest(after)]]);
                vec![vec![rest(head), piece(&first[part], 0), rest(tail)]]
            }
            Form::Merged => {
                let all = [first, left.next()?, left.next()?];
                copies.push(vec![all.iter().map(|text| piece(text, 1)).collect()]);
                all.iter().map(|text| vec![piece(text, 0)]).collect()
            }
            Form::Split => {
                let (a, b) = first.split_at(clause_edge(&first, rng));
                copies.push(vec![vec![piece(a, 1)], vec![piece(b, 1)]]);
                vec![vec![piece(&first, 0)]]
            }
        };
        insert_whole(&mut page, original, rng);
        forms.push(form);
    }
    for copy in copies {
        insert_whole(&mut page, copy, rng);
    }
    Some(page)
}

/// Put paragraphs into a page, not between those of one passage.
fn insert_whole(page: &mut Vec<Paragraph>, copy: Vec<Paragraph>, rng: &mut Rng) {
    let of = |paragraph: &Paragraph| paragraph.iter().find_map(|p| p.of);
    let own = copy.iter().find_map(of).map(|(number, _)| number);
    let free: Vec<usize> = (0..=page.len())
        .filter(|at| {
            let before = at.checked_sub(1).and_then(|b| of(&page[b]));
            let after = page.get(*at).and_then(of);
            let beside = [before, after].iter().flatten().any(|(number, _)| Some(*number) == own);
            !beside && (before.is_none() || before != after)
        })
        .collect();
    let at = rng.choice(&free).copied().unwrap_or(page.len());
    page.splice(at..at, copy);
}

/// Move all second printings to the page after.
fn move_copies(pages: &mut [Vec<Paragraph>]) {
    let is_copy = |p: &Paragraph| p.iter().any(|piece| matches!(piece.of, Some((_, 1))));
    let copies: Vec<Vec<Paragraph>> = pages
        .iter_mut()
        .map(|page| {
            let (copies, rest) = std::mem::take(page).into_iter().partition(is_copy);
            *page = rest;
            copies
        })
        .collect();
    let count = pages.len();
    for (number, copies) in copies.into_iter().enumerate() {
        pages[(number + 1) % count].extend(copies);
    }
}

/// The text of a page, paragraphs divided by blank lines; where each printing lies
/// on it goes to `places`.
fn print(
    paragraphs: &[Paragraph],
    page: usize,
    press: &Press,
    noise: f64,
    places: &mut [[Option<Place>; 2]],
    rng: &mut Rng,
) -> String {
    let mut text = String::new();
    let mut at = 0;
    for paragraph in paragraphs {
        for (index, piece) in paragraph.iter().enumerate() {
            let piece_text = piece.text.trim();
            if index > 0 && !piece_text.is_empty() && !is_han_text(piece_text) {
                text.push(' ');
                at += 1;
            }
            let printed = press.reprint(piece_text, noise, rng);
            let end = at + printed.chars().count();
            if let Some((number, side)) = piece.of {
                let place = &mut places[number][side];
                let start = place.as_ref().map_or(at, |p| p.chars.start);
                *place = Some(Place { page, chars: start..end });
            }
            text.push_str(&printed);
            at = end;
        }
        text.push_str("\n\n");
        at += 2;
    }
    text
}

/// A part of a paragraph from one clause to another: half of them reach its end.
fn part(text: &str, rng: &mut Rng) -> Range<usize> {
    let edges = clause_edges(text);
    let shortest = shortest(text);
    let long = |r: &Range<usize>| weight(&text[r.clone()]) >= shortest;
    let mut parts: Vec<Range<usize>> = Vec::new();
    for (index, start) in edges.iter().enumerate() {
        let to_end = *start..text.len();
        let inner = edges[index + 1..].iter().map(|end| *start..*end).find(&long);
        if *start > 0 && long(&to_end) {
            parts.push(to_end);
        }
        parts.extend(inner.filter(|part| part.start > 0));
    }
    rng.choice(parts).unwrap_or(0..text.len())
}

/// A place between two clauses, far enough from both ends; the end if there is none.
fn clause_edge(text: &str, rng: &mut Rng) -> usize {
    let shortest = shortest(text) / 2;
    let long = |part: &str| weight(part) >= shortest;
    let mut edges = clause_edges(text);
    edges.retain(|at| long(&text[..*at]) && long(&text[*at..]));
    rng.choice(edges).unwrap_or(text.len())
}

/// Where clauses begin, the start and the end of the text included.
fn clause_edges(text: &str) -> Vec<usize> {
    let ends = |c: char| matches!(c, '，' | '。' | '、' | '；' | ',' | '.' | ';');
    let inner = text.char_indices().filter(|(_, c)| ends(*c)).map(|(at, c)| at + c.len_utf8());
    let inner = inner.filter(|at| is_han_text(text) || text[*at..].starts_with(' '));
    let mut edges: Vec<usize> = std::iter::once(0).chain(inner).chain([text.len()]).collect();
    edges.dedup();
    edges
}

/// Letters, ideographs and digits of a text.
pub(crate) fn weight(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The shortest passage of a text's script, by [`weight`].
pub(crate) fn shortest(text: &str) -> usize {
    if is_han_text(text) { SHORTEST_HAN } else { SHORTEST_LATIN }
}
