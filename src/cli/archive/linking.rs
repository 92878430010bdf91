//! Pages compared with one another: what stands on more than one of them.
//!
//! Strings are made again in each pass over the folded texts, as many shares of them at a
//! time as there is room for; making them costs less than keeping them would. Places
//! that pages share are kept in runs by later page.

use std::fs;
use std::io;
use std::sync::Mutex;

use faircopy::archive::Settings;
use faircopy::matching::across::shared::{self, Shared};
use faircopy::matching::across::strings::{self, SHARES};
use faircopy::matching::across::{self, Printing, Reprint};
use rayon::prelude::*;

use super::faults::Faults;
use super::progress::{Progress, Stage, Unit};
use super::runs::Runs;
use super::shelf::Shelf;
use super::work::{Work, unwritable, write_whole};
use crate::cli::fault::Fault;

/// Symbols whose strings are made at a time.
const BLOCK: u64 = 1 << 18;

/// Runs that shared places are divided into, by later page.
const RUNS: u64 = 64;

/// Runs that are aligned together, so that no core waits for the last page of each.
const TOGETHER: usize = 8;

/// Bytes of a packed string, and room to grow.
const STRING: u64 = 20;

/// How pages are to be compared.
pub(super) struct Linking<'a> {
    pub(super) shelf: &'a Shelf,
    pub(super) settings: &'a Settings,
    /// Bytes that strings and shared places may take.
    pub(super) room: u64,
    pub(super) progress: &'a Progress,
    pub(super) faults: &'a Faults,
}

impl Linking<'_> {
    /// All passages that two pages share; found by an earlier run, or now.
    ///
    /// # Errors
    /// When the disk takes no more.
    pub(super) fn reprints(&self, work: &Work) -> Result<Vec<Reprint>, Fault> {
        let path = work.path("reprints");
        if work.is_done("linking") {
            let bytes =
                fs::read(&path).map_err(super::shelf::unreadable(path.display().to_string()))?;
            return Ok(from_bytes(&bytes));
        }
        let reprints = self.find(work).map_err(unwritable(&path))?;
        write_whole(&path, &to_bytes(&reprints))?;
        work.done("linking")?;
        Ok(reprints)
    }

    fn find(&self, work: &Work) -> io::Result<Vec<Reprint>> {
        let symbols = self.shelf.numbering.symbols();
        let weight = across::weight_among(symbols);
        // Runs that are held grow by doubling: they may take twice what is said here.
        let runs = Runs::new(&work.path(""), RUNS as usize, self.room / 8);
        let passes = (symbols * STRING).div_ceil(self.room * 3 / 4).clamp(1, SHARES as u64);
        let shares = (SHARES as u64).div_ceil(passes);
        let passes = (SHARES as u64).div_ceil(shares);
        let stage = self.progress.stage("comparing", 2 * passes * symbols, Unit::Symbols);
        for pass in 0..passes {
            let from = (pass * shares) as usize;
            let held = from..SHARES.min(from + shares as usize);
            let strings = self.strings(held, weight, &stage)?;
            let each = symbols / strings.len() as u64;
            strings.into_par_iter().try_for_each(|strings| {
                let strings = strings.into_inner().unwrap_or_else(|broken| broken.into_inner());
                let shared = self.shared(strings, &runs);
                stage.advance(each);
                shared
            })?;
        }
        stage.finish();
        self.align(&runs, weight)
    }

    /// The strings of some shares, of all pages.
    fn strings(
        &self,
        held: std::ops::Range<usize>,
        weight: u32,
        stage: &Stage<'_>,
    ) -> io::Result<Vec<Mutex<Vec<u128>>>> {
        let numbering = &self.shelf.numbering;
        // As many as an even spread gives, and a few more: growing would double them.
        let expected = (numbering.symbols() / SHARES as u64) as usize * 17 / 16;
        let empty = |_| Mutex::new(Vec::with_capacity(expected));
        let all: Vec<Mutex<Vec<u128>>> = held.clone().map(empty).collect();
        let buffers = || (Vec::new(), vec![Vec::new(); held.len()]);
        blocks(self.shelf).into_par_iter().try_for_each_init(
            buffers,
            |(symbols, own), pages| {
                let (start, end) = (numbering.start(pages.start), numbering.start(pages.end));
                self.shelf.read_symbols(start..end, symbols)?;
                for page in pages {
                    let before = numbering.start(page);
                    let at = (before - start) as usize;
                    let symbols = &symbols[at..at + numbering.len(page)];
                    strings::each(symbols, weight, before, &held, |string| {
                        own[string.share() - held.start].push(string.pack());
                    });
                }
                for (all, own) in all.iter().zip(own) {
                    all.lock().unwrap_or_else(|broken| broken.into_inner()).append(own);
                }
                stage.advance(end - start);
                Ok::<(), io::Error>(())
            },
        )?;
        Ok(all)
    }

    /// The places that the strings of one share have in common, into their runs.
    fn shared(&self, strings: Vec<u128>, runs: &Runs) -> io::Result<()> {
        let mut own: Vec<Vec<u128>> = vec![Vec::new(); runs.count()];
        let numbering = &self.shelf.numbering;
        let comparable = |first: u32, second: u32| {
            let Some(most) = self.settings.days else { return true };
            let day = |page: u32| self.shelf.cards[page as usize].day;
            // Pages without a date may be of any.
            day(first).zip(day(second)).is_none_or(|(a, b)| a.abs_diff(b) <= most)
        };
        shared::each(strings, numbering, &comparable, |shared| {
            own[run_of(self.shelf, shared.second)].push(shared.pack());
        });
        own.iter()
            .enumerate()
            .filter(|(_, o)| !o.is_empty())
            .try_for_each(|(at, o)| runs.put(at, o))
    }

    /// Align what pages share.
    fn align(&self, runs: &Runs, weight: u32) -> io::Result<Vec<Reprint>> {
        let pages = self.shelf.numbering.count() as u64;
        let stage = self.progress.stage("aligning", pages, Unit::Pages);
        let (count, mut all) = (runs.count(), Vec::new());
        for start in (0..count).step_by(TOGETHER) {
            let end = count.min(start + TOGETHER);
            let of_run = |run| Ok(self.align_run(runs.take(run)?, weight));
            let found: Vec<Vec<Reprint>> =
                (start..end).into_par_iter().map(of_run).collect::<io::Result<_>>()?;
            all.extend(found.into_iter().flatten());
            stage.reach(pages * end as u64 / count as u64);
        }
        stage.finish();
        Ok(all)
    }

    /// Align what the later pages of a run share with earlier ones.
    fn align_run(&self, mut packed: Vec<u128>, weight: u32) -> Vec<Reprint> {
        packed.par_sort_unstable();
        let pages: Vec<&[u128]> = packed.chunk_by(|a, b| a >> 96 == b >> 96).collect();
        let of_page = |page: &&[u128]| {
            let shared: Vec<Shared> = page.iter().map(|p| Shared::unpack(*p)).collect();
            let name = || self.shelf.cards[shared[0].second as usize].id.to_string();
            let of_page =
                || across::of_page(self.shelf, &shared, weight, &self.settings.page.matching);
            self.faults.bear(name, "comparing it with earlier pages", of_page).unwrap_or_default()
        };
        let found: Vec<Vec<Reprint>> = pages.par_iter().map(of_page).collect();
        found.concat()
    }
}

