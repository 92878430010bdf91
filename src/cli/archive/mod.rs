//! `faircopy archive`: many pages in; their fair copies, what is printed on more than
//! one of them, a ledger of it all and a summary out.

mod cleaning;
mod faults;
mod finding;
mod folding;
mod index;
mod linking;
#[cfg_attr(not(feature = "parquet"), path = "without_parquet.rs")]
mod parquet;
mod progress;
pub(super) mod reading;
mod runs;
mod shelf;
mod telling;
pub(super) mod walk;
mod work;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use faircopy::archive::record::Fields;
use faircopy::archive::summary::{self, Problem, Summary};
use faircopy::archive::{Across, Settings, fold};
use faircopy::matching::across;
use faircopy::weights;
use serde::{Deserialize, Serialize};

use super::clean;
use super::exit::{INTERRUPTED, Outcome};
use super::fault::Fault;
use super::flags;
use super::terminal::tame;
pub(crate) use finding::{Diff, Wanted};

use cleaning::{Cleaning, shown};
use faults::Faults;
use folding::Folding;
use index::Frame;
use linking::Linking;
use progress::Progress;
use shelf::Shelf;
use telling::Telling;
use walk::{Found, Walk};
use work::{FOLDER, Part, Work, publish, unwritable, write_whole};

/// Bytes that a run takes beside what it can choose to hold: the program, its lexicons,
/// what is known of each page.
const BASE: u64 = 96 << 20;

/// Bad records that are listed at the end; all are counted.
const LISTED: usize = 20;

/// An archive run that is ready.
pub(crate) struct Archive {
    walk: Walk,
    fields: Fields,
    settings: Settings,
    threads: usize,
    memory: u64,
    format: flags::Format,
    resume: bool,
    fail_fast: bool,
    progress: Progress,
}

