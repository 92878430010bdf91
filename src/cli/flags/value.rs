//! Values as they are typed, and what to type instead.

use encoding_rs::Encoding;

pub(super) fn passage(typed: &str) -> Result<usize, String> {
    match typed.parse() {
        Ok(0) | Err(_) => Err("give a whole number of characters, 1 or more".into()),
        Ok(chars) => Ok(chars),
    }
}

pub(super) fn threads(typed: &str) -> Result<usize, String> {
    match typed.parse() {
        Ok(0) | Err(_) => Err("give a whole number, 1 or more".into()),
        Ok(threads) => Ok(threads),
    }
}

/// A size in bytes, with K, M, G or T for powers of 1,024.
pub(super) fn size(typed: &str) -> Result<u64, String> {
    let digits = typed.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match typed[digits.len()..].to_ascii_uppercase().trim_end_matches(['I', 'B']) {
        "" => Some(0),
        "K" => Some(10),
        "M" => Some(20),
        "G" => Some(30),
        "T" => Some(40),
        _ => None,
    };
    let number = digits.parse::<f64>().ok().filter(|n| *n >= 0.0 && n.is_finite());
    match unit.zip(number).map(|(unit, n)| (n * f64::from(unit).exp2()) as u64) {
        Some(bytes) if bytes >= LEAST_MEMORY => Ok(bytes),
        Some(_) => Err("give 64M or more: less holds no page and its neighbours".into()),
        None => Err("give a size such as 256M or 2G".into()),
    }
}

/// The least memory that a run can be held to, in bytes.
const LEAST_MEMORY: u64 = 64 << 20;

pub(super) fn share(typed: &str) -> Result<f64, String> {
    match typed.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("give a share from 0 to 1, such as 0.7".into()),
    }
}

pub(super) fn encoding(typed: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label_no_replacement(typed.as_bytes()).ok_or_else(|| {
        "no encoding has this name; some that are known: UTF-8, UTF-16LE, GB18030, GBK, Big5, \
         Shift_JIS, EUC-JP, EUC-KR, windows-1252, ISO-8859-2, KOI8-R"
            .into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_out_of_range_are_refused() {
        assert!(share("0.7").is_ok() && share("1").is_ok());
        assert!(["70", "-0.1", "NaN", "inf", "1.01", ""].iter().all(|typed| share(typed).is_err()));
        assert!(passage("24").is_ok());
        assert!(["0", "-3", "2.5", "many"].iter().all(|typed| passage(typed).is_err()));
    }

    #[test]
    fn sizes_are_read_as_people_write_them() {
        assert_eq!(size("256M"), Ok(256 << 20));
        assert_eq!(size("1.5GiB"), Ok(3 << 29));
        assert!(["", "M", "12", "-1G", "many", "3X"].iter().all(|typed| size(typed).is_err()));
    }

    #[test]
    fn encodings_are_found_by_any_of_their_names() {
        assert_eq!(encoding("gb2312").unwrap().name(), "GBK");
        assert_eq!(encoding(" utf8 ").unwrap().name(), "UTF-8");
        // A label the web maps to "replacement" would lose the whole page.
        assert!(encoding("iso-2022-kr").is_err());
    }
}
