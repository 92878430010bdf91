//! Summary: what an archive came to, counted.

mod html;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

pub use html::html;
use serde::{Deserialize, Serialize};

use super::prepare::Card;
use super::repeats::{Kind, Repeat};
use crate::FairCopy;
use crate::ledger::Fate;
use crate::reason::Reason;

/// What was done to one page, or to many together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Pages.
    pub pages: u64,
    /// Pages whose article is the page itself.
    pub unchanged: u64,
    /// Bytes of the pages as they came.
    pub bytes: u64,
    /// Characters of the articles.
    pub chars: u64,
    /// Passages folded because the same page has them again.
    pub folded: u64,
    /// Torn sentences put together.
    pub joins: u64,
    /// Changes to letters, words divided at line ends among them.
    pub repairs: u64,
    /// Lines left out that are no text.
    pub junk: u64,
    /// Places to look at.
    pub review: u64,
}

impl Counts {
    /// What was done to a page whose article is this.
    pub fn of(copy: &FairCopy, article: &str) -> Counts {
        let ledger = &copy.ledger;
        let is_layout = |reason| matches!(reason, Reason::Layout | Reason::LineWrap);
        let is_join = |reason| matches!(reason, Reason::JoinColumn | Reason::JoinGap);
        let placed = |fate: fn(&Fate) -> bool| {
            let placements = ledger.placements.iter().filter(|p| fate(&p.fate));
            placements.filter(|p| !copy.source.slice(p.span).trim().is_empty()).count() as u64
        };
        let repairs = ledger.edits.iter().filter(|e| !is_layout(e.reason) && !is_join(e.reason));
        Counts {
            pages: 1,
            unchanged: u64::from(article == copy.source.text()),
            bytes: copy.source.input().len() as u64,
            chars: article.chars().count() as u64,
            folded: placed(|fate| matches!(fate, Fate::Folded { .. })),
            joins: ledger.joins.len() as u64,
            repairs: repairs.count() as u64,
            junk: placed(|fate| matches!(fate, Fate::Dropped)),
            review: ledger.findings.len() as u64,
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.pages += other.pages;
        self.unchanged += other.unchanged;
        self.bytes += other.bytes;
        self.chars += other.chars;
        self.folded += other.folded;
        self.joins += other.joins;
        self.repairs += other.repairs;
        self.junk += other.junk;
        self.review += other.review;
    }
}

/// A record that could not be used or cleaned.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Problem {
    /// The file, and the line in it where the file has lines.
    pub place: String,
    /// What is wrong with it.
    pub cause: String,
}

/// What an archive, or a part of one, came to.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Version of the tool.
    pub faircopy: String,
    /// Digest of the fitted weights that it decided by.
    #[serde(default)]
    pub weights: String,
    /// All pages together.
    pub pages: Counts,
    /// By newspaper, where records name one.
    pub series: BTreeMap<String, Counts>,
    /// Records that could not be used, or not be cleaned: how many.
    pub bad_records: u64,
    /// The first of them.
    pub problems: Vec<Problem>,
    /// Passages printed on more than one page.
    pub repeats: RepeatCounts,
    /// By date, where records have one.
    pub dates: BTreeMap<String, Day>,
    /// The passages printed most.
    pub most: Vec<Passage>,
}

/// What was printed on one date.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Day {
    /// Pages.
    pub pages: u64,
    /// Printings of passages that stand on more than one page.
    pub printings: u64,
}

impl AddAssign for Day {
    fn add_assign(&mut self, other: Day) {
        self.pages += other.pages;
        self.printings += other.printings;
    }
}

/// A passage printed often.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Passage {
    /// What its repeat is called.
    pub id: String,
    /// How often it was printed.
    pub printings: u64,
    /// In how many newspapers, where that is known.
    pub series: u64,
    /// Its first date.
    pub first: Option<String>,
    /// Its last date.
    pub last: Option<String>,
    /// How it begins.
    pub text: String,
}

