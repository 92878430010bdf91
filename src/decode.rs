//! stub
#![allow(missing_docs)]
#[derive(Clone, Copy, Default, Debug)]
pub struct Settings {
    pub encoding: Option<&'static encoding_rs::Encoding>,
}
pub fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG") {
        return Some("a PNG image");
    }
    bytes.contains(&0).then_some("binary data")
}
