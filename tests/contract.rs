//! The contract, on pages nobody wrote: every byte placed once, edits disjoint,
//! replay repeatable, the same on any number of threads; every letter of the article from
//! the page or a named witness, and no sentence lost with its copies.

use std::collections::HashSet;

use faircopy::decide::{By, Change, Draft, State, carry_out};
use faircopy::ledger::Fate;
use faircopy::reason::{Reason, Tier};
use faircopy::report::json;
use faircopy::script::ends_sentence;
use faircopy::seam::GAP_MARK;
use faircopy::source::Page;
use faircopy::{FairCopy, Settings, clean};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// Sentences that pages are made of, in both scripts; some long enough to be
/// repeats by themselves.
const SENTENCES: [&str; 14] = [
    "清晨的渡口起了薄雾,摆渡人把缆绳一圈一圈收好,等着第一班客人从石阶上慢慢走下来。",
    "县里今年新修了三座水库,灌溉面积增加了一万二千亩,下游十七个村子不再为春旱发愁。",
    "他说:“这条路我走了四十年,哪一块石头松了我都知道。”",
    "图书馆把旧报纸一张张扫成图像,再由志愿者逐行校对,错字用红笔圈出来,疑问留给下一个人。",
    "一是修路。",
    "二是办学,",
    "三是治水——",
    "The committee met on Tuesday evening and resolved that the bridge should be repaired before the winter floods.",
    "Messrs. Harland and Pyke, of the lower mill, gave notice that the weir would be opened on the 3rd of March.",
    "rose by 3.5 feet in the night, carrying away",
    "By our own correspondent",
    "- a list line without an end",
    "□ 记者 林晚舟",
    "本报讯",
];

const BREAKS: [&str; 6] = ["\n\n", "\n", "", " ", "\n \n\n", "\u{3000}\u{3000}"];

fn page() -> impl Strategy<Value = String> {
    let piece = (0..SENTENCES.len(), 0..BREAKS.len(), any::<prop::sample::Index>(), 0..8u8);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| {
        let mut page = String::new();
        for (sentence, gap, cut, noise) in pieces {
            let chars: Vec<char> = SENTENCES[sentence].chars().collect();
            let end = if noise == 0 { cut.index(chars.len()) } else { chars.len() };
            page.extend(
                chars[..end]
                    .iter()
                    .enumerate()
                    .map(|(at, c)| if noise == 1 && at % 11 == 3 { '某' } else { *c }),
            );
            page.push_str(BREAKS[gap]);
        }
        page
    })
}

fn hold(copy: &FairCopy, bytes: &[u8]) {
    copy.ledger.audit(&copy.source).expect("the ledger keeps the contract");
    assert_eq!(copy.source.input(), bytes, "the input is kept whole");
    let report = json::read(&json::write(copy)).expect("the report reads back");
    assert_eq!(report.restore().expect("restored"), bytes, "the report alone gives the input");
    assert_eq!(report.article().expect("replayed"), copy.article(), "and the article");
    let placed: usize = copy.ledger.placements.iter().map(|p| p.span.len()).sum();
    assert_eq!(placed, copy.source.text().len());
    for placement in &copy.ledger.placements {
        if let Fate::Folded { repeat } = placement.fate {
            let repeat = &copy.ledger.repeats[repeat as usize];
            let base = repeat.witnesses[repeat.base as usize].span;
            let kept = copy.ledger.kept();
            assert!(kept.iter().any(|p| p.span.contains(base)), "what is folded stays elsewhere");
        }
    }
    hold_evidence(copy);
    hold_sentences(copy);
}

/// Nothing is called proved by a witness that names none, no weighed join hides how sure it
/// is, and no letter of the article comes from nowhere.
fn hold_evidence(copy: &FairCopy) {
    let ledger = &copy.ledger;
    let folds = ledger.placements.iter().filter(|p| matches!(p.fate, Fate::Folded { .. }));
    let proofs = folds.map(|p| (Tier::Witness, &p.evidence));
    let proofs = proofs.chain(ledger.edits.iter().map(|e| (e.tier, &e.evidence)));
    for (tier, evidence) in proofs.chain(ledger.joins.iter().map(|j| (j.tier, &j.evidence))) {
        assert!(tier != Tier::Witness || !evidence.witnesses.is_empty(), "names its witness");
        assert!(tier != Tier::Weighed || evidence.score.is_some(), "says how sure it is");
    }
    let sure = ledger.edits.iter().filter(|e| e.tier <= Tier::Weighed);
    for edit in sure.filter(|e| e.reason != Reason::Mojibake) {
        let mut source = copy.source.slice(edit.span).to_owned();
        edit.evidence.witnesses.iter().for_each(|w| source += copy.source.slice(*w));
        let source: String = source.nfkc().collect();
        let letters = edit.text.replace(GAP_MARK, "");
        for c in letters.nfkc().filter(|c| c.is_alphanumeric()) {
            assert!(source.contains(c), "{c} of {edit:?} stands in the page or in a witness");
        }
    }
}

