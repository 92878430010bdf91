//! Repair: words that are probably misreadings, where no other printing tells.
//!
//! # Steps
//! ```text
//! spoiled    what spoils a Chinese word
//! words      the words of the page; names, figures and quotations are out of bounds
//! channel    what is misread as what: general experience, then what this page shows
//! candidates the words that may stand where something was read
//! spaces     words run together, words torn apart
//! capital    small letters read as capitals
//! verdict    one of them, with what speaks for it in its context
//! odds       how likely it is
//! ```
//! A noisy channel (Kernighan, Church & Gale 1990) whose channel is learned from the
//! page itself in a few rounds. All that is proposed is [`Tier::Likely`]; names, figures
//! and quotations are no one's to guess.

mod capital;
mod ideographs;
mod odds;
mod quotation;
mod reader;
mod spaces;
mod spoiled;
mod verdict;
mod words;

use std::sync::Arc;

use crate::block::{Block, BlockKind};
use crate::channel::Print;
use crate::ledger::{Edit, Evidence};
use crate::lexicon::Lexicon;
use crate::model::Model;
use crate::reason::{Reason, Tier};
use crate::source::{Source, Span};
use crate::usage::Usage;

pub use odds::{CLASSES, NAMES, Row};

/// What is taken for misread.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// What an archive taught; without it, English by lists and general experience.
    pub model: Option<Arc<Model>>,
}

impl Settings {
    /// Whether repairs are looked for: when they would be applied, or when a model is
    /// given. Else the reports of an ordinary run would be full of guesses.
    pub fn is_wanted(&self, level: Tier) -> bool {
        level >= Tier::Likely || self.model.is_some()
    }
}

/// A repair that may be proposed, and what speaks for it.
pub struct Studied {
    /// What is put where.
    pub span: Span,
    /// The text put there.
    pub text: String,
    /// Its class, of [`CLASSES`], and the row of evidence; none where a rule tells it.
    pub evidence: Option<(usize, Row)>,
    /// The word that it makes.
    word: String,
}

/// All repairs that the words of the blocks propose, sorted by span.
pub fn propose(
    source: &Source,
    blocks: &[Block],
    lexicon: &Lexicon,
    settings: &Settings,
) -> Vec<Edit> {
    let likely = study(source, blocks, lexicon, settings).into_iter().filter_map(|repair| {
        let score = match &repair.evidence {
            Some((class, row)) => odds::score(*class, row)?,
            None => capital::SCORE,
        };
        let evidence = Evidence::attested(repair.word).scored(score);
        let Studied { span, text, .. } = repair;
        Some(Edit { span, text, reason: Reason::ReadingLikely, tier: Tier::Likely, evidence })
    });
    likely.collect()
}

/// All that may be mended, likely or not, sorted by span: what the fit of the weights is given.
pub fn study(
    source: &Source,
    blocks: &[Block],
    lexicon: &Lexicon,
    settings: &Settings,
) -> Vec<Studied> {
    let print = Print::default();
    let (usage, print) = match settings.model.as_deref() {
        Some(Model { usage, print }) => (usage, print),
        None => (Usage::english(), &print),
    };
    let mut repairs = ideographs::repairs(source, blocks, lexicon, print);
    let blocks = blocks.iter().filter(|b| b.kind != BlockKind::Furniture);
    let known = |word: &str| usage.cost(&word.to_lowercase()).is_some();
    let words: Vec<words::Word> = blocks.flat_map(|b| words::words(source, *b, &known)).collect();
    let mut reader = reader::Reader::of(&words, usage, print, lexicon);
    let of_words = reader.as_mut().map(|reader| verdict::repairs(source, &words, reader));
    repairs.extend(of_words.into_iter().flatten().filter_map(|repair| {
        let (span, text) = match words[repair.words].as_ref() {
            [word] => word.replacement(source, &repair.text)?,
            [first, .., last] => {
                (source.span(first.span.start()..last.span.end()), repair.text.clone())
            }
            [] => return None,
        };
        Some(Studied { span, text, evidence: repair.evidence, word: repair.text })
    }));
    repairs.sort_by_key(|repair| repair.span);
    repairs
}
