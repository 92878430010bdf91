//! A real page as lines in regions, and what its coordinates say of its line ends.
//!
//! ```text
//! |the last line of this region is full        a line end is soft where this line ends
//! |and so its paragraph may go on              at the margin and the next begins at it;
//! |    an indent begins another                an indent or a short line ends a paragraph
//! ```

use std::collections::BTreeMap;

use faircopy::FairCopy;

/// A line is at a margin when it is no farther from it than this share of its height; it is
/// indented, or short, when it is farther from it than these.
const NEAR: f64 = 0.75;
const INDENTED: f64 = 1.0;
const SHORT: f64 = 1.5;

/// Marks behind which a sentence may end.
const STOPS: [char; 6] = ['.', ':', ';', '!', '?', '—'];

/// Lines of a region that show where its margins are.
const FEW: usize = 3;

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
        let (Some(short), Some(indent)) = (self.shortfall(at), self.indent(at + 1)) else {
            return End::Unknown;
        };
        // The coordinates of old print are rough: two signs of three make an end.
        let signs = [short > SHORT, indent > INDENTED, self.has_stop(at)];
        match signs.into_iter().filter(|sign| *sign).count() {
            2.. => End::Hard,
            _ if short <= NEAR && indent <= NEAR => End::Soft,
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

    /// The margins of a line's region: not the outermost line, which may be an initial or
    /// a mark in the margin, but one quarter of the lines farther in.
    fn margins(&self, at: usize) -> Option<(f64, f64)> {
        let lines = &self.record.lines;
        let own = || lines.iter().filter(|line| line.region == lines[at].region);
        let mut lefts: Vec<f64> = own().map(|line| line.x).collect::<Option<_>>()?;
        let mut rights: Vec<f64> =
            own().map(|line| Some(line.x? + line.w?)).collect::<Option<_>>()?;
        lefts.sort_by(f64::total_cmp);
        rights.sort_by(f64::total_cmp);
        let count = lefts.len();
        (count >= FEW).then(|| (lefts[count / 4], rights[count * 3 / 4]))
    }

    /// How far a line ends before the right margin, in its heights.
    fn shortfall(&self, at: usize) -> Option<f64> {
        let line = &self.record.lines[at];
        Some((self.margins(at)?.1 - line.x? - line.w?) / line.h?)
    }

    /// How far a line begins behind the left margin, in its heights.
    fn indent(&self, at: usize) -> Option<f64> {
        let line = &self.record.lines[at];
        Some((line.x? - self.margins(at)?.0) / line.h?)
    }

    fn has_stop(&self, at: usize) -> bool {
        self.record.lines[at].text.trim_end().ends_with(STOPS)
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
        let is_near = |distance: Option<f64>| distance.is_some_and(|distance| distance <= NEAR);
        pairs.into_iter().filter(move |(left, right)| {
            !self.has_stop(*left) && is_near(self.shortfall(*left)) && is_near(self.indent(*right))
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
