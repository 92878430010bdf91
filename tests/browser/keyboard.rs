//! A person with a keyboard alone, who may hear the page instead of seeing it.

use serde_json::json;

use crate::driver::{Browser, Window};
use crate::pages::{Desk, sample};
use crate::{SHOWN, wait, without_space};

/// Keys without a letter, as WebDriver writes them.
const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const CONTROL: &str = "\u{e009}";
const DELETE: &str = "\u{e017}";
/// Lets go of the keys that are held.
const RELEASE: &str = "\u{e000}";

const FOCUS: &str = "return document.activeElement.id || document.activeElement.className";

async fn said(browser: &Browser) -> String {
    browser.text("return document.getElementById('said').textContent").await
}

#[test]
fn every_deed_has_a_key() {
    wait(async {
        let desk = Desk::clean("page.txt", &sample(), &["--lang", "en"]);
        let browser = Browser::start(Window::default()).await;
        browser.open(&desk.review()).await;
        let start = browser.seen("#position").await;
        assert!(start.starts_with("1/"), "{start}");
        let all: usize = start[2..].parse().unwrap();

        // Go, and come back; at the end it says so.
        browser.keys("jj").await;
        assert!(browser.seen("#position").await.starts_with("3/"));
        browser.keys("kk").await;
        browser.keys("k").await;
        assert!(said(&browser).await.starts_with("No further change"));

        // Answer, with the position told; take it back.
        browser.keys("r").await;
        assert!(said(&browser).await.starts_with("Rejected. 2/"), "{}", said(&browser).await);
        browser.keys("u").await;
        assert_eq!(said(&browser).await, "1 decision taken back.");
        assert!(browser.seen("#position").await.starts_with("1/"));
        assert!(browser.seen("#decided-words").await.starts_with("0 of"));

        // Own text, then on; Escape leaves the field and nothing is decided.
        browser.keys("e").await;
        assert_eq!(browser.text(FOCUS).await, "text-field");
        browser.keys("aj").await;
        browser.keys(ESCAPE).await;
        assert!(browser.seen("#decided-words").await.starts_with("0 of"));
        browser.keys("e").await;
        browser.keys("，又说，").await;
        browser.keys(&format!("{CONTROL}{ENTER}")).await;
        assert!(said(&browser).await.starts_with("Your text is taken."));

        // Search, and filter by the state.
        browser.keys("/").await;
        assert_eq!(browser.text(FOCUS).await, "search");
        browser.keys("reading.variant").await;
        browser.keys(ENTER).await;
        assert_eq!(browser.seen("#card-tier code").await, "reading.variant");
        browser.keys("2").await;
        browser.keys("/").await;
        browser.keys(&format!("{CONTROL}a{RELEASE}{DELETE}")).await;
        browser.keys(ESCAPE).await;
        browser.keys("o").await;
        let open = browser.seen("#position").await;
        assert!(open.ends_with(&format!("/{}", all - 2)), "{open}");
        browser.keys("o").await;

        // All of a kind at once, as one step.
        browser.keys("/").await;
        browser.keys("repeat.fold").await;
        browser.keys(ENTER).await;
        browser.keys("R").await;
        assert!(said(&browser).await.contains("decided at once"));
        let folds = "return [...document.querySelectorAll('#list li:not([hidden])')]\
                     .every((li) => li.dataset.state === 'reject')";
        assert_eq!(browser.js(folds).await, json!(true));
        browser.keys("u").await;
        browser.keys("A").await;

        browser.click("#export").await;
        let decisions = browser.downloaded("decisions.json").await;
        browser.click("#save-article").await;
        let article = browser.downloaded("page.article.txt").await;
        assert_eq!(article, desk.applied(&decisions));
        assert_eq!(browser.text(SHOWN).await, without_space(&article));

        // Help opens, holds the focus, and closes.
        browser.keys("?").await;
        assert!(browser.find("#help").await.is_displayed().await.unwrap());
        browser.keys(ESCAPE).await;
        assert!(!browser.find("#help").await.is_displayed().await.unwrap());
        assert_eq!(browser.complaints().await, [] as [String; 0]);
    });
}

#[test]
fn the_tab_key_reaches_everything_and_the_list_is_one_stop() {
    wait(async {
        let desk = Desk::clean("page.txt", &sample(), &[]);
        let browser = Browser::start(Window::default()).await;
        browser.open(&desk.review()).await;
        let mut stops = Vec::new();
        browser.keys(TAB).await;
        for _ in 0..80 {
            let stop = browser.text(FOCUS).await;
            if stops.first() == Some(&stop) {
                break;
            }
            stops.push(stop);
            browser.keys(TAB).await;
        }
        assert_eq!(stops[0], "skip");
        for stop in ["previous", "next", "accept", "reject", "search", "by-kind", "export"] {
            assert!(stops.iter().any(|s| s == stop), "{stop} in {stops:?}");
        }
        let in_list = "return document.querySelectorAll('#list [tabindex=\"0\"]').length";
        assert_eq!(browser.js(in_list).await, json!(1));
        // Whatever can be used has a name.
        let nameless = "return [...document.querySelectorAll('button, input, select, textarea, a')].filter((e) => !e.closest('[aria-hidden]'))\
            .filter((e) => !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length || e.hidden))\
            .map((e) => e.outerHTML).join()";
        assert_eq!(browser.text(nameless).await, "");
    });
}
