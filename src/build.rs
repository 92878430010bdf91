//! Word lists from well-kept crates, made into maps that are searched where they
//! lie: nothing is parsed or allocated when the program starts.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use random_word::Lang;

/// Flags kept beside a Chinese word's frequency; `src/lexicon/mod.rs` reads them.
const CANNOT_END: u64 = 1;
const STANDS_ALONE: u64 = 2;
const NOUN: u64 = 4;
const FLAG_BITS: u32 = 8;

/// First ideograph of the table of simplified forms, and how many it covers.
const FIRST: u32 = 0x4E00;
const COUNT: u32 = 0x9FFF - FIRST + 1;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/build.rs");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let chinese = chinese(&dictionary()?)?;
    fs::write(out.join("rarity.bin"), rarity(&chinese))?;
    // Two bytes a character, not three: a word is found in fewer steps.
    let wide = |word: &str| word.encode_utf16().flat_map(u16::to_be_bytes).collect();
    write_map(&out.join("chinese.fst"), chinese.iter().map(|(word, v)| (wide(word), *v)))?;
    write_map(&out.join("latin.fst"), latin().into_iter().map(|(word, v)| (word.into_bytes(), v)))?;
    let simplified: Vec<u16> = (0..COUNT).map(|code| simplified(FIRST + code)).collect();
    fs::write(out.join("scripts.bin"), scripts(&simplified))?;
    let bytes: Vec<u8> = simplified.into_iter().flat_map(u16::to_le_bytes).collect();
    fs::write(out.join("simplified.bin"), bytes)?;
    Ok(())
}

/// `words` as a map, searched where it lies.
fn write_map(
    path: &Path,
    words: impl Iterator<Item = (Vec<u8>, u64)>,
) -> Result<(), Box<dyn Error>> {
    let mut map = fst::MapBuilder::new(std::io::BufWriter::new(fs::File::create(path)?))?;
    map.extend_iter(words.collect::<BTreeMap<Vec<u8>, u64>>())?;
    map.finish()?;
    Ok(())
}

/// The dictionary inside the sources of jieba-rs, which has no other way to list
/// its words. Cargo knows where it put them.
fn dictionary() -> Result<String, Box<dyn Error>> {
    // Offline first; but to answer, cargo wants every package of the lock file,
    // and on a fresh machine it has not fetched those of the tests yet.
    let listing = metadata(&["--offline"]).or_else(|_| metadata(&[]))?;
    let packages = listing["packages"].as_array().ok_or("cargo lists no packages")?;
    let jieba = packages.iter().find(|p| p["name"] == "jieba-rs").ok_or("jieba-rs is missing")?;
    let manifest = jieba["manifest_path"].as_str().ok_or("jieba-rs has no manifest")?;
    let path = Path::new(manifest).with_file_name("src").join("data/dict.txt");
    Ok(fs::read_to_string(path)?)
}

fn metadata(options: &[&str]) -> Result<serde_json::Value, Box<dyn Error>> {
    let manifest = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("Cargo.toml");
    let listing = Command::new(env::var("CARGO")?)
        .args(["metadata", "--format-version", "1", "--filter-platform", &env::var("HOST")?])
        .args(options)
        .arg("--manifest-path")
        .arg(manifest)
        .output()?;
    if !listing.status.success() {
        return Err(String::from_utf8_lossy(&listing.stderr).into());
    }
    Ok(serde_json::from_slice(&listing.stdout)?)
}

/// For each ideograph of the basic block how rare it is, in eighths of a bit: the
/// binary logarithm of how many ideographs of running text stand against one of it.
/// 255 when no word has it.
fn rarity(words: &BTreeMap<String, u64>) -> Vec<u8> {
    let mut counts = vec![0; COUNT as usize];
    for (word, value) in words {
        for c in word.chars() {
            if let Some(count) = counts.get_mut((c as usize).wrapping_sub(FIRST as usize)) {
                *count += value >> FLAG_BITS;
            }
        }
    }
    let all: u64 = counts.iter().sum();
    let bits = |count: u64| (all as f64 / count as f64).log2() * 8.0;
    counts.iter().map(|count| bits(*count).min(255.0) as u8).collect()
}

