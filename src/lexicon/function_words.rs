//! Words of the Latin-script languages that cannot end a sentence.

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
