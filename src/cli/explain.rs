//! `faircopy explain`: what a reason's code means.

use faircopy::reason::Reason;
use faircopy::report::explain;

use super::exit::Outcome;
use super::fault::Fault;
use super::flags;
use super::output;

/// The least likeness, from 0 to 1, of a code worth suggesting: every code with two
/// letters swapped or one left out scores above it, unrelated words below.
const ALIKE: f64 = 0.8;

/// How many codes to suggest at most.
const SUGGESTIONS: usize = 3;

/// What is to be explained; nothing in particular means the list.
pub(crate) struct Explain(Option<Reason>);

impl Explain {
    /// # Errors
    /// When there is no such code.
    pub(crate) fn new(flags: flags::Explain) -> Result<Explain, Fault> {
        let Some(typed) = flags.code else { return Ok(Explain(None)) };
        let code = typed.trim().to_lowercase();
        match Reason::from_code(&code) {
            Some(reason) => Ok(Explain(Some(reason))),
            None => Err(Fault::UnknownReason { advice: advice(&nearest(&code)), code: typed }),
        }
    }

    /// # Errors
    /// When it cannot be printed.
    pub(crate) fn run(self) -> Result<Outcome, Fault> {
        let text = match self.0 {
            Some(reason) => explain::explain(reason),
            None => list(),
        };
        output::print(text.as_bytes())?;
        Ok(Outcome::Done)
    }
}

/// Every code with its tier and a short phrase.
fn list() -> String {
    let width = Reason::ALL.iter().map(|reason| reason.code().len()).max().unwrap_or(0);
    let line = |reason: &Reason| {
        let (code, tier) = (reason.code(), reason.tier().code());
        format!("{code:width$}  {tier:7}  {}\n", explain::phrase(*reason))
    };
    Reason::ALL.iter().map(line).collect()
}

/// The codes most like what was typed, the nearest first.
fn nearest(typed: &str) -> Vec<&'static str> {
    let mut scored: Vec<(f64, &str)> = Reason::ALL
        .iter()
        .map(|reason| (likeness(typed, reason.code()), reason.code()))
        .filter(|(score, _)| *score >= ALIKE)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.into_iter().take(SUGGESTIONS).map(|(_, code)| code).collect()
}

/// The whole code, or one half of it (`fold` for `repeat.fold`), whichever is nearer.
fn likeness(typed: &str, code: &str) -> f64 {
    let parts = code.split('.').chain([code]);
    parts.map(|part| strsim::jaro_winkler(typed, part)).fold(0.0, f64::max)
}

fn advice(codes: &[&str]) -> String {
    if codes.is_empty() {
        return "`faircopy explain` lists them all.".into();
    }
    format!("Did you mean {}? `faircopy explain` lists them all.", codes.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_its_code() {
        assert_eq!(nearest("repaet.fold")[0], "repeat.fold");
        assert_eq!(nearest("fold")[0], "repeat.fold");
        assert_eq!(nearest("gap-end")[0], "gap.end");
        assert_eq!(nearest("column")[0], "join.column");
    }

    #[test]
    fn any_code_is_found_with_two_letters_swapped_or_one_left_out() {
        for reason in Reason::ALL {
            let code = reason.code();
            for at in 1..code.len() - 1 {
                let (head, tail) = code.split_at(at);
                let swapped = [head, &tail[1..2], &tail[..1], &tail[2..]].concat();
                let left_out = [head, &tail[1..]].concat();
                for typed in [swapped, left_out] {
                    assert!(nearest(&typed).contains(&code), "{typed}: {:?}", nearest(&typed));
                }
            }
        }
    }

    #[test]
    fn what_is_like_nothing_suggests_nothing() {
        assert!(nearest("weather").is_empty());
        assert!(nearest("重复").is_empty());
    }
}
