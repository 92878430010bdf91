//! The language models: counts of strings of characters, a file a script.
//!
//! Counted are the records that anybody may use ([`is_free`]) of the half of the units that is
//! kept for it. Of each language the strings that stand most often are kept, as many as its share of
//! bytes allows; the smoothing is fitted on other units, and looked at on yet others.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use faircopy::language::model::{
    HEAD, LanguageModel, MOST, PARAGRAPH, entry, extend, place, symbols,
};
use faircopy::lexicon::{Lexicon, each_pair};
use rayon::prelude::*;

use crate::table::Table;
use crate::texts::clean::{Part, Record, Set, sets};
use crate::texts::paragraphs::paragraphs;

/// A model to be made.
struct Script {
    name: &'static str,
    /// Its languages, and the bytes that each may take.
    languages: &'static [(&'static str, usize)],
    /// Characters of the longest strings.
    order: usize,
}

/// Two megabytes for Chinese (both scripts together) and for English, which leaves most of what
/// the three smaller languages might take; one for any other.
const SCRIPTS: [Script; 4] = [
    Script {
        name: "latin",
        languages: &[("en", 2 * MB), ("de", MB), ("fr", MB), ("es", MB), ("nl", MB)],
        order: 6,
    },
    Script { name: "chinese", languages: &[(WORDS, MB * 3 / 2), ("zh-Hant", MB / 2)], order: 4 },
    Script { name: "japanese", languages: &[("ja", MB)], order: 4 },
    Script { name: "korean", languages: &[("ko", MB)], order: 4 },
];

const MB: usize = 1 << 20;

/// The language that the lexicon has words and pairs of ideographs of, too.
const WORDS: &str = "zh-Hans";

/// For one sighting in the corpora of the lexicon so many are counted. Of 0, .03 and .1 the last made
/// modern prose likeliest, which no free text is of (6.69 bits a character against 7.46).
const WORD: f64 = 0.1;
const PAIR: f64 = 0.1;

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
         Made by `cargo bench --bench fit -- language`. Counts of strings of characters alone are kept, no text. The Chinese model also rests on the words of jieba-rs\n\
         and the pairs of ideographs of inputx-pinyin-data-bigrams (MIT or Apache-2.0), which the program has anyway.\n\n\
         | model | set | licence as its source states it | records | characters |\n|---|---|---|---|---|\n",
    );
    for script in &SCRIPTS {
        script.make(&sets, &mut table, &mut sources);
    }
    table.file("src/language/counts/SOURCES.md", sources.into_bytes());
    table
}

