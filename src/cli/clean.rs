//! `faircopy clean`: one page in; the article, reports and a summary out.

use std::borrow::Cow;
use std::io::Write;
use std::sync::Arc;

use faircopy::decide::policy::Policy;
use faircopy::decide::{By, Draft, carry_out};
use faircopy::reason::Tier;
use faircopy::report::{self, Format, Language, own};
use faircopy::source::Page;
use faircopy::{FairCopy, Settings, decode, matching, noise, repair, settle};

use super::decided::{Decided, say_misfits};
use super::exit::Outcome;
use super::fault::Fault;
use super::flags;
use super::input::Input;
use super::output::{self, Staged, Target};
use super::{learn, policy, progress, terminal};

/// A cleaning that is ready to run.
pub(crate) struct Clean {
    page: Input,
    article: Option<Target>,
    reports: Vec<(Target, Format)>,
    settings: Settings,
    policy: Policy,
    decisions: Option<Decided>,
    dump_policy: bool,
    language: Option<Language>,
    diff: bool,
    check: bool,
    quiet: bool,
}

impl Clean {
    /// # Errors
    /// When a target cannot be written, is the page itself or another target, or
    /// has an ending that no report has.
    pub(crate) fn new(flags: flags::Clean) -> Result<Clean, Fault> {
        let mut settings = settings(&flags.how);
        let policy = flags.policy.map(policy::read).transpose()?.unwrap_or_default();
        let decisions = flags.decisions.map(Decided::new);
        if let Some(path) = flags.model {
            settings.repair.model = Some(Arc::new(learn::model(path)?));
        }
        let page = Input::new(flags.page);
        if let (Some(Input::Standard), Input::Standard) =
            (decisions.as_ref().map(Decided::input), &page)
        {
            return Err(Fault::StandardInputTwice);
        }
        let article = flags.output.map(Target::unless_standard).transpose()?.flatten();
        let reports = flags.reports.into_iter().map(|path| {
            let format = Format::of_path(&path)
                .ok_or_else(|| Fault::UnknownEnding(path.display().to_string()))?;
            Ok((Target::new(path)?, format))
        });
        let reports = reports.collect::<Result<Vec<_>, Fault>>()?;
        let targets = || article.iter().chain(reports.iter().map(|(target, _)| target));
        output::keep_apart(&page, targets())?;
        if let Some(decided) = &decisions {
            output::keep_apart(decided.input(), targets())?;
        }
        let (diff, check, quiet) = (flags.diff, flags.check, flags.quiet);
        let dump_policy = flags.dump_policy;
        let language = flags.lang.map(|lang| match lang {
            flags::Lang::En => Language::English,
            flags::Lang::Zh => Language::Chinese,
        });
        Ok(Clean {
            page,
            article,
            reports,
            settings,
            policy,
            decisions,
            dump_policy,
            language,
            diff,
            check,
            quiet,
        })
    }

    /// # Errors
    /// When the page holds no text or an output cannot be written; no target is
    /// touched then.
    pub(crate) fn run(self) -> Result<Outcome, Fault> {
        if self.dump_policy {
            let policy = report::policy::toml(&self.policy, self.settings.settle.level);
            output::print(policy.as_bytes())?;
            return Ok(Outcome::Done);
        }
        let page = Page::new(self.page.name(), self.text()?);
        let cleaned = progress::during("cleaning", || faircopy::clean(&[page], &self.settings));
        let Some(copy) = cleaned.pages.first().filter(|copy| has_text(copy)) else {
            return Err(Fault::Empty(self.page.title()));
        };
        let copy = self.decide(copy)?;
        if self.check { self.compare(&copy) } else { self.write(&copy) }
    }

