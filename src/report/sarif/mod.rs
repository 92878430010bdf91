//! The changes as SARIF 2.1.0, for editors and code hosts: each a result at its
//! place on the page, with its rule, its witnesses, and what mends it.

mod record;

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::FairCopy;
use crate::decide::{Change, Draft, Kind};
use crate::reason::Reason;
use crate::report::explain::{meaning, phrase};
use crate::report::json::sha256;
use crate::report::place::{Lines, ends};
use crate::report::safe::visible;
use crate::source::Span;
use record::*;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The report.
pub fn log(copy: &FairCopy) -> String {
    let draft = Draft::of(copy);
    let mut rules: Vec<Reason> = draft.changes.iter().map(|c| c.key.reason).collect();
    rules.sort_unstable();
    rules.dedup();
    let desk = Desk {
        copy,
        lines: Lines::of(&copy.source),
        place: Place { uri: uri(copy.source.name()), index: 0 },
        rules,
    };
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver: desk.driver() },
            column_kind: "unicodeCodePoints",
            artifacts: [desk.artifact()],
            results: draft.changes.iter().map(|change| desk.outcome(change)).collect(),
        }],
    };
    let mut text = serde_json::to_string_pretty(&log).expect("a log is plain JSON");
    text.push('\n');
    text
}

struct Desk<'a> {
    copy: &'a FairCopy,
    lines: Lines<'a>,
    place: Place,
    rules: Vec<Reason>,
}

impl Desk<'_> {
    fn driver(&self) -> Driver {
        let rule = |reason: &Reason| Rule {
            id: reason.code(),
            short_description: Message { text: phrase(*reason).into() },
            full_description: Message { text: meaning(*reason).into() },
        };
        Driver {
            name: "faircopy",
            semantic_version: env!("CARGO_PKG_VERSION"),
            rules: self.rules.iter().map(rule).collect(),
        }
    }

    fn artifact(&self) -> Artifact {
        let source = &self.copy.source;
        Artifact {
            location: self.place.clone(),
            length: source.input().len(),
            encoding: source.encoding().name(),
            hashes: BTreeMap::from([("sha-256", sha256(source.input()))]),
        }
    }

    fn outcome(&self, change: &Change) -> Outcome {
        let reason = change.key.reason;
        let copy = change.copy.iter().map(|span| self.location(*span, "the copy that stays"));
        let witnesses = change.evidence.witnesses.iter();
        let witnesses = witnesses.filter(|w| change.copy.is_none_or(|c| !c.overlaps(**w)));
        let witnesses = witnesses.map(|span| self.location(*span, "bears it out"));
        let goes_on = change.spans.iter().skip(1).filter(|_| change.kind == Kind::Join);
        let goes_on = goes_on.map(|span| self.location(*span, "goes on here"));
        Outcome {
            rule_id: reason.code(),
            rule_index: self.rules.binary_search(&reason).unwrap_or_default(),
            level: if change.is_open() { "warning" } else { "note" },
            message: Message { text: self.message(change) },
            locations: vec![Location {
                physical_location: self.physical(change.spans[0]),
                message: None,
            }],
            related_locations: copy.chain(goes_on).chain(witnesses).collect(),
            fixes: self.fix(change).into_iter().collect(),
            partial_fingerprints: BTreeMap::from([(
                "faircopy/v1",
                format!("{}:{}", change.key.digest, change.key.occurrence),
            )]),
            properties: Properties {
                tier: change.tier.code(),
                kind: change.kind.code(),
                applied: change.is_applied(),
            },
        }
    }

    /// What it is, and what becomes of what.
    fn message(&self, change: &Change) -> String {
        let mut text = format!("“{}”: {}", shown(&change.before), phrase(change.key.reason));
        match change.kind {
            Kind::Join | Kind::Gap => {
                let left = shown(self.copy.source.slice(change.spans[0]));
                text = format!("“{left}”: {}", phrase(change.key.reason));
            }
            Kind::Variant => {
                let readings: Vec<String> =
                    change.readings.iter().map(|r| format!("“{}”", shown(&r.text))).collect();
                let _ = write!(text, " ({})", readings.join(", "));
            }
            Kind::Edit => {
                let _ = write!(text, " → “{}”", shown(&change.after));
            }
            _ => {}
        }
        text
    }

    /// What makes the change on the page itself, where one replacement does.
    fn fix(&self, change: &Change) -> Option<Fix> {
        let replaces = matches!(change.kind, Kind::Edit | Kind::Fold | Kind::Drop);
        (replaces && change.can_accept && change.spans.len() == 1).then(|| Fix {
            description: Message { text: phrase(change.key.reason).into() },
            artifact_changes: [Mended {
                artifact_location: self.place.clone(),
                replacements: [Replacement {
                    deleted_region: self.region(change.spans[0]),
                    inserted_content: Message { text: change.after.clone() },
                }],
            }],
        })
    }

    fn location(&self, span: Span, what: &str) -> Location {
        let message = Some(Message { text: what.into() });
        Location { physical_location: self.physical(span), message }
    }

    fn physical(&self, span: Span) -> Physical {
        Physical { artifact_location: self.place.clone(), region: self.region(span) }
    }

    fn region(&self, span: Span) -> Region {
        let (start, end) = (self.lines.spot(span), self.lines.spot(span.tail()));
        let bytes = self.copy.source.input_range(span);
        Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
            byte_offset: bytes.start,
            byte_length: bytes.len(),
        }
    }
}

/// A passage named by its ends, on one line.
fn shown(text: &str) -> String {
    visible(&ends(text)).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A file's name as a URI: relative to wherever the report is read, or from the root.
fn uri(name: &str) -> String {
    let mut uri = String::from(if name.starts_with('/') { "file://" } else { "" });
    for byte in name.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(byte.into()),
            _ if byte.is_ascii_alphanumeric() => uri.push(byte.into()),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_uris() {
        assert_eq!(uri("a b/页.txt"), "a%20b/%E9%A1%B5.txt");
        assert_eq!(uri("/tmp/x.txt"), "file:///tmp/x.txt");
    }
}
