//! A long page: a thousand changes in two million bytes, and still quick.

use serde_json::json;

use crate::driver::{Browser, Window};
use crate::pages::{Desk, long};
use crate::{SHOWN, wait, without_space};

/// Milliseconds; several times what a slow machine with two busy cores takes.
const MOST_TO_START: f64 = 10_000.0;
const MOST_TO_DECIDE: f64 = 400.0;

#[test]
fn a_thousand_changes_in_two_megabytes() {
    wait(async {
        let desk = Desk::of(&long(2_000_000, 1_000));
        if let Some(to) = std::env::var_os("FAIRCOPY_SHOW") {
            std::fs::copy(desk.review(), to).unwrap();
        }
        let browser = Browser::start(Window::default()).await;
        browser.open(&desk.review()).await;
        let start = "return performance.getEntriesByType('navigation')[0].loadEventEnd";
        let start = browser.js(start).await.as_f64().unwrap();
        assert!(browser.seen("#position").await.ends_with("/1000"));

        // Each key press until the next frame is drawn.
        let decide = "const done = arguments[0]; const times = []; let left = 60;
            const press = () => {
                const from = performance.now();
                const key = left % 2 ? 'a' : 'r';
                document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
                requestAnimationFrame(() => {
                    const { offsetHeight } = document.body;
                    times.push(performance.now() - from);
                    if (--left) press(); else done(times.sort((a, b) => a - b));
                });
            };
            press();";
        let times = browser.client.execute_async(decide, Vec::new()).await.unwrap();
        let times: Vec<f64> = times.as_array().unwrap().iter().filter_map(|t| t.as_f64()).collect();
        let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);

        let all = "const from = performance.now();
            document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'R', bubbles: true }));
            return performance.now() - from";
        let all = browser.js(all).await.as_f64().unwrap();
        let filter = "const from = performance.now();
            const search = document.getElementById('search'); search.value = '旧';
            search.dispatchEvent(new Event('input', { bubbles: true }));
            const { offsetHeight } = document.body;
            return performance.now() - from";
        let filter = browser.js(filter).await.as_f64().unwrap();
        println!(
            "1,000 changes in 2 MB: ready after {start:.0} ms; a decision {median:.1} ms \
             (the slowest of 60: {worst:.1}); all of a kind {all:.0} ms; a filter {filter:.1} ms"
        );
        assert!(start < MOST_TO_START && median < MOST_TO_DECIDE);

        browser.click("#export").await;
        let decisions = browser.downloaded("decisions.json").await;
        browser.click("#save-article").await;
        let article = browser.downloaded("long.article.txt").await;
        assert_eq!(article, desk.applied(&decisions));
        assert_eq!(browser.text(SHOWN).await, without_space(&article));
        assert_eq!(
            browser.js("return document.querySelectorAll('#list li').length").await,
            json!(1000)
        );
        assert_eq!(browser.complaints().await, [] as [String; 0]);
    });
}
