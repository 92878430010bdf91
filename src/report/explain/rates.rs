//! How often each reason was wrong where it was measured.
//!
//! The counts in `rates.tsv` are what `cargo bench --bench quality -- --rates harm press real`
//! prints: changes of clean text, of damaged pages whose truth is known, and of real pages.

use crate::reason::Reason;

/// Code, tier, changes that were judged, and those of them that were wrong.
const TABLE: &str = include_str!("rates.tsv");

/// Standard deviations of a bound that holds in 95 of 100 cases.
const BOUND: f64 = 1.645;

/// What was measured of a reason, in a sentence.
pub(super) fn of(reason: Reason) -> String {
    let lines = TABLE.lines().filter(|line| line.split('\t').next() == Some(reason.code()));
    let (mut cases, mut wrong) = (0, 0);
    for line in lines {
        let mut counts = line.split('\t').skip(2).map(|count| count.parse::<u32>().unwrap_or(0));
        cases += counts.next().unwrap_or(0);
        wrong += counts.next().unwrap_or(0);
    }
    if cases == 0 {
        return "not often enough in the texts that are measured to say".to_owned();
    }
    let rare = (1.0 / bound(f64::from(cases), f64::from(wrong))).floor();
    format!("{wrong} of {cases} were wrong; with 95 % certainty fewer than 1 in {rare}")
}

/// The upper bound of a share of which so many cases were seen, 1 or more, so many of them
/// wrong: it holds in 95 of 100 cases (Wilson 1927).
pub fn bound(cases: f64, wrong: f64) -> f64 {
    let (share, part) = (wrong / cases, BOUND * BOUND / cases);
    let spread = BOUND * (share * (1.0 - share) / cases + part / (4.0 * cases)).sqrt();
    ((share + part / 2.0 + spread) / (1.0 + part)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_reasons_and_counts() {
        assert!(!TABLE.is_empty());
        for line in TABLE.lines() {
            let parts: Vec<&str> = line.split('\t').collect();
            assert!(Reason::from_code(parts[0]).is_some() && parts.len() == 4, "{line}");
            assert!(parts[2..].iter().all(|count| count.parse::<u32>().is_ok()), "{line}");
        }
    }

    #[test]
    fn a_bound_lies_above_what_was_seen() {
        assert!(bound(1000.0, 10.0) > 0.01 && bound(1000.0, 10.0) < 0.02);
        assert!(bound(10.0, 0.0) > 0.1, "few cases prove little");
    }
}
