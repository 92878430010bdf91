//! What happened, in Chinese: one phrase for each reason.

use crate::reason::{Reason, Tier};

/// What happened, in a few words without a full stop. The match is exhaustive, so a
/// new reason cannot be added without its Chinese phrase.
pub(super) fn phrase(reason: Reason) -> &'static str {
    match reason {
        Reason::Kept => "照原样保留",
        Reason::Layout => "段落之间的空白已理齐",
        Reason::RepeatFold => "本页别处另有一份，保留那一份",
        Reason::RepeatSimilar => "与另一段是同一文字，或只是格式相同",
        Reason::Furniture => "页码、刊头或导航行",
        Reason::JunkLine => "只有杂乱符号、没有文字的一行",
        Reason::JoinColumn => "被分栏拆开的句子，已接上",
        Reason::JoinGap => "拆开的句子已接上，中间缺字",
        Reason::GapCut => "此处剔除了另一篇文章的文字，句子在此中断",
        Reason::GapEnd => "句子中断，未找到下文",
        Reason::GapSequence => "编号的条目有缺",
        Reason::GapAnnounced => "有引出语，却没有下文",
        Reason::ReadingWitness => "误字，据另一份改正",
        Reason::ReadingVote => "多数份一致，与保留的一份不同",
        Reason::Variant => "各份文字不同，无从判定哪个对",
        Reason::ReadingLikely => "很可能是误认的单词",
        Reason::LineWrap => "段内换行已去掉",
        Reason::LineHyphen => "行末断开的单词已接上",
        Reason::HyphenLeft => "行末断词留下的连字符，已不在行末",
        Reason::PhraseDoubled => "同一短语连印两遍",
        Reason::TailDoubled => "词尾重印",
        Reason::CharDoubled => "同一个字印了两遍",
        Reason::LatinIntrusion => "汉字之间夹着外文虚词",
        Reason::PunctuationWidth => "中文里的半角标点",
        Reason::LetterWidth => "全角字母或数字，与本页习惯不同",
        Reason::SpaceIdeographs => "单字之间的空格已去掉",
        Reason::CharInvisible => "零宽、方向或控制字符已去掉",
        Reason::CharSoftHyphen => "软连字符已去掉",
        Reason::CharLigature => "连字已拆成字母",
        Reason::CharRadical => "部首符号代替了汉字",
        Reason::CharLost => "解码时丢失的字，或专用区字符",
        Reason::ScriptMixed => "繁简与本页不一致的字",
        Reason::DigitLetter => "数字里有字母，或单词里有数字",
        Reason::Mojibake => "乱码，已按正确编码还原",
        Reason::BytesDamaged => "输入中有不合编码的字节",
    }
}

/// What a tier means.
pub(super) fn tier_phrase(tier: Tier) -> &'static str {
    match tier {
        Tier::Safe => "文字本身即可证明",
        Tier::Witness => "另一份可以证明",
        Tier::Weighed => "按拟合的权重判断，只涉及顺序和分段",
        Tier::Likely => "很可能，附有分值",
        Tier::Flag => "存疑，只提示，不改动",
    }
}
