//! Made-up archives of any size: seeded, in Chinese or English, with known repeats.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use fastrand::Rng;

/// What is to be printed.
#[derive(Clone, Copy)]
pub(crate) struct Press {
    pub(crate) chinese: bool,
    /// Whether each paragraph is a page by itself.
    pub(crate) paragraphs: bool,
    /// Share of characters misread in every printing.
    pub(crate) noise: f64,
    pub(crate) seed: u64,
}

/// Words of a made-up language, the first said most.
const WORDS: usize = 8000;

/// Share of the paragraphs that are printed more than once.
const REPEATED: f64 = 0.4;

/// Paragraphs of a page.
const PAGE: usize = 40;

/// English words of one syllable: so many of the first, the others have two. A letter then
/// tells 2.1 bits (9.7 in a word of 4.6 letters), as one of real English does (see
/// `matching::seeds`). With fewer syllables or longer words it would tell less, and texts
/// that nobody took from anybody would be as alike as two bad printings of one.
const SHORT: usize = 300;

const ONSETS: [&str; 15] =
    ["", "b", "ch", "d", "f", "g", "h", "k", "l", "m", "p", "r", "st", "v", "w"];
const VOWELS: [&str; 7] = ["a", "e", "i", "o", "u", "ea", "ou"];
const CODAS: [&str; 9] = ["", "l", "m", "n", "nd", "r", "s", "t", "x"];

/// A made-up language.
struct Language {
    words: Vec<String>,
    chinese: bool,
}

impl Language {
    fn new(chinese: bool, rng: &mut Rng) -> Language {
        let han = |rng: &mut Rng| char::from_u32(0x4E00 + rng.u32(..2400)).unwrap_or('一');
        let one = |of: &[&'static str], rng: &mut Rng| of[rng.usize(..of.len())];
        let syllable =
            |rng: &mut Rng| [&ONSETS[..], &VOWELS, &CODAS].map(|of| one(of, rng)).concat();
        let mut word = |rank: usize| -> String {
            match chinese {
                true => (0..1 + rng.usize(..3)).map(|_| han(rng)).collect(),
                // What is said most is shortest (G. K. Zipf 1935).
                false => (0..if rank < SHORT { 1 } else { 2 }).map(|_| syllable(rng)).collect(),
            }
        };
        Language { words: (0..WORDS).map(&mut word).collect(), chinese }
    }

    fn paragraph(&self, rng: &mut Rng) -> String {
        let mut text = String::new();
        let sentences = 2 + rng.usize(..4);
        for _ in 0..sentences {
            let words = if self.chinese { 8 + rng.usize(..12) } else { 8 + rng.usize(..16) };
            for n in 0..words {
                // Zipf's law: the rank is exponential in a uniform chance.
                let rank = (WORDS as f64).powf(rng.f64()) as usize - 1;
                text.push_str(&self.words[rank.min(WORDS - 1)]);
                if n + 1 < words && !self.chinese {
                    text.push(' ');
                }
            }
            text.push_str(if self.chinese { "。" } else { ". " });
        }
        text
    }
}

fn misread(text: &str, noise: f64, rng: &mut Rng) -> String {
    if noise == 0.0 {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if rng.f64() >= noise || c == ' ' {
            out.push(c);
            continue;
        }
        let other = match c.is_ascii() {
            true => (b'a' + rng.u8(..26)) as char,
            false => char::from_u32(0x4E00 + rng.u32(..2400)).unwrap_or('一'),
        };
        // Most misreadings are of one for another; some lose or add one.
        match rng.u8(..10) {
            0 => {}
            1 => out.extend([c, other]),
            _ => out.push(other),
        }
    }
    out
}

/// What was printed: for each text that stands more than once, the pages that have it.
pub(crate) type Planted = Vec<Vec<u32>>;

impl Press {
    /// Print an archive of about so many bytes of text; what it repeats.
    pub(crate) fn print(&self, bytes: usize, path: &Path) -> std::io::Result<Planted> {
        let mut rng = Rng::with_seed(self.seed);
        let language = Language::new(self.chinese, &mut rng);
        // Texts first: each with how often it is printed, dealt out at random.
        let (mut slots, mut printed, mut total) = (Vec::new(), Vec::new(), 0);
        while total < bytes {
            let text = language.paragraph(&mut rng);
            let times = if rng.f64() < REPEATED { 2 + rng.usize(..3) } else { 1 };
            total += text.len() * times;
            slots.extend(std::iter::repeat_n(printed.len() as u32, times));
            printed.push(text);
        }
        rng.shuffle(&mut slots);
        let per_page = if self.paragraphs { 1 } else { PAGE };
        let mut planted: Planted = vec![Vec::new(); printed.len()];
        let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
        for (page, slots) in slots.chunks(per_page).enumerate() {
            let mut text = String::new();
            for slot in slots {
                planted[*slot as usize].push(page as u32);
                text.push_str(&misread(&printed[*slot as usize], self.noise, &mut rng));
                text.push_str("\n\n");
            }
            let record = serde_json::json!({
                "id": page.to_string(),
                "series": format!("paper-{}", page % 50),
                "date": format!("1916-{:02}-{:02}", page / 1000 % 12 + 1, page / 40 % 28 + 1),
                "text": text.trim_end(),
            });
            writeln!(out, "{record}")?;
        }
        out.flush()?;
        planted.iter_mut().for_each(Vec::dedup);
        planted.retain(|pages| pages.len() > 1);
        Ok(planted)
    }
}
