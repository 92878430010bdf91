//! UTF-16 without a byte order mark.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::bits::{BIT, cost};

/// Bytes of the head that are looked at.
const HEAD: usize = 1 << 14;

/// What the claim costs beyond its text, in bits: such files are so rare that a few
/// characters do not make the case. Six letters do, or eight ideographs.
const UNMARKED: u64 = 60;

/// The most a character of a page in UTF-16 costs, in bits. Chinese prose takes 9 to
/// 10; bytes of another encoding taken in pairs 15 and more.
const DEAREST: u64 = 12;

/// Which UTF-16 a page is in, if it plainly is: read so, it is prose, and it is
/// none when read as bytes.
pub(super) fn unmarked(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD) & !1];
    let other = [UTF_8, GB18030].map(|encoding| cost(head, encoding)).into_iter().min()?;
    let (bits, encoding) = [UTF_16LE, UTF_16BE]
        .map(|encoding| (cost(head, encoding), encoding))
        .into_iter()
        .min_by_key(|(bits, _)| *bits)?;
    let is_prose = bits <= DEAREST * BIT * (head.len() as u64 / 2);
    (is_prose && bits + UNMARKED * BIT < other).then_some(encoding)
}
