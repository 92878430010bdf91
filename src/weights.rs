//! Fitted weights: what each piece of evidence is worth in a decision.
//!
//! The tables lie in `weights/`, one a decision, and are made by `cargo bench --bench fit`;
//! none is written by hand. A line has a feature's name and its weight in log odds;
//! lines that begin with `#` say how good the fit was on text that it had not seen.

use std::fmt::Write;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

/// Whether two passages are one text.
pub const COPIES: &str = include_str!("weights/copies.tsv");

/// Which end goes on at which start.
pub const JOINS: &str = include_str!("weights/joins.tsv");

/// Which line ends are soft.
pub const LINES: &str = include_str!("weights/lines.tsv");

/// How good the language models are, and the digests of their counts.
const LANGUAGE: &str = include_str!("weights/language.tsv");

/// Bytes of the digest that tells one set of tables from another.
const DIGEST: usize = 8;

/// What tells these tables from those of another build, in hexadecimal: with the version
/// of the tool it stands in every report, for the weights decide what is done.
pub fn digest() -> &'static str {
    static OF_ALL: LazyLock<String> = LazyLock::new(|| {
        let bytes = Sha256::digest([COPIES, JOINS, LANGUAGE, LINES].concat());
        bytes.iter().take(DIGEST).fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    });
    &OF_ALL
}

/// The weights of one decision, by the names of its features.
pub struct Weights {
    by_name: FxHashMap<&'static str, f32>,
}

impl Weights {
    /// Read a table.
    ///
    /// # Panics
    /// When a line is no name and number: tables are part of the program.
    pub fn read(table: &'static str) -> Weights {
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        let weight = |line: &'static str| {
            let (name, weight) = line.split_once('\t').expect("a name and a weight");
            (name, weight.parse().expect("a weight is a number"))
        };
        Weights { by_name: lines.map(weight).collect() }
    }

    /// The weights whose names begin with `class/`, by what follows: a table may hold those
    /// of several kinds of text.
    pub fn class(&self, class: &str) -> Weights {
        let named = |(name, weight): (&&'static str, &f32)| {
            let (of, name) = name.split_once('/')?;
            (of == class).then_some((name, *weight))
        };
        Weights { by_name: self.by_name.iter().filter_map(named).collect() }
    }

    /// The weight of a feature in log odds; 0 for one that the fit gave none.
    pub fn of(&self, feature: &str) -> f32 {
        self.by_name.get(feature).copied().unwrap_or(0.0)
    }
}
