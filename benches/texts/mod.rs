//! Texts to fit on and to measure on: shared by the quality bench and by the command that
//! fits the weights.

#![allow(dead_code, reason = "each bench uses a part of this")]

pub(crate) mod clean;
pub(crate) mod damage;
pub(crate) mod forms;
pub(crate) mod misread;
pub(crate) mod pairs;
pub(crate) mod paragraphs;
pub(crate) mod revise;
