//! The draft as a page in a browser plays it.
//!
//! ```text
//! {"faircopy": "0.1.0", "source": {"name": "page.txt", "sha256": "…"}, "page": "…",
//!  "changes": […], "passages": [[node…]…], "nodes": [node…], "end": "\n"}
//!
//! node   [from, to]                            text of the page
//!        "text"                                text that is not the page's
//!        null                                  what was typed for the slot around it
//!        7                                     the nodes of passages[7]
//!        {"next": 8, "near": "", "far": "\n"}  white space before whatever follows
//!        {"change": 3, "reject": [node…], "accept": …, "text": …, "readings": [[node…]…]}
//! ```
//!
//! Places are counted in UTF-16 units, as JavaScript counts, so `page.slice(from, to)`
//! is the text. To play it (see [`decide::Draft`]):
//!
//! ```js
//! function play(data, states) {      // states[c]: {is: "accept" | "reject" | "text" | "reading", text, reading}
//!   let article = "", held = null;
//!   const write = (text, passage) => {
//!     if (text === "") return;
//!     if (held && article !== "") article += held.next === passage ? held.near : held.far;
//!     held = null;
//!     article += text;
//!   };
//!   const nodes = (list, passage, typed) => {
//!     for (const node of list) {
//!       if (node === null) write(typed, passage);
//!       else if (typeof node === "string") write(node, passage);
//!       else if (typeof node === "number") nodes(data.passages[node], node, "");
//!       else if (Array.isArray(node)) write(data.page.slice(node[0], node[1]), passage);
//!       else if ("near" in node) held ??= node;
//!       else {
//!         const state = states[node.change];
//!         const own = state.is === "reading" ? node.readings?.[state.reading] : node[state.is];
//!         nodes(own ?? node.reject, passage, state.is === "text" ? state.text : "");
//!       }
//!     }
//!   };
//!   nodes(data.nodes, -1, "");
//!   return article + data.end;
//! }
//! ```

use serde::{Deserialize, Serialize};

use crate::FairCopy;
use crate::decide::{self, Change, Draft, State};
use crate::report::json::sha256;
use crate::report::safe::is_hazard;
use crate::source::Span;

/// A place on the page, in UTF-16 units.
type Place = [u32; 2];

#[derive(Serialize)]
struct Data<'a> {
    faircopy: &'static str,
    source: Source<'a>,
    page: &'a str,
    changes: Vec<ChangeData<'a>>,
    passages: Vec<Vec<Node<'a>>>,
    nodes: Vec<Node<'a>>,
    end: &'a str,
}

/// What decisions say of the page they were made on.
#[derive(Serialize)]
struct Source<'a> {
    name: &'a str,
    sha256: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Node<'a> {
    Page(Place),
    Own(&'a str),
    Typed(()),
    Passage(usize),
    Break {
        next: Option<usize>,
        near: &'a str,
        far: &'a str,
    },
    Slot {
        change: usize,
        reject: Vec<Node<'a>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        accept: Option<Vec<Node<'a>>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<Vec<Node<'a>>>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        readings: Vec<Vec<Node<'a>>>,
    },
}

/// A change; what is absent is false, empty, or none.
#[derive(Serialize)]
struct ChangeData<'a> {
    kind: &'static str,
    reason: &'static str,
    digest: &'a str,
    occurrence: u32,
    tier: &'static str,
    /// The places it is about; of a join both sides of it.
    spans: Vec<Place>,
    /// What the page has; absent when it is the text of the first span.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'a str>,
    after: &'a str,
    /// `accept`, `reject` or `reading` (the first).
    default: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    readings: Vec<Choice<'a>>,
    /// The copy that stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    copy: Option<Place>,
    /// What is typed stands for missing letters.
    #[serde(skip_serializing_if = "is_false")]
    missing: bool,
    /// Accepting it or rejecting it makes a difference.
    #[serde(skip_serializing_if = "is_false")]
    acceptable: bool,
    /// Text can be typed for it.
    #[serde(skip_serializing_if = "is_false")]
    typable: bool,
    /// A reader is asked about it.
    #[serde(skip_serializing_if = "is_false")]
    open: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    witnesses: Vec<Place>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    attested: &'a [String],
    /// Strength of the evidence, in thousandths.
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<u32>,
}

#[derive(Serialize)]
struct Choice<'a> {
    text: &'a str,
    witnesses: Vec<Place>,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// The page, its changes and its draft as JSON that may stand in a script element.
pub fn json(copy: &FairCopy, draft: &Draft) -> String {
    let writer = Writer { units: Units::of(copy.source.text()) };
    let page = copy.source.text();
    let data = Data {
        faircopy: env!("CARGO_PKG_VERSION"),
        source: Source { name: copy.source.file_name(), sha256: sha256(copy.source.input()) },
        page,
        changes: draft.changes.iter().map(|c| writer.change(page, c)).collect(),
        passages: draft.passages.iter().map(|passage| writer.nodes(&passage.nodes)).collect(),
        nodes: writer.nodes(&draft.nodes),
        end: &draft.end,
    };
    inert(&serde_json::to_string(&data).expect("a draft is plain JSON"))
}

