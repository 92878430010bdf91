//! The work folder: what a run has done so far, so that it can go on.
//!
//! Every file in it only grows. A chunk counts as done once the manifest has its line,
//! which says how long every file was then; going on, each file is cut back to that
//! length. Whatever the moment a run is killed at, no half chunk is ever believed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::index::Frame;
use crate::cli::fault::Fault;
use faircopy::archive::summary::Problem;

/// Files that chunks are appended to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// Pages for the reader, in compressed frames.
    Pages,
    /// The ledger, in compressed frames.
    Ledger,
    /// What is to be known of each page without opening it.
    Cards,
    /// The pages' bytes as they came.
    Raw,
    /// Their folded texts.
    Symbols,
    /// The way back from these.
    Trace,
}

impl Part {
    pub(super) const ALL: [Part; 6] =
        [Part::Pages, Part::Ledger, Part::Cards, Part::Raw, Part::Symbols, Part::Trace];

    pub(super) fn file(self) -> &'static str {
        match self {
            Part::Pages => "pages.jsonl.zst",
            Part::Ledger => "ledger.jsonl.zst",
            Part::Cards => "cards.jsonl",
            Part::Raw => "raw",
            Part::Symbols => "symbols",
            Part::Trace => "trace",
        }
    }
}

/// The file of the repeats, in compressed frames.
pub(super) const REPEATS: &str = "repeats.jsonl.zst";

/// Pages, repeats and ledger as Parquet, where that is asked for.
pub(super) const PARQUET: [&str; 3] = ["pages.parquet", "repeats.parquet", "ledger.parquet"];

/// The file of the pages without what stays elsewhere, which takes the pages' place. (Their
/// own file stays as it is: a run that goes on measures it.)
pub(super) const FOLDED: &str = "folded.jsonl.zst";

/// How hard frames are compressed: what is in them is written once and read seldom, and
/// at this level compressing takes a twentieth of the cleaning.
pub(super) const LEVEL: i32 = 1;

/// A compressed frame; frames one after another are a whole too.
///
/// # Errors
/// When there is no memory for it.
pub(super) fn frame(bytes: &[u8]) -> io::Result<Vec<u8>> {
    zstd::bulk::compress(bytes, LEVEL)
}

/// A finished chunk, as the manifest has it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
struct Entry {
    chunk: u64,
    pages: u64,
    /// How long each part is with it.
    ends: [u64; 6],
    problems: Vec<Problem>,
}

/// A finished chunk's bytes for each part.
pub(super) struct Finished {
    pub(super) parts: [Vec<u8>; 6],
    pub(super) pages: u64,
    pub(super) problems: Vec<Problem>,
}

/// The folder, open for writing.
pub(super) struct Work {
    folder: PathBuf,
    manifest: File,
    parts: Vec<File>,
    ends: [u64; 6],
    /// Each chunk's frames in the pages and in the ledger.
    frames: Vec<[Frame; 2]>,
    /// Chunks that are done.
    pub(super) chunks: u64,
    /// Pages in them.
    pub(super) pages: u64,
    /// Records in them that could not be used or cleaned.
    pub(super) problems: Vec<Problem>,
}

/// What the work folder is called inside the archive's.
pub(super) const FOLDER: &str = ".work";

