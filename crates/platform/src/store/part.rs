//! A sealed piece of a declaration.

use chrono::NaiveDate;

/// Class of the code's text.
pub const CODE: &str = "code";
/// Class of the facts that a code rests on.
pub const FACTS: &str = "facts";
/// Class of what a declaration can be judged by again.
pub const GROUNDS: &str = "grounds";

/// What belongs together by who may read it and how long it may be kept. A declaration has one of each class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which it is.
    pub class: String,
    /// Last day in Zhejiang on which it may be read.
    pub ends: NaiveDate,
    /// Its bytes, sealed.
    pub sealed: Vec<u8>,
}
