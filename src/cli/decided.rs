//! Decisions as a run is given them, and what is said of those that do not fit.

use std::io::Write;
use std::path::PathBuf;

use faircopy::decide::decisions::{self, Decision, Decisions, Matched};

use super::fault::Fault;
use super::input::Input;
use super::terminal::tame;

/// Misfits that are listed one by one.
const MOST_LISTED: usize = 20;

/// Characters of a passage shown to tell which one is meant.
const SHOWN_CHARS: usize = 40;

/// Decisions and where they came from.
pub(crate) struct Decided {
    input: Input,
}

impl Decided {
    /// Decisions to be read from a file.
    pub(crate) fn new(path: PathBuf) -> Decided {
        Decided { input: Input::new(Some(path)) }
    }

    /// Where they come from.
    pub(crate) fn input(&self) -> &Input {
        &self.input
    }

    /// # Errors
    /// When they cannot be read or are none.
    pub(crate) fn read(&self) -> Result<Decisions, Fault> {
        self.input.parsed(decisions::read, |name, cause| Fault::NotDecisions { name, cause })
    }
}

/// Say on standard error which decisions were left aside, and why.
pub(crate) fn say_misfits(decisions: &Decisions, matched: &Matched, sha256: &str) {
    if matched.misfits.is_empty() {
        return;
    }
    let (all, lost) = (decisions.decisions.len(), matched.misfits.len());
    let mut said = format!("{lost} of {all} decisions do not fit and were left aside");
    if decisions.source.sha256 != sha256 {
        said += &format!(" (they were made on another page, {})", decisions.source.name);
    }
    said += ":\n";
    for (index, why) in matched.misfits.iter().take(MOST_LISTED) {
        said += &format!("  {}: {why}\n", title(&decisions.decisions[*index]));
    }
    if lost > MOST_LISTED {
        said += &format!("  and {} more\n", lost - MOST_LISTED);
    }
    let _ = std::io::stderr().write_all(tame(&said).as_bytes());
}

/// Which decision it is: its reason, and what it was about, or what it stood between.
fn title(decision: &Decision) -> String {
    let words: Vec<&str> = decision.before.split_whitespace().collect();
    let words = match (&words[..], &decision.around) {
        ([], Some([before, after])) => format!("…{before}‿{after}…"),
        _ => words.join(" "),
    };
    let shown: String = words.chars().take(SHOWN_CHARS).collect();
    let more = if shown.len() < words.len() { "…" } else { "" };
    format!("{} “{shown}{more}”", decision.reason)
}
