//! Guard: a fault of this tool on one page must not end the work on all others.
//!
//! A page that makes the tool panic is a fault to be mended here, and no fault of the
//! page. Until it is mended the page is kept as it came, and the run says so.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Do `work`.
///
/// # Errors
/// What the tool said when it panicked. What `work` was building is dropped; the page
/// itself is never changed, so there is nothing half done to be seen.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|said| {
        let literal = said.downcast_ref::<&str>().map(|said| said.to_string());
        let said = literal.or_else(|| said.downcast_ref::<String>().cloned());
        said.unwrap_or_else(|| "no message".into())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_what_it_said() {
        assert_eq!(guarded(|| 7), Ok(7));
        assert_eq!(guarded(|| -> u8 { panic!("no such line") }), Err("no such line".into()));
        assert_eq!(guarded(|| -> u8 { panic!("line {}", 3) }), Err("line 3".into()));
    }

    #[test]
    fn a_panic_of_another_thread_is_caught_too() {
        let both = || rayon::join(|| -> u8 { panic!("beside") }, || 1);
        assert_eq!(guarded(both), Err("beside".into()));
    }
}
