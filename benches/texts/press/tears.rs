//! Tears and repeats: paragraphs cut in two, set apart, printed again in whole or in part.

use fastrand::Rng;

use super::{Kind, Of, Piece, is_long};

/// Paragraphs of a page that are torn, and those of which a part is printed again.
const TEARS: usize = 3;
const PARTS: usize = 2;

/// Runs of paragraphs that are printed again, and paragraphs of a run.
const REPEATS: usize = 2;
const RUN: std::ops::RangeInclusive<usize> = 1..=4;

/// Places that are tried before a paragraph is left whole.
const TRIES: usize = 50;

/// Marks that may end a sentence, or stand after its end.
const ENDS: &str = "。！？；：”’」』…!?;:.\"')）";

/// Marks beside which no text without spaces is cut: a cut there is no tear.
const PAUSES: &str = "，、,";

/// Running heads.
const HEADS_HAN: [&str; 2] = ["荆江日报", "滨海晨报"];
const HEADS_LATIN: [&str; 2] = ["THE HARBOUR GAZETTE", "MORNING COURIER"];

/// Cut some paragraphs in two and set the halves apart.
pub(super) fn tear(pieces: &mut Vec<Piece>, kind: Kind, spaced: bool, rng: &mut Rng) {
    for at in long_ones(pieces, TEARS, spaced, rng).into_iter().rev() {
        let Some((first, second)) = cut(&pieces[at].text, spaced, rng) else { continue };
        let paragraph = pieces[at].paragraph;
        let half = |text: String, part| Piece { text, paragraph, part };
        pieces[at] = half(first, Of::FirstHalf);
        let second = half(second, Of::SecondHalf);
        let how = match kind {
            Kind::All => [Kind::Torn, Kind::Far, Kind::Heads][rng.usize(..3)],
            one => one,
        };
        let end = match how {
            Kind::Heads => {
                let heads = if spaced { HEADS_LATIN } else { HEADS_HAN };
                let number = rng.u32(2..=40).to_string();
                let lines = [heads[rng.usize(..heads.len())].to_owned(), number];
                let furniture = |text| Piece { text, paragraph: None, part: Of::Whole };
                pieces.splice(at + 1..at + 1, lines.map(furniture));
                at + 3
            }
            Kind::Far => (at + rng.usize(1..=3)).min(pieces.len() - 1) + 1,
            _ => at + 1,
        };
        pieces.insert(end, second);
    }
}

/// Print some runs of paragraphs again, each behind the end of a sentence.
pub(super) fn repeat(pieces: &mut Vec<Piece>, spaced: bool, rng: &mut Rng) {
    for _ in 0..REPEATS {
        let (length, from) = (rng.usize(RUN), rng.usize(..pieces.len()));
        let run = &pieces[from..pieces.len().min(from + length)];
        let whole = |piece: &&Piece| {
            piece.part == Of::Whole && piece.paragraph.is_some() && is_long(&piece.text, spaced)
        };
        let run: Vec<Piece> = run.iter().filter(whole).cloned().collect();
        let mut at = rng.usize(..=pieces.len());
        while 0 < at && at < pieces.len() && !pieces[at - 1].text.trim_end().ends_with(is_end) {
            at += 1;
        }
        pieces.splice(at..at, run);
    }
}

/// Print the last sentences of some paragraphs again, at the end of others.
pub(super) fn part(pieces: &mut [Piece], spaced: bool, rng: &mut Rng) {
    for at in long_ones(pieces, PARTS, spaced, rng) {
        let text = &pieces[at].text;
        let starts: Vec<usize> = text
            .char_indices()
            .filter(|(_, c)| "。！？.!?".contains(*c))
            .map(|(end, c)| text.len() - text[end + c.len_utf8()..].trim_start().len())
            .filter(|start| is_long(&text[*start..], spaced))
            .collect();
        if starts.is_empty() || pieces.len() < 2 {
            continue;
        }
        let tail = text[starts[rng.usize(..starts.len())]..].to_owned();
        let other = (at + rng.usize(1..pieces.len())) % pieces.len();
        let glue = if spaced { " " } else { "" };
        pieces[other].text = format!("{}{glue}{tail}", pieces[other].text);
    }
}

fn is_end(c: char) -> bool {
    ENDS.contains(c)
}

/// Some of the long paragraphs, in the order of the page.
fn long_ones(pieces: &[Piece], count: usize, spaced: bool, rng: &mut Rng) -> Vec<usize> {
    let is_it = |at: &usize| is_long(&pieces[*at].text, spaced);
    let mut long: Vec<usize> = (0..pieces.len()).filter(is_it).collect();
    rng.shuffle(&mut long);
    long.truncate(count);
    long.sort_unstable();
    long
}

/// Cut a paragraph in its middle half, inside a sentence: between two words, or, in a text
/// without spaces, away from every mark.
pub(super) fn cut(text: &str, spaced: bool, rng: &mut Rng) -> Option<(String, String)> {
    let chars: Vec<char> = text.chars().collect();
    let (low, high) = (chars.len() / 4, chars.len() * 3 / 4);
    let parted = |end: usize, start: usize| {
        Some((chars[..end].iter().collect(), chars[start..].iter().collect()))
    };
    for _ in 0..TRIES {
        let at = rng.usize(low..=high).max(1);
        if !spaced {
            let is_mark = |c: char| is_end(c) || PAUSES.contains(c);
            if at < chars.len() && !is_mark(chars[at - 1]) && !is_mark(chars[at]) {
                return parted(at, at);
            }
            continue;
        }
        let is_seam = |at: &usize| {
            let before = chars[at - 1];
            let is_word = before.is_alphabetic() && !before.is_uppercase();
            chars[*at] == ' ' && is_word && chars.get(at + 1).is_some_and(|c| c.is_alphanumeric())
        };
        if let Some(seam) = (at..chars.len()).find(is_seam) {
            return parted(seam, seam + 1);
        }
    }
    None
}
