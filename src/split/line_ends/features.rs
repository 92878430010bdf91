//! All that speaks for a soft line end or against it, as features.

use std::ops::Range;

use super::super::line::Sheet;
use super::around::{Count, Sums};
use super::families::{Family, OCTAVES, SLACKS, difference, eighths, number, octave, size};
use super::shape::{Ending, Shape};
use super::veto;
use super::width::{Agreement, CONTEXTS, Interval, Last};

/// Lines looked at on either side.
pub(in crate::split) const REACH: usize = 12;

/// Lines that share a window, so that its width is found once.
const SHARED: usize = 4;

/// A page, and where on it the look rests.
pub(super) struct Page {
    pub(super) shapes: Vec<Shape>,
    pub(super) intervals: Vec<Interval>,
    /// Whether a blank line stands before each line, one taken off in doubled spacing.
    gaps: Vec<bool>,
    doubled: bool,
    /// Of a page in doubled spacing: how often a second blank line parts its paragraphs, how
    /// well the ends agree with a width, how many are full stops.
    spaced: [usize; 3],
    sums: Sums,
    last: [Last; CONTEXTS],
    at: usize,
    window: Range<usize>,
    /// What stands between two gaps, and the part of it in the window.
    whole: Range<usize>,
    pub(super) block: Range<usize>,
    pub(super) found: [Agreement; CONTEXTS],
    /// The block's usual indent, and its least.
    usual: u32,
    edge: u32,
    indented: Range<usize>,
}

impl Page {
    pub(super) fn new(sheet: &Sheet<'_>) -> Page {
        let shapes: Vec<Shape> = (0..sheet.len()).map(|i| Shape::of(sheet, i)).collect();
        let blanks: Vec<u32> = (0..sheet.len()).map(|i| sheet.line(i).blanks).collect();
        let doubled = veto::is_doubled(&blanks);
        let gap = |i: usize| sheet.line(i).new_page || blanks[i] > u32::from(doubled);
        let gaps: Vec<bool> = (0..sheet.len()).map(gap).collect();
        let intervals = veto::intervals(&shapes, &gaps);
        Page {
            spaced: if doubled { spaced(&intervals, &gaps) } else { [0; 3] },
            intervals,
            sums: Sums::of(&shapes, &gaps),
            shapes,
            gaps,
            doubled,
            last: Default::default(),
            at: 0,
            window: 0..0,
            whole: 0..0,
            block: 0..0,
            found: Default::default(),
            usual: 0,
            edge: 0,
            indented: 0..0,
        }
    }

    /// Look at the end of line `i`, which is not the last. The look moves down the page.
    pub(super) fn move_to(&mut self, i: usize) {
        let lines = self.shapes.len();
        self.at = i;
        let middle = i / SHARED * SHARED + SHARED / 2;
        self.window = middle.saturating_sub(REACH)..lines.min(middle + 1 + REACH);
        if i >= self.whole.end {
            let end = (i + 1..lines).find(|at| self.gaps[*at]).unwrap_or(lines);
            self.whole = i..end;
        }
        let (window, whole) = (&self.window, &self.whole);
        self.block = window.start.max(whole.start)..window.end.min(whole.end);
        let contexts = [(window, false), (window, true), (&self.block, true)];
        for (at, (lines, loose)) in contexts.into_iter().enumerate() {
            self.found[at] = self.last[at].agreement(&self.intervals, lines.clone(), loose);
        }
        if self.indented != self.block {
            self.indented = self.block.clone();
            let mut indents: Vec<u32> =
                self.shapes[self.block.clone()].iter().map(|shape| shape.indent).collect();
            indents.sort_unstable();
            (self.usual, self.edge) = (indents[indents.len() / 2], indents[0]);
        }
    }

    /// The width of the column around, in cells.
    pub(super) fn width(&self) -> u32 {
        self.found[CONTEXTS - 1].width.unsigned_abs()
    }

    /// Whether a blank line parts the line from the next.
    pub(super) fn is_apart(&self) -> bool {
        self.gaps[self.at + 1]
    }

    /// Whether the sum may call the end soft.
    pub(super) fn may_be_soft(&self) -> bool {
        let (own, next) = (&self.shapes[self.at], &self.shapes[self.at + 1]);
        !self.gaps[self.at + 1]
            && !veto::is_hard(own, next, &self.sums, &self.window)
            && !veto::is_short(self, self.at)
    }