impl Work {
    /// Begin anew, in an empty folder.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(super) fn begin(out: &Path, told: &str) -> Result<Work, Fault> {
        let folder = out.join(FOLDER);
        fs::create_dir_all(&folder).map_err(unwritable(&folder))?;
        write_whole(&folder.join("told.json"), told.as_bytes())?;
        Work::open(out)
    }

    /// Go on where the last run stopped, or begin where there was none.
    ///
    /// # Errors
    /// When the last run was told otherwise, or its files cannot be opened.
    pub(super) fn resume(out: &Path, told: &str) -> Result<Work, Fault> {
        let path = out.join(FOLDER).join("told.json");
        match fs::read_to_string(&path) {
            Ok(before) if before == told => Work::open(out),
            Ok(_) => Err(Fault::ToldOtherwise(out.display().to_string())),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Work::begin(out, told),
            Err(cause) => Err(Fault::Unreadable { name: path.display().to_string(), cause }),
        }
    }

    fn open(out: &Path) -> Result<Work, Fault> {
        let folder = out.join(FOLDER);
        let open = |name: &str| {
            let path = folder.join(name);
            let mut options = OpenOptions::new();
            let opened = options.read(true).write(true).create(true).truncate(false).open(&path);
            opened.map_err(unwritable(&path))
        };
        let manifest = open("manifest.jsonl")?;
        let parts = Part::ALL.iter().map(|part| open(part.file())).collect::<Result<_, _>>()?;
        let mut work = Work {
            folder: folder.clone(),
            manifest,
            parts,
            ends: [0; 6],
            frames: Vec::new(),
            chunks: 0,
            pages: 0,
            problems: Vec::new(),
        };
        work.recall().map_err(unwritable(&folder))?;
        Ok(work)
    }

    /// Read the manifest, and cut every file back to what it says.
    fn recall(&mut self) -> io::Result<()> {
        let lengths: Vec<u64> =
            self.parts.iter().map(|f| f.metadata().map(|m| m.len())).collect::<io::Result<_>>()?;
        let mut valid = 0;
        let mut lines = BufReader::new(self.manifest.try_clone()?);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line)? > 0 && line.ends_with(b"\n") {
            let Ok(entry) = serde_json::from_slice::<Entry>(&line) else { break };
            // Only after a power cut can a part be shorter than what was noted after it.
            if entry.ends.iter().zip(&lengths).any(|(end, length)| end > length) {
                break;
            }
            valid += line.len() as u64;
            self.count(entry);
            line.clear();
        }
        self.manifest.set_len(valid)?;
        self.manifest.seek(SeekFrom::Start(valid))?;
        for (file, end) in self.parts.iter_mut().zip(self.ends) {
            file.set_len(end)?;
            file.seek(SeekFrom::Start(end))?;
        }
        Ok(())
    }

    /// Add the next chunk.
    ///
    /// # Errors
    /// When the disk takes no more; the chunk then does not count.
    pub(super) fn add(&mut self, finished: Finished) -> Result<(), Fault> {
        let folder = self.folder.clone();
        self.append(finished).map_err(unwritable(&folder))
    }

    fn append(&mut self, finished: Finished) -> io::Result<()> {
        let mut ends = self.ends;
        for ((file, end), bytes) in self.parts.iter_mut().zip(&mut ends).zip(&finished.parts) {
            file.write_all(bytes)?;
            *end += bytes.len() as u64;
        }
        let Finished { pages, problems, .. } = finished;
        let entry = Entry { chunk: self.chunks, pages, ends, problems };
        let mut line = serde_json::to_vec(&entry)?;
        line.push(b'\n');
        self.manifest.write_all(&line)?;
        self.count(entry);
        Ok(())
    }

    /// Take in a chunk that is done.
    fn count(&mut self, entry: Entry) {
        let frame = |part: Part| Frame { pages: entry.pages, start: self.ends[part as usize] };
        self.frames.push([frame(Part::Pages), frame(Part::Ledger)]);
        self.ends = entry.ends;
        self.chunks = entry.chunk + 1;
        self.pages += entry.pages;
        self.problems.extend(entry.problems);
    }

    /// The frames of the pages or of the ledger, as cleaning wrote them.
    pub(super) fn frames(&self, part: Part) -> Vec<Frame> {
        self.frames.iter().map(|frames| frames[usize::from(part == Part::Ledger)]).collect()
    }

    /// Where a part lies.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Where the pages for the reader lie, as far as the run has come.
    pub(super) fn pages(&self) -> PathBuf {
        pages(&self.folder)
    }

    /// Whether a stage was finished, by this run or one before.
    pub(super) fn is_done(&self, stage: &str) -> bool {
        self.path(&format!("{stage}.done")).exists()
    }

    /// Note that a stage is finished.
    ///
    /// # Errors
    /// When the note cannot be written.
    pub(super) fn done(&self, stage: &str) -> Result<(), Fault> {
        write_whole(&self.path(&format!("{stage}.done")), b"")
    }
}

/// The lines of a compressed file; none where it is empty.
///
/// # Errors
/// When it cannot be read.
pub(super) fn lines(path: &Path) -> io::Result<Box<dyn BufRead>> {
    let file = File::open(path)?;
    Ok(match file.metadata()?.len() {
        0 => Box::new(io::empty()),
        _ => Box::new(BufReader::with_capacity(1 << 17, zstd::stream::read::Decoder::new(file)?)),
    })
}

/// Where the pages for the reader lie in a work folder.
pub(super) fn pages(folder: &Path) -> PathBuf {
    let folded = folder.join("folding.done").exists();
    folder.join(if folded { FOLDED } else { Part::Pages.file() })
}

/// Move what is finished out of the work folder, the summary last, and remove the rest.
/// Done again after an interruption it moves what is left.
pub(super) fn publish(out: &Path) -> Result<(), Fault> {
    let work = out.join(FOLDER);
    let pages = (pages(&work), Part::Pages.file());
    let beside = [Part::Ledger.file(), REPEATS, super::index::FILE];
    let beside = beside.into_iter().chain(PARQUET).chain(["summary.html", "summary.json"]);
    for (from, name) in [pages].into_iter().chain(beside.map(|name| (work.join(name), name))) {
        if name.ends_with(".zst") && fs::metadata(&from).is_ok_and(|meta| meta.len() == 0) {
            // Nothing compressed is still a frame, or no tool could read it.
            write_whole(&from, &frame(&[]).map_err(unwritable(&from))?)?;
        }
        if from.exists() {
            fs::rename(&from, out.join(name)).map_err(unwritable(&out.join(name)))?;
        }
    }
    fs::remove_dir_all(&work).map_err(unwritable(&work))
}

/// Write a file so that it is there whole or not at all.
///
/// # Errors
/// When it cannot be written.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let beside = path.with_extension("part");
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    written.map_err(unwritable(path))
}

/// The fault of a file or folder that cannot be written.
pub(super) fn unwritable(path: &Path) -> impl Fn(io::Error) -> Fault {
    move |cause| Fault::ArchiveUnwritable { name: path.display().to_string(), cause }
}
