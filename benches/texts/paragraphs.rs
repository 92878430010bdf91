//! The paragraphs of a clean record, each on one line.

use super::clean::{Layout, Record};

/// The paragraphs of a record; none where its lines matter.
pub(crate) fn paragraphs(record: &Record) -> Vec<String> {
    match record.layout {
        Layout::LinesMatter => Vec::new(),
        Layout::ParagraphPerLine => {
            let lines = record.text.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.map(str::to_string).collect()
        }
        Layout::Wrapped => {
            let blank = if is_unspaced(&record.lang) { "" } else { " " };
            let mut paragraphs: Vec<String> = Vec::new();
            let mut open = false;
            for line in record.text.lines().map(str::trim) {
                match paragraphs.last_mut().filter(|_| open) {
                    _ if line.is_empty() => {}
                    Some(last) => {
                        last.push_str(blank);
                        last.push_str(line);
                    }
                    None => paragraphs.push(line.to_string()),
                }
                open = !line.is_empty();
            }
            paragraphs
        }
    }
}

/// Whether a language is written without blanks between words.
pub(crate) fn is_unspaced(lang: &str) -> bool {
    lang.starts_with("zh") || lang.starts_with("ja")
}
