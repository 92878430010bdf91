//! Pages cleaned side by side and written in order.
//!
//! ```text
//! reader ─→ chunks ─→ workers ─→ finished chunks ─→ writer, in order
//! ```
//! A chunk is handed out only when an earlier one has been written, so that what is
//! under way stays within bounds however uneven the pages are.

use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc;
use std::thread;

use faircopy::archive::record::{Fields, Record};
use faircopy::archive::summary::Problem;
use faircopy::archive::{Settings, prepare};
use faircopy::decode;
use faircopy::guard::guarded;
use serde::{Deserialize, Serialize};

use super::faults::faulty;
use super::progress::{Progress, Stage, Unit};
use super::reading::{self, Chunk, Item};
use super::walk::{Kind, Leaf};
use super::work::{Finished, Part, Work, frame};
use crate::cli::fault::Fault;

/// Chunks that may be under way, by worker.
const AHEAD: usize = 3;

/// A chunk's number, the bytes on disk read up to its end, and what came of it.
type Handed = (u64, u64, io::Result<Finished>);

/// A line of the cards: what is to be known of a page, and how long its parts are.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(super) struct CardLine {
    pub(super) card: prepare::Card,
    /// Bytes of the page as it came.
    pub(super) raw: u64,
    /// Symbols of its folded text.
    pub(super) symbols: u64,
    /// Bytes of the way back.
    pub(super) trace: u64,
}

/// How pages are to be cleaned.
pub(super) struct Cleaning<'a> {
    pub(super) leaves: &'a [Leaf],
    pub(super) fields: &'a Fields,
    pub(super) settings: &'a Settings,
    pub(super) threads: usize,
    pub(super) fail_fast: bool,
    pub(super) progress: &'a Progress,
}

impl Cleaning<'_> {
    /// Clean all pages that are not done yet.
    ///
    /// # Errors
    /// When the disk takes no more, or with `fail_fast` when a record cannot be used.
    pub(super) fn run(&self, work: &mut Work) -> Result<(), Fault> {
        let total = self.leaves.iter().map(|leaf| leaf.size).sum();
        let stage = self.progress.stage("cleaning", total, Unit::Bytes);
        let (first, tickets) = (work.chunks, self.threads * AHEAD);
        let (pass, passes) = mpsc::channel::<()>();
        for _ in 0..tickets {
            let _ = pass.send(());
        }
        let (hand, finished) = mpsc::channel::<Handed>();
        let outcome = rayon::in_place_scope(|pool| {
            thread::scope(|scope| {
                scope.spawn(move || {
                    reading::read(self.leaves, |chunk| {
                        // Chunks of an earlier run are only read over.
                        if chunk.number < first {
                            return true;
                        }
                        let hand = hand.clone();
                        let is_wanted = passes.recv().is_ok();
                        if is_wanted {
                            pool.spawn(move |_| {
                                let _ = hand.send((chunk.number, chunk.read, self.finish(chunk)));
                            });
                        }
                        is_wanted
                    });
                });
                let outcome = self.write(work, &finished, &pass, &stage);
                // A run that ends early hands out nothing more.
                drop((pass, finished));
                outcome
            })
        });
        stage.finish();
        outcome
    }

    fn write(
        &self,
        work: &mut Work,
        finished: &mpsc::Receiver<Handed>,
        pass: &mpsc::Sender<()>,
        stage: &Stage<'_>,
    ) -> Result<(), Fault> {
        let mut waiting = BTreeMap::new();
        for (number, read, chunk) in finished {
            waiting.insert(number, (read, chunk));
            while let Some((read, chunk)) = waiting.remove(&work.chunks) {
                let chunk = chunk.map_err(super::work::unwritable(&work.path("")))?;
                if let Some(problem) = chunk.problems.first().filter(|_| self.fail_fast) {
                    return Err(Fault::BadRecords { count: 1, first: vec![shown(problem)] });
                }
                work.add(chunk)?;
                let _ = pass.send(());
                stage.reach(read);
            }
        }
        Ok(())
    }

    /// Clean a chunk.
    fn finish(&self, chunk: Chunk) -> io::Result<Finished> {
        let mut parts: [Vec<u8>; 6] = Default::default();
        let (mut pages, mut problems) = (0, Vec::new());
        for item in chunk.items {
            let place = self.place(&item);
            let record = match self.record(item, &place) {
                Ok(record) => record,
                Err(cause) => {
                    problems.push(Problem { place, cause });
                    continue;
                }
            };
            let start = parts[Part::Raw as usize].len();
            parts[Part::Raw as usize].extend_from_slice(&record.bytes);
            let raw = parts[Part::Raw as usize].len() - start;
            // A page that not even keeping it as it came succeeds with is told as unusable.
            let prepared = match guarded(|| prepare(record, self.fields, self.settings)) {
                Ok(prepared) => prepared,
                Err(said) => {
                    parts[Part::Raw as usize].truncate(start);
                    problems.push(Problem { place, cause: faulty("taking it in", &said) });
                    continue;
                }
            };
            if let Some(said) = &prepared.failed {
                let cause = faulty("cleaning it, and it is kept as it came", said);
                problems.push(Problem { place, cause });
            }
            let trace = prepared.folded.trace.to_bytes();
            let line = CardLine {
                card: prepared.card,
                raw: raw as u64,
                symbols: prepared.folded.symbols.len() as u64,
                trace: trace.len() as u64,
            };
            pages += 1;
            parts[Part::Pages as usize].extend(prepared.page);
            parts[Part::Ledger as usize].extend(prepared.ledger);
            serde_json::to_writer(&mut parts[Part::Cards as usize], &line)?;
            parts[Part::Cards as usize].push(b'\n');
            let symbols = prepared.folded.symbols.iter().flat_map(|s| s.to_le_bytes());
            parts[Part::Symbols as usize].extend(symbols);
            parts[Part::Trace as usize].extend(trace);
        }
        for part in [Part::Pages, Part::Ledger] {
            let bytes = &mut parts[part as usize];
            if !bytes.is_empty() {
                *bytes = frame(bytes)?;
            }
        }
        Ok(Finished { parts, pages, problems })
    }

    /// Where an item stands, for people.
    fn place(&self, item: &Item) -> String {
        let name = self.leaves[item.leaf].name();
        if item.line == 0 { name } else { format!("{name}:{}", item.line) }
    }

    fn record(&self, item: Item, place: &str) -> Result<Record, String> {
        let bytes = item.bytes?;
        match self.leaves[item.leaf].kind {
            Kind::Records => {
                Record::of_json(&bytes, self.fields, place).map_err(|cause| cause.to_string())
            }
            Kind::Page => match decode::binary_kind(&bytes) {
                Some(kind) if self.settings.page.decode.encoding.is_none() => {
                    Err(format!("not text but {kind}"))
                }
                _ => Ok(Record::of_file(place.to_owned(), bytes)),
            },
        }
    }
}

/// A problem on one line.
pub(super) fn shown(problem: &Problem) -> String {
    format!("{}: {}", problem.place, problem.cause)
}
