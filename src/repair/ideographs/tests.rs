//! What is mended among ideographs, and what may be meant.

use super::*;
use crate::block::BlockKind;

fn page(text: &str) -> (Source, [Block; 1]) {
    let source = Source::from_text("page", text.to_string());
    let blocks = [Block { span: source.span(0..text.len()), kind: BlockKind::Paragraph }];
    (source, blocks)
}

/// The text with all that is thought of, likely or not.
fn thought_of(text: &str) -> String {
    let (source, blocks) = page(text);
    let mut read = text.to_string();
    let repairs = repairs(&source, &blocks, Lexicon::builtin(), &Print::default());
    for repair in repairs.iter().rev() {
        read.replace_range(repair.span.range(), &repair.text);
    }
    read
}

/// The text with what is likely.
fn mended(text: &str) -> String {
    let (source, blocks) = page(text);
    let mut mended = text.to_string();
    let settings = crate::repair::Settings::default();
    let edits = crate::repair::propose(&source, &blocks, Lexicon::builtin(), &settings);
    for edit in edits.iter().rev() {
        mended.replace_range(edit.span.range(), &edit.text);
    }
    mended
}

#[test]
fn what_spoils_a_word_is_found() {
    for (read, right) in [
        ("修堤的人百析不挠地干到天亮", "修堤的人百折不挠地干到天亮"),
        ("镇上的小明友都来看灯", "镇上的小朋友都来看灯"),
        ("渡口的船工百折\n不烧地等", "渡口的船工百折\n不挠地等"),
        ("工人們在圖書館裏百析不撓地找", "工人們在圖書館裏百折不撓地找"),
    ] {
        assert_eq!(thought_of(read), right);
    }
}

#[test]
fn what_may_be_meant_stays() {
    for text in [
        "厦门大嶝岛的渔民都说大嶝岛上风大",
        "学生请贾慧林老师写了一幅字",
        "一共收了三百零六元五角",
        "他说“百析不挠”是写错了的",
        "山下的人天天看着山上的灯亮起来",
        "昨日之事、非人力所能爲也、其言可信、其行可師、乃知引昔證今之不易",
        "これは小朋灰です、とかれはいった",
    ] {
        assert_eq!(mended(text), text);
    }
}
