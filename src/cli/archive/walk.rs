//! Which files an archive is made of: folders walked with their ignore rules, globs,
//! single files and lists of them, in an order that does not depend on the disk.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use globset::GlobBuilder;
use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};

use super::work::{FOLDER, Part};
use crate::cli::fault::Fault;
use faircopy::archive::summary::Problem;

/// What a file holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// One page.
    Page,
    /// A record of JSON on each line.
    Records,
}

/// How a file is packed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Packing {
    Plain,
    Gzip,
    Zstd,
}

/// A file to be read.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    pub(crate) path: PathBuf,
    pub(crate) kind: Kind,
    pub(crate) packing: Packing,
    /// Its length on disk, in bytes.
    pub(crate) size: u64,
}

impl Leaf {
    fn new(path: PathBuf) -> Leaf {
        let size = path.metadata().map_or(0, |meta| meta.len());
        let name = path.to_string_lossy().to_lowercase();
        let (bare, packing) = match (name.strip_suffix(".gz"), name.strip_suffix(".zst")) {
            (Some(bare), _) => (bare, Packing::Gzip),
            (_, Some(bare)) => (bare, Packing::Zstd),
            _ => (name.as_str(), Packing::Plain),
        };
        let records = [".jsonl", ".ndjson"].iter().any(|ending| bare.ends_with(ending));
        let kind = if records { Kind::Records } else { Kind::Page };
        Leaf { path, kind, packing, size }
    }

    /// What the file is called in messages, and a page that is a file of its own.
    pub(crate) fn name(&self) -> String {
        self.path.display().to_string()
    }
}

/// What is to be read.
pub(crate) struct Walk {
    pub(crate) inputs: Vec<PathBuf>,
    /// A file that lists further inputs, one a line; `-` is standard input.
    pub(crate) files_from: Option<PathBuf>,
    /// Globs of what is left out.
    pub(crate) exclude: Vec<String>,
    /// The archive's own folder, which is no input of itself.
    pub(crate) out: PathBuf,
}

/// What was found.
#[derive(Default)]
pub(crate) struct Found {
    /// The files to be read.
    pub(crate) leaves: Vec<Leaf>,
    /// Folders and files that could not be looked into.
    pub(crate) problems: Vec<Problem>,
    /// Folders that were passed over, because a run has written its archive there.
    pub(crate) archives: Vec<PathBuf>,
}

impl Walk {
    /// All files, in an order of their own.
    ///
    /// # Errors
    /// When a named input or the list is not there, a glob makes no sense, or a folder
    /// is an archive already or is to become one.
    pub(crate) fn leaves(&self) -> Result<Found, Fault> {
        let mut named = self.inputs.clone();
        if let Some(list) = &self.files_from {
            named.extend(listed(list)?);
        }
        let mut found = Found::default();
        for input in &named {
            if input.is_dir() {
                if is_archive(input) && !self.is_out(input) {
                    return Err(Fault::PagesOfAnArchive(input.display().to_string()));
                }
                self.folder(input, None, &mut found)?;
            } else if input.exists() {
                found.leaves.push(Leaf::new(input.clone()));
            } else if let Some((base, glob)) = glob(input)? {
                self.folder(&base, Some(&glob), &mut found)?;
            } else {
                return Err(Fault::Missing(input.display().to_string()));
            }
        }
        let mut seen = HashSet::new();
        found.leaves.retain(|leaf| seen.insert(leaf.path.clone()));
        Ok(found)
    }

    /// Whether a folder is the one that the archive is to be written to.
    fn is_out(&self, folder: &Path) -> bool {
        let out = self.out.canonicalize();
        out.is_ok_and(|out| folder.canonicalize().is_ok_and(|folder| folder == out))
    }

