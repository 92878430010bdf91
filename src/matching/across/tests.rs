use super::*;
use crate::block::{Block, BlockKind};
use crate::source::Source;
use crate::view::View;

fn folded(text: &str) -> View {
    let source = Source::from_text("t", text);
    let block = Block { span: source.whole(), kind: BlockKind::Paragraph };
    View::fold(&source, &[block])
}

fn found(pages: &[&str]) -> Vec<Reprint> {
    let views: Vec<View> = pages.iter().map(|page| folded(page)).collect();
    let texts: Vec<&[u32]> = views.iter().map(View::symbols).collect();
    reprints(&texts, &Settings::default())
}

const STORM: &str = "The gale that swept the harbour on Thursday night carried away the roof of the \
    fish market and drove three sloops upon the outer bar, where they lay until the morning tide.";
const NOISY: &str = "Tlie gale that swept the harb our on Thursdav night carried awav tho roof of the \
    fish marhet and drove three slocps upon the outer har, where they lay until the moming tide.";
const SCHOOL: &str = "At the meeting of the school board the treasurer read the accounts for the year \
    and it was found that coal had cost less than in any winter since the new stoves were set.";
const DYKE: &str =
    "连日来,北岸的村民轮流上堤巡查,白天两班,夜里三班,发现渗水就地打桩填土,没有一处出险。";
const DYKE_AGAIN: &str =
    "连日來,北岸的村民轮流上提巡查,白天两班,夜里三班,发现滲水就地打桩填士,没有一处出险。";

#[test]
fn a_reprint_is_found_through_noise_and_only_it() {
    let (first, second) = (format!("{SCHOOL} {STORM}"), format!("{NOISY} {DYKE}"));
    let reprints = found(&[&first, &second, DYKE_AGAIN]);
    let pages: Vec<(u32, u32)> = reprints.iter().map(|r| (r.first.page, r.second.page)).collect();
    assert_eq!(pages, [(0, 1), (1, 2)]);
    let start = folded(SCHOOL).len();
    let storm = reprints[0].first.range.clone();
    assert!(storm.start.abs_diff(start) <= 3 && storm.end.abs_diff(folded(&first).len()) <= 3);
}

#[test]
fn a_formula_is_no_reprint() {
    let first = format!("{SCHOOL} The chairman thanked all who had come from near and far.");
    let second = format!("{STORM} The chairman thanked all who had come from near and far.");
    assert!(found(&[&first, &second]).is_empty());
}

#[test]
fn two_formulas_with_other_words_between_are_no_reprint() {
    let first = "The funeral was held on Monday, with very many friends of the family.";
    let second = "The funeral was held here. The church bell rung; friends of the family.";
    assert!(found(&[first, second]).is_empty());
    let again = "The funeral was held on Mondav, witli very many friends of tho family.";
    assert_eq!(found(&[first, again]).len(), 1);
}

#[test]
fn what_every_page_has_is_linked_into_one_cluster() {
    let pages: Vec<String> = (0..40).map(|n| format!("{n}{} {STORM} {n}", n * 7919)).collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let clusters = clusters(&found(&pages));
    assert_eq!(clusters.len(), 1);
    assert_eq!(clusters[0].printings.len(), 40);
}

#[test]
fn a_part_printed_alone_is_a_passage_of_its_own() {
    let both = format!("{STORM} {SCHOOL}");
    let clusters = clusters(&found(&[&both, STORM, SCHOOL, &both]));
    let pages = |c: &Cluster| c.printings.iter().map(|p| p.page).collect::<Vec<_>>();
    assert_eq!(
        clusters.iter().map(pages).collect::<Vec<_>>(),
        [vec![0, 1, 3], vec![0, 3], vec![0, 2, 3]]
    );
}

#[test]
fn threads_do_not_change_what_is_found() {
    let pages: Vec<String> =
        (0..12).map(|n| format!("{n} {} {n}", [STORM, SCHOOL, DYKE][n % 3])).collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        format!("{:?}", pool.install(|| clusters(&found(&pages))))
    };
    assert_eq!(on(1), on(7));
}
