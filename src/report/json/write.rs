//! From a fair copy to its report.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::bytes::raw_patches;
use super::layout::Layout;
use super::record::{self, Code, Place, Report};
use crate::ledger::{self, Evidence, Fate, Finding, Join, Repeat, Variant};
use crate::reason::Reason;
use crate::source::{Source, Span};
use crate::{FairCopy, Settings, block::Block};

/// The report on a page, laid out, with a line end at its end.
pub fn write(copy: &FairCopy) -> String {
    Report::of(copy).to_json()
}

impl Report {
    /// The report on a page. The same copy gives the same report, to the byte.
    pub fn of(copy: &FairCopy) -> Report {
        let FairCopy { source, blocks, ledger, settings } = copy;
        let pen = Pen { source };
        let mut joins: Vec<&Join> = ledger.joins.iter().collect();
        joins.sort_by_key(|j| (j.left, j.right));
        let mut findings: Vec<&Finding> = ledger.findings.iter().collect();
        findings.sort_by_key(|f| (f.span, f.reason));
        let article = copy.article();
        Report {
            faircopy: env!("CARGO_PKG_VERSION").into(),
            weights: crate::weights::digest().into(),
            version: super::VERSION,
            settings: settings_of(settings),
            source: pen.page(),
            article: record::Article {
                sha256: sha256(article.as_bytes()),
                chars: article.chars().count() as u64,
            },
            blocks: blocks.iter().map(|b| pen.block(b)).collect(),
            placements: ledger.placements.iter().map(|p| pen.placement(p)).collect(),
            edits: ledger.edits.iter().map(|e| pen.edit(e)).collect(),
            repeats: ledger.repeats.iter().map(|r| pen.repeat(r)).collect(),
            joins: joins.iter().map(|j| pen.join(j)).collect(),
            gaps: pen.gaps(&joins, &findings),
            findings: findings.iter().map(|f| pen.finding(f)).collect(),
        }
    }

    /// The report as text, with a line end at its end.
    pub fn to_json(&self) -> String {
        let mut out = Vec::new();
        let mut serializer = serde_json::Serializer::with_formatter(&mut out, Layout::default());
        self.serialize(&mut serializer).expect("a report is plain JSON");
        out.push(b'\n');
        String::from_utf8(out).expect("JSON is UTF-8")
    }
}

fn settings_of(settings: &Settings) -> record::Settings {
    record::Settings {
        level: settings.settle.level.into(),
        min_passage: settings.matching.min_passage.unwrap_or(0) as u64,
        similarity: settings.matching.similarity,
        punctuation: settings.noise.punctuation.into(),
        encoding: settings.decode.encoding.map(|encoding| encoding.name().into()),
    }
}

/// The SHA-256 of some bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    let digit = |n: u8| char::from(b"0123456789abcdef"[usize::from(n)]);
    bytes.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect()
}

/// Thousandths as a share: 973 as 0.973.
fn share(thousandths: u16) -> f64 {
    f64::from(thousandths) / 1000.0
}

/// Writes records of one source.
struct Pen<'a> {
    source: &'a Source,
}