impl Archive {
    /// # Errors
    /// When there is an archive already where this one is to be written.
    pub(crate) fn new(flags: flags::Archive) -> Result<Archive, Fault> {
        let out = flags.output;
        let title = || out.display().to_string();
        if out.exists() && !out.is_dir() {
            return Err(Fault::NotAFolder(title()));
        }
        if !flags.resume && out.join("summary.json").exists() {
            return Err(Fault::ArchiveExists(title()));
        }
        if !flags.resume && out.join(FOLDER).exists() {
            return Err(Fault::ArchiveUnfinished(title()));
        }
        if flags.format == flags::Format::Parquet && !cfg!(feature = "parquet") {
            return Err(Fault::NoParquet);
        }
        let settings = Settings {
            page: clean::settings(&flags.how),
            within: !flags.across_only,
            across: match (flags.within_only, flags.across) {
                (true, _) => Across::Off,
                (false, flags::Across::Link) => Across::Link,
                (false, flags::Across::Fold) => Across::Fold,
            },
            readings: !flags.across_only || flags.readings,
            days: flags.days,
        };
        let fields = Fields {
            id: flags.id_field,
            text: flags.text_field,
            series: flags.series_field,
            date: flags.date_field,
        };
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Archive {
            walk: Walk {
                inputs: flags.inputs,
                files_from: flags.files_from,
                exclude: flags.exclude,
                out,
            },
            fields,
            settings,
            threads: flags.threads.unwrap_or(cores).max(1),
            memory: flags.memory,
            format: flags.format,
            resume: flags.resume,
            fail_fast: flags.fail_fast,
            progress: Progress::new(flags.quiet),
        })
    }

    /// # Errors
    /// When an input is missing, the disk takes no more, or, at the end, when records
    /// could not be used.
    pub(crate) fn run(self) -> Result<Outcome, Fault> {
        let out = self.walk.out.clone();
        if self.resume && out.join(FOLDER).join("all.done").exists() {
            return publish(&out).map(|()| Outcome::Done);
        }
        if self.resume && out.join("summary.json").exists() {
            self.progress.say("already finished; there is nothing to go on with");
            return Ok(Outcome::Done);
        }
        let _ = rayon::ThreadPoolBuilder::new().num_threads(self.threads).build_global();
        say_how_to_go_on(&out);
        let Found { leaves, problems: unseen, archives } = self.walk.leaves()?;
        for archive in archives {
            self.progress.say(&format!(
                "note: {} is an archive that faircopy made and was passed over; its articles \
                 are in its pages.jsonl.zst",
                tame(&archive.display().to_string())
            ));
        }
        if leaves.is_empty() && unseen.is_empty() {
            return Err(Fault::NoPages);
        }
        fs::create_dir_all(&out).map_err(unwritable(&out))?;
        let told = self.told(&leaves)?;
        let mut work = match self.resume {
            true => Work::resume(&out, &told)?,
            false => Work::begin(&out, &told)?,
        };
        if !work.is_done("cleaning") {
            let cleaning = Cleaning {
                leaves: &leaves,
                fields: &self.fields,
                settings: &self.settings,
                threads: self.threads,
                fail_fast: self.fail_fast,
                progress: &self.progress,
            };
            cleaning.run(&mut work)?;
            work.done("cleaning")?;
        }
        let mut summary = self.summary(&work, &unseen);
        let shelf = Shelf::open(&work, self.room() / 4, |card| summary.add_page(card))?;
        if let (count, Some(first)) = &shelf.again {
            self.progress.say(&format!(
                "note: {count} pages have the id of an earlier page (the first: {}); restore \
                 and diff find the earlier one, with --nth 2 the next. --id-field names another \
                 member",
                tame(first)
            ));
        }
        let mut frames = work.frames(Part::Pages);
        if self.settings.across != Across::Off {
            let folded = self.compare(&work, &shelf, &mut summary)?;
            frames = folded.unwrap_or(frames);
        }
        self.index(&work, &shelf, &frames)?;
        drop(shelf);
        if self.format == flags::Format::Parquet {
            parquet::write(&work, &self.fields, &self.progress)?;
        }
        let json = serde_json::to_vec_pretty(&summary).unwrap_or_default();
        write_whole(&work.path("summary.json"), &[&json[..], b"\n"].concat())?;
        write_whole(&work.path("summary.html"), summary::html(&summary).as_bytes())?;
        work.done("all")?;
        drop(work);
        publish(&out)?;
        self.report(&summary)
    }

    /// Find what is printed on more than one page, and tell of it; the frames of the pages
    /// where they are written again.
    fn compare(
        &self,
        work: &Work,
        shelf: &Shelf,
        summary: &mut Summary,
    ) -> Result<Option<Vec<Frame>>, Fault> {
        let faults = Faults::default();
        let linking = Linking {
            shelf,
            settings: &self.settings,
            room: self.room() - shelf.held(),
            progress: &self.progress,
            faults: &faults,
        };
        let clusters = across::clusters(&linking.reprints(work)?);
        let progress = &self.progress;
        let telling = Telling { shelf, settings: &self.settings, progress, faults: &faults };
        let kept = telling.run(&clusters, work, summary)?;
        for problem in faults.told() {
            summary.bad_records += 1;
            summary.problems.push(problem);
        }
        summary.problems.truncate(LISTED);
        if self.settings.across == Across::Fold {
            let folded = fold::plan(&clusters, &kept);
            let folding = Folding { shelf, fields: &self.fields, progress: &self.progress };
            return folding.run(&folded, work).map(Some);
        }
        Ok(None)
    }

    /// Write down where each page is.
    fn index(&self, work: &Work, shelf: &Shelf, pages: &[Frame]) -> Result<(), Fault> {
        let length =
            |path: PathBuf| path.metadata().map(|meta| meta.len()).map_err(unwritable(&path));
        let lengths = [length(work.path(Part::Ledger.file()))?, length(work.pages())?];
        let ids = shelf.cards.iter().map(|card| &*card.id);
        let index = index::of(ids, [&work.frames(Part::Ledger), pages], lengths);
        write_whole(&work.path(index::FILE), &index)
    }

    /// Bytes that pages under comparison may take.
    fn room(&self) -> u64 {
        self.memory.saturating_sub(BASE).max(self.memory / 4)
    }

    /// What the run was told, as far as its outcome depends on it: a run can go on only
    /// when it is told the same.
    fn told(&self, leaves: &[walk::Leaf]) -> Result<String, Fault> {
        #[derive(Serialize, Deserialize)]
        struct Told {
            faircopy: String,
            weights: String,
            settings: String,
            fields: Fields,
            inputs: Vec<(String, u64)>,
        }
        let told = Told {
            faircopy: env!("CARGO_PKG_VERSION").into(),
            weights: weights::digest().into(),
            settings: format!("{:?}", self.settings),
            fields: self.fields.clone(),
            inputs: leaves.iter().map(|leaf| (leaf.name(), leaf.size)).collect(),
        };
        Ok(serde_json::to_string_pretty(&told).unwrap_or_default())
    }

    /// What is known before pages are looked at: what could not be used.
    fn summary(&self, work: &Work, unseen: &[Problem]) -> Summary {
        let problems: Vec<&Problem> = unseen.iter().chain(&work.problems).collect();
        Summary {
            faircopy: env!("CARGO_PKG_VERSION").into(),
            weights: weights::digest().into(),
            bad_records: problems.len() as u64,
            problems: problems.into_iter().take(LISTED).cloned().collect(),
            ..Summary::default()
        }
    }

    fn report(&self, summary: &Summary) -> Result<Outcome, Fault> {
        let pages = summary.pages;
        self.progress.say(&format!(
            "{} pages: {} repeats folded, {} joins, {} repairs, {} to review; {} passages on \
             more than one page, in {} printings",
            pages.pages,
            pages.folded,
            pages.joins,
            pages.repairs,
            pages.review,
            summary.repeats.repeats,
            summary.repeats.printings,
        ));
        self.progress.say(&self.progress.took());
        if summary.bad_records == 0 {
            return Ok(Outcome::Done);
        }
        let first = summary.problems.iter().map(shown).collect();
        Err(Fault::BadRecords { count: summary.bad_records, first })
    }
}

/// On Ctrl-C stop at once and say how to go on: whatever the moment, what the work
/// folder holds is sound.
fn say_how_to_go_on(out: &Path) {
    let out: PathBuf = out.to_owned();
    // Where signals cannot be heard, the default (to stop in silence) does.
    let _ = ctrlc::set_handler(move || {
        let begun = out.join(FOLDER).exists();
        let advice = if begun { "; the same command with --resume goes on" } else { "" };
        let _ = writeln!(std::io::stderr(), "\nstopped{advice}");
        // A moment for the terminal, and no more.
        std::thread::sleep(Duration::from_millis(10));
        std::process::exit(INTERRUPTED.into());
    });
}
