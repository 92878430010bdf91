//! Word lists from well-kept crates, made into maps that are searched where they
//! lie: nothing is parsed or allocated when the program starts.

#[path = "build/pairs.rs"]
mod pairs;
#[allow(dead_code)]
#[path = "usage/spelling.rs"]
pub mod spelling;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use random_word::Lang;

/// Flags kept beside a Chinese word's frequency; `src/lexicon/mod.rs` reads them.
const CANNOT_END: u64 = 1;
const STANDS_ALONE: u64 = 2;
const NOUN: u64 = 4;
const PERSON: u64 = 8;
const FLAG_BITS: u32 = 8;

/// First ideograph of the table of simplified forms, and how many it covers.
const FIRST: u32 = 0x4E00;
const COUNT: u32 = 0x9FFF - FIRST + 1;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/build.rs");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let packages = packages()?;
    let chinese = chinese(&file_of(&packages, "jieba-rs", "src/data/dict.txt")?)?;
    fs::write(out.join("rarity.bin"), rarity(&chinese))?;
    // Two bytes a character, not three: a word is found in fewer steps.
    let wide = |word: &str| -> Vec<u8> { word.encode_utf16().flat_map(u16::to_be_bytes).collect() };
    let narrow = |(word, value): (String, u64)| (word.into_bytes(), value);
    write_map(&out.join("chinese.fst"), chinese.iter().map(|(word, v)| (wide(word), *v)))?;
    write_map(&out.join("latin.fst"), latin().into_iter().map(narrow))?;
    let english = english(&file_of(&packages, "zxcvbn", "src/frequency_lists.rs")?)?;
    fs::write(out.join("spelling.bin"), spelling::learn(english.keys().map(String::as_str)))?;
    write_map(&out.join("english.fst"), english.into_iter().map(narrow))?;
    let simplified: Vec<u16> = (0..COUNT).map(|code| simplified(FIRST + code)).collect();
    fs::write(out.join("scripts.bin"), scripts(&simplified))?;
    let bytes: Vec<u8> = simplified.into_iter().flat_map(u16::to_le_bytes).collect();
    fs::write(out.join("simplified.bin"), bytes)?;
    fs::write(out.join("pairs.bin"), pairs::of_ideographs()?)?;
    let pairs = pairs::of_words()?.into_iter();
    let pairs = pairs.map(|((first, second), affinity)| {
        // No character is 0: nothing is the start of another pair.
        ([wide(&first), vec![0, 0], wide(&second)].concat(), affinity)
    });
    write_map(&out.join("pairs.fst"), pairs)?;
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

/// What cargo knows of the packages of this build; it knows where it put them.
fn packages() -> Result<Vec<serde_json::Value>, Box<dyn Error>> {
    // Offline first; but to answer, cargo wants every package of the lock file,
    // and on a fresh machine it has not fetched those of the tests yet.
    let listing = metadata(&["--offline"]).or_else(|_| metadata(&[]))?;
    Ok(listing["packages"].as_array().ok_or("cargo lists no packages")?.clone())
}

/// A file of the sources of a package that has no other way to list its words.
fn file_of(
    packages: &[serde_json::Value],
    name: &str,
    file: &str,
) -> Result<String, Box<dyn Error>> {
    let package = packages.iter().find(|p| p["name"] == name);
    let package = package.ok_or_else(|| format!("{name} is missing"))?;
    let manifest = package["manifest_path"].as_str().ok_or("a package has no manifest")?;
    Ok(fs::read_to_string(Path::new(manifest).with_file_name(file))?)
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
    let person = !single && class.starts_with("nr");
    let noun = !single && class.starts_with('n') && !person;
    (if cannot_end { CANNOT_END } else { 0 })
        | (if single && grammatical { STANDS_ALONE } else { 0 })
        | (if noun { NOUN } else { 0 })
        | (if person { PERSON } else { 0 })
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

/// Units of a cost: sixteenths of a natural logarithm. `src/usage/words.rs` and
/// `src/usage/spelling.rs` read them.
const NAT: f64 = 16.0;

/// English words with what each costs, the negative logarithm of how probable it is.
/// Lists that are ranked by frequency give it by Zipf's law as Mandelbrot (1953) has
/// it; what is only known to be a word is rare, and the shorter the rarer: lists for
/// games are full of short words that nobody writes.
fn english(ranked: &str) -> Result<BTreeMap<String, u64>, Box<dyn Error>> {
    let known: BTreeSet<&str> = random_word::all(Lang::En).iter().copied().collect();
    let mut words: BTreeMap<&str, f64> = known.iter().map(|word| (*word, rare(word))).collect();
    // Texts of an encyclopedia, speech of films, names of people: the share of each
    // in the words of a newspaper, and how flat it is.
    for (list, share, flat) in [
        ("ENGLISH_WIKI", 0.08, 2.7),
        ("US_TV_AND_FILM", 0.04, 2.7),
        ("SURNAMES", 0.004, 20.0),
        ("MALE_NAMES", 0.004, 20.0),
        ("FEMALE_NAMES", 0.002, 20.0),
    ] {
        for (rank, word) in ranked_words(ranked, list)?.enumerate() {
            // What no dictionary has is a name or foreign.
            let share = if known.contains(word) { share } else { share / 4.0 };
            let probable = share / (rank as f64 + flat);
            words.entry(word).and_modify(|p| *p = p.max(probable)).or_insert(probable);
        }
    }
    // Each word stands in one list only; many common ones are popular passwords.
    for word in ranked_words(ranked, "PASSWORDS")?.filter(|word| known.contains(word)) {
        words.entry(word).and_modify(|p| *p = p.max(1.5e-5));
    }
    // The lists leave out short words that are not among the commonest; their plurals
    // and genitives tell which of them anybody uses.
    let short: Vec<(&str, f64)> = (known.iter().filter(|word| word.len() <= 3))
        .map(|word| {
            let forms = ["s", "'s", "es", "ed", "ing"].map(|ending| format!("{word}{ending}"));
            let most = forms.iter().filter_map(|form| words.get(form.as_str()).copied());
            (*word, most.fold(0.0, f64::max) * 2.0)
        })
        .collect();
    for (word, probable) in short {
        words.entry(word).and_modify(|p| *p = p.max(probable.min(1e-4)));
    }
    let is_word = |word: &str| {
        word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'')
            && (word.len() > 1 || matches!(word, "a" | "i" | "o"))
    };
    let cost = |p: f64| (-p.ln() * NAT).round() as u64;
    let words = words.into_iter().filter(|(word, _)| is_word(word));
    Ok(words.map(|(word, p)| (word.to_string(), cost(p))).collect())
}

/// How probable a word is that is only known to be one.
fn rare(word: &str) -> f64 {
    match word.len() {
        1..=3 => 1e-8,
        4 => 5e-8,
        _ => 3e-7,
    }
}

/// The words of a list in the sources of zxcvbn, most frequent first.
fn ranked_words<'a>(
    source: &'a str,
    list: &str,
) -> Result<impl Iterator<Item = &'a str>, Box<dyn Error>> {
    let start = format!("const {list}: &str = \"");
    let (_, words) = source.split_once(&start).ok_or_else(|| format!("{list} is missing"))?;
    let (words, _) = words.split_once('"').ok_or("a list without an end")?;
    Ok(words.split(',').map(str::trim))
}
