//! Odds: how sure it is that what one printing has is the text, and what another has in its
//! place a misreading of it.
//!
//! A row of what speaks for the one against the other, each piece with a fitted weight
//! (`cargo bench --bench fit -- readings`). Where no majority of three or more has a reading
//! the text itself must tell; where one has, the text must only not object: the weights are
//! others. Those for scripts that no language
//! model is at hand for, and for marks and spaces, are others again.

use std::sync::LazyLock;

use crate::reason::Tier;
use crate::weights::Weights;

/// What speaks for one reading against another.
pub const NAMES: [&str; 24] = [
    "always",
    "witnesses",
    "language",
    "rarity",
    "affinity",
    "words",
    "both known",
    "neither known",
    "only this known",
    "majority",
    "majority against",
    "votes",
    "misread letters",
    "look alike",
    "looks like nothing",
    "noise",
    "capital",
    "figure",
    "only case",
    "only spaces",
    "stands elsewhere",
    "other script",
    "doubled",
    "better read",
];

/// Kinds of places, with weights of their own.
pub const CLASSES: [&str; 8] = [
    "letters/text",
    "letters/vote",
    "ideographs/text",
    "ideographs/vote",
    "other/text",
    "other/vote",
    "marks/text",
    "marks/vote",
];

/// Whether at places of a class some reading has a majority.
fn has_majority(class: usize) -> bool {
    class % 2 == 1
}

/// Whether places of a class are among ideographs.
pub(super) fn is_among_ideographs(class: usize) -> bool {
    CLASSES[class].starts_with("ideographs")
}

/// A row of evidence, in the order of [`NAMES`].
pub type Row = [f32; NAMES.len()];

/// Odds from which a reading is the text as surely as a witness promises, where the text tells
/// and where a majority does; and those from which it is likely.
pub type Limits = [f32; 3];

/// The weights of each class, and the limits.
#[derive(Clone, Debug)]
pub struct Odds {
    weights: [Row; CLASSES.len()],
    limits: Limits,
}

impl Odds {
    /// The fitted odds.
    pub fn builtin() -> &'static Odds {
        static BUILTIN: LazyLock<Odds> = LazyLock::new(|| {
            let table = Weights::read(include_str!("../weights/readings.tsv"));
            let of = |class: &str, name: &str| table.of(&format!("{class}/{name}"));
            Odds {
                weights: CLASSES.map(|class| NAMES.map(|name| of(class, name))),
                limits: ["taken from", "voted from", "shown from"].map(|name| table.of(name)),
            }
        });
        &BUILTIN
    }

    /// Odds of other weights and limits.
    pub fn of(weights: [Row; CLASSES.len()], limits: Limits) -> Odds {
        Odds { weights, limits }
    }

    /// Log odds of some evidence.
    pub(super) fn log_odds(&self, class: usize, row: &Row) -> f64 {
        row.iter().zip(&self.weights[class]).map(|(x, w)| f64::from(x * w)).sum()
    }

    /// The tier of a reading with such log odds at a place of some class, one that a majority
    /// has or another; `None` when it is not likely enough. What a majority contradicts is
    /// likely at most.
    pub(super) fn tier(&self, odds: f64, class: usize, is_voted: bool) -> Option<Tier> {
        let [taken, voted, shown] = self.limits.map(f64::from);
        let sure = match (has_majority(class), is_voted) {
            (false, _) => taken,
            (true, true) => voted,
            (true, false) => f64::INFINITY,
        };
        match odds {
            _ if odds >= sure => Some(Tier::Witness),
            _ if odds >= shown => Some(Tier::Likely),
            _ => None,
        }
    }
}
