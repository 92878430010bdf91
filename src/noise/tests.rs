use super::*;

fn mended(text: &str, settings: &Settings) -> (String, Vec<(Reason, Tier)>) {
    let source = Source::from_text("t", text);
    let blocks = [Block { span: source.whole(), kind: BlockKind::Paragraph }];
    let edits = mend(&source, &blocks, Lexicon::builtin(), settings).edits;
    let mut out = String::new();
    let mut at = 0;
    for edit in edits.iter().filter(|e| e.tier <= Tier::Witness) {
        out.push_str(&text[at..edit.span.start()]);
        out.push_str(&edit.text);
        at = edit.span.end();
    }
    out.push_str(&text[at..]);
    (out, edits.iter().map(|e| (e.reason, e.tier)).collect())
}

#[test]
fn noise_that_the_text_shows_is_mended() {
    for (noisy, clean) in [
        ("人\u{200B}民\u{FEFF}公园", "人民公园"),
        ("co\u{AD}operate", "cooperate"),
        ("灯塔\u{61C}的钥匙\u{200F}在抽屉里", "灯塔的钥匙在抽屉里"),
        ("the lamp\u{E0041}\u{E0001} burns\u{E007F}", "the lamp burns"),
        ("守塔人\u{FFF9}走了\u{FFFB}。", "守塔人走了。"),
        ("the ﬁnal oﬃce", "the final office"),
        ("⾦属⼯厂", "金属工厂"),
        ("会议 指 出 要 坚 持 节约", "会议 指出要坚持 节约"),
        ("全县加快推进城乡供水城乡供水一体化工程。", "全县加快推进城乡供水一体化工程。"),
        ("大家千方百计百计筹款修桥。", "大家千方百计筹款修桥。"),
        ("we met in the course of the course of the week", "we met in the course of the week"),
        ("he came out of the of the house", "he came out of the house"),
        ("he crossed the the bridge at noon", "he crossed the bridge at noon"),
    ] {
        assert_eq!(mended(noisy, &Settings::default()).0, clean);
    }
}

#[test]
fn what_looks_like_noise_and_is_not_stays() {
    for text in [
        "这件事还要研究研究,大家彼此彼此,商量商量再说。",
        "范冰冰和高圆圆天天向上,常常高高兴兴。",
        "人民民主专政,仲裁裁决,应当当场处罚。",
        "孩子们喊着加油加油加油加油,冲啊冲啊。",
        "他说:“不要再走了不要再走了,前面没有路。”",
        "张三 李四 王五 赵六 钱七",
        "王 明 出席",
        "数字一百一百地数,一步一步来,一个一个地讲。",
        "he had had that that I know that you know that I know",
        "und die die Frau, der der Mann hilft",
        "2020 2020, 100100, 1010 1010",
        "می\u{200C}خواهم 👩\u{200D}🚒",
        "the flag \u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} over the pier",
        "\u{FFF9}灯台\u{FFFA}とうだい\u{FFFB}の番人",
        "H2O、A4、5G、4S店、B2B",
        "他千方百计计划着明天。",
        "what was done was done in haste, and he went again and again and again",
        "sie rufen und winken und winken und rufen",
        "风声雨声读书声声声入耳,家事国事天下事事事关心。",
    ] {
        let (out, reasons) = mended(text, &Settings::default());
        assert_eq!(out, text);
        assert!(reasons.iter().all(|(_, tier)| *tier == Tier::Flag), "{text}: {reasons:?}");
    }
}

#[test]
fn doubts_are_flagged_and_nothing_else() {
    let flags = |text: &str| mended(text, &Settings::default()).1;
    assert_eq!(flags("城镇 and 乡村都受益。"), [(Reason::LatinIntrusion, Tier::Flag)]);
    assert_eq!(flags("in 19l6 and 1O0 men"), [(Reason::DigitLetter, Tier::Flag); 2]);
    assert_eq!(flags("丢了\u{FFFD}字"), [(Reason::CharLost, Tier::Flag)]);
    assert_eq!(flags("苹果公司的 iPhone 与 Word and Excel 软件"), []);
}

#[test]
fn marks_are_widened_on_request_only() {
    let full = Settings { punctuation: Punctuation::Full };
    let text = "他说,好吗?共3.5%,1,000人(男女)。12:30开始:见(BABA.N)";
    assert_eq!(mended(text, &Settings::default()).0, text);
    let wide = "他说，好吗？共3.5%,1,000人（男女）。12:30开始：见(BABA.N)";
    assert_eq!(mended(text, &full).0, wide);
    assert_eq!(mended("开船(甲板)(舱内),都好", &full).0, "开船（甲板）（舱内），都好");
}

#[test]
fn half_width_marks_are_shown_where_they_are_the_exception() {
    let wide = "他说，好吗？大家都来吧！".repeat(10);
    let flags = mended(&format!("{wide}他说,好。"), &Settings::default()).1;
    assert_eq!(flags, [(Reason::PunctuationWidth, Tier::Flag)]);
    for text in [
        format!("{wide}约3.5%，1,000人，12:30开始，见(BABA.N)，“OK, yes!”。"),
        "他说,好吗?大家都来吧!".repeat(20),
        format!("{wide}{}", "他说,好吗?大家都来吧!".repeat(10)),
        "他说，好,吧。".to_string(),
    ] {
        assert_eq!(mended(&text, &Settings::default()).1, [], "{text}");
    }
}
