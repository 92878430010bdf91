//! The printings of a title, byline or caption: short, so nothing is settled
//! between them, but where they differ both are shown.

use crate::ledger::{Reading, Repeat, Variant, Witness};
use crate::passage::Passages;
use crate::sheet::Sheet;
use crate::source::Span;

use super::readings::one_line;

/// Read the printings of an aside against the copy that stays.
pub(super) fn read(
    sheet: &Sheet<'_>,
    passages: &Passages,
    family: &[usize],
    base: usize,
) -> Repeat {
    let base_index = family.iter().position(|p| *p == base).unwrap_or(0);
    let spans: Vec<Span> =
        family.iter().map(|p| sheet.blocks[passages.all[*p].block].span).collect();
    let text = |span: &Span| one_line(sheet.source.slice(*span));
    let base_text = text(&spans[base_index]);
    let mut readings = vec![Reading { witnesses: Vec::new(), text: base_text.clone() }];
    for (index, span) in spans.iter().enumerate() {
        let text = text(span);
        let place = (index as u32, *span);
        match readings.iter_mut().find(|r| r.text == text) {
            Some(reading) => reading.witnesses.push(place),
            None => readings.push(Reading { witnesses: vec![place], text }),
        }
    }
    let variants = if readings.len() > 1 {
        vec![Variant { span: spans[base_index], readings, settled: None }]
    } else {
        Vec::new()
    };
    let witnesses = spans
        .iter()
        .map(|span| {
            let alike = strsim::normalized_levenshtein(&text(span), &base_text);
            Witness { span: *span, identity: (alike * 1000.0) as u16 }
        })
        .collect();
    Repeat { base: base_index as u32, witnesses, variants, linked: false }
}