    /// Hand every feature of the line end to `put`.
    pub(super) fn features(&self, put: &mut impl FnMut(usize)) {
        put(number(Family::Bias, []));
        put(number(Family::Doubled, [usize::from(self.doubled)]));
        if self.doubled {
            put(number(Family::Spaced, self.spaced));
        }
        for at in 0..CONTEXTS {
            self.fit(at, put);
        }
        self.marks(put);
        self.regular(0, &self.window, put);
        self.regular(1, &self.block, put);
        self.indents(put);
        self.table(put);
    }

    fn pair(&self) -> (&Shape, &Shape) {
        (&self.shapes[self.at], &self.shapes[self.at + 1])
    }

    /// How the end fits the width of one context.
    fn fit(&self, at: usize, put: &mut impl FnMut(usize)) {
        let (own, next) = self.pair();
        let (found, interval) = (&self.found[at], self.intervals[self.at]);
        let slack = slack(found, interval, 1);
        let relative = self::slack(found, interval, found.width.max(1));
        let (all, open) = (size(found.ends), size(found.open));
        let agree = eighths(found.agree_open, found.open);
        let spread = octave(found.width.unsigned_abs() / found.spread.max(1));
        let width = found.width.unsigned_abs();
        put(number(Family::Width, [at, octave(width.saturating_mul(width))]));
        put(number(Family::Slack, [at, slack]));
        put(number(Family::RelativeSlack, [at, relative]));
        put(number(Family::AgreeAll, [at, eighths(found.agree, found.ends), all]));
        put(number(Family::AgreeOpen, [at, agree, open]));
        put(number(Family::Over, [at, eighths(found.longer, found.lines)]));
        put(number(Family::Spread, [at, spread, all]));
        put(number(Family::SlackAgree, [at, slack, agree, open]));
        put(number(Family::SlackEnding, [at, slack, own.ending as usize]));
        put(number(Family::SlackOpening, [at, slack, next.opening as usize]));
        // A small letter or half a word after a line without a stop goes on.
        let small = next.opening as usize == super::shape::Opening::Small as usize;
        let goes_on = own.ending == Ending::Hyphen || (small && !own.is_stopped());
        put(number(Family::GoesOn, [at, relative, usize::from(goes_on)]));
    }

    /// How the line ends and the next begins.
    fn marks(&self, put: &mut impl FnMut(usize)) {
        let (own, next) = self.pair();
        let (ending, opening) = (own.ending as usize, next.opening as usize);
        put(number(Family::Ending, [ending]));
        put(number(Family::Opening, [opening]));
        put(number(Family::EndingOpening, [ending, opening]));
        put(number(Family::OwnOpening, [own.opening as usize]));
        put(number(Family::NextEnding, [next.ending as usize]));
        let bond = self.sums.bond(self.at);
        put(number(Family::Bond, [bond]));
        put(number(Family::BondSlack, [bond, slack(&self.found[1], self.intervals[self.at], 1)]));
        put(number(Family::Brackets, [usize::from(own.opens), usize::from(next.closes)]));
        let same = own.first == next.first;
        let whole = same && own.second == next.second;
        put(number(Family::SameStart, [usize::from(same), opening]));
        if whole {
            put(number(Family::SameStart, [1, usize::MAX]));
        }
        let before = self.shapes[self.at.saturating_sub(1)].extent;
        put(number(Family::Longer, [difference(next.extent as i32 - own.extent as i32)]));
        put(number(Family::Shorter, [difference(before as i32 - own.extent as i32)]));
        put(number(Family::Extent, [octave(own.extent)]));
        put(number(Family::Capitals, [usize::from(own.capitals), usize::from(next.capitals)]));
        let above = &self.shapes[self.at.saturating_sub(SHARED)..=self.at];
        let one_less =
            |line: &Shape| line.number.map(|number| number.wrapping_add(1)) == next.number;
        let counts = next.number.is_some() && above.iter().any(one_less);
        put(number(Family::Counts, [usize::from(counts)]));
    }

