//! Text with the way back: which bytes each character was decoded from.
//!
//! `encoding_rs` decodes fast and says where bytes are bad, but not how many bytes
//! each character took. Between two bad places the first byte or two of a sequence
//! tell its length, in every encoding but the stateful ones, so one pass over text
//! and input side by side gives the map. A stateful encoding (ISO-2022-JP) is fed
//! byte by byte.

use encoding_rs::{
    BIG5, Decoder, DecoderResult, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8,
    UTF_16BE, UTF_16LE,
};

use crate::source::{Piece, Source};

/// Bytes decoded at a time, so that the room kept for the worst case stays small.
const CHUNK: usize = 1 << 16;

/// What stands in the text for bytes that cannot be decoded.
const LOST: char = '\u{FFFD}';

/// Length of the sequence that starts here: in bytes, and in characters.
type Measure = fn(&[u8]) -> (usize, usize);

/// Decode bytes of a known encoding.
pub(super) fn decode(name: &str, bytes: &[u8], encoding: &'static Encoding) -> Source {
    let mut map = Map::default();
    match measure(encoding) {
        _ if encoding == UTF_8 => map.read_utf8(bytes),
        Some(measure) => map.read_stateless(bytes, encoding, measure),
        None => map.read_stateful(bytes, encoding),
    }
    Source::from_pieces(name, bytes.to_vec(), map.text, encoding, map.pieces)
        .with_damage(map.damage)
}

fn measure(encoding: &'static Encoding) -> Option<Measure> {
    if encoding.is_single_byte() {
        return Some(|_| (1, 1));
    }
    if encoding == GB18030 || encoding == GBK {
        return Some(|bytes| match bytes {
            [0x81..=0xFE, b'0'..=b'9', ..] => (4, 1),
            [0x81..=0xFE, ..] => (2, 1),
            _ => (1, 1),
        });
    }
    if encoding == BIG5 {
        return Some(|bytes| match bytes {
            // A letter with two accents that has no code of its own in Unicode.
            [0x88, 0x62 | 0x64 | 0xA3 | 0xA5, ..] => (2, 2),
            [0x80..=0xFF, ..] => (2, 1),
            _ => (1, 1),
        });
    }
    if encoding == EUC_KR {
        return Some(|bytes| (if bytes[0] < 0x80 { 1 } else { 2 }, 1));
    }
    if encoding == SHIFT_JIS {
        return Some(|bytes| match bytes[0] {
            0x81..=0x9F | 0xE0..=0xFC => (2, 1),
            _ => (1, 1),
        });
    }
    if encoding == EUC_JP {
        return Some(|bytes| match bytes[0] {
            0x8F => (3, 1),
            0x80.. => (2, 1),
            _ => (1, 1),
        });
    }
    if encoding == UTF_16LE {
        return Some(|bytes| (if matches!(bytes, [_, 0xD8..=0xDB, ..]) { 4 } else { 2 }, 1));
    }
    if encoding == UTF_16BE {
        return Some(|bytes| (if matches!(bytes, [0xD8..=0xDB, ..]) { 4 } else { 2 }, 1));
    }
    None
}

#[derive(Default)]
struct Map {
    text: String,
    pieces: Vec<Piece>,
    damage: Vec<std::ops::Range<usize>>,
    /// How far the pieces reach, in bytes of text and of input.
    reach: (usize, usize),
}

impl Map {
    /// Text reaches to here, input to here; what is new of both is one character,
    /// or a stretch of equal bytes when `widths` are 1 and 1.
    fn reach(&mut self, text: usize, input: usize, widths: (usize, usize)) {
        // A width beyond a byte belongs to a piece of one character, whose width is
        // never multiplied.
        let [text_width, input_width] = [widths.0, widths.1].map(|w| w.min(255) as u8);
        let (from_text, from_input) = (self.reach.0 as u32, self.reach.1 as u32);
        let goes_on = self
            .pieces
            .last()
            .is_some_and(|last| (last.text_width, last.input_width) == (text_width, input_width));
        if !goes_on {
            self.pieces.push(Piece { text: from_text, input: from_input, text_width, input_width });
        }
        self.reach = (text, input);
    }

