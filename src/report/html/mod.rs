//! Page and article side by side, in one file that opens from disk.
//!
//! No script and no network: the only style allowed is the one sheet below, by
//! its digest, so that page text could not bring in anything even if it slipped
//! through. Each change is marked in the text, says its reason on hover, and is
//! told again in a note beneath its row, for paper and for touch screens.

mod contents;
pub mod draft;
mod notes;
mod side;

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::FairCopy;
use crate::ledger::Fate;
use crate::report::place::Lines;
use crate::report::rows::{Row, rows};
use crate::report::safe::html;
use crate::report::summary::summary;
use contents::contents;
use notes::notes;
use side::{Mark, article_side, marks, page_side};

const STYLE: &str = include_str!("style.css");

/// What every part of the view draws on.
struct Sheet<'a> {
    copy: &'a FairCopy,
    lines: Lines<'a>,
    /// Highlighted places, sorted.
    marks: Vec<Mark<'a>>,
}

/// The whole HTML file.
pub fn page(copy: &FairCopy) -> String {
    let sheet = Sheet { copy, lines: Lines::of(&copy.source), marks: marks(copy) };
    let name = html(copy.source.name());
    let mut out = String::with_capacity(copy.source.text().len() * 4);
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{name}, a fair copy</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1>{name}</h1>\n<p>{summary}</p>\n</header>\n",
        digest = base64(&Sha256::digest(STYLE)),
        summary = html(&summary(copy)),
    );
    contents(&mut out, &sheet);
    out.push_str("<main>\n<div class=\"row names\"><h2>Page</h2><h2>Article</h2></div>\n");
    for row in rows(copy) {
        write_row(&mut out, &sheet, row);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn write_row(out: &mut String, sheet: &Sheet, row: Row) {
    let (Row::Both(index) | Row::Page(index) | Row::Article(index)) = row;
    let placement = &sheet.copy.ledger.placements[index];
    let line = sheet.lines.line(placement.span);
    let kept = matches!(placement.fate, Fate::Kept { .. });
    let class = match (row, placement.fate) {
        (Row::Page(_), Fate::Kept { .. }) | (Row::Article(_), _) => "row moved",
        (_, Fate::Folded { .. }) => "row folded",
        (_, Fate::Dropped) => "row dropped",
        _ => "row",
    };
    // A moved passage has two rows; its place on the page is the one to link to.
    let id = if matches!(row, Row::Article(_)) { format!("a{index}") } else { format!("p{index}") };
    let _ = write!(out, "<section class=\"{class}\" id=\"{id}\">\n<div class=\"page\">");
    match row {
        Row::Article(_) => {
            let _ = write!(
                out,
                "<a class=\"aside\" href=\"#p{index}\">stands on line {line} of the page</a>"
            );
        }
        _ => page_side(out, sheet, placement),
    }
    out.push_str("</div>\n<div class=\"article\">");
    match row {
        Row::Page(_) if kept => {
            let _ = write!(out, "<a class=\"aside\" href=\"#a{index}\">moved in the article</a>");
        }
        Row::Page(_) => {}
        _ => article_side(out, sheet, placement),
    }
    out.push_str("</div>\n");
    if !matches!(row, Row::Article(_)) {
        notes(out, sheet, index);
    }
    out.push_str("</section>\n");
}

/// Base 64, as a policy writes a digest.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let bits =
            (0..3).fold(0u32, |bits, at| bits << 8 | u32::from(*chunk.get(at).unwrap_or(&0)));
        for at in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_of_all_lengths() {
        assert_eq!(base64(b"foobar"), "Zm9vYmFy");
        assert_eq!(base64(b"fooba"), "Zm9vYmE=");
        assert_eq!(base64(b"foob"), "Zm9vYg==");
    }

    #[test]
    fn the_style_could_not_end_its_own_element() {
        assert!(!STYLE.contains('<') && !STYLE.contains("url(") && !STYLE.contains("@import"));
    }
}
