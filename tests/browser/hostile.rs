//! A page that would like to run.

use crate::driver::{Browser, Window};
use crate::pages::Desk;
use crate::{SHOWN, wait, without_space};

/// Markup, script, ends of comments and scripts, template marks, direction marks,
/// escapes of terminals; twice, with a difference, so that it gets into every view.
const ATTACK: &str = "</script><script>window.ran=1;alert(1)</script><img src=x onerror=\"window.ran=2\">\
    <svg/onload=window.ran=3>\"'><iframe src=\"javascript:parent.ran=4\"></iframe><!--]]>{{ran=5}}${window.ran=6}\
    <a href=\"javascript:window.ran=7\">here</a><style>*{display:none}</style>\
    <link rel=stylesheet href=http://127.0.0.1:9/x.css><meta http-equiv=refresh content=\"0;url=http://127.0.0.1:9/\">\
    \u{202e}gnorw\u{2066}\u{1b}[31m\u{1b}]0;title\u{7}\u{2028}\u{9b}2J\\u003c/script\\u003e";

#[test]
fn a_hostile_page_is_text_and_runs_nothing() {
    wait(async {
        let line = "渡口的老船工说，河水漫过旧桥的那一夜，全村人都提着灯站在堤上";
        let page = format!(
            "{ATTACK}{line}，等天亮。\n\n票价两元，月票另议。\n\n{ATTACK}{line}，等夭亮。\n\n{ATTACK}{line}，等天亮。\n"
        );
        let desk = Desk::clean("<img src=x onerror=alert(2)>&amp;\u{202e}.txt", &page, &[]);
        let browser = Browser::start(Window::default()).await;
        browser.open(&desk.review()).await;
        // Every change in hand, decided, typed into, and listed.
        let count = "return document.querySelectorAll('#list li').length";
        let changes = browser.js(count).await.as_u64().unwrap();
        assert!(changes > 3, "{changes} changes");
        for _ in 0..changes {
            browser.keys("r").await;
        }
        for _ in 0..changes {
            browser.keys("k").await;
        }
        for _ in 0..changes {
            if browser.js("return document.getElementById('edit').hidden").await == false {
                browser.keys("e").await;
                let field = browser.find("#text-field").await;
                field.clear().await.unwrap();
                field.send_keys("</textarea><img src=x onerror=alert(3)>\u{202e}").await.unwrap();
                browser.click("#text-save").await;
            } else {
                browser.keys("j").await;
            }
        }
        let ran = "return String(window.ran) + document.querySelectorAll('#text img, #text iframe, \
                   #text svg, #text style, #panel img, header img, #text link, meta[content*=url]').length";
        assert_eq!(browser.text(ran).await, "undefined0");
        // Nothing that could turn a line or repaint a terminal is in what is shown.
        let hazards = "return (document.body.innerText + document.title)\
                       .match(/[\\u0000-\\u0008\\u001b\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]/)?.[0] ?? ''";
        assert_eq!(browser.text(hazards).await, "");
        browser.click("#export").await;
        let decisions = browser.downloaded("decisions.json").await;
        let name = "return CSS.supports('color', 'red') && document.title";
        assert!(browser.text(name).await.contains("<img src=x"));
        let saved = browser.text("return document.querySelector('#save-article').id").await;
        browser.click(&format!("#{saved}")).await;
        let applied = desk.applied(&decisions);
        let shown = browser.text(SHOWN).await;
        assert!(shown.contains("<script>window.ran=1;alert(1)</script>"), "{shown}");
        assert!(without_space(&applied).contains("window.ran=3"));
        assert_eq!(browser.complaints().await, [] as [String; 0]);
    });
}
