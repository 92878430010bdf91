//! `faircopy review`: every change, one by one, decided with a key.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use console::{Key, Term};
use faircopy::decide::decisions::Decisions;
use faircopy::decide::{Change, Draft, Kind, State};
use faircopy::reason::Tier;
use faircopy::report::review::{Cards, HELP, answer};
use faircopy::report::{json, own};
use faircopy::source::Page;
use faircopy::{FairCopy, Settings};

use super::decided::{Decided, say_misfits};
use super::exit::{INTERRUPTED, Outcome};
use super::fault::Fault;
use super::flags::{self, Only};
use super::input::Input;
use super::output::{self, Target};
use super::sitting::Sitting;
use super::{clean, progress, terminal};

/// A review that is ready to run.
pub(crate) struct Review {
    input: Input,
    file: PathBuf,
    target: Target,
    only: Option<Only>,
}

impl Review {
    /// # Errors
    /// When there is no terminal to ask at, or the decisions cannot be written.
    pub(crate) fn new(flags: flags::Review) -> Result<Review, Fault> {
        let name = flags.input.display().to_string();
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(Fault::NoTerminal { name });
        }
        let file = flags.decisions.unwrap_or_else(|| flags.input.with_extension("decisions.json"));
        let input = Input::new(Some(flags.input));
        let target = Target::new(file.clone())?;
        output::keep_apart(&input, [&target].into_iter())?;
        Ok(Review { input, file, target, only: flags.only })
    }

    /// # Errors
    /// When the page, the report or the decisions cannot be read, or an answer cannot
    /// be saved.
    pub(crate) fn run(self) -> Result<Outcome, Fault> {
        let (copy, sha256, is_report) = self.open()?;
        let draft = Draft::of(&copy);
        let decisions = self.decisions(&copy, &draft, &sha256)?;
        let chosen = draft.changes.iter().enumerate().filter(|(_, c)| is_asked(c, self.only));
        let chosen: Vec<usize> = chosen.map(|(at, _)| at).collect();
        if chosen.is_empty() {
            say("Nothing to decide.\n")?;
            return Ok(Outcome::Done);
        }
        let mut sitting = Sitting::new(&draft, chosen, decisions);
        let outcome = self.sit(&copy, &draft, &mut sitting)?;
        self.part(&sitting, is_report)?;
        Ok(outcome)
    }

    /// The fair copy, the digest of its page, and whether it came from a report.
    fn open(&self) -> Result<(FairCopy, String, bool), Fault> {
        let bytes = self.input.read()?;
        let text = std::str::from_utf8(&bytes).ok();
        let is_report = |text: &&str| matches!(own::known(text), Some((own::Kind::Json, _)));
        if let Some(text) = text.filter(is_report) {
            let name = self.input.title();
            let report = json::read(text)
                .map_err(|cause| Fault::NotAReport { name, cause: cause.to_string() })?;
            let copy = report.copy().and_then(|copy| {
                copy.ledger.audit(&copy.source)?;
                Ok(copy)
            });
            let breached = |b: faircopy::ledger::Breach| Fault::Breached {
                name: self.input.title(),
                breaches: vec![b.to_string()],
            };
            return Ok((copy.map_err(breached)?, report.source.sha256, true));
        }
        let bytes = clean::as_text(bytes, &self.input, false)?;
        let sha256 = json::sha256(&bytes);
        let page = Page::new(self.input.name(), bytes);
        let cleaned =
            progress::during("cleaning", || faircopy::clean(&[page], &Settings::default()));
        let copy = cleaned.pages.into_iter().next().filter(clean::has_text);
        Ok((copy.ok_or_else(|| Fault::Empty(self.input.title()))?, sha256, false))
    }

    /// The decisions made so far.
    fn decisions(&self, copy: &FairCopy, draft: &Draft, sha256: &str) -> Result<Decisions, Fault> {
        let new = Decisions::on(copy.source.file_name(), sha256);
        if !self.file.exists() {
            return Ok(new);
        }
        let old = Decided::new(self.file.clone()).read()?;
        say_misfits(&old, &old.fit(draft), sha256);
        Ok(Decisions { decisions: old.decisions, notes: old.notes, ..new })
    }

    /// Ask until all is answered or the reader leaves.
    fn sit(
        &self,
        copy: &FairCopy,
        draft: &Draft,
        sitting: &mut Sitting<'_>,
    ) -> Result<Outcome, Fault> {
        let cards = Cards::new(copy, draft, terminal::colour());
        let term = Term::stdout();
        leave_on_signals();
        let mut shown = None;
        while let Some((change, place)) = sitting.current() {
            let about = &draft.changes[change];
            if shown != Some(change) {
                say(&format!("\n{}", cards.card(change, place, terminal::width())))?;
            }
            shown = Some(change);
            say(&format!("{} ", prompt(about)))?;
            // A terminal that is gone asks nothing more.
            let key = term.read_key_raw().unwrap_or(Key::Char('q'));
            match self.answer(key, about, sitting)? {
                Answer::Stay => {}
                Answer::Go => shown = None,
                Answer::Leave(outcome) => return Ok(outcome),
            }
        }
        Ok(Outcome::Done)
    }

    fn answer(&self, key: Key, about: &Change, sitting: &mut Sitting<'_>) -> Result<Answer, Fault> {
        let state = match key {
            Key::Char('a' | 'A') if !about.can_accept => {
                return stay("there is nothing to accept here; r leaves it as it is");
            }
            Key::Char('a' | 'A') => State::Accept,
            Key::Char('r' | 'R') if !about.readings.is_empty() && about.kind == Kind::Variant => {
                return stay("choose a reading by its number");
            }
            Key::Char('r' | 'R') => State::Reject,
            Key::Char(digit @ '1'..='9') => {
                let reading = digit as usize - '1' as usize;
                match about.readings.len() {
                    0 => return stay("there are no readings to choose from here"),
                    all if reading >= all => {
                        return stay(&format!("there is no reading {digit}, only 1 to {all}"));
                    }
                    _ => {}
                }
                State::Reading(reading)
            }
            Key::Char('e') if !about.can_type => return stay("nothing can be typed here"),
            Key::Char('e') => match typed(about)? {
                Some(text) => State::Text(text),
                None => return stay("left as it is"),
            },
            Key::Char('s') => {
                sitting.skip();
                say("skipped\n")?;
                return Ok(Answer::Go);
            }
            Key::Char('u') => {
                if !sitting.undo() {
                    return stay("nothing to undo");
                }
                self.save(sitting)?;
                say("undone\n")?;
                return Ok(Answer::Go);
            }
            Key::Char('q' | '\u{4}') => {
                say("\n")?;
                return Ok(Answer::Leave(Outcome::Done));
            }
            Key::CtrlC => {
                say("\n")?;
                return Ok(Answer::Leave(Outcome::Interrupted));
            }
            Key::Char('?') => return stay(HELP.trim_end()),
            _ => return stay("? shows the keys"),
        };
        let all = matches!(key, Key::Char('A' | 'R'));
        let count = sitting.decide(&state, all);
        self.save(sitting)?;
        let more = if count > 1 { format!(", and {} more", count - 1) } else { String::new() };
        say(&format!("{}{more}\n", answer(about, &state)))?;
        Ok(Answer::Go)
    }

    /// Let the decisions take the place of those on disk.
    fn save(&self, sitting: &Sitting<'_>) -> Result<(), Fault> {
        self.target.stage(sitting.decisions.write().as_bytes())?.commit()
    }

    /// Say what was done and how it becomes an article.
    fn part(&self, sitting: &Sitting<'_>, is_report: bool) -> Result<(), Fault> {
        let (made, left) = (sitting.decisions.decisions.len(), sitting.left());
        if made == 0 {
            return say("Nothing was decided.\n");
        }
        let (file, input) = (self.target.title(), self.input.name());
        let verb = if is_report { "apply" } else { "clean" };
        say(&terminal::tame(&format!(
            "{made} decided, {left} left; the decisions are in {file}\n\
             faircopy {verb} {input} --decisions {file} gives the article.\n"
        )))
    }
}

