//! Files that are no text, by what they begin with or by what they are full of.

use encoding_rs::Encoding;

use super::utf16;

/// What kinds of file begin with. Only beginnings that no prose has.
const BEGINNINGS: [(&[u8], &str); 27] = [
    (b"\x89PNG\r\n\x1A\n", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\0\0\0\x0CjP  ", "a JPEG 2000 image"),
    (b"AT&TFORM", "a DjVu document"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an office document of the old kind"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1F\x8B", "gzip-compressed data, to be unpacked first"),
    (b"\x28\xB5\x2F\xFD", "zstd-compressed data, to be unpacked first"),
    (b"\xFD7zXZ\0", "xz-compressed data, to be unpacked first"),
    (b"BZh91AY&SY", "bzip2-compressed data, to be unpacked first"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"\x7FELF", "a program (ELF)"),
    (b"\xCF\xFA\xED\xFE", "a program (Mach-O)"),
    (b"\0asm", "a program (WebAssembly)"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"ID3\x03", "an MP3 recording"),
    (b"OggS\0", "an Ogg recording"),
    (b"\xFF\xFE\0\0", "text in UTF-32, to be converted to UTF-8 first"),
    (b"\0\0\xFE\xFF", "text in UTF-32, to be converted to UTF-8 first"),
];

/// Bytes of the head that are looked at.
const HEAD: usize = 1 << 16;

/// Bytes of text to one NUL that may have strayed in. Programs and databases have
/// one in ten and more.
const BYTES_TO_NUL: usize = 1000;

/// Bytes of text to one other control byte. Compressed data has one in ten.
const BYTES_TO_CONTROL: usize = 40;

/// What a file is if it is no text, in a phrase to follow "this is"; `None` when it
/// may be text.
pub fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, kind)) = BEGINNINGS.iter().find(|(begin, _)| bytes.starts_with(begin)) {
        return Some(kind);
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let nuls = head.iter().filter(|byte| **byte == 0).count();
    let controls = head.iter().filter(|byte| is_control(**byte)).count();
    let is_full = nuls * BYTES_TO_NUL > head.len() || controls * BYTES_TO_CONTROL > head.len();
    let is_text =
        !is_full || Encoding::for_bom(bytes).is_some() || utf16::unmarked(bytes).is_some();
    (!is_text).then_some("binary data")
}

/// Whether a byte is a control that text does not have: neither white space nor
/// backspace (overstrikes) nor escape (colours, Japanese mail).
fn is_control(byte: u8) -> bool {
    byte.is_ascii_control() && !matches!(byte, 8..=13 | 0x1B)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_beginning() {
        assert_eq!(binary_kind(b"\x89PNG\r\n\x1A\n...."), Some("a PNG image"));
        assert!(binary_kind(b"\x1F\x8B\x08\x00").is_some_and(|kind| kind.contains("gzip")));
        assert!(binary_kind(b"%PDF-1.7\n").is_some_and(|kind| kind.contains("PDF")));
        assert!(binary_kind(b"\xFF\xFE\0\0a\0\0\0").is_some_and(|kind| kind.contains("UTF-32")));
    }

    #[test]
    fn bytes_without_sense_are_no_text() {
        let noise: Vec<u8> =
            (0u32..4000).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        assert_eq!(binary_kind(&noise), Some("binary data"));
        assert_eq!(binary_kind(&[0; 40]), Some("binary data"));
        assert_eq!(binary_kind(b"one\0two\0three\0four\0"), Some("binary data"));
    }

    #[test]
    fn text_is_text_in_any_encoding() {
        let english = "The lock keeper opened the gates at six.\n";
        let utf16: Vec<u8> = english.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [&b"\xFE\xFF"[..], &[0x4E, 0x2D, 0, b'\n']].concat();
        let (gb, _, _) = encoding_rs::GB18030.encode("渡口的闸门六点打开。\n");
        let mail = b"\x1B$B$\"$$\x1B(B\n";
        for text in [english.as_bytes(), &utf16, &marked, &gb, mail, b"", b"GIF is a format"] {
            assert_eq!(binary_kind(text), None, "{text:?}");
        }
        let mut strayed = english.repeat(60);
        strayed.insert(300, '\0');
        assert_eq!(binary_kind(strayed.as_bytes()), None);
    }
}
