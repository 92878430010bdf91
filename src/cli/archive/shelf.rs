//! The shelf: the pages of an archive as the work folder holds them, each within reach.

use std::fs::File;
use std::hash::BuildHasher;
use std::io::{self, BufRead, BufReader};
use std::ops::Range;

use faircopy::archive::folded::Trace;
use faircopy::archive::record;
use faircopy::archive::{Settings, prepare};
use faircopy::matching::across::Folds;
use faircopy::matching::across::shared::Numbering;
use faircopy::source::Source;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashSet};

use super::cleaning::CardLine;
use super::work::{Part, Work};
use crate::cli::fault::Fault;

/// All pages, to be read by number.
pub(super) struct Shelf {
    pub(super) numbering: Numbering,
    pub(super) cards: Vec<Slim>,
    /// How many pages have the id of an earlier one, and the first such id.
    pub(super) again: (usize, Option<Box<str>>),
    /// Names of newspapers, by the number that cards have.
    pub(super) series: Vec<String>,
    raw: File,
    symbols: File,
    trace: File,
    /// All symbols, where there is room for them.
    held: Option<Vec<u16>>,
}

/// Cards that are parsed at a time, side by side.
const CARDS: usize = 1 << 14;

/// A page's card, as small as it can be.
pub(super) struct Slim {
    pub(super) id: Box<str>,
    pub(super) date: Option<Box<str>>,
    /// Days since the epoch.
    pub(super) day: Option<i32>,
    pub(super) series: Option<u32>,
    utf8: bool,
    raw: Range<u64>,
    trace: Range<u64>,
}

impl Shelf {
    /// The pages of a work folder, their symbols held in memory if they take no more
    /// than `room` bytes. `each` sees the card of each page.
    ///
    /// # Errors
    /// When its files cannot be read.
    pub(super) fn open(
        work: &Work,
        room: u64,
        each: impl FnMut(&prepare::Card),
    ) -> Result<Shelf, Fault> {
        let open = |part: Part| {
            let path = work.path(part.file());
            File::open(&path).map_err(unreadable(path.display().to_string()))
        };
        let mut shelf = Shelf {
            numbering: Numbering::of(std::iter::empty()),
            cards: Vec::new(),
            again: (0, None),
            series: Vec::new(),
            raw: open(Part::Raw)?,
            symbols: open(Part::Symbols)?,
            trace: open(Part::Trace)?,
            held: None,
        };
        let name = || work.path("").display().to_string();
        let lengths = shelf.read_cards(open(Part::Cards)?, each).map_err(unreadable(name()))?;
        shelf.numbering = Numbering::of(lengths.into_iter());
        let symbols = shelf.numbering.symbols();
        if 2 * symbols <= room {
            shelf.held = Some(shelf.all_symbols(symbols).map_err(unreadable(name()))?);
        }
        Ok(shelf)
    }

    fn read_cards(
        &mut self,
        file: File,
        mut each: impl FnMut(&prepare::Card),
    ) -> io::Result<Vec<usize>> {
        let mut known = std::collections::HashMap::new();
        let mut ids = FxHashSet::default();
        let (mut raw, mut trace, mut lengths) = (0, 0, Vec::new());
        let mut lines = BufReader::with_capacity(1 << 18, file).lines();
        loop {
            let batch: Vec<String> = lines.by_ref().take(CARDS).collect::<io::Result<_>>()?;
            if batch.is_empty() {
                return Ok(lengths);
            }
            let parsed = batch.par_iter().map(|line| serde_json::from_str(line));
            let parsed: Vec<CardLine> = parsed.collect::<serde_json::Result<_>>()?;
            for line in parsed {
                let card = line.card;
                each(&card);
                let series = card.series.map(|name| {
                    *known.entry(name).or_insert_with_key(|name: &String| {
                        self.series.push(name.clone());
                        self.series.len() as u32 - 1
                    })
                });
                if !ids.insert(FxBuildHasher.hash_one(card.id.as_str())) {
                    self.again.0 += 1;
                    self.again.1.get_or_insert_with(|| card.id.as_str().into());
                }
                self.cards.push(Slim {
                    id: card.id.into(),
                    day: card.date.as_deref().and_then(record::day),
                    date: card.date.map(String::into_boxed_str),
                    series,
                    utf8: card.utf8,
                    raw: raw..raw + line.raw,
                    trace: trace..trace + line.trace,
                });
                (raw, trace) = (raw + line.raw, trace + line.trace);
                lengths.push(line.symbols as usize);
            }
        }
    }

