//! How fast archives are made, in how much memory, and how much of what was planted is
//! found. Whole runs of the command, on made-up archives:
//!
//!     cargo bench --bench archive                      8 MB of each, sizes up to ×8
//!     FAIRCOPY_ARCHIVE_MB=100 cargo bench --bench archive
//!     FAIRCOPY_ARCHIVE=DIR cargo bench --bench archive   your own archive as well

mod press;
mod run;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use press::{Planted, Press};
use run::{Run, found, run};

/// Megabytes of the largest made-up archive, unless the environment says otherwise.
const MEGABYTES: usize = 8;

fn main() {
    let folder = tempfile::tempdir().expect("a folder to work in");
    let asked = std::env::var("FAIRCOPY_ARCHIVE_MB").ok().and_then(|mb| mb.parse().ok());
    let megabytes: usize = asked.unwrap_or(MEGABYTES);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("{cores} cores, archives of {megabytes} MB\n");
    recall(folder.path(), megabytes);
    growth(folder.path(), megabytes, cores);
    match std::env::var_os("FAIRCOPY_ARCHIVE") {
        Some(archive) => own(&PathBuf::from(archive), folder.path(), cores),
        None => println!("FAIRCOPY_ARCHIVE is not set: no archive of your own was measured"),
    }
}

/// Pairs of pages that have a text in common.
fn pairs(groups: &Planted) -> HashSet<(u32, u32)> {
    let mut pairs = HashSet::new();
    for group in groups {
        for (at, a) in group.iter().enumerate() {
            pairs
                .extend(group[at + 1..].iter().filter(|b| a != *b).map(|b| (*a.min(b), *a.max(b))));
        }
    }
    pairs
}

fn recall(folder: &Path, megabytes: usize) {
    println!("repeats alone (--across-only), every printing with noise");
    println!(
        "{:28} {:>6} {:>8} {:>9} {:>8} {:>8}",
        "", "noise", "recall", "precision", "MB/s", "MB peak"
    );
    for (name, chinese, paragraphs) in [
        ("Chinese, paragraphs", true, true),
        ("Chinese, pages", true, false),
        ("English, pages", false, false),
    ] {
        for noise in [0.0, 0.02, 0.05, 0.10, 0.15] {
            let (input, out) = (folder.join("planted.jsonl"), folder.join("out"));
            let press = Press { chinese, paragraphs, noise, seed: 11 };
            let planted = press.print(megabytes << 20, &input).expect("a disk with room");
            let took = run(&input, &out, &["--across-only"]);
            let (planted, found) = (pairs(&planted), pairs(&found(&out)));
            let both = planted.intersection(&found).count() as f64;
            println!(
                "{name:28} {noise:6.2} {:8.4} {:9.4} {:8.1} {:8.0}",
                both / planted.len() as f64,
                both / found.len().max(1) as f64,
                megabytes as f64 / took.seconds,
                took.peak.unwrap_or_default(),
            );
        }
    }
    println!();
}

fn growth(folder: &Path, megabytes: usize, cores: usize) {
    println!("growth, everything done");
    head();
    for (name, chinese) in [("Chinese", true), ("English", false)] {
        for threads in HashSet::from([1, cores]) {
            let mut sizes = Vec::new();
            for times in [1, 2, 4, 8] {
                let bytes = (megabytes << 20) * times / 8;
                let input = folder.join("growth.jsonl");
                let press = Press { chinese, paragraphs: false, noise: 0.05, seed: 13 };
                press.print(bytes, &input).expect("a disk with room");
                let out = folder.join("out");
                let took = run(&input, &out, &["--threads", &threads.to_string()]);
                row(
                    &format!("{name} ×{times}, {threads} threads"),
                    bytes as f64 / 1e6,
                    &took,
                    &out,
                );
                sizes.push((bytes as f64, took));
            }
            let time = exponent(sizes.iter().map(|(bytes, run)| (*bytes, run.seconds)));
            let memory = exponent(sizes.iter().filter_map(|(b, run)| Some((*b, run.peak?))));
            println!(
                "{name}, {threads} threads: time grows as size^{time:.2}, memory as size^{memory:.2}\n"
            );
        }
    }
}

fn own(archive: &Path, folder: &Path, cores: usize) {
    println!("{}", archive.display());
    head();
    let megabytes = zstd_or_plain(archive) / 1e6;
    let out = folder.join("out");
    for args in [
        vec!["--threads".to_string(), "1".into()],
        vec!["--threads".into(), cores.to_string()],
        vec!["--threads".into(), cores.to_string(), "--memory".into(), "256M".into()],
    ] {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let took = run(archive, &out, &args);
        row(&args.join(" "), megabytes, &took, &out);
    }
}

/// Bytes of text of an archive: what its summary says after a run that only cleans none.
fn zstd_or_plain(archive: &Path) -> f64 {
    let length = |path: &Path| path.metadata().map_or(0, |meta| meta.len());
    if archive.is_dir() {
        let entries = std::fs::read_dir(archive).into_iter().flatten().flatten();
        return entries.map(|entry| zstd_or_plain(&entry.path())).sum();
    }
    if archive.extension().is_some_and(|e| e == "zst") {
        let file = std::fs::File::open(archive).expect("an archive");
        let mut stream = zstd::stream::read::Decoder::new(file).expect("frames");
        return std::io::copy(&mut stream, &mut std::io::sink()).unwrap_or(0) as f64;
    }
    length(archive) as f64
}

fn head() {
    println!(
        "{:28} {:>8} {:>8} {:>8} {:>9} {:>8}",
        "", "MB", "seconds", "MB/s", "pages/s", "MB peak"
    );
}

fn row(name: &str, megabytes: f64, run: &Run, out: &Path) {
    let summary = std::fs::read(out.join("summary.json")).unwrap_or_default();
    let summary: serde_json::Value = serde_json::from_slice(&summary).unwrap_or_default();
    let pages = summary["pages"]["pages"].as_f64().unwrap_or_default();
    println!(
        "{name:28} {megabytes:8.1} {:8.2} {:8.1} {:9.0} {:8.0}   {}",
        run.seconds,
        megabytes / run.seconds,
        pages / run.seconds,
        run.peak.unwrap_or_default(),
        run.stages,
    );
}

/// The exponent of the power law that fits best, by least squares of the logarithms.
fn exponent(points: impl Iterator<Item = (f64, f64)>) -> f64 {
    let logs: Vec<(f64, f64)> = points.map(|(x, y)| (x.ln(), y.ln())).collect();
    let n = logs.len() as f64;
    let (x, y) =
        (logs.iter().map(|p| p.0).sum::<f64>() / n, logs.iter().map(|p| p.1).sum::<f64>() / n);
    let over: f64 = logs.iter().map(|p| (p.0 - x) * (p.1 - y)).sum();
    over / logs.iter().map(|p| (p.0 - x).powi(2)).sum::<f64>()
}
