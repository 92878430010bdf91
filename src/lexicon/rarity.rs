//! How rare an ideograph is.

use super::simplified;

static RARITY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rarity.bin"));

/// First ideograph of the table.
const FIRST: usize = 0x4E00;

/// How rare an ideograph is in the words of Chinese, in eighths of a bit: 的 and 民
/// about 64, 渡 106, 鼐 146, 255 for one that no word of the list has. Traditional
/// characters are as rare as their simplified forms.
pub fn rarity(c: char) -> u8 {
    let at = (simplified(c) as usize).wrapping_sub(FIRST);
    RARITY.get(at).copied().unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_every_day_is_not_rare() {
        for c in "的一是人民国國年学學".chars() {
            assert!(rarity(c) < 72, "{c} {}", rarity(c));
        }
        for c in "鼐鱻龘a\u{20000}".chars() {
            assert!(rarity(c) > 130, "{c} {}", rarity(c));
        }
    }
}
