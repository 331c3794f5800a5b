//! What Rust itself says to a person: the window's title.
//!
//! Every other text is drawn by the UI, which reads `locales/` itself. The build stops at a text that does not parse
//! (`build.rs`); that the languages agree with each other, and that every id is used, is held by `cargo xtask tidy`.

mod language;
mod words;

pub use language::Language;
pub use words::Words;
