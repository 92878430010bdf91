//! Noise on whole pages: what is mended, what is only shown, what is left alone.

use faircopy::reason::{Reason, Tier};
use faircopy::source::Page;
use faircopy::{Settings, clean};

/// The article, the reasons of what was changed or left out, and of what is shown.
fn cleaned(text: &str) -> (String, Vec<Reason>, Vec<Reason>) {
    let copy = clean(&[Page::new("page", text)], &Settings::default()).pages.remove(0);
    copy.ledger.audit(&copy.source).expect("the contract holds");
    let edits = copy.ledger.edits.iter().map(|e| e.reason);
    let placed = copy.ledger.placements.iter().map(|p| p.reason);
    let quiet = [Reason::Kept, Reason::Layout, Reason::LineWrap];
    let mut changed: Vec<Reason> = edits.chain(placed).filter(|r| !quiet.contains(r)).collect();
    changed.sort();
    changed.dedup();
    let shown = copy.ledger.findings.iter().filter(|f| f.tier == Tier::Flag);
    let shown = shown.map(|f| f.reason).collect();
    (copy.article(), changed, shown)
}

const ENGLISH: &str = "The old bridge at the mill was closed on Monday, and the carriers\n\
    had to take the long road through the village until the evening.";
const ENGLISH_UNWRAPPED: &str = "The old bridge at the mill was closed on Monday, and the carriers \
    had to take the long road through the village until the evening.";
const CHINESE: &str = "县里今年计划修建三座新桥，让沿江两岸的乡亲们不再绕远路。负责这项工程的张师傅说，\
    第一座桥的桥墩已经浇筑完毕，预计明年春天就能通车。";

#[test]
fn a_line_of_stray_marks_goes() {
    for junk in [".,~ |i1 ;;", "' . , .. i ,;"] {
        let (article, changed, shown) = cleaned(&format!("{ENGLISH}\n\n{junk}\n\n{CHINESE}\n"));
        assert_eq!(article, format!("{ENGLISH_UNWRAPPED}\n\n{CHINESE}\n"));
        assert_eq!((changed, shown), (vec![Reason::JunkLine], vec![]));
    }
}

#[test]
#[ignore = "the fitted line ends do not look past a line of stray marks yet"]
fn a_line_of_stray_marks_inside_a_paragraph_goes_with_its_breaks() {
    let noisy = ENGLISH.replace("carriers\n", "carriers\n.,~ |i1 ;; . , '\n");
    let (article, changed, _) = cleaned(&format!("{noisy}\n"));
    assert_eq!(article, format!("{ENGLISH_UNWRAPPED}\n"));
    assert_eq!(changed, [Reason::JunkLine]);
}

#[test]
fn a_page_of_nothing_but_marks_keeps_them() {
    let (article, ..) = cleaned(".,~ |i1 ;;\n");
    assert_eq!(article, ".,~ |i1 ;;\n");
}

#[test]
fn misread_text_is_read_again() {
    let (article, changed, shown) =
        cleaned("We met at the cafÃ© â€œGreen Treeâ€\u{9d} on Monday.\n");
    assert_eq!(article, "We met at the café “Green Tree” on Monday.\n");
    assert_eq!((changed, shown), (vec![Reason::Mojibake], vec![]));
}

#[test]
fn doubts_are_shown_and_the_article_keeps_the_page() {
    let other = "第二座桥和第三座桥开工较晚，工人们说，只要天气好，年底以前也能赶上进度。";
    let figures = "1916年有300艘船进港，1917年有415艘，1918年有287艘。";
    for (line, reason) in [
        ("下游的堤坝坝修好以后，渔民又回来了。", Reason::CharDoubled),
        ("镇上今天開会，修桥的事情还没有说完。", Reason::ScriptMixed),
        ("其中２０艘是木船，从上游的林场运来木头。", Reason::LetterWidth),
        ("题目叫做涓枃缃戠珯，作者没有说明。", Reason::Mojibake),
        ("上游的渔业 and 盐业都靠这条路运货。", Reason::LatinIntrusion),
    ] {
        let page = format!("{CHINESE}\n\n{other}\n\n{figures}\n\n{line}\n");
        let (article, changed, shown) = cleaned(&page);
        assert_eq!(article, page);
        assert_eq!((changed, shown), (vec![], vec![reason]), "{line}");
    }
}

#[test]
fn what_looks_like_noise_and_is_not_is_left_alone_and_not_doubted() {
    for block in [
        // Ornaments, initials, scores, formulae, silence.
        "* * *",
        "———",
        "J. P. W.",
        "3:1, 2:0;",
        "x = y, a - b;",
        "“. . . ?”",
        // Doubled by right.
        "范冰冰天天高高兴兴，人民民主专政，仲裁裁决，应当当场处罚。",
        "请人算算命，喝喝茶，再研究研究，彼此彼此。",
        // Both scripts have these; and a quotation.
        "乾隆皇后走下台阶，门上写着“開門見山”四个字。",
        // Letters that only look like a wrong table.
        "JOÃO disse NÃO, «où êtes-vous ?», Åse Ærø, § 5.",
        "涓涓细流汇成江河。",
        // Figures and addresses in Han text.
        "增长3.5%，约1,000人，12:30开始，见(BABA.N)。",
    ] {
        let page = format!("{CHINESE}\n\n{block}\n\n{ENGLISH_UNWRAPPED}\n");
        assert_eq!(cleaned(&page), (page, vec![], vec![]), "{block}");
    }
}

#[test]
fn a_habit_is_told_once() {
    let line = |n: usize| format!("第{n}天的渔业 and 盐业都靠第{n}条路运货，谁也没有说什么。\n\n");
    let page: String = (10..30).map(line).collect();
    let shown = cleaned(&page).2;
    assert_eq!(shown.iter().filter(|r| **r == Reason::LatinIntrusion).count(), 1);
}
