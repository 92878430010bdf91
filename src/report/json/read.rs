//! From a report back to a ledger, trusting nothing in it: offsets out of range,
//! spans that run backwards and texts cut short give an error that says where,
//! never a panic.

use encoding_rs::Encoding;
use serde::Deserialize;

use super::VERSION;
use super::bytes::{Raw, encode};
use super::marks::Marks;
use super::record::{self, Place, Report};
use super::write::sha256;
use crate::block::Block;
use crate::ledger::{
    Breach, Edit, Evidence, Fate, Finding, Join, Ledger, Placement, Reading, Repeat, Variant,
    Witness,
};
use crate::source::{Source, Span};
use crate::{FairCopy, Settings};

/// Why a report cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is not JSON, or not the JSON of a report.
    #[error("not a faircopy report: {0}")]
    Form(#[from] serde_json::Error),
    /// It is of a version this crate does not know.
    #[error("the report is of version {0}; this faircopy reads version {VERSION}")]
    Version(u64),
}

/// Read a report.
///
/// # Errors
/// When the text is not a report, or a report of another version.
pub fn read(text: &str) -> Result<Report, ReadError> {
    #[derive(Deserialize)]
    struct Head {
        version: u64,
    }
    // The version first: a later form may well not fit the types of this one.
    let head: Head = serde_json::from_str(text)?;
    if head.version != VERSION {
        return Err(ReadError::Version(head.version));
    }
    Ok(serde_json::from_str(text)?)
}

/// The name of the page that a report is on; of the rest no more is read than whether it
/// is JSON.
///
/// # Errors
/// When it is not JSON, or names no page.
pub fn page_name(report: &[u8]) -> serde_json::Result<String> {
    #[derive(Deserialize)]
    struct Head {
        source: Named,
    }
    #[derive(Deserialize)]
    struct Named {
        name: String,
    }
    serde_json::from_slice::<Head>(report).map(|head| head.source.name)
}

impl Report {
    /// The input, byte for byte, held to its digest.
    ///
    /// # Errors
    /// When the report is damaged: an unknown encoding, a patch out of place, or
    /// bytes that do not have the digest the report names.
    pub fn restore(&self) -> Result<Vec<u8>, Breach> {
        let encoding = self.encoding()?;
        let patches = self.patches(&Marks::of(&self.source.text)?)?;
        let bytes = encode(&self.source.text, encoding, &patches);
        if sha256(&bytes) != self.source.sha256 {
            return Err(Breach(
                "the restored bytes do not have the digest the report names".into(),
            ));
        }
        Ok(bytes)
    }

    /// The article, by replay of the edits.
    ///
    /// # Errors
    /// When the report's ledger breaks its contract.
    pub fn article(&self) -> Result<String, Breach> {
        let copy = self.copy()?;
        copy.ledger.audit(&copy.source)?;
        Ok(copy.article())
    }

    /// The fair copy the report tells of. Its source counts bytes of UTF-8,
    /// whatever the input's encoding was; its ledger is not yet audited.
    ///
    /// # Errors
    /// When a span leaves the text or an index its list.
    pub fn copy(&self) -> Result<FairCopy, Breach> {
        let marks = Marks::of(&self.source.text)?;
        let source = Source::from_text(self.source.name.clone(), self.source.text.clone());
        let reader = Reader { source: &source, marks: &marks };
        let blocks = each("blocks", &self.blocks, |b| reader.block(b))?;
        let ledger = Ledger {
            placements: each("placements", &self.placements, |p| {
                reader.placement(p, self.repeats.len())
            })?,
            edits: each("edits", &self.edits, |e| reader.edit(e))?,
            repeats: each("repeats", &self.repeats, |r| reader.repeat(r))?,
            joins: each("joins", &self.joins, |j| reader.join(j))?,
            findings: each("findings", &self.findings, |f| reader.finding(f))?,
        };
        let settings = settings(&self.settings)
            .ok_or_else(|| Breach(format!("unknown encoding {:?}", self.settings.encoding)))?;
        Ok(FairCopy { source, blocks, ledger, settings })
    }

    pub(super) fn encoding(&self) -> Result<&'static Encoding, Breach> {
        let name = &self.source.encoding;
        Encoding::for_label(name.as_bytes())
            .ok_or_else(|| Breach(format!("unknown encoding {name:?}")))
    }

    /// The raw stretches, checked to be in order and apart.
    pub(super) fn patches(&self, marks: &Marks) -> Result<Vec<Raw>, Breach> {
        let mut end = 0;
        each("source.raw", &self.source.raw, |raw| {
            let text = marks.range(raw.chars)?;
            if text.start < end {
                return Err("stands before the end of the one before it".into());
            }
            end = text.end;
            let bytes = unhex(&raw.hex).ok_or("is not hexadecimal")?;
            Ok(Raw { text, bytes })
        })
    }
}

/// The settings of the run; `None` when they name an encoding that is not known.
fn settings(record: &record::Settings) -> Option<Settings> {
    let mut settings = Settings::default();
    settings.settle.level = record.level.into();
    settings.matching.min_passage = Some(record.min_passage as usize).filter(|n| *n > 0);
    settings.matching.similarity = record.similarity;
    settings.noise.punctuation = record.punctuation.into();
    if let Some(name) = &record.encoding {
        settings.decode.encoding = Some(Encoding::for_label(name.as_bytes())?);
    }
    Some(settings)
}

