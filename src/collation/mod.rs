//! Collation: all witnesses of a text read against one of them.
mod columns;
mod judge;
mod learned;
mod letters;
mod misreading;
mod quality;
mod table;

use std::ops::Range;

use crate::lexicon::Lexicon;

use columns::GAP;
use judge::{Candidate, Judge};
pub use learned::Learned;
use letters::{Kind, kind};
use table::{Dispute, Table};

/// What readings are judged by besides the witnesses themselves.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// The known words.
    pub lexicon: &'a Lexicon,
    /// What other collations taught.
    pub learned: Option<&'a Learned>,
}

/// Why a reading was chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ground {
    /// More than half of the independent witnesses have it.
    Vote,
    /// It is the more probable text, and the others are misreadings of it.
    Evidence,
}

/// The reading that a place was settled on.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    /// The reading.
    pub text: String,
    /// Why.
    pub ground: Ground,
    /// How sure, between 0 and 1.
    pub score: f64,
}

/// A place where witnesses differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// By witness: the bytes of its text that stand there; `None` when it is
    /// silent about the whole passage.
    pub readings: Vec<Option<Range<usize>>>,
    /// The reading chosen; `None` when nothing settles it.
    pub settled: Option<Settled>,
    /// Whether only marks, spaces and case differ.
    pub marks: bool,
}

/// Witnesses collated.
#[derive(Clone, Debug)]
pub struct Collation {
    /// The witness the others are read against.
    pub base: usize,
    /// The witnesses that count.
    pub voters: Vec<usize>,
    /// The places where they differ, in order.
    pub places: Vec<Place>,
    /// What this collation teaches.
    pub learned: Learned,
}

pub fn param(name: &str, default: f64) -> f64 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

/// How much more probable a reading must be than the base's to replace it.
const VOTE_MARGIN: f64 = 1.0;
const MARKS_MARGIN: f64 = 2.0;
const EVIDENCE_MARGIN: f64 = 3.0;

/// Collate.
pub fn collate(base: usize, witnesses: &[&str], evidence: &Evidence<'_>) -> Collation {
    let table = Table::new(base, witnesses);
    let disputes = table.disputes();
    let voters = quality::voters(&table, &disputes);
    let mut chosen: Vec<u32> = (0..table.columns.len())
        .map(|c| quality::plurality(&table, &voters, c))
        .collect();
    let mut learned = Learned::default();
    let mut from = 0;
    for d in disputes.iter().map(|d| d.columns.clone()).chain([table.columns.len()..table.columns.len()]) {
        learned.agreed(&chosen[from..d.start]);
        from = d.end;
    }
    learned.read(table.letters.iter().map(|l| l.len()).sum());
    let agreed = learned.clone();
    let mut verdicts: Vec<Option<(Candidate, Candidate, Vec<Candidate>)>> = Vec::new();
    for round in 0..3 {
        let rates = quality::rates(&table, &disputes, &chosen);
        let mut next = agreed.clone();
        let with = match evidence.learned { Some(l) => l, None => &learned };
        let judge = Judge { table: &table, voters: &voters, rates: &rates, learned: with, lexicon: evidence.lexicon };
        verdicts.clear();
        for d in &disputes {
            if d.lacuna { verdicts.push(None); continue; }
            let c = judge.weigh(d, &chosen);
            let best = c.iter().max_by(|a, b| a.score.total_cmp(&b.score)).unwrap().clone();
            let second = c.iter().filter(|x| x.cells != best.cells).map(|x| x.score).fold(f64::MIN, f64::max);
            if best.score - second > 1.0 || best.votes * 2 > judge.speaking(&d.columns).count() {
                for w in judge.speaking(&d.columns) {
                    for at in judge.misreadings(d, &best, w) { let (r, x) = judge.pair(d, &best, w, at); if r != x { next.misread(&r, &x); } }
                }
            }
            chosen[d.columns.clone()].copy_from_slice(&best.cells);
            verdicts.push(Some((c[0].clone(), best, c)));
        }
        let _ = round;
        learned = next;
    }
    let mut places = Vec::new();
    for (d, v) in disputes.iter().zip(&verdicts) {
        let Some((own, best, all)) = v else { continue };
        let n = voters.iter().filter(|w| table.speaks(d.columns.start, **w)).count();
        let letters = |c: &Candidate| c.symbols().filter(|s| kind(*s) == Kind::Letter).collect::<Vec<_>>();
        let marks = all.iter().all(|c| letters(c) == letters(own));
        let margin = best.score - own.score;
        let vote = best.votes * 2 > n;
        let rates = quality::rates(&table, &disputes, &chosen);
        let judge = Judge { table: &table, voters: &voters, rates: &rates, learned: &learned, lexicon: evidence.lexicon };
        let wins = |c: &Candidate, at: usize| judge.votes(d, c, at) * 2 > n;
        // The voted reading, if any: the base's stays, another's is weighed.
        let voted = (n >= 3).then(|| all.iter().find(|c| (0..c.cells.len()).all(|at| wins(c, at)))).flatten();
        let overruled = |c: &Candidate| n >= 3 && (0..c.cells.len()).any(|at| c.cells[at] != own.cells[at] && wins(own, at));
        let best = all.iter().filter(|c| !overruled(c)).max_by(|a, b| a.score.total_cmp(&b.score)).unwrap();
        let margin = best.score - own.score;
        let (best, vote, ok) = match voted {
            Some(v) if v.cells == own.cells => (v, true, false),
            Some(v) => {
                let language = v.language - own.language;
                let margin = v.score - own.score;
                (v, true, if marks { margin >= param("MM", 2.0) } else { margin >= param("VM", 1.0) && language >= param("LM", -2.0) })
            }
            None => (best, false, if marks { param("MEM", 1e9) <= margin } else { margin >= param("EM", 3.0) }),
        };
        let margin = best.score - own.score;
        let readings = (0..table.witnesses()).map(|w| table.speaks(d.columns.start, w).then(|| table.bytes(d.columns.clone(), w))).collect();
        let settled = ok.then(|| Settled { text: best.symbols().filter_map(char::from_u32).collect(), ground: if vote { Ground::Vote } else { Ground::Evidence }, score: margin });
        places.push(Place { readings, settled, marks });
    }
    let _ = (GAP, &Dispute { columns: 0..0, lacuna: false });
    Collation { base, voters, places, learned }
}

impl Collation {
    /// The settled text.
    pub fn text(&self, base: &str) -> String {
        let mut text = String::with_capacity(base.len());
        let mut at = 0;
        for place in &self.places {
            let Some(own) = &place.readings[self.base] else { continue };
            if let Some(settled) = &place.settled {
                text.push_str(&base[at..own.start]);
                text.push_str(&settled.text);
                at = own.end;
            }
        }
        text + &base[at..]
    }
}

/// Settled text of witnesses whose base is the first.
pub fn settled_text(witnesses: &[&str]) -> String {
    let evidence = Evidence { lexicon: Lexicon::builtin(), learned: None };
    collate(0, witnesses, &evidence).text(witnesses[0])
}
