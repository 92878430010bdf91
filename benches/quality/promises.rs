//! The promises of the tiers, judged: of the changes that a tier made, how many are wrong.
//!
//! ```text
//! harm    every change of clean text is wrong, but for its exact repeats
//! press   a join, a fold, a line end, a letter against what went into the page
//! real    joins and line ends against the regions of real pages
//! ```
//! A promise is kept by a tier for what is at stake, all its reasons together: letters
//! changed or text left out, or only the order and the paragraph breaks. The same counts by
//! reason are what `faircopy explain` says.

use std::collections::BTreeMap;

use faircopy::reason::{Reason, Tier};
use faircopy::report::explain::bound;

use crate::table::{Better, Row};

/// What a wrong change costs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Stake {
    Letters,
    Order,
}

/// The changes that were judged, by reason and tier.
#[derive(Default)]
pub(crate) struct Verdicts(BTreeMap<(Reason, Tier), Count>);

/// How many were judged, and how many are wrong.
#[derive(Clone, Copy, Default)]
struct Count {
    cases: usize,
    wrong: usize,
}

impl Count {
    fn share(self) -> f64 {
        self.wrong as f64 / self.cases.max(1) as f64
    }

    /// The upper bound of the share.
    fn bound(self) -> f64 {
        bound(self.cases.max(1) as f64, self.wrong as f64)
    }
}

/// One change that was judged.
#[derive(Clone, Copy)]
pub(crate) struct Verdict {
    pub(crate) reason: Reason,
    pub(crate) tier: Tier,
    pub(crate) is_right: bool,
}

impl Verdicts {
    /// One more change that was judged.
    pub(crate) fn add(&mut self, verdict: Verdict) {
        let count = self.0.entry((verdict.reason, verdict.tier)).or_default();
        count.cases += 1;
        count.wrong += usize::from(!verdict.is_right);
    }

    /// A row for each tier and stake.
    pub(crate) fn rows(&self) -> Vec<Row> {
        let mut groups: BTreeMap<(Tier, Stake), Vec<(Reason, Count)>> = BTreeMap::new();
        for ((reason, tier), count) in &self.0 {
            groups.entry((*tier, stake(*reason))).or_default().push((*reason, *count));
        }
        groups.into_iter().map(|((tier, stake), reasons)| row(tier, stake, &reasons)).collect()
    }

    /// The counts by reason, as lines for `src/weights/rates.tsv`.
    pub(crate) fn lines(&self) -> String {
        let line = |((reason, tier), count): (&(Reason, Tier), &Count)| {
            format!("{}\t{}\t{}\t{}\n", reason.code(), tier.code(), count.cases, count.wrong)
        };
        self.0.iter().map(line).collect()
    }
}

fn stake(reason: Reason) -> Stake {
    match reason {
        Reason::JoinColumn | Reason::JoinGap | Reason::LineWrap | Reason::Layout => Stake::Order,
        _ => Stake::Letters,
    }
}

/// The share that may be wrong.
fn promise(tier: Tier, stake: Stake) -> f64 {
    match (tier, stake) {
        (Tier::Safe, Stake::Order) => 1.0 / 700.0,
        (Tier::Safe | Tier::Witness, _) => 1.0 / 2000.0,
        (Tier::Weighed, _) => 1.0 / 100.0,
        (Tier::Likely | Tier::Flag, _) => 1.0 / 20.0,
    }
}

fn row(tier: Tier, stake: Stake, reasons: &[(Reason, Count)]) -> Row {
    let mut all = Count::default();
    for (_, count) in reasons {
        all.cases += count.cases;
        all.wrong += count.wrong;
    }
    let mut by_reason: Vec<&(Reason, Count)> = reasons.iter().collect();
    by_reason.sort_by_key(|(reason, count)| (std::cmp::Reverse(count.wrong), *reason));
    let shown = by_reason
        .iter()
        .map(|(reason, count)| format!("{} {} of {}", reason.code(), count.wrong, count.cases));
    let note = format!(
        "{} of {}, bound {:.5}; {}",
        all.wrong,
        all.cases,
        all.bound(),
        shown.collect::<Vec<String>>().join(", ")
    );
    let set = match stake {
        Stake::Letters => format!("{}, letters", tier.code()),
        Stake::Order => format!("{}, order", tier.code()),
    };
    Row::new("promises", set, "wrong", Better::Lower, all.share())
        .target(promise(tier, stake))
        .note(note)
}