    fn folder(
        &self,
        base: &Path,
        glob: Option<&globset::GlobMatcher>,
        found: &mut Found,
    ) -> Result<(), Fault> {
        if self.is_out(base) {
            return Err(Fault::IntoItsInput(base.display().to_string()));
        }
        let out = self.out.canonicalize().ok();
        // The walk may not borrow what it leaves behind.
        let archives = Arc::new(Mutex::new(Vec::new()));
        let passed = Arc::clone(&archives);
        let walk = WalkBuilder::new(base)
            .require_git(false)
            .overrides(self.excluded(base)?)
            .sort_by_file_path(Path::cmp)
            .filter_entry(move |entry| {
                let own = |out: &PathBuf| entry.path().canonicalize().is_ok_and(|p| p == *out);
                if !entry.file_type().is_some_and(|t| t.is_dir()) {
                    return true;
                }
                if out.as_ref().is_some_and(own) {
                    return false;
                }
                let is_archive = is_archive(entry.path());
                if let (true, Ok(mut passed)) = (is_archive, passed.lock()) {
                    passed.push(entry.path().to_path_buf());
                }
                !is_archive
            })
            .build();
        for entry in walk {
            match entry {
                Ok(entry) if entry.path().is_file() => {
                    let bare = entry.path().strip_prefix("./").unwrap_or(entry.path());
                    if glob.is_none_or(|glob| glob.is_match(bare)) {
                        found.leaves.push(Leaf::new(entry.path().to_path_buf()));
                    }
                }
                Ok(_) => {}
                Err(cause) => found
                    .problems
                    .push(Problem { place: base.display().to_string(), cause: cause.to_string() }),
            }
        }
        if let Ok(mut passed) = archives.lock() {
            found.archives.append(&mut passed);
        }
        Ok(())
    }

    fn excluded(&self, base: &Path) -> Result<Override, Fault> {
        let mut builder = OverrideBuilder::new(base);
        for glob in &self.exclude {
            builder.add(&format!("!{glob}")).map_err(|cause| bad_glob(glob, &cause))?;
        }
        builder.build().map_err(|cause| bad_glob("--exclude", &cause))
    }
}

/// Whether a run has written an archive to a folder, or is at it: what it holds is made
/// of pages and none itself.
fn is_archive(folder: &Path) -> bool {
    let ledger = folder.join(Part::Ledger.file());
    ledger.is_file() && folder.join("summary.json").is_file() || folder.join(FOLDER).is_dir()
}

fn bad_glob(glob: &str, cause: &dyn std::fmt::Display) -> Fault {
    Fault::BadGlob { glob: glob.into(), cause: cause.to_string() }
}

/// The folder to walk and the pattern to match, where a name is a glob.
fn glob(input: &Path) -> Result<Option<(PathBuf, globset::GlobMatcher)>, Fault> {
    let text = input.to_string_lossy();
    let is_meta = |part: &str| part.contains(['*', '?', '[', '{']);
    if !is_meta(&text) {
        return Ok(None);
    }
    let plain = input.components().take_while(|c| !is_meta(&c.as_os_str().to_string_lossy()));
    let base: PathBuf = plain.collect();
    let base = if base.as_os_str().is_empty() { PathBuf::from(".") } else { base };
    let pattern = text.strip_prefix("./").unwrap_or(&text);
    let glob = GlobBuilder::new(pattern)
        .literal_separator(true)
        .build()
        .map_err(|cause| bad_glob(&text, &cause))?;
    Ok(Some((base, glob.compile_matcher())))
}

/// The names in a list, one a line; empty lines are none.
fn listed(list: &Path) -> Result<Vec<PathBuf>, Fault> {
    let name = list.display().to_string();
    let lines: io::Result<Vec<String>> = match list.as_os_str() == "-" {
        true => io::stdin().lock().lines().collect(),
        false => File::open(list).and_then(|file| BufReader::new(file).lines().collect()),
    };
    match lines {
        Ok(lines) => Ok(lines.into_iter().filter(|l| !l.is_empty()).map(PathBuf::from).collect()),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Err(Fault::Missing(name)),
        Err(cause) => Err(Fault::Unreadable { name, cause }),
    }
}
