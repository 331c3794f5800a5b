//! A name that was typed in full and is left: where one row alone is called so, it is meant.

use rulebook::Row;
use serde_json::Value;

use super::rows_called;
use crate::answer::AnswerError;
use crate::form::Form;
use crate::search::fold;

/// As many letters a code has.
const SHORT: usize = 3;

impl Form {
    /// Takes the row that is called as the answer at `left` reads, if that is one of those that `fits` lets pass, and no code; whether it
    /// did. Of `Berlin` in the list of airports there are two, and neither is taken.
    ///
    /// # Errors
    /// [`AnswerError`] of [`Form::set`].
    pub fn choose_by_name(
        &self,
        answers: &mut Value,
        left: &str,
        fits: impl Fn(&Row) -> bool,
    ) -> Result<bool, AnswerError> {
        let Some(code) = self.called_so(answers, left, fits) else { return Ok(false) };
        self.set(answers, left, code.into())?;
        Ok(true)
    }

    fn called_so(&self, answers: &Value, left: &str, fits: impl Fn(&Row) -> bool) -> Option<String> {
        let typed = answers.pointer(left)?.as_str()?;
        let (list, index, keep) = self.offered(left, answers)?;
        // `UK` is no name: two or three letters may be meant as anybody's code, and are chosen by hand.
        let is_short = typed.len() <= SHORT && typed.bytes().all(|sign| sign.is_ascii_alphabetic());
        if is_short || list.row(typed).is_some() {
            return None;
        }
        let may_be = |row: &&Row| keep(row) && fits(row);
        let mut rows = rows_called(list, index, &fold(typed)).into_iter().filter(may_be);
        rows.next().filter(|_| rows.next().is_none()).map(|row| row.code.clone())
    }
}
