//! Texts to fit on and to measure on: shared by the quality bench and by the command that
//! fits the weights.

pub(crate) mod clean;
pub(crate) mod line_marks;
pub(crate) mod lines_press;
pub(crate) mod printed;
mod typesetting;
