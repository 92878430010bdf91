//! Whether two names stand for one file, however they are spelled.
//!
//! `page.txt`, `./page.txt`, a symbolic link and a hard link to it are four names
//! of one file, and so is the standard input or output that a shell attached to
//! it. Comparing the names as typed would let an output destroy its own input.

use std::fs;
use std::path::{Path, PathBuf};

use same_file::Handle;

/// A file, or the place where one would come to be.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Identity {
    /// A regular file, by device and number.
    File(Handle),
    /// Anything else, by its resolved path.
    Place(PathBuf),
}

impl Identity {
    /// What `path` stands for; `None` when not even its directory exists.
    pub(crate) fn of(path: &Path) -> Option<Identity> {
        // Only a regular file is opened to be compared: opening a pipe would
        // take its reader's place.
        if fs::metadata(path).is_ok_and(|meta| meta.is_file())
            && let Ok(handle) = Handle::from_path(path)
        {
            return Some(Identity::File(handle));
        }
        resolve(path).map(Identity::Place)
    }

    /// The regular file that standard input was attached to, if it is one.
    pub(crate) fn of_stdin() -> Option<Identity> {
        Identity::of_stream(Handle::stdin())
    }

    /// The regular file that standard output was attached to, if it is one.
    pub(crate) fn of_stdout() -> Option<Identity> {
        Identity::of_stream(Handle::stdout())
    }

    fn of_stream(handle: std::io::Result<Handle>) -> Option<Identity> {
        let handle = handle.ok()?;
        let regular = handle.as_file().metadata().is_ok_and(|meta| meta.is_file());
        regular.then_some(Identity::File(handle))
    }
}

/// The path with its links followed; its last part need not exist.
pub(crate) fn resolve(path: &Path) -> Option<PathBuf> {
    if let Ok(found) = path.canonicalize() {
        return Some(found);
    }
    Some(folder(path).canonicalize().ok()?.join(path.file_name()?))
}

/// The directory a path lies in; `.` for a bare name.
pub(crate) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_file_are_one() {
        let dir = tempfile::tempdir().unwrap();
        let page = dir.path().join("page.txt");
        fs::write(&page, "text").unwrap();
        fs::write(dir.path().join("other.txt"), "text").unwrap();
        fs::hard_link(&page, dir.path().join("hard.txt")).unwrap();
        let of = |name: &str| Identity::of(&dir.path().join(name)).unwrap();
        assert_eq!(of("page.txt"), of("./page.txt"));
        assert_eq!(of("page.txt"), of("hard.txt"));
        assert_ne!(of("page.txt"), of("other.txt"));
    }

    #[test]
    fn a_file_yet_to_come_is_known_by_its_place() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("sub")).unwrap();
        let of = |name: &str| Identity::of(&dir.path().join(name));
        assert_eq!(of("new.txt").unwrap(), of("sub/../new.txt").unwrap());
        assert_ne!(of("new.txt").unwrap(), of("sub/new.txt").unwrap());
        assert!(of("nowhere/new.txt").is_none());
    }
}