/// Words with their frequency and what their part of speech says about seams.
fn chinese(dictionary: &str) -> Result<BTreeMap<String, u64>, Box<dyn Error>> {
    let mut words = BTreeMap::new();
    for line in dictionary.lines() {
        let mut fields = line.split(' ');
        let (Some(word), Some(frequency)) = (fields.next(), fields.next()) else { continue };
        let class = fields.next().unwrap_or_default();
        let frequency: u64 = frequency.parse()?;
        words.insert(word.to_string(), frequency << FLAG_BITS | flags(word, class));
    }
    Ok(words)
}

fn flags(word: &str, class: &str) -> u64 {
    // Adverbs, prepositions and conjunctions want something after them.
    let cannot_end = matches!(class, "d" | "p" | "c");
    // Particles, numerals, measures and the like are words by themselves.
    let grammatical =
        matches!(class, "d" | "p" | "c" | "m" | "q" | "f" | "y" | "v") || class.starts_with('u');
    let single = word.chars().nth(1).is_none();
    let noun = !single && class.starts_with('n') && !class.starts_with("nr");
    (if cannot_end { CANNOT_END } else { 0 })
        | (if single && grammatical { STANDS_ALONE } else { 0 })
        | (if noun { NOUN } else { 0 })
}

fn latin() -> BTreeMap<String, u64> {
    let lists = [Lang::En, Lang::De, Lang::Fr].into_iter().map(random_word::all);
    let words = lists.flat_map(|list| list.iter().map(|word| (word.to_lowercase(), 0)));
    // The lists leave out words of one letter.
    words.chain(["a", "i", "o", "à", "y"].map(|word| (word.to_string(), 0))).collect()
}

/// The simplified form of an ideograph of the basic block, by code.
fn simplified(code: u32) -> u16 {
    let simple = |c: char| {
        let mut simple = c.to_string();
        fast2s::replace(&mut simple);
        let mut chars = simple.chars();
        let simple = u16::try_from(u32::from(chars.next()?)).ok()?;
        chars.next().is_none().then_some(simple)
    };
    char::from_u32(code).and_then(simple).unwrap_or(code as u16)
}

/// Bits kept for each ideograph; `src/lexicon/variants.rs` reads them.
const SIMPLIFIED: u8 = 1;
const TRADITIONAL: u8 = 2;
const LEADS: u8 = 4;

/// For each ideograph of the basic block which script alone has it, by the national
/// character sets, and whether a misreading of UTF-8 as GBK starts with it.
fn scripts(simplified: &[u16]) -> Vec<u8> {
    let ideographs = || (FIRST..FIRST + COUNT).zip(simplified);
    let (mut mainland, mut taiwan) = (Vec::new(), Vec::new());
    let (mut old, mut leads) = (Vec::new(), Vec::new());
    for (code, _) in ideographs() {
        let gbk = bytes_in(encoding_rs::GBK, code);
        let big5 = bytes_in(encoding_rs::BIG5, code);
        let japan = bytes_in(encoding_rs::SHIFT_JIS, code);
        mainland.push(matches!(gbk, Some([0xB0..=0xF7, 0xA1..=0xFE])));
        taiwan.push(matches!(big5, Some([0xA4..=0xC6 | 0xC9..=0xF9, _])));
        // What Japan prints too (却, 决, 国) was printed before there was a reform.
        old.push(matches!(japan, Some([0x88..=0x9F | 0xE0..=0xEA, _])));
        leads.push(matches!(gbk, Some([0xE3..=0xE9 | 0xEF, 0x80..=0xBF])));
    }
    let mut bits = vec![0; simplified.len()];
    for (at, (code, simple)) in ideographs().enumerate() {
        let simple = usize::from(*simple).wrapping_sub(FIRST as usize);
        if leads[at] {
            bits[at] |= LEADS;
        }
        if simple < bits.len() && FIRST as usize + simple != code as usize && taiwan[at] {
            if !mainland[at] && mainland[simple] {
                bits[at] |= TRADITIONAL;
            }
            if mainland[simple] && !taiwan[simple] && !old[simple] {
                bits[simple] |= SIMPLIFIED;
            }
        }
    }
    bits
}

/// An ideograph's two bytes in an encoding; `None` when it has others.
fn bytes_in(encoding: &'static encoding_rs::Encoding, code: u32) -> Option<[u8; 2]> {
    let text = char::from_u32(code)?.to_string();
    let (bytes, _, unmappable) = encoding.encode(&text);
    (!unmappable).then(|| bytes.as_ref().try_into().ok()).flatten()
}
