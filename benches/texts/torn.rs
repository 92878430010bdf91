//! Pages whose paragraphs are torn in known places.
//!
//! A page is two to five articles of one language, sometimes with law, lists or verse among them, sometimes
//! hard-wrapped and noisy. Some paragraphs are cut, and what stands between the halves tells
//! the kinds apart.

use std::collections::BTreeMap;

use faircopy::script::{divides_clause, ends_sentence, is_closing};
use fastrand::Rng;

use super::clean::{Layout, Part, Set};
use super::halves::{cut, flow, wrap};
use super::noise::misread;

/// Genres of running text; of the others nothing is torn.
const PROSE: [&str; 6] =
    ["prose", "news", "news-historic", "magazine", "letters-diary", "classical-prose"];

/// Blocks of one article on a page.
const BLOCKS: usize = 14;

/// Tears on a page.
const TEARS: usize = 3;

/// Names of papers in running heads.
const PAPERS: [&str; 2] = ["THE HARBOUR GAZETTE", "MORNING COURIER"];
const PAPERS_UNSPACED: [&str; 2] = ["荆江日报", "滨海晨报"];

/// What parts the halves of a torn paragraph.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Kind {
    /// Nothing is torn.
    None,
    /// A paragraph break.
    Near,
    /// A running head or a page number.
    Heads,
    /// One to three paragraphs.
    Far,
    /// Five to twenty paragraphs; of seven halves one stands before.
    Farther,
    /// Each tear of another kind.
    All,
}

impl Kind {
    pub(crate) const EACH: [Kind; 6] =
        [Kind::None, Kind::Near, Kind::Heads, Kind::Far, Kind::Farther, Kind::All];
}

/// One record as paragraphs.
pub(crate) struct Article {
    blocks: Vec<String>,
    is_prose: bool,
}

/// The articles of one language that serve for one part.
#[derive(Default)]
pub(crate) struct Shelf {
    prose: Vec<Article>,
    others: Vec<Article>,
}

/// All shelves of a part that have running text, by language.
pub(crate) fn shelves(sets: &[Set], part: Part) -> BTreeMap<String, Shelf> {
    let mut shelves: BTreeMap<String, Shelf> = BTreeMap::new();
    for record in sets.iter().flat_map(|set| set.part(part)) {
        let shelf = shelves.entry(record.lang.clone()).or_default();
        let prose = PROSE.contains(&record.genre.as_str()) && record.layout != Layout::LinesMatter;
        let by_lines = match record.layout {
            Layout::ParagraphPerLine => true,
            Layout::Wrapped => false,
            Layout::LinesMatter => !record.text.contains("\n\n"),
        };
        let parts: Vec<&str> = match by_lines {
            true => record.text.split('\n').collect(),
            false => record.text.split("\n\n").collect(),
        };
        let clean = |block: &str| -> String {
            let lines = block.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.collect::<Vec<_>>().join("\n")
        };
        let blocks: Vec<String> =
            parts.into_iter().map(clean).filter(|block| !block.is_empty()).collect();
        if blocks.len() > 1 {
            let to = if prose { &mut shelf.prose } else { &mut shelf.others };
            to.push(Article { blocks, is_prose: prose });
        }
    }
    shelves.retain(|_, shelf| !shelf.prose.is_empty());
    shelves
}

/// A block of a page as it is made.
struct Piece {
    text: String,
    /// Its number, and that of the piece that continues it.
    name: usize,
    next: Option<(usize, Kind)>,
    may_tear: bool,
    /// Article and block.
    origin: Option<(usize, usize)>,
}

/// A torn place: where its first half ends, in bytes, where its second begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tear {
    pub(crate) end: usize,
    pub(crate) start: usize,
    pub(crate) kind: Kind,
}

/// A page, its torn places, and pairs that count neither way.
pub(crate) struct Page {
    pub(crate) text: String,
    pub(crate) tears: Vec<Tear>,
    pub(crate) ignored: Vec<(usize, usize)>,
    /// Where each block begins and ends. What parts a block further is no tear of the page.
    pub(crate) blocks: Vec<(usize, usize)>,
}

/// Make a page.
pub(crate) fn page(rng: &mut Rng, shelf: &Shelf, kind: Kind, unspaced: bool) -> Page {
    let mut articles: Vec<&Article> = Vec::new();
    // One page in eight is long.
    let count = if rng.u32(..8) == 0 { rng.usize(6..12) } else { rng.usize(2..6) };
    for _ in 0..count {
        articles.extend(rng.choice(&shelf.prose));
    }
    if rng.u32(..4) == 0 {
        let at = rng.usize(..=articles.len());
        rng.choice(&shelf.others).into_iter().for_each(|other| articles.insert(at, other));
    }
    let width =
        (rng.u32(..10) < 3).then(|| if unspaced { rng.usize(16..30) } else { rng.usize(32..60) });
    let mut pieces: Vec<Piece> = Vec::new();
    for (number, article) in articles.iter().enumerate() {
        let last = article.blocks.len().saturating_sub(6).max(1);
        let from = if rng.bool() { 0 } else { rng.usize(..last) };
        for (at, block) in article.blocks.iter().enumerate().skip(from).take(BLOCKS) {
            let text = match (article.is_prose, width) {
                (true, Some(width)) => wrap(rng, &flow(block), width, unspaced),
                (true, None) => flow(block),
                (false, _) => block.clone(),
            };
            let (name, origin) = (pieces.len(), Some((number, at)));
            pieces.push(Piece { text, name, next: None, may_tear: article.is_prose, origin });
        }
    }
    let mut names = pieces.len();
    if kind != Kind::None {
        let many = if rng.u32(..6) == 0 { 3 * TEARS } else { TEARS };
        for _ in 0..many {
            tear(rng, &mut pieces, &mut names, kind, unspaced);
        }
    }
    let share = *rng.choice(&[0.0, 0.0, 0.02, 0.05]).unwrap_or(&0.0);
    let between = if width.is_none() && rng.u32(..4) == 0 { "\n" } else { "\n\n" };
    lay_out(rng, &pieces, share, between)
}

