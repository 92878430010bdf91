//! The index: in which frames of the ledger and of the pages each page is, by its id.
//!
//! ```text
//!  8 bytes   the mark of the form
//! 16 bytes   lengths of the ledger and of the pages that it is of
//! 24 bytes   for each page: the digest of its id, where its frame starts in either
//! ```
//! Numbers are little-endian. Pages are in the order of their digests, those of one id
//! in the order of the archive: one is found by halving, with some twenty short reads.
//! A reader without the index, or with one of other files, reads the ledger through.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::work::Part;

/// What the index is called in the archive.
pub(super) const FILE: &str = "pages.index";

const MARK: &[u8; 8] = b"fcindex1";

/// Bytes before the first entry, and of each.
const HEAD: u64 = 24;
const ENTRY: u64 = 24;

/// A compressed frame of a file that has a line for each page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Frame {
    /// Pages in it.
    pub(super) pages: u64,
    /// Where it starts, in bytes of the file.
    pub(super) start: u64,
}

/// Where a page is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Place {
    /// Where its frame starts in the ledger.
    pub(super) ledger: u64,
    /// Where its frame starts in the pages.
    pub(super) pages: u64,
}

/// The index of pages of these ids, given the frames of both files and their lengths.
pub(super) fn of<'a>(
    ids: impl Iterator<Item = &'a str>,
    [ledger, pages]: [&[Frame]; 2],
    lengths: [u64; 2],
) -> Vec<u8> {
    let mut entries: Vec<[u64; 3]> = ids
        .zip(starts(ledger).zip(starts(pages)))
        .map(|(id, (ledger, pages))| [digest(id), ledger, pages])
        .collect();
    // Stable: pages of one id stay in their order.
    entries.sort_by_key(|entry| entry[0]);
    let numbers = lengths.into_iter().chain(entries.into_iter().flatten());
    MARK.iter().copied().chain(numbers.flat_map(u64::to_le_bytes)).collect()
}

/// For each page where its frame starts.
fn starts(frames: &[Frame]) -> impl Iterator<Item = u64> {
    frames.iter().flat_map(|frame| std::iter::repeat_n(frame.start, frame.pages as usize))
}

fn digest(id: &str) -> u64 {
    Sha256::digest(id).first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// Where the pages of an id may be, in the order of the archive; `None` where there is
/// no index, or one that is not of these files.
pub(super) fn places(archive: &Path, id: &str) -> Option<Vec<Place>> {
    let length = |part: Part| archive.join(part.file()).metadata().map(|meta| meta.len()).ok();
    let lengths = [length(Part::Ledger)?, length(Part::Pages)?];
    read(&mut File::open(archive.join(FILE)).ok()?, lengths, digest(id)).ok()?
}

fn read(
    file: &mut (impl Read + Seek),
    lengths: [u64; 2],
    wanted: u64,
) -> io::Result<Option<Vec<Place>>> {
    let end = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    let mut mark = [0; 8];
    file.read_exact(&mut mark)?;
    if mark != *MARK || [number(file)?, number(file)?] != lengths {
        return Ok(None);
    }
    let (mut low, mut high) = (0, (end - HEAD) / ENTRY);
    while low < high {
        let middle = low + (high - low) / 2;
        file.seek(SeekFrom::Start(HEAD + ENTRY * middle))?;
        match number(file)? < wanted {
            true => low = middle + 1,
            false => high = middle,
        }
    }
    let mut places = Vec::new();
    file.seek(SeekFrom::Start(HEAD + ENTRY * low))?;
    while low < (end - HEAD) / ENTRY && number(file)? == wanted {
        places.push(Place { ledger: number(file)?, pages: number(file)? });
        low += 1;
    }
    Ok(Some(places))
}

fn number(file: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; 8];
    file.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn every_page_is_found_and_no_other() {
        let ids: Vec<String> = (0..300).map(|n| format!("page {}", n % 290)).collect();
        let frame = |pages, start| Frame { pages, start };
        let ledger = [frame(100, 0), frame(0, 70), frame(200, 70)];
        let pages = [frame(299, 0), frame(1, 40)];
        let index = of(ids.iter().map(String::as_str), [&ledger, &pages], [900, 50]);
        let found =
            |id: &str, lengths| read(&mut Cursor::new(&index), lengths, digest(id)).unwrap();
        let place = |ledger, pages| Place { ledger, pages };
        assert_eq!(found("page 120", [900, 50]), Some(vec![place(70, 0)]));
        assert_eq!(found("page 9", [900, 50]), Some(vec![place(0, 0), place(70, 40)]));
        assert_eq!(found("page 290", [900, 50]), Some(vec![]));
        assert_eq!(found("page 9", [901, 50]), None);
        assert!(ids.iter().all(|id| !found(id, [900, 50]).unwrap().is_empty()));
    }

    #[test]
    fn an_index_of_no_pages_is_one() {
        let index = of(std::iter::empty(), [&[], &[]], [9, 9]);
        assert_eq!(read(&mut Cursor::new(index), [9, 9], 5).unwrap(), Some(vec![]));
        assert!(read(&mut Cursor::new(b"fcin"), [9, 9], 5).is_err());
    }
}
