//! Exceptions: which of two ways of printing is the odd one on a page.
//!
//! ```text
//! 400 marks full-width, 3 half-width     the three are the exception
//! 400 and 90                             two habits: neither is
//! 7 and 1                                too few to tell
//! ```
//! No norm says which is right; the page's own majority does.

/// Fewest times a page does a thing that is its habit.
const FEWEST: usize = 20;

/// The other way is an exception up to one time in this many; above, it is a second
/// habit, as of pages that set single digits full-width and longer figures not.
const ONE_IN: usize = 10;

/// The way that is the exception, given how often a page does each.
pub(super) fn exception<T>(one: (T, usize), other: (T, usize)) -> Option<T> {
    let (few, many) = if one.1 < other.1 { (one, other) } else { (other, one) };
    (few.1 > 0 && many.1 >= FEWEST && few.1 * ONE_IN <= many.1).then_some(few.0)
}

#[cfg(test)]
mod tests {
    use super::exception;

    #[test]
    fn the_rare_one_is_the_exception_where_there_is_enough_to_tell() {
        assert_eq!(exception(('f', 400), ('h', 3)), Some('h'));
        assert_eq!(exception(('f', 3), ('h', 400)), Some('f'));
        assert_eq!(exception(('f', 400), ('h', 90)), None);
        assert_eq!(exception(('f', 7), ('h', 1)), None);
        assert_eq!(exception(('f', 400), ('h', 0)), None);
    }
}
