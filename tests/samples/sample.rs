//! A sample as it lies in its folder.

use std::fs;
use std::path::{Path, PathBuf};

use faircopy::noise::Punctuation;
use faircopy::reason::Tier;
use faircopy::source::Page;
use faircopy::{FairCopy, Settings, clean};

/// One folder of `samples/`.
pub(crate) struct Sample {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) page: Vec<u8>,
    pub(crate) article: String,
    pub(crate) expect: Vec<Expect>,
}

/// One line of `expect.txt`: a word, and what follows its colon.
pub(crate) struct Expect {
    pub(crate) word: String,
    pub(crate) value: String,
}

impl Sample {
    fn read(path: PathBuf) -> Sample {
        let file = |name: &str| {
            let file = path.join(name);
            fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
        };
        assert!(!file("note.md").trim().is_empty(), "{}: an empty note", path.display());
        let page = fs::read(path.join("page.txt")).expect("page.txt");
        let expect = file("expect.txt");
        let expect = expect.lines().filter(|line| !line.trim().is_empty()).map(Expect::of);
        Sample {
            name: path.file_name().expect("a name").to_string_lossy().into_owned(),
            page,
            article: file("article.txt"),
            expect: expect.collect(),
            path,
        }
    }

    pub(crate) fn said(&self, word: &str) -> Option<&str> {
        self.expect.iter().find(|e| e.word == word).map(|e| e.value.as_str())
    }

    pub(crate) fn settings(&self) -> Settings {
        let mut settings = Settings::default();
        if let Some(level) = self.said("level") {
            let tier = Tier::ALL.into_iter().find(|tier| tier.code() == level);
            settings.settle.level = tier.unwrap_or_else(|| panic!("{}: level {level}", self.name));
        }
        settings.noise.punctuation = match self.said("punctuation") {
            None | Some("keep") => Punctuation::Keep,
            Some("full") => Punctuation::Full,
            Some(other) => panic!("{}: no punctuation {other}", self.name),
        };
        settings
    }
}

impl Expect {
    fn of(line: &str) -> Expect {
        let (word, value) = line.split_once(':').unwrap_or((line, ""));
        Expect { word: word.trim().into(), value: value.trim().into() }
    }
}

/// All of them, by name.
pub(crate) fn samples() -> Vec<Sample> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let entries = fs::read_dir(dir).expect("samples").map(|e| e.expect("an entry").path());
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    paths.sort();
    paths.into_iter().map(Sample::read).collect()
}

/// The fair copy of a page's bytes.
pub(crate) fn copy_of(text: impl Into<Vec<u8>>, settings: &Settings) -> FairCopy {
    clean(&[Page::new("page.txt", text)], settings).pages.remove(0)
}
