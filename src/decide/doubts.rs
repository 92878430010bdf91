//! What the ledger leaves to the reader: variants at whose place the base stands, and
//! findings, of which some propose a change.

use crate::ledger::{Edit, Evidence, Fate, Finding, Reading, Variant};
use crate::reason::{Reason, Tier};
use crate::source::Span;

use super::change::{Change, Choice, Kind, State};
use super::gather::{Gather, Site, Sited, Variants, is_missing};
use super::word::Word;

impl Gather<'_> {
    /// Variants at whose place the article has the base's reading.
    pub(super) fn open(&self, variants: &Variants<'_>) -> Vec<Sited> {
        let edits = &self.copy.ledger.edits;
        let near = |span: Span| {
            let from = edits.partition_point(|e| e.span.end() < span.start());
            let near = edits[from..].iter().take_while(move |e| e.span.start() <= span.end());
            near.filter(move |e| span.contains(e.span))
        };
        let mended = |span: Span| {
            let made = |e: &Edit| !e.evidence.witnesses.is_empty();
            // Or would be, had a reader not kept the base.
            let findings = &self.copy.ledger.findings;
            let undone = |f: &Finding| f.evidence.reader && span.contains(f.span);
            near(span).any(made) || findings.iter().any(undone)
        };
        let stands = |variant: &Variant| {
            let span = self.variant_word(variant).span;
            match variant.settled {
                None => !near(span).any(|e| e.evidence.reader),
                Some(reading) => reading == 0 && !mended(span),
            }
        };
        let stand = variants.values().filter(|variant| stands(variant));
        stand.map(|variant| self.variant(variant)).collect()
    }

    fn variant(&self, variant: &Variant) -> Sited {
        let word = self.variant_word(variant);
        let own = self.source.slice(word.span);
        let change = self.change(Kind::Variant, Reason::Variant, word.span, &[own]);
        let tier = if variant.settled.is_some() { Tier::Witness } else { Tier::Flag };
        let others = variant.readings[1..].iter().flat_map(|r| r.witnesses.first());
        let change = Change {
            tier,
            after: word.with(&variant.readings[1].text),
            default: State::Reading(0),
            readings: choices(variant, &word),
            evidence: Evidence { witnesses: others.map(|w| w.1).collect(), ..Evidence::text() },
            ..change
        };
        Sited { change, site: Site::Variant(variant.span) }
    }

    pub(super) fn findings(&self, variants: &Variants<'_>) -> Vec<Sited> {
        let all = self.copy.ledger.findings.iter().enumerate();
        let shown =
            all.filter(|(_, f)| f.reason != Reason::Variant || !variants.contains_key(&f.span));
        shown.map(|(at, finding)| self.finding(at, finding)).collect()
    }

    fn finding(&self, at: usize, finding: &Finding) -> Sited {
        let (evidence, tier) = (finding.evidence.clone(), finding.tier);
        let default = State::Reject;
        let word = self.word(finding.span, finding.suggestion.as_deref());
        let own = self.source.slice(finding.span);
        let is_join = matches!(finding.reason, Reason::JoinColumn | Reason::JoinGap);
        if let (true, Some(right)) = (is_join, evidence.witnesses.last()) {
            let left = self.source.span(self.sentence_start(finding.span)..finding.span.end());
            let change = self.seam(finding.reason, left, *right);
            let (before, after) = (own.to_string(), finding.suggestion.clone().unwrap_or_default());
            let change = Change { tier, default, evidence, before, after, ..change };
            return Sited { change, site: Site::Suggested(at) };
        }
        if let Some((placement, change)) = self.leave(finding) {
            return Sited { change, site: Site::Leave { finding: at, placement } };
        }
        let kind = match finding.suggestion {
            _ if finding.reason == Reason::GapCut => Kind::Gap,
            Some(_) => Kind::Edit,
            None if is_missing(finding.reason) => Kind::Gap,
            None => Kind::Finding,
        };
        let change = Change {
            tier,
            default,
            after: word.with(finding.suggestion.as_deref().unwrap_or(own)),
            can_accept: finding.suggestion.is_some(),
            evidence,
            ..self.change(kind, finding.reason, word.span, &[self.source.slice(word.span)])
        };
        Sited { change, site: Site::Finding(at) }
    }

    /// A kept passage that might be left out: a finding about all of its words.
    fn leave(&self, finding: &Finding) -> Option<(usize, Change)> {
        use Reason::*;
        let kind = match finding.reason {
            RepeatFold | RepeatSimilar => Kind::Fold,
            Furniture | JunkLine => Kind::Drop,
            _ => return None,
        };
        let placements = &self.copy.ledger.placements;
        let after = placements.partition_point(|p| p.span.start() <= finding.span.start());
        let at = after.checked_sub(1)?;
        let kept = matches!(placements[at].fate, Fate::Kept { .. });
        let words = self.source.slice(placements[at].span).trim();
        let span = self.source.span_of(words);
        let is_word = |text: &str| text.contains(char::is_alphanumeric);
        let whole = span.contains(finding.span)
            && !is_word(&self.source.text()[span.start()..finding.span.start()])
            && !is_word(&self.source.text()[finding.span.end()..span.end()]);
        let change = Change {
            tier: finding.tier,
            default: State::Reject,
            copy: finding.evidence.witnesses.first().copied(),
            evidence: finding.evidence.clone(),
            ..self.change(kind, finding.reason, span, &[words])
        };
        (kept && whole).then_some((at, change))
    }

    /// Where the block that ends at a place starts.
    fn sentence_start(&self, end: Span) -> usize {
        let before = self.copy.blocks.partition_point(|b| b.span.start() < end.end());
        before.checked_sub(1).map_or(0, |at| self.copy.blocks[at].span.start()).min(end.start())
    }
}

/// The readings of a variant, to choose from.
pub(super) fn choices(variant: &Variant, word: &Word<'_>) -> Vec<Choice> {
    let choice = |r: &Reading| Choice {
        text: word.with(&r.text),
        witnesses: r.witnesses.iter().map(|w| w.1).collect(),
    };
    variant.readings.iter().map(choice).collect()
}
