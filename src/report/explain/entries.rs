//! The sentences: one entry for each reason, in the order of the closed list.

use super::Entry;
use crate::reason::Reason;

/// The entry of a reason. The match is exhaustive, so a new reason cannot be
/// added without its explanation.
pub(super) fn entry(reason: Reason) -> Entry {
    let (phrase, meaning, before, after, danger) = match reason {
        Reason::Kept => (
            "kept as it stands",
            "The passage is part of the article, in its place in the order.",
            "The ferry sails at nine.",
            "The ferry sails at nine.",
            "none: the text is not touched.",
        ),
        Reason::Layout => (
            "white space between blocks evened out",
            "Passages that were not neighbours on the page have come to stand side by side; the white space between \
             them is made what it is between other blocks. No letter is touched.",
            "One paragraph.↵↵↵↵↵Another.",
            "One paragraph.↵↵Another.",
            "space that carries meaning, as in verse or a table; only the space between blocks is touched.",
        ),
        Reason::RepeatFold => (
            "printed elsewhere on the page; that copy stays",
            "The passage is another printing of one that the article keeps. It was compared with that one character \
             by character, and what differs is in the report as variants.",
            "渡口今日复航。……渡口今日复航。",
            "渡口今日复航。……",
            "refrains, slogans and formula sentences repeat on purpose; short echoes are left alone, and two passages \
             that differ in words or figures are both kept.",
        ),
        Reason::RepeatSimilar => (
            "the same text as another passage, or one of its form",
            "Two passages differ in few places, and these may be misread or other words and figures. Both stay, \
             because one may correct the other or report another case; the report shows where they differ.",
            "East ward: 214 votes. … West ward: 341 votes.",
            "(both kept, shown side by side)",
            "none for the text; it is only shown.",
        ),
        Reason::Furniture => (
            "a page number, running head or line of navigation",
            "The whole line belongs to the sheet or to the web page, not to the article.",
            "第 3 版 下一页",
            "(left out)",
            "a year, a score or a price can stand alone on a line; only lines of a known kind, or lines that repeat, \
             are left out.",
        ),
        Reason::JunkLine => (
            "a line of marks without a word",
            "The whole line is marks and scattered letters, as a scanner makes of a rule or a stain.",
            ".,~ | i1 ;; -",
            "(left out)",
            "formulas, scores, initials and ornaments that divide sections; a line with any word in it stays, and \
             one that may be more than a stain is only shown.",
        ),
        Reason::JoinColumn => (
            "a sentence torn by a column break, put together",
            "One block breaks off in mid-sentence and another goes on with it. The break between them is taken out; \
             the two need not have been neighbours on the page.",
            "新桥全长八百二十↵↵米,明年通车。",
            "新桥全长八百二十米,明年通车。",
            "a heading without a full stop before a new paragraph, and two torn sentences of one page that take each \
             other's halves. A join names how probable it is among all that the page could make, or a witness \
             that has both in one piece.",
        ),
        Reason::JoinGap => (
            "a torn sentence put together, with letters missing between",
            "Two blocks belong together, but at the break letters were lost. They are joined with a visible mark, and \
             nothing is invented to fill it.",
            "到年底基本建成,全↵↵盖的供水网络。",
            "到年底基本建成,全[…]盖的供水网络。",
            "if the two did not belong together, the mark hides two losses as one.",
        ),
        Reason::GapCut => (
            "breaks off where a passage of another article was cut away",
            "A passage that belongs to another article stood in the middle or at the end. It was taken out, and what \
             was lost under it is marked.",
            "会议要求加强巡查,[另一篇的文字]",
            "会议要求加强巡查,[…]",
            "the passage may have been a quotation that belongs here.",
        ),
        Reason::GapEnd => (
            "breaks off, and its continuation was not found",
            "The sentence stops without an end, and no block of the page goes on with it.",
            "The council will decide on the",
            "(kept, and shown)",
            "headings and captions often have no full stop.",
        ),
        Reason::GapSequence => (
            "a numbered sequence with members missing",
            "Numbered points are there, but some of the numbers before or between them are not.",
            "三是修缮水渠。",
            "(kept, and shown: 一是 and 二是 are missing)",
            "a quotation may begin in mid-list.",
        ),
        Reason::GapAnnounced => (
            "announces something that does not follow",
            "A colon or a dash says that a list or a speech comes, and then nothing does.",
            "The rules are these:",
            "(kept, and shown)",
            "what is announced may be a picture or a table that text cannot hold.",
        ),
        Reason::ReadingWitness => (
            "a misprint mended from another printing",
            "Another printing of the passage has a sound reading here, and the one that is kept does not.",
            "tlie old lighthouse",
            "the old lighthouse",
            "two printings may both be right; where both readings are words and nothing else decides, it is a variant \
             and nothing is changed.",
        ),
        Reason::ReadingLikely => (
            "a word that is probably a misreading of another",
            "The word is in no list, or far rarer than another that is taken for it by shape; what is misread as what \
             on this page and how common the words are give the score.",
            "tbe magistrate remanded tho prisoner",
            "the magistrate remanded the prisoner",
            "a dialect word, an old spelling or a term of a trade may look like a misprint. Names, numbers and \
             quotations are never changed, and nothing is without `--level likely`.",
        ),
        Reason::ReadingVote => (
            "most printings agree against the one that is kept",
            "Three or more printings have the passage, and most of them agree on another reading than the base.",
            "1907 (base), 1901, 1901, 1901",
            "1901",
            "copies of one scan make the same mistakes; they count as one voice.",
        ),
        Reason::Variant => (
            "printings differ and nothing settles which is right",
            "All readings are shown, and the article keeps that of the base.",
            "三十二户 / 三十七户",
            "(kept as it stands, both shown)",
            "none for the text; it is a question for a reader.",
        ),
        Reason::LineWrap => (
            "a line break inside a paragraph taken out",
            "The column was narrow, and its line ends do not belong to the text. Between ideographs the break goes; \
             between words a space takes its place.",
            "春雨过后河↵水渐涨",
            "春雨过后河水渐涨",
            "verse, lists and tables, whose line ends are meant.",
        ),
        Reason::LineHyphen => (
            "a word divided at a line end put together",
            "The hyphen stood only because the line ended there; the whole word is attested elsewhere.",
            "the light-↵house keeper",
            "the lighthouse keeper",
            "words that have a hyphen of their own, as in mother-in-law; where neither form is attested the hyphen stays.",
        ),
        Reason::HyphenLeft => (
            "a hyphen that a line end left behind in mid-line",
            "The printed line ended in mid-word, the text has a space there instead of a break. The two pieces are put \
             together as they would be at a line end.",
            "the pro- perty of the widow",
            "the property of the widow",
            "half a word that waits for its end (`two- and threepenny`) has such a hyphen too. Nothing is changed \
             without `--level likely`.",
        ),
        Reason::PhraseDoubled => (
            "a phrase printed twice in a row",
            "The same words stand twice, one right after the other, with no mark between.",
            "沿江公路沿江公路终于通车",
            "沿江公路终于通车",
            "slogans, verse and speech repeat on purpose; a repeat across punctuation is left alone.",
        ),
        Reason::TailDoubled => (
            "the end of a word printed twice",
            "The last characters of a word come again, and what is left makes no word of its own.",
            "齐心协力协力抢修",
            "齐心协力抢修",
            "words that double by rule, as in 研究研究.",
        ),
        Reason::CharDoubled => (
            "a character printed twice",
            "One character of a noun, or a small word, stands twice, and the sentence reads far better with one.",
            "堤坝坝修好了",
            "(kept, and shown: 堤坝修好了)",
            "words, verbs and names double characters (天天, 看看, 冰冰), and so does the seam of two words \
             (人民民主); only another printing settles it.",
        ),
        Reason::LatinIntrusion => (
            "a foreign function word among ideographs",
            "A small Latin word stands where an ideograph should, as left by a translator or a keyboard.",
            "渔业 and 盐业",
            "(kept, and shown: 渔业和盐业)",
            "brands, titles and formulas; and only a witness knows which ideograph was meant.",
        ),
        Reason::PunctuationWidth => (
            "a half-width mark inside Han text",
            "The mark is of the Latin form in a sentence of ideographs. It is shown where the page's other marks are \
             full-width.",
            "雨停了,船开了",
            "雨停了，船开了",
            "decimals, times, addresses and quoted English; many papers print half-width marks on purpose, so they \
             are changed only on request.",
        ),
        Reason::LetterWidth => (
            "full-width letters or digits against the page's habit",
            "Most of the page writes letters and digits in one width, and this stretch in the other.",
            "２０ 艘",
            "(kept, and shown: 20 艘)",
            "a printed style that is meant; where the other width is more than one in ten, it is a second habit and \
             nothing is said.",
        ),
        Reason::SpaceIdeographs => (
            "spaces inside a run of single ideographs taken out",
            "Three or more ideographs stand with a space between each, as a scanner reads a wide-set line.",
            "江 水 上 涨",
            "江水上涨",
            "lists of names, headings and verse, where the space is meant; a run of two is never touched.",
        ),
        Reason::CharInvisible => (
            "a zero-width, direction or control character taken out",
            "The character has no shape and came from the web page or the scanner.",
            "har<U+200B>bour",
            "harbour",
            "joiners that Indic scripts, Persian and emoji need; they are kept there.",
        ),
        Reason::CharSoftHyphen => (
            "a soft hyphen taken out",
            "A place where the word might have been divided, left in the text.",
            "har<U+00AD>bour",
            "harbour",
            "none that is known.",
        ),
        Reason::CharLigature => (
            "a ligature opened into its letters",
            "One code stands for two or three letters set as one type.",
            "the ﬁrst ﬂood",
            "the first flood",
            "æ and œ are letters and stay.",
        ),
        Reason::CharRadical => (
            "a radical standing for its ideograph",
            "A code for a dictionary's radical stands where the ideograph of the same shape was meant.",
            "⼭⽔",
            "山水",
            "text that speaks of radicals.",
        ),
        Reason::CharLost => (
            "a character lost in decoding, or from a private area",
            "The code says that a character was here and could not be read, or has a shape only in one font.",
            "the caf\u{FFFD} by the quay",
            "(kept, and shown)",
            "a private code may be a name's rare character; it is never taken out silently.",
        ),
        Reason::ScriptMixed => (
            "a character of the other Chinese script",
            "The page is in simplified characters and this one is traditional, or the other way round.",
            "今天開会",
            "(kept, and shown: 今天开会)",
            "names, quotations, and characters that both scripts use, as 乾 and 后; a block in the other script \
             throughout is left alone.",
        ),
        Reason::DigitLetter => (
            "a letter in a number, or a digit in a word",
            "Shapes that a scanner confuses: O and 0, l and 1.",
            "in 19O8 the mill bumed",
            "(kept, and shown: 1908)",
            "model numbers and codes; a number is never changed on this alone.",
        ),
        Reason::Mojibake => (
            "text decoded with the wrong table, put right",
            "The text was read with one encoding and written with another; the way back is exact and gives known words.",
            "cafÃ©",
            "café",
            "names and formulas that only look like it: those, a page that speaks of the matter, and Chinese read \
             as GBK (涓枃 for 中文), where bytes are lost, are only shown.",
        ),
        Reason::BytesDamaged => (
            "bytes that are not valid in the input's encoding",
            "The bytes are kept in the report, so that the input can be restored, and shown in the text as a mark.",
            "<FF FE 81> in a UTF-8 file",
            "(kept, and shown)",
            "none for the text; the encoding may have been guessed wrongly.",
        ),
    };
    Entry { phrase, meaning, example: (before, after), danger }
}
