//! What the terminal that standard output may be can show.

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
