//! `faircopy restore` and `faircopy verify`: what a JSON report alone can prove.

use std::io::IsTerminal;

use faircopy::report::json::{self, Report};

use super::archive;
use super::exit::Outcome;
use super::fault::Fault;
use super::flags;
use super::input::Input;
use super::output::{self, Target};
use super::terminal;

/// Where the report on a page is.
enum From {
    Report(Input),
    Archive(archive::Wanted),
}

/// A restoring that is ready to run.
pub(crate) struct Restore {
    from: From,
    original: Option<Target>,
}

impl Restore {
    /// # Errors
    /// When the target cannot be written or is the report itself.
    pub(crate) fn new(flags: flags::Restore) -> Result<Restore, Fault> {
        let original = flags.output.map(Target::unless_standard).transpose()?.flatten();
        let from = match (flags.archive, flags.page) {
            (Some(archive), Some(page)) => {
                From::Archive(archive::Wanted { archive, page, nth: flags.nth })
            }
            _ => {
                let report = Input::new(flags.report);
                output::keep_apart(&report, original.iter())?;
                From::Report(report)
            }
        };
        Ok(Restore { from, original })
    }

    /// # Errors
    /// When the report cannot be read, does not hold its input whole, or the
    /// original cannot be written.
    pub(crate) fn run(self) -> Result<Outcome, Fault> {
        let (report, name) = match &self.from {
            From::Report(input) => (read(input)?, input.title()),
            From::Archive(wanted) => (wanted.report()?, wanted.page.clone()),
        };
        let bytes = report
            .restore()
            .map_err(|cause| Fault::NotRestored { name, cause: cause.to_string() })?;
        match self.original {
            Some(target) => target.stage(&bytes)?.commit()?,
            None if std::io::stdout().is_terminal() && terminal::steers(&bytes) => {
                return Err(Fault::WouldSteerTerminal);
            }
            None => output::print(&bytes)?,
        }
        Ok(Outcome::Done)
    }
}

/// A verifying that is ready to run.
pub(crate) struct Verify {
    report: Input,
    page: Option<Input>,
}

impl Verify {
    /// # Errors
    /// When both report and page are to come from standard input.
    pub(crate) fn new(flags: flags::Verify) -> Result<Verify, Fault> {
        let report = Input::new(Some(flags.report));
        let page = flags.page.map(|path| Input::new(Some(path)));
        match (&report, &page) {
            (Input::Standard, Some(Input::Standard)) => Err(Fault::StandardInputTwice),
            _ => Ok(Verify { report, page }),
        }
    }

    /// # Errors
    /// When the report or the page cannot be read, or the audit finds a breach.
    pub(crate) fn run(self) -> Result<Outcome, Fault> {
        let report = read(&self.report)?;
        let page = self.page.map(|page| page.read()).transpose()?;
        match report.verify(page.as_deref()) {
            Ok(checks) => {
                let lines: String = checks.iter().map(|check| format!("{check}\n")).collect();
                output::print(terminal::tame(&lines).as_bytes())?;
                Ok(Outcome::Done)
            }
            Err(breaches) => Err(Fault::Breached { name: self.report.title(), breaches }),
        }
    }
}

/// A report.
///
/// # Errors
/// When it cannot be read or is none.
pub(crate) fn read(input: &Input) -> Result<Report, Fault> {
    input.parsed(json::read, |name, cause| Fault::NotAReport { name, cause })
}
