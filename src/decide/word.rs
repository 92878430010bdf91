//! Whole words: a reader decides about `tlie`, not about the `li` in it.

use crate::FairCopy;
use crate::ledger::{Placement, Variant};
use crate::reason::Reason;
use crate::script::is_unspaced;
use crate::source::{Source, Span};

use super::gather::Gather;

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

    /// A place as it is.
    pub(super) fn bare(span: Span) -> Word<'a> {
        Word { span, before: "", after: "" }
    }

    /// A text that stands at the place, as the whole word.
    pub(super) fn with(&self, text: &str) -> String {
        [self.before, text, self.after].concat()
    }
}

impl<'a> Gather<'a> {
    /// A place with the rest of the word it lies in; as it is, if nothing is proposed.
    pub(super) fn word(&self, span: Span, text: Option<&str>) -> Word<'a> {
        match text {
            Some(text) => self.whole(span, std::iter::once(text)),
            None => Word::bare(span),
        }
    }

    pub(super) fn variant_word(&self, variant: &Variant) -> Word<'a> {
        self.whole(variant.span, variant.readings.iter().map(|r| r.text.as_str()))
    }

    /// The word around a place, unless the word is touched at another place as well:
    /// then each is decided by itself.
    fn whole<'t>(&self, span: Span, texts: impl Iterator<Item = &'t str> + Clone) -> Word<'a>
    where
        'a: 't,
    {
        let word = Word::around(self.source, &self.copy.ledger.placements, span, texts);
        let from = self.touched.partition_point(|t| t.start() < word.span.start());
        let near = self.touched[from..].iter().take_while(|t| t.start() <= word.span.end());
        let apart = |t: &Span| !t.contains(span) && !span.contains(*t);
        if near.into_iter().any(apart) { Word::bare(span) } else { word }
    }
}

/// The places where letters change, or might, sorted.
pub(super) fn touched(copy: &FairCopy) -> Vec<Span> {
    let ledger = &copy.ledger;
    let edits = ledger.edits.iter().filter(|e| e.reason != Reason::Layout).map(|e| e.span);
    let findings = ledger.findings.iter().filter(|f| f.suggestion.is_some()).map(|f| f.span);
    let variants = ledger.repeats.iter().flat_map(|r| &r.variants).map(|v| v.span);
    let mut all: Vec<Span> = edits.chain(findings).chain(variants).collect();
    all.sort_unstable();
    all
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
