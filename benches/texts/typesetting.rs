//! How paragraphs are set into lines: widths, hyphens, marks in the margin, misread letters.

use fastrand::Rng;
use unicode_width::UnicodeWidthStr;

use super::lines_press::Kind;

/// How the paragraphs of a page are set.
#[derive(Clone)]
pub(super) struct Style {
    pub(super) unspaced: bool,
    pub(super) width: usize,
    pub(super) indent: usize,
    pub(super) hanging: usize,
    pub(super) blank: bool,
    pub(super) doubled: bool,
    pub(super) justified: bool,
    pub(super) hyphens: bool,
    /// Whether letters differ in width, as in print.
    pub(super) proportional: bool,
    /// Part of the width by which lines of print differ.
    pub(super) loose: f64,
    pub(super) noise: f64,
    pub(super) several_widths: bool,
    pub(super) flat: bool,
    /// Whether marks hang in the margin (1), take a character with them (2), or start lines.
    pub(super) margin: u8,
}

impl Style {
    pub(super) fn of(rng: &mut Rng, lang: &str, kind: Kind) -> Style {
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

/// Break a paragraph into lines.
pub(super) fn wrap(rng: &mut Rng, paragraph: &str, style: &Style) -> Vec<String> {
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
pub(super) fn misread(rng: &mut Rng, text: &str, share: f64) -> String {
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
