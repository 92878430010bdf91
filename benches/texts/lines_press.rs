//! Pages pressed from clean prose: paragraphs wrapped at a width, or one to a line.
//!
//! A page is set in one way: with blank lines between paragraphs, with indents, with
//! neither, justified, with doubled spacing, in uneven print of several widths with letters
//! misread, or as it is with a paragraph a line. Pieces of verse, lists and tables stand
//! between.

use fastrand::Rng;
use unicode_width::UnicodeWidthStr;

use super::line_marks::{Mark, Marked};

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

/// How the paragraphs of a page are set.
#[derive(Clone)]
struct Style {
    unspaced: bool,
    width: usize,
    indent: usize,
    hanging: usize,
    blank: bool,
    doubled: bool,
    justified: bool,
    hyphens: bool,
    /// Whether letters differ in width, as in print.
    proportional: bool,
    /// Part of the width by which lines of print differ.
    loose: f64,
    noise: f64,
    several_widths: bool,
    flat: bool,
    /// Whether marks hang in the margin (1), take a character with them (2), or start lines.
    margin: u8,
}

impl Style {
    fn of(rng: &mut Rng, lang: &str, kind: Kind) -> Style {
        let unspaced = lang.starts_with("zh") || lang.starts_with("ja");
        let wide = unspaced || lang == "ko";
        let narrowest = if rng.bool() { 6 } else { 10 };
        let width = if wide { 2 * rng.usize(narrowest..=40) } else { rng.usize(20..=90) };
        let chance = |rng: &mut Rng, p: f64| rng.f64() < p;
        let indents = if unspaced { [0, 0, 4, 4] } else { [0, 0, 2, 4] };
        let mut style = Style {
            unspaced,
            width,
            indent: indents[rng.usize(0..4)],
            hanging: 0,
            blank: rng.bool(),
            doubled: chance(rng, 0.08),
            justified: chance(rng, 0.2),
            hyphens: !wide && chance(rng, 0.35),
            proportional: !wide && chance(rng, 0.25),
            loose: [0.0, 0.0, 0.0, 0.02, 0.04][rng.usize(0..5)],
            noise: [0.0, 0.0, 0.03][rng.usize(0..3)],
            several_widths: chance(rng, 0.3),
            flat: chance(rng, 0.12),
            margin: rng.u8(0..3),
        };
        if kind != Kind::Mixed {
            (style.flat, style.doubled) = (kind == Kind::Flat, kind == Kind::Doubled);
        }
        if matches!(kind, Kind::Blank | Kind::Indent | Kind::Bare | Kind::Justified) {
            (style.several_widths, style.loose) = (false, 0.0);
        }
        match kind {
            Kind::Blank => (style.blank, style.indent) = (true, 0),
            Kind::Indent => (style.blank, style.indent) = (false, 4),
            Kind::Bare => (style.blank, style.indent) = (false, 0),
            Kind::Justified => style.justified = true,
            Kind::Print => {
                (style.blank, style.indent, style.justified) = (false, 0, false);
                (style.noise, style.loose, style.several_widths) = (0.03, 0.03, true);
                style.proportional = !wide;
            }
            Kind::Doubled | Kind::Flat | Kind::Mixed => {}
        }
        style
    }

