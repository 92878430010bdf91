//! The languages a person may read a view in.

/// The language of an interface; page text stays in its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Language {
    /// English.
    English,
    /// Chinese, in simplified characters.
    Chinese,
}

impl Language {
    /// Both, in the order of the words' table.
    pub const ALL: [Language; 2] = [Language::English, Language::Chinese];

    /// The code of flags and of the HTML `lang` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Chinese => "zh",
        }
    }
}
