//! Texts to fit on and to measure on: shared by the quality bench and by the command that
//! fits the weights.

pub(crate) mod clean;
pub(crate) mod halves;
pub(crate) mod noise;
pub(crate) mod paragraphs;
pub(crate) mod torn;
