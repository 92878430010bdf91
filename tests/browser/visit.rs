//! What a visit begins with, and what it says of keys and notes that change nothing.

use serde_json::{Value, json};

use crate::driver::{Browser, Window};
use crate::pages::{Desk, long, sample};
use crate::{SHOWN, wait, without_space};

/// Whether the change in hand is seen on the page, above what lies over its foot.
const IN_VIEW: &str =
    "const { top, bottom } = document.querySelector('.page .now').getBoundingClientRect();
    const panel = document.getElementById('panel').getBoundingClientRect();
    return top >= 0 && bottom <= (panel.left > 0 ? innerHeight : panel.top)";

/// Wait until a script returns true: what is drawn late is seen late.
async fn becomes_true(browser: &Browser, script: &str) -> bool {
    for _ in 0..50 {
        if browser.js(script).await == json!(true) {
            return true;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    false
}

async fn said(browser: &Browser) -> String {
    browser.text("return document.getElementById('said').textContent").await
}

/// Paragraphs of made-up words, no two alike, and below them one that is printed twice.
fn far_below() -> String {
    let mut seed = 7_u32;
    let mut syllable = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ["ba", "ren", "to", "mil", "sar", "ked", "lu", "fon", "gri", "pel", "wos", "dam"]
            [(seed >> 16) as usize % 12]
    };
    let mut page = String::from("A long page\n\n");
    for _ in 0..30 {
        page += "The ";
        for _ in 0..40 {
            page += &format!("{}{}{} ", syllable(), syllable(), syllable());
        }
        page = format!("{}.\n\n", page.trim_end());
    }
    let twice = "The keeper of the lamp rowed over before dawn with oil and a new wick, and was \
                 seen by nobody but the gulls.\n\n";
    page + twice + "The bell is sound.\n\n" + twice
}

#[test]
fn a_visit_begins_where_there_is_something_to_decide() {
    wait(async {
        for (width, height) in [(1280, 757), (400, 800)] {
            let window = Window { width, height, ..Window::default() };
            let browser = Browser::start(window).await;
            // The head stays where the first change is seen beneath it.
            let desk = Desk::of(&long(60_000, 40));
            browser.open(&desk.review()).await;
            assert_eq!(browser.js("return scrollY").await, json!(0), "{width}");
            assert_eq!(browser.js(IN_VIEW).await, json!(true), "{width}");
            // Later one goes on where the last visit stopped, wherever it was scrolled to.
            browser.keys(&"r".repeat(26)).await;
            browser.js("scrollTo(0, 0)").await;
            browser.open(&desk.review()).await;
            assert!(browser.seen("#position").await.starts_with("27/"), "{width}");
            assert!(becomes_true(&browser, IN_VIEW).await, "{width}");
            // A first change far below is brought into view, the page's name with it.
            let desk = Desk::clean("lamps.txt", &far_below(), &[]);
            browser.open(&desk.review()).await;
            assert!(becomes_true(&browser, "return scrollY > 0").await, "{width}");
            assert!(becomes_true(&browser, IN_VIEW).await, "{width}");
            if width > 1000 {
                let name = "const { top, bottom } = document.querySelector('.names b').getBoundingClientRect();
                            return top >= 0 && bottom <= innerHeight";
                assert_eq!(browser.js(name).await, json!(true));
                assert_eq!(browser.seen(".names b").await, "lamps.txt");
            }
            assert_eq!(browser.complaints().await, [] as [String; 0]);
        }
    });
}

#[test]
fn the_list_has_room_for_eight_lines_whatever_the_card_says() {
    wait(async {
        let desk = Desk::clean("page.txt", &sample(), &["--level", "likely"]);
        let browser = Browser::start(Window { height: 757, ..Window::default() }).await;
        browser.open(&desk.review()).await;
        let lines = "const list = document.getElementById('list');
                     return list.clientHeight / list.querySelector('li').offsetHeight";
        let count = browser.js("return document.querySelectorAll('#list li').length").await;
        for _ in 0..count.as_u64().expect("a number") {
            let lines = browser.js(lines).await.as_f64().expect("a number");
            assert!(lines >= 8.0, "{lines} at {}", browser.seen("#position").await);
            browser.keys("j").await;
        }
    });
}

#[test]
fn a_key_that_does_nothing_here_says_so() {
    wait(async {
        let desk = Desk::clean("page.txt", &sample(), &["--lang", "en"]);
        let browser = Browser::start(Window::default()).await;
        browser.open(&desk.review()).await;
        let search = |words: &'static str| {
            let browser = &browser;
            async move {
                browser.keys("/").await;
                browser.js("document.getElementById('search').value = ''").await;
                browser.keys(words).await;
                browser.keys("\u{e007}").await;
            }
        };
        search("reading.variant").await;
        browser.keys("9").await;
        assert_eq!(said(&browser).await, "There is no reading 9 here, only 1 to 2.");
        search("repeat.fold").await;
        browser.keys("2").await;
        assert_eq!(said(&browser).await, "There are no readings to choose from here.");
        search("gap.sequence").await;
        for key in ["a", "A"] {
            browser.js("document.getElementById('said').textContent = ''").await;
            browser.keys(key).await;
            assert!(said(&browser).await.starts_with("There is nothing to accept"), "{key}");
        }
        assert!(browser.seen("#decided-words").await.starts_with("0 of"));
        search("repeat.fold").await;
        browser.keys("A").await;
        browser.keys("R").await;
        assert_eq!(said(&browser).await, "None of this kind is left undecided.");
    });
}

