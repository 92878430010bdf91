//! The `faircopy` command.
use faircopy::source::*;
fn main() {
    let bytes = std::fs::read(std::env::args().nth(1).unwrap()).unwrap();
    let cleaned = faircopy::clean(&[Page::new("x", bytes)], &Default::default());
    let copy = &cleaned.pages[0];
    copy.ledger.audit(&copy.source).unwrap();
    println!("{}", copy.article());
    let l = &copy.ledger;
    let s = |sp: Span| copy.source.slice(sp).chars().take(40).collect::<String>();
    for j in &l.joins {
        println!(
            "JOIN {} | {} gap {} {:?} {:?}",
            copy.source
                .slice(j.left)
                .chars()
                .rev()
                .take(12)
                .collect::<Vec<_>>()
                .iter()
                .rev()
                .collect::<String>(),
            s(j.right),
            j.gap,
            j.tier,
            j.evidence.attested
        );
    }
    for e in &l.edits {
        println!("EDIT {:?} {:?} {:?} → {:?}", e.reason, e.tier, s(e.span), e.text);
    }
    for f in &l.findings {
        println!(
            "FIND {:?} {:?} {:?} → {:?} {:?}",
            f.reason,
            f.tier,
            s(f.span),
            f.suggestion,
            f.evidence.attested
        );
    }
    eprintln!(
        "{} blocks {} placements {} folded {} repeats {} edits {} joins {} findings",
        copy.blocks.len(),
        l.placements.len(),
        l.placements
            .iter()
            .filter(|p| matches!(p.fate, faircopy::ledger::Fate::Folded { .. }))
            .count(),
        l.repeats.len(),
        l.edits.len(),
        l.joins.len(),
        l.findings.len()
    );
}
