//! Search-as-you-type over the rulebook's long lists, and whom to call.

use crate::dto::{Choice, Directory, Hotline};
use crate::{App, Result};

/// Rows offered at once: what fits a list that a person reads.
const MOST: usize = 20;

impl App {
    /// Rows of the question's list that fit what was typed, best first.
    pub fn options(&self, id: &str, pointer: &str, query: &str) -> Result<Vec<Choice>> {
        let draft = self.draft(id)?;
        let form = self.form_of(draft.edition)?;
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

    /// Hotlines of the edition in use.
    pub fn directory(&self) -> Result<Directory> {
        let form = self.current_form()?;
        let hotlines = form.edition().directory.hotlines.iter();
        Ok(Directory {
            edition: form.edition().head.number,
            hotlines: hotlines
                .map(|line| Hotline {
                    text: format!("hotline-{}", line.id),
                    number: line.number.clone(),
                    hours: format!("hotline-{}.hours", line.id),
                })
                .collect(),
        })
    }
}
