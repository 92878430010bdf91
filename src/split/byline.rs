//! Who wrote it: `□ 记者 张三`, `By Jane Doe`, `De notre correspondant`.
//!
//! Anchored: the whole line must be roles and names and nothing else, for 记者
//! and `by` stand in every second sentence of a newspaper.

use crate::script::{is_han, is_opening};

/// Widest byline in cells: five names with their roles.
const WIDEST: u32 = 72;

/// Most ideographs of a name (compound surnames, names of minorities shortened).
const LONGEST_NAME: usize = 4;

/// Signs set before a byline.
const SIGNS: [char; 6] = ['□', '■', '◎', '○', '●', '▣'];

/// Roles, the longer before those they contain.
const ROLES: &[&str] = &[
    "本报特派记者",
    "本报特约记者",
    "本报见习记者",
    "本报实习记者",
    "本报首席记者",
    "本报通讯员",
    "本报记者",
    "見習記者",
    "见习记者",
    "實習記者",
    "实习记者",
    "特约记者",
    "特派记者",
    "首席记者",
    "全媒体记者",
    "融媒体记者",
    "新华社记者",
    "驻地记者",
    "特派員",
    "特派员",
    "特约撰稿人",
    "特约通讯员",
    "实习生",
    "實習生",
    "通讯员",
    "通訊員",
    "本報記者",
    "责任编辑",
    "責任編輯",
    "责编",
    "編輯",
    "编辑",
    "撰文",
    "作者",
    "记者",
    "記者",
    "摄影",
    "攝影",
    "文图",
    "图文",
    "文",
    "图",
];

/// Roles so common in running text that a name must stand apart from them.
const COMMON: &[&str] = &["记者", "記者", "编辑", "編輯", "作者", "文", "图", "摄影", "攝影"];

/// Words that close a byline.
const CLOSINGS: &[&str] = &["综合报道", "报道", "報道", "摄影报道", "文/图", "整理", "撰"];

/// What opens a byline in Latin script.
const OPENERS: &[&str] =
    &["By", "BY", "From", "FROM", "Von", "VON", "Par", "PAR", "De", "DE", "Por", "Door"];

/// Openers that also open headlines and sentences: a correspondent must follow.
const WEAK_OPENERS: &[&str] = &["From", "FROM", "De", "DE"];

/// Beginnings of the words for a writer sent or kept elsewhere.
const WRITERS: &[&str] = &[
    "correspond",
    "korrespond",
    "reporter",
    "berichterstatter",
    "envoyé",
    "correspons",
    "corrispond",
    "mitarbeiter",
    "redakt",
    "rédact",
    "staff",
];

/// Small words that stand between names.
const LINKS: &[&str] = &[
    "and",
    "und",
    "et",
    "y",
    "en",
    "of",
    "our",
    "own",
    "the",
    "special",
    "a",
    "an",
    "in",
    "at",
    "for",
    "de",
    "du",
    "des",
    "la",
    "le",
    "van",
    "von",
    "der",
    "den",
    "zu",
    "da",
    "di",
    "del",
    "unserem",
    "unserer",
    "notre",
    "nos",
    "nuestro",
    "particulier",
    "spécial",
    "à",
    "bin",
    "al",
];

/// Most words of a byline in Latin script.
const MOST_WORDS: usize = 10;

/// Whether a line, `width` cells wide, names its writers and says nothing else.
pub(super) fn is_byline(width: u32, text: &str) -> bool {
    if width > WIDEST {
        return false;
    }
    let bare = bare(text);
    is_han_byline(bare) || is_latin_byline(bare)
}

/// The text without brackets around the whole of it.
fn bare(text: &str) -> &str {
    let inner = text.strip_prefix(['(', '（', '[', '［', '【']);
    let closed = inner.map(|t| t.trim_end_matches(['.', '。']));
    closed.and_then(|t| t.strip_suffix([')', '）', ']', '］', '】'])).unwrap_or(text).trim()
}

fn is_han_byline(text: &str) -> bool {
    let signed = text.strip_prefix(SIGNS);
    let mut rest = signed.unwrap_or(text).trim_start();
    let mut roles = 0;
    let mut names = 0;
    while !rest.is_empty() {
        if let Some((role, after)) = role(rest) {
            let apart = after.trim_start_matches([' ', '\u{3000}', ':', '：', '/', '／', '、']);
            if signed.is_none()
                && roles == 0
                && COMMON.contains(&role)
                && apart.len() == after.len()
            {
                return false;
            }
            roles += 1;
            rest = apart;
        } else if let Some(after) = CLOSINGS.iter().find_map(|c| rest.strip_prefix(c)) {
            rest = after.trim_start();
        } else {
            let name =
                rest.chars().take_while(|c| is_han(*c) || *c == '·').map(char::len_utf8).sum();
            let (name, after): (&str, &str) = rest.split_at(name);
            if !(2..=LONGEST_NAME).contains(&name.chars().filter(|c| *c != '·').count()) {
                return false;
            }
            names += 1;
            let apart = after.trim_start_matches([' ', '\u{3000}', '\u{A0}', '、', '/', '／']);
            if apart.len() == after.len() && !after.is_empty() {
                return false;
            }
            rest = apart;
        }
    }
    names > 0 && (roles > 0 || signed.is_some())
}

fn role(text: &str) -> Option<(&'static str, &str)> {
    ROLES.iter().find_map(|role| Some((*role, text.strip_prefix(role)?)))
}

fn is_latin_byline(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let Some(opener) = words.next().filter(|word| OPENERS.contains(word)) else { return false };
    let mut named = false;
    let mut writer = false;
    let mut count = 0;
    for word in words {
        count += 1;
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = plain.to_lowercase();
        if WRITERS.iter().any(|w| lower.starts_with(w)) {
            writer = true;
        } else if LINKS.contains(&lower.as_str()) {
            continue;
        } else if plain.starts_with(char::is_uppercase)
            && !word.starts_with(is_opening)
            && !word.ends_with([':', ';', '!', '?'])
        {
            named = true;
        } else {
            return false;
        }
    }
    let enough = writer || (named && !WEAK_OPENERS.contains(&opener));
    enough && (if writer { 1 } else { 2 }..=MOST_WORDS).contains(&count)
}

#[cfg(test)]
mod tests {
    use super::super::line::cells;
    use super::*;

    fn byline(text: &str) -> bool {
        is_byline(cells(text), text)
    }

    #[test]
    fn roles_and_names_are_a_byline() {
        for text in [
            "□ 记者 王小明 李华",
            "□王小明",
            "本报记者王小明",
            "本报记者 王小明 通讯员 李华 赵大海 报道",
            "（记者 王小明 通讯员 李华）",
            "责任编辑：赵大海",
            "By Jane Doe",
            "By JANE DOE and Peter van Dam, Staff Writers",
            "(From our own correspondent.)",
            "Von unserem Korrespondenten",
            "De notre correspondant particulier",
            "Par Jeanne Dupont",
        ] {
            assert!(byline(text), "{text}");
        }
    }

    #[test]
    fn sentences_with_the_same_words_are_not() {
        for text in [
            "记者从县政府了解到",
            "记者了解到",
            "记者 从县水利局获悉",
            "文明新风吹进村",
            "图书馆开门",
            "□ 新桥通车两岸欢腾",
            "By the time we came it was over",
            "By Monday",
            "From Paris to London",
            "De Gaulle Returns",
            "Von der Leyen: Wir zahlen",
            "Par hasard",
        ] {
            assert!(!byline(text), "{text}");
        }
    }
}