    /// How regular the lines around begin and end.
    fn regular(&self, at: usize, lines: &Range<usize>, put: &mut impl FnMut(usize)) {
        let over = |count| self.sums.over(count, lines);
        let all = lines.len() as u32;
        let (small, capital) = (over(Count::Small), over(Count::Capital));
        let opening = self.shapes[self.at + 1].opening as usize;
        let share = |count| eighths(over(count), all);
        if (small + capital) * 2 > all {
            let small = eighths(small, small + capital);
            put(number(Family::Small, [at, small, size(all)]));
            put(number(Family::SmallOpening, [at, small, opening]));
            put(number(Family::CapitalInside, [at, share(Count::CapitalInside), size(all)]));
        }
        let divided = eighths(over(Count::Divided), over(Count::Between));
        let between = size(over(Count::Between));
        let agree = eighths(self.found[at + 1].agree, self.found[at + 1].ends);
        put(number(Family::Divided, [at, divided, between]));
        put(number(Family::DividedAgree, [at, divided, agree]));
        put(number(Family::Rhyme, [at, share(Count::Rhyme), size(all)]));
        put(number(Family::Marked, [at, share(Count::Marked), size(all)]));
        put(number(Family::Stopped, [at, share(Count::Stopped)]));
        if at > 0 && (capital == all || over(Count::Marked) == all) {
            put(number(Family::Alike, [lines.len().min(OCTAVES - 1), opening]));
        }
    }

    fn indents(&self, put: &mut impl FnMut(usize)) {
        let (own, next) = self.pair();
        let from = |a: u32, b: u32| difference(a as i32 - b as i32);
        let step = from(next.indent, own.indent);
        let interval = self.intervals[self.at];
        put(number(Family::Step, [step]));
        put(number(Family::StepSlack, [step, slack(&self.found[1], interval, 1)]));
        put(number(Family::Indent, [from(own.indent, self.usual), from(next.indent, self.usual)]));
        put(number(Family::FromEdge, [octave(next.indent - self.edge)]));
        let lines = &self.shapes[self.block.clone()];
        let other = lines.iter().filter(|line| line.indent != self.usual).count();
        put(number(Family::Indents, [eighths(other as u32, lines.len() as u32)]));
    }

    /// What makes rows of a table.
    fn table(&self, put: &mut impl FnMut(usize)) {
        let (own, next) = self.pair();
        let (window, all) = (&self.window, self.window.len() as u32);
        let share = |count| eighths(self.sums.over(count, window), all);
        let alike = || self.shapes[window.clone()].iter().filter(|row| row.wide == own.wide);
        let alike = if own.wide == 0 { 0 } else { alike().count() as u32 };
        let aligned = |line: usize| self.sums.over(Count::Aligned, &(line..line + 1)) as usize;
        put(number(Family::Wide, [own.wide as usize, next.wide as usize]));
        put(number(Family::WideAround, [share(Count::Wide)]));
        put(number(Family::WideAlike, [eighths(alike, all)]));
        put(number(Family::Aligned, [aligned(self.at), aligned(self.at + 1)]));
        put(number(Family::AlignedAround, [share(Count::Aligned)]));
        put(number(Family::Inner, [usize::from(own.inner), usize::from(next.inner)]));
        put(number(Family::InnerAround, [share(Count::Inner)]));
        let figures = |line: &Shape| match line.tokens {
            0..=2 => 0,
            tokens => eighths(line.figures, tokens),
        };
        put(number(Family::Figures, [figures(own), figures(next)]));
        let tokens = self.sums.over(Count::Tokens, window);
        let around = eighths(self.sums.over(Count::Figures, window), tokens);
        put(number(Family::FiguresAround, [around]));
        let digits = |line: &Shape| eighths(line.digits, line.length);
        put(number(Family::Digits, [digits(own), digits(next)]));
        let short = [usize::from(own.short), usize::from(next.short), share(Count::Short)];
        put(number(Family::Short, short));
    }
}

/// What tells lines printed with a blank one after each from paragraphs of one line each.
fn spaced(intervals: &[Interval], gaps: &[bool]) -> [usize; 3] {
    let page = Agreement::of_page(intervals);
    let parted = gaps.iter().skip(1).filter(|gap| **gap).count();
    let parted = match gaps.len().checked_div(parted) {
        None => 0,
        Some(lines) => octave(lines as u32),
    };
    [parted, eighths(page.agree_open, page.open), eighths(page.ends - page.open, page.ends)]
}

/// How far an end falls short of a width, by octaves; of a part of it where `part` is the
/// width itself. The last step is a line that is longer.
fn slack(found: &Agreement, interval: Interval, part: i32) -> usize {
    match found.short(interval) {
        None => SLACKS - 1,
        Some(short) if short <= 0 => 0,
        Some(short) if part == 1 => 1 + octave(short.unsigned_abs()).min(OCTAVES - 1),
        Some(short) => (OCTAVES + 1).saturating_sub(octave((part / short).unsigned_abs())).max(1),
    }
}
