//! A small language model: how likely is a character after those before it?
//!
//! One model a script, of characters: strings of up to [`LanguageModel::order`] characters with
//! their counts, from free texts (`cargo bench --bench fit -- language` makes them, `SOURCES` names the
//! texts). The counts of each length are smoothed by the next shorter one (Witten and Bell
//! 1991, method C; how many kinds of character follow a string is not stored but taken as a
//! power of the string's count, fitted with the model).
//!
//! Text is folded first ([`symbols`]): case, width, figures and script variants say nothing about
//! which words follow one another.

use std::sync::LazyLock;

use crate::lexicon::simplified;
use crate::script::is_unspaced;

/// The symbol at the start and at the end of a paragraph.
pub const PARAGRAPH: u32 = '\n' as u32;

/// The symbol of any figure.
const FIGURE: u32 = '0' as u32;

/// Longest strings of any model.
pub const MOST: usize = 6;

/// Counts of strings of characters of one script.
pub struct LanguageModel {
    order: usize,
    /// Kinds of characters that there may be, for those never seen.
    kinds: f32,
    /// How many kinds of character follow a string: `scale * count^power`.
    scale: f32,
    power: f32,
    total: f32,
    bits: u32,
    starts: &'static [[u8; 4]],
    entries: &'static [[u8; 4]],
}

static LATIN: LazyLock<Option<LanguageModel>> =
    LazyLock::new(|| LanguageModel::read(include_bytes!("counts/latin.bin")));
static CHINESE: LazyLock<Option<LanguageModel>> =
    LazyLock::new(|| LanguageModel::read(include_bytes!("counts/chinese.bin")));
static JAPANESE: LazyLock<Option<LanguageModel>> =
    LazyLock::new(|| LanguageModel::read(include_bytes!("counts/japanese.bin")));
static KOREAN: LazyLock<Option<LanguageModel>> =
    LazyLock::new(|| LanguageModel::read(include_bytes!("counts/korean.bin")));

/// Of 100 letters so many must be kana for ideographs to be read as Japanese.
const KANA: usize = 5;

impl LanguageModel {
    /// The model for the script of most letters of a text; `None` for a script without one.
    pub fn of(text: &str) -> Option<&'static LanguageModel> {
        let (mut latin, mut han, mut kana, mut hangul, mut other) = (0, 0, 0, 0, 0);
        for c in text.chars().filter(|c| c.is_alphabetic()) {
            match c {
                '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => latin += 1,
                '\u{3040}'..='\u{30FF}' => kana += 1,
                '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}' => hangul += 1,
                _ if is_unspaced(c) => han += 1,
                _ => other += 1,
            }
        }
        // An ideograph says as much as three letters.
        let (wide, most) = (3 * (han + kana), latin.max(2 * hangul).max(other));
        match () {
            () if wide > most && kana * 100 >= KANA * (han + kana) => JAPANESE.as_ref(),
            () if wide > most => CHINESE.as_ref(),
            () if 2 * hangul >= most && hangul > 0 => KOREAN.as_ref(),
            () if latin >= other && latin > 0 => LATIN.as_ref(),
            () => None,
        }
    }

    /// Read a model: a head of [`HEAD`] bytes, where the strings of each bucket start, the
    /// strings. `None` when there are no counts in it.
    pub fn read(bytes: &'static [u8]) -> Option<LanguageModel> {
        let (head, rest) = bytes.split_at_checked(HEAD)?;
        let number = |at: usize| [head[at], head[at + 1], head[at + 2], head[at + 3]];
        let bits = u32::from(head[5]);
        let (numbers, _) = rest.as_chunks::<4>();
        let (starts, entries) = numbers.split_at_checked((1 << bits) + 1)?;
        Some(LanguageModel {
            order: usize::from(head[4]),
            bits,
            kinds: f32::from_le_bytes(number(8)),
            scale: f32::from_le_bytes(number(12)),
            power: f32::from_le_bytes(number(16)),
            total: f32::from_le_bytes(number(20)),
            starts,
            entries,
        })
    }

    /// Characters of the longest strings that are counted.
    pub fn order(&self) -> usize {
        self.order
    }

    /// Nats that it takes to write `text` after `left`: -ln of how likely it is. Both are
    /// [`symbols`].
    pub fn cost(&self, left: &[u32], text: &[u32]) -> f32 {
        let left = &left[left.len().saturating_sub(self.order - 1)..];
        let mut before = self.counts(left);
        let mut window = [0; 2 * MOST];
        let mut len = left.len();
        window[..len].copy_from_slice(left);
        let mut cost = 0.0;
        for &next in text {
            if len == window.len() {
                window.copy_within(len - (self.order - 1)..len, 0);
                len = self.order - 1;
            }
            window[len] = next;
            len += 1;
            let with = self.counts(&window[len.saturating_sub(self.order)..len]);
            cost -= self.smoothed(&before, &with).ln();
            before = with;
        }
        cost
    }

    /// Nats that it takes to write `text` between `left` and `right`.
    pub fn cost_within(&self, left: &[u32], text: &[u32], right: &[u32]) -> f32 {
        let right = &right[..right.len().min(self.order - 1)];
        let all: Vec<u32> = text.iter().chain(right).copied().collect();
        self.cost(left, &all) - self.cost(&[], right)
    }

    /// The probability of a symbol from the counts of the strings that end before it and
    /// with it, of each length.
    fn smoothed(&self, before: &[Count; MOST], with: &[Count; MOST]) -> f32 {
        let mut p = 1.0 / self.kinds;
        for n in 0..self.order {
            let context =
                if n == 0 { Count { times: self.total, rest: 0.0 } } else { before[n - 1] };
            if context.times == 0.0 {
                break;
            }
            let followers = self.scale * context.times.powf(self.power);
            let shorter = followers + context.rest * context.times;
            p = (with[n].times + shorter * p) / (context.times + followers);
        }
        p.min(1.0)
    }

    /// How often the strings of each length that end with `text` were counted.
    fn counts(&self, text: &[u32]) -> [Count; MOST] {
        let mut counts = [Count::default(); MOST];
        let mut hash = 0;
        for (n, symbol) in text.iter().rev().take(self.order).enumerate() {
            hash = extend(hash, *symbol);
            counts[n] = self.count(hash);
            if counts[n].times == 0.0 {
                break;
            }
        }
        counts
    }

    fn count(&self, hash: u64) -> Count {
        let (bucket, rest) = place(hash, self.bits);
        let start = |at: usize| u32::from_le_bytes(self.starts[at]) as usize;
        let entries = &self.entries[start(bucket)..start(bucket + 1)];
        let found = entries.iter().map(|e| u32::from_le_bytes(*e)).find(|e| e >> SPARE == rest);
        found.map_or(Count::default(), Count::unpacked)
    }
}

