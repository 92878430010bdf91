//! What happened to a page: every byte placed once, every change with its reason.
//!
//! The source is never mutated. The article is what comes out when the kept
//! placements are read in their order with the edits applied; the input is what
//! comes out when nothing is. [`Ledger::audit`] holds both to the contract.

use std::fmt;

use crate::reason::{Reason, Tier};
use crate::source::{Source, Span};

/// What a decision rests on.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Evidence {
    /// Other places on the page that bear it out.
    pub witnesses: Vec<Span>,
    /// Words or strings attested in the lexicon or elsewhere on the page.
    pub attested: Vec<String>,
    /// How strong it is, in thousandths, where a score was taken.
    pub score: Option<u16>,
    /// How often the page has it, where one finding stands for all.
    pub times: Option<u32>,
    /// A reader decided it.
    pub reader: bool,
}

impl Evidence {
    /// The text itself is all the evidence there is.
    pub fn text() -> Evidence {
        Evidence::default()
    }

    /// One other printing.
    pub fn witness(span: Span) -> Evidence {
        Evidence { witnesses: vec![span], ..Evidence::default() }
    }

    /// A word or string known from the lexicon or from the page.
    pub fn attested(word: impl Into<String>) -> Evidence {
        Evidence { attested: vec![word.into()], ..Evidence::default() }
    }

    /// The same evidence, and a reader's word.
    pub fn read(mut self) -> Evidence {
        self.reader = true;
        self
    }

    /// The same evidence with a score between 0 and 1.
    pub fn scored(mut self, score: f64) -> Evidence {
        self.score = Some((score.clamp(0.0, 1.0) * 1000.0).round() as u16);
        self
    }
}

/// What became of a span.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It stands in the article, at this place in the order.
    Kept {
        /// Place in the article among the kept placements, from 0.
        order: u32,
    },
    /// It is a further copy of what is kept elsewhere.
    Folded {
        /// Index into the ledger's repeats.
        repeat: u32,
    },
    /// It is not part of the article.
    Dropped,
}

/// One span's fate.
#[derive(Clone, PartialEq, Debug)]
pub struct Placement {
    /// The span, white space after it included.
    pub span: Span,
    /// What became of it.
    pub fate: Fate,
    /// Why.
    pub reason: Reason,
    /// On what evidence.
    pub evidence: Evidence,
}

/// Replace this span by this text.
#[derive(Clone, PartialEq, Debug)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What stands there instead.
    pub text: String,
    /// Why.
    pub reason: Reason,
    /// How sure, and so at which level it is applied.
    pub tier: Tier,
    /// On what evidence.
    pub evidence: Evidence,
}

/// A passage among the printings of one text.
#[derive(Clone, PartialEq, Debug)]
pub struct Witness {
    /// Where it stands.
    pub span: Span,
    /// Share of characters that agree with the base, in thousandths.
    pub identity: u16,
}

/// What one or more witnesses have at a place.
#[derive(Clone, PartialEq, Debug)]
pub struct Reading {
    /// Where each witness has it, by index into the repeat's witnesses.
    pub witnesses: Vec<(u32, Span)>,
    /// The text.
    pub text: String,
}

/// A place where witnesses differ. The first reading is the base's.
#[derive(Clone, PartialEq, Debug)]
pub struct Variant {
    /// The place in the base.
    pub span: Span,
    /// All readings, the base's first.
    pub readings: Vec<Reading>,
    /// The reading that was chosen; `None` when nothing settles it and the
    /// article keeps the base.
    pub settled: Option<u32>,
}

/// Printings of one text. One is the base, which the article keeps; the others are
/// folded, unless the repeat is linked.
#[derive(Clone, PartialEq, Debug)]
pub struct Repeat {
    /// Index of the base among the witnesses.
    pub base: u32,
    /// All printings, in page order.
    pub witnesses: Vec<Witness>,
    /// Places where they differ.
    pub variants: Vec<Variant>,
    /// Every printing stays: each belongs to the text it stands in, and none could be
    /// taken out without leaving a hole.
    pub linked: bool,
}