    fn cells(&self, text: &str) -> f64 {
        if !self.proportional {
            return text.width() as f64;
        }
        let cell = |c| match c {
            'i' | 'l' | 'j' | 't' | 'f' | 'r' | 'I' | '.' | ',' | ';' | ':' | '\'' | '!' | '|' => {
                0.55
            }
            'm' | 'w' | 'M' | 'W' => 1.45,
            _ if c.is_uppercase() => 1.25,
            _ => 1.0,
        };
        text.chars().map(cell).sum()
    }
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

/// Break a paragraph into lines.
fn wrap(rng: &mut Rng, paragraph: &str, style: &Style) -> Vec<String> {
    let glue = if style.unspaced { "" } else { " " };
    let normal = |rng: &mut Rng| (0..6).map(|_| rng.f64() - 0.5).sum::<f64>() * 1.4;
    let shift = |rng: &mut Rng| style.loose * style.width as f64 * normal(rng);
    let blank =
        if style.unspaced { "\u{3000}".repeat(style.indent / 2) } else { " ".repeat(style.indent) };
    let (mut line, mut used, mut fresh) = (blank, style.indent as f64, true);
    // Where the column runs around a picture its lines are half as wide.
    let picture =
        if style.several_widths && rng.f64() < 0.08 { rng.usize(1..8) } else { usize::MAX };
    let beside = picture..picture.saturating_add(rng.usize(4..10));
    let part = |line: usize| if beside.contains(&line) { 0.5 } else { 1.0 };
    let mut room = style.width as f64 * part(0) + shift(rng);
    let mut lines = Vec::new();
    for token in tokens(paragraph, style.unspaced) {
        let mut token = token;
        let gap = if fresh { 0.0 } else { glue.len() as f64 };
        if used + gap + style.cells(&token) > room && !fresh {
            if style.unspaced && no_start(&token) && style.margin == 1 {
                line += &token;
                continue;
            }
            if style.unspaced && no_start(&token) && style.margin == 2 && line.chars().count() > 3 {
                token.insert_str(0, &line.pop().map(String::from).unwrap_or_default());
            } else if style.hyphens && token.chars().all(char::is_alphabetic) {
                let length = token.chars().count();
                let most = (room - used - 2.0).max(0.0) as usize;
                if length >= 7 && most.min(length - 3) >= 3 {
                    let most = most.min(length - 3);
                    let at = rng.usize(most.saturating_sub(2).max(2)..=most);
                    let at = token.char_indices().nth(at).map_or(token.len(), |(at, _)| at);
                    let rest = token.split_off(at);
                    line += &format!("{glue}{token}-");
                    token = rest;
                }
            }
            lines.push(std::mem::replace(&mut line, " ".repeat(style.hanging)));
            let width = style.width as f64 * part(lines.len());
            (used, fresh, room) = (style.hanging as f64, true, width + shift(rng));
        }
        if !fresh {
            line += glue;
            used += glue.len() as f64;
        }
        used += style.cells(&token);
        line += &token;
        fresh = false;
    }
    if style.justified && !style.unspaced {
        lines.iter_mut().for_each(|line| justify(rng, line, style.width));
    }
    lines.push(line);
    lines
}

/// Spread the words of a line over its width.
fn justify(rng: &mut Rng, line: &mut String, width: usize) {
    let indent = line.len() - line.trim_start().len();
    let words: Vec<&str> = line.split_whitespace().collect();
    let missing = width.saturating_sub(line.width());
    if words.len() < 3 || missing == 0 || missing >= words.len() * 2 {
        return;
    }
    let mut gaps = vec![1; words.len() - 1];
    for _ in 0..missing {
        let at = rng.usize(0..gaps.len());
        gaps[at] += 1;
    }
    let mut spread = line[..indent].to_string();
    for (at, word) in words.iter().enumerate() {
        spread += word;
        spread += &" ".repeat(gaps.get(at).copied().unwrap_or(0));
    }
    *line = spread;
}

/// The pieces between which a line may end.
fn tokens(paragraph: &str, unspaced: bool) -> Vec<String> {
    if !unspaced {
        return paragraph.split_whitespace().map(str::to_string).collect();
    }
    let mut tokens: Vec<String> = Vec::new();
    let mut word = false;
    for c in paragraph.chars() {
        let in_word = c.is_ascii_alphanumeric();
        match tokens.last_mut().filter(|_| word && in_word) {
            Some(last) => last.push(c),
            None => tokens.push(c.to_string()),
        }
        word = in_word;
    }
    tokens
}

fn no_start(token: &str) -> bool {
    token.starts_with([
        '。', '，', '、', '；', '：', '！', '？', '”', '’', '）', '」', '』', '》', '〉', '】',
    ])
}

/// A line with some of its letters misread.
fn misread(rng: &mut Rng, text: &str, share: f64) -> String {
    const LETTERS: [(char, char); 12] = [
        ('e', 'c'),
        ('c', 'e'),
        ('b', 'h'),
        ('h', 'b'),
        ('l', '1'),
        ('i', 'l'),
        ('n', 'u'),
        ('u', 'n'),
        ('t', 'f'),
        ('f', 't'),
        ('a', 'o'),
        ('s', '8'),
    ];
    const IDEOGRAPHS: [char; 12] =
        ['人', '入', '未', '末', '日', '曰', '土', '士', '己', '已', '干', '千'];
    let read = |rng: &mut Rng, c: char| {
        if !c.is_alphabetic() || rng.f64() >= share {
            return c;
        }
        let like = LETTERS.iter().find(|(from, _)| *from == c).map(|(_, to)| *to);
        let ideograph = (c > '\u{2E80}').then(|| IDEOGRAPHS[rng.usize(0..IDEOGRAPHS.len())]);
        like.or(ideograph).unwrap_or(c)
    };
    text.chars().map(|c| read(rng, c)).collect()
}
