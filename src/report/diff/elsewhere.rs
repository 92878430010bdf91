//! What another page keeps: passages of a page that an archive has folded away.

use crate::report::ink::Ink;
use crate::report::place::{Lines, ends};
use crate::report::safe::visible;
use crate::report::summary::plural;
use crate::report::wrap::Wrapper;
use crate::source::{Source, Span};

use super::terminal::INDENT;

/// A passage that was taken out of its page because another page keeps it.
#[derive(Clone, Copy, Debug)]
pub struct Elsewhere<'a> {
    /// Where it stands in the page.
    pub span: Span,
    /// The page that keeps it.
    pub page: &'a str,
    /// The repeat that tells of it.
    pub repeat: &'a str,
}

/// The reading view of such passages, each by its ends, in lines of at most `width`
/// display cells; nothing where there are none.
pub fn elsewhere(source: &Source, places: &[Elsewhere<'_>], width: usize, colour: bool) -> String {
    let (lines, ink) = (Lines::of(source), Ink::new(colour));
    let mut out = String::new();
    for Elsewhere { span, page, repeat } in places {
        let text = source.slice(*span);
        let length = plural(text.trim().chars().count(), "character", "characters");
        let line = lines.line(*span);
        let head = format!("line {line}, left to page {page}, {length} ({repeat})");
        let mut wrapper = Wrapper::new(width, INDENT);
        wrapper.push("── ", ink.faint).push(&visible(&head), ink.head);
        out.push_str(&wrapper.finish());
        let mut wrapper = Wrapper::inset(width, INDENT);
        ink.change(&mut wrapper, &ends(text), "");
        out.push_str(&wrapper.finish());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_shown_with_the_page_that_keeps_it() {
        let source = Source::from_text("t", "The ferry runs.\n\nThe old school is closed.\n");
        let place = Elsewhere { span: source.span(17..42), page: "tide-7", repeat: "r3" };
        let shown = elsewhere(&source, &[place], 80, false);
        assert!(shown.starts_with("── line 3, left to page tide-7, 25 characters (r3)\n"));
        assert!(shown.contains("[-The old school … is closed.-]"), "{shown}");
        assert_eq!(elsewhere(&source, &[], 80, false), "");
    }
}
