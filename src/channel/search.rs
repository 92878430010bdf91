//! The words that may stand where something was read.
//!
//! The automaton of the words is walked beside what was read, every misreading at its
//! cost (weighted edit distance over a trie; Oflazer 1996). The outputs of the automaton
//! say what the cheapest word below a node costs: a path that can lead to none cheap
//! enough is left (A*; Hart, Nilsson & Raphael 1968). Of the rest the one goes on that is
//! cheap for how much of what was read it has behind it (weighted A*; Pohl 1970): the
//! cheapest alone would try every beginning of every common word before it came to the
//! end of a long one.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

use fst::raw::{Fst, Node, Output};
use rustc_hash::FxHashMap;

use crate::usage::{Usage, nats};

use super::{Alternative, Channel, letter};

/// Most misreadings in one word: with more, too little of it is left to tell.
const SLIPS: u8 = 4;

/// Most paths that are followed for one string: those that need more have no word near.
const PATHS: usize = 1000;

/// What each character that is read is to a path's credit, in nats, when it is chosen
/// which goes on. With nothing, words of eight letters and more are seldom arrived at in
/// [`PATHS`]; with more, ends are reached where the costs tell too little. `cargo bench
/// --bench quality -- repair` shows what another figure does.
const CREDIT: f64 = 2.0;

/// How often a node is passed at one place of what was read: once for the best word
/// and once more for each rival with the same ending.
const PASSES: u8 = 2;

/// A misreading in a candidate: what stands there and what was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slip {
    /// What stands there.
    pub right: String,
    /// What was read.
    pub wrong: String,
}

/// A word that may stand where something was read.
#[derive(Clone, PartialEq, Debug)]
pub struct Candidate {
    /// The word, in lower case.
    pub word: String,
    /// What the misreadings cost.
    pub misread: f64,
    /// What the word costs.
    pub usage: f64,
    /// The misreadings.
    pub slips: Vec<Slip>,
}

impl Candidate {
    /// What it costs in all.
    pub fn cost(&self) -> f64 {
        self.misread + self.usage
    }
}

/// The words that may stand where `read` was read and cost at most `limit` in all, the
/// cheapest first, and those that cost at most `margin` more.
pub fn candidates(
    usage: &Usage,
    channel: &Channel,
    read: &str,
    limit: f64,
    margin: f64,
) -> Vec<Candidate> {
    let read: Vec<char> = read.chars().collect();
    let fst = usage.automaton();
    let mut search = Search {
        fst,
        letters: read.iter().map(|c| channel.letters(*c)).collect(),
        lost: channel.lost,
        added: read.iter().map(|c| channel.added(*c)).collect(),
        read: &read,
        channel,
        limit,
        paths: Vec::new(),
        open: BinaryHeap::new(),
        passes: FxHashMap::default(),
    };
    let root = fst.root().addr();
    search.push(Path {
        node: root,
        output: 0,
        at: 0,
        cost: 0.0,
        slips: 0,
        from: 0,
        step: Step::Start,
    });
    search.run(margin)
}

/// How a path came to where it is.
#[derive(Clone, Copy)]
enum Step<'a> {
    Start,
    /// The character that was read.
    Same(char),
    /// A letter for the character that was read.
    Letter(u8),
    /// A character too many.
    Added,
    /// A letter that was not read.
    Lost(u8),
    /// A string for a string.
    String(&'a Alternative),
}

#[derive(Clone, Copy)]
struct Path<'a> {
    node: usize,
    output: u64,
    /// Characters read.
    at: u32,
    /// What the misreadings cost.
    cost: f64,
    slips: u8,
    from: u32,
    step: Step<'a>,
}

/// A path by the least that any word on it can cost, less its credit, the smallest
/// first; of equal ones the older.
struct Open {
    rank: f64,
    /// The least without the credit.
    least: f64,
    path: u32,
}

impl Ord for Open {
    fn cmp(&self, other: &Open) -> Ordering {
        other.rank.total_cmp(&self.rank).then(other.path.cmp(&self.path))
    }
}

impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Open) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Open {
    fn eq(&self, other: &Open) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Open {}

struct Search<'a> {
    fst: &'a Fst<Cow<'static, [u8]>>,
    channel: &'a Channel,
    read: &'a [char],
    letters: Vec<[f64; 27]>,
    /// Cost of a letter lost.
    lost: [f64; 27],
    /// By place: cost of a character too many.
    added: Vec<f64>,
    limit: f64,
    paths: Vec<Path<'a>>,
    open: BinaryHeap<Open>,
    passes: FxHashMap<(usize, u32), u8>,
}

