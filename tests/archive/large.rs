//! One page as large as an archive.
//!
//!     cargo test --test archive large                                   256 KB and 1 MB
//!     FAIRCOPY_PAGE_MB=200 cargo test --release --test archive large    50 MB and 200 MB

use std::time::{Duration, Instant};

use crate::press::sentence;
use crate::run::Room;

/// Megabytes of the page, unless the environment says otherwise.
const MEGABYTES: usize = 1;

/// How much longer a page of four times the size may take: four times is linear, sixteen
/// quadratic. What else the machine does while one of both runs is allowed for.
const TIMES: u32 = 9;

/// A page of so many bytes comes back from its archive; how long making that took.
fn archived(bytes: usize) -> Duration {
    let room = Room::new();
    let mut rng = fastrand::Rng::with_seed(2);
    let mut text = String::new();
    while text.len() < bytes {
        text.push_str(&sentence(text.len().is_multiple_of(2), &mut rng));
        text.push_str("\n\n");
    }
    room.put("large.txt", &text);
    let began = Instant::now();
    let out = room.archive(&["large.txt"], "out");
    let took = began.elapsed();
    let restored = room.faircopy(&["restore", "--archive", "out", "--page", "large.txt"]);
    assert!(restored.stdout == text.as_bytes());
    assert!(out.join("summary.html").exists());
    took
}

#[test]
fn a_large_page_comes_back_and_takes_its_share_of_time() {
    let asked = std::env::var("FAIRCOPY_PAGE_MB").ok().and_then(|mb| mb.parse().ok());
    let bytes = asked.unwrap_or(MEGABYTES) << 20;
    let (quarter, whole) = (archived(bytes / 4), archived(bytes));
    eprintln!("{} MB: {whole:?}; a quarter of it: {quarter:?}", bytes >> 20);
    assert!(whole < quarter * TIMES, "{whole:?} for {bytes} bytes, {quarter:?} for a quarter");
}
