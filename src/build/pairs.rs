//! Words and ideographs of Chinese that follow one another, with how often they do.

use std::collections::BTreeMap;
use std::error::Error;

use inputx_fsa::Fsa;
use inputx_pinyin_data_bigrams::{EMBEDDED_BIGRAMS, EMBEDDED_BIGRAMS_INTRA};

use super::{COUNT, FIRST};

/// Units of an affinity; `src/lexicon/pairs.rs` reads them.
const NAT: f64 = 16.0;

/// Pairs with less affinity (natural logarithm) are not kept: nothing asks for them.
const LEAST: f64 = 1.0;

/// Two that follow one another.
type Pair = (String, String);

/// What a list holds: pairs, and how often each is seen.
fn read(list: &'static [u8]) -> Result<Vec<(Pair, u64)>, Box<dyn Error>> {
    let list = Fsa::new(list).map_err(|cause| format!("pairs of words: {cause:?}"))?;
    let pair = |(key, count): (Vec<u8>, u64)| {
        let (first, second) = str::from_utf8(&key)?.split_once('\0').ok_or("a pair of one")?;
        Ok(((first.to_string(), second.to_string()), count))
    };
    list.iter().map(pair).collect()
}

/// How much oftener than by chance one word follows another, in [`NAT`]s (pointwise
/// mutual information; one sighting is added to what is seen and to what chance gives).
pub(crate) fn of_words() -> Result<BTreeMap<Pair, u64>, Box<dyn Error>> {
    let pairs = read(EMBEDDED_BIGRAMS)?;
    let (mut firsts, mut seconds) = (BTreeMap::new(), BTreeMap::new());
    let mut all = 0.0;
    for ((first, second), count) in &pairs {
        *firsts.entry(first.clone()).or_insert(0.0) += *count as f64;
        *seconds.entry(second.clone()).or_insert(0.0) += *count as f64;
        all += *count as f64;
    }
    let affinity = |(first, second): &Pair, count: u64| {
        let chance = firsts[first] * seconds[second] / all;
        ((count as f64 + 1.0) / (chance + 1.0)).ln()
    };
    let pairs = pairs.into_iter().map(|(pair, count)| (affinity(&pair, count), pair));
    let kept = pairs.filter(|(affinity, _)| *affinity >= LEAST);
    Ok(kept.map(|(affinity, pair)| (pair, (affinity * NAT) as u64)).collect())
}

/// How often one ideograph follows another, within a word and from one word to the
/// next, as tables of numbers; `src/lexicon/pairs.rs` says which.
pub(crate) fn of_ideographs() -> Result<Vec<u8>, Box<dyn Error>> {
    let mut counts: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for list in [EMBEDDED_BIGRAMS, EMBEDDED_BIGRAMS_INTRA] {
        for ((first, second), count) in read(list)? {
            let code = |c: char| u32::from(c).checked_sub(FIRST).filter(|code| *code < COUNT);
            let ends = first.chars().next_back().zip(second.chars().next());
            if let Some(pair) = ends.and_then(|(a, b)| code(a).zip(code(b))) {
                *counts.entry(pair).or_default() += u32::try_from(count)?;
            }
        }
    }
    let mut starts = vec![0u32; COUNT as usize + 1];
    let (mut first, mut second) = (vec![0u32; COUNT as usize], vec![0u32; COUNT as usize]);
    let (mut times, mut seconds) = (Vec::new(), Vec::new());
    for ((a, b), count) in counts {
        starts[a as usize + 1] += 1;
        first[a as usize] += count;
        second[b as usize] += count;
        times.extend(count.to_le_bytes());
        seconds.extend((b as u16).to_le_bytes());
    }
    (1..starts.len()).for_each(|a| starts[a] += starts[a - 1]);
    let numbers = [starts, first, second].concat().into_iter().flat_map(u32::to_le_bytes);
    Ok([numbers.collect(), times, seconds].concat())
}
