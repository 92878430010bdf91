//! Fitted weights: what each piece of evidence is worth in a decision.
//!
//! The tables lie in `weights/`, one a decision, and are made by `cargo bench --bench fit`;
//! none is written by hand. A line has a feature's name and its weight in log odds;
//! lines that begin with `#` say how good the fit was on text that it had not seen.

use rustc_hash::FxHashMap;

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
