//! Whole words: a reader decides about `tlie`, not about the `li` in it.

use crate::ledger::{Placement, Variant};
use crate::script::is_unspaced;
use crate::source::{Source, Span};

/// Characters looked at on each side for the edge of a word.
const LONGEST: usize = 40;

/// A place with the rest of the words that it cuts, where words are spaced.
#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) span: Span,
    before: &'a str,
    after: &'a str,
}

impl<'a> Word<'a> {
    /// The word around a place at which one of these texts may stand, or what the
    /// page has; never beyond the placement that holds it.
    pub(super) fn around<'t>(
        source: &'a Source,
        placements: &[Placement],
        span: Span,
        texts: impl Iterator<Item = &'t str> + Clone,
    ) -> Word<'a>
    where
        'a: 't,
    {
        let holder = placements.partition_point(|p| p.span.start() <= span.start());
        let bounds = holder.checked_sub(1).map(|at| placements[at].span);
        let bounds = bounds.filter(|b| b.contains(span)).unwrap_or(span);
        let left = &source.text()[bounds.start()..span.start()];
        let right = &source.text()[span.end()..bounds.end()];
        let texts = texts.chain([source.slice(span)]);
        // Where nothing stands, what is before meets what is after.
        let opens =
            |text: &str| text.chars().next().or(right.chars().next()).is_some_and(is_letter);
        let closes = |text: &str| {
            text.chars().next_back().or(left.chars().next_back()).is_some_and(is_letter)
        };
        let (mut start, mut end) = (span.start(), span.end());
        if texts.clone().any(opens) {
            start -= letters(left.chars().rev());
        }
        if texts.clone().any(closes) {
            end += letters(right.chars());
        }
        Word {
            span: source.span(start..end),
            before: &source.text()[start..span.start()],
            after: &source.text()[span.end()..end],
        }
    }

    /// The word around a place where printings differ.
    pub(super) fn of(source: &'a Source, placements: &[Placement], variant: &Variant) -> Word<'a> {
        let texts = variant.readings.iter().map(|r| r.text.as_str());
        Word::around(source, placements, variant.span, texts)
    }

    /// A text that stands at the place, as the whole word.
    pub(super) fn with(&self, text: &str) -> String {
        [self.before, text, self.after].concat()
    }
}

/// Bytes of the letters that a text starts with; none if there is no end to them.
fn letters(chars: impl Iterator<Item = char>) -> usize {
    let (mut bytes, mut count) = (0, 0);
    for c in chars.take_while(|c| is_letter(*c)) {
        bytes += c.len_utf8();
        count += 1;
        if count > LONGEST {
            return 0;
        }
    }
    bytes
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_unspaced(c)
}
