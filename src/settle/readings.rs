//! Readings: where the printings of a passage differ, and which is right.
//!
//! ```text
//! base     整修 and 翻新      接连六年      国营企业的仓库
//! witness  整修和翻新         接连 6 年     国营商店的仓库
//!          mended, named      variant       variant
//! ```
//!
//! All printings of all repeats are collated, then once more with what the first
//! time taught, and the text that stands once with it: what this page's print is misread
//! as, and what else it prints. What stays open is a variant: the article keeps the base,
//! the report shows all.

use std::ops::Range;

use crate::alignment::{Run, align};
use crate::collation::{self, Collation, Ground, Learned, Place, Settled, collate_all};
use crate::ledger::{Evidence, Reading, Repeat, Variant, Witness};
use crate::passage::{Passage, Passages};
use crate::reason::{Reason, Tier};
use crate::series;
use crate::sheet::Sheet;
use crate::source::Span;

use super::asides;
use super::replacement::{fitted, one_line};

/// A change to the base that its witnesses settle.
#[derive(Clone, Debug)]
pub(super) struct Mend {
    pub(super) span: Span,
    pub(super) text: String,
    pub(super) reason: Reason,
    pub(super) tier: Tier,
    pub(super) evidence: Evidence,
}

/// The printings of one text.
struct Family<'a> {
    members: &'a [usize],
    /// Index of the base among the members.
    base: usize,
    /// By member: its running text, without the mark of a list; none for asides.
    spans: Vec<Span>,
}

/// Read all witnesses of each family against the copy that stays: what it is
/// printed as, and what is mended in it.
pub(super) fn read(
    sheet: &Sheet<'_>,
    passages: &Passages,
    families: &[(&[usize], usize)],
    level: Tier,
) -> Vec<(Repeat, Vec<Mend>)> {
    let families: Vec<Family> = families
        .iter()
        .map(|(members, base)| Family::new(sheet, passages, members, *base))
        .collect();
    let texts: Vec<Vec<&str>> = families.iter().map(|f| f.texts(sheet)).collect();
    let evidence = collation::Evidence { lexicon: sheet.lexicon, ..Default::default() };
    let around = (!texts.is_empty()).then(|| around(sheet, passages));
    let collations = collate_all(&texts, around, &evidence);
    families
        .iter()
        .zip(collations)
        .map(|(family, collation)| family.read(sheet, passages, &collation, level))
        .collect()
}

impl<'a> Family<'a> {
    fn new(sheet: &Sheet<'_>, passages: &Passages, members: &'a [usize], base: usize) -> Self {
        let base = members.iter().position(|p| *p == base).unwrap_or(0);
        let range = |p: &usize| passages.all[*p].range.clone();
        let spans = if members.iter().any(|p| range(p).is_empty()) {
            Vec::new()
        } else {
            members.iter().map(|p| after_mark(sheet, range(p))).collect()
        };
        Family { members, base, spans }
    }

    /// The members in the order of collation: the base first.
    fn order(&self) -> impl Iterator<Item = usize> + Clone + use<> {
        let (base, count) = (self.base, self.spans.len());
        (0..count).filter(move |w| *w == base).chain((0..count).filter(move |w| *w != base))
    }

