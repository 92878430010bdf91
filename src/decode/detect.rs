//! Which encoding a page is in.
//!
//! # Steps
//! ```text
//! mark       a byte order mark says it
//! shifts     escapes between tables: ISO-2022-JP
//! UTF-16     plainly so, without a mark
//! UTF-8      valid, or with few bad sequences among many good ones
//! declared   the page says it, and it is not contradicted
//! contest    the encoding in which the page costs the fewest bits
//! ```
//!
//! # Texts too short to tell
//! All that is valid UTF-8 is taken for it. Two ideographs in GB18030 or Big5 are
//! mostly told from accented letters, for they would be odd ones; which of the two
//! encodings it is takes some five. Among encodings of one alphabet a few words say
//! nothing: the detector's guess stands (windows-1252 for Latin letters). Where the
//! guess is wrong the page is still restored to the byte, and `--encoding` is there.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, SHIFT_JIS, UTF_8, WINDOWS_1252,
};

use super::bits::cost;
use super::declared::declared;
use super::utf16;

/// Good sequences of UTF-8 that outweigh one bad one. A pair of bytes of GB18030 or
/// EUC-KR is valid UTF-8 by chance once in eight, so that their pages have seven bad
/// sequences to one good: ten good to one bad is far from that, and lets a short
/// text with a damaged byte be what it is.
const GOOD_TO_BAD: usize = 10;

/// Bad sequences after which a page that is not mostly UTF-8 is read no further.
const PATIENCE: usize = 64;

/// Bad sequences that a declared encoding is forgiven: one, and one in a hundred
/// characters. With more, the page was converted and its declaration was not.
const FORGIVEN: usize = 100;

/// Accented letters below which one Latin alphabet is not told from another: chardetng
/// takes a lone naïve for Latvian.
const FEW_ACCENTS: usize = 4;

/// Bytes of lines outside ASCII that are weighed.
const SAMPLE: usize = 1 << 15;

/// U+FEFF in GB18030, which is no mark that browsers know.
const GB18030_MARK: [u8; 4] = [0x84, 0x31, 0x95, 0x33];

/// The encoding of a page; `is_utf8` says whether it is valid UTF-8.
pub(super) fn encoding(bytes: &[u8], is_utf8: bool) -> &'static Encoding {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return marked;
    }
    if bytes.starts_with(&GB18030_MARK) {
        return GB18030;
    }
    if is_utf8 && is_shifted(bytes) {
        return ISO_2022_JP;
    }
    // A NUL is valid UTF-8, and half of an English page in UTF-16.
    let bears_utf8 = is_utf8 || bears_utf8(bytes);
    if (!bears_utf8 || bytes.contains(&0))
        && let Some(utf16) = utf16::unmarked(bytes)
    {
        return utf16;
    }
    if bears_utf8 {
        return UTF_8;
    }
    let sample = sample(bytes);
    declared(bytes)
        .map(widened)
        .filter(|d| is_borne(&sample, d))
        .unwrap_or_else(|| cheapest(&sample))
}

/// Whether a page has the escapes of ISO-2022-JP and is sound in it.
fn is_shifted(bytes: &[u8]) -> bool {
    if !bytes.contains(&0x1B) || !bytes.is_ascii() {
        return false;
    }
    let opens = bytes.windows(3).any(|w| w[..2] == *b"\x1B$" && matches!(w[2], b'B' | b'@'));
    opens && ISO_2022_JP.decode_without_bom_handling_and_without_replacement(bytes).is_some()
}

/// Whether what is not ASCII is mostly valid UTF-8.
fn bears_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
        if bad > PATIENCE && bad > good {
            return false;
        }
    }
    bad * GOOD_TO_BAD <= good
}

/// The lines that are not ASCII, up to a limit: a long ASCII head says nothing. No
/// encoding that is weighed here has a line feed inside a character.
fn sample(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| !line.is_ascii()) {
        let room = SAMPLE - sample.len();
        // Of an endless line, from where it is no longer ASCII.
        let from = line.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
        let line = if line.len() > room { &line[from..] } else { line };
        sample.extend_from_slice(&line[..line.len().min(room)]);
        if sample.len() == SAMPLE {
            break;
        }
    }
    sample
}

