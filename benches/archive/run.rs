//! A whole run of the command, measured from outside.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// What a run took.
pub(crate) struct Run {
    pub(crate) seconds: f64,
    /// The most memory it held, in megabytes; none where the system does not tell.
    pub(crate) peak: Option<f64>,
    /// What it said of its stages.
    pub(crate) stages: String,
}

/// Make an archive of `input` in `out`, which is removed first.
pub(crate) fn run(input: &Path, out: &Path, args: &[&str]) -> Run {
    let _ = std::fs::remove_dir_all(out);
    let began = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_faircopy"))
        .arg("archive")
        .arg(input)
        .arg("-o")
        .arg(out)
        .args(args)
        .stderr(Stdio::piped())
        .spawn()
        .expect("faircopy runs");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    let ended = loop {
        peak = high_water(&status).or(peak);
        if let Some(ended) = child.try_wait().expect("a child to wait for") {
            break ended;
        }
        sleep(Duration::from_millis(5));
    };
    let seconds = began.elapsed().as_secs_f64();
    let mut said = String::new();
    if let Some(mut stderr) = child.stderr.take() {
        let _ = stderr.read_to_string(&mut said);
    }
    assert!(ended.code().is_some_and(|code| code == 0 || code == 2), "{said}");
    let stages = said.lines().rev().find(|line| line.starts_with("took ")).unwrap_or_default();
    Run { seconds, peak, stages: stages.to_owned() }
}

fn high_water(status: &str) -> Option<f64> {
    let status = std::fs::read_to_string(status).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}

/// The pages of each repeat of an archive.
pub(crate) fn found(out: &Path) -> Vec<Vec<u32>> {
    let file = File::open(out.join("repeats.jsonl.zst")).expect("repeats");
    let lines = BufReader::new(zstd::stream::read::Decoder::new(file).expect("frames")).lines();
    let pages = |line: std::io::Result<String>| {
        let repeat: serde_json::Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        let witnesses = repeat["witnesses"].as_array().cloned().unwrap_or_default();
        let page = |w: &serde_json::Value| w["page"].as_str()?.parse().ok();
        witnesses.iter().filter_map(page).collect()
    };
    lines.map(pages).collect()
}
