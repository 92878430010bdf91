//! What each reason means, for `faircopy explain` and for every view.

mod chinese;
mod entries;
mod rates;

use crate::reason::{Reason, Tier};
use crate::report::language::Language;
use crate::report::wrap::wrapped;
use entries::entry;
pub use rates::bound;

/// What there is to say of a reason.
struct Entry {
    /// What happened, as a phrase that follows a place: `line 12: …`.
    phrase: &'static str,
    /// What it means, in a sentence or two.
    meaning: &'static str,
    /// The page's text, and the article's; for what changes nothing, what is shown.
    example: (&'static str, &'static str),
    /// Where it goes wrong, and what is done against that.
    danger: &'static str,
}

/// Cells a line of an explanation takes at most: what a terminal has at least.
const WIDTH: usize = 80;

/// Cells of a label and the space after it.
const LABEL: usize = 10;

/// What happened, in a few words without a full stop.
pub fn phrase(reason: Reason) -> &'static str {
    entry(reason).phrase
}

/// What happened, in a reader's language.
pub fn phrase_in(reason: Reason, language: Language) -> &'static str {
    match language {
        Language::English => phrase(reason),
        Language::Chinese => chinese::phrase(reason),
    }
}

/// What a reason means, in a sentence or two.
pub(super) fn meaning(reason: Reason) -> &'static str {
    entry(reason).meaning
}

/// The whole explanation of a reason, wrapped for a terminal: what it means, an
/// example before and after, its dangers, its tier, and how often it was wrong.
pub fn explain(reason: Reason) -> String {
    let entry = entry(reason);
    let paragraph = |label: &str, text: &str| {
        // A label and its text, the later lines under the text.
        wrapped(&format!("{label:<LABEL$}{text}"), WIDTH, LABEL)
    };
    let tier = reason.tier();
    let (before, after) = entry.example;
    [
        wrapped(&format!("{}: {}", reason.code(), entry.phrase), WIDTH, 0),
        "\n".into(),
        wrapped(entry.meaning, WIDTH, 0),
        "\n".into(),
        paragraph("before", before),
        paragraph("after", after),
        "\n".into(),
        paragraph("danger", entry.danger),
        paragraph("tier", &format!("{}: {}", tier.code(), tier_phrase(tier))),
        paragraph("measured", &rates::of(reason)),
    ]
    .concat()
}

/// What a tier means.
pub(super) fn tier_phrase(tier: Tier) -> &'static str {
    match tier {
        Tier::Safe => "the text itself proves it; applied at every level",
        Tier::Witness => "another printing, named, proves it; applied unless the level is safe",
        Tier::Weighed => {
            "fitted weights say so; only order and paragraph breaks change; applied by default"
        }
        Tier::Likely => "probable, with a score; applied only at level likely",
        Tier::Flag => "doubtful; shown, never applied",
    }
}

/// What a tier means, in a reader's language.
pub(super) fn tier_phrase_in(tier: Tier, language: Language) -> &'static str {
    match language {
        Language::English => tier_phrase(tier),
        Language::Chinese => chinese::tier_phrase(tier),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn every_reason_is_explained_in_eighty_cells() {
        for reason in Reason::ALL {
            let text = explain(*reason);
            assert!(text.starts_with(reason.code()), "{text}");
            assert!(text.lines().all(|line| line.width() <= WIDTH), "{text}");
            assert!(
                ["before", "after", "danger", "tier", "measured"]
                    .iter()
                    .all(|l| text.contains(&format!("\n{l} "))),
                "{text}"
            );
            let phrase = phrase(*reason);
            assert!(phrase.width() <= 64 && !phrase.ends_with('.'), "{phrase}");
        }
    }

    #[test]
    fn no_two_reasons_share_a_phrase() {
        for language in Language::ALL {
            let mut phrases: Vec<&str> =
                Reason::ALL.iter().map(|r| phrase_in(*r, language)).collect();
            phrases.sort_unstable();
            phrases.dedup();
            assert_eq!(phrases.len(), Reason::ALL.len());
        }
    }
}