/// Read a list, naming the item that cannot be read.
fn each<R, T>(
    list: &str,
    records: &[R],
    mut read: impl FnMut(&R) -> Result<T, String>,
) -> Result<Vec<T>, Breach> {
    let item =
        |(at, record)| read(record).map_err(|fault| Breach(format!("{list}[{at}]: {fault}")));
    records.iter().enumerate().map(item).collect()
}

/// Turns records back into the ledger's own.
struct Reader<'a> {
    source: &'a Source,
    marks: &'a Marks,
}

impl Reader<'_> {
    fn span(&self, place: &Place) -> Result<Span, String> {
        Ok(self.source.span(self.marks.range(place.chars)?))
    }

    fn evidence(&self, evidence: &record::Evidence) -> Result<Evidence, String> {
        Ok(Evidence {
            witnesses: evidence.witnesses.iter().map(|w| self.span(w)).collect::<Result<_, _>>()?,
            attested: evidence.attested.clone(),
            score: evidence.score.map(thousandths).transpose()?,
            times: evidence.times,
            reader: evidence.reader,
        })
    }

    fn block(&self, block: &record::Block) -> Result<Block, String> {
        Ok(Block { span: self.span(&block.place)?, kind: block.kind.into() })
    }

    fn placement(
        &self,
        placement: &record::Placement,
        repeats: usize,
    ) -> Result<Placement, String> {
        let fate = match placement.fate {
            record::Fate::Kept => {
                let order = placement.order.ok_or("is kept but has no order")?;
                Fate::Kept {
                    order: u32::try_from(order)
                        .map_err(|_| format!("order {order} is too large"))?,
                }
            }
            record::Fate::Folded => {
                let repeat = placement.repeat.ok_or("is folded but names no repeat")?;
                Fate::Folded { repeat: index("repeat", repeat, repeats)? }
            }
            record::Fate::Dropped => Fate::Dropped,
        };
        Ok(Placement {
            span: self.span(&placement.place)?,
            fate,
            reason: placement.reason.0,
            evidence: self.evidence(&placement.evidence)?,
        })
    }

    fn edit(&self, edit: &record::Edit) -> Result<Edit, String> {
        let span = self.span(&edit.place)?;
        self.same(span, &edit.before)?;
        let evidence = self.evidence(&edit.evidence)?;
        Ok(Edit {
            span,
            text: edit.after.clone(),
            reason: edit.reason.0,
            tier: edit.tier.into(),
            evidence,
        })
    }

    fn finding(&self, finding: &record::Finding) -> Result<Finding, String> {
        let span = self.span(&finding.place)?;
        self.same(span, &finding.before)?;
        let (suggestion, evidence) = (finding.after.clone(), self.evidence(&finding.evidence)?);
        Ok(Finding {
            span,
            reason: finding.reason.0,
            tier: finding.tier.into(),
            suggestion,
            evidence,
        })
    }

    fn same(&self, span: Span, before: &str) -> Result<(), String> {
        match self.source.slice(span) == before {
            true => Ok(()),
            false => Err("what it names as the page's text is not what the page has there".into()),
        }
    }

    fn repeat(&self, repeat: &record::Repeat) -> Result<Repeat, String> {
        let count = repeat.witnesses.len();
        let witness = |w: &record::Witness| -> Result<Witness, String> {
            Ok(Witness { span: self.span(&w.place)?, identity: thousandths(w.identity)? })
        };
        Ok(Repeat {
            base: index("base", repeat.base, count)?,
            witnesses: repeat.witnesses.iter().map(witness).collect::<Result<_, _>>()?,
            variants: repeat
                .variants
                .iter()
                .map(|v| self.variant(v, count))
                .collect::<Result<_, _>>()?,
            linked: repeat.linked,
        })
    }

    fn variant(&self, variant: &record::Variant, witnesses: usize) -> Result<Variant, String> {
        let place = |p: &record::ReadingPlace| -> Result<(u32, Span), String> {
            Ok((index("witness", p.witness, witnesses)?, self.span(&p.place)?))
        };
        let reading = |r: &record::Reading| -> Result<Reading, String> {
            Ok(Reading {
                witnesses: r.witnesses.iter().map(place).collect::<Result<_, _>>()?,
                text: r.text.clone(),
            })
        };
        Ok(Variant {
            span: self.span(&variant.place)?,
            readings: variant.readings.iter().map(reading).collect::<Result<_, _>>()?,
            settled: variant
                .settled
                .map(|s| index("reading", s, variant.readings.len()))
                .transpose()?,
        })
    }

    fn join(&self, join: &record::Join) -> Result<Join, String> {
        Ok(Join {
            left: self.span(&join.left)?,
            right: self.span(&join.right)?,
            gap: join.gap,
            tier: join.tier.into(),
            evidence: self.evidence(&join.evidence)?,
        })
    }
}

/// An index that its list has.
fn index(what: &str, index: u64, len: usize) -> Result<u32, String> {
    let found = u32::try_from(index).ok().filter(|at| (*at as usize) < len);
    found.ok_or_else(|| format!("names {what} {index}, but there are {len}"))
}

fn thousandths(share: f64) -> Result<u16, String> {
    match (0.0..=1.0).contains(&share) {
        true => Ok((share * 1000.0).round() as u16),
        false => Err(format!("a score of {share} is not between 0 and 1")),
    }
}

fn unhex(hex: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = hex.chars().map(|c| c.to_digit(16).map(|d| d as u8)).collect();
    let digits = digits.filter(|d| d.len().is_multiple_of(2))?;
    Some(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}
