//! Small words, and what they can never do.

/// Articles, prepositions and conjunctions of English, German and French that
/// want something after them. Left out: those that do end sentences ("in", "on",
/// "an", "auf", "après" after a verb or by themselves).
const WANT_MORE: [&str; 62] = [
    "the", "a", "of", "from", "into", "with", "and", "or", "nor", "than", "their", "his", "her",
    "its", "our", "your", "my", "every", "whose", "upon", "towards", "between", "among", "during",
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines",
    "und", "oder", "sowie", "zum", "zur", "vom", "beim", "seine", "ihre", "le", "la", "les", "un",
    "une", "du", "aux", "et", "ou", "avec", "sans", "chez", "sur", "dans", "leur", "ses", "ces",
];

/// Whether a word wants something after it, whatever its case.
pub(super) fn wants_more(word: &str) -> bool {
    word.is_ascii() && WANT_MORE.contains(&word.to_ascii_lowercase().as_str())
}

/// Prepositions, conjunctions and a particle of Chinese that are nothing else. Left
/// out: those that are verbs as well (把把关, 过过瘾, 对对), that end other words (受不了了)
/// or stand in names (其其格, 羲之之子).
const NEVER_DOUBLE: &str = "从在被以与和及或而但的由";

/// Whether a simplified ideograph is a small word that never stands twice in a row.
pub(super) fn never_doubles(c: char) -> bool {
    NEVER_DOUBLE.contains(c)
}
