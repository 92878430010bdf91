//! A real page as lines in regions, and what its coordinates say of its line ends.
//!
//! ```text
//! |the last line of this region is full        a line end is soft where this line ends
//! |and so its paragraph may go on              at the margin and the next begins at it;
//! |    an indent begins another                an indent or a short line ends a paragraph
//! ```

use std::collections::BTreeMap;

use faircopy::FairCopy;

/// A line is at a margin when it is no farther from it than this share of its height.
const NEAR: f64 = 0.6;

/// A page of the data.
#[derive(serde::Deserialize)]
pub(super) struct Record {
    pub(super) id: String,
    pub(super) lines: Vec<Line>,
    regions: Vec<Region>,
}

/// A printed line.
#[derive(serde::Deserialize)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) region: String,
    /// The paragraph of its region, where that is known instead of its place.
    para: Option<usize>,
    x: Option<f64>,
    w: Option<f64>,
    h: Option<f64>,
}

#[derive(serde::Deserialize)]
struct Region {
    id: String,
    #[serde(rename = "type")]
    kind: String,
}

/// What the end of a line is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum End {
    /// The paragraph goes on.
    Soft,
    /// It ends.
    Hard,
    /// A line of a heading, a table, a region's last line.
    Unknown,
}

/// A page as a cleaner gets it.
pub(super) struct Page<'a> {
    record: &'a Record,
    pub(super) text: String,
    /// Where each line starts, in bytes.
    starts: Vec<usize>,
    pub(super) ends: Vec<End>,
}

impl<'a> Page<'a> {
    pub(super) fn new(record: &'a Record) -> Page<'a> {
        let (mut text, mut starts) = (String::new(), Vec::new());
        for (at, line) in record.lines.iter().enumerate() {
            if at > 0 {
                let same = record.lines[at - 1].region == line.region;
                text.push_str(if same { "\n" } else { "\n\n" });
            }
            starts.push(text.len());
            text.push_str(line.text.trim());
        }
        text.push('\n');
        let mut page = Page { record, text, starts, ends: Vec::new() };
        page.ends = (0..record.lines.len()).map(|at| page.end(at)).collect();
        page
    }

    /// The line that holds a byte.
    pub(super) fn line_at(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    fn end(&self, at: usize) -> End {
        let lines = &self.record.lines;
        let Some(next) = lines.get(at + 1).filter(|next| next.region == lines[at].region) else {
            return End::Unknown;
        };
        if let (Some(own), Some(other)) = (lines[at].para, next.para) {
            return if own == other { End::Soft } else { End::Hard };
        }
        if !self.is_prose(at) {
            return End::Unknown;
        }
        match (self.is_full(at), self.is_at_left(at + 1)) {
            (Some(true), Some(true)) => End::Soft,
            (Some(_), Some(_)) => End::Hard,
            _ => End::Unknown,
        }
    }

    fn kind(&self, at: usize) -> &str {
        let id = &self.record.lines[at].region;
        self.record.regions.iter().find(|r| r.id == *id).map_or("", |r| r.kind.as_str())
    }

    fn is_prose(&self, at: usize) -> bool {
        self.kind(at) == "paragraph"
    }

    /// The margins of a line's region, and how near a line must be to be at one.
    fn margins(&self, at: usize) -> Option<(f64, f64, f64)> {
        let lines = &self.record.lines;
        let own = |line: &&Line| line.region == lines[at].region;
        let (mut left, mut right, mut count) = (f64::INFINITY, f64::NEG_INFINITY, 0);
        for line in lines.iter().filter(own) {
            left = left.min(line.x?);
            right = right.max(line.x? + line.w?);
            count += 1;
        }
        // One line alone has no margin to be held against.
        (count > 1).then_some((left, right, NEAR * lines[at].h?))
    }

    fn is_full(&self, at: usize) -> Option<bool> {
        let (_, right, near) = self.margins(at)?;
        let line = &self.record.lines[at];
        Some(right - (line.x? + line.w?) <= near)
    }

    fn is_at_left(&self, at: usize) -> Option<bool> {
        let (left, _, near) = self.margins(at)?;
        Some(self.record.lines[at].x? - left <= near)
    }

    /// Whether the paragraph that one line is in goes on with another line, farther on.
    pub(super) fn goes_on(&self, left: usize, right: usize) -> bool {
        let (from, to) = (&self.record.lines[left], &self.record.lines[right]);
        if from.region == to.region {
            return from.para.is_some() && from.para == to.para;
        }
        self.continuations().any(|join| join == (left, right))
    }

    /// Paragraphs that go on in the next region of prose: the last line is full and ends no
    /// sentence, the first line of the next begins at the margin.
    pub(super) fn continuations(&self) -> impl Iterator<Item = (usize, usize)> {
        let mut firsts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut order: Vec<(usize, usize)> = Vec::new();
        for (at, line) in self.record.lines.iter().enumerate().filter(|(at, _)| self.is_prose(*at))
        {
            match firsts.get(line.region.as_str()) {
                Some(place) => order[*place].1 = at,
                None => {
                    firsts.insert(&line.region, order.len());
                    order.push((at, at));
                }
            }
        }
        let pairs: Vec<(usize, usize)> = order.windows(2).map(|w| (w[0].1, w[1].0)).collect();
        pairs.into_iter().filter(|(left, right)| {
            let open = !self.record.lines[*left].text.trim_end().ends_with(['.', '!', '?', ':']);
            open && self.is_full(*left) == Some(true) && self.is_at_left(*right) == Some(true)
        })
    }

    /// Whether the end of a line is gone from the article.
    pub(super) fn is_gone(&self, copy: &FairCopy, at: usize) -> bool {
        let newline = self.starts[at + 1] - 1;
        let edits = &copy.ledger.edits;
        let before = edits.partition_point(|edit| edit.span.end() <= newline);
        let edited = edits
            .get(before)
            .is_some_and(|edit| edit.span.start() <= newline && !edit.text.contains('\n'));
        let is_joined = |left: usize, right: usize| left <= newline && newline < right;
        edited
            || copy.ledger.joins.iter().any(|join| {
                let (left, right) = (join.left.end(), join.right.start());
                is_joined(left, right) && self.text[left..right].trim().is_empty()
            })
    }
}