    /// The bytes up to `input` cannot be decoded.
    fn lose(&mut self, input: usize) {
        let start = self.text.len();
        self.text.push(LOST);
        let end = self.text.len();
        self.reach(end, input, (end - start, input - self.reach.1));
        match self.damage.last_mut() {
            Some(run) if run.end == start => run.end = end,
            _ => self.damage.push(start..end),
        }
    }

    fn read_utf8(&mut self, bytes: &[u8]) {
        self.text.reserve(bytes.len() + bytes.len() / 64);
        for chunk in bytes.utf8_chunks() {
            if !chunk.valid().is_empty() {
                self.text.push_str(chunk.valid());
                self.reach(self.text.len(), self.reach.1 + chunk.valid().len(), (1, 1));
            }
            if !chunk.invalid().is_empty() {
                self.lose(self.reach.1 + chunk.invalid().len());
            }
        }
    }

    fn read_stateless(&mut self, bytes: &[u8], encoding: &'static Encoding, measure: Measure) {
        self.text.reserve(bytes.len() + bytes.len() / 2);
        while self.reach.1 < bytes.len() {
            let start = self.reach.1;
            // A decoder that met bad bytes may hold back some after them; a fresh
            // one reads those again from where they stand.
            let mut decoder = encoding.new_decoder_without_bom_handling();
            let (good, bad) = sound(&bytes[start..], &mut decoder, &mut self.text);
            self.walk(&bytes[..start + good], measure);
            if bad > 0 {
                self.lose(start + good + bad);
            }
        }
    }

    /// Map sound bytes to the text they gave.
    fn walk(&mut self, bytes: &[u8], measure: Measure) {
        let (mut text, mut input) = self.reach;
        while input < bytes.len() {
            let (input_width, chars) = measure(&bytes[input..]);
            let mut text_width = width(self.text.as_bytes()[text]);
            if chars == 2 {
                text_width += width(self.text.as_bytes()[text + text_width]);
            }
            (text, input) = (text + text_width, input + input_width);
            self.reach(text, input, (text_width, input_width));
        }
    }

    fn read_stateful(&mut self, bytes: &[u8], encoding: &'static Encoding) {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        for at in 0..=bytes.len() {
            let mut rest = &bytes[at..bytes.len().min(at + 1)];
            let read = bytes.len().min(at + 1);
            loop {
                let before = self.text.len();
                self.text.reserve(16);
                let (result, used) = decoder.decode_to_string_without_replacement(
                    rest,
                    &mut self.text,
                    at == bytes.len(),
                );
                rest = &rest[used..];
                // Shifts between tables go with the character after them.
                self.each_char(before, read);
                match result {
                    DecoderResult::InputEmpty => break,
                    DecoderResult::OutputFull => {}
                    DecoderResult::Malformed(_, held) => {
                        self.lose((read - usize::from(held)).max(self.reach.1));
                    }
                }
            }
        }
    }

    /// Characters that came out when the bytes up to `read` had been read.
    fn each_char(&mut self, from: usize, read: usize) {
        let mut text = from;
        while text < self.text.len() {
            let text_width = width(self.text.as_bytes()[text]);
            text += text_width;
            // Several at once are such as were held back, a byte each.
            let waiting = self.text[text..].chars().count();
            let input = (read - waiting).max(self.reach.1);
            self.reach(text, input, (text_width, input - self.reach.1));
        }
    }
}

/// Decode up to the first bad bytes: gives how many bytes were good, and how many
/// after them bad.
fn sound(bytes: &[u8], decoder: &mut Decoder, text: &mut String) -> (usize, usize) {
    let mut read = 0;
    loop {
        let end = bytes.len().min(read + CHUNK);
        let room = decoder.max_utf8_buffer_length_without_replacement(end - read);
        text.reserve(room.unwrap_or(4 * CHUNK));
        let last = end == bytes.len();
        let (result, used) =
            decoder.decode_to_string_without_replacement(&bytes[read..end], text, last);
        read += used;
        match result {
            DecoderResult::Malformed(bad, after) => {
                let (bad, after) = (usize::from(bad), usize::from(after));
                return (read - after - bad, bad);
            }
            DecoderResult::InputEmpty if last => return (read, 0),
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
        }
    }
}

/// Bytes of the UTF-8 character that starts with this byte.
fn width(first: u8) -> usize {
    match first {
        0..=0x7F => 1,
        0x80..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    }
}