    /// The fair copy as the policy and the decisions want it.
    fn decide<'a>(&self, copy: &'a FairCopy) -> Result<Cow<'a, FairCopy>, Fault> {
        let mut copy = Cow::Borrowed(copy);
        if !self.policy.is_empty() {
            copy = Cow::Owned(self.policy.enforce(&copy));
        }
        let Some(decided) = &self.decisions else { return Ok(copy) };
        let decisions = decided.read()?;
        let matched = decisions.fit(&Draft::of(&copy));
        if !self.quiet {
            say_misfits(&decisions, &matched, &report::json::sha256(copy.source.input()));
        }
        Ok(Cow::Owned(carry_out(&copy, &matched.states, By::Reader)))
    }

    fn text(&self) -> Result<Vec<u8>, Fault> {
        as_text(self.page.read()?, &self.page, self.settings.decode.encoding.is_some())
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
            .map(|(target, format)| target.stage(self.report(copy, *format).as_bytes()));
        article.chain(reports).collect()
    }

    fn report(&self, copy: &FairCopy, format: Format) -> String {
        match format {
            Format::Html => report::html::page(copy, self.language),
            _ => report::render(copy, format),
        }
    }

    fn say(&self, copy: &FairCopy, verdict: &str) {
        if !self.quiet {
            let _ = writeln!(std::io::stderr(), "{verdict}{}", report::summary(copy));
        }
        let has_patch = self.reports.iter().any(|(_, format)| *format == Format::Diff);
        let encoding = copy.source.encoding().name();
        if has_patch && encoding != "UTF-8" {
            let _ = writeln!(
                std::io::stderr(),
                "note: the page is not UTF-8 but {encoding}; the patch fits it once it is \
                 converted, as by: iconv -f {encoding} -t utf-8"
            );
        }
    }
}

/// Each flag to the stage it is for.
pub(crate) fn settings(flags: &flags::How) -> Settings {
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
                flags::Level::Weighed => Tier::Weighed,
                flags::Level::Likely => Tier::Likely,
            },
        },
    }
}

/// The bytes of a page, if they can be text. Who names the encoding knows better than
/// a guess at the bytes.
///
/// # Errors
/// When they are something else.
pub(crate) fn as_text(bytes: Vec<u8>, page: &Input, is_named: bool) -> Result<Vec<u8>, Fault> {
    if let Some(kind) = decode::binary_kind(&bytes).filter(|_| !is_named) {
        return Err(Fault::Binary { name: page.title(), kind });
    }
    match std::str::from_utf8(&bytes).ok().and_then(own::known) {
        Some((kind, about)) => Err(own_file(page.title(), kind, about)),
        None => Ok(bytes),
    }
}

/// The fault of a report that is given in place of a page, with the command that works.
fn own_file(name: String, kind: own::Kind, page: String) -> Fault {
    let (what, advice) = match kind {
        own::Kind::Html => (
            "the HTML report",
            format!(
                "Open it in a browser to decide there. `faircopy clean {page}` and, at the\n\
                 terminal, `faircopy review {page}` take the page itself."
            ),
        ),
        own::Kind::Json => (
            "the JSON report",
            format!(
                "`faircopy apply {name}` gives the article, `faircopy restore {name}` the page,\n\
                 and `faircopy review {name}` goes through the changes."
            ),
        ),
        own::Kind::Sarif => (
            "the SARIF report",
            format!("Editors read it; `faircopy clean {page}` takes the page itself."),
        ),
        own::Kind::Decisions => (
            "the file of decisions",
            format!(
                "`faircopy clean {page} --decisions {name}` carries them out, and\n\
                 `faircopy review {page} --decisions {name}` goes on with them."
            ),
        ),
    };
    Fault::OwnFile { name, what, page, advice }
}

/// Whether there is anything on the page but white space and byte order marks.
pub(crate) fn has_text(copy: &FairCopy) -> bool {
    copy.source.text().chars().any(|c| !c.is_whitespace() && c != '\u{FEFF}')
}

fn diff(copy: &FairCopy) -> String {
    report::diff::terminal(copy, terminal::width(), terminal::colour())
}
