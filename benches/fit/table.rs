//! A table of weights as it lies in `src/weights`: the figures of the fit as comments,
//! then a weight a line.

use std::path::{Path, PathBuf};

/// Decimals of a weight.
const DECIMALS: usize = 3;

/// A table of weights.
#[derive(Default)]
pub(crate) struct Table {
    /// What the fit reached, a line each.
    figures: Vec<String>,
    weights: Vec<(String, f64)>,
}

impl Table {
    /// Note a figure of the fit, and print it.
    pub(crate) fn figure(&mut self, line: impl Into<String>) {
        let line = line.into();
        println!("{line}");
        self.figures.push(line);
    }

    /// Add a weight; one that is 0 when rounded is left out.
    pub(crate) fn weight(&mut self, name: impl Into<String>, weight: f64) {
        if format!("{weight:.DECIMALS$}").contains(|c: char| ('1'..='9').contains(&c)) {
            self.weights.push((name.into(), weight));
        }
    }

    /// Whether the table in the sources is this one.
    pub(crate) fn is_at(&self, name: &str) -> bool {
        let path = path(name);
        let same = std::fs::read_to_string(&path).is_ok_and(|there| there == self.text(name));
        if !same {
            eprintln!("{} is not what the command gives", path.display());
        }
        same
    }

    /// Write the table into the sources.
    pub(crate) fn write(&self, name: &str) -> bool {
        let path = path(name);
        let written = std::fs::write(&path, self.text(name));
        match &written {
            Ok(()) => println!("written to {}", path.display()),
            Err(error) => eprintln!("{}: {error}", path.display()),
        }
        written.is_ok()
    }

    fn text(&self, name: &str) -> String {
        let mut text =
            format!("# Weights of {name}: made by `cargo bench --bench fit -- {name}`\n");
        for line in &self.figures {
            text += &format!("# {line}\n");
        }
        for (name, weight) in &self.weights {
            text += &format!("{name}\t{weight:.DECIMALS$}\n");
        }
        text
    }
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/weights").join(format!("{name}.tsv"))
}