/// Passages that are shown as the most printed.
const MOST: usize = 20;

/// Characters of them that are shown.
const SHOWN: usize = 320;

impl Summary {
    /// Take in a page.
    pub fn add_page(&mut self, card: &Card) {
        self.pages += card.counts;
        if let Some(series) = &card.series {
            *named(&mut self.series, series) += card.counts;
        }
        if let Some(date) = &card.date {
            named(&mut self.dates, date).pages += 1;
        }
    }

    /// Take in a repeat, the text of its base at hand.
    pub fn add_repeat(&mut self, repeat: &Repeat<'_>, text: &str) {
        let (counts, printings) = (&mut self.repeats, repeat.witnesses.len() as u64);
        counts.repeats += 1;
        counts.printings += printings;
        counts.chars += repeat.witnesses.iter().map(|w| w.chars[1] - w.chars[0]).sum::<u64>();
        counts.boilerplate += u64::from(repeat.kind == Kind::Boilerplate);
        for date in repeat.witnesses.iter().filter_map(|w| w.date.as_deref()) {
            named(&mut self.dates, date).printings += 1;
        }
        if repeat.kind == Kind::Reprint && self.is_among_most(printings) {
            self.add_passage(Passage::of(repeat, text));
        }
    }

    /// Whether a passage printed so often is one of the most printed so far.
    fn is_among_most(&self, printings: u64) -> bool {
        self.most.len() < MOST || self.most[MOST - 1].printings < printings
    }

    /// Put a passage among the most printed, behind those that are printed as often.
    fn add_passage(&mut self, passage: Passage) {
        let at = self.most.partition_point(|p| p.printings >= passage.printings);
        self.most.insert(at, passage);
        self.most.truncate(MOST);
    }

    /// Take in the summary of what comes next in the archive.
    pub fn append(&mut self, next: Summary) {
        self.pages += next.pages;
        for (series, counts) in next.series {
            *self.series.entry(series).or_default() += counts;
        }
        self.bad_records += next.bad_records;
        self.problems.extend(next.problems);
        self.repeats += next.repeats;
        for (date, day) in next.dates {
            *self.dates.entry(date).or_default() += day;
        }
        next.most.into_iter().for_each(|passage| self.add_passage(passage));
    }
}

/// What stands under a name. Most newspapers and dates are known already: only of a new one
/// the name is copied.
fn named<'a, T: Default>(all: &'a mut BTreeMap<String, T>, name: &str) -> &'a mut T {
    if !all.contains_key(name) {
        all.insert(name.to_owned(), T::default());
    }
    all.get_mut(name).expect("it is there, or was put there")
}

impl Passage {
    fn of(repeat: &Repeat<'_>, text: &str) -> Passage {
        let series: BTreeSet<&str> =
            repeat.witnesses.iter().filter_map(|w| w.series.as_deref()).collect();
        let dates = || repeat.witnesses.iter().filter_map(|w| w.date.as_deref());
        let shown = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut shown: String = shown.chars().take(SHOWN + 1).collect();
        if shown.chars().count() > SHOWN {
            shown.pop();
            shown.push('…');
        }
        Passage {
            id: repeat.id.clone(),
            printings: repeat.witnesses.len() as u64,
            series: series.len() as u64,
            first: dates().min().map(str::to_owned),
            last: dates().max().map(str::to_owned),
            text: shown,
        }
    }
}

/// Passages printed on more than one page, counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct RepeatCounts {
    /// Passages.
    pub repeats: u64,
    /// Printings of them.
    pub printings: u64,
    /// Characters of all printings.
    pub chars: u64,
    /// Passages that one newspaper prints again and again.
    pub boilerplate: u64,
}

impl AddAssign for RepeatCounts {
    fn add_assign(&mut self, other: RepeatCounts) {
        self.repeats += other.repeats;
        self.printings += other.printings;
        self.chars += other.chars;
        self.boilerplate += other.boilerplate;
    }
}