#[test]
fn a_note_needs_no_decision() {
    wait(async {
        let desk = Desk::clean("page.txt", &sample(), &["--lang", "en"]);
        let browser = Browser::start(Window::default()).await;
        browser.open(&desk.review()).await;
        let title = browser.text("return document.title").await;
        assert_eq!(title, "page.txt, a fair copy");
        browser.click("#card-note summary").await;
        browser.find("#note-field").await.send_keys("see the paper copy").await.unwrap();
        browser.click("#export").await;
        let exported = browser.downloaded("decisions.json").await;
        let file: Value = serde_json::from_str(&exported).unwrap();
        assert_eq!(file["decisions"], json!([]));
        assert_eq!(file["notes"][0]["note"], json!("see the paper copy"));
        assert_eq!(file["source"]["name"], json!("page.txt"));
        // The program reads it, and it changes nothing.
        browser.click("#save-article").await;
        assert_eq!(browser.downloaded("page.article.txt").await, desk.applied(&exported));
        // Kept over a visit, imported elsewhere.
        let note = "return document.getElementById('note-field').value";
        browser.open(&desk.review()).await;
        assert_eq!(browser.text(note).await, "see the paper copy");
        let path = desk.path("mine.json");
        std::fs::write(&path, &exported).unwrap();
        let other = Browser::start(Window::default()).await;
        other.open(&desk.review()).await;
        assert_eq!(other.text(note).await, "");
        other.find("#import-file").await.send_keys(path.to_str().unwrap()).await.unwrap();
        while other.text(note).await.is_empty() {}
        assert_eq!(other.text(note).await, "see the paper copy");
    });
}

#[test]
fn letters_typed_at_a_cut_stay_when_the_repeat_comes_back() {
    wait(async {
        let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
        let page = samples.join("spliced-paragraph/page.txt");
        let page = std::fs::read_to_string(page).expect("a sample");
        let desk = Desk::clean("page.txt", &page, &[]);
        let browser = Browser::start(Window::default()).await;
        browser.open(&desk.review()).await;
        browser.find("#by-kind").await.select_by_value("gap").await.unwrap();
        browser.click("#list li:not([hidden]) button").await;
        browser.click("#edit").await;
        browser.find("#text-field").await.send_keys("工钱照旧。").await.unwrap();
        browser.click("#text-save").await;
        browser.find("#by-kind").await.select_by_value("fold").await.unwrap();
        browser.click("#list li:not([hidden]) button").await;
        browser.keys("R").await;
        browser.click("#export").await;
        let decisions = browser.downloaded("decisions.json").await;
        let made: Value = serde_json::from_str(&decisions).unwrap();
        let gap = made["decisions"].as_array().unwrap().iter().find(|d| d["reason"] == "gap.cut");
        let around = &gap.expect("the gap")["around"];
        assert!(around[0].as_str().unwrap().ends_with("手艺是旧的，"), "{around}");
        browser.click("#save-article").await;
        let article = browser.downloaded("page.article.txt").await;
        assert!(article.contains("手艺是旧的，工钱照旧。去年秋天"), "{article}");
        assert_eq!(article, desk.applied(&decisions));
        assert_eq!(browser.text(SHOWN).await, without_space(&article));
    });
}
