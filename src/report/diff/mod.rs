//! Page against article: a patch for `patch`, and a reading view for people.

mod elsewhere;
mod terminal;
mod unified;

pub use elsewhere::{Elsewhere, elsewhere};
pub use terminal::terminal;
pub use unified::unified;
