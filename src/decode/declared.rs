//! What a page of HTML or XML says of its own encoding.

use encoding_rs::{Encoding, REPLACEMENT, UTF_16BE, UTF_16LE, X_USER_DEFINED};

/// How far into the page a declaration may stand, in bytes. HTML asks for the first
/// 1,024; pages with a long head break that.
const HEAD: usize = 4096;

/// The encoding the page declares, if it declares one that it can be in: what can
/// be read as ASCII is not UTF-16.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let label = in_xml(&head).or_else(|| in_html(&head))?;
    let cannot_be = [UTF_16LE, UTF_16BE, REPLACEMENT, X_USER_DEFINED];
    Encoding::for_label(label).filter(|encoding| !cannot_be.contains(encoding))
}

fn in_xml(head: &[u8]) -> Option<&[u8]> {
    let declaration = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    value(&declaration[..find(declaration, b"?>")?], b"encoding")
}

fn in_html(head: &[u8]) -> Option<&[u8]> {
    let mut rest = head;
    while let Some(at) = find(rest, b"<meta") {
        let tag = &rest[at..];
        let end = find(tag, b">")?;
        if let Some(label) = value(&tag[..end], b"charset") {
            return Some(label);
        }
        rest = &tag[end..];
    }
    None
}

/// What a name is set to: `name=x`, `name = "x"`.
fn value<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let after = tag[find(tag, name)? + name.len()..].trim_ascii_start();
    let set = after.strip_prefix(b"=")?.trim_ascii_start();
    let quoted = set.strip_prefix(b"\"").or_else(|| set.strip_prefix(b"'")).unwrap_or(set);
    let is_end = |byte: &u8| b"\"' ;/>\t\r\n".contains(byte);
    Some(&quoted[..quoted.iter().position(is_end).unwrap_or(quoted.len())])
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_read_in_each_of_their_forms() {
        let name = |page: &str| declared(page.as_bytes()).map(Encoding::name);
        assert_eq!(name("<html><meta charset=gb2312><p>"), Some("GBK"));
        assert_eq!(name("<META name=a><meta charset = 'Big5' />"), Some("Big5"));
        let old = "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=Shift_JIS\">";
        assert_eq!(name(old), Some("Shift_JIS"));
        assert_eq!(name("<?xml version=\"1.0\" encoding=\"EUC-KR\"?><a/>"), Some("EUC-KR"));
    }

    #[test]
    fn prose_about_declarations_declares_nothing() {
        for page in ["charset=gb2312", "<p>meta charset=big5</p>", "<meta charset=big5", "<?xml"] {
            assert_eq!(declared(page.as_bytes()), None, "{page}");
        }
        assert_eq!(declared(b"<meta charset=utf-16>"), None);
        assert_eq!(declared(b"<meta charset=nonsense>"), None);
    }
}
