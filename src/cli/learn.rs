//! `faircopy learn`: archives in, a model out.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use faircopy::learn::Learner;
use faircopy::model::Model;
use faircopy::source::Page;

use super::exit::Outcome;
use super::fault::Fault;
use super::flags;
use super::input::{Input, MAX_INPUT};
use super::output::Target;
use super::progress;

/// Pages handed to the learner at a time.
const BATCH: usize = 256;

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
        let mut pages = 0;
        for archive in &self.archives {
            pages += progress::during("reading", || read(archive, &mut learner))?;
        }
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

/// Hand the pages of an archive to the learner; gives their number.
fn read(path: &Path, learner: &mut Learner) -> Result<usize, Fault> {
    let name = title(path);
    if path.is_dir() {
        let entries = std::fs::read_dir(path).and_then(|dir| dir.collect::<Result<Vec<_>, _>>());
        let entries = entries.map_err(|cause| Fault::Unreadable { name, cause })?;
        let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
        paths.sort();
        return paths.iter().map(|path| read(path, learner)).sum();
    }
    let file = title(path);
    let lines = |ending: &str| file.ends_with(".jsonl") || file.ends_with(ending);
    if !lines(".jsonl.gz") && !lines(".jsonl.zst") {
        let page = Page::new(file, Input::new(Some(path.to_path_buf())).read()?);
        let is_text = faircopy::decode::binary_kind(&page.bytes).is_none();
        if is_text {
            learner.read(&[page]);
        }
        return Ok(usize::from(is_text));
    }
    let cannot = |cause| Fault::Unreadable { name: name.clone(), cause };
    let raw = File::open(path).map_err(|cause| match cause.kind() {
        std::io::ErrorKind::NotFound => Fault::Missing(name.clone()),
        _ => cannot(cause),
    })?;
    let unpacked: Box<dyn Read> = match () {
        () if file.ends_with(".gz") => Box::new(flate2::read::MultiGzDecoder::new(raw)),
        () if file.ends_with(".zst") => {
            Box::new(zstd::stream::read::Decoder::new(raw).map_err(cannot)?)
        }
        () => Box::new(raw),
    };
    records(BufReader::new(unpacked), &name, learner)
}

/// A page of an archive in JSON Lines; other fields are nothing to learn from.
#[derive(serde::Deserialize)]
struct Record {
    text: String,
}

fn records(mut lines: impl BufRead, name: &str, learner: &mut Learner) -> Result<usize, Fault> {
    let (mut pages, mut total, mut number) = (Vec::new(), 0, 0);
    loop {
        let mut line = String::new();
        number += 1;
        let read = (&mut lines).take(MAX_INPUT).read_line(&mut line);
        let read = read.map_err(|cause| Fault::Unreadable { name: name.to_string(), cause })?;
        if !line.trim().is_empty() {
            let record: Record = serde_json::from_str(&line).map_err(|cause| {
                Fault::NotARecord { name: name.to_string(), line: number, cause: cause.to_string() }
            })?;
            pages.push(Page::new(format!("{name}:{number}"), record.text.into_bytes()));
            total += 1;
        }
        if pages.len() == BATCH || read == 0 {
            learner.read(&pages);
            pages.clear();
        }
        if read == 0 {
            return Ok(total);
        }
    }
}