/// What a file says of the page it is about.
#[derive(Deserialize)]
pub(in crate::report) struct Named {
    pub(in crate::report) name: String,
}

/// The name of the page that an HTML file holds the draft of, if it holds one.
pub(in crate::report) fn find(html: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Head {
        #[serde(rename = "faircopy")]
        _faircopy: String,
        source: Named,
        #[serde(rename = "page")]
        _page: String,
    }
    let (_, data) = html.rsplit_once("<script type=\"application/json\" id=\"data\">")?;
    // In the data itself no such sign can stand.
    let (data, _) = data.split_once('<')?;
    serde_json::from_str::<Head>(data).ok().map(|head| head.source.name)
}

/// JSON in which nothing ends a script element or turns a line around. Such
/// characters stand inside strings only, where an escape means the same.
pub(super) fn inert(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 16);
    for c in json.chars() {
        if matches!(c, '<' | '>' | '&') || is_hazard(c) {
            out.push_str(&format!("\\u{:04x}", c as u32));
        } else {
            out.push(c);
        }
    }
    out
}

struct Writer {
    units: Units,
}

impl Writer {
    fn place(&self, span: Span) -> Place {
        [self.units.at(span.start()), self.units.at(span.end())]
    }

    fn places(&self, spans: &[Span]) -> Vec<Place> {
        spans.iter().map(|span| self.place(*span)).collect()
    }

    fn nodes<'a>(&self, nodes: &'a [decide::Node]) -> Vec<Node<'a>> {
        nodes.iter().map(|node| self.node(node)).collect()
    }

    fn node<'a>(&self, node: &'a decide::Node) -> Node<'a> {
        match node {
            decide::Node::Page(span) => Node::Page(self.place(*span)),
            decide::Node::Own(text) => Node::Own(text),
            decide::Node::Typed => Node::Typed(()),
            decide::Node::Passage(index) => Node::Passage(*index),
            decide::Node::Break(after) => {
                Node::Break { next: after.next, near: &after.near, far: &after.far }
            }
            decide::Node::Slot(slot) => Node::Slot {
                change: slot.change,
                reject: self.nodes(&slot.reject),
                accept: slot.accept.as_deref().map(|nodes| self.nodes(nodes)),
                text: slot.text.as_deref().map(|nodes| self.nodes(nodes)),
                readings: slot.readings.iter().map(|nodes| self.nodes(nodes)).collect(),
            },
        }
    }

    fn change<'a>(&self, page: &str, change: &'a Change) -> ChangeData<'a> {
        let choice =
            |c: &'a decide::Choice| Choice { text: &c.text, witnesses: self.places(&c.witnesses) };
        ChangeData {
            kind: change.kind.code(),
            reason: change.key.reason.code(),
            digest: &change.key.digest,
            occurrence: change.key.occurrence,
            tier: change.tier.code(),
            spans: self.places(&change.spans),
            before: Some(&*change.before).filter(|b| *b != &page[change.spans[0].range()]),
            after: &change.after,
            default: match change.default {
                State::Accept => "accept",
                State::Reading(_) => "reading",
                State::Reject | State::Text(_) => "reject",
            },
            readings: change.readings.iter().map(choice).collect(),
            copy: change.copy.map(|span| self.place(span)),
            missing: change.is_missing,
            acceptable: change.can_accept,
            typable: change.can_type,
            open: change.is_open(),
            witnesses: self.places(&change.evidence.witnesses),
            attested: &change.evidence.attested,
            score: change.evidence.score,
            times: change.evidence.times,
        }
    }
}

/// From bytes of UTF-8 to units of UTF-16.
struct Units {
    text: String,
    /// Units before each multiple of [`COUNT_EVERY`] bytes.
    counts: Vec<u32>,
}

/// Units are counted once per this many bytes, and from there on demand.
const COUNT_EVERY: usize = 256;

impl Units {
    fn of(text: &str) -> Units {
        let mut counts = Vec::with_capacity(text.len() / COUNT_EVERY + 1);
        let mut units = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % COUNT_EVERY == 0 {
                counts.push(units);
            }
            units += width(byte);
        }
        Units { text: text.into(), counts }
    }

    fn at(&self, byte: usize) -> u32 {
        let bucket = (byte / COUNT_EVERY).min(self.counts.len().saturating_sub(1));
        let counted = self.counts.get(bucket).copied().unwrap_or(0);
        let rest = &self.text.as_bytes()[bucket * COUNT_EVERY..byte];
        counted + rest.iter().map(|byte| width(*byte)).sum::<u32>()
    }
}

/// Units of the character that starts with this byte; 0 inside a character.
fn width(byte: u8) -> u32 {
    match byte {
        0x80..0xC0 => 0,
        0xF0.. => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_as_javascript_counts() {
        let text = "a漢😀é".repeat(200);
        let units = Units::of(&text);
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            assert_eq!(units.at(at) as usize, text[..at].encode_utf16().count());
        }
        assert_eq!(Units::of("").at(0), 0);
    }

    #[test]
    fn nothing_in_it_ends_a_script() {
        assert_eq!(inert("\"</script>\u{202e}&\""), "\"\\u003c/script\\u003e\\u202e\\u0026\"");
    }
}
