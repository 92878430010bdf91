//! The language models: counts of strings of characters, a file a script.
//!
//! Counted are the records that anybody may use ([`is_free`]) of the half of the units that is
//! kept for it. Of each language the strings that stand most often are kept, as many as its share of
//! bytes allows; the smoothing is fitted on other units, and looked at on yet others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use faircopy::language::model::{
    HEAD, LanguageModel, MOST, PARAGRAPH, count_to_rough, extend, place, symbols,
};
use rayon::prelude::*;

use crate::table::Table;
use crate::texts::clean::{Part, Record, Set, sets};
use crate::texts::paragraphs::paragraphs;

/// A model to be made.
struct Script {
    name: &'static str,
    languages: &'static [&'static str],
    /// Characters of the longest strings.
    order: usize,
    /// Bytes that each language may take.
    bytes: usize,
}

/// One megabyte a language, two for Chinese (both scripts together).
const SCRIPTS: [Script; 4] = [
    Script { name: "latin", languages: &["en", "de", "fr", "es", "nl"], order: 6, bytes: 1 << 20 },
    Script { name: "chinese", languages: &["zh-Hans", "zh-Hant"], order: 4, bytes: 1 << 20 },
    Script { name: "japanese", languages: &["ja"], order: 4, bytes: 1 << 20 },
    Script { name: "korean", languages: &["ko"], order: 4, bytes: 1 << 20 },
];

/// Strings in a bucket, on average.
const BUCKET: usize = 8;

/// Licences that let anybody use the counts: how they begin.
const FREE: [&str; 6] =
    ["public domain", "CC0", "Unlicense", "CC BY 4.0", "CC BY 2.5", "law texts, not protected"];

/// Whether anybody may use the counts of a record.
fn is_free(record: &Record) -> bool {
    FREE.iter().any(|licence| record.licence.starts_with(licence))
}

/// Make all models.
pub(crate) fn fit(data: &Path) -> Table {
    let sets = sets(data);
    let mut table = Table::default();
    let mut sources = String::from(
        "# What the language models are counted on\n\n\
         Made by `cargo bench --bench fit -- language`. Counts of strings of characters alone are kept, no text.\n\n\
         | model | set | licence as its source states it | records | characters |\n|---|---|---|---|---|\n",
    );
    for script in &SCRIPTS {
        make(script, &sets, &mut table, &mut sources);
    }
    table.file("src/language/counts/SOURCES.md", sources.into_bytes());
    table
}

/// The texts of a part: for each language its paragraphs as symbols.
fn texts<'a>(script: &Script, sets: &'a [Set], part: Part) -> BTreeMap<&'a str, Vec<Vec<u32>>> {
    let mut texts: BTreeMap<&str, Vec<Vec<u32>>> = BTreeMap::new();
    let records = sets.iter().flat_map(|set| set.part(part));
    for record in records.filter(|r| script.languages.contains(&r.lang.as_str()) && is_free(r)) {
        let paragraphs: Vec<Vec<u32>> = paragraphs(record).par_iter().map(|p| framed(p)).collect();
        texts.entry(&record.lang).or_default().extend(paragraphs);
    }
    texts
}

/// A paragraph as symbols, between two marks of its ends.
fn framed(paragraph: &str) -> Vec<u32> {
    let mut framed = vec![PARAGRAPH];
    framed.extend(symbols(paragraph));
    framed.push(PARAGRAPH);
    framed
}

/// Count a script's texts, fit the smoothing, note the figures.
fn make(script: &Script, sets: &[Set], table: &mut Table, sources: &mut String) {
    note_sources(script, sets, sources);
    let texts = |part| texts(script, sets, part);
    let all = texts(Part::Model);
    let counts: Vec<BTreeMap<u64, u32>> =
        all.values().map(|texts| counted(texts, script.order)).collect();
    let mut kept: BTreeMap<u64, u32> = BTreeMap::new();
    for (hash, _) in counts.iter().flat_map(|counts| most_frequent(counts, script.bytes)) {
        kept.insert(hash, counts.iter().filter_map(|counts| counts.get(&hash)).sum());
    }
    let length: usize = all.values().flatten().map(Vec::len).sum();
    let kinds: BTreeSet<u32> = all.values().flatten().flatten().copied().collect();
    let written = |scale: f32, power: f32| {
        write(script.order, &kept, [kinds.len() as f32 * 2.0, scale, power, length as f32])
    };
    let fit: Vec<Vec<u32>> = sample(texts(Part::Fit).into_values().flatten().collect());
    let (bytes, _) = smoothing(&fit, written);
    let model = read(&bytes);
    for (lang, texts) in texts(Part::Look) {
        let cost = nats(&model, &texts) / std::f32::consts::LN_2;
        table.figure(format!(
            "{} {lang}: {cost:.3} bits a character, {} strings",
            script.name,
            kept.len()
        ));
    }
    table.file(&format!("src/language/counts/{}.bin", script.name), bytes);
}