    /// What the members have, in the order of collation.
    fn texts<'s>(&self, sheet: &Sheet<'s>) -> Vec<&'s str> {
        self.order().map(|w| sheet.source.slice(self.spans[w])).collect()
    }

    fn read(
        &self,
        sheet: &Sheet<'_>,
        passages: &Passages,
        collation: &Collation,
        level: Tier,
    ) -> (Repeat, Vec<Mend>) {
        if self.spans.is_empty() {
            let base = self.members[self.base];
            return (asides::read(sheet, passages, self.members, base), Vec::new());
        }
        let range = |w: usize| passages.all[self.members[w]].range.clone();
        let symbols = |w: usize| &sheet.view.symbols()[range(w)];
        let witnesses = (0..self.members.len())
            .map(|w| {
                let runs = align(symbols(self.base), symbols(w));
                let identity = identity(&runs, symbols(self.base).len() + symbols(w).len());
                Witness { span: sheet.view.span(sheet.source, range(w)), identity }
            })
            .collect();
        let (mut variants, mut mends) = (Vec::new(), Vec::new());
        for place in &collation.places {
            let (variant, mend) = self.settle(sheet, place, level);
            variants.extend(variant);
            mends.extend(mend);
        }
        (Repeat { base: self.base as u32, witnesses, variants, linked: false }, mends)
    }

    /// The variant at a place, and the change to the base if it is settled against it.
    /// Printings that differ in nothing but marks, spaces and case are no variant. What is
    /// likely at most stays open where no more than what is sure is applied.
    fn settle(
        &self,
        sheet: &Sheet<'_>,
        place: &Place,
        level: Tier,
    ) -> (Option<Variant>, Option<Mend>) {
        let readings = self.readings(sheet, place);
        let is_sure = |s: &&Settled| s.tier <= level.max(Tier::Witness);
        let settled = place
            .settled
            .as_ref()
            .filter(is_sure)
            .and_then(|s| Some((reading_of(s, &readings)?, s)));
        let mend = settled.filter(|(reading, _)| *reading > 0).and_then(|(reading, settled)| {
            let (span, text) = fitted(sheet, readings[0].witnesses[0].1, &readings[reading].text)?;
            let reason = match settled.ground {
                Ground::Vote => Reason::ReadingVote,
                Ground::Evidence => Reason::ReadingWitness,
            };
            let witnesses = readings[reading].witnesses.iter().map(|w| w.1).collect();
            let evidence = Evidence { witnesses, ..Evidence::default() }.scored(settled.score);
            Some(Mend { span, text, reason, tier: settled.tier, evidence })
        });
        let settled = settled.map(|(reading, _)| reading as u32);
        let variant = (!place.is_about_marks && readings.len() > 1).then(|| Variant {
            span: readings[0].witnesses[0].1,
            readings,
            settled,
        });
        (variant, mend)
    }

    /// What the printings have at a place, the base's first.
    fn readings(&self, sheet: &Sheet<'_>, place: &Place) -> Vec<Reading> {
        let mut readings: Vec<Reading> = Vec::new();
        for (witness, bytes) in self.order().zip(&place.readings) {
            let Some(bytes) = bytes else { continue };
            let start = self.spans[witness].start();
            let span = sheet.source.span(start + bytes.start..start + bytes.end);
            let text = one_line(sheet.source.slice(span));
            let member = (witness as u32, span);
            match readings.iter_mut().find(|r| r.text == text) {
                Some(reading) => reading.witnesses.push(member),
                None => readings.push(Reading { text, witnesses: vec![member] }),
            }
        }
        readings
    }
}

/// Which of the readings is the settled one; the base's is the first.
fn reading_of(settled: &Settled, readings: &[Reading]) -> Option<usize> {
    let same = |r: &Reading| r.text.trim() == settled.text.trim();
    if settled.replaces_base { readings.iter().position(same) } else { Some(0) }
}

/// What the text teaches that has no other printing.
fn around(sheet: &Sheet<'_>, passages: &Passages) -> Learned {
    let mut learned = Learned::default();
    let once = |p: &&Passage| p.family.is_none() && !p.range.is_empty();
    for passage in passages.all.iter().filter(once) {
        learned.text(sheet.source.slice(sheet.view.span(sheet.source, passage.range.clone())));
    }
    learned
}

/// A passage without the mark it has as a member of a series or a list: one
/// printing numbers what another sets as bullets, and neither is a misprint.
fn after_mark(sheet: &Sheet<'_>, range: Range<usize>) -> Span {
    let span = sheet.view.span(sheet.source, range.clone());
    let mark = series::mark_len(sheet.source.slice(span));
    let start = sheet.view.at_offset(span.start() + mark);
    let range = if start < range.end { start..range.end } else { range };
    sheet.view.span(sheet.source, range)
}

/// Share of symbols that agree, in thousandths of both lengths.
pub(super) fn identity(runs: &[Run], both: usize) -> u16 {
    let equal: usize = runs.iter().map(|r| r.len as usize).sum();
    (2000 * equal / both.max(1)) as u16
}
