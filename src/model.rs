//! A model as a file: what an archive taught, read in one go and searched where it lies.
//!
//! ```text
//! faircopy model 1⏎        what it is, and which layout
//! checksum                 of all that follows, 8 bytes
//! lengths of 4 parts       8 bytes each
//! words, spelling, pairs   two maps and a table
//! print                    lines: what stands there, what was read, how often
//! ```

use std::fmt::Write as _;
use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::channel::Print;
use crate::usage::Usage;

/// What every model begins with, its layout's number and a line feed after it.
const MAGIC: &[u8] = b"faircopy model ";

/// The layout this program writes and reads.
const LAYOUT: &str = "1";

/// Bytes of the checksum and of each length.
const FIELD: usize = 8;
const PARTS: usize = 4;

/// What an archive taught: the usage of its language, and what its print is misread as.
#[derive(Clone, Debug)]
pub struct Model {
    /// Words, how often, and which after which.
    pub usage: Usage,
    /// What is misread as what.
    pub print: Print,
}

/// Why bytes are no model that can be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Damage {
    /// They do not begin as one does.
    NotAModel,
    /// They are one of another layout.
    OtherLayout(String),
    /// They are cut off or altered.
    Damaged,
}

impl std::fmt::Display for Damage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Damage::NotAModel => f.write_str("it is not a model made by `faircopy learn`"),
            Damage::OtherLayout(found) => {
                write!(f, "it is a model of layout {found}, and this program reads {LAYOUT}")
            }
            Damage::Damaged => f.write_str("it is a model, but cut off or altered"),
        }
    }
}

impl std::error::Error for Damage {}

impl Model {
    /// The bytes of the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let print = lines(&self.print);
        let [words, spelling, pairs] = self.usage.parts();
        let parts = [words, spelling, pairs, print.as_bytes()];
        let mut body = Vec::new();
        parts.iter().for_each(|part| body.extend((part.len() as u64).to_le_bytes()));
        parts.iter().for_each(|part| body.extend_from_slice(part));
        let mut bytes = [MAGIC, LAYOUT.as_bytes(), b"\n"].concat();
        bytes.extend(checksum(&body).to_le_bytes());
        bytes.extend(body);
        bytes
    }

    /// The model of a file's bytes.
    ///
    /// # Errors
    /// When they are none, of another layout, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Model, Damage> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(Damage::NotAModel)?;
        let end = rest.iter().take(20).position(|b| *b == b'\n').ok_or(Damage::NotAModel)?;
        let layout = String::from_utf8_lossy(&rest[..end]);
        if layout != LAYOUT {
            return Err(Damage::OtherLayout(layout.into_owned()));
        }
        let rest = &rest[end + 1..];
        let (sum, body) = rest.split_first_chunk::<FIELD>().ok_or(Damage::Damaged)?;
        if checksum(body) != u64::from_le_bytes(*sum) {
            return Err(Damage::Damaged);
        }
        let [words, spelling, pairs, print] = parts(body).ok_or(Damage::Damaged)?;
        let usage = Usage::from_parts(words, spelling, pairs).ok_or(Damage::Damaged)?;
        let print = std::str::from_utf8(print).map_err(|_| Damage::Damaged)?;
        Ok(Model { usage, print: read(print).ok_or(Damage::Damaged)? })
    }
}

fn parts(body: &[u8]) -> Option<[&[u8]; PARTS]> {
    let (lengths, mut rest) = body.split_at_checked(PARTS * FIELD)?;
    let mut parts: [&[u8]; PARTS] = [&[]; PARTS];
    for (part, length) in parts.iter_mut().zip(lengths.chunks_exact(FIELD)) {
        let length = usize::try_from(u64::from_le_bytes(length.try_into().ok()?)).ok()?;
        (*part, rest) = rest.split_at_checked(length)?;
    }
    rest.is_empty().then_some(parts)
}

fn checksum(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.write_usize(bytes.len());
    hasher.finish()
}

/// A print as lines: its error rate, how often strings occur, misreadings.
fn lines(print: &Print) -> String {
    let Some((seen, occurs, rate)) = print.lessons() else { return String::new() };
    let mut lines = format!("{rate}\n");
    let mut occurs: Vec<_> = occurs.iter().collect();
    occurs.sort_by(|a, b| a.0.cmp(b.0));
    for (right, times) in occurs {
        let _ = writeln!(lines, "{right}\t{times}");
    }
    let mut seen: Vec<_> = seen.iter().collect();
    seen.sort_by(|a, b| a.0.cmp(b.0));
    for ((right, wrong), times) in seen {
        let _ = writeln!(lines, "{right}\t{wrong}\t{times}");
    }
    lines
}

fn read(lines: &str) -> Option<Print> {
    let mut lines = lines.lines();
    let Some(rate) = lines.next() else { return Some(Print::default()) };
    let (mut seen, mut occurs) = (FxHashMap::default(), FxHashMap::default());
    for line in lines {
        let fields: Vec<&str> = line.split('\t').collect();
        match fields.as_slice() {
            [right, times] => {
                occurs.insert(right.to_string(), times.parse().ok()?);
            }
            [right, wrong, times] => {
                seen.insert((right.to_string(), wrong.to_string()), times.parse().ok()?);
            }
            _ => return None,
        }
    }
    Some(Print::learned(seen, occurs, rate.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Model {
        let pair = |a: &str, b: &str| (a.to_string(), b.to_string());
        let seen = [(pair("e", "o"), 7.0), (pair("m", "rn"), 2.0)].into_iter().collect();
        let occurs = [("e".to_string(), 100.0)].into_iter().collect();
        Model { usage: Usage::english().clone(), print: Print::learned(seen, occurs, 0.02) }
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = model().to_bytes();
        let again = Model::from_bytes(&bytes).unwrap();
        assert_eq!(again.to_bytes(), bytes);
        assert_eq!(again.usage.cost("the"), model().usage.cost("the"));
    }

    #[test]
    fn other_files_are_told() {
        let bytes = model().to_bytes();
        let damage = |bytes: &[u8]| Model::from_bytes(bytes).unwrap_err();
        assert_eq!(damage(b""), Damage::NotAModel);
        assert_eq!(damage(b"The harbour was closed.\n"), Damage::NotAModel);
        assert_eq!(damage(b"faircopy model 7\n..."), Damage::OtherLayout("7".into()));
        assert_eq!(damage(&bytes[..bytes.len() - 1]), Damage::Damaged);
        let mut altered = bytes.clone();
        altered[bytes.len() / 2] ^= 1;
        assert_eq!(damage(&altered), Damage::Damaged);
    }
}
