//! A person with a mouse: looks, filters, decides, takes it away.

use serde_json::{Value, json};

use crate::driver::{Browser, Window};
use crate::pages::{Desk, sample};
use crate::{SHOWN, wait, without_space};

/// Take the first change of a kind in hand, by its mark in the list.
async fn take(browser: &Browser, kind: &str) {
    let select = browser.find("#by-kind").await;
    select.select_by_value(kind).await.expect("the kind is there");
    browser.click("#list li:not([hidden]) button").await;
}

async fn all_kinds(browser: &Browser) {
    browser.find("#by-kind").await.select_by_value("").await.expect("all kinds");
}

/// The number of changes that the list shows.
async fn listed(browser: &Browser) -> u64 {
    let count = "return document.querySelectorAll('#list li:not([hidden])').length";
    browser.js(count).await.as_u64().expect("a number")
}

#[test]
fn a_reader_decides_and_gets_the_article_decided() {
    wait(async {
        let desk = Desk::clean("page.txt", &sample(), &["--lang", "en"]);
        let browser = Browser::start(Window::default()).await;
        browser.open(&desk.review()).await;
        let undecided = desk.applied(&saved(&browser, "#export", "decisions.json").await);
        assert_eq!(saved(&browser, "#save-article", "page.article.txt").await, undecided);

        // Each kind in its own way; the article follows at once.
        let all = listed(&browser).await;
        take(&browser, "fold").await;
        assert!(listed(&browser).await < all);
        browser.click("#reject").await;
        take(&browser, "join").await;
        browser.click("#reject").await;
        take(&browser, "variant").await;
        browser.click("#card-readings li:nth-child(2) button").await;
        take(&browser, "edit").await;
        browser.click("#edit").await;
        let field = browser.find("#text-field").await;
        field.clear().await.unwrap();
        field.send_keys("<b>与</b>").await.unwrap();
        browser.click("#text-save").await;
        take(&browser, "gap").await;
        browser.click("#edit").await;
        browser.find("#text-field").await.send_keys("二是轻声").await.unwrap();
        browser.click("#text-save").await;
        all_kinds(&browser).await;

        let words = browser.seen("#decided-words").await;
        assert_eq!(words, format!("5 of {all} decided"));
        browser.find("#by-state").await.select_by_value("open").await.unwrap();
        assert_eq!(listed(&browser).await, all - 5);

        let decisions = saved(&browser, "#export", "decisions.json").await;
        let article = saved(&browser, "#save-article", "page.article.txt").await;
        assert_eq!(article, desk.applied(&decisions));
        assert_eq!(browser.text(SHOWN).await, without_space(&article));
        for part in ["<b>与</b>", "二是轻声", "藏书三百册"] {
            assert!(article.contains(part), "{part}\n{article}");
        }
        assert_ne!(article, undecided);
        assert_eq!(browser.complaints().await, [] as [String; 0]);
    });
}

/// Save a file with a button; its text.
async fn saved(browser: &Browser, button: &str, name: &str) -> String {
    browser.click(button).await;
    browser.downloaded(name).await
}

#[test]
fn any_decisions_give_what_apply_gives() {
    wait(async {
        let desk = Desk::clean("page.txt", &sample(), &["--level", "likely"]);
        let browser = Browser::start(Window::default()).await;
        browser.open(&desk.review()).await;
        let count = listed(&browser).await;
        // Different answers all over, three times.
        for round in 0..3_u64 {
            for change in 0..count {
                let number = change + 1;
                browser.click(&format!("#list li:nth-child({number}) button")).await;
                let answer = match (change * 7 + round) % 3 {
                    0 => "#reject",
                    1 => "#accept:not([hidden]), #card-answers:has(#accept[hidden]) #reject",
                    _ => "#card-readings li:last-child button, #reject",
                };
                browser.click(answer).await;
            }
            let decisions = saved(&browser, "#export", "decisions.json").await;
            let article = saved(&browser, "#save-article", "page.article.txt").await;
            assert_eq!(article, desk.applied(&decisions), "round {round}");
            assert_eq!(browser.text(SHOWN).await, without_space(&article), "round {round}");
        }
    });
}

