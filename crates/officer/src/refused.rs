//! Why a command ends, as a person reads it.

use std::fmt::Display;
use std::path::Path;

/// What a command gives, or the words that say why it could not.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// A file or folder that could not be used.
pub(crate) fn at(path: &Path) -> impl Fn(std::io::Error) -> String {
    move |why| format!("{}: {why}", path.display())
}

/// Any other reason.
pub(crate) fn because(why: impl Display) -> String {
    why.to_string()
}