/// Tear one of the long pieces.
fn tear(rng: &mut Rng, pieces: &mut Vec<Piece>, names: &mut usize, kind: Kind, unspaced: bool) {
    let least = if unspaced { 60 } else { 160 };
    // What is torn already may be torn again.
    let long = |at: &usize| pieces[*at].may_tear && pieces[*at].text.chars().count() >= least;
    let long: Vec<usize> = (0..pieces.len()).filter(long).collect();
    let Some(at) = rng.choice(&long).copied() else { return };
    let kinds = [Kind::Near, Kind::Heads, Kind::Far, Kind::Farther];
    let kind = if kind == Kind::All { kinds[rng.usize(..4)] } else { kind };
    let Some((left, mut right)) = cut(rng, &pieces[at].text, unspaced) else { return };
    if rng.u32(..16) == 0 {
        // Letters are lost at the seam.
        let lost = right.char_indices().nth(rng.usize(1..4)).map_or(0, |(at, _)| at);
        right = right[lost..].trim_start().to_string();
    }
    let to = match kind {
        Kind::Far => at + 1 + rng.usize(1..4),
        Kind::Farther if rng.u32(..7) == 0 => at.saturating_sub(rng.usize(1..9)),
        Kind::Farther => at + 1 + rng.usize(5..21),
        _ => at + 1,
    };
    let to = to.min(pieces.len());
    if matches!(kind, Kind::Far | Kind::Farther) && (to == at || to == at + 1) {
        return;
    }
    let second = Piece {
        text: right,
        name: *names,
        next: pieces[at].next,
        may_tear: true,
        origin: pieces[at].origin,
    };
    pieces[at].text = left;
    pieces[at].next = Some((*names, kind));
    *names += 1;
    let mut between = vec![second];
    if kind == Kind::Heads {
        for text in heads(rng, pieces, unspaced).into_iter().rev() {
            let head = Piece { text, name: *names, next: None, may_tear: false, origin: None };
            between.insert(0, head);
            *names += 1;
        }
    }
    pieces.splice(to..to, between);
}

/// A running head, a page number, or both.
fn heads(rng: &mut Rng, pieces: &[Piece], unspaced: bool) -> Vec<String> {
    let most = if unspaced { 14 } else { 40 };
    let short = |piece: &&Piece| piece.text.chars().count() < most && !piece.text.contains('\n');
    let short: Vec<&Piece> = pieces.iter().filter(short).collect();
    let papers = if unspaced { PAPERS_UNSPACED } else { PAPERS };
    let head = match rng.choice(&short).filter(|_| rng.u32(..10) > 2) {
        Some(piece) => piece.text.to_uppercase(),
        None => papers[rng.usize(..2)].to_string(),
    };
    let number = rng.usize(2..400).to_string();
    match rng.u32(..5) {
        0 => vec![head, number],
        1 => vec![number, head],
        2 => vec![format!("{head} {number}")],
        3 => vec![number],
        _ => vec![head],
    }
}

fn lay_out(rng: &mut Rng, pieces: &[Piece], share: f64, between: &str) -> Page {
    let mut text = String::new();
    let mut places: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for piece in pieces {
        let read = misread(rng, &piece.text, share);
        let read = if read.trim().is_empty() { &piece.text } else { &read };
        let start = text.len();
        text.push_str(read.trim());
        places.insert(piece.name, (start, text.len()));
        text.push_str(between);
    }
    let tear = |piece: &Piece| {
        let (next, kind) = piece.next?;
        Some(Tear { end: places[&piece.name].1, start: places[&next].0, kind })
    };
    let tears = pieces.iter().filter_map(tear).collect();
    let mut ignored = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Some((article, block)) = piece.origin.filter(|_| piece.next.is_none()) else {
            continue;
        };
        // The source itself goes on in a small letter.
        let open = !piece.text.trim_end_matches(is_closing).ends_with(ends_sentence);
        let goes_on = |other: &&Piece| {
            other.origin.is_some_and(|(a, b)| a == article && b > block && b < block + 4)
                && other.text.starts_with(|c: char| c.is_lowercase() || divides_clause(c))
        };
        if open {
            let starts = pieces.iter().enumerate().filter(|(other, p)| *other != at && goes_on(p));
            let end = places[&piece.name].1;
            ignored.extend(starts.map(|(_, p)| (end, places[&p.name].0)));
        }
    }
    Page { text, tears, ignored, blocks: places.into_values().collect() }
}
