//! What befalls a second printing beside misread letters.

use fastrand::Rng;

use super::paragraphs::is_unspaced;

/// What befell a printing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Damage {
    None,
    /// One end is missing.
    Cut,
    /// A line in the middle is missing.
    Line,
    /// Spaces stand inside words, or between words there are none.
    Spaces,
    /// Words are divided by hyphens.
    Hyphens,
    /// Another text stands before or after it in one paragraph.
    Merged,
}

/// How often each befalls a printing.
const SHARES: [(Damage, u32); 6] = [
    (Damage::None, 8),
    (Damage::Cut, 2),
    (Damage::Line, 2),
    (Damage::Spaces, 2),
    (Damage::Hyphens, 2),
    (Damage::Merged, 2),
];

/// A damage by chance; one that leaves the whole text in a paragraph of its own when `whole`.
pub(crate) fn draw(whole: bool, rng: &mut Rng) -> Damage {
    let may_be = |damage: Damage| !whole || !matches!(damage, Damage::Cut | Damage::Merged);
    let shares: Vec<_> = SHARES.into_iter().filter(|(damage, _)| may_be(*damage)).collect();
    let mut drawn = rng.u32(0..shares.iter().map(|(_, share)| share).sum());
    for (damage, share) in shares {
        if drawn < share {
            return damage;
        }
        drawn -= share;
    }
    Damage::None
}

/// The text after it was damaged, and what really befell it: a short text loses no line.
/// `other` is what it is merged with.
pub(crate) fn damaged(
    text: &str,
    damage: Damage,
    lang: &str,
    other: &str,
    rng: &mut Rng,
) -> (String, Damage) {
    let unspaced = is_unspaced(lang);
    let chars: Vec<char> = text.chars().collect();
    let line = if unspaced { rng.usize(12..=20) } else { rng.usize(30..=48) };
    let joined = |pieces: [&[char]; 2]| pieces.concat().into_iter().collect::<String>();
    let text = match damage {
        Damage::Cut => {
            let cut = rng.usize(chars.len() / 8..=chars.len() / 3);
            let kept = if rng.bool() { &chars[cut..] } else { &chars[..chars.len() - cut] };
            kept.iter().collect()
        }
        Damage::Line if chars.len() > 4 * line => {
            let at = rng.usize(line..=chars.len() - 2 * line);
            joined([&chars[..at], &chars[at + line..]])
        }
        Damage::Spaces if unspaced => sown(&chars, " ", 0.15, |_| true, rng),
        Damage::Spaces => {
            let apart = sown(&chars, " ", 0.02, |_| true, rng);
            apart.chars().filter(|c| *c != ' ' || rng.f64() >= 0.08).collect()
        }
        Damage::Hyphens if !unspaced => {
            let inside = |at: usize| {
                at >= 2
                    && at + 3 < chars.len()
                    && chars[at - 2..=at + 3].iter().all(|c| c.is_alphabetic())
            };
            sown(&chars, "- ", 0.04, inside, rng)
        }
        Damage::Merged => {
            let glue = if unspaced { "" } else { " " };
            if rng.bool() { format!("{other}{glue}{text}") } else { format!("{text}{glue}{other}") }
        }
        _ => return (text.to_string(), Damage::None),
    };
    (text, damage)
}

/// A text with something put in after a share of the characters at fitting places.
fn sown(
    chars: &[char],
    what: &str,
    share: f64,
    fits: impl Fn(usize) -> bool,
    rng: &mut Rng,
) -> String {
    let mut text = String::new();
    for (at, c) in chars.iter().enumerate() {
        text.push(*c);
        if rng.f64() < share && fits(at) {
            text.push_str(what);
        }
    }
    text
}
