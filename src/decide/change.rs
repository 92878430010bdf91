//! A change that can be decided, and what names it.

use sha2::{Digest, Sha256};

use crate::ledger::Evidence;
use crate::reason::{Reason, Tier};
use crate::source::{Source, Span};

/// What a change does to the page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// A further printing is left out.
    Fold,
    /// A line that is no part of the article is left out.
    Drop,
    /// Two torn halves are put together.
    Join,
    /// Text is missing: a mark stands there, or what a reader types.
    Gap,
    /// Letters are replaced.
    Edit,
    /// Printings differ; one reading stands.
    Variant,
    /// Something to look at that proposes no change.
    Finding,
}

impl Kind {
    /// The kind's name in files.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Fold => "fold",
            Kind::Drop => "drop",
            Kind::Join => "join",
            Kind::Gap => "gap",
            Kind::Edit => "edit",
            Kind::Variant => "variant",
            Kind::Finding => "finding",
        }
    }
}

/// What names a change wherever it stands: never an offset, so that it is found
/// again on a page that has grown above it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key {
    /// Why the change is made.
    pub reason: Reason,
    /// Digest of the text it is about and of a little text around it: 16
    /// hexadecimal digits.
    pub digest: String,
    /// Which it is, from 0 in page order, among changes that are alike in both.
    pub occurrence: u32,
}

/// What was decided about a change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum State {
    /// It is made.
    Accept,
    /// The page stays as it is.
    Reject,
    /// This text stands there instead.
    Text(String),
    /// The reading of this index stands there.
    Reading(usize),
}

/// A reading to choose.
#[derive(Clone, PartialEq, Debug)]
pub struct Choice {
    /// The text.
    pub text: String,
    /// Where printings have it; empty when it was composed from several.
    pub witnesses: Vec<Span>,
}

/// One thing to decide.
#[derive(Clone, PartialEq, Debug)]
pub struct Change {
    /// What names it.
    pub key: Key,
    /// What it does.
    pub kind: Kind,
    /// How sure it is.
    pub tier: Tier,
    /// The places of the page it is about, the first one first; of a join the end
    /// that is torn off and its continuation; of a paragraph's line breaks each.
    pub spans: Vec<Span>,
    /// What the page has.
    pub before: String,
    /// The words right before its place and right after it, of a join those that are
    /// put together: by them a person knows a change that has no words of its own.
    pub around: [String; 2],
    /// What the article has once it is accepted; empty where something is left out.
    pub after: String,
    /// What it is without a decision: accepted if the run applied it.
    pub default: State,
    /// Readings to choose from, the base's first; empty unless printings differ.
    pub readings: Vec<Choice>,
    /// The copy that stays, for a further printing.
    pub copy: Option<Span>,
    /// Letters are missing here: what is typed stands for them.
    pub is_missing: bool,
    /// Whether accepting it or rejecting it makes a difference.
    pub can_accept: bool,
    /// Whether text can be typed for it.
    pub can_type: bool,
    /// What it rests on.
    pub evidence: Evidence,
}

impl Change {
    /// The byte of the page it stands at: where it starts, or, of a join, the tear.
    pub fn at(&self) -> usize {
        match self.kind {
            Kind::Join => self.spans[0].end(),
            _ => self.spans[0].start(),
        }
    }

    /// Whether the run applied it; of printings that differ the base stands at first.
    pub fn is_applied(&self) -> bool {
        self.default != State::Reject
    }

    /// Whether a reader is asked: it is doubtful, or was not applied.
    pub fn is_open(&self) -> bool {
        self.tier >= Tier::Likely || !self.is_applied()
    }
}

/// Characters of text around a change that tell it from others alike.
const CONTEXT_CHARS: usize = 24;

/// The digest of what a change is about: the reason, the text, and a little text
/// before and after it on the page. White space counts for nothing, so that
/// other line ends name the same change.
pub(super) fn digest(source: &Source, reason: Reason, span: Span, about: &[&str]) -> String {
    let text = source.text();
    let before: Vec<char> = sketch(text[..span.start()].chars().rev(), CONTEXT_CHARS);
    let after: Vec<char> = sketch(text[span.end()..].chars(), CONTEXT_CHARS);
    let mut hash = Sha256::new();
    hash.update(reason.code());
    for part in about {
        hash.update([0]);
        hash.update(sketch(part.chars(), usize::MAX).iter().collect::<String>());
    }
    for side in [before.iter().rev().collect::<String>(), after.iter().collect()] {
        hash.update([0]);
        hash.update(side);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Characters of the page on each side of a place by which a person knows it.
const AROUND_CHARS: usize = 16;

/// The words that a change stands between, white space in them made one space.
pub(super) fn around(source: &Source, change: &Change) -> [String; 2] {
    let (before, after) = match (change.kind, &change.spans[..]) {
        (Kind::Join, [left, right, ..]) => (left.end(), right.start()),
        (_, spans) => (spans[0].start(), spans[0].end()),
    };
    let text = source.text();
    let spaced = |words: String| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let before: Vec<char> = text[..before].trim_end().chars().rev().take(AROUND_CHARS).collect();
    let after = text[after..].trim_start().chars().take(AROUND_CHARS).collect();
    [spaced(before.into_iter().rev().collect()), spaced(after)]
}

/// The first characters that are seen, white space left out.
fn sketch(chars: impl Iterator<Item = char>, most: usize) -> Vec<char> {
    chars.filter(|c| !c.is_whitespace()).take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_knows_content_and_not_place() {
        let name = |text: &str, word: &str, reason| {
            let source = Source::from_text("t", text);
            let at = text.find(word).expect("the word");
            digest(&source, reason, source.span(at..at + word.len()), &[word])
        };
        let old = name("渡口的船坏了,明天修。", "船", Reason::Variant);
        assert_eq!(old.len(), 16);
        assert_eq!(old, name("渡口的船坏了,\r\n明天修。", "船", Reason::Variant));
        assert_ne!(old, name("渡口的船坏了,今天修。", "船", Reason::Variant));
        assert_ne!(old, name("渡口的船坏了,明天修。", "船", Reason::CharDoubled));
        let far = "岸".repeat(CONTEXT_CHARS);
        let text = |head: &str| format!("{head}{far}船{far}");
        assert_eq!(
            name(&text("一"), "船", Reason::Variant),
            name(&text("二二"), "船", Reason::Variant)
        );
    }
}
