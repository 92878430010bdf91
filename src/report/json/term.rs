//! The closed sets of a report: what a tier, a kind of block, a fate or a reason
//! may be, each written as one word.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{block, noise, reason};

/// What is done with half-width marks in Han text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Punctuation {
    /// They stay.
    Keep,
    /// They become full-width.
    Full,
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

/// How sure.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// The text itself proves it.
    Safe,
    /// Another printing proves it.
    Witness,
    /// Fitted weights say so; order and paragraph breaks alone are at stake.
    Weighed,
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

mirror!(reason::Tier, Tier: Safe Witness Weighed Likely Flag);
mirror!(noise::Punctuation, Punctuation: Keep Full);
mirror!(block::BlockKind, Kind: Heading Byline Caption Paragraph ListItem Verse Furniture);
