//! What a terminal can show, and what must not reach it.

use std::io;

use anstream::{AutoStream, ColorChoice};

/// Cells per line where nobody says otherwise.
const WIDTH: usize = 80;

/// Cells per line: the terminal's, else what `COLUMNS` says, else [`WIDTH`].
pub(crate) fn width() -> usize {
    let columns = || std::env::var("COLUMNS").ok()?.trim().parse().ok();
    let cells = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    cells.or_else(columns).filter(|cells| *cells > 0).unwrap_or(WIDTH)
}

/// Whether standard output takes colour: it is a terminal that does, and neither
/// `NO_COLOR` nor `CLICOLOR` forbids it; or `CLICOLOR_FORCE` asks for it.
pub(crate) fn colour() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// The message with control characters spelled out: a file's name or a report's
/// words must not steer the terminal they are shown on.
pub(crate) fn tame(message: &str) -> String {
    let mut tamed = String::with_capacity(message.len());
    for c in message.chars() {
        if c.is_control() && c != '\n' {
            tamed.extend(c.escape_default());
        } else {
            tamed.push(c);
        }
    }
    tamed
}

/// Whether a terminal would obey something in these bytes.
pub(crate) fn steers(bytes: &[u8]) -> bool {
    let obeyed = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    String::from_utf8_lossy(bytes).chars().any(obeyed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_carries_no_terminal_escape() {
        assert_eq!(tame("a\u{1b}[2Jb\nc 報"), "a\\u{1b}[2Jb\nc 報");
    }

    #[test]
    fn text_does_not_steer_a_terminal_and_escapes_do() {
        assert!(!steers("一行\r\n\tanother\n".as_bytes()));
        assert!(steers(b"a\x1b[2J"));
        assert!(steers("a\u{9b}2J".as_bytes()));
    }
}
