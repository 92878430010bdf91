//! Traditional characters and their simplified forms.

static SIMPLIFIED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/simplified.bin"));

/// First ideograph of the table; it holds a little-endian u16 per ideograph.
const FIRST: usize = 0x4E00;

/// The simplified form of a traditional character, character by character: 麼 and
/// 么 become one, and so do 後 and 后, which are two words in traditional script.
/// Fit for comparing, not for converting.
pub fn simplified(c: char) -> char {
    let at = (c as usize).wrapping_sub(FIRST).wrapping_mul(2);
    match SIMPLIFIED.get(at..at.wrapping_add(2)) {
        Some(bytes) => {
            char::from_u32(u32::from(u16::from_le_bytes([bytes[0], bytes[1]]))).unwrap_or(c)
        }
        None => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_folds_and_the_rest_stays() {
        let folded: String = "圖書館,龍門 abc é 𠀀".chars().map(simplified).collect();
        assert_eq!(folded, "图书馆,龙门 abc é 𠀀");
    }
}
