//! Files become items, items become chunks: how an archive is divided depends on its
//! files alone, so that a run that goes on finds the same chunks.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;

use super::walk::{Kind, Leaf, Packing};
use crate::cli::input::MAX_INPUT;

/// A chunk is full with this many bytes. Small enough that a week of newspapers keeps
/// all cores busy to its end, large enough to be compressed well.
const CHUNK_BYTES: usize = 1 << 18;

/// A chunk is full with this many items.
const CHUNK_ITEMS: usize = 8192;

/// A page, or the line it is on, not yet looked into.
pub(crate) struct Item {
    /// The file, by index.
    pub(crate) leaf: usize,
    /// The line in it, from 1; 0 for the whole file.
    pub(crate) line: u64,
    /// Its bytes, or why there are none.
    pub(crate) bytes: Result<Vec<u8>, String>,
}

/// Items that are worked on, written and accounted for together.
pub(crate) struct Chunk {
    pub(crate) number: u64,
    pub(crate) items: Vec<Item>,
    /// Bytes on disk that were read up to its end.
    pub(crate) read: u64,
}

/// Counts what was read, in bytes on disk.
struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Read all files and hand on their chunks, until `emit` wants no more.
pub(crate) fn read(leaves: &[Leaf], emit: impl FnMut(Chunk) -> bool) {
    let read = Arc::new(AtomicU64::new(0));
    let chunk = Chunk { number: 0, items: Vec::new(), read: 0 };
    let mut pile = Pile { chunk, bytes: 0, read: Arc::clone(&read), emit };
    for (index, leaf) in leaves.iter().enumerate() {
        if !read_leaf(index, leaf, &read, &mut pile) {
            return;
        }
    }
    pile.flush();
}

/// Items on their way into chunks.
struct Pile<E> {
    chunk: Chunk,
    bytes: usize,
    read: Arc<AtomicU64>,
    emit: E,
}

impl<E: FnMut(Chunk) -> bool> Pile<E> {
    /// Add an item; whether more are wanted.
    fn push(&mut self, leaf: usize, line: u64, bytes: Result<Vec<u8>, String>) -> bool {
        self.bytes += bytes.as_ref().map_or(0, Vec::len);
        self.chunk.items.push(Item { leaf, line, bytes });
        if self.bytes < CHUNK_BYTES && self.chunk.items.len() < CHUNK_ITEMS {
            return true;
        }
        self.flush()
    }

    fn flush(&mut self) -> bool {
        if self.chunk.items.is_empty() {
            return true;
        }
        self.chunk.read = self.read.load(Ordering::Relaxed);
        let next = Chunk { number: self.chunk.number + 1, items: Vec::new(), read: 0 };
        self.bytes = 0;
        (self.emit)(std::mem::replace(&mut self.chunk, next))
    }
}

fn read_leaf<E: FnMut(Chunk) -> bool>(
    index: usize,
    leaf: &Leaf,
    read: &Arc<AtomicU64>,
    pile: &mut Pile<E>,
) -> bool {
    let mut stream = match open(leaf, read) {
        Ok(stream) => stream,
        Err(cause) => return pile.push(index, 0, Err(format!("cannot be opened: {cause}"))),
    };
    match leaf.kind {
        Kind::Page => {
            let mut bytes = Vec::new();
            let whole = stream.take(MAX_INPUT + 1).read_to_end(&mut bytes);
            pile.push(index, 0, checked(whole, bytes, leaf))
        }
        Kind::Records => read_lines(index, leaf, &mut stream, pile),
    }
}

fn read_lines<E: FnMut(Chunk) -> bool>(
    index: usize,
    leaf: &Leaf,
    stream: &mut dyn BufRead,
    pile: &mut Pile<E>,
) -> bool {
    for line in 1.. {
        let mut bytes = Vec::new();
        let result = stream.take(MAX_INPUT + 1).read_until(b'\n', &mut bytes);
        match result {
            Ok(0) => break,
            Ok(_) if bytes.iter().all(u8::is_ascii_whitespace) => continue,
            _ => {}
        }
        let broken = result.is_err();
        if !pile.push(index, line, checked(result, bytes, leaf)) {
            return false;
        }
        if broken {
            break; // nothing after it can be trusted, or found
        }
    }
    true
}

fn checked(read: io::Result<usize>, bytes: Vec<u8>, leaf: &Leaf) -> Result<Vec<u8>, String> {
    match read {
        Ok(_) if bytes.len() as u64 > MAX_INPUT => Err("larger than 1 GiB".into()),
        Ok(_) => Ok(bytes),
        Err(cause) if leaf.packing == Packing::Plain => Err(format!("cannot be read: {cause}")),
        Err(cause) => Err(format!("the compressed file is damaged or cut short: {cause}")),
    }
}

fn open(leaf: &Leaf, read: &Arc<AtomicU64>) -> io::Result<Box<dyn BufRead>> {
    let file = Counted { inner: File::open(&leaf.path)?, read: Arc::clone(read) };
    const BUFFER: usize = 1 << 17;
    Ok(match leaf.packing {
        Packing::Plain => Box::new(BufReader::with_capacity(BUFFER, file)),
        Packing::Gzip => {
            let packed = BufReader::with_capacity(BUFFER, file);
            Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(packed)))
        }
        Packing::Zstd => {
            let unpacked = zstd::stream::read::Decoder::new(file)?;
            Box::new(BufReader::with_capacity(BUFFER, unpacked))
        }
    })
}
