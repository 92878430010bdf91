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
    input.parsed(policy::read, |name, cause| Fault::NotAPolicy { name, cause })
}
