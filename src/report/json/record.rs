//! The report as it stands on disk. Fields are added, never renamed; a change
//! that an old reader would misread raises [`VERSION`](super::VERSION).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use super::term::{Code, Fate, Kind, Punctuation, Tier};

/// What happened to one page: enough to restore it, replay it and audit it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "faircopy report")]
pub struct Report {
    /// Version of the tool that wrote the report.
    pub faircopy: String,
    /// Digest of the fitted weights that it decided by; reports of 0.1.0 have none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub weights: String,
    /// Version of the report's form.
    pub version: u64,
    /// What the run was told.
    pub settings: Settings,
    /// The page.
    pub source: Source,
    /// The article that replay gives.
    pub article: Article,
    /// Paragraphs, headings and lines of the page, in page order.
    pub blocks: Vec<Block>,
    /// The fate of every character, in page order.
    pub placements: Vec<Placement>,
    /// Changes that were applied, in page order.
    pub edits: Vec<Edit>,
    /// Passages printed more than once.
    pub repeats: Vec<Repeat>,
    /// Torn sentences put together, in page order.
    pub joins: Vec<Join>,
    /// Places where text is known to be missing, in page order.
    pub gaps: Vec<Gap>,
    /// Doubts, and changes not applied, in page order.
    pub findings: Vec<Finding>,
}

/// What the run was told: the same page and settings give the same report.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Settings {
    /// The weakest tier that was applied.
    pub level: Tier,
    /// The shortest repeat, in ideographs; a letter counts a third of one. 0 where none was asked
    /// for.
    pub min_passage: u64,
    /// The lowest share of characters that two printings have in common.
    #[schemars(range(min = 0, max = 1))]
    pub similarity: f64,
    /// What was done with half-width marks in Han text.
    pub punctuation: Punctuation,
    /// The encoding that was asked for; absent when it was found out from the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
}

/// The page as it came.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// What it is called.
    pub name: String,
    /// Length in bytes.
    pub bytes: u64,
    /// Length in characters, once decoded.
    pub chars: u64,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// The encoding's name in the WHATWG registry.
    pub encoding: String,
    /// The decoded text, whole.
    pub text: String,
    /// Stretches whose bytes are not what encoding the text would give.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub raw: Vec<Raw>,
}

/// Bytes that stand in the page where the text alone would not give them back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Raw {
    /// The characters they were decoded to.
    pub chars: [u64; 2],
    /// The bytes, in hexadecimal.
    pub hex: String,
}

/// The article, by its digest.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Article {
    /// SHA-256 of its UTF-8, in hexadecimal.
    pub sha256: String,
    /// Length in characters.
    pub chars: u64,
}

/// A stretch of the page: first, and one past the last.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
pub struct Place {
    /// In bytes of the input.
    pub bytes: [u64; 2],
    /// In characters of the decoded text.
    pub chars: [u64; 2],
}

/// What a decision rests on.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Other places on the page that bear it out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub witnesses: Vec<Place>,
    /// Words attested in the lexicon or elsewhere on the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attested: Vec<String>,
    /// Strength, from 0 to 1 in steps of a thousandth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 1))]
    pub score: Option<f64>,
    /// How often the page has it, where one finding stands for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// A reader decided it; absent when nobody did.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reader: bool,
}

impl Evidence {
    pub(super) fn is_empty(&self) -> bool {
        *self == Evidence::default()
    }
}

/// A paragraph, heading or line.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// Where it stands, without the white space around it.
    #[serde(flatten)]
    pub place: Place,
    /// What it is.
    pub kind: Kind,
}

/// One stretch's fate.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Placement {
    /// The stretch, white space after it included.
    #[serde(flatten)]
    pub place: Place,
    /// What became of it.
    pub fate: Fate,
    /// If kept: its place in the article, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<u64>,
    /// If folded: index into the repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<u64>,
    /// Why.
    pub reason: Code,
    /// How sure.
    pub tier: Tier,
    /// On what evidence.
    #[serde(default, skip_serializing_if = "Evidence::is_empty")]
    pub evidence: Evidence,
}

/// A change that was applied.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    #[serde(flatten)]
    pub place: Place,
    /// Why.
    pub reason: Code,
    /// How sure.
    pub tier: Tier,
    /// What the page has.
    pub before: String,
    /// What the article has.
    pub after: String,
    /// On what evidence.
    #[serde(default, skip_serializing_if = "Evidence::is_empty")]
    pub evidence: Evidence,
}

/// Printings of one text.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Repeat {
    /// Index of the printing that stays.
    pub base: u64,
    /// All printings, in page order.
    pub witnesses: Vec<Witness>,
    /// Places where they differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variant>,
    /// Every printing stays, because each belongs to the text it stands in; absent
    /// when all but the base are folded.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub linked: bool,
}

/// One printing.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Witness {
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// Share of characters that agree with the base, from 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub identity: f64,
}

/// A place where printings differ.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Variant {
    /// The place in the base.
    #[serde(flatten)]
    pub place: Place,
    /// Index of the reading that was chosen; absent when nothing settles it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<u64>,
    /// All readings, the base's first.
    pub readings: Vec<Reading>,
}

/// What one or more printings have at a place.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Reading {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub witnesses: Vec<ReadingPlace>,
}

/// One printing's place for a reading.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReadingPlace {
    /// Index into the repeat's witnesses.
    pub witness: u64,
    /// Where it has the reading.
    #[serde(flatten)]
    pub place: Place,
}

/// Two torn ends put together.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Join {
    /// The block that breaks off.
    pub left: Place,
    /// The block that continues it.
    pub right: Place,
    /// Whether letters are missing between.
    pub gap: bool,
    /// Why.
    pub reason: Code,
    /// How sure.
    pub tier: Tier,
    /// On what evidence.
    #[serde(default, skip_serializing_if = "Evidence::is_empty")]
    pub evidence: Evidence,
}

/// A place where text is known to be missing.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Gap {
    /// Where, or beside what.
    #[serde(flatten)]
    pub place: Place,
    /// Why it is believed.
    pub reason: Code,
    /// How sure.
    pub tier: Tier,
    /// Index into the joins, if the gap is inside one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join: Option<u64>,
}

/// A doubt, or a change not applied.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// What.
    pub reason: Code,
    /// How sure.
    pub tier: Tier,
    /// What the page has there.
    pub before: String,
    /// What could stand there instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// On what evidence.
    #[serde(default, skip_serializing_if = "Evidence::is_empty")]
    pub evidence: Evidence,
}
