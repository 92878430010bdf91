//! Members of series (`一是` …, `2.` …) among the blocks of a page, and what parts them.

use crate::ending::{self, Ending};
use crate::series::{self, Style};
use crate::sheet::Sheet;

/// A member of a series: how it is marked, and its number.
type Member = (Style, u32);

/// The members of series, by block.
pub(super) struct Series {
    /// The member that starts there.
    starts: Vec<Option<Member>>,
    /// The member that it is of: that which starts there or is torn before it.
    of: Vec<Option<Member>>,
}

impl Series {
    /// Find them.
    pub(super) fn of(sheet: &Sheet<'_>) -> Series {
        let mut series = Series { starts: Vec::new(), of: Vec::new() };
        let mut torn = None;
        for block in sheet.blocks {
            let text = sheet.source.slice(block.span);
            let start = series::member(text).map(|(style, number, _)| (style, number));
            let member = start.or(torn);
            torn =
                member.filter(|_| matches!(ending::ending(text), Ending::Bare | Ending::Divided));
            series.starts.push(start);
            series.of.push(member);
        }
        series
    }

    /// Whether between two neighbouring blocks something stands that parts a series:
    /// `二是` …, a copy of something else, `三是` ….
    pub(super) fn parts(&self, left: usize, right: usize) -> bool {
        match (self.of[left], self.starts[right]) {
            (before, Some((style, number))) => number > 1 && before != Some((style, number - 1)),
            (Some((style, number)), None) if self.of[right].is_none() => {
                let mut later = self.starts[right..].iter().flatten();
                later.find(|member| member.0 == style).is_some_and(|next| next.1 == number + 1)
            }
            _ => false,
        }
    }
}