/// How often a string was counted.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
struct Count {
    times: f32,
    /// Share of those times at which it stands before something that no longer string was
    /// kept for.
    rest: f32,
}

/// Bits of an entry that are not for telling its string from others: twelve.
const SPARE: u32 = 12;
/// Bits of a rough count, and the steps of the share that the others of [`SPARE`] give.
const ROUGH: u32 = 8;
const SHARES: f32 = 15.0;

impl Count {
    fn unpacked(entry: u32) -> Count {
        let rest = ((entry >> ROUGH) & 0xF) as f32 / SHARES;
        Count { times: rough_to_count(entry as u8), rest }
    }
}

/// An entry of a model: what tells a string from others in its bucket, how often it was
/// counted, and how often before something that is kept.
pub fn entry(rest: u32, times: u32, followed: u32) -> u32 {
    let others = 1.0 - (followed as f32 / times.max(1) as f32).min(1.0);
    (rest << SPARE)
        | (((others * SHARES).round() as u32) << ROUGH)
        | u32::from(count_to_rough(times))
}

/// Bytes of the head of a model.
pub const HEAD: usize = 24;

/// The hash of a string with one more symbol before it; 0 is that of the empty string.
pub fn extend(hash: u64, before: u32) -> u64 {
    let mixed =
        (hash ^ u64::from(before).wrapping_add(0x9E37_79B9)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    mixed ^ (mixed >> 32)
}

/// Where a string lies: its bucket, and what tells it from others there.
pub fn place(hash: u64, bits: u32) -> (usize, u32) {
    let hash = hash.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    ((hash >> (64 - bits)) as usize, (hash & 0xF_FFFF) as u32)
}

/// Steps of a rough count to a doubling.
const STEPS: f32 = 10.0;

/// A count in one byte, right to 4 %.
fn count_to_rough(count: u32) -> u8 {
    ((count as f32).log2() * STEPS).round().min(255.0) as u8
}

fn rough_to_count(rough: u8) -> f32 {
    (f32::from(rough) / STEPS).exp2()
}

/// A text folded for the model: small letters, one symbol for all figures, simplified ideographs, a
/// single blank for white space and none beside ideographs.
pub fn symbols(text: &str) -> Vec<u32> {
    let mut symbols: Vec<u32> = Vec::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        let symbol = folded(c);
        let tight = |s: u32| char::from_u32(s).is_some_and(|c| is_unspaced(c) || is_wide_mark(c));
        if blank && symbols.last().is_some_and(|last| !tight(*last) && !tight(symbol)) {
            symbols.push(u32::from(' '));
        }
        blank = false;
        symbols.push(symbol);
    }
    symbols
}

fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF5E}')
}

fn folded(c: char) -> u32 {
    let c = match c {
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        '‘' | '’' | 'ʼ' => '\'',
        '“' | '”' => '"',
        _ => c,
    };
    if c.is_ascii_digit() || c.is_numeric() && !is_unspaced(c) {
        return FIGURE;
    }
    let mut small = c.to_lowercase();
    let one = small.next().filter(|_| small.next().is_none()).unwrap_or(c);
    u32::from(simplified(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_folded() {
        let shown = |text: &str| -> String {
            symbols(text).into_iter().filter_map(char::from_u32).collect()
        };
        assert_eq!(shown("In  1847, “the\nFERRY”"), "in 0000, \"the ferry\"");
        assert_eq!(shown("河面 又漲, 過了２个台阶"), "河面又涨,过了0个台阶");
    }

    #[test]
    fn rough_counts_are_right_to_four_percent() {
        for count in [1, 2, 3, 10, 97, 5000, 1_000_000] {
            let rough = rough_to_count(count_to_rough(count));
            assert!((rough / count as f32 - 1.0).abs() < 0.04, "{count} {rough}");
        }
    }
}
