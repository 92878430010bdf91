//! Running the command and reading what it wrote.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A folder for one test, with its inputs and its archives.
pub(crate) struct Room(TempDir);

impl Room {
    pub(crate) fn new() -> Room {
        Room(TempDir::new().expect("a folder"))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Write an input.
    pub(crate) fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Run `faircopy` here.
    pub(crate) fn faircopy(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("it runs")
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_faircopy"));
        command.args(args).current_dir(self.0.path());
        command
    }

    /// Make an archive of these arguments in `out`; it must succeed.
    pub(crate) fn archive(&self, args: &[&str], out: &str) -> PathBuf {
        let output = self.faircopy(&[&["archive", "-q", "-o", out], args].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        self.path(out)
    }
}

/// The lines of a compressed file of an archive.
pub(crate) fn lines(archive: &Path, name: &str) -> Vec<Value> {
    let file = File::open(archive.join(name)).expect("the file is there");
    let bytes = zstd::stream::decode_all(file).expect("sound frames");
    let text = String::from_utf8(bytes).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON record")).collect()
}

/// Every file of an archive, with its bytes.
pub(crate) fn files(archive: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(archive)
        .expect("an archive")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(&path).unwrap_or_default())
        })
        .collect();
    files.sort();
    files
}

/// That two archives are the same, byte for byte.
pub(crate) fn assert_same(a: &Path, b: &Path) {
    let (a, b) = (files(a), files(b));
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|f| f.0.clone()).collect::<Vec<_>>();
    assert_eq!(names(&a), names(&b));
    for (a, b) in a.iter().zip(&b) {
        assert!(a.1 == b.1, "{} differs", a.0);
    }
}
