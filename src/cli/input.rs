//! Where a page or a report is read from, and why it may not be usable.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;

use super::fault::Fault;
use super::identity::Identity;

/// The most an input may hold, in bytes. Offsets into the decoded text are 32 bits
/// wide, and decoding can at worst make three bytes of one.
pub(crate) const MAX_INPUT: u64 = 1 << 30;

/// One input.
pub(crate) enum Input {
    Standard,
    File(PathBuf),
}

impl Input {
    /// The input a name stands for; no name, or `-`, is standard input.
    pub(crate) fn new(path: Option<PathBuf>) -> Input {
        match path {
            Some(path) if path.as_os_str() != "-" => Input::File(path),
            _ => Input::Standard,
        }
    }

    /// What to call it in reports.
    pub(crate) fn name(&self) -> String {
        match self {
            Input::Standard => "-".into(),
            Input::File(path) => path.display().to_string(),
        }
    }

    /// What to call it in a message.
    pub(crate) fn title(&self) -> String {
        match self {
            Input::Standard => "standard input".into(),
            Input::File(path) => path.display().to_string(),
        }
    }

    /// Which file it is, if it is one.
    pub(crate) fn identity(&self) -> Option<Identity> {
        match self {
            Input::Standard => Identity::of_stdin(),
            Input::File(path) => Identity::of(path),
        }
    }

    /// Its bytes, all of them.
    ///
    /// # Errors
    /// When it is missing, a directory, unreadable or too large.
    pub(crate) fn read(&self) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        let read = match self {
            Input::Standard => {
                hint_at_the_keyboard();
                io::stdin().lock().take(MAX_INPUT + 1).read_to_end(&mut bytes)
            }
            Input::File(path) => {
                if path.is_dir() {
                    return Err(Fault::Directory(self.title()));
                }
                File::open(path).and_then(|file| file.take(MAX_INPUT + 1).read_to_end(&mut bytes))
            }
        };
        match read {
            Ok(_) if bytes.len() as u64 > MAX_INPUT => Err(Fault::TooLarge(self.title())),
            Ok(_) => Ok(bytes),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                Err(Fault::Missing(self.title()))
            }
            Err(cause) => Err(Fault::Unreadable { name: self.title(), cause }),
        }
    }

    /// What `parse` makes of its text; `not` is the fault of one that is no such thing.
    ///
    /// # Errors
    /// As [`Input::read`], and when it is not UTF-8 or `parse` refuses it.
    pub(crate) fn parsed<T, E: std::fmt::Display>(
        &self,
        parse: impl FnOnce(&str) -> Result<T, E>,
        not: impl Fn(String, String) -> Fault,
    ) -> Result<T, Fault> {
        let bytes = self.read()?;
        let not = |cause: String| not(self.title(), cause);
        let text = std::str::from_utf8(&bytes).map_err(|cause| not(cause.to_string()))?;
        parse(text).map_err(|cause| not(cause.to_string()))
    }
}

/// Someone who typed only `faircopy clean` would else watch it wait in silence.
fn hint_at_the_keyboard() {
    if io::stdin().is_terminal() {
        let end = if cfg!(windows) { "Ctrl-Z and Enter" } else { "Ctrl-D" };
        let _ = writeln!(
            io::stderr(),
            "Type or paste the text, then end it with {end} on a line of its own \
             (Ctrl-C stops; `faircopy --help` shows how to name a file)."
        );
    }
}
