//! Misreading: a few characters of each hundred read as others of like shape.

use fastrand::Rng;

/// Share of characters that are misread.
const SHARE: f64 = 0.03;

/// What each Latin letter is misread as.
const LATIN: [(char, &str); 18] = [
    ('e', "c"),
    ('c', "e"),
    ('b', "h"),
    ('h', "b"),
    ('l', "1"),
    ('i', "l"),
    ('o', "O"),
    ('n', "u"),
    ('u', "n"),
    ('t', "f"),
    ('f', "t"),
    ('a', "o"),
    ('r', "n"),
    ('s', "8"),
    ('m', "rn"),
    ('d', "cl"),
    ('g', "q"),
    ('q', "g"),
];

/// Ideographs that any character beyond the alphabets is misread as.
const HAN: &str = "人入未末日曰土士己已千干大太天夫田由甲申石右左在存住往待侍请清情晴今令代伐";

/// A text as it is misread.
pub(super) fn misread(text: &str, rng: &mut Rng) -> String {
    let han: Vec<char> = HAN.chars().collect();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if rng.f64() >= SHARE || !c.is_alphanumeric() || c.is_numeric() {
            out.push(c);
        } else if let Some((_, read)) = LATIN.iter().find(|(letter, _)| *letter == c) {
            out.push_str(read);
        } else if c > '\u{2e80}' {
            out.push(han[rng.usize(..han.len())]);
        } else {
            out.push(c);
        }
    }
    out
}
