//! A sealed piece of a declaration.

use chrono::NaiveDate;

/// Class of the code's text.
pub const CODE: &str = "code";
/// Class of the facts that a code rests on.
pub const FACTS: &str = "facts";
/// Class of what a declaration can be judged by again.
pub const GROUNDS: &str = "grounds";

/// Class of what was so of a declaration's earlier revisions and is not any more.
pub const RETRACTED: &str = "retracted";

/// Class of what a declaration says of the arrival.
pub const PLAN: &str = "plan";

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

/// What a class of answers begins with; its readers follow.
pub(crate) const ANSWERS: &str = "answers:";

impl Part {
    /// Whether it holds answers.
    pub(crate) fn holds_answers(&self) -> bool {
        self.class.starts_with(ANSWERS)
    }

    /// Whether it holds answers that this reader may read. The one place that says so: the class was named by the edition that
    /// asked, when the answers were taken apart.
    pub(crate) fn is_read_by(&self, reader: &str) -> bool {
        let readers = self.class.strip_prefix(ANSWERS).and_then(|class| class.split(':').next());
        readers.is_some_and(|readers| readers.split('+').any(|one| one == reader))
    }
}
