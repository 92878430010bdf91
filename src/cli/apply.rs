//! `faircopy apply`: the article as decided, from a report.

use faircopy::decide::Draft;
use faircopy::report::json::Report;

use super::decided::{Decided, say_misfits};
use super::exit::Outcome;
use super::fault::Fault;
use super::flags;
use super::input::Input;
use super::output::{self, Target};
use super::report;

/// An applying that is ready to run.
pub(crate) struct Apply {
    report: Input,
    decisions: Option<Decided>,
    article: Option<Target>,
    quiet: bool,
}

impl Apply {
    /// # Errors
    /// When the target cannot be written or is one of the inputs, or both inputs are
    /// to come from standard input.
    pub(crate) fn new(flags: flags::Apply) -> Result<Apply, Fault> {
        let report = Input::new(Some(flags.report));
        let decisions = flags.decisions.map(Decided::new);
        let article = flags.output.map(Target::unless_standard).transpose()?.flatten();
        output::keep_apart(&report, article.iter())?;
        if let Some(decided) = &decisions {
            if matches!((&report, decided.input()), (Input::Standard, Input::Standard)) {
                return Err(Fault::StandardInputTwice);
            }
            output::keep_apart(decided.input(), article.iter())?;
        }
        Ok(Apply { report, decisions, article, quiet: flags.quiet })
    }

    /// # Errors
    /// When the report or the decisions cannot be read, or the article cannot be
    /// written.
    pub(crate) fn run(self) -> Result<Outcome, Fault> {
        let article = self.decided(&report::read(&self.report)?)?;
        match self.article {
            Some(target) => target.stage(article.as_bytes())?.commit()?,
            None => output::print(article.as_bytes())?,
        }
        Ok(Outcome::Done)
    }

    fn decided(&self, report: &Report) -> Result<String, Fault> {
        let breached = |breach: faircopy::ledger::Breach| Fault::Breached {
            name: self.report.title(),
            breaches: vec![breach.to_string()],
        };
        let copy = report.copy().map_err(breached)?;
        copy.ledger.audit(&copy.source).map_err(breached)?;
        let Some(decided) = &self.decisions else { return Ok(copy.article()) };
        let decisions = decided.read()?;
        let draft = Draft::of(&copy);
        let matched = decisions.fit(&draft);
        if !self.quiet {
            say_misfits(&decisions, &matched, &report.source.sha256);
        }
        Ok(draft.play(&copy.source, &matched.states))
    }
}
