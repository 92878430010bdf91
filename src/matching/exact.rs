//! Exact: whole blocks that stand twice to the letter, however short.
//!
//! ```text
//! NOTICE                               NOTICE
//! No boats on Sunday                   No boats on Sunday
//! Two shillings a week, with coals     Two shillings a week, with coals
//! ```
//!
//! A short block says nothing by itself: laughter is noted again and again, tables have
//! one head, and each recipe ends with what it costs. Many that follow one another in one
//! order twice say as much as a long one.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Settings;
use super::verdict::PARTIAL;
use crate::alignment::Run;
use crate::block::{Block, BlockKind};
use crate::passage::Parallel;
use crate::series;
use crate::sheet::Sheet;
use crate::view::{HAN_WEIGHT, symbols_weight};

/// Ideographs that short blocks must have together, members of a list more
/// ([`PARTIAL`] times).
pub(super) const TOGETHER: usize = 60;

/// A block that stands more often than this is no evidence for a copy, though it may be
/// part of one.
const OFTEN: usize = 3;

/// What stands twice to the letter.
#[derive(Default)]
pub(super) struct Exact {
    /// Blocks of running text.
    pub(super) parallels: Vec<Parallel>,
    /// Pairs of which one at least stands beside the running text: titles, captions.
    pub(super) asides: Vec<(usize, usize)>,
}

/// Find the blocks of a page that stand twice.
pub(super) fn find(sheet: &Sheet<'_>, settings: &Settings) -> Exact {
    let texts: Vec<Vec<u32>> = (0..sheet.blocks.len()).map(|at| text(sheet, at)).collect();
    let mut places: FxHashMap<&[u32], Vec<usize>> = FxHashMap::default();
    for (at, text) in texts.iter().enumerate() {
        places.entry(text).or_default().push(at);
    }
    let rare = |at: usize| {
        let kind = sheet.blocks[at].kind;
        let may_repeat = matches!(kind, BlockKind::Verse | BlockKind::Furniture);
        !texts[at].is_empty() && !may_repeat && places[&texts[at][..]].len() <= OFTEN
    };
    let weight = |at: usize| symbols_weight(&texts[at]) / HAN_WEIGHT as usize;
    let says = |chain: &[usize]| {
        let all: usize = chain.iter().map(|at| weight(*at)).sum();
        let alone = |at: &usize| {
            let times = if is_member(sheet, *at) { PARTIAL } else { 1 };
            weight(*at) >= times * settings.shortest()
        };
        let is_list = chain.iter().all(|at| is_member(sheet, *at));
        let together = TOGETHER * if is_list { PARTIAL } else { 1 };
        all >= settings.min_passage.unwrap_or(0) && (all >= together || chain.iter().any(alone))
    };
    let (mut seen, mut exact) = (FxHashSet::default(), Exact::default());
    for second in (0..texts.len()).filter(|at| rare(*at)) {
        for &first in places[&texts[second][..]].iter().filter(|first| **first < second) {
            if seen.contains(&(first, second)) {
                continue;
            }
            let chain = chain(&texts, first, second);
            seen.extend(chain.clone());
            // The short title at the end belongs to what stands under it.
            let stays = |(at, _): &(usize, usize)| {
                sheet.blocks[*at].kind != BlockKind::Heading || weight(*at) >= settings.shortest()
            };
            let Some(last) = chain.clone().filter(stays).last() else { continue };
            let chain = chain.take_while(move |pair| *pair <= last);
            let said: Vec<usize> = chain.clone().map(|(at, _)| at).filter(|at| rare(*at)).collect();
            if says(&said) {
                chain.for_each(|pair| exact.add(sheet, pair));
            }
        }
    }
    exact
}

/// Pairs of blocks around a pair that follow one another, all alike.
fn chain(
    texts: &[Vec<u32>],
    first: usize,
    second: usize,
) -> impl Iterator<Item = (usize, usize)> + Clone + use<> {
    let apart = second - first;
    let alike = |at: &usize| texts[*at] == texts[at + apart];
    let before = (0..first).rev().take_while(alike).count();
    let after = (second + 1..texts.len()).map(|at| at - apart).take_while(alike).count();
    // A stretch that would run into its own copy is a line repeated.
    let before = before.min(apart - 1);
    let after = after.min(apart - 1 - before);
    (first - before..=first + after).map(move |at| (at, at + apart))
}

impl Exact {
    fn add(&mut self, sheet: &Sheet<'_>, (first, second): (usize, usize)) {
        let (a, b) = (sheet.view.block(first), sheet.view.block(second));
        let symbols = sheet.view.symbols();
        if a.is_empty() || b.is_empty() {
            self.asides.push((first, second));
        } else if symbols[a.clone()] == symbols[b.clone()] {
            let run = Run { first: a.start as u32, second: b.start as u32, len: a.len() as u32 };
            self.parallels.push(Parallel { runs: vec![run] });
        }
    }
}

/// Whether a block is a member of a list or a row of a table: it has a mark, and so has one
/// beside it. A lone paragraph with a number is none.
pub(super) fn is_member(sheet: &Sheet<'_>, at: usize) -> bool {
    let is_marked = |block: &Block| {
        let text = sheet.source.slice(block.span);
        block.kind == BlockKind::ListItem || series::mark_len(text) > 0 || text.starts_with('|')
    };
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
    is_marked(&sheet.blocks[at])
        && beside.filter_map(|beside| sheet.blocks.get(beside)).any(is_marked)
}

/// The letters and figures of a block.
fn text(sheet: &Sheet<'_>, block: usize) -> Vec<u32> {
    let text = sheet.source.slice(sheet.blocks[block].span);
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).map(u32::from).collect()
}