/// Pages in stretches of about [`BLOCK`] symbols.
fn blocks(shelf: &Shelf) -> Vec<std::ops::Range<usize>> {
    let numbering = &shelf.numbering;
    let (mut blocks, mut start) = (Vec::new(), 0);
    for page in 0..numbering.count() {
        if numbering.start(page + 1) - numbering.start(start) >= BLOCK {
            blocks.push(start..page + 1);
            start = page + 1;
        }
    }
    blocks.push(start..numbering.count());
    blocks
}

/// The run of a later page: pages in their order, so that runs are in order too.
fn run_of(shelf: &Shelf, page: u32) -> usize {
    let symbols = shelf.numbering.symbols();
    (shelf.numbering.start(page as usize) * RUNS / (symbols + 1)) as usize
}

fn to_bytes(reprints: &[Reprint]) -> Vec<u8> {
    let printing = |p: &Printing| [p.page, p.range.start as u32, p.range.end as u32];
    let numbers = reprints.iter().flat_map(|r| [printing(&r.first), printing(&r.second)]);
    numbers.flatten().flat_map(u32::to_le_bytes).collect()
}

fn from_bytes(bytes: &[u8]) -> Vec<Reprint> {
    let number = |b: &[u8]| u32::from_le_bytes([b[0], b[1], b[2], b[3]]);
    let printing = |b: &[u8]| Printing {
        page: number(b),
        range: number(&b[4..]) as usize..number(&b[8..]) as usize,
    };
    let reprint = |b: &[u8]| Reprint { first: printing(b), second: printing(&b[12..]) };
    bytes.chunks_exact(24).map(reprint).collect()
}
