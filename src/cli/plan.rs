//! Flags become plans: names checked, settings handed to the stage they are for.

use faircopy::decide::decisions;
use faircopy::guard::guarded;
use faircopy::report;

use super::apply::Apply;
use super::archive::{Archive, Diff};
use super::clean::Clean;
use super::exit::Outcome;
use super::explain::Explain;
use super::fault::Fault;
use super::flags::{Command, Flags, Form};
use super::learn::Learn;
use super::output;
use super::report::{Restore, Verify};
use super::review::Review;

/// What is to be done, ready to run.
pub(crate) enum Plan {
    Clean(Clean),
    Archive(Box<Archive>),
    Diff(Diff),
    Restore(Restore),
    Verify(Verify),
    Review(Review),
    Apply(Apply),
    Explain(Explain),
    Learn(Learn),
    Schema(Form),
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
            Command::Archive(flags) => Plan::Archive(Box::new(Archive::new(*flags)?)),
            Command::Diff(flags) => Plan::Diff(Diff::new(flags)),
            Command::Restore(flags) => Plan::Restore(Restore::new(flags)?),
            Command::Verify(flags) => Plan::Verify(Verify::new(flags)?),
            Command::Review(flags) => Plan::Review(Review::new(flags)?),
            Command::Apply(flags) => Plan::Apply(Apply::new(flags)?),
            Command::Explain(flags) => Plan::Explain(Explain::new(flags)?),
            Command::Learn(flags) => Plan::Learn(Learn::new(flags)?),
            Command::Schema(flags) => Plan::Schema(flags.form),
        })
    }

    /// Do it.
    ///
    /// # Errors
    /// When an input cannot be used, an output cannot be written, or this tool has a fault.
    pub(crate) fn run(self) -> Result<Outcome, Fault> {
        guarded(|| self.carry_out()).unwrap_or_else(|said| Err(Fault::Panicked(said)))
    }

    fn carry_out(self) -> Result<Outcome, Fault> {
        match self {
            Plan::Clean(clean) => clean.run(),
            Plan::Archive(archive) => archive.run(),
            Plan::Diff(diff) => diff.run(),
            Plan::Restore(restore) => restore.run(),
            Plan::Verify(verify) => verify.run(),
            Plan::Review(review) => review.run(),
            Plan::Apply(apply) => apply.run(),
            Plan::Explain(explain) => explain.run(),
            Plan::Learn(learn) => learn.run(),
            Plan::Schema(form) => {
                let schema = match form {
                    Form::Report => report::json::schema(),
                    Form::Decisions => decisions::schema(),
                };
                output::print(schema.as_bytes())?;
                Ok(Outcome::Done)
            }
        }
    }
}
