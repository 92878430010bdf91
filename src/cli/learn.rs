//! `faircopy learn`: archives in, a model out.

use std::io::Write;
use std::path::{Path, PathBuf};

use faircopy::archive::summary::Problem;
use faircopy::learn::Learner;
use faircopy::model::Model;
use faircopy::source::Page;

use super::archive::reading::{self, Item};
use super::archive::walk::{Found, Kind, Leaf, Walk};
use super::exit::Outcome;
use super::fault::Fault;
use super::flags;
use super::input::Input;
use super::output::Target;
use super::progress;

/// A learning that is ready to run.
pub(crate) struct Learn {
    archives: Vec<PathBuf>,
    model: Target,
    quiet: bool,
}

impl Learn {
    /// # Errors
    /// When the model cannot be written, or would be written over an archive.
    pub(crate) fn new(flags: flags::Learn) -> Result<Learn, Fault> {
        let model = Target::new(flags.output)?;
        for archive in &flags.archives {
            let input = Input::new(Some(archive.clone()));
            super::output::keep_apart(&input, std::iter::once(&model))?;
        }
        Ok(Learn { archives: flags.archives, model, quiet: flags.quiet })
    }

    /// # Errors
    /// When an archive cannot be read or holds no text, or the model cannot be written.
    pub(crate) fn run(self) -> Result<Outcome, Fault> {
        let mut learner = Learner::default();
        let pages = progress::during("reading", || read(&self.archives, &mut learner))?;
        if learner.bytes() == 0 {
            let names: Vec<String> = self.archives.iter().map(|a| title(a)).collect();
            return Err(Fault::Empty(names.join(", ")));
        }
        let bytes = learner.bytes();
        let model = progress::during("learning", || learner.model());
        let file = model.to_bytes();
        self.model.stage(&file)?.commit()?;
        if !self.quiet {
            let said = said(&model, pages, bytes, file.len());
            let _ = writeln!(std::io::stderr(), "{said}");
        }
        Ok(Outcome::Done)
    }
}

fn said(model: &Model, pages: usize, bytes: usize, size: usize) -> String {
    let mib = |bytes: usize| bytes as f64 / f64::from(1 << 20);
    format!(
        "{pages} pages, {:.1} MiB of text: {} words, {} pairs, {} misreadings; a model of {:.1} MiB",
        mib(bytes),
        model.usage.len(),
        model.usage.pairs(),
        model.print.len(),
        mib(size)
    )
}

/// A model from a file.
///
/// # Errors
/// When it cannot be read or is none.
pub(crate) fn model(path: PathBuf) -> Result<Model, Fault> {
    let input = Input::new(Some(path));
    let bytes = input.read()?;
    Model::from_bytes(&bytes)
        .map_err(|cause| Fault::NotAModel { name: input.title(), cause: cause.to_string() })
}

fn title(path: &Path) -> String {
    path.display().to_string()
}

/// Hand the pages of all archives to the learner; gives their number.
fn read(archives: &[PathBuf], learner: &mut Learner) -> Result<usize, Fault> {
    let inputs = archives.to_vec();
    let walk = Walk { inputs, files_from: None, exclude: Vec::new(), out: PathBuf::new() };
    let Found { leaves, problems, .. } = walk.leaves()?;
    for Problem { place, cause } in problems {
        let _ = writeln!(std::io::stderr(), "{place}: {cause}");
    }
    let (mut count, mut fault) = (0, None);
    reading::read(&leaves, |chunk| {
        let pages = chunk.items.into_iter().map(|item| page(&leaves[item.leaf], item));
        match pages.collect::<Result<Vec<Option<Page>>, Fault>>() {
            Ok(pages) => {
                let pages: Vec<Page> = pages.into_iter().flatten().collect();
                learner.read(&pages);
                count += pages.len();
            }
            Err(cause) => fault = Some(cause),
        }
        fault.is_none()
    });
    fault.map_or(Ok(count), Err)
}

/// A page of an archive in JSON Lines; other fields are nothing to learn from.
#[derive(serde::Deserialize)]
struct Record {
    text: String,
}

/// A page from a file or from a line of one; `None` for what is no text.
fn page(leaf: &Leaf, item: Item) -> Result<Option<Page>, Fault> {
    let Item { line, bytes, .. } = item;
    let name = leaf.name();
    let bytes = bytes.map_err(|cause| {
        let cause = std::io::Error::other(cause);
        Fault::Unreadable { name: name.clone(), cause }
    })?;
    let page = match leaf.kind {
        Kind::Page => Page::new(name, bytes),
        Kind::Records => {
            let record: Record = serde_json::from_slice(&bytes).map_err(|cause| {
                Fault::NotARecord { name: name.clone(), line, cause: cause.to_string() }
            })?;
            Page::new(format!("{name}:{line}"), record.text.into_bytes())
        }
    };
    let is_text = faircopy::decode::binary_kind(&page.bytes).is_none();
    Ok(is_text.then_some(page))
}
