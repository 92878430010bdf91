//! Misreadings as they are planted: a letter read as another that looks like it, marks
//! lost or read as others.

use fastrand::Rng;

/// Letters, and what each is misread as.
const LETTERS: [(char, &str); 18] = [
    ('e', "c"),
    ('c', "e"),
    ('b', "H"),
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
    ('s', "f"),
    ('m', "rn"),
    ('d', "cl"),
    ('g', "q"),
    ('q', "g"),
];

/// Ideographs that are misread as one another.
const IDEOGRAPHS: &str =
    "人入未末日曰土士己已千干大太天夫田由甲申石右左在存住往待侍请清情晴今令代伐";

/// A text in which a share of the characters is misread.
pub(crate) fn misread(rng: &mut Rng, text: &str, share: f64) -> String {
    if share == 0.0 {
        return text.to_string();
    }
    let ideographs: Vec<char> = IDEOGRAPHS.chars().collect();
    let mut read = String::with_capacity(text.len());
    for c in text.chars() {
        if rng.f64() >= share {
            read.push(c);
            continue;
        }
        match c {
            '.' | ',' => read.push_str(rng.choice([",", ".", ""]).unwrap_or("")),
            '。' | '，' | '、' => {
                read.push_str(rng.choice(["，", "。", "、", ""]).unwrap_or(""))
            }
            _ if faircopy::script::is_han(c) => {
                read.push(ideographs[rng.usize(..ideographs.len())])
            }
            _ => match LETTERS.iter().find(|(letter, _)| *letter == c) {
                Some((_, other)) => read.push_str(other),
                None => read.push(c),
            },
        }
    }
    read
}
