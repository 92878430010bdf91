//! The review in a real browser: `cargo test --features browser-tests --test browser`.
//! Needs Chromium and its driver (Debian: `chromium`, `chromium-driver`).

mod driver;
mod hostile;
mod keyboard;
mod long;
mod pages;
mod reader;
mod visit;

use std::future::Future;

/// Run a test that waits for a browser.
fn wait(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(test);
}

/// The article as the page shows it: all that stands on the article's side, without
/// white space, which the rows stand for.
const SHOWN: &str = "return [...document.querySelectorAll('.segment')].map((s) => s.textContent)\
                     .join('').replace(/[\\s↵]/g, '')";

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
