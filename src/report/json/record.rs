//! The report as it stands on disk. Fields are added, never renamed; a change
//! that an old reader would misread raises [`VERSION`](super::VERSION).

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{block, noise, reason};

/// What happened to one page: enough to restore it, replay it and audit it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "faircopy report")]
pub struct Report {
    /// Version of the tool that wrote the report.
    pub faircopy: String,
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
    /// The shortest repeat, in ideographs; a letter counts a third of one.
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

/// What is done with half-width marks in Han text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Punctuation {
    /// They stay.
    Keep,
    /// They become full-width.
    Full,
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

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A title, headline or section heading.
    Heading,
    /// Who wrote it.
    Byline,
    /// The words of a picture.
    Caption,
    /// Running text.
    Paragraph,
    /// A line of a list, or a record of its own.
    ListItem,
    /// Verse.
    Verse,
    /// Running heads, page numbers, navigation.
    Furniture,
}

/// What became of a stretch.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It stands in the article.
    Kept,
    /// It is a further copy of what is kept elsewhere.
    Folded,
    /// It is not part of the article.
    Dropped,
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

/// How sure.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// The text itself proves it.
    Safe,
    /// Another printing proves it.
    Witness,
    /// Statistical evidence, with a score.
    Likely,
    /// Doubtful: shown, never applied.
    Flag,
}

/// A reason, written as its code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Code(pub reason::Reason);

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.code())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Code, D::Error> {
        let code = Cow::<str>::deserialize(deserializer)?;
        let unknown = || D::Error::custom(format!("unknown reason {code:?}"));
        reason::Reason::from_code(&code).map(Code).ok_or_else(unknown)
    }
}

impl JsonSchema for Code {
    fn schema_name() -> Cow<'static, str> {
        "Code".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let codes: Vec<&str> = reason::Reason::ALL.iter().map(|r| r.code()).collect();
        json_schema!({ "description": "A reason; `faircopy explain CODE` says what it means.", "type": "string", "enum": codes })
    }
}

/// Two enums with the same variants, turned into one another both ways.
macro_rules! mirror {
    ($inner:ty, $record:ident: $($variant:ident)*) => {
        impl From<$inner> for $record {
            fn from(inner: $inner) -> $record {
                match inner { $(<$inner>::$variant => $record::$variant,)* }
            }
        }
        impl From<$record> for $inner {
            fn from(record: $record) -> $inner {
                match record { $($record::$variant => <$inner>::$variant,)* }
            }
        }
    };
}

mirror!(reason::Tier, Tier: Safe Witness Likely Flag);
mirror!(noise::Punctuation, Punctuation: Keep Full);
mirror!(block::BlockKind, Kind: Heading Byline Caption Paragraph ListItem Verse Furniture);