/// Share of a sentence's strings that the article must have, whatever copy of it stays.
const LEAST_LEFT: f64 = 0.5;

/// Letters of a sentence that has enough strings to be looked for.
const SENTENCE: usize = 10;

/// No sentence of the page is lost with all its printings.
fn hold_sentences(copy: &FairCopy) {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<Vec<_>>();
    let article = letters(&copy.article());
    let strings: HashSet<&[char]> = article.windows(3).collect();
    let folds = copy.ledger.placements.iter().filter(|p| matches!(p.fate, Fate::Folded { .. }));
    for sentence in folds.flat_map(|p| copy.source.slice(p.span).split_inclusive(ends_sentence)) {
        let sentence = letters(sentence);
        if sentence.len() < SENTENCE {
            continue;
        }
        let all = sentence.windows(3).len();
        let left = sentence.windows(3).filter(|string| strings.contains(string)).count();
        assert!(left as f64 >= LEAST_LEFT * all as f64, "{sentence:?} is nowhere in the article");
    }
}

/// The contract holds when nothing is decided, and whatever is.
fn hold_decided(copy: &FairCopy, bytes: &[u8], choices: &[u8]) {
    let draft = Draft::of(copy);
    assert_eq!(draft.play(&copy.source, &draft.defaults()), copy.article(), "undecided");
    let state = |(at, change): (usize, &Change)| match choices[at % choices.len()] {
        0 => State::Accept,
        1 => State::Reject,
        2 if change.can_type => State::Text("written\nby hand".into()),
        _ => change.default.clone(),
    };
    let states: Vec<State> = draft.changes.iter().enumerate().map(state).collect();
    let decided = carry_out(copy, &states, By::Reader);
    let report = json::read(&json::write(&decided)).expect("the report reads back");
    report.verify(Some(bytes)).expect("the decided ledger keeps the contract");
    assert_eq!(decided.article(), draft.play(&copy.source, &states), "as decided");
    let read = report.copy().expect("a ledger");
    assert_eq!(Draft::of(&read), Draft::of(&decided), "the report tells all that may be decided");
}

fn on_threads(threads: usize, page: &Page, settings: &Settings) -> FairCopy {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
    pool.install(|| clean(std::slice::from_ref(page), settings).pages.remove(0))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_pages_keep_the_contract(
        text in page(),
        level in 0..Tier::ALL.len() - 1,
        choices in prop::collection::vec(0..4u8, 1..30),
    ) {
        let mut settings = Settings::default();
        settings.settle.level = Tier::ALL[level];
        let page = Page::new("generated", text.as_bytes());
        let one = on_threads(1, &page, &settings);
        hold(&one, text.as_bytes());
        let many = on_threads(7, &page, &settings);
        prop_assert_eq!(one.article(), many.article());
        prop_assert_eq!(&one.ledger, &many.ledger);
        hold_decided(&one, text.as_bytes(), &choices);
    }

    #[test]
    fn any_string_keeps_the_contract(text in "\\PC{0,300}|[\\s\\S]{0,200}|[一二三是的。,\n ]{0,200}") {
        hold(&clean(&[Page::new("any", text.as_bytes())], &Settings::default()).pages[0], text.as_bytes());
    }

    #[test]
    fn any_bytes_keep_the_contract(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        hold(&clean(&[Page::new("bytes", bytes.clone())], &Settings::default()).pages[0], &bytes);
    }
}

#[test]
fn an_empty_page_is_an_empty_article() {
    let copy = &clean(&[Page::new("empty", "")], &Settings::default()).pages[0];
    hold(copy, b"");
    assert_eq!(copy.article(), "");
}

#[test]
fn a_fair_copy_of_a_fair_copy_is_the_same() {
    let text = SENTENCES[..4].join("\n\n") + "\n\n" + SENTENCES[1] + "\n";
    let once = clean(&[Page::new("p", text)], &Settings::default()).pages[0].article();
    let twice = clean(&[Page::new("p", once.clone())], &Settings::default()).pages[0].article();
    assert_eq!(once.matches(SENTENCES[1]).count(), 1);
    assert_eq!(once, twice);
}