/// Two torn ends put together.
#[derive(Clone, PartialEq, Debug)]
pub struct Join {
    /// The block that breaks off.
    pub left: Span,
    /// The block that continues it.
    pub right: Span,
    /// Whether letters are missing between.
    pub gap: bool,
    /// How sure.
    pub tier: Tier,
    /// On what evidence.
    pub evidence: Evidence,
}

/// Something to look at that changes nothing by itself.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// Where.
    pub span: Span,
    /// What.
    pub reason: Reason,
    /// How sure.
    pub tier: Tier,
    /// What could stand there instead, where something can be proposed.
    pub suggestion: Option<String>,
    /// On what evidence.
    pub evidence: Evidence,
}

/// All that happened to one page.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Ledger {
    /// Every byte of the source, once, in page order.
    pub placements: Vec<Placement>,
    /// Applied changes, sorted by span, disjoint, each inside one kept placement.
    pub edits: Vec<Edit>,
    /// Passages printed more than once.
    pub repeats: Vec<Repeat>,
    /// Torn sentences put together.
    pub joins: Vec<Join>,
    /// Doubts, gaps, and changes not applied at this level.
    pub findings: Vec<Finding>,
}

/// How a ledger breaks the contract.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Breach(pub String);

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Breach {}

impl Ledger {
    /// Add findings, in their places.
    pub fn note(&mut self, findings: Vec<Finding>) {
        self.findings.extend(findings);
        self.findings.sort_by_key(|f| (f.span, f.reason));
    }

    /// The kept placements in the order of the article.
    pub fn kept(&self) -> Vec<&Placement> {
        let mut kept: Vec<(u32, &Placement)> = self
            .placements
            .iter()
            .filter_map(|p| match p.fate {
                Fate::Kept { order } => Some((order, p)),
                _ => None,
            })
            .collect();
        kept.sort_by_key(|(order, _)| *order);
        kept.into_iter().map(|(_, p)| p).collect()
    }

    /// The edits inside a span, in order.
    pub fn edits_in(&self, span: Span) -> &[Edit] {
        let from = self.edits.partition_point(|e| e.span.start() < span.start());
        let len = self.edits[from..].partition_point(|e| e.span.end() <= span.end());
        // An insertion at the very end belongs to the placement that ends there,
        // so the next placement must not take it too.
        let edits = &self.edits[from..from + len];
        let skip = edits.partition_point(|e| {
            e.span.is_empty() && e.span.start() == span.start() && span.start() > 0
        });
        &edits[skip..]
    }

    /// The article: kept placements in order, edits applied.
    pub fn replay(&self, source: &Source) -> String {
        let mut article = String::with_capacity(source.text().len());
        for placement in self.kept() {
            let mut at = placement.span.start();
            for edit in self.edits_in(placement.span) {
                article.push_str(&source.text()[at..edit.span.start()]);
                article.push_str(&edit.text);
                at = edit.span.end();
            }
            article.push_str(&source.text()[at..placement.span.end()]);
        }
        article
    }

    /// Hold the ledger to its contract: placements partition the source, the
    /// order of what is kept has no holes, edits are sorted, disjoint and each
    /// inside one kept placement.
    ///
    /// # Errors
    /// The first breach found, with its place.
    pub fn audit(&self, source: &Source) -> Result<(), Breach> {
        let mut at = 0;
        for placement in &self.placements {
            if placement.span.start() != at || placement.span.is_empty() {
                return Err(Breach(format!("byte {at} is not placed exactly once")));
            }
            at = placement.span.end();
        }
        if at != source.text().len() {
            return Err(Breach(format!("the text from byte {at} on is not placed")));
        }
        let kept = self.kept();
        let orders = kept.iter().map(|p| p.fate);
        if orders.enumerate().any(|(i, f)| f != Fate::Kept { order: i as u32 }) {
            return Err(Breach("the order of the kept placements has holes".into()));
        }
        for pair in self.edits.windows(2) {
            if pair[0].span.end() > pair[1].span.start() || pair[0].span == pair[1].span {
                return Err(Breach(format!("edits overlap at byte {}", pair[1].span.start())));
            }
        }
        let placed: usize = kept.iter().map(|p| self.edits_in(p.span).len()).sum();
        if placed != self.edits.len() {
            return Err(Breach("an edit lies outside what is kept, or straddles it".into()));
        }
        Ok(())
    }
}