    /// Bytes of the folded texts that are held in memory.
    pub(super) fn held(&self) -> u64 {
        self.held.as_ref().map_or(0, |held| 2 * held.len() as u64)
    }

    /// All symbols, in as little room as they take.
    fn all_symbols(&self, count: u64) -> io::Result<Vec<u16>> {
        let (mut all, mut piece) = (Vec::with_capacity(count as usize), Vec::new());
        for start in (0..count).step_by(1 << 16) {
            self.read_symbols(start..count.min(start + (1 << 16)), &mut piece)?;
            all.extend(piece.iter().map(|symbol| *symbol as u16));
        }
        Ok(all)
    }

    /// Read a stretch of the archive's symbols, in place of what `into` held.
    ///
    /// # Errors
    /// When the file is shorter than it should be, or unreadable.
    pub(super) fn read_symbols(&self, range: Range<u64>, into: &mut Vec<u32>) -> io::Result<()> {
        into.clear();
        if let Some(held) = &self.held {
            let held = &held[range.start as usize..range.end as usize];
            into.extend(held.iter().map(|symbol| u32::from(*symbol)));
            return Ok(());
        }
        let mut piece = [0; 1 << 14];
        let (mut at, end) = (2 * range.start, 2 * range.end);
        while at < end {
            let piece = &mut piece[..(1 << 14).min((end - at) as usize)];
            read_at(&self.symbols, piece, at)?;
            at += piece.len() as u64;
            let pairs = piece.as_chunks::<2>().0;
            into.extend(pairs.iter().map(|pair| u32::from(u16::from_le_bytes(*pair))));
        }
        Ok(())
    }

    /// A page's text, decoded.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn source(&self, page: usize, settings: &Settings) -> io::Result<Source> {
        let card = &self.cards[page];
        let mut bytes = vec![0; (card.raw.end - card.raw.start) as usize];
        read_at(&self.raw, &mut bytes, card.raw.start)?;
        Ok(prepare::source(&card.id, bytes, card.utf8, settings))
    }

    /// The way back from a page's symbols to its text.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn trace(&self, page: usize) -> io::Result<Trace> {
        let range = &self.cards[page].trace;
        let mut bytes = vec![0; (range.end - range.start) as usize];
        read_at(&self.trace, &mut bytes, range.start)?;
        Trace::from_bytes(&bytes).ok_or_else(|| io::ErrorKind::InvalidData.into())
    }
}

impl Folds for Shelf {
    fn len(&self, page: u32) -> usize {
        self.numbering.len(page as usize)
    }

    /// # Panics
    /// When the work folder is taken away while it is used.
    fn read(&self, page: u32, range: Range<usize>, into: &mut Vec<u32>) {
        let start = self.numbering.start(page as usize);
        let range = start + range.start as u64..start + range.end as u64;
        self.read_symbols(range, into).expect("the work folder stays while it is used");
    }
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let count = std::os::windows::fs::FileExt::seek_read(file, bytes, at)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes = &mut bytes[count..];
        at += count as u64;
    }
    Ok(())
}

/// The fault of a file that cannot be read.
pub(super) fn unreadable(name: String) -> impl Fn(io::Error) -> Fault {
    move |cause| Fault::Unreadable { name: name.clone(), cause }
}
