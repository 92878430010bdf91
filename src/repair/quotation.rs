//! What stands in quotation marks, and so is somebody else's.

use std::ops::Range;

/// Stretches in quotation marks and in the marks of a title, in bytes; a mark that is
/// never closed quotes nothing.
pub(super) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut quotations = Vec::new();
    let mut open: Option<usize> = None;
    // Corner marks and those of titles stand in one another.
    let mut corners: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '“' | '„' => open = Some(at),
            '”' => quotations.extend(open.take().map(|start| start..at)),
            '"' => match open.take() {
                Some(start) => quotations.push(start..at),
                None => open = Some(at),
            },
            '「' | '『' | '《' | '〈' => corners.push(at),
            '」' | '』' | '》' | '〉' => {
                quotations.extend(corners.pop().map(|start| start..at))
            }
            _ => {}
        }
    }
    quotations
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_end_where_they_are_closed() {
        let quoted =
            |text| -> Vec<&str> { quotations(text).into_iter().map(|q| &text[q]).collect() };
        assert_eq!(quoted("said \"no\" and left"), ["\"no"]);
        assert_eq!(quoted("「甲『乙』丙」丁《戊》"), ["『乙", "「甲『乙』丙", "《戊"]);
        assert!(quoted("he said \"no and left").is_empty());
    }
}
