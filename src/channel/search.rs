//! The words that may stand where something was read.
//!
//! The automaton of the words is walked beside what was read, every misreading at its
//! cost (weighted edit distance over a trie; Oflazer 1996). A path is given up when the
//! misreadings on it and the cheapest word below it together cost too much.

use std::borrow::Cow;

use fst::raw::{Fst, Node, Output};
use rustc_hash::FxHashMap;

use crate::usage::{Usage, nats};

use super::{Channel, letter};

/// Most misreadings in one word: with more, too little of it is left to tell.
const SLIPS: usize = 4;

/// Most candidates that are kept.
const KEPT: usize = 6;

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

/// The words that may stand where `read` was read and cost at most `limit` in all,
/// the cheapest first.
pub fn candidates(usage: &Usage, channel: &Channel, read: &str, limit: f64) -> Vec<Candidate> {
    let read: Vec<char> = read.chars().collect();
    let letters: Vec<_> = read.iter().map(|c| channel.letters(*c)).collect();
    let lost = std::array::from_fn(|at| match at {
        26 => channel.cost("'", ""),
        at => channel.cost(&char::from(b'a' + at as u8).to_string(), ""),
    });
    let added = read.iter().map(|c| channel.cost("", &c.to_string())).collect();
    let mut search = Search {
        fst: usage.automaton(),
        channel,
        read: &read,
        letters,
        lost,
        added,
        limit,
        word: Vec::new(),
        slips: Vec::new(),
        best: FxHashMap::default(),
        found: Vec::new(),
    };
    let root = search.fst.root();
    search.walk(&root, Output::zero(), 0, 0.0);
    let mut found = search.found;
    found.sort_by(|a, b| a.cost().total_cmp(&b.cost()).then_with(|| a.word.cmp(&b.word)));
    found.truncate(KEPT);
    found
}

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
    word: Vec<u8>,
    slips: Vec<Mark>,
    /// By node and place: the cheapest way there so far.
    best: FxHashMap<(usize, usize), f64>,
    found: Vec<Candidate>,
}

/// A misreading on the way: characters of what was read, bytes of the word.
#[derive(Clone, Copy)]
struct Mark {
    read: (usize, usize),
    word: (usize, usize),
}

impl Search<'_> {
    fn walk(&mut self, node: &Node<'_>, output: Output, at: usize, cost: f64) {
        if cost + nats(output.value()) > self.limit {
            return;
        }
        match self.best.entry((node.addr(), at)) {
            std::collections::hash_map::Entry::Occupied(mut entry) => {
                if *entry.get() <= cost {
                    return;
                }
                entry.insert(cost);
            }
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(cost);
            }
        }
        if at == self.read.len() && node.is_final() {
            self.arrive(output.cat(node.final_output()), cost);
        }
        if let Some(c) = self.read.get(at).copied() {
            self.step_letters(node, output, at, cost, c);
            self.step_strings(node, output, at, cost, c);
        }
        if self.slips.len() < SLIPS {
            if at < self.read.len() {
                self.slip(0, at, 1, |search| {
                    search.walk(node, output, at + 1, cost + search.added[at]);
                });
            }
            self.step_lost(node, output, at, cost);
        }
    }

    /// One letter for the character read, the same or another.
    fn step_letters(&mut self, node: &Node<'_>, output: Output, at: usize, cost: f64, c: char) {
        let fst = self.fst;
        let lower = c.to_ascii_lowercase();
        if !lower.is_ascii() {
            let same: String = c.to_lowercase().collect();
            self.follow(node, output, &same, |s, node, output| s.walk(node, output, at + 1, cost));
        }
        for transition in node.transitions() {
            let byte = transition.inp;
            let same = lower.is_ascii() && byte == lower as u8;
            let slip = match (same, letter(byte)) {
                (true, _) => 0.0,
                (false, Some(letter)) if self.slips.len() < SLIPS => self.letters[at][letter],
                _ => continue,
            };
            let output = output.cat(transition.out);
            if cost + slip + nats(output.value()) > self.limit {
                continue;
            }
            let next = fst.node(transition.addr);
            self.word.push(byte);
            if same {
                self.walk(&next, output, at + 1, cost);
            } else {
                self.slip(1, at, 1, |s| s.walk(&next, output, at + 1, cost + slip));
            }
            self.word.pop();
        }
    }

    /// A string that may stand for a string read.
    fn step_strings(&mut self, node: &Node<'_>, output: Output, at: usize, cost: f64, c: char) {
        if self.slips.len() >= SLIPS {
            return;
        }
        let channel = self.channel;
        for alternative in channel.strings(c) {
            let length = alternative.wrong.len();
            let cost = cost + alternative.cost;
            if cost + nats(output.value()) > self.limit
                || !self.read[at..].starts_with(&alternative.wrong)
            {
                continue;
            }
            self.follow(node, output, &alternative.right, |s, node, output| {
                s.slip(alternative.right.len(), at, length, |s| s.walk(node, output, at + length, cost));
            });
        }
    }

    /// A letter that was not read at all.
    fn step_lost(&mut self, node: &Node<'_>, output: Output, at: usize, cost: f64) {
        let fst = self.fst;
        for transition in node.transitions() {
            let Some(letter) = letter(transition.inp) else { continue };
            let cost = cost + self.lost[letter];
            let output = output.cat(transition.out);
            if cost + nats(output.value()) > self.limit {
                continue;
            }
            let next = fst.node(transition.addr);
            self.word.push(transition.inp);
            self.slip(1, at, 0, |s| s.walk(&next, output, at, cost));
            self.word.pop();
        }
    }

    /// Follow the bytes of a string, if words go on so.
    fn follow(
        &mut self,
        node: &Node<'_>,
        output: Output,
        right: &str,
        go_on: impl FnOnce(&mut Self, &Node<'_>, Output),
    ) {
        let fst = self.fst;
        let (mut node, mut output) = (*node, output);
        for byte in right.bytes() {
            let Some(index) = node.find_input(byte) else { return };
            let transition = node.transition(index);
            output = output.cat(transition.out);
            node = fst.node(transition.addr);
        }
        let length = self.word.len();
        self.word.extend(right.bytes());
        go_on(self, &node, output);
        self.word.truncate(length);
    }

    /// Go on after a misreading of so many characters, the last `right` bytes of the
    /// word standing for them.
    fn slip(&mut self, right: usize, at: usize, length: usize, go_on: impl FnOnce(&mut Self)) {
        let word = (self.word.len() - right, self.word.len());
        self.slips.push(Mark { read: (at, at + length), word });
        go_on(self);
        self.slips.pop();
    }

    fn slips(&self) -> Vec<Slip> {
        let slip = |mark: &Mark| Slip {
            right: String::from_utf8_lossy(&self.word[mark.word.0..mark.word.1]).into_owned(),
            wrong: self.read[mark.read.0..mark.read.1].iter().collect(),
        };
        self.slips.iter().map(slip).collect()
    }

    fn arrive(&mut self, output: Output, cost: f64) {
        let usage = nats(output.value());
        if cost + usage > self.limit {
            return;
        }
        let word = String::from_utf8_lossy(&self.word).into_owned();
        let slips = self.slips();
        match self.found.iter_mut().find(|c| c.word == word) {
            Some(found) if found.misread <= cost => {}
            Some(found) => (found.misread, found.slips) = (cost, slips),
            None => self.found.push(Candidate {
                word,
                misread: cost,
                usage,
                slips,
            }),
        }
    }
}
