//! What a line of `expect.txt` asks for, and whether it is so.

use faircopy::FairCopy;
use faircopy::block::BlockKind;
use faircopy::ledger::{Fate, Ledger, Variant};
use faircopy::reason::Reason;
use faircopy::report;
use faircopy::source::Span;

use crate::sample::Expect;

/// Whether a fair copy is what one line asks for; if not, what it is instead.
pub(crate) fn meets(expect: &Expect, copy: &FairCopy) -> Result<(), String> {
    let (ledger, value) = (&copy.ledger, expect.value.as_str());
    let (word, argument) = expect.word.split_once(' ').unwrap_or((&expect.word, ""));
    match word {
        "known-failure" | "again-differs" | "level" | "punctuation" => Ok(()),
        "unchanged" => unchanged(copy),
        "untouched" => unchanged(copy).and_then(|()| {
            let said = report::summary(copy);
            if said.ends_with("nothing to change") { Ok(()) } else { Err(said) }
        }),
        "encoding" => encoded(copy, value),
        "folded" => count(value, folded(copy)),
        "joins" => count(value, ledger.joins.len()),
        "gaps" => count(value, ledger.joins.iter().filter(|j| j.gap).count()),
        "variants" => count(value, open_variants(ledger).count()),
        "variant" => variant(copy, value),
        "edit" => edited(copy, reason(argument)?, value),
        "report" => reported(copy, reason(argument)?, value),
        "silent" => silent(ledger, reason(argument)?),
        "kind" => kind(copy, argument, value),
        _ => Err("is nothing that can be expected".into()),
    }
}

fn encoded(copy: &FairCopy, name: &str) -> Result<(), String> {
    let found = copy.source.encoding().name();
    if name.eq_ignore_ascii_case(found) { Ok(()) } else { Err(format!("it was read as {found}")) }
}

fn count(wanted: &str, found: usize) -> Result<(), String> {
    if wanted == found.to_string() { Ok(()) } else { Err(format!("there are {found}")) }
}

fn reason(code: &str) -> Result<Reason, String> {
    Reason::from_code(code).ok_or_else(|| "no such reason".into())
}

/// Everything stays where it is, and nothing is edited.
fn unchanged(copy: &FairCopy) -> Result<(), String> {
    let in_order = copy.ledger.placements.iter().enumerate();
    let kept = in_order.into_iter().all(|(i, p)| p.fate == Fate::Kept { order: i as u32 });
    match kept && copy.ledger.edits.is_empty() && copy.article() == copy.source.text() {
        true => Ok(()),
        false => Err(report::summary(copy)),
    }
}

fn folded(copy: &FairCopy) -> usize {
    let folded = copy.ledger.placements.iter().filter(|p| matches!(p.fate, Fate::Folded { .. }));
    folded.filter(|p| !copy.source.slice(p.span).trim().is_empty()).count()
}

fn open_variants(ledger: &Ledger) -> impl Iterator<Item = &Variant> {
    ledger.repeats.iter().flat_map(|r| &r.variants).filter(|v| v.settled.is_none())
}

/// All places that speak of a reason.
pub(crate) fn places(ledger: &Ledger, reason: Reason) -> Vec<Span> {
    let placed = ledger.placements.iter().filter(|p| p.reason == reason).map(|p| p.span);
    let edited = ledger.edits.iter().filter(|e| e.reason == reason).map(|e| e.span);
    let found = ledger.findings.iter().filter(|f| f.reason == reason).map(|f| f.span);
    placed.chain(edited).chain(found).collect()
}

/// Whether a place touches some occurrence of `text` on the page.
fn is_at(copy: &FairCopy, place: Span, text: &str) -> bool {
    let mut occurrences = copy.source.text().match_indices(text);
    occurrences.any(|(at, _)| place.start() <= at + text.len() && at <= place.end())
}

/// `A → B`: an edit for this reason that makes exactly B of exactly A.
fn edited(copy: &FairCopy, reason: Reason, value: &str) -> Result<(), String> {
    let (before, after) = value.split_once('→').ok_or("says not what becomes what")?;
    let edits = copy.ledger.edits.iter().filter(|e| e.reason == reason);
    let found: Vec<(&str, &str)> =
        edits.map(|e| (copy.source.slice(e.span), e.text.as_str())).collect();
    match found.contains(&(before.trim(), after.trim())) {
        true => Ok(()),
        false => Err(format!("not among {found:?}")),
    }
}

fn reported(copy: &FairCopy, reason: Reason, text: &str) -> Result<(), String> {
    let places = places(&copy.ledger, reason);
    if places.iter().any(|place| is_at(copy, *place, text)) {
        return Ok(());
    }
    let there: Vec<&str> = places.iter().map(|place| copy.source.slice(*place)).collect();
    Err(format!("not reported there; elsewhere: {there:?}"))
}

fn silent(ledger: &Ledger, reason: Reason) -> Result<(), String> {
    let places = places(ledger, reason).len();
    if places == 0 { Ok(()) } else { Err(format!("reported at {places} places")) }
}

/// `A | B`: an open variant in which one reading is exactly A and another B.
fn variant(copy: &FairCopy, value: &str) -> Result<(), String> {
    let wanted: Vec<&str> = value.split('|').map(str::trim).collect();
    let texts = |v: &Variant| v.readings.iter().map(|r| r.text.clone()).collect::<Vec<_>>();
    let found: Vec<Vec<String>> = open_variants(&copy.ledger).map(texts).collect();
    match found.iter().any(|texts| wanted.iter().all(|w| texts.iter().any(|t| t == w))) {
        true => Ok(()),
        false => Err(format!("not among {found:?}")),
    }
}

fn kind(copy: &FairCopy, name: &str, text: &str) -> Result<(), String> {
    let block = copy.blocks.iter().find(|b| copy.source.slice(b.span) == text);
    let kind = block.ok_or("no such block")?.kind;
    let found = match kind {
        BlockKind::Heading => "heading",
        BlockKind::Byline => "byline",
        BlockKind::Caption => "caption",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list",
        BlockKind::Verse => "verse",
        BlockKind::Furniture => "furniture",
    };
    if name == found { Ok(()) } else { Err(format!("it is a {found}")) }
}
