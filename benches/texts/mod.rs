//! Texts to fit on and to measure on: shared by the quality bench and by the command that
//! fits the weights.

#[allow(dead_code, reason = "the bench and the command use what each of them needs")]
pub(crate) mod clean;
#[allow(
    dead_code,
    unused_imports,
    reason = "the bench and the command use what each of them needs"
)]
pub(crate) mod press;