/// GBK is read as GB18030, which has all of it.
fn widened(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// Whether a sample can be in an encoding that the page declares.
fn is_borne(sample: &[u8], encoding: &'static Encoding) -> bool {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let (mut all, mut bad) = (0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        bad += usize::from(c == '\u{FFFD}');
    }
    bad <= 1 + all / FORGIVEN
}

/// What the detector makes of a sample.
fn guess(sample: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = widened(detector.guess(None, Utf8Detection::Deny));
    let (text, _) = guess.decode_without_bom_handling(sample);
    let mut letters = text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii());
    let few_of_latin = letters.clone().nth(FEW_ACCENTS).is_none() && letters.all(is_latin);
    if few_of_latin { WINDOWS_1252 } else { guess }
}

fn is_latin(c: char) -> bool {
    c < '\u{250}'
}

/// The encoding in which a sample costs the fewest bits.
fn cheapest(sample: &[u8]) -> &'static Encoding {
    let guess = guess(sample);
    [GB18030, BIG5, SHIFT_JIS, EUC_KR, EUC_JP, guess, UTF_8]
        .into_iter()
        .min_by_key(|encoding| cost(sample, encoding))
        .unwrap_or(guess)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{KOI8_U, UTF_16BE, UTF_16LE, WINDOWS_1251};

    /// Sentences, and the encodings that have them. Of KOI8-R the detector knows only
    /// its sister, which has the same letters.
    const PROSE: [(&str, &[&Encoding]); 14] = [
        ("渡口的闸门每天清晨六点打开，船只依次通过，过往行人不必再绕行下游的石桥。", &[GB18030]),
        ("本报讯 昨日下午，全市中小学开学，新学期共有三万二千名学生报到。", &[GB18030]),
        ("春雨下了三天，河水涨了。", &[GB18030]),
        (
            "渡口的閘門每天清晨六點打開，船隻依次通過，過往行人不必再繞行下游的石橋。",
            &[BIG5, GB18030],
        ),
        ("本報訊　昨日下午，全市中小學開學，新學期共有三萬二千名學生報到。", &[BIG5, GB18030]),
        (
            "渡し船は朝六時に動き出し、通行人はもう下流の橋まで回らなくてもよい。",
            &[SHIFT_JIS, EUC_JP],
        ),
        ("市議会は昨日、港湾整備計画を承認した。", &[SHIFT_JIS, EUC_JP]),
        (
            "나루터의 배는 아침 여섯 시에 움직이기 시작하고 사람들은 더 이상 다리까지 돌아가지 않아도 된다.",
            &[EUC_KR],
        ),
        ("시의회는 어제 항만 정비 계획을 승인했다고 밝혔다.", &[EUC_KR]),
        (
            "Die Fähre fährt seit gestern früh wieder; für die Anwohner entfällt der große Umweg über die Brücke.",
            &[WINDOWS_1252],
        ),
        (
            "Le bac a repris son service dès six heures; la traversée coûte toujours deux francs, même l’été.",
            &[WINDOWS_1252],
        ),
        (
            "The keeper said “not before Tuesday”, and a naïve crowd waited on the quay.",
            &[WINDOWS_1252],
        ),
        (
            "Паром снова ходит с шести часов утра, и жителям больше не нужно идти в обход через мост.",
            &[KOI8_U, WINDOWS_1251],
        ),
        ("Вчера в городе открылась новая школа.", &[KOI8_U, WINDOWS_1251]),
    ];

    fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        let (bytes, _, lost) = encoding.encode(text);
        assert!(!lost, "{} has not all of {text}", encoding.name());
        bytes.into_owned()
    }

    fn detect(bytes: &[u8]) -> &'static str {
        encoding(bytes, std::str::from_utf8(bytes).is_ok()).name()
    }

    fn each(mut check: impl FnMut(&str, &'static Encoding, Vec<u8>)) {
        for (text, encodings) in PROSE {
            encodings.iter().for_each(|encoding| check(text, encoding, encoded(text, encoding)));
        }
    }

    #[test]
    fn a_sentence_tells_its_encoding() {
        each(|text, encoding, bytes| assert_eq!(detect(&bytes), encoding.name(), "{text}"));
        for (text, _) in PROSE {
            assert_eq!(detect(text.as_bytes()), "UTF-8");
        }
    }

    #[test]
    fn a_damaged_byte_changes_nothing() {
        each(|text, encoding, bytes| {
            for (bytes, name) in
                [(bytes, encoding.name()), (text.as_bytes().to_vec(), UTF_8.name())]
            {
                let at = bytes.iter().rposition(|byte| *byte >= 0x80).unwrap_or(0);
                for bad in [&b"\xFF"[..], b"\0", b"?", b"\x80", b""] {
                    // What was damaged may put the rest of its line out of step.
                    let mut page = [&bytes[..], b"\n", &bytes].concat();
                    page.splice(at..at + 1, bad.iter().copied());
                    assert_eq!(detect(&page), name, "{bad:X?} in {text}");
                }
            }
        });
    }

    #[test]
    fn a_long_head_in_ascii_says_nothing() {
        let head = "<p class=\"menu\">home, news, archive</p>\n".repeat(3000);
        each(|text, encoding, bytes| {
            let page = [head.as_bytes(), &bytes].concat();
            assert_eq!(detect(&page), encoding.name(), "{text}");
            let line = head.replace('\n', " ");
            assert_eq!(detect(&[line.as_bytes(), &bytes].concat()), encoding.name(), "{text}");
        });
    }

    #[test]
    fn a_page_cut_off_in_a_character_is_still_itself() {
        each(|text, encoding, bytes| {
            let end = bytes.len() - bytes.len() % 2 - 1;
            assert_eq!(detect(&bytes[..end]), encoding.name(), "{text}");
        });
        let text = PROSE[0].0.as_bytes();
        assert_eq!(detect(&text[..text.len() - 1]), "UTF-8");
    }

    #[test]
    fn a_few_characters_are_enough_where_the_doc_says_so() {
        for (text, encoding) in [
            ("渡船", GB18030),
            ("中国人民", GB18030),
            ("今天天氣很好", BIG5),
            ("café", WINDOWS_1252),
            ("Müller", WINDOWS_1252),
            ("naïve", WINDOWS_1252),
            ("für Frau Größe", WINDOWS_1252),
            ("안녕하세요", EUC_KR),
            ("こんにちは", SHIFT_JIS),
        ] {
            assert_eq!(detect(&encoded(text, encoding)), encoding.name(), "{text}");
        }
        assert_eq!(detect(b""), "UTF-8");
        assert_eq!(detect(b"plain"), "UTF-8");
        assert_eq!(detect("谢谢".as_bytes()), "UTF-8");
    }

    #[test]
    fn utf16_is_known_with_a_mark_and_without() {
        for (text, _) in PROSE {
            for (mark, name) in [("\u{FEFF}", true), ("", false)] {
                let text = format!("{mark}{text}");
                let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
                let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
                assert_eq!(detect(&little), UTF_16LE.name(), "{text} {name}");
                assert_eq!(detect(&big), UTF_16BE.name(), "{text} {name}");
            }
        }
        for text in ["ab\0cd!", "a\0b", "this app can break\0", "\0\0\0\0"] {
            assert_eq!(detect(text.as_bytes()), "UTF-8", "{text:?}");
        }
    }

    #[test]
    fn a_declaration_is_heard_unless_the_bytes_deny_it() {
        let page = |label: &str, text: &[u8]| {
            [format!("<meta charset={label}>\n").as_bytes(), text].concat()
        };
        let russian = encoded("Да", WINDOWS_1251);
        assert_eq!(detect(&page("windows-1251", &russian)), "windows-1251");
        assert_eq!(detect(&page("gb2312", "渡口".as_bytes())), "UTF-8");
        assert_eq!(detect(&page("gb2312", &encoded("渡口", GB18030))), "gb18030");
        let big5 = encoded(PROSE[3].0, BIG5);
        assert_eq!(detect(&page("euc-jp", &big5)), "Big5");
    }

    #[test]
    fn mail_in_japanese_is_known_by_its_escapes() {
        assert_eq!(detect(b"\x1B$B$\"$$\x1B(B\n"), "ISO-2022-JP");
        assert_eq!(detect(b"\x1B[31mred\x1B[0m costs \x1B$B"), "UTF-8");
    }
}
