//! Enter: which of the proposed edits become part of the ledger, and which are only shown.

use std::collections::BTreeMap;

use crate::ledger::{Edit, Finding, Ledger};
use crate::reason::Tier;
use crate::source::{Source, Span};

/// Enter edits that lie in what is kept and do not touch others; at most `level`
/// is applied, the rest shown.
pub(super) fn enter(
    ledger: &mut Ledger,
    source: &Source,
    mut edits: Vec<Edit>,
    structural: bool,
    level: Tier,
) {
    edits.sort_by_key(|e| (e.tier, e.span));
    let kept: Vec<Span> = {
        let mut kept: Vec<Span> = ledger.kept().iter().map(|p| p.span).collect();
        kept.sort();
        kept
    };
    let mut taken: BTreeMap<usize, usize> =
        ledger.edits.iter().map(|e| (e.span.start(), e.span.end())).collect();
    for edit in edits {
        if edit.evidence.times.is_some() && edit.tier > level {
            // A habit of the page is one wherever its first place has gone.
            ledger.findings.push(shown(edit, source));
            continue;
        }
        let (start, end) = (edit.span.start(), edit.span.end());
        // What is put in belongs to the placement that ends there ([`Ledger::edits_in`]).
        let is_put_in = start == end && start > 0;
        let at = kept.partition_point(|k| k.start() < start + usize::from(!is_put_in));
        let inside = at > 0 && kept[at - 1].contains(edit.span);
        let near = taken.range(..=end).rev().take(3);
        let free = !near.into_iter().any(|(s, e)| clash((start, end), (*s, *e), structural));
        if !inside || !free {
            continue;
        }
        if structural || edit.tier <= level {
            taken.insert(start, end);
            ledger.edits.push(edit);
        } else {
            ledger.findings.push(shown(edit, source));
        }
    }
}

/// A change that is only shown; one that would change nothing suggests nothing.
fn shown(edit: Edit, source: &Source) -> Finding {
    let Edit { span, text, reason, tier, evidence } = edit;
    let suggestion = (source.slice(span) != text).then_some(text);
    Finding { span, reason, tier, suggestion, evidence }
}

/// Whether two changes touch the same text. An insertion may not even stand beside
/// another change: which of the two comes first would be chance. Those of one
/// seam are made to fit.
fn clash(a: (usize, usize), b: (usize, usize), structural: bool) -> bool {
    let touch = a.1 == b.0 || b.1 == a.0;
    let insertion = a.0 == a.1 || b.0 == b.1;
    a.0 < b.1 && b.0 < a.1 || touch && insertion && !structural
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Evidence, Fate, Placement};
    use crate::reason::Reason;

    #[test]
    fn what_would_be_put_in_before_all_that_is_kept_there_is_left_out() {
        let source = Source::from_text("t", "one two");
        let place = |range: std::ops::Range<usize>, fate| Placement {
            span: source.span(range),
            fate,
            reason: Reason::Kept,
            evidence: Evidence::text(),
        };
        let placements = vec![place(0..4, Fate::Dropped), place(4..7, Fate::Kept { order: 0 })];
        let mut ledger = Ledger { placements, ..Ledger::default() };
        let put_in = |at: usize| Edit {
            span: source.span(at..at),
            text: "r".into(),
            reason: Reason::ReadingWitness,
            tier: Tier::Witness,
            evidence: Evidence::text(),
        };
        enter(&mut ledger, &source, vec![put_in(4), put_in(7)], false, Tier::Witness);
        assert_eq!(ledger.audit(&source), Ok(()));
        assert_eq!(ledger.replay(&source), "twor");
    }
}
