//! Decisions as they are kept: `decisions.json`.
//!
//! A decision names its change by content ([`Key`]), so it is found again in a new
//! run over the same page. One that no longer fits is listed, never applied to
//! something else.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::reason::Reason;

use super::change::{Change, Key, State};
pub use super::fitting::{Matched, Misfit};

/// The version of the form that this crate writes and reads.
pub const VERSION: u64 = 1;

/// What was decided about the changes of one page.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "faircopy decisions")]
pub struct Decisions {
    /// Version of the tool that wrote them.
    pub faircopy: String,
    /// Version of their form.
    pub version: u64,
    /// The page they were made on.
    pub source: Source,
    /// The decisions; of two about one change the later counts.
    pub decisions: Vec<Decision>,
    /// What was written about changes that are not decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

/// What was written about a change that is not decided: it changes nothing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// Code of the change's reason.
    pub reason: String,
    /// Digest of what the change is about, in hexadecimal.
    pub digest: String,
    /// Which it is, from 0, among changes that are alike in both.
    pub occurrence: u32,
    /// What was written.
    pub note: String,
    /// What the page has there, for people who read this file.
    #[serde(default)]
    pub before: String,
    /// Where the page has no words there: the words before and after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub around: Option<[String; 2]>,
}

/// The page that decisions were made on.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// What it is called.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// One decision.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// Code of the change's reason.
    pub reason: String,
    /// Digest of what the change is about, in hexadecimal.
    pub digest: String,
    /// Which it is, from 0, among changes that are alike in both.
    pub occurrence: u32,
    /// What is decided.
    pub decision: Verdict,
    /// The text that was typed, or the text of the reading that was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What the one who decided has to say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What the page has there, for people who read this file.
    #[serde(default)]
    pub before: String,
    /// Where the page has no words there, as between torn halves: the words before and
    /// after it, for people too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub around: Option<[String; 2]>,
    /// What the change makes of it. If given, an accepted change must still make
    /// the same of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// What can be decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The change is made.
    Accept,
    /// The page stays as it is.
    Reject,
    /// The text that was typed stands there.
    Text,
    /// One of the readings stands there.
    Reading,
}

/// Why decisions cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is not JSON, or not the JSON of decisions.
    #[error("not decisions of this tool: {0}")]
    Form(#[from] serde_json::Error),
    /// They are of a version this crate does not know.
    #[error("the decisions are of version {0}; this faircopy reads version {VERSION}")]
    Version(u64),
    /// One lacks what its verdict needs.
    #[error("decisions[{0}] is \"{1}\" and has no \"text\"")]
    NoText(usize, &'static str),
}

/// Read decisions.
///
/// # Errors
/// When the text is not the JSON of decisions, is of another version, or a decision
/// lacks its text.
pub fn read(text: &str) -> Result<Decisions, ReadError> {
    #[derive(Deserialize)]
    struct Head {
        version: u64,
    }
    let head: Head = serde_json::from_str(text)?;
    if head.version != VERSION {
        return Err(ReadError::Version(head.version));
    }
    let decisions: Decisions = serde_json::from_str(text)?;
    for (at, decision) in decisions.decisions.iter().enumerate() {
        let needs = match decision.decision {
            Verdict::Text => "text",
            Verdict::Reading => "reading",
            Verdict::Accept | Verdict::Reject => continue,
        };
        if decision.text.is_none() {
            return Err(ReadError::NoText(at, needs));
        }
    }
    Ok(decisions)
}

/// The JSON Schema of decisions.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Decisions);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is plain JSON");
    text.push('\n');
    text
}

impl Decisions {
    /// No decisions yet on a page of this name and digest.
    pub fn on(name: &str, sha256: &str) -> Decisions {
        Decisions {
            faircopy: env!("CARGO_PKG_VERSION").into(),
            version: VERSION,
            source: Source { name: name.into(), sha256: sha256.into() },
            decisions: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// As a file holds them.
    pub fn write(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("decisions are plain JSON");
        text.push('\n');
        text
    }

    /// Decide about a change; a decision made before is replaced, what was written about
    /// the change kept.
    pub fn put(&mut self, change: &Change, state: &State) {
        self.take(&change.key);
        let written = self
            .notes
            .iter()
            .position(|n| is_named(&change.key, &n.reason, &n.digest, n.occurrence));
        let note = written.map(|at| self.notes.remove(at).note);
        self.decisions.push(Decision { note, ..Decision::of(change, state) });
    }

    /// Take back what was decided about a change; what was written about it stays.
    pub fn take(&mut self, key: &Key) {
        let is_about = |d: &Decision| is_named(key, &d.reason, &d.digest, d.occurrence);
        let Some(at) = self.decisions.iter().position(is_about) else { return };
        let Decision { reason, digest, occurrence, note, before, around, .. } =
            self.decisions.remove(at);
        if let Some(note) = note {
            self.notes.push(Note { reason, digest, occurrence, note, before, around });
        }
    }
}

impl Decision {
    /// The decision that gives a change this state.
    fn of(change: &Change, state: &State) -> Decision {
        let (decision, text) = match state {
            State::Accept => (Verdict::Accept, None),
            State::Reject => (Verdict::Reject, None),
            State::Text(text) => (Verdict::Text, Some(text.clone())),
            State::Reading(index) => {
                (Verdict::Reading, change.readings.get(*index).map(|r| r.text.clone()))
            }
        };
        Decision {
            reason: change.key.reason.code().into(),
            digest: change.key.digest.clone(),
            occurrence: change.key.occurrence,
            decision,
            text,
            note: None,
            before: change.before.clone(),
            around: change.before.trim().is_empty().then(|| change.around.clone()),
            after: (change.after != change.before).then(|| change.after.clone()),
        }
    }
}

/// Whether these name a change.
fn is_named(key: &Key, reason: &str, digest: &str, occurrence: u32) -> bool {
    Reason::from_code(reason) == Some(key.reason)
        && (digest, occurrence) == (key.digest.as_str(), key.occurrence)
}
