//! The fitted tables: every line can be read, and what lies beside a table is what the
//! fit wrote. That the tables are what the command gives, `cargo bench --bench fit -- --check`
//! shows where the texts are.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

#[test]
fn tables_can_be_read_and_name_their_command() {
    for (name, table) in tables() {
        let first = table.lines().next().unwrap_or_default();
        assert!(
            first.ends_with(&format!("`cargo bench --bench fit -- {name}`")),
            "{name}: {first}"
        );
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let weight = line.split_once('\t').map(|(_, weight)| weight.parse::<f32>());
            assert!(matches!(weight, Some(Ok(weight)) if weight.is_finite()), "{name}: {line}");
        }
    }
}

#[test]
fn counts_are_those_that_the_fit_wrote() {
    let mut checked = 0;
    for (name, table) in tables() {
        for line in table.lines() {
            let Some((path, digest)) = line.split_once(" sha-256 ") else { continue };
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path.trim_start_matches("# "));
            let bytes = fs::read(&path).expect("a file that the fit wrote");
            let found: String =
                Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(found, digest, "{name}: {} is another file", path.display());
            checked += 1;
        }
    }
    assert!(checked > 0, "no table names a file beside it");
}

/// The tables in the sources, with their names.
fn tables() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/weights");
    let entries = fs::read_dir(folder).expect("the folder of tables");
    let table = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).expect("a table is text"))
    };
    entries.map(table).collect()
}
