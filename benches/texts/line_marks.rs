//! What the line ends of clean records are.

use unicode_width::UnicodeWidthStr;

use super::clean::{Layout, Record};

/// What the end of a line is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mark {
    /// The paragraph goes on.
    Soft,
    /// A paragraph, a verse, an item ends.
    Hard,
    /// Nobody knows.
    Unknown,
}

/// A line that holds text, and what its end is.
#[derive(Clone, Debug)]
pub(crate) struct Marked {
    pub(crate) text: String,
    pub(crate) mark: Mark,
    /// Whether it belongs to running prose.
    pub(crate) prose: bool,
}

/// The lines of a text that hold any, and the blank lines after each.
pub(crate) fn lines(text: &str) -> Vec<(&str, usize)> {
    let mut lines: Vec<(&str, usize)> = Vec::new();
    for line in text.split('\n') {
        match lines.last_mut() {
            Some(last) if line.trim().is_empty() => last.1 += 1,
            _ if line.trim().is_empty() => {}
            _ => lines.push((line.trim_end(), 0)),
        }
    }
    lines
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{9FFF}')
}

/// Cells of the first word of a line.
fn word(line: &str) -> usize {
    let line = line.trim_start();
    let end = line.find(|c: char| c.is_whitespace() || is_ideograph(c)).unwrap_or(line.len());
    if end == 0 { 2 } else { line[..end].width() }
}

/// The lines of a record that was wrapped, or whose lines matter.
///
/// Where lines matter all ends are hard, but for those that full lines of prose have, of
/// which nobody knows (the measure of harm excuses them too). In wrapped prose a blank line
/// tells the ends of paragraphs and a full line those that are soft.
pub(crate) fn of(record: &Record) -> Vec<Marked> {
    let lines = lines(&record.text);
    let extents: Vec<usize> = lines.iter().map(|(line, _)| line.width()).collect();
    let mut sorted = extents.clone();
    sorted.sort_unstable();
    let width = sorted.get(sorted.len() * 93 / 100).copied().unwrap_or(0);
    let han =
        lines.iter().filter(|(line, _)| line.contains(is_ideograph)).count() * 2 > lines.len();
    let verse = ["verse", "hymns"].iter().any(|genre| record.genre.starts_with(genre));
    let indent = |line: &str| line[..line.len() - line.trim_start().len()].width();
    let mark = |i: usize| {
        let (line, blanks) = lines[i];
        let Some((next, _)) = lines.get(i + 1) else { return Mark::Hard };
        let reach = extents[i] + 1 + word(next);
        if record.layout == Layout::LinesMatter {
            let column = width.clamp(55, 90) as f64;
            let full = width >= 50 && reach as f64 >= 0.8 * column && !han;
            return if full && !verse && blanks == 0 { Mark::Unknown } else { Mark::Hard };
        }
        let step = indent(next) as i64 - indent(line) as i64;
        let slack = if han { 1 } else { 3 };
        let full =
            width >= 40 && reach > width.saturating_sub(slack) && extents[i] * 100 <= width * 106;
        match blanks {
            1.. => Mark::Hard,
            0 if step >= 2 && !han => Mark::Unknown,
            0 if full => Mark::Soft,
            0 => Mark::Unknown,
        }
    };
    let marks = (0..lines.len()).map(mark);
    let prose = record.layout == Layout::Wrapped;
    let marked =
        |(mark, (line, _)): (Mark, &(&str, usize))| Marked { text: line.to_string(), mark, prose };
    marks.zip(&lines).map(marked).collect()
}

/// The paragraphs of a record of prose, each in one line.
pub(crate) fn paragraphs(record: &Record) -> Vec<String> {
    let unspaced = record.lang.starts_with("zh") || record.lang.starts_with("ja");
    let glue = if unspaced { "" } else { " " };
    let one = |paragraph: &str| {
        let words: Vec<&str> = match unspaced {
            true => paragraph.split('\n').map(str::trim).collect(),
            false => paragraph.split_whitespace().collect(),
        };
        words.join(glue)
    };
    let breaks = if record.layout == Layout::Wrapped { "\n\n" } else { "\n" };
    record.text.split(breaks).map(one).filter(|paragraph| !paragraph.is_empty()).collect()
}
