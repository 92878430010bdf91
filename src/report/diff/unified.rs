//! A patch from the page to the article, in the unified form that `patch` reads.
//!
//! It is data, true to the byte: nothing in it is made visible or escaped but the
//! file names, or it would not apply. It is in UTF-8, as the article is; a page
//! in another encoding has to be converted before it is patched.

use std::fmt::Write;
use std::ops::Range;

use similar::{Algorithm, ChangeTag, DiffOp, capture_diff_slices, group_diff_ops};

use crate::FairCopy;

/// Lines of context around a change: what `diff -u` gives.
const CONTEXT: usize = 3;

/// The patch; empty when the article is the page.
pub fn unified(copy: &FairCopy) -> String {
    let article = copy.article();
    let (page, article) = (lines(copy.source.text()), lines(&article));
    // Patience would need unique lines and Myers pays for distance; a page of
    // many folds is far from its article, and many of its lines are blank.
    let ops = capture_diff_slices(Algorithm::Histogram, &page, &article);
    let mut patch = String::new();
    for hunk in group_diff_ops(ops, CONTEXT) {
        let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { continue };
        if patch.is_empty() {
            let name = copy.source.name();
            let _ = write!(patch, "--- {}\n+++ {}\n", file_name("a", name), file_name("b", name));
        }
        let old = first.old_range().start..last.old_range().end;
        let new = first.new_range().start..last.new_range().end;
        let _ = writeln!(patch, "@@ -{} +{} @@", extent(old), extent(new));
        hunk.iter().for_each(|op| write_op(&mut patch, op, &page, &article));
    }
    patch
}

/// The lines of a text with their ends. Only a newline ends a line, as for `patch`.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn write_op(patch: &mut String, op: &DiffOp, page: &[&str], article: &[&str]) {
    for change in op.iter_changes(page, article) {
        patch.push(match change.tag() {
            ChangeTag::Equal => ' ',
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
        });
        let line = change.value();
        patch.push_str(line);
        if !line.ends_with('\n') {
            patch.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// Line and count, as a hunk's head has them: an empty range names the line before it.
fn extent(range: Range<usize>) -> String {
    match range.len() {
        0 => format!("{},0", range.start),
        1 => format!("{}", range.start + 1),
        len => format!("{},{len}", range.start + 1),
    }
}

/// A file name for a patch's head: relative, and quoted as C quotes a string
/// where it holds anything but plain characters.
fn file_name(side: &str, name: &str) -> String {
    // A name that climbs or starts at the root would make `patch` refuse.
    let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    let path = std::iter::once(side).chain(parts).collect::<Vec<_>>().join("/");
    if path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/._-+,=@%".contains(&b)) {
        return path;
    }
    let mut quoted = String::from('"');
    for byte in path.bytes() {
        match byte {
            b'"' => quoted.push_str("\\\""),
            b' '..=b'~' => quoted.push(char::from(byte)),
            other => {
                let _ = write!(quoted, "\\{other:03o}");
            }
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_stay_inside_and_on_one_line() {
        assert_eq!(file_name("a", "pages/one.txt"), "a/pages/one.txt");
        assert_eq!(file_name("a", "/etc/../x"), "a/etc/x");
        assert_eq!(file_name("b", "a b\n+++ c\u{1b}\""), "\"b/a b\\012+++ c\\033\\\"\"");
        assert_eq!(file_name("b", "页"), "\"b/\\351\\241\\265\"");
    }

    #[test]
    fn only_a_newline_ends_a_line() {
        assert_eq!(lines("a\rb\r\nc\u{2028}d\ne"), ["a\rb\r\n", "c\u{2028}d\n", "e"]);
    }
}
