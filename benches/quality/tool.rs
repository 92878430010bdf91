//! The tool as the command runs it; nothing here decides anything about a text.

use std::ops::Range;
use std::sync::Arc;

use faircopy::archive::record::{Fields, Record};
use faircopy::archive::repeats::{Excerpt, repeat};
use faircopy::archive::{self, Across, prepare};
use faircopy::block::{Block, BlockKind};
use faircopy::ledger::{Edit, Fate, Ledger};
use faircopy::lexicon::Lexicon;
use faircopy::matching::across::Printing;
use faircopy::model::Model;
use faircopy::passage::{Passage, Passages, Repeats};
use faircopy::proposal::Proposals;
use faircopy::reason::{Reason, Tier};
use faircopy::seam::Side;
use faircopy::sheet::Sheet;
use faircopy::source::{Page, Source, Span};
use faircopy::view::View;
use faircopy::{CollationEvidence, FairCopy, Settings, rejoin, settle};

/// The fair copy of a text at the default level.
pub(crate) fn clean(text: &str) -> FairCopy {
    clean_at(text, Settings::default().settle.level)
}

/// The fair copy of a text at a level.
pub(crate) fn clean_at(text: &str, level: Tier) -> FairCopy {
    let mut settings = Settings::default();
    settings.settle.level = level;
    faircopy::clean(&[Page::new("text", text)], &settings).pages.remove(0)
}

/// The fair copy of a text at level `likely`, with a model if there is one.
pub(crate) fn repaired(text: &str, model: Option<&Arc<Model>>) -> FairCopy {
    let mut settings = Settings::default();
    settings.settle.level = Tier::Likely;
    settings.repair.model = model.cloned();
    faircopy::clean(&[Page::new("text", text)], &settings).pages.remove(0)
}

/// Settle texts that are known to be printings of one: the settle stage alone, as
/// it is run after matching found them.
pub(crate) fn collate(printings: &[&str]) -> FairCopy {
    let printings: Vec<&str> = printings.iter().map(|p| p.trim()).collect();
    let source = Source::from_text("printings", printings.join("\n\n"));
    let mut at = 0;
    let blocks: Vec<Block> = printings
        .iter()
        .map(|text| {
            let span = source.span(at..at + text.len());
            at = span.end() + 2;
            Block { span, kind: BlockKind::Paragraph }
        })
        .collect();
    let view = View::fold(&source, &blocks);
    let sheet =
        Sheet { source: &source, blocks: &blocks, view: &view, lexicon: Lexicon::builtin() };
    let all = (0..blocks.len())
        .map(|block| Passage { range: view.block(block), block, family: Some(0) })
        .collect();
    let families = vec![(0..blocks.len()).collect()];
    let repeats = Repeats { passages: Passages { all, families }, ..Repeats::default() };
    let continues = |left: Side<'_>, right: Side<'_>| rejoin::continues(&sheet, left, right);
    let settings = Settings::default();
    let ledger = settle::settle(
        &sheet,
        &repeats,
        Vec::new(),
        &continues,
        Proposals::default(),
        &settings.settle,
    );
    FairCopy { source, blocks, ledger, settings }
}

/// The settled texts of many repeats, each with what all of them teach.
pub(crate) fn collate_all(repeats: &[Vec<&str>]) -> Vec<String> {
    let collations = faircopy::collate_all(repeats, None, &CollationEvidence::default());
    repeats.iter().zip(collations).map(|(texts, c)| c.text(texts[0])).collect()
}

/// Pages that are printings of one text, read as an archive reads them: which of them
/// the others are read against, and its text as it is settled.
pub(crate) fn read_in_archive(pages: &[&str]) -> (usize, String) {
    let settings = archive::Settings {
        page: Settings::default(),
        within: false,
        readings: true,
        across: Across::Link,
        days: None,
    };
    let excerpt = |(page, text): (usize, &&str)| {
        let record = Record::of_file(page.to_string(), text.as_bytes().to_vec());
        let folded = prepare(record, &Fields::default(), &settings).folded;
        let printing = Printing { page: page as u32, range: 0..folded.symbols.len() };
        let source = Source::from_text(page.to_string(), *text);
        Excerpt::of(&printing, &source, &folded.trace, "")
    };
    let excerpts = pages.iter().enumerate().map(excerpt).collect();
    let (repeat, _) = repeat(String::new(), excerpts, Lexicon::builtin());
    let mut chars = pages[repeat.base as usize].chars();
    let (mut text, mut at) = (String::new(), 0);
    for settled in &repeat.settled {
        let [start, end] = settled.chars.map(|at| at as usize);
        text.extend(chars.by_ref().take(start - at));
        text.push_str(&settled.text);
        chars.by_ref().take(end - start).for_each(drop);
        at = end;
    }
    text.extend(chars);
    (repeat.base as usize, text)
}

/// The article with only some of the edits.
pub(crate) fn article_with(copy: &FairCopy, wanted: impl Fn(&Edit) -> bool) -> String {
    let mut ledger: Ledger = copy.ledger.clone();
    ledger.edits.retain(wanted);
    ledger.replay(&copy.source)
}

/// The page as it came with only some of the edits, nothing folded or moved.
pub(crate) fn page_with(copy: &FairCopy, wanted: impl Fn(&Edit) -> bool) -> String {
    let text = copy.source.text();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in copy.ledger.edits.iter().filter(|e| wanted(e)) {
        out.push_str(&text[at..edit.span.start()]);
        out.push_str(&edit.text);
        at = edit.span.end();
    }
    out + &text[at..]
}

/// Whether an edit is about lines and columns, not about what is printed.
pub(crate) fn is_layout(edit: &Edit) -> bool {
    matches!(
        edit.reason,
        Reason::Layout
            | Reason::LineWrap
            | Reason::LineHyphen
            | Reason::JoinColumn
            | Reason::JoinGap
    )
}

/// Whether an edit rests on another printing.
pub(crate) fn is_reading(edit: &Edit) -> bool {
    matches!(edit.reason, Reason::ReadingWitness | Reason::ReadingVote)
}

/// Pairs of passages that the tool found alike and, for what differs in substance,
/// does not take for printings of one text.
pub(crate) fn similar(copy: &FairCopy) -> Vec<(Span, Span)> {
    let findings = copy.ledger.findings.iter();
    findings
        .filter(|f| f.reason == Reason::RepeatSimilar)
        .filter_map(|f| Some((*f.evidence.witnesses.first()?, f.span)))
        .collect()
}

/// Whether most of what stands at a place is folded away.
pub(crate) fn is_folded(copy: &FairCopy, place: &Range<usize>) -> bool {
    let text = copy.source.text();
    let letters = |range: Range<usize>| text[range].chars().filter(|c| c.is_alphanumeric()).count();
    let folded = copy.ledger.placements.iter().filter(|p| matches!(p.fate, Fate::Folded { .. }));
    let within = folded.map(|p| p.span.start().max(place.start)..p.span.end().min(place.end));
    let gone: usize = within.filter(|range| range.start < range.end).map(letters).sum();
    2 * gone > letters(place.clone())
}
