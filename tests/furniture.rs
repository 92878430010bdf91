//! Lines that belong to the page leave the article; lines that only look so stay.

use faircopy::ledger::Fate;
use faircopy::reason::Reason;
use faircopy::source::Page;
use faircopy::{FairCopy, Settings, clean};

fn copy(page: &str) -> FairCopy {
    let copy = clean(&[Page::new("t", page)], &Settings::default()).pages.remove(0);
    copy.ledger.audit(&copy.source).expect("the ledger keeps the contract");
    copy
}

fn dropped(copy: &FairCopy) -> Vec<&str> {
    let dropped = copy.ledger.placements.iter().filter(|p| p.fate == Fate::Dropped);
    dropped.map(|p| copy.source.slice(p.span).trim()).collect()
}

fn flagged(copy: &FairCopy) -> usize {
    copy.ledger.findings.iter().filter(|f| f.reason == Reason::Furniture).count()
}

#[test]
fn what_can_be_nothing_else_goes() {
    let page = "首页 > 新闻 > 本地\n\n新桥通车\n\n昨日上午，横跨镇河的新桥通车。两岸居民往来不再绕行。\n\n第3版\n\n上一篇  下一篇\n";
    let copy = copy(page);
    assert_eq!(dropped(&copy), ["首页 > 新闻 > 本地", "第3版", "上一篇  下一篇"]);
    assert_eq!(
        copy.article(),
        "新桥通车\n\n昨日上午，横跨镇河的新桥通车。两岸居民往来不再绕行。\n"
    );
}

#[test]
fn a_sentence_is_put_together_over_a_page_number() {
    let chinese = "昨日上午，新桥通车。两岸居民往来不再绕行，镇上图书\n\n— 12 —\n\n馆也延长了开放时间。居民说好。\n";
    assert_eq!(
        copy(chinese).article(),
        "昨日上午，新桥通车。两岸居民往来不再绕行，镇上图书馆也延长了开放时间。居民说好。\n"
    );
    let english = "The ferry has stopped. The council said that it would\n\nPage 12\n\nmeet again in the autumn to decide.\n";
    assert_eq!(
        copy(english).article(),
        "The ferry has stopped. The council said that it would meet again in the autumn to decide.\n"
    );
}

/// Ten paragraphs, each with its own number so that none repeats another.
fn filler(from: usize) -> String {
    const SUBJECTS: [&str; 10] = [
        "The mill by the weir was let to a tenant from the north in",
        "Two barges laden with slate passed the upper lock late in",
        "No prize was given for the best kept garden of the year",
        "The schoolmaster asked for a second stove and got it in",
        "A cow fell from the old bridge and swam ashore unhurt in",
        "Her sister opened a shop for thread and ribbons during",
        "Rain kept the market nearly empty for the whole of May",
        "Seven apprentices sat for the guild and five passed in",
        "The bell was cast anew because its tone had cracked in",
        "An owl nested in the tower and the ringers fed it all",
    ];
    SUBJECTS.iter().map(|s| format!("{s} {}.\n\n", 1800 + from)).collect()
}

#[test]
fn a_running_head_goes_with_its_page_number() {
    let page: String =
        (11..=14).map(|n| format!("The Weir Gazette\n\n{n}\n\n{}", filler(n))).collect();
    // The paragraphs are much alike; what counts is that no head or number stays.
    let article = copy(&page).article();
    assert!(!article.contains("Gazette") && !article.lines().any(|l| l == "12"), "{article}");
}

#[test]
fn scores_years_prices_and_sections_stay() {
    let sections: String = (1..=4).map(|n| format!("{n}\n\n{}", filler(n))).collect();
    let parts: String = (1..=4).map(|n| format!("Part {n}\n\n{}", filler(n))).collect();
    let ornaments: String = (1..=3).map(|n| format!("— {n} —\n\n{}", filler(n))).collect();
    for page in [
        "1998\n\nThe year of the flood.\n",
        "The score was\n\n3:1\n\nat the end.\n",
        "Gulls 3 Terns 1\nCrows 0 Rooks 0\nLarks 2 Wrens 2\n",
        "Price\n\n£5\n\nper ton.\n",
        "河水年年\n\n17\n\n柳色青青\n",
        "评论\n\n新桥通车是好事。\n",
        "Contact\n\nThe office is open on weekdays.\n",
        "大 中 小\n12 14 16\n",
        "17\n",
        "上一篇  下一篇\n",
        &sections,
        &parts,
        &ornaments,
    ] {
        assert!(dropped(&copy(page)).is_empty(), "{page}");
    }
}

#[test]
fn what_is_doubtful_is_flagged() {
    assert_eq!(flagged(&copy("评论\n\n新桥通车是好事。\n")), 1);
    // Between two whole sentences a number heads a part; inside one it may count a page.
    assert_eq!(flagged(&copy("新桥通车。\n\n17\n\n柳色青青。\n")), 0);
    let torn = "新桥昨天上午通车。两岸的人从清晨起便站满了石阶，等着第一辆车慢慢\n\n17\n\n\
                开过桥面。渡船从此停航。\n";
    assert_eq!(flagged(&copy(torn)), 1);
    assert_eq!(flagged(&copy("新桥通车。\n\n第3版\n\n柳色青青。\n")), 0);
}
