//! `faircopy clean`: one page in; the article, reports and a summary out.

use std::io::Write;
use std::sync::Arc;

use faircopy::reason::Tier;
use faircopy::report::{self, Format};
use faircopy::source::Page;
use faircopy::{FairCopy, Settings, decode, matching, noise, repair, settle};

use super::exit::Outcome;
use super::fault::Fault;
use super::flags;
use super::input::Input;
use super::output::{self, Staged, Target};
use super::{learn, progress, terminal};

/// A cleaning that is ready to run.
pub(crate) struct Clean {
    page: Input,
    article: Option<Target>,
    reports: Vec<(Target, Format)>,
    settings: Settings,
    diff: bool,
    check: bool,
    quiet: bool,
}

impl Clean {
    /// # Errors
    /// When a target cannot be written, is the page itself or another target, or
    /// has an ending that no report has.
    pub(crate) fn new(flags: flags::Clean) -> Result<Clean, Fault> {
        let mut settings = settings(&flags);
        if let Some(path) = flags.model {
            let model = learn::model(path)?;
            settings.repair.model = Some(Arc::new(model));
        }
        let page = Input::new(flags.page);
        let article = flags.output.map(Target::unless_standard).transpose()?.flatten();
        let reports = flags.reports.into_iter().map(|path| {
            let format = Format::of_path(&path)
                .ok_or_else(|| Fault::UnknownEnding(path.display().to_string()))?;
            Ok((Target::new(path)?, format))
        });
        let reports = reports.collect::<Result<Vec<_>, Fault>>()?;
        output::keep_apart(&page, article.iter().chain(reports.iter().map(|(target, _)| target)))?;
        let (diff, check, quiet) = (flags.diff, flags.check, flags.quiet);
        Ok(Clean { page, article, reports, settings, diff, check, quiet })
    }

    /// # Errors
    /// When the page holds no text or an output cannot be written; no target is
    /// touched then.
    pub(crate) fn run(self) -> Result<Outcome, Fault> {
        let page = Page::new(self.page.name(), self.text()?);
        let cleaned = progress::during("cleaning", || faircopy::clean(&[page], &self.settings));
        let Some(copy) = cleaned.pages.first().filter(|copy| has_text(copy)) else {
            return Err(Fault::Empty(self.page.title()));
        };
        if self.check { self.compare(copy) } else { self.write(copy) }
    }

    /// The page's bytes, if they can be text.
    fn text(&self) -> Result<Vec<u8>, Fault> {
        let bytes = self.page.read()?;
        // Who names the encoding knows better than a guess at the bytes.
        let kind = decode::binary_kind(&bytes).filter(|_| self.settings.decode.encoding.is_none());
        match kind {
            Some(kind) => Err(Fault::Binary { name: self.page.title(), kind }),
            None => Ok(bytes),
        }
    }

    fn compare(&self, copy: &FairCopy) -> Result<Outcome, Fault> {
        let changes = copy.article() != copy.source.text();
        if self.diff {
            output::print(diff(copy).as_bytes())?;
        }
        self.say(copy, if changes { "would change: " } else { "nothing to change: " });
        Ok(if changes { Outcome::WouldChange } else { Outcome::Done })
    }

    fn write(&self, copy: &FairCopy) -> Result<Outcome, Fault> {
        let staged = progress::during("writing", || self.stage(copy))?;
        if self.diff {
            output::print(diff(copy).as_bytes())?;
        } else if self.article.is_none() {
            output::print(copy.article().as_bytes())?;
        }
        staged.into_iter().try_for_each(Staged::commit)?;
        self.say(copy, "");
        Ok(Outcome::Done)
    }

    fn stage(&self, copy: &FairCopy) -> Result<Vec<Staged<'_>>, Fault> {
        let article = self.article.iter().map(|target| target.stage(copy.article().as_bytes()));
        let reports = self
            .reports
            .iter()
            .map(|(target, format)| target.stage(report::render(copy, *format).as_bytes()));
        article.chain(reports).collect()
    }

    fn say(&self, copy: &FairCopy, verdict: &str) {
        if !self.quiet {
            let _ = writeln!(std::io::stderr(), "{verdict}{}", report::summary(copy));
        }
    }
}

/// Each flag to the stage it is for.
fn settings(flags: &flags::Clean) -> Settings {
    Settings {
        decode: decode::Settings { encoding: flags.encoding },
        noise: noise::Settings {
            punctuation: match flags.punctuation {
                flags::Punctuation::Keep => noise::Punctuation::Keep,
                flags::Punctuation::Full => noise::Punctuation::Full,
            },
        },
        repair: repair::Settings::default(),
        matching: matching::Settings {
            min_passage: flags.min_passage,
            similarity: flags.similarity,
        },
        settle: settle::Settings {
            level: match flags.level {
                flags::Level::Safe => Tier::Safe,
                flags::Level::Witness => Tier::Witness,
                flags::Level::Likely => Tier::Likely,
            },
        },
    }
}

/// Whether there is anything on the page but white space and byte order marks.
fn has_text(copy: &FairCopy) -> bool {
    copy.source.text().chars().any(|c| !c.is_whitespace() && c != '\u{FEFF}')
}

fn diff(copy: &FairCopy) -> String {
    report::diff::terminal(copy, terminal::width(), terminal::colour())
}
