use proptest::prelude::*;

use super::*;

/// Encodings that bytes are thrown at.
pub(crate) const LABELS: [&str; 14] = [
    "utf-8",
    "utf-16le",
    "utf-16be",
    "gb18030",
    "gbk",
    "big5",
    "shift_jis",
    "euc-jp",
    "euc-kr",
    "windows-1252",
    "koi8-r",
    "iso-2022-jp",
    "x-user-defined",
    "macintosh",
];

fn label(label: &str) -> &'static Encoding {
    Encoding::for_label(label.as_bytes()).expect("a known label")
}

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    if encoding == UTF_16LE {
        return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    }
    if encoding == UTF_16BE {
        return text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    }
    let (bytes, _, lost) = encoding.encode(text);
    assert!(!lost, "{} has not all of {text}", encoding.name());
    bytes.into_owned()
}

fn source(bytes: &[u8]) -> Source {
    decode(&Page::new("t", bytes), &Settings::default())
}

fn named(bytes: &[u8], encoding: &'static Encoding) -> Source {
    decode(&Page::new("t", bytes), &Settings { encoding: Some(encoding) })
}

/// Character by character, in order, without holes, the map covers the input; what
/// is not damaged decodes to its character.
fn hold(source: &Source) {
    let mut reached = 0;
    for (at, c) in source.text().char_indices() {
        let range = source.input_range(source.span(at..at + c.len_utf8()));
        assert_eq!(range.start, reached, "{c:?} at {at}");
        reached = range.end;
    }
    let silent = source.text().is_empty();
    assert!(silent || reached == source.input().len());
    for span in source.damaged() {
        assert!(source.slice(*span).chars().all(|c| c == '\u{FFFD}'));
    }
}

#[test]
fn utf8_needs_no_map() {
    let source = source("\u{FEFF}渡口 ferry".as_bytes());
    assert!(source.pieces().is_empty() && source.damaged().is_empty());
    assert_eq!(source.text(), "\u{FEFF}渡口 ferry");
}

#[test]
fn characters_lead_back_to_their_bytes() {
    let source = named(b"a\xD6\xD0\x81\x30\x81\x30\xFF\xCE\xC4", label("gb18030"));
    assert_eq!(source.text(), "a中\u{80}\u{FFFD}文");
    let widths: Vec<usize> = source
        .text()
        .char_indices()
        .map(|(at, c)| source.input_range(source.span(at..at + c.len_utf8())).len())
        .collect();
    assert_eq!(widths, [1, 2, 4, 1, 2]);
    hold(&source);
}

#[test]
fn damage_is_told_once_for_each_run() {
    let mut bytes = "堤岸加固完工之后,渡船照常往返。".as_bytes().to_vec();
    bytes.splice(6..6, [0xFF, 0xFE, 0x81]);
    let source = source(&bytes);
    assert_eq!(source.encoding(), UTF_8);
    let found = damage(&source);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].evidence.attested, ["FF FE 81"]);
    assert_eq!(source.input_range(found[0].span), 6..9);
}

#[test]
fn a_line_in_another_encoding_is_one_place() {
    let line = encoded("第十七号渡船停航检修，十二月复航。", label("gb18030"));
    let page = "渡口的闸门每天六点打开，船只依次通过。\n".repeat(20);
    let source = self::source(&[page.as_bytes(), &line, b"\n\xFF"].concat());
    assert_eq!(source.encoding(), UTF_8);
    assert_eq!(damage(&source).len(), 2);
}

#[test]
fn odd_forms_of_utf8_are_damage_and_no_more() {
    let body = "渡口的闸门每天六点打开,船只依次通过。";
    for odd in
        [&b"\xC0\xAF"[..], b"\xE0\x80\xAF", b"\xED\xA0\xBD\xED\xB8\x80", b"\xF5\x80", b"\xE6\xB8"]
    {
        let bytes = [body.as_bytes(), odd].concat();
        let source = source(&bytes);
        assert_eq!(source.encoding(), UTF_8, "{odd:X?}");
        assert_eq!(source.damaged().len(), 1, "{odd:X?}");
        hold(&source);
    }
}

#[test]
fn a_name_of_utf16_leaves_the_order_to_the_mark() {
    let source = named(b"\xFE\xFF\x4E\x2D", UTF_16LE);
    assert_eq!((source.text(), source.encoding()), ("\u{FEFF}中", UTF_16BE));
}

proptest! {
    #[test]
    fn any_bytes_are_mapped(bytes in prop::collection::vec(any::<u8>(), 0..120), at in 0..LABELS.len()) {
        hold(&named(&bytes, label(LABELS[at])));
        let found = source(&bytes);
        hold(&found);
        prop_assert_eq!(found.input(), &bytes[..]);
    }

    #[test]
    fn bytes_of_east_asia_are_mapped(
        bytes in prop::collection::vec(prop::sample::select(&b"\x1B$B(J0\x30\x81\x8F\x8E\x88\x62\xA3\xA4\xB0\xD8\xDC\xE0\xFE\xFFa\n"[..]), 0..40),
        at in 0..LABELS.len(),
    ) {
        hold(&named(&bytes, label(LABELS[at])));
    }

    #[test]
    fn any_text_is_decoded(text in "[一-龥a-z，。\n]{0,60}|\\PC{0,40}", at in 0..9usize) {
        let encoding = label(["utf-8", "utf-16le", "utf-16be", "gb18030", "gb18030", "gb18030", "utf-16le", "utf-8", "utf-16be"][at]);
        let source = named(&encoded(&text, encoding), encoding);
        prop_assert_eq!(source.text(), &text);
        prop_assert!(source.damaged().is_empty());
        hold(&source);
    }

    #[test]
    fn text_of_small_sets_is_decoded(
        kana in "[あ-んア-ン、。a-z\n]{0,60}",
        hangul in "[가각간갇a-z ]{0,60}",
        traditional in "[中文圖書館，。a-z]{0,60}",
        western in "[éàüßñ“”a-z ]{0,60}",
        russian in "[а-яА-Я ]{0,60}",
    ) {
        for (text, labels) in [
            (kana, &["shift_jis", "euc-jp", "iso-2022-jp"][..]),
            (hangul, &["euc-kr"]),
            (traditional, &["big5", "gbk"]),
            (western, &["windows-1252"]),
            (russian, &["koi8-r", "windows-1251"]),
        ] {
            for encoding in labels.iter().map(|name| label(name)) {
                let source = named(&encoded(&text, encoding), encoding);
                prop_assert_eq!(source.text(), &text);
                hold(&source);
            }
        }
    }
}