#[test]
fn decisions_are_kept_exported_and_imported() {
    wait(async {
        let desk = Desk::clean("page.txt", &sample(), &[]);
        let browser = Browser::start(Window::default()).await;
        browser.open(&desk.review()).await;
        take(&browser, "fold").await;
        browser.click("#reject").await;
        browser.click("#reject").await;
        let decisions = saved(&browser, "#export", "decisions.json").await;
        let article = saved(&browser, "#save-article", "page.article.txt").await;

        // Kept over a visit.
        browser.open(&desk.review()).await;
        assert!(browser.seen("#decided-words").await.starts_with("2 of "));
        assert_eq!(saved(&browser, "#save-article", "page.article.txt").await, article);

        // In another browser, from the file; what does not fit is told and left out.
        let mut file: Value = serde_json::from_str(&decisions).unwrap();
        let mut strange = file["decisions"][0].clone();
        strange["digest"] = json!("0123456789abcdef");
        strange["before"] = json!("从前的一段");
        file["decisions"].as_array_mut().unwrap().push(strange);
        let path = desk.path("mine.json");
        std::fs::write(&path, file.to_string()).unwrap();
        let other = Browser::start(Window::default()).await;
        other.open(&desk.review()).await;
        let field = other.find("#import-file").await;
        field.send_keys(path.to_str().unwrap()).await.unwrap();
        let said = "return document.getElementById('said').textContent";
        while !other.text(said).await.contains("no longer fits") {}
        assert!(other.text(said).await.contains("从前的一段"));
        assert_eq!(saved(&other, "#save-article", "page.article.txt").await, article);

        std::fs::write(&path, "{\"decisions\": 3}").unwrap();
        other.find("#import-file").await.send_keys(path.to_str().unwrap()).await.unwrap();
        while !other.text(said).await.contains("holds no decisions") {}
    });
}

#[test]
fn without_storage_one_can_still_decide() {
    wait(async {
        let desk = Desk::clean("page.txt", &sample(), &[]);
        let browser = Browser::start(Window::default()).await;
        let refuse = "Object.defineProperty(window, 'localStorage', \
                      { get() { throw new DOMException('no', 'SecurityError'); } })";
        let script = json!({ "source": refuse });
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", script).await;
        browser.open(&desk.review()).await;
        browser.click("#reject").await;
        assert!(browser.seen("#kept-where").await.contains("export before you close"));
        let decisions = saved(&browser, "#export", "decisions.json").await;
        let article = saved(&browser, "#save-article", "page.article.txt").await;
        assert_eq!(article, desk.applied(&decisions));
        assert_eq!(browser.complaints().await, [] as [String; 0]);
        // Or it would ask before it goes.
        browser.click("#undo").await;
    });
}

#[test]
fn two_languages_and_the_browsers_is_the_first() {
    wait(async {
        let desk = Desk::clean("page.txt", &sample(), &[]);
        let window = Window { languages: "zh-CN,zh,en", ..Window::default() };
        let browser = Browser::start(window).await;
        browser.open(&desk.review()).await;
        assert_eq!(browser.seen("#export").await, "导出决定");
        browser.click("#language").await;
        assert_eq!(browser.seen("#export").await, "Export decisions");
        assert_eq!(browser.text("return document.documentElement.lang").await, "en");
        // No word is left in the other language, and none is unknown.
        let wordless = "return [...document.querySelectorAll('[data-w]')]\
                        .filter((e) => !e.textContent || /[.-]/.test(e.dataset.w) && e.textContent === e.dataset.w)\
                        .map((e) => e.outerHTML).join()";
        assert_eq!(browser.text(wordless).await, "");
        let chosen = Desk::clean("page.txt", &sample(), &["--lang", "zh"]);
        browser.open(&chosen.review()).await;
        assert_eq!(browser.seen("#export").await, "导出决定");
    });
}

#[test]
fn without_script_it_is_still_the_report() {
    wait(async {
        let desk = Desk::clean("page.txt", &sample(), &[]);
        let browser = Browser::start(Window { script: false, ..Window::default() }).await;
        browser.open(&desk.review()).await;
        assert!(!browser.find("#panel").await.is_displayed().await.unwrap());
        assert!(browser.find("#contents").await.is_displayed().await.unwrap());
        let note = browser.seen(".notes").await;
        assert!(note.contains("a sentence torn by a column break"), "{note}");
        let stays = browser.find(".aside a").await;
        assert!(stays.is_displayed().await.unwrap());
    });
}

#[test]
fn nothing_runs_over_the_edge_of_a_small_screen() {
    wait(async {
        let desk = Desk::clean("page.txt", &sample(), &[]);
        let browser = Browser::start(Window { width: 400, ..Window::default() }).await;
        browser.open(&desk.review()).await;
        let over = "const { scrollWidth, clientWidth } = document.documentElement;\
                    return scrollWidth - clientWidth";
        assert_eq!(browser.js(over).await, json!(0));
        browser.click("#open-list").await;
        browser.click("#list li:nth-child(3) button").await;
        assert_eq!(browser.seen("#position").await.split('/').next(), Some("3"));
        browser.click("#reject").await;
        assert_eq!(browser.js(over).await, json!(0));
    });
}
