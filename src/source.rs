//! One input's decoded text, immutable, with the way back to its bytes.
//!
//! Everything downstream speaks in [`Span`]s of the decoded text. Only a
//! [`Source`] makes one, and it refuses a range that cuts a character in two,
//! so a span held anywhere is known to be sound.

use std::ops::Range;

use encoding_rs::Encoding;

/// One page as it comes in: a name and bytes, nothing decided yet.
#[derive(Clone, Debug)]
pub struct Page {
    /// What to call it in reports: a file name, `-`, a record's id.
    pub name: String,
    /// The bytes, as they lie on disk.
    pub bytes: Vec<u8>,
}

impl Page {
    /// A page of the given name and bytes.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Page {
        Page { name: name.into(), bytes: bytes.into() }
    }
}

/// A range of a [`Source`], in bytes of its decoded text (UTF-8), always on
/// character boundaries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// First byte of the span.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte of the span.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes of decoded text.
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether the span holds no text (a place between two characters).
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a byte range.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// From the end of this span to the start of a later one.
    ///
    /// # Panics
    /// When `later` starts before this span ends.
    pub fn between(self, later: Span) -> Span {
        assert!(self.end <= later.start, "spans out of order");
        Span { start: self.end, end: later.start }
    }

    /// The empty span at the start of this one.
    pub fn head(self) -> Span {
        Span { start: self.start, end: self.start }
    }

    /// The empty span at the end of this one.
    pub fn tail(self) -> Span {
        Span { start: self.end, end: self.end }
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A stretch of decoded text whose characters all have the same width in the
/// input and the same width in UTF-8, so that positions map by arithmetic. Where
/// the input is UTF-8 itself, byte stands for byte: both widths are 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Where the stretch starts in the decoded text, in bytes.
    pub text: u32,
    /// Where the stretch starts in the input, in bytes.
    pub input: u32,
    /// Bytes of UTF-8 per character.
    pub text_width: u8,
    /// Bytes of input per character.
    pub input_width: u8,
}

/// One input: its name, its bytes, the text they decode to, and the map between.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    /// The input where it is not simply the text's own UTF-8.
    input: Option<Vec<u8>>,
    encoding: &'static Encoding,
    pieces: Vec<Piece>,
    damaged: Vec<Span>,
    chars: Vec<u32>,
}

/// Characters are counted once per this many bytes of text, and from there on demand.
const COUNT_EVERY: usize = 512;

impl Source {
    /// A source whose input is the UTF-8 of `text`, byte for byte.
    pub fn from_text(name: impl Into<String>, text: impl Into<String>) -> Source {
        let text = text.into();
        let chars = count_chars(&text);
        Source {
            name: name.into(),
            text,
            input: None,
            encoding: encoding_rs::UTF_8,
            pieces: Vec::new(),
            damaged: Vec::new(),
            chars,
        }
    }

    /// A source decoded from `input`; `pieces` map text to input, in order,
    /// from offset 0 of both.
    pub fn from_pieces(
        name: impl Into<String>,
        input: Vec<u8>,
        text: String,
        encoding: &'static Encoding,
        pieces: Vec<Piece>,
    ) -> Source {
        let chars = count_chars(&text);
        let (name, damaged) = (name.into(), Vec::new());
        Source { name, text, input: Some(input), encoding, pieces, damaged, chars }
    }

    /// The same source, of which these ranges of the text (in order, apart, made of
    /// U+FFFD) stand for bytes that could not be decoded.
    pub fn with_damage(mut self, ranges: Vec<Range<usize>>) -> Source {
        self.damaged = ranges.into_iter().map(|range| self.span(range)).collect();
        self
    }

    /// What the input is called (a file name, `-`, a record's id).
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The same without the folders it lies in: they are the affair of the one who has
    /// them, not of those to whom a file about the page is given.
    pub fn file_name(&self) -> &str {
        let last = self.name.rsplit(['/', '\\']).next().unwrap_or_default();
        if last.is_empty() { &self.name } else { last }
    }

    /// The decoded text, whole.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The input's bytes as they came.
    pub fn input(&self) -> &[u8] {
        self.input.as_deref().unwrap_or(self.text.as_bytes())
    }

