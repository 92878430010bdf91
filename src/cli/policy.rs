//! A policy as a run is given it.

use std::path::PathBuf;

use faircopy::decide::policy::{self, Policy};

use super::fault::Fault;
use super::input::Input;

/// The policy in a file.
///
/// # Errors
/// When it cannot be read or is none.
pub(crate) fn read(path: PathBuf) -> Result<Policy, Fault> {
    let input = Input::new(Some(path));
    let not_a_policy = |cause: String| Fault::NotAPolicy { name: input.title(), cause };
    let bytes = input.read()?;
    let text = std::str::from_utf8(&bytes).map_err(|e| not_a_policy(e.to_string()))?;
    policy::read(text).map_err(|e| not_a_policy(e.to_string()))
}
