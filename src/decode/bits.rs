//! What a text costs to say, in bits: the same bytes read in the wrong encoding give
//! rare characters where the right one gives those of every day.
//!
//! ```text
//! D6 D0 B9 FA   GB18030       中国      7 + 8 bits
//!               EUC-KR        櫓묐      24 + 24
//!               windows-1252  ÖÐ¹ú     10 + 10 + 13 + 8
//! ```
//! As all readings explain the same bytes, the one of the fewest bits is the most
//! probable (Shannon's measure; the encoding detectors of browsers use tables of
//! neighbouring letters to the same end). Ideographs have their own frequencies;
//! other characters are weighed by class, each class at about the binary logarithm
//! of one over the share its characters have in a text that uses it.

use encoding_rs::{BIG5, Encoding, GB18030};

use crate::lexicon::rarity;
use crate::script::is_han;

/// A bit; costs are counted in eighths.
pub(super) const BIT: u64 = 8;

/// What a sequence that is not valid costs: more than the rarest character, as a
/// page of the encoding has next to none.
const INVALID: u64 = 24 * BIT;

/// What a character of no class here costs, a control character among them.
const STRANGE: u64 = 22 * BIT;

/// What kana cost more in a Chinese encoding: they lie where EUC-JP has them.
const KANA_IN_CHINESE: u64 = 3 * BIT;

/// Syllables that make up three quarters of Korean running text.
const FREQUENT_SYLLABLES: &str = "이다의는에을가고하한지은로기사리서도를인대자시일정어나라제스\
해그수들과전장것부으보있아면만여상주적안원성트동구게우연소비국조오공신미유무드경세마선학생치관계화중\
방내년할위르었않았했된되며까러합니습개발진행업민실용거분단영체현양말모재회차외입문당산결반물간후데";

/// What bytes cost, read in an encoding.
pub(super) fn cost(bytes: &[u8], encoding: &'static Encoding) -> u64 {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let kana = if encoding == GB18030 || encoding == BIG5 { KANA_IN_CHINESE } else { 0 };
    text.chars().map(|c| character(c) + if is_kana(c) { kana } else { 0 }).sum()
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FE}')
}

/// What a character costs, in eighths of a bit.
fn character(c: char) -> u64 {
    let bits = match c {
        'a'..='z' | 'A'..='Z' => 5,
        ' '..='~' | '\n' | '\r' | '\t' | '\u{C}' => 6,
        '\u{FFFD}' => return INVALID,
        _ if is_han(c) => return u64::from(rarity(c)).min(STRANGE),
        '가'..='힣' => syllable(c),
        '\u{3041}'..='\u{3096}' => 6,
        '\u{30A1}'..='\u{30FE}' => 7,
        '\u{3000}'..='\u{3011}' | '，' | '：' | '；' | '！' | '？' | '（' | '）' => 7,
        '“' | '”' | '‘' | '’' | '—' | '–' | '…' | '·' => 8,
        '\u{FF01}'..='\u{FF9F}' => 11,
        'а'..='я' | 'ё' => 5,
        'α'..='ω' | 'ά'..='ώ' => 6,
        // Hebrew, Arabic, Thai.
        '\u{5D0}'..='\u{5EA}' | '\u{621}'..='\u{64A}' | '\u{E01}'..='\u{E4C}' => 6,
        'А'..='Я' | 'Α'..='Ω' | 'ß'..='ö' | 'ø'..='ÿ' => 8,
        '\u{400}'..='\u{45F}' | '\u{370}'..='\u{3CE}' => 9,
        'À'..='Ö' | 'Ø'..='Þ' | '\u{100}'..='\u{24F}' => 10,
        '\u{A0}' | '«' | '»' | '°' | '§' | '€' | '£' | '„' | '‚' | '•' | '№' => 10,
        '\u{A1}'..='\u{BF}' | '\u{2010}'..='\u{257F}' => 13,
        _ => return STRANGE,
    };
    bits * BIT
}

fn syllable(c: char) -> u64 {
    if FREQUENT_SYLLABLES.contains(c) {
        return 8;
    }
    // Of eleven thousand that can be written, print knows 2,350.
    let mut utf8 = [0; 4];
    let (bytes, _, _) = encoding_rs::EUC_KR.encode(c.encode_utf8(&mut utf8));
    if matches!(*bytes, [0xB0..=0xFE, 0xA1..=0xFE]) { 13 } else { 22 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{EUC_KR, WINDOWS_1252};

    #[test]
    fn the_right_reading_is_the_cheapest() {
        let (bytes, _, _) = GB18030.encode("本市今年新修了三座水库");
        let right = cost(&bytes, GB18030);
        for wrong in [BIG5, EUC_KR, WINDOWS_1252] {
            assert!(cost(&bytes, wrong) > right + 20 * BIT, "{}", wrong.name());
        }
    }
}
