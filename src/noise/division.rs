//! How a divided word is put together, and the edits that do it.

use super::proposal;
use super::wrap::bridge;
use crate::ledger::{Edit, Evidence};
use crate::reason::{Reason, Tier};
use crate::source::{Source, Span};

/// What is proposed for a hyphen that a printed line end left behind in mid-line.
pub(super) enum Leftover {
    /// Hyphen and space go.
    Join,
    /// The space goes.
    Close,
}

/// How a word at a line end is to be put together.
pub(super) struct Division {
    /// Bytes of the hyphen.
    pub(super) hyphen: usize,
    pub(super) verdict: Verdict,
}

/// What becomes of the hyphen.
pub(super) enum Verdict {
    /// The hyphen goes, on this tier and evidence.
    Join(Tier, Evidence),
    /// The hyphen stays, and this stands where the break was.
    Keep(&'static str),
}

impl Division {
    /// The edits for a division whose break is `gap`, the hyphen right before it.
    pub(super) fn edits(self, source: &Source, gap: Span) -> impl Iterator<Item = Edit> {
        let (hyphen, text) = match self.verdict {
            Verdict::Keep(text) => (None, text),
            Verdict::Join(tier, evidence) => {
                let span = source.span(gap.start() - self.hyphen..gap.start());
                let gone = proposal(span, "", Reason::LineHyphen, tier);
                (Some(Edit { evidence, ..gone }), "")
            }
        };
        hyphen.into_iter().chain([bridge(gap, text)])
    }

    /// What becomes of the hyphen when a space stands for the line end.
    pub(super) fn leftover(&self) -> Option<Leftover> {
        match self.verdict {
            Verdict::Join(Tier::Flag, _) => None,
            Verdict::Join(..) => Some(Leftover::Join),
            Verdict::Keep("") => Some(Leftover::Close),
            Verdict::Keep(_) => None,
        }
    }
}