/// The scale and the power of the smoothing under which the texts are likeliest.
fn smoothing(texts: &[Vec<u32>], write: impl Fn(f32, f32) -> Vec<u8> + Sync) -> (Vec<u8>, f32) {
    let tried = [0.5_f32, 0.8, 1.2, 1.8, 2.6, 4.0]
        .iter()
        .flat_map(|scale| [0.4_f32, 0.5, 0.6, 0.7, 0.8].map(|power| (*scale, power)));
    let tried: Vec<(f32, f32)> = tried.collect();
    let costs: Vec<f32> =
        tried.par_iter().map(|(scale, power)| nats(&read(&write(*scale, *power)), texts)).collect();
    let best = (0..tried.len()).min_by(|a, b| costs[*a].total_cmp(&costs[*b])).unwrap_or(0);
    println!("smoothing: scale {}, power {}", tried[best].0, tried[best].1);
    (write(tried[best].0, tried[best].1), costs[best])
}

/// A model that lives as long as the command, which ends soon.
fn read(bytes: &[u8]) -> LanguageModel {
    LanguageModel::read(bytes.to_vec().leak()).expect("a model as written")
}

/// Nats a symbol.
fn nats(model: &LanguageModel, texts: &[Vec<u32>]) -> f32 {
    let cost = |text: &Vec<u32>| f64::from(model.cost(&text[..1], &text[1..]));
    let costs: Vec<f64> = texts.par_iter().map(cost).collect();
    let length: usize = texts.iter().map(|text| text.len() - 1).sum();
    (costs.iter().sum::<f64>() / length.max(1) as f64) as f32
}

/// Enough paragraphs to fit two numbers on, from everywhere.
fn sample(texts: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
    let step = texts.len().div_ceil(4000).max(1);
    texts.into_iter().step_by(step).collect()
}

/// How often each string stands in the texts, by its hash.
fn counted(texts: &[Vec<u32>], order: usize) -> BTreeMap<u64, u32> {
    let mut hashes: Vec<u64> = texts
        .par_iter()
        .flat_map_iter(|text| {
            (1..=text.len()).flat_map(move |end| {
                let before = text[..end].iter().rev().take(order);
                before.scan(0, |hash, symbol| {
                    *hash = extend(*hash, *symbol);
                    Some(*hash)
                })
            })
        })
        .collect();
    hashes.par_sort_unstable();
    let runs = hashes.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u32));
    runs.filter(|(_, count)| *count > 1).collect()
}

/// The strings that stand most often, as many as go into `bytes`.
fn most_frequent(counts: &BTreeMap<u64, u32>, bytes: usize) -> Vec<(u64, u32)> {
    let most = bytes * BUCKET / (4 * BUCKET + 4);
    let mut all: Vec<u32> = counts.values().copied().collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    // A count is in or out as a whole: what is longer never stands more often than its parts.
    let fewest = all.get(most).map_or(0, |count| count + 1);
    counts
        .iter()
        .filter(|(_, count)| **count >= fewest)
        .map(|(hash, count)| (*hash, *count))
        .collect()
}

/// A model as [`LanguageModel::read`] takes it.
fn write(order: usize, counts: &BTreeMap<u64, u32>, numbers: [f32; 4]) -> Vec<u8> {
    assert!(order <= MOST);
    let bits = (counts.len() / BUCKET).next_power_of_two().trailing_zeros().max(1);
    let mut buckets: Vec<Vec<u32>> = vec![Vec::new(); 1 << bits];
    for (hash, count) in counts {
        let (bucket, rest) = place(*hash, bits);
        buckets[bucket].push(rest << 8 | u32::from(count_to_rough(*count)));
    }
    let mut bytes = b"FCLM".to_vec();
    bytes.extend([order as u8, bits as u8, 0, 0]);
    numbers.iter().for_each(|number| bytes.extend(number.to_le_bytes()));
    assert_eq!(bytes.len(), HEAD);
    let mut start = 0u32;
    for bucket in &buckets {
        bytes.extend(start.to_le_bytes());
        start += bucket.len() as u32;
    }
    bytes.extend(start.to_le_bytes());
    buckets.iter().flatten().for_each(|entry| bytes.extend(entry.to_le_bytes()));
    bytes
}

fn note_sources(script: &Script, sets: &[Set], sources: &mut String) {
    for set in sets {
        let mut by_licence: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
        let records = set
            .part(Part::Model)
            .filter(|record| script.languages.contains(&record.lang.as_str()) && is_free(record));
        for record in records {
            let length: usize = paragraphs(record).iter().map(|p| p.chars().count()).sum();
            let count = by_licence.entry(&record.licence).or_default();
            *count = [count[0] + usize::from(length > 0), count[1] + length];
        }
        for (licence, [records, length]) in by_licence.into_iter().filter(|(_, c)| c[0] > 0) {
            *sources +=
                &format!("| {} | {} | {licence} | {records} | {length} |\n", script.name, set.name);
        }
    }
}
