//! Writing: a file appears whole or not at all, and a reader who has left is not an error.
//!
//! A file is first written under another name beside its target and then renamed,
//! so that a full disk or a crash leaves the target as it was. All files of a run
//! are staged before the first is renamed: a report that cannot be written leaves
//! the article's target alone as well. Nothing waits for the disk itself: what a power
//! cut takes can be made again, and the wait would outlast the cleaning.

use std::fs::{self, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::fault::Fault;
use super::identity::{self, Identity};
use super::input::Input;

/// A file that is to be written.
pub(crate) struct Target {
    /// As it was typed.
    given: PathBuf,
    /// With links followed, so that a link stays a link.
    real: PathBuf,
}

impl Target {
    /// A target that can be written as far as can be told without touching it.
    ///
    /// # Errors
    /// When its directory is missing, it is a directory, or it may not be written.
    pub(crate) fn new(given: PathBuf) -> Result<Target, Fault> {
        let folder = identity::folder(&given);
        let real = identity::resolve(&given).filter(|_| folder.is_dir());
        let Some(real) = real else {
            return Err(Fault::NoFolder(folder.display().to_string()));
        };
        let target = Target { given, real };
        if target.real.is_dir() {
            return Err(Fault::Directory(target.title()));
        }
        if let Ok(meta) = fs::symlink_metadata(&target.real) {
            if meta.is_symlink() {
                return Err(target.unwritable(io::Error::other("it is a link to nothing")));
            }
            // Opened, not emptied: renaming over a file asks no permission of it.
            if meta.is_file() {
                let opened = OpenOptions::new().write(true).open(&target.real);
                opened.map_err(|cause| target.unwritable(cause))?;
            }
        }
        Ok(target)
    }

    /// As [`Target::new`]; none for `-`, which is standard output.
    ///
    /// # Errors
    /// As [`Target::new`].
    pub(crate) fn unless_standard(given: PathBuf) -> Result<Option<Target>, Fault> {
        if given.as_os_str() == "-" { Ok(None) } else { Target::new(given).map(Some) }
    }

    /// What to call it in a message.
    pub(crate) fn title(&self) -> String {
        self.given.display().to_string()
    }

    /// Which file it is, or would be.
    pub(crate) fn identity(&self) -> Option<Identity> {
        Identity::of(&self.real)
    }

    /// Write `bytes` beside the target, ready to take its place.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(crate) fn stage(&self, bytes: &[u8]) -> Result<Staged<'_>, Fault> {
        let staged = match fs::metadata(&self.real) {
            // A device or a pipe is no file to be replaced: it takes the bytes now.
            Ok(meta) if !meta.is_file() => {
                let opened = OpenOptions::new().write(true).open(&self.real);
                opened.and_then(|mut stream| stream.write_all(bytes)).map(|()| None)
            }
            found => write_beside(&self.real, found.ok(), bytes).map(Some),
        };
        match staged {
            Ok(file) => Ok(Staged { target: self, file }),
            Err(cause) => Err(self.unwritable(cause)),
        }
    }

    fn unwritable(&self, cause: io::Error) -> Fault {
        Fault::Unwritable { name: self.title(), cause }
    }
}

/// Bytes that wait to become their target; nothing waits where a stream took them.
pub(crate) struct Staged<'a> {
    target: &'a Target,
    file: Option<NamedTempFile>,
}

impl Staged<'_> {
    /// Let them take the target's place.
    ///
    /// # Errors
    /// When the target cannot be replaced; it is then as it was.
    pub(crate) fn commit(self) -> Result<(), Fault> {
        match self.file.map(|file| file.persist(&self.target.real)) {
            Some(Err(cause)) => Err(self.target.unwritable(cause.error)),
            _ => Ok(()),
        }
    }
}

/// A temporary file of these bytes in the directory of `real`, with the rights of
/// the file it is to replace.
fn write_beside(
    real: &Path,
    replaced: Option<fs::Metadata>,
    bytes: &[u8],
) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".faircopy-");
    #[cfg(unix)]
    {
        // What any new file gets, less the user's mask; a temporary file's own
        // default would hide the article from everyone else.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(identity::folder(real))?;
    file.write_all(bytes)?;
    if let Some(meta) = replaced {
        file.as_file().set_permissions(meta.permissions())?;
    }
    Ok(file)
}

/// See that no target is the input, what standard output writes to, or another target.
///
/// # Errors
/// Which two are one file.
pub(crate) fn keep_apart<'a>(
    input: &Input,
    targets: impl Iterator<Item = &'a Target>,
) -> Result<(), Fault> {
    let input = input.identity();
    let stdout = Identity::of_stdout();
    if input.is_some() && input == stdout {
        return Err(Fault::OverInput { target: "standard output".into() });
    }
    let mut taken: Vec<(Option<Identity>, String)> = vec![(stdout, "standard output".into())];
    for target in targets {
        let identity = target.identity();
        if identity.is_some() && identity == input {
            return Err(Fault::OverInput { target: target.title() });
        }
        let same = taken.iter().find(|(other, _)| identity.is_some() && *other == identity);
        if let Some((_, other)) = same {
            return Err(Fault::SameTarget { target: target.title(), other: other.clone() });
        }
        taken.push((identity, target.title()));
    }
    Ok(())
}

/// Print to standard output, exactly; only on a terminal is an unfinished last line
/// ended, so that what follows does not run on. A reader that stopped reading
/// (`| head`) has what it wanted.
///
/// # Errors
/// When standard output takes no more for another cause, such as a full disk.
pub(crate) fn print(bytes: &[u8]) -> Result<(), Fault> {
    let mut out = io::stdout().lock();
    let end: &[u8] = if out.is_terminal() && !bytes.ends_with(b"\n") { b"\n" } else { b"" };
    let printed = out.write_all(bytes).and_then(|()| out.write_all(end));
    match printed.and_then(|()| out.flush()) {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => {
            Err(Fault::Unwritable { name: "standard output".into(), cause })
        }
        _ => Ok(()),
    }
}
