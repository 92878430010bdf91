//! Page against article: a patch for `patch`, and a reading view for people.

mod terminal;
mod unified;

pub use terminal::terminal;
pub use unified::unified;
