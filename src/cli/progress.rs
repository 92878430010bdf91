//! A sign of life for long work, on standard error when that is a terminal.
//!
//! A page of ordinary length is done before anything is shown: a bar that flashes
//! up for a few milliseconds is noise.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Work shorter than this is done in silence: about when a waiting person
/// starts to wonder.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the spinner turns.
const TICK: Duration = Duration::from_millis(100);

/// Do `work`; while it lasts longer than [`PATIENCE`], say that `what` goes on.
pub(crate) fn during<T>(what: &str, work: impl FnOnce() -> T) -> T {
    if !std::io::IsTerminal::is_terminal(&std::io::stderr()) {
        return work();
    }
    let (done, wait) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            if wait.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let spinner = ProgressBar::new_spinner()
                    .with_message(what.to_owned())
                    .with_style(style())
                    .with_elapsed(PATIENCE);
                spinner.enable_steady_tick(TICK);
                let _ = wait.recv(); // returns when the other end is dropped
                spinner.finish_and_clear();
            }
        });
        let value = work();
        drop(done);
        value
    })
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{spinner} {msg} ({elapsed})")
        .unwrap_or_else(|_| ProgressStyle::default_spinner())
}
