//! Round: joins that would lead from the end of one printing to the start of the next.
//!
//! ```text
//! page    a  [had been lit. … B]   b  [… the street. He]   a' [had been lit. …]   b' [… the street. He]
//! seam                                          b → a'  reads on, and is none
//! ```
//! A page that begins in mid-sentence and ends so, as most of a book do, reads on from its
//! end to its start. Where its parts stand in one order again and again, that is their
//! order, and no end of the last is continued by the first.

use crate::passage::Passages;
use crate::seam::Candidate;

/// The seams that do not lead round.
pub(super) fn without(passages: &Passages, seams: &[Candidate]) -> Vec<Candidate> {
    seams.iter().filter(|seam| !leads_round(passages, seam)).cloned().collect()
}

/// Whether the text on the right stands before that on the left, and again after it.
fn leads_round(passages: &Passages, seam: &Candidate) -> bool {
    let all = &passages.all;
    let left = all.partition_point(|p| p.block <= seam.left).checked_sub(1);
    let right = all.partition_point(|p| p.block < seam.right);
    let family = |at: Option<usize>| passages.families.get(all.get(at?)?.family?);
    // Families come in page order and have two members or more.
    let (Some(left), Some(right)) = (family(left), family(Some(right))) else { return false };
    let next = right.iter().find(|at| **at > left[0]);
    right[0] < left[0] && next.is_some_and(|next| *next < left[1])
}
