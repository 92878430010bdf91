//! Flags become plans: names checked, settings handed to the stage they are for.

use super::clean::Clean;
use super::exit::Outcome;
use super::explain::Explain;
use super::fault::Fault;
use super::flags::{Command, Flags};
use super::learn::Learn;
use super::output;
use super::report::{Restore, Verify};

/// What is to be done, ready to run.
pub(crate) enum Plan {
    Clean(Clean),
    Restore(Restore),
    Verify(Verify),
    Explain(Explain),
    Learn(Learn),
    Schema,
}

impl Plan {
    /// What the flags mean.
    ///
    /// # Errors
    /// When names contradict one another or a target cannot be written, so that
    /// nothing is read or computed in vain.
    pub(crate) fn new(flags: Flags) -> Result<Plan, Fault> {
        Ok(match flags.command {
            Command::Clean(flags) => Plan::Clean(Clean::new(*flags)?),
            Command::Restore(flags) => Plan::Restore(Restore::new(flags)?),
            Command::Verify(flags) => Plan::Verify(Verify::new(flags)?),
            Command::Explain(flags) => Plan::Explain(Explain::new(flags)?),
            Command::Learn(flags) => Plan::Learn(Learn::new(flags)?),
            Command::Schema => Plan::Schema,
        })
    }

    /// Do it.
    ///
    /// # Errors
    /// When an input cannot be used or an output cannot be written.
    pub(crate) fn run(self) -> Result<Outcome, Fault> {
        match self {
            Plan::Clean(clean) => clean.run(),
            Plan::Restore(restore) => restore.run(),
            Plan::Verify(verify) => verify.run(),
            Plan::Explain(explain) => explain.run(),
            Plan::Learn(learn) => learn.run(),
            Plan::Schema => {
                output::print(faircopy::report::json::schema().as_bytes())?;
                Ok(Outcome::Done)
            }
        }
    }
}
