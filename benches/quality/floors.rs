//! Floors: figures that may not get worse without somebody editing one file.

use std::collections::BTreeMap;

use crate::table::{Better, Row};

/// What `floors.toml` holds, by the key of a row.
#[derive(serde::Deserialize)]
pub(crate) struct Floors {
    /// For sets of the measuring data.
    data: BTreeMap<String, f64>,
    /// For what is measured without it.
    own: BTreeMap<String, f64>,
}

impl Floors {
    /// The floors as committed.
    pub(crate) fn load() -> Floors {
        toml::from_str(include_str!("floors.toml")).expect("floors.toml is a table of figures")
    }

    /// Hold rows to their floors, and every floor to a row: a figure that is no
    /// longer taken guards nothing. Gives what is wrong, a sentence each.
    /// `wanted` tells which keys this run was asked for.
    pub(crate) fn hold(
        &self,
        rows: &mut [Row],
        data: bool,
        wanted: impl Fn(&str) -> bool,
    ) -> Vec<String> {
        let mut wrong = Vec::new();
        for row in rows.iter_mut() {
            let key = row.key();
            row.floor = self.data.get(&key).or_else(|| self.own.get(&key)).copied();
            row.holds = row.floor.is_none_or(|floor| row.is_at_least(floor));
            if let Some(floor) = row.floor.filter(|_| !row.holds) {
                wrong.push(format!("{key} is {}, its floor {floor}", row.figure));
            }
        }
        let sets = [(&self.own, true), (&self.data, data)];
        let keys = sets.iter().filter(|(_, asked)| *asked).flat_map(|(floors, _)| floors.keys());
        for key in keys.filter(|key| wanted(key)) {
            if !rows.iter().any(|row| row.key() == *key) {
                wrong.push(format!("{key} has a floor and was not measured"));
            }
        }
        wrong
    }
}

/// A figure as a floor, its fourth decimal (the third digit of large ones) given up
/// in its favour.
pub(crate) fn line(row: &Row) -> String {
    let step = if row.figure.abs() < 10.0 { 1e-3 } else { 1.0 };
    let floor = match row.better {
        Better::Higher => (row.figure / step).floor() * step,
        Better::Lower => (row.figure / step).ceil() * step,
    };
    format!("\"{}\" = {floor:.3}", row.key())
}
