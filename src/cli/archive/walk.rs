//! Which files an archive is made of: folders walked with their ignore rules, globs,
//! single files and lists of them, in an order that does not depend on the disk.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use globset::GlobBuilder;
use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};

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

impl Walk {
    /// All files, and the folders and files that could not be looked into.
    ///
    /// # Errors
    /// When a named input or the list is not there, or a glob makes no sense.
    pub(crate) fn leaves(&self) -> Result<(Vec<Leaf>, Vec<Problem>), Fault> {
        let mut named = self.inputs.clone();
        if let Some(list) = &self.files_from {
            named.extend(listed(list)?);
        }
        let (mut leaves, mut problems, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
        for input in &named {
            let mut push = |path: PathBuf| {
                if seen.insert(path.clone()) {
                    leaves.push(Leaf::new(path));
                }
            };
            if input.is_dir() {
                self.folder(input, None, &mut push, &mut problems)?;
            } else if input.exists() {
                push(input.clone());
            } else if let Some((base, glob)) = glob(input)? {
                self.folder(&base, Some(&glob), &mut push, &mut problems)?;
            } else {
                return Err(Fault::Missing(input.display().to_string()));
            }
        }
        Ok((leaves, problems))
    }

    fn folder(
        &self,
        base: &Path,
        glob: Option<&globset::GlobMatcher>,
        push: &mut impl FnMut(PathBuf),
        problems: &mut Vec<Problem>,
    ) -> Result<(), Fault> {
        let out = self.out.canonicalize().ok();
        let walk = WalkBuilder::new(base)
            .require_git(false)
            .overrides(self.excluded(base)?)
            .sort_by_file_path(Path::cmp)
            .filter_entry(move |entry| {
                let own = |out: &PathBuf| entry.path().canonicalize().is_ok_and(|p| p == *out);
                !(entry.file_type().is_some_and(|t| t.is_dir()) && out.as_ref().is_some_and(own))
            })
            .build();
        for entry in walk {
            match entry {
                Ok(entry) if entry.path().is_file() => {
                    let bare = entry.path().strip_prefix("./").unwrap_or(entry.path());
                    if glob.is_none_or(|glob| glob.is_match(bare)) {
                        push(entry.path().to_path_buf());
                    }
                }
                Ok(_) => {}
                Err(cause) => problems
                    .push(Problem { place: base.display().to_string(), cause: cause.to_string() }),
            }
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
