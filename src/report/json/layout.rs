//! How the JSON is laid out: two spaces a level, numbers of one array on one
//! line (`"chars": [0, 12]`), and every character that could repaint a terminal
//! or turn a line around written as `\uXXXX`.

use std::io::{self, Write};

use serde_json::ser::{CharEscape, Formatter};

use crate::report::safe::is_hazard;

/// A `serde_json` formatter.
#[derive(Default)]
pub(super) struct Layout {
    depth: usize,
    /// The array item that is about to be written: whether it is the first.
    item: Option<bool>,
    /// For each open array, whether its items stand on lines of their own.
    open: Vec<bool>,
    /// Whether the object being closed has members.
    filled: bool,
}

impl Layout {
    fn line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        write!(out, "\n{:1$}", "", 2 * self.depth)
    }

    /// Put the item that comes next on a line of its own.
    fn item_on_line<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        let Some(first) = self.item.take() else { return Ok(()) };
        if let Some(lines) = self.open.last_mut() {
            *lines = true;
        }
        if !first {
            out.write_all(b",")?;
        }
        self.line(out)
    }
}

impl Formatter for Layout {
    fn write_u64<W: ?Sized + Write>(&mut self, out: &mut W, value: u64) -> io::Result<()> {
        if self.item.take() == Some(false) {
            out.write_all(b", ")?;
        }
        write!(out, "{value}")
    }

    fn begin_string<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.item_on_line(out)?;
        out.write_all(b"\"")
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        let mut rest = text;
        while let Some(at) = rest.find(is_hazard) {
            let c = rest[at..].chars().next().unwrap_or_default();
            // Every hazard is in the basic plane, so four digits are enough.
            write!(out, "{}\\u{:04x}", &rest[..at], c as u32)?;
            rest = &rest[at + c.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        serde_json::ser::CompactFormatter.write_char_escape(out, escape)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.item_on_line(out)?;
        self.open.push(false);
        self.depth += 1;
        out.write_all(b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if self.open.pop() == Some(true) {
            self.line(out)?;
        }
        out.write_all(b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, _: &mut W, first: bool) -> io::Result<()> {
        self.item = Some(first);
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.item_on_line(out)?;
        self.depth += 1;
        self.filled = false;
        out.write_all(b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if self.filled {
            self.line(out)?;
        }
        out.write_all(b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        self.line(out)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;
    use serde_json::{Value, json};

    #[test]
    fn numbers_on_one_line_objects_on_many_hazards_escaped() {
        let value = json!({ "a": [1, 2], "b": [[3], []], "c": ["x\u{202e}\u{7f}\u{85}"], "d": {} });
        let mut out = Vec::new();
        let mut serializer = serde_json::Serializer::with_formatter(&mut out, Layout::default());
        value.serialize(&mut serializer).unwrap();
        let text = String::from_utf8(out).unwrap();
        let expected = "{\n  \"a\": [1, 2],\n  \"b\": [\n    [3],\n    []\n  ],\n  \"c\": [\n    \
                        \"x\\u202e\\u007f\\u0085\"\n  ],\n  \"d\": {}\n}";
        assert_eq!(text, expected);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
