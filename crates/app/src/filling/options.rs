//! Search-as-you-type over the rulebook's long lists.

use crate::dto::Choice;
use crate::{Result, Session};

/// Rows offered at once: what fits a list that a person reads.
const MOST: usize = 20;

impl Session {
    /// Rows of the question's list that fit what was typed, best first.
    pub fn options(&self, id: &str, pointer: &str, query: &str) -> Result<Vec<Choice>> {
        let draft = self.draft(id)?;
        let form = self.form_for(&draft)?;
        let language = self.language();
        let rows = form.options(pointer, &draft.answers, query, language.tag(), MOST);
        Ok(rows
            .into_iter()
            .map(|row| Choice {
                value: row.code.into(),
                text: None,
                label: Some(row.name),
                detail: row.detail,
            })
            .collect())
    }
}
