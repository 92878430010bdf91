//! Every exit status there is.

use std::io::Write;
use std::process::ExitCode;

use super::fault::Fault;
use super::terminal::tame;

/// How a run ended, when it ended well.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    /// 0: what was asked for is done.
    Done,
    /// 1: under `--check`, the page would change.
    WouldChange,
    /// 130: Ctrl-C ended a review; its answers are saved.
    Interrupted,
}

/// 2: something was wrong with the arguments, an input or a target, or a report
/// failed its audit. The argument parser ends with the same status.
const ERROR: u8 = 2;

/// 130: stopped by Ctrl-C, as shells have it.
pub(crate) const INTERRUPTED: u8 = 130;

/// Say what went wrong, if anything did, and give the status to exit with.
pub(crate) fn exit(outcome: Result<Outcome, Fault>) -> ExitCode {
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::WouldChange) => ExitCode::from(1),
        Ok(Outcome::Interrupted) => ExitCode::from(INTERRUPTED),
        Err(fault) => {
            // Nobody is left to tell when standard error is gone.
            let _ = writeln!(std::io::stderr(), "error: {}", tame(&fault.to_string()));
            ExitCode::from(ERROR)
        }
    }
}
