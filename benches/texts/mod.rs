//! Texts to fit on and to measure on: shared by the quality bench and by the command that
//! fits the weights.

#![allow(dead_code, unused_imports, reason = "each bench uses a part of this")]

pub(crate) mod clean;
mod clutter;
pub(crate) mod damage;
pub(crate) mod forms;
pub(crate) mod halves;
pub(crate) mod line_marks;
pub(crate) mod lines_press;
pub(crate) mod misread;
pub(crate) mod noise;
pub(crate) mod pairs;
pub(crate) mod paragraphs;
mod pieces;
pub(crate) mod press;
pub(crate) mod printed;
pub(crate) mod revise;
pub(crate) mod shelf;
pub(crate) mod torn;
mod typesetting;
