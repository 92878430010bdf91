//! The audit: is every word of a report true?
//!
//! The ledger is rebuilt from the report's character spans and held to the same
//! [`audit`](crate::ledger::Ledger::audit) and replay that made it; the byte
//! spans are computed anew from the text and its encoding.

use encoding_rs::ISO_2022_JP;

use super::bytes::{Raw, encode};
use super::marks::Marks;
use super::record::{Evidence, Place, Report};
use super::write::sha256;
use crate::FairCopy;
use crate::ledger::Breach;

impl Report {
    /// Audit the report, against the page itself when it is at hand.
    ///
    /// Gives what was checked, one sentence each.
    ///
    /// # Errors
    /// Every breach found, one sentence each.
    pub fn verify(&self, page: Option<&[u8]>) -> Result<Vec<String>, Vec<String>> {
        let mut audit = Audit::default();
        audit.check(self.restore(), |bytes| {
            format!("undoing everything gives the input: {} bytes, digest as named", bytes.len())
        });
        audit.check(self.lengths(), |()| "the lengths are as named".into());
        if let Some(page) = page {
            let same = hold(
                sha256(page) == self.source.sha256,
                "the page is not the one the report was made from",
            );
            audit.check(same, |()| "the page is the one the report was made from".into());
        }
        if let Some(copy) = audit.check(self.copy(), |_| {
            "every span lies in the text and every index in its list".into()
        }) {
            self.audit_ledger(&mut audit, &copy);
        }
        audit.check(self.bytes_agree(), |count| {
            format!("{count} spans agree in bytes and in characters")
        });
        match audit.breaches.is_empty() {
            true => Ok(audit.checked),
            false => Err(audit.breaches),
        }
    }

    fn audit_ledger(&self, audit: &mut Audit, copy: &FairCopy) {
        let audited = audit.check(copy.ledger.audit(&copy.source), |()| {
            let (placements, edits) = (self.placements.len(), self.edits.len());
            format!("every character is placed once ({placements} placements, {edits} edits, none overlapping)")
        });
        if audited.is_none() {
            return; // a broken ledger has no article to compare
        }
        let article = copy.article();
        let same = sha256(article.as_bytes()) == self.article.sha256
            && article.chars().count() as u64 == self.article.chars;
        audit.check(hold(same, "replay does not give the article the report names"), |()| {
            format!("replay gives the article: {} characters, digest as named", self.article.chars)
        });
    }

    fn lengths(&self) -> Result<(), Breach> {
        let marks = Marks::of(&self.source.text)?;
        let bytes =
            encode(&self.source.text, self.encoding()?, &self.patches(&marks)?).len() as u64;
        let chars = self.source.text.chars().count() as u64;
        hold(bytes == self.source.bytes, "the length in bytes is not the one named")?;
        hold(chars == self.source.chars, "the length in characters is not the one named")
    }

    /// Hold every byte span to its character span; gives how many there are.
    fn bytes_agree(&self) -> Result<usize, Breach> {
        let marks = Marks::of(&self.source.text)?;
        let places = self.places();
        let mut points: Vec<(u64, u64)> = places
            .iter()
            .flat_map(|p| [(p.chars[0], p.bytes[0]), (p.chars[1], p.bytes[1])])
            .collect();
        points.sort_unstable();
        points.dedup();
        let patches = self.patches(&marks)?;
        let mut ruler = Ruler {
            text: &self.source.text,
            patches: &patches,
            encoding: self.encoding()?,
            at: (0, 0),
        };
        for (char, byte) in points {
            let at = marks
                .byte(char)
                .ok_or_else(|| Breach(format!("character {char} is not in the text")))?;
            let (low, high) = ruler.input(at);
            hold(
                (low..=high).contains(&byte),
                &format!("character {char} does not stand at byte {byte}"),
            )?;
        }
        Ok(places.len())
    }

    /// Every place the report names.
    fn places(&self) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        let mut add = |place: Place, evidence: Option<&Evidence>| {
            places.push(place);
            places.extend(evidence.into_iter().flat_map(|e| &e.witnesses));
        };
        self.blocks.iter().for_each(|b| add(b.place, None));
        self.placements.iter().for_each(|p| add(p.place, Some(&p.evidence)));
        self.edits.iter().for_each(|e| add(e.place, Some(&e.evidence)));
        self.joins.iter().for_each(|j| {
            add(j.left, None);
            add(j.right, Some(&j.evidence));
        });
        self.gaps.iter().for_each(|g| add(g.place, None));
        self.findings.iter().for_each(|f| add(f.place, Some(&f.evidence)));
        for repeat in &self.repeats {
            repeat.witnesses.iter().for_each(|w| add(w.place, None));
            for variant in &repeat.variants {
                add(variant.place, None);
                variant.readings.iter().flat_map(|r| &r.witnesses).for_each(|w| add(w.place, None));
            }
        }
        places
    }
}

/// What was checked and what was found wrong.
#[derive(Default)]
struct Audit {
    checked: Vec<String>,
    breaches: Vec<String>,
}

impl Audit {
    fn check<T>(
        &mut self,
        outcome: Result<T, Breach>,
        said: impl FnOnce(&T) -> String,
    ) -> Option<T> {
        match outcome {
            Ok(value) => {
                self.checked.push(said(&value));
                Some(value)
            }
            Err(Breach(fault)) => {
                // One fault may stop several checks; it is told once.
                if !self.breaches.contains(&fault) {
                    self.breaches.push(fault);
                }
                None
            }
        }
    }
}

fn hold(holds: bool, breach: &str) -> Result<(), Breach> {
    if holds { Ok(()) } else { Err(Breach(breach.into())) }
}

/// Measures text in bytes of the input, forward only.
struct Ruler<'a> {
    text: &'a str,
    patches: &'a [Raw],
    encoding: &'static encoding_rs::Encoding,
    /// How far it has come, in bytes of text and of input.
    at: (usize, u64),
}

impl Ruler<'_> {
    /// The lowest and highest byte of the input at which a byte of the text may
    /// stand: the two differ only inside a stretch that is not encoded text.
    fn input(&mut self, to: usize) -> (u64, u64) {
        if self.encoding == ISO_2022_JP {
            // Its shifts between tables belong to no character.
            return (0, u64::MAX);
        }
        while let [patch, rest @ ..] = self.patches {
            if patch.text.start > to {
                break;
            }
            self.walk(patch.text.start);
            let end = self.at.1 + patch.bytes.len() as u64;
            if to == patch.text.start && !patch.text.is_empty() {
                return (self.at.1, self.at.1);
            }
            if to < patch.text.end || to == patch.text.start {
                return (self.at.1, end);
            }
            self.at = (patch.text.end, end);
            self.patches = rest;
        }
        self.walk(to);
        (self.at.1, self.at.1)
    }

    fn walk(&mut self, to: usize) {
        let part = &self.text[self.at.0..to];
        self.at = (to, self.at.1 + encode(part, self.encoding, &[]).len() as u64);
    }
}