impl<'a> Search<'a> {
    fn run(mut self, margin: f64) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        while let Some(Open { least, path, .. }) = self.open.pop() {
            if self.paths.len() > PATHS {
                break;
            }
            if least > self.limit {
                continue;
            }
            let current = self.paths[path as usize];
            let passes = self.passes.entry((current.node, current.at)).or_default();
            if *passes >= PASSES {
                continue;
            }
            *passes += 1;
            let node = self.fst.node(current.node);
            if current.at as usize == self.read.len() && node.is_final() {
                let usage = Output::new(current.output).cat(node.final_output());
                self.arrive(path, nats(usage.value()), &mut found);
                // What costs more than will be kept need not be looked at.
                let best = found.iter().map(Candidate::cost).fold(f64::MAX, f64::min);
                self.limit = self.limit.min(best + margin);
            }
            self.go_on(path, current, &node);
        }
        found.retain(|c| c.cost() <= self.limit);
        found.sort_by(|a, b| a.cost().total_cmp(&b.cost()).then_with(|| a.word.cmp(&b.word)));
        found
    }

    fn push(&mut self, path: Path<'a>) {
        let least = path.cost + nats(path.output);
        if least <= self.limit {
            let rank = least - f64::from(path.at) * CREDIT;
            self.open.push(Open { rank, least, path: self.paths.len() as u32 });
            self.paths.push(path);
        }
    }

    fn go_on(&mut self, from: u32, path: Path<'a>, node: &Node<'_>) {
        let path = Path { from, ..path };
        let slip = Path { slips: path.slips + 1, ..path };
        let may_slip = path.slips < SLIPS;
        let at = path.at as usize;
        let read = self.read.get(at).copied();
        let lower = read.map(|c| c.to_lowercase().next().unwrap_or(c));
        for transition in node.transitions() {
            let output = Output::new(path.output).cat(transition.out).value();
            let byte = transition.inp;
            let next = |path: Path<'a>| Path { node: transition.addr, output, ..path };
            if lower == Some(char::from(byte)) && byte.is_ascii() {
                self.push(Path {
                    at: path.at + 1,
                    step: Step::Same(char::from(byte)),
                    ..next(path)
                });
            }
            let Some(letter) = letter(byte).filter(|_| may_slip) else { continue };
            if read.is_some() && lower != Some(char::from(byte)) {
                let cost = path.cost + self.letters[at][letter];
                self.push(Path { at: path.at + 1, cost, step: Step::Letter(byte), ..next(slip) });
            }
            let cost = path.cost + self.lost[letter];
            self.push(Path { cost, step: Step::Lost(byte), ..next(slip) });
        }
        let Some((c, lower)) = read.zip(lower) else { return };
        let other = (!lower.is_ascii()).then(|| lower.to_string());
        let same = other.and_then(|other| self.follow(node, path.output, &other));
        if let Some((node, output)) = same {
            self.push(Path { node, output, at: path.at + 1, step: Step::Same(lower), ..path });
        }
        if may_slip {
            let cost = path.cost + self.added[at];
            self.push(Path { at: path.at + 1, cost, step: Step::Added, ..slip });
            let channel = self.channel;
            for alternative in channel.strings(c) {
                if !self.read[at..].starts_with(&alternative.wrong) {
                    continue;
                }
                if let Some((node, output)) = self.follow(node, path.output, &alternative.right) {
                    let at = path.at + alternative.wrong.len() as u32;
                    let cost = path.cost + alternative.cost;
                    let step = Step::String(alternative);
                    self.push(Path { node, output, at, cost, step, ..slip });
                }
            }
        }
    }

    /// The node and output that the bytes of a string lead to, if words go on so.
    fn follow(&self, node: &Node<'_>, output: u64, right: &str) -> Option<(usize, u64)> {
        let mut output = Output::new(output);
        let mut addr = node.addr();
        for byte in right.bytes() {
            let node = self.fst.node(addr);
            let transition = node.transition(node.find_input(byte)?);
            output = output.cat(transition.out);
            addr = transition.addr;
        }
        Some((addr, output.value()))
    }

    fn arrive(&self, path: u32, usage: f64, found: &mut Vec<Candidate>) {
        let misread = self.paths[path as usize].cost;
        if misread + usage > self.limit {
            return;
        }
        let mut steps = Vec::new();
        let mut at = path as usize;
        while !matches!(self.paths[at].step, Step::Start) {
            let from = self.paths[at].from as usize;
            steps.push((self.paths[at].step, self.paths[from].at as usize));
            at = from;
        }
        let mut word = String::new();
        let mut slips = Vec::new();
        for (step, at) in steps.into_iter().rev() {
            let (right, wrong) = match step {
                Step::Start => continue,
                Step::Same(c) => {
                    word.push(c);
                    continue;
                }
                Step::Letter(byte) => (char::from(byte).to_string(), self.read[at].to_string()),
                Step::Added => (String::new(), self.read[at].to_string()),
                Step::Lost(byte) => (char::from(byte).to_string(), String::new()),
                Step::String(a) => (a.right.clone(), a.wrong.iter().collect()),
            };
            word.push_str(&right);
            slips.push(Slip { right, wrong });
        }
        // The same word may be arrived at once more, and at less cost.
        let candidate = Candidate { word, misread, usage, slips };
        match found.iter_mut().find(|c| c.word == candidate.word) {
            Some(known) if known.misread <= misread => {}
            Some(known) => *known = candidate,
            None => found.push(candidate),
        }
    }
}