/// The texts of a part: for each language its paragraphs as symbols.
fn texts<'a>(
    script: &Script,
    sets: &'a [Set],
    part: Part,
    wanted: fn(&Record) -> bool,
) -> BTreeMap<&'a str, Vec<Vec<u32>>> {
    let mut texts: BTreeMap<&str, Vec<Vec<u32>>> = BTreeMap::new();
    let records = sets.iter().flat_map(|set| set.part(part));
    for record in records.filter(|r| script.has(&r.lang) && wanted(r)) {
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

impl Script {
    fn has(&self, lang: &str) -> bool {
        self.languages.iter().any(|(own, _)| *own == lang)
    }

    /// Count a script's texts, fit the smoothing, note the figures.
    fn make(&self, sets: &[Set], table: &mut Table, sources: &mut String) {
        self.note_sources(sets, sources);
        let all = texts(self, sets, Part::Model, is_free);
        let mut kept = Strings::new();
        let mut counts: Vec<Strings> = Vec::new();
        for (lang, bytes) in self.languages {
            let mut own = counted(&all[lang], self.order);
            if *lang == WORDS {
                add_words(&mut own, self.order);
            }
            own.retain(|_, counted| counted.times > 1);
            for (hash, count) in most_frequent(&own, *bytes) {
                kept.insert(hash, count);
            }
            counts.push(own);
        }
        for (hash, counted) in &mut kept {
            counted.times = counts.iter().filter_map(|c| c.get(hash)).map(|c| c.times).sum();
        }
        let single = |counted: &&Counted| counted.context == 0;
        let all_times: u32 = kept.values().filter(single).map(|counted| counted.times).sum();
        let kinds: BTreeSet<u32> = all.values().flatten().flatten().copied().collect();
        let head = [kinds.len() as f32 * 2.0, all_times as f32];
        let fit = sample(texts(self, sets, Part::Fit, |_| true).into_values().collect());
        let bytes = smoothing(&fit, |scale, power| {
            write(self.order, &kept, [head[0], scale, power, head[1]])
        });
        let model = read(&bytes);
        let name = self.name;
        table.figure(format!("{name}: {} strings, {} bytes", kept.len(), bytes.len()));
        let free = texts(self, sets, Part::Look, is_free);
        for (lang, texts) in texts(self, sets, Part::Look, |_| true) {
            let bits = |texts: &[Vec<u32>]| nats(&model, texts) / std::f32::consts::LN_2;
            let of_free =
                free.get(lang).map_or(String::new(), |t| format!(" ({:.2} free texts)", bits(t)));
            table.figure(format!("{name} {lang}: {:.2} bits a character{of_free}", bits(&texts)));
        }
        table.file(&format!("src/language/counts/{name}.bin"), bytes);
    }
}

/// The model whose smoothing makes the texts likeliest.
fn smoothing(texts: &[Vec<u32>], write: impl Fn(f32, f32) -> Vec<u8> + Sync) -> Vec<u8> {
    let scales = [0.8_f32, 1.2, 1.8, 2.6, 4.0, 6.0];
    let tried: Vec<(f32, f32)> = scales
        .iter()
        .flat_map(|scale| [0.5_f32, 0.6, 0.7, 0.8, 0.9].map(|power| (*scale, power)))
        .collect();
    let cost = |(scale, power): &(f32, f32)| nats(&read(&write(*scale, *power)), texts);
    let costs: Vec<f32> = tried.iter().map(cost).collect();
    let best = (0..tried.len()).min_by(|a, b| costs[*a].total_cmp(&costs[*b])).unwrap_or(0);
    println!("smoothing: scale {}, power {}", tried[best].0, tried[best].1);
    write(tried[best].0, tried[best].1)
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

/// Enough paragraphs of each language to fit two numbers on.
fn sample(texts: Vec<Vec<Vec<u32>>>) -> Vec<Vec<u32>> {
    let some = |texts: Vec<Vec<u32>>| {
        let step = texts.len().div_ceil(PARAGRAPHS).max(1);
        texts.into_iter().step_by(step)
    };
    texts.into_iter().flat_map(some).collect()
}

/// Paragraphs of a language that the smoothing is fitted on.
const PARAGRAPHS: usize = 400;

/// A string as it was counted: how often, the hash of it without its last symbol, its
/// length.
#[derive(Clone, Copy)]
struct Counted {
    times: u32,
    context: u64,
    length: usize,
}

/// Strings by their hashes.
type Strings = BTreeMap<u64, Counted>;

/// How often each string stands in the texts.
fn counted(texts: &[Vec<u32>], order: usize) -> Strings {
    let mut hashes: Vec<(u64, u64, usize)> =
        texts.par_iter().flat_map_iter(|text| strings(text, order)).collect();
    hashes.par_sort_unstable();
    let runs = hashes.chunk_by(|a, b| a.0 == b.0);
    let counted = |run: &[(u64, u64, usize)]| {
        let (hash, context, length) = run[0];
        (hash, Counted { times: run.len() as u32, context, length })
    };
    runs.map(counted).collect()
}

/// The strings of a text: their hashes, those of them without their last symbols, their
/// lengths.
fn strings(text: &[u32], order: usize) -> impl Iterator<Item = (u64, u64, usize)> {
    let hash = |symbols: &[u32]| symbols.iter().rev().fold(0, |hash, symbol| extend(hash, *symbol));
    (1..=text.len()).flat_map(move |end| {
        (end.saturating_sub(order)..end)
            .map(move |start| (hash(&text[start..end]), hash(&text[start..end - 1]), end - start))
    })
}

/// Add what the lexicon knows: pairs of ideographs, and the longer strings inside words.
fn add_words(counts: &mut Strings, order: usize) {
    let mut add = |text: &[u32], shortest: usize, times: f64| {
        let times = times as u32;
        for (start, end) in
            (0..text.len()).flat_map(|s| (s + shortest..=text.len()).map(move |e| (s, e)))
        {
            let whole = &text[start..end];
            if times > 0 && whole.len() <= order {
                let whole = strings(whole, order).find(|(_, _, length)| *length == end - start);
                let (hash, context, length) = whole.expect("a string is one of its own");
                counts.entry(hash).or_insert(Counted { times: 0, context, length }).times += times;
            }
        }
    };
    each_pair(|first, second, times| {
        let times = f64::from(times) * PAIR;
        add(&[u32::from(first), u32::from(second)], 2, times);
        add(&[u32::from(first)], 1, times);
    });
    Lexicon::builtin().each_chinese(|word, times| add(&symbols(word), 3, times as f64 * WORD));
}

/// The strings that stand most often, as many as go into `bytes`.
fn most_frequent(counts: &Strings, bytes: usize) -> Vec<(u64, Counted)> {
    let most = bytes * BUCKET / (4 * BUCKET + 4);
    // A string is never kept without its parts: those stand as often, and are shorter.
    let rank = |counted: &Counted| (Reverse(counted.times), counted.length);
    let mut all: Vec<_> = counts.values().map(rank).collect();
    all.sort_unstable();
    let first_out = all.get(most).copied();
    let kept = counts.iter().filter(|(_, counted)| first_out.is_none_or(|out| rank(counted) < out));
    kept.map(|(hash, counted)| (*hash, *counted)).collect()
}

/// A model as [`LanguageModel::read`] takes it.
fn write(order: usize, strings: &Strings, numbers: [f32; 4]) -> Vec<u8> {
    assert!(order <= MOST);
    let mut followed: BTreeMap<u64, u32> = BTreeMap::new();
    for counted in strings.values() {
        *followed.entry(counted.context).or_default() += counted.times;
    }
    let bits = (strings.len() / BUCKET).next_power_of_two().trailing_zeros().max(1);
    let mut buckets: Vec<Vec<u32>> = vec![Vec::new(); 1 << bits];
    for (hash, counted) in strings {
        let (bucket, rest) = place(*hash, bits);
        let followed = followed.get(hash).copied().unwrap_or(0);
        buckets[bucket].push(entry(rest, counted.times, followed));
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

impl Script {
    /// Add a script's sets to the list of sources.
    fn note_sources(&self, sets: &[Set], sources: &mut String) {
        for set in sets {
            let mut by_licence: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
            let records =
                set.part(Part::Model).filter(|record| self.has(&record.lang) && is_free(record));
            for record in records {
                let length: usize = paragraphs(record).iter().map(|p| p.chars().count()).sum();
                let count = by_licence.entry(&record.licence).or_default();
                *count = [count[0] + usize::from(length > 0), count[1] + length];
            }
            for (licence, [records, length]) in by_licence.into_iter().filter(|(_, c)| c[0] > 0) {
                *sources += &format!(
                    "| {} | {} | {licence} | {records} | {length} |\n",
                    self.name, set.name
                );
            }
        }
    }
}