/// How a reader goes on.
enum Answer {
    /// The same change is asked again.
    Stay,
    /// The next one.
    Go,
    /// None.
    Leave(Outcome),
}

fn stay(why: &str) -> Result<Answer, Fault> {
    say(&format!("{why}\n"))?;
    Ok(Answer::Stay)
}

/// Whether a change is gone through.
fn is_asked(change: &Change, only: Option<Only>) -> bool {
    match only {
        None => true,
        Some(Only::Flagged) => change.tier == Tier::Flag,
        Some(Only::Variants) => change.kind == Kind::Variant,
        Some(Only::Likely) => change.tier == Tier::Likely,
    }
}

/// The keys that do something here.
fn prompt(change: &Change) -> String {
    let mut keys = if change.can_accept { vec!["a"] } else { Vec::new() };
    let numbers = format!("1-{}", change.readings.len());
    if change.kind != Kind::Variant {
        keys.push("r");
    }
    if !change.readings.is_empty() {
        keys.push(&numbers);
    }
    if change.can_type {
        keys.push("e");
    }
    let question = match change.kind {
        Kind::Fold | Kind::Drop => "Leave it out?",
        Kind::Join => "Join them?",
        Kind::Gap => "Text is missing (e to type it).",
        Kind::Edit => "Change it?",
        Kind::Variant => "Which stands?",
        Kind::Finding => "Is it right (r), or what should it be (e)?",
    };
    let all = match (change.can_accept, change.kind) {
        (_, Kind::Variant) => "A",
        (true, _) => "A,R",
        (false, _) => "R",
    };
    format!("{question} [{},s,{all},u,q,?]", keys.join(","))
}

/// What a reader types in place of a change; nothing when it is left as it is.
fn typed(change: &Change) -> Result<Option<String>, Fault> {
    let what = if change.is_missing { "the missing text" } else { "the text that shall stand" };
    say(&format!("e\nType {what} (\"\" for none; nothing leaves it as it is): "))?;
    let mut line = String::new();
    let read = io::stdin().read_line(&mut line);
    if read.unwrap_or(0) == 0 {
        say("\n")?;
    }
    // Arrow keys leave their escapes in a line.
    let plain = anstream::adapter::strip_str(&line).to_string();
    let text: String = plain.chars().filter(|c| !c.is_control()).collect();
    Ok(match text.as_str() {
        "" => None,
        "\"\"" => Some(String::new()),
        _ => Some(text),
    })
}

fn say(text: &str) -> Result<(), Fault> {
    let mut out = io::stdout().lock();
    let said = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    said.map_err(|cause| Fault::Unwritable { name: "standard output".into(), cause })
}

/// Ctrl-C between two questions comes as a signal, not as a key. Every answer is saved by
/// then, so it is only said.
fn leave_on_signals() {
    // Where signals cannot be heard, the default (to stop in silence) does.
    let _ = ctrlc::set_handler(|| {
        let _ = writeln!(io::stderr(), "\nstopped; all answers are saved");
        std::process::exit(INTERRUPTED.into());
    });
}
