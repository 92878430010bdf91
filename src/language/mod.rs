//! What is known of languages.

pub mod model;

pub use model::LanguageModel;