impl Pen<'_> {
    fn place(&self, span: Span) -> Place {
        let (bytes, chars) = (self.source.input_range(span), self.source.char_range(span));
        Place {
            bytes: [bytes.start as u64, bytes.end as u64],
            chars: [chars.start as u64, chars.end as u64],
        }
    }

    fn page(&self) -> record::Source {
        let source = self.source;
        let raw = raw_patches(source).into_iter().map(|patch| {
            let chars = source.char_range(source.span(patch.text));
            record::Raw { chars: [chars.start as u64, chars.end as u64], hex: hex(&patch.bytes) }
        });
        record::Source {
            name: source.name().into(),
            bytes: source.input().len() as u64,
            chars: source.char_range(source.whole()).end as u64,
            sha256: sha256(source.input()),
            encoding: source.encoding().name().into(),
            text: source.text().into(),
            raw: raw.collect(),
        }
    }

    fn evidence(&self, evidence: &Evidence) -> record::Evidence {
        record::Evidence {
            witnesses: evidence.witnesses.iter().map(|s| self.place(*s)).collect(),
            attested: evidence.attested.clone(),
            score: evidence.score.map(share),
            times: evidence.times,
            reader: evidence.reader,
        }
    }

    fn block(&self, block: &Block) -> record::Block {
        record::Block { place: self.place(block.span), kind: block.kind.into() }
    }

    fn placement(&self, placement: &ledger::Placement) -> record::Placement {
        let (fate, order, repeat) = match placement.fate {
            Fate::Kept { order } => (record::Fate::Kept, Some(order.into()), None),
            Fate::Folded { repeat } => (record::Fate::Folded, None, Some(repeat.into())),
            Fate::Dropped => (record::Fate::Dropped, None, None),
        };
        record::Placement {
            place: self.place(placement.span),
            fate,
            order,
            repeat,
            reason: Code(placement.reason),
            tier: placement.reason.tier().into(),
            evidence: self.evidence(&placement.evidence),
        }
    }

    fn edit(&self, edit: &ledger::Edit) -> record::Edit {
        record::Edit {
            place: self.place(edit.span),
            reason: Code(edit.reason),
            tier: edit.tier.into(),
            before: self.source.slice(edit.span).into(),
            after: edit.text.clone(),
            evidence: self.evidence(&edit.evidence),
        }
    }

    fn repeat(&self, repeat: &Repeat) -> record::Repeat {
        let witness = |w: &ledger::Witness| record::Witness {
            place: self.place(w.span),
            identity: share(w.identity),
        };
        record::Repeat {
            base: repeat.base.into(),
            witnesses: repeat.witnesses.iter().map(witness).collect(),
            variants: repeat.variants.iter().map(|v| self.variant(v)).collect(),
            linked: repeat.linked,
        }
    }

    fn variant(&self, variant: &Variant) -> record::Variant {
        let place = |(witness, span): &(u32, Span)| record::ReadingPlace {
            witness: (*witness).into(),
            place: self.place(*span),
        };
        let reading = |r: &ledger::Reading| record::Reading {
            text: r.text.clone(),
            witnesses: r.witnesses.iter().map(place).collect(),
        };
        record::Variant {
            place: self.place(variant.span),
            settled: variant.settled.map(u64::from),
            readings: variant.readings.iter().map(reading).collect(),
        }
    }

    fn join(&self, join: &Join) -> record::Join {
        record::Join {
            left: self.place(join.left),
            right: self.place(join.right),
            gap: join.gap,
            reason: Code(if join.gap { Reason::JoinGap } else { Reason::JoinColumn }),
            tier: join.tier.into(),
            evidence: self.evidence(&join.evidence),
        }
    }

    fn finding(&self, finding: &Finding) -> record::Finding {
        record::Finding {
            place: self.place(finding.span),
            reason: Code(finding.reason),
            tier: finding.tier.into(),
            before: self.source.slice(finding.span).into(),
            after: finding.suggestion.clone(),
            evidence: self.evidence(&finding.evidence),
        }
    }

    /// Gaps inside joins, gaps that were marked by an edit are found there too,
    /// and findings that are about missing text.
    fn gaps(&self, joins: &[&Join], findings: &[&Finding]) -> Vec<record::Gap> {
        let torn = joins.iter().enumerate().filter(|(_, j)| j.gap).map(|(at, j)| record::Gap {
            place: self.place(j.left.tail()),
            reason: Code(Reason::JoinGap),
            tier: j.tier.into(),
            join: Some(at as u64),
        });
        let found = findings.iter().filter(|f| is_gap(f.reason)).map(|f| record::Gap {
            place: self.place(f.span),
            reason: Code(f.reason),
            tier: f.tier.into(),
            join: None,
        });
        let mut gaps: Vec<record::Gap> = torn.chain(found).collect();
        gaps.sort_by_key(|g| (g.place, g.reason.0, g.join));
        gaps
    }
}

/// Whether a reason says that text is missing.
fn is_gap(reason: Reason) -> bool {
    use Reason::*;
    matches!(reason, JoinGap | GapCut | GapEnd | GapSequence | GapAnnounced)
}
