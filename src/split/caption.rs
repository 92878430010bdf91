//! The words of a picture: `（王五 摄）` at the end, `图为…` or `Photo:` at the start.

/// How far from the end a credit's opening bracket may stand, in characters.
const LONGEST_CREDIT: usize = 40;

/// What opens a caption.
const OPENERS: &[&str] = &[
    "图为",
    "圖為",
    "图：",
    "图/",
    "图①",
    "圖：",
    "上图",
    "下图",
    "▲图",
    "△图",
    "Photo:",
    "Photo by ",
    "Photograph:",
    "Photos:",
    "Picture:",
    "Foto:",
    "Fotos:",
    "Bild:",
    "Photo :",
    "PHOTO:",
    "FOTO:",
    "Photo courtesy",
    "Photo credit",
];

/// What a credit ends with, before its bracket closes.
const CREDIT_ENDS: &[&str] = &[
    "摄",
    "攝",
    "摄影",
    "攝影",
    "供图",
    "资料图",
    "资料图片",
    "发",
    "供圖",
    "资料照片",
    "绘",
    "制图",
];

/// What a credit starts with, after its bracket opens.
const CREDIT_STARTS: &[&str] =
    &["Photo", "Foto", "Bild:", "AP Photo", "Picture", "图片来源", "图/"];

/// Whether a text starts as a caption does.
pub(super) fn opens(text: &str) -> bool {
    OPENERS.iter().any(|opener| text.starts_with(opener))
}

/// Whether a text ends with the credit of a picture in brackets.
pub(super) fn credits(text: &str) -> bool {
    let text = text.trim_end_matches(['。', '.']);
    let Some(inner) = text.strip_suffix([')', '）', ']', '］']) else { return false };
    let open = inner
        .char_indices()
        .rev()
        .take(LONGEST_CREDIT)
        .find(|(_, c)| matches!(c, '(' | '（' | '[' | '［'));
    let Some((at, c)) = open else { return false };
    let credit = inner[at + c.len_utf8()..].trim();
    CREDIT_STARTS.iter().any(|s| credit.starts_with(s))
        // A lone 发 or 摄 without a name before it is no credit.
        || CREDIT_ENDS.iter().any(|e| credit.strip_suffix(e).is_some_and(|name| !name.is_empty() || e.len() > 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_and_openings_make_captions() {
        assert!(credits("村民在新桥上走过。（记者 王小明 摄）"));
        assert!(credits("渡口旧影(资料图片)"));
        assert!(credits("The old ferry. (Photo: J. Doe)"));
        assert!(opens("图为村民在新桥上走过"));
        assert!(opens("Foto: privat"));
    }

    #[test]
    fn brackets_with_other_words_do_not() {
        assert!(!credits("他爱拍照（一种爱好）"));
        assert!(!credits("他说要去拍摄"));
        assert!(!credits("第七回（完）"));
        assert!(!opens("图书馆开门了"));
        assert!(!opens("Photography is an art"));
    }
}
