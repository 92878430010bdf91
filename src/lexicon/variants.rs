//! Traditional characters and their simplified forms.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

static SIMPLIFIED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/simplified.bin"));

/// One byte of [`bits`] per ideograph.
static SCRIPTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/scripts.bin"));

/// First ideograph of the tables; that of simplified forms holds a little-endian
/// u16 per ideograph.
const FIRST: usize = 0x4E00;

/// What a byte of the table of scripts says; `src/build.rs` writes them.
mod bits {
    pub(super) const SIMPLIFIED: u8 = 1;
    pub(super) const TRADITIONAL: u8 = 2;
    pub(super) const LEADS: u8 = 4;
}

/// The Chinese script that alone has a character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Script {
    /// That of the mainland and Singapore.
    Simplified,
    /// That of Taiwan and Hong Kong, and of all that was printed before 1956.
    Traditional,
}

/// The script that alone has `c`; `None` for what both have (后, 干, 乾) and for all
/// else. The national character sets tell: GB 2312 holds what mainland papers
/// print, the two levels of Big5 what those of Taiwan do. Short forms that JIS
/// X 0208 holds too (却, 决, 国) were printed long before the reform.
pub fn script(c: char) -> Option<Script> {
    match bits_of(c) {
        b if b & bits::SIMPLIFIED != 0 => Some(Script::Simplified),
        b if b & bits::TRADITIONAL != 0 => Some(Script::Traditional),
        _ => None,
    }
}

/// Whether `c` is what a reader of GBK makes of the first bytes of an ideograph or
/// a full-width mark in UTF-8: all of them rare characters (涓, 鐨, 銆).
pub fn leads_misread(c: char) -> bool {
    bits_of(c) & bits::LEADS != 0
}

fn bits_of(c: char) -> u8 {
    SCRIPTS.get((c as usize).wrapping_sub(FIRST)).copied().unwrap_or(0)
}

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

/// The traditional characters that `c` is the simplified form of, those of Big5
/// only.
pub fn traditional(c: char) -> &'static [char] {
    static TRADITIONAL: LazyLock<FxHashMap<char, Vec<char>>> = LazyLock::new(|| {
        let mut map: FxHashMap<char, Vec<char>> = FxHashMap::default();
        let all = (FIRST..FIRST + SCRIPTS.len()).filter_map(|code| char::from_u32(code as u32));
        for t in all.filter(|t| script(*t) == Some(Script::Traditional)) {
            map.entry(simplified(t)).or_default().push(t);
        }
        map
    });
    TRADITIONAL.get(&c).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_folds_and_the_rest_stays() {
        let folded: String = "圖書館,龍門 abc é 𠀀".chars().map(simplified).collect();
        assert_eq!(folded, "图书馆,龙门 abc é 𠀀");
    }

    #[test]
    fn a_script_is_told_by_what_only_it_has() {
        for c in "图书龙门这们发".chars() {
            assert_eq!(script(c), Some(Script::Simplified), "{c}");
        }
        for c in "圖書龍門國會發".chars() {
            assert_eq!(script(c), Some(Script::Traditional), "{c}");
        }
        for c in "后後里干乾面台云松只山水人著藉却决温a,é𠀀".chars() {
            assert_eq!(script(c), None, "{c}");
        }
        assert_eq!(traditional('国'), ['國']);
        assert_eq!(traditional('发'), ['發', '髮']);
    }

    #[test]
    fn what_a_misreading_starts_with_is_rare() {
        assert!("涓鐨銆锛".chars().all(leads_misread));
        assert!(!"中的一是不人在有我他这".chars().any(leads_misread));
    }
}
