//! Progress: a bar with rate and time left on a terminal, a plain line every few
//! seconds elsewhere.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanCount, HumanDuration, ProgressBar, ProgressStyle};

/// How often a plain line is written.
const EVERY: Duration = Duration::from_secs(5);

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    Bytes,
    Symbols,
    Pages,
    Repeats,
}

/// What those who wait for a run are told.
pub(super) struct Progress {
    quiet: bool,
    /// Stages that are over, and how long each took.
    took: Mutex<Vec<(&'static str, Duration)>>,
}

impl Progress {
    pub(super) fn new(quiet: bool) -> Progress {
        Progress { quiet, took: Mutex::default() }
    }

    /// Begin a stage.
    pub(super) fn stage(&self, name: &'static str, total: u64, unit: Unit) -> Stage<'_> {
        Stage::new(self, name, total, unit)
    }

    /// How long each stage took, on one line.
    pub(super) fn took(&self) -> String {
        let took = self.took.lock().unwrap_or_else(|broken| broken.into_inner());
        let part = |(name, time): &(&str, Duration)| format!("{name} {:.1} s", time.as_secs_f64());
        format!("took {}", took.iter().map(part).collect::<Vec<_>>().join(", "))
    }

    /// Say a line, unless nothing is to be said.
    pub(super) fn say(&self, line: &str) {
        if !self.quiet {
            let _ = writeln!(std::io::stderr(), "{line}");
        }
    }
}

/// One stage of a run, as those who wait for it see it.
pub(super) struct Stage<'a> {
    progress: &'a Progress,
    name: &'static str,
    unit: Unit,
    total: u64,
    done: AtomicU64,
    bar: Option<ProgressBar>,
    /// When the last plain line was written; none where nothing is to be said.
    said: Option<Mutex<Instant>>,
    began: Instant,
}

impl<'a> Stage<'a> {
    fn new(progress: &'a Progress, name: &'static str, total: u64, unit: Unit) -> Stage<'a> {
        let (quiet, began) = (progress.quiet, Instant::now());
        let terminal = std::io::stderr().is_terminal();
        let bar = (terminal && !quiet).then(|| {
            let bar = ProgressBar::new(total).with_style(style(unit)).with_message(name);
            bar.enable_steady_tick(Duration::from_millis(200));
            bar
        });
        let said = (!terminal && !quiet).then(|| Mutex::new(Instant::now()));
        Stage { progress, name, unit, total, done: AtomicU64::new(0), bar, said, began }
    }

    /// So much is done in all.
    pub(super) fn reach(&self, done: u64) {
        self.done.store(done, Ordering::Relaxed);
        self.show(done);
    }

    /// So much more is done.
    pub(super) fn advance(&self, by: u64) {
        let done = self.done.fetch_add(by, Ordering::Relaxed) + by;
        self.show(done);
    }

    fn show(&self, done: u64) {
        if let Some(bar) = &self.bar {
            bar.set_position(done);
        }
        let Some(said) = &self.said else { return };
        let Ok(mut said) = said.try_lock() else { return };
        if said.elapsed() >= EVERY {
            *said = Instant::now();
            let _ = writeln!(std::io::stderr(), "{}", self.line(done));
        }
    }

    fn line(&self, done: u64) -> String {
        let seconds = self.began.elapsed().as_secs_f64().max(0.001);
        let rate = done as f64 / seconds;
        let left = (self.total.saturating_sub(done)) as f64 / rate.max(0.001);
        let shown = |count: u64| match self.unit {
            Unit::Bytes => HumanBytes(count).to_string(),
            Unit::Symbols => format!("{} letters", HumanCount(count)),
            Unit::Pages => format!("{} pages", HumanCount(count)),
            Unit::Repeats => format!("{} repeats", HumanCount(count)),
        };
        format!(
            "{}: {} of {}, {} a second, {} left",
            self.name,
            shown(done),
            shown(self.total),
            shown(rate as u64),
            HumanDuration(Duration::from_secs_f64(left.min(1e9))),
        )
    }

    /// Take the bar away and note how long the stage took.
    pub(super) fn finish(self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        let mut took = self.progress.took.lock().unwrap_or_else(|broken| broken.into_inner());
        took.push((self.name, self.began.elapsed()));
    }
}

fn style(unit: Unit) -> ProgressStyle {
    let template = match unit {
        Unit::Bytes => "{msg:10} {wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left",
        _ => "{msg:10} {wide_bar} {human_pos} of {human_len}, {per_sec}, {eta} left",
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
