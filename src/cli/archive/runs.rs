//! Runs: numbers sorted into buckets, in memory as long as there is room and on disk
//! beyond it. What order they come back in depends on how they were held: sort them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// Buckets of numbers.
pub(super) struct Runs {
    folder: PathBuf,
    buckets: Vec<Mutex<Bucket>>,
    /// Bytes that are held in memory.
    held: AtomicU64,
    room: u64,
}

#[derive(Default)]
struct Bucket {
    held: Vec<u128>,
    file: Option<File>,
}

impl Runs {
    /// So many empty buckets, which hold at most about `room` bytes in memory and the
    /// rest in `folder`.
    pub(super) fn new(folder: &Path, buckets: usize, room: u64) -> Runs {
        let buckets = (0..buckets).map(|_| Mutex::default()).collect();
        Runs { folder: folder.to_owned(), buckets, held: AtomicU64::new(0), room }
    }

    pub(super) fn count(&self) -> usize {
        self.buckets.len()
    }

    /// Add numbers to a bucket.
    ///
    /// # Errors
    /// When the disk takes no more.
    pub(super) fn put(&self, at: usize, numbers: &[u128]) -> io::Result<()> {
        let mut bucket = self.buckets[at].lock().unwrap_or_else(|broken| broken.into_inner());
        bucket.held.extend_from_slice(numbers);
        let bytes = 16 * numbers.len() as u64;
        if self.held.fetch_add(bytes, Ordering::Relaxed) + bytes <= self.room {
            return Ok(());
        }
        // This bucket is written out; others follow as they are added to.
        let held = std::mem::take(&mut bucket.held);
        self.held.fetch_sub(16 * held.len() as u64, Ordering::Relaxed);
        let path = self.path(at);
        let file = match &mut bucket.file {
            Some(file) => file,
            empty => {
                let mut options = OpenOptions::new();
                empty.insert(options.create(true).truncate(true).write(true).open(path)?)
            }
        };
        let bytes: Vec<u8> = held.iter().flat_map(|number| number.to_le_bytes()).collect();
        file.write_all(&bytes)
    }

    /// Empty a bucket; its numbers, in any order.
    ///
    /// # Errors
    /// When what was written cannot be read back.
    pub(super) fn take(&self, at: usize) -> io::Result<Vec<u128>> {
        let mut bucket = self.buckets[at].lock().unwrap_or_else(|broken| broken.into_inner());
        let mut numbers = std::mem::take(&mut bucket.held);
        self.held.fetch_sub(16 * numbers.len() as u64, Ordering::Relaxed);
        if bucket.file.take().is_some() {
            let path = self.path(at);
            let mut file = File::open(&path)?;
            numbers.reserve_exact((file.metadata()?.len() / 16) as usize);
            let mut piece = vec![0; 1 << 16];
            loop {
                let count = read_full(&mut file, &mut piece)?;
                let whole = piece[..count].chunks_exact(16);
                numbers
                    .extend(whole.map(|b| u128::from_le_bytes(b.try_into().unwrap_or_default())));
                if count < piece.len() {
                    break;
                }
            }
            fs::remove_file(&path)?;
        }
        Ok(numbers)
    }

    fn path(&self, at: usize) -> PathBuf {
        self.folder.join(format!("run-{at}"))
    }
}

fn read_full(file: &mut File, piece: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < piece.len() {
        match file.read(&mut piece[filled..])? {
            0 => break,
            count => filled += count,
        }
    }
    Ok(filled)
}
