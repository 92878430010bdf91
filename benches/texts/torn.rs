//! Pages whose paragraphs are torn in known places.
//!
//! A page is two to five articles of one language, sometimes with law, lists or verse among them, sometimes
//! hard-wrapped and noisy. Some paragraphs are cut, and what stands between the halves tells
//! the kinds apart.

use std::collections::{BTreeMap, BTreeSet};

use faircopy::script::{divides_clause, ends_sentence, is_closing};
use fastrand::Rng;

use super::clutter::{catch_word, cells};
use super::halves::{cut, flow, wrap};
use super::noise::misread;
use super::pieces::{LONG, LONG_UNSPACED, Piece, edges, insert, lose, number, repeat};
use super::shelf::{Article, Shelf};

/// Blocks of one article on a page, and of one on a long page.
const BLOCKS: usize = 14;
const BLOCKS_LONG: usize = 60;

/// Blocks of a page.
const BLOCKS_OF_ALL: usize = 150;

/// Tears on a page, or one for each [`BLOCKS`] of a long one.
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
    let most = if rng.u32(..6) == 0 { BLOCKS_LONG } else { BLOCKS };
    for _ in 0..count {
        articles.extend(rng.choice(&shelf.prose));
    }
    // A text that stands twice would be torn in two places.
    let mut seen = BTreeSet::new();
    articles.retain(|article| seen.insert(&article.blocks));
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
        for (at, block) in article.blocks.iter().enumerate().skip(from).take(most) {
            let text = match (article.is_prose, width) {
                (true, Some(width)) => wrap(rng, &flow(block), width, unspaced),
                (true, None) => flow(block),
                (false, _) => block.clone(),
            };
            let (name, origin) = (pieces.len(), Some((number, at)));
            let may_tear = article.is_prose;
            pieces.push(Piece { text, name, next: None, copy_of: name, may_tear, origin });
        }
    }
    pieces.truncate(BLOCKS_OF_ALL);
    if rng.u32(..4) == 0 {
        number(rng, &mut pieces, unspaced);
    }
    let mut names = pieces.len();
    if rng.u32(..6) == 0 {
        let cells = cells(rng, shelf, unspaced);
        let at = rng.usize(..=pieces.len());
        insert(&mut pieces, &mut names, at, cells);
    }
    let repeats = rng.u32(..8);
    if repeats == 0 {
        repeat(rng, &mut pieces, &mut names, |name, _| name);
    }
    if kind != Kind::None {
        let usual = TEARS.max(pieces.len() / BLOCKS);
        let many = if rng.u32(..6) == 0 { 3 * usual } else { usual };
        for _ in 0..many {
            tear(rng, &mut pieces, &mut names, kind, unspaced);
        }
    }
    lose(rng, &mut pieces);
    edges(rng, &mut pieces, unspaced);
    if matches!(repeats, 1 | 2) {
        repeat(rng, &mut pieces, &mut names, |_, of| of);
    }
    let share = *rng.choice(&[0.0, 0.0, 0.02, 0.05]).unwrap_or(&0.0);
    let between = if width.is_none() && rng.u32(..4) == 0 { "\n" } else { "\n\n" };
    lay_out(rng, &pieces, share, between)
}

/// Tear one of the long pieces.
fn tear(rng: &mut Rng, pieces: &mut Vec<Piece>, names: &mut usize, kind: Kind, unspaced: bool) {
    let least = if unspaced { LONG_UNSPACED } else { LONG };
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
        copy_of: *names,
        may_tear: true,
        origin: pieces[at].origin,
    };
    pieces[at].text = left;
    pieces[at].next = Some((*names, kind));
    *names += 1;
    let mut heads = if kind == Kind::Heads { heads(rng, pieces, unspaced) } else { Vec::new() };
    if kind == Kind::Heads && !unspaced && rng.u32(..8) == 0 {
        heads.splice(0..0, catch_word(rng, &second.text));
    }
    pieces.insert(to, second);
    insert(pieces, names, to, heads);
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
        Some(Tear { end: places[&piece.name].1, start: places.get(&next)?.0, kind })
    };
    let tears = pieces.iter().filter_map(tear).collect();
    let mut ignored = Vec::new();
    // What a copy of an end goes on with is no news, and no mistake.
    let copies = |name: usize| pieces.iter().filter(move |piece| piece.copy_of == name);
    for piece in pieces {
        let Some((next, _)) = piece.next else { continue };
        for (end, start) in copies(piece.name).flat_map(|e| copies(next).map(move |s| (e, s))) {
            ignored.push((places[&end.name].1, places[&start.name].0));
        }
    }
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
