//! In place of the Parquet stage, in a build without it: nothing is written.

use faircopy::archive::record::Fields;

use super::progress::Progress;
use super::work::Work;
use crate::cli::fault::Fault;

/// # Errors
/// Always: who asks for Parquet is told before the run that this build has none.
pub(super) fn write(_: &Work, _: &Fields, _: &Progress) -> Result<(), Fault> {
    Err(Fault::NoParquet)
}
