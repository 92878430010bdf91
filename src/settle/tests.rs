use super::*;
use crate::ledger::{Fate, Placement};

#[test]
fn what_would_be_put_in_before_all_that_is_kept_there_is_left_out() {
    let source = Source::from_text("t", "one two");
    let place = |range: Range<usize>, fate| Placement {
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
