//! A table of weights as it lies in `src/weights`: the figures of the fit as comments,
//! then a weight a line.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// Decimals of a weight.
const DECIMALS: usize = 3;

/// A table of weights.
#[derive(Default)]
pub(crate) struct Table {
    /// What the fit reached, a line each.
    figures: Vec<String>,
    weights: Vec<(String, f64)>,
    /// Other files that the fit gives: their paths in the project, and what is in them.
    files: Vec<(String, Vec<u8>)>,
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

    /// Add a file beside the table: its path in the project, and what is in it.
    pub(crate) fn file(&mut self, path: &str, bytes: Vec<u8>) {
        self.files.push((path.to_string(), bytes));
    }

    /// Whether the files in the sources are these.
    pub(crate) fn is_at(&self, name: &str) -> bool {
        let differs = |(path, bytes): &(PathBuf, Vec<u8>)| {
            let differs = std::fs::read(path).ok().as_deref() != Some(bytes);
            if differs {
                eprintln!("{} is not what the command gives", path.display());
            }
            differs
        };
        !self.all(name).iter().any(differs)
    }

    /// Write the table, and the files beside it, into the sources.
    pub(crate) fn write(&self, name: &str) -> bool {
        let write = |(path, bytes): &(PathBuf, Vec<u8>)| match std::fs::write(path, bytes) {
            Ok(()) => println!("written to {}", path.display()),
            Err(error) => panic!("{}: {error}", path.display()),
        };
        self.all(name).iter().for_each(write);
        true
    }

    fn all(&self, name: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let table = (root.join(format!("src/weights/{name}.tsv")), self.text(name).into_bytes());
        let files = self.files.iter().map(|(path, bytes)| (root.join(path), bytes.clone()));
        std::iter::once(table).chain(files).collect()
    }

    fn text(&self, name: &str) -> String {
        let mut text =
            format!("# Weights of {name}: made by `cargo bench --bench fit -- {name}`\n");
        for line in &self.figures {
            text += &format!("# {line}\n");
        }
        for (path, bytes) in &self.files {
            let digest: String = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
            text += &format!("# {path} sha-256 {digest}\n");
        }
        for (name, weight) in &self.weights {
            text += &format!("{name}\t{weight:.DECIMALS$}\n");
        }
        text
    }
}