    /// What the input was decoded from.
    pub fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// The map from text to input; empty when the two are the same bytes.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Where the text stands for bytes that could not be decoded, in page order.
    pub fn damaged(&self) -> &[Span] {
        &self.damaged
    }

    /// Whether a span lies in what could not be decoded.
    pub fn is_damaged(&self, span: Span) -> bool {
        let before = self.damaged.partition_point(|d| d.start <= span.start);
        before > 0 && self.damaged[before - 1].contains(span)
    }

    /// The span of a byte range of the decoded text.
    ///
    /// # Panics
    /// When the range leaves the text or cuts a character in two: that is a
    /// fault in the caller, never in the page.
    pub fn span(&self, range: Range<usize>) -> Span {
        assert!(
            self.text.is_char_boundary(range.start) && self.text.is_char_boundary(range.end),
            "span {range:?} cuts a character"
        );
        assert!(range.start <= range.end, "span {range:?} runs backwards");
        Span { start: range.start as u32, end: range.end as u32 }
    }

    /// The whole text.
    pub fn whole(&self) -> Span {
        self.span(0..self.text.len())
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The span of a substring of this source's text.
    ///
    /// # Panics
    /// When `part` is not a slice of [`Source::text`].
    pub fn span_of(&self, part: &str) -> Span {
        let start = (part.as_ptr() as usize)
            .checked_sub(self.text.as_ptr() as usize)
            .expect("a slice of this source");
        self.span(start..start + part.len())
    }

    /// Where a span lies in the input, in bytes.
    pub fn input_range(&self, span: Span) -> Range<usize> {
        self.input_offset(span.start)..self.input_offset(span.end)
    }

    /// Where a span lies in the text, in characters.
    pub fn char_range(&self, span: Span) -> Range<usize> {
        let start = self.char_offset(span.start());
        start..start + self.slice(span).chars().count()
    }

    fn input_offset(&self, text: u32) -> usize {
        if text as usize == self.text.len() {
            return self.input().len();
        }
        if self.pieces.is_empty() {
            return text as usize;
        }
        let piece = &self.pieces[self.pieces.partition_point(|p| p.text <= text) - 1];
        let chars = (text - piece.text) / u32::from(piece.text_width);
        (piece.input + chars * u32::from(piece.input_width)) as usize
    }

    fn char_offset(&self, text: usize) -> usize {
        let bucket = text / COUNT_EVERY;
        let mut from = bucket * COUNT_EVERY;
        while !self.text.is_char_boundary(from) {
            from += 1; // the count at a bucket is of characters that start before it
        }
        if from > text {
            return self.chars[bucket] as usize;
        }
        self.chars[bucket] as usize + self.text[from..text].chars().count()
    }
}

/// Characters that start before each multiple of [`COUNT_EVERY`] bytes.
fn count_chars(text: &str) -> Vec<u32> {
    let mut counts = vec![0];
    let mut total = 0;
    for bucket in text.as_bytes().chunks(COUNT_EVERY) {
        total += bucket.iter().filter(|b| (**b as i8) >= -0x40).count() as u32;
        counts.push(total);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_across_buckets() {
        let text = "a漢字é".repeat(700);
        let source = Source::from_text("t", text.clone());
        for (index, (at, c)) in text.char_indices().enumerate().step_by(37) {
            let span = source.span(at..at + c.len_utf8());
            assert_eq!(source.char_range(span), index..index + 1);
        }
        assert_eq!(source.char_range(source.whole()), 0..text.chars().count());
    }

    #[test]
    fn pieces_map_text_back_to_input() {
        // Two Han characters of two bytes each in GB18030, then ASCII.
        let pieces = vec![
            Piece { text: 0, input: 0, text_width: 3, input_width: 2 },
            Piece { text: 6, input: 4, text_width: 1, input_width: 1 },
        ];
        let input = vec![0xD6, 0xD0, 0xCE, 0xC4, b'a', b'b'];
        let source = Source::from_pieces("t", input, "中文ab".into(), encoding_rs::GB18030, pieces);
        assert_eq!(source.input_range(source.span(3..7)), 2..5);
        assert_eq!(source.input_range(source.whole()), 0..6);
    }

    #[test]
    #[should_panic(expected = "cuts a character")]
    fn a_span_never_cuts_a_character() {
        Source::from_text("t", "漢").span(0..1);
    }
}
