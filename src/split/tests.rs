use proptest::prelude::*;

use super::*;
use BlockKind::*;

fn kinds(text: &str) -> Vec<BlockKind> {
    split(&Source::from_text("t", text)).iter().map(|b| b.kind).collect()
}

fn texts(text: &str) -> Vec<String> {
    let source = Source::from_text("t", text);
    split(&source).iter().map(|b| source.slice(b.span).to_string()).collect()
}

proptest! {
    #[test]
    fn blocks_are_disjoint_and_cover_all_that_is_not_space(
        text in "([a-cA-C0-3一二天的。，、 \u{3000}\u{FEFF}\u{200B}\n\r\u{C}\t.:;|>()（）□—-]|\\PC){0,200}",
    ) {
        let source = Source::from_text("t", text.clone());
        let mut at = 0;
        for block in split(&source) {
            prop_assert!(block.span.start() >= at && !block.span.is_empty());
            prop_assert!(text[at..block.span.start()].chars().all(line::is_blank));
            let inside = source.slice(block.span);
            prop_assert_eq!(inside.trim_matches(line::is_blank), inside);
            at = block.span.end();
        }
        prop_assert!(text[at..].chars().all(line::is_blank));
    }
}
