//! Odds: how sure it is that what was read is a misreading of another word.
//!
//! A row of what speaks for it, each piece with a fitted weight
//! (`cargo bench --bench fit -- repairs`): fitted on recognised texts and their gold, and on clean text
//! in which every repair is wrong.

use std::sync::LazyLock;

use crate::weights::Weights;

/// What speaks for a repair. Of ideographs the margin is what the words gain.
pub const NAMES: [&str; 16] = [
    "always",
    "margin",
    "over others",
    "language",
    "misread",
    "misread a letter",
    "misreadings",
    "word",
    "read",
    "letters",
    "opening",
    "listed",
    "strange around",
    "piece",
    "page",
    "stands elsewhere",
];

/// Kinds of repairs, with weights of their own.
pub const CLASSES: [&str; 3] = ["word", "spaces", "ideograph"];

/// A row of evidence, in the order of [`NAMES`].
pub type Row = [f32; NAMES.len()];

static TABLE: LazyLock<Weights> =
    LazyLock::new(|| Weights::read(include_str!("../weights/repairs.tsv")));

static WEIGHTS: LazyLock<[(Row, f32); CLASSES.len()]> = LazyLock::new(|| {
    CLASSES.map(|class| {
        let of = |name: &str| TABLE.of(&format!("{class}/{name}"));
        (NAMES.map(of), of("likely from"))
    })
});

/// How probable a repair is, if that is likely enough to propose it.
pub(super) fn score(class: usize, row: &Row) -> Option<f64> {
    let (weights, limit) = &WEIGHTS[class];
    let odds: f32 = row.iter().zip(weights).map(|(x, w)| x * w).sum();
    (odds >= *limit).then(|| 1.0 / (1.0 + f64::from(-odds).exp()))
}
