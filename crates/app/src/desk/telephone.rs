//! On the telephone: only the open questions, one after the other, answered straight into the draft.

use serde_json::Value;

use crate::desk::case::each_open;
use crate::dto::{Filling, Page, Section};
use crate::filling::view;
use crate::{Result, Session};

/// The one page of this mode.
const PAGE: &str = "telephone";

impl Session {
    /// What is open in a draft, and the question `at` whether it is open or not: whoever has just answered it still sees it.
    pub fn telephone(&self, id: &str, at: Option<&str>) -> Result<Filling> {
        self.desk_in_use()?;
        let draft = self.draft(id)?;
        let form = self.form_for(&draft)?;
        let (mut open, mut spoken) = (Vec::new(), draft.clone());
        each_open(&form, &draft, self.today(), &mut |_, question, wrong| {
            open.push(question.pointer.to_string());
            if wrong {
                spoken.spoken.insert(question.pointer.to_string());
            }
        });
        let evaluation = form.evaluate(&draft.answers, self.today());
        let wanted = |pointer: &str| Some(pointer) == at || open.iter().any(|one| one == pointer);
        let questions = view::drawn(&form, &spoken, &evaluation, self.language().tag(), &wanted);
        let section = Section { id: PAGE.to_owned(), reads_mrz: false, questions };
        let page = Page { id: PAGE.to_owned(), sections: vec![section] };
        Ok(Filling { page, focus: at.map(str::to_owned), ..self.filling(&draft)? })
    }

    /// Keeps an answer, and shows what is open then.
    pub fn telephone_answer(&self, id: &str, pointer: &str, value: Value) -> Result<Filling> {
        let answered = self.answer(id, pointer, value)?;
        Ok(Filling { cleaned: answered.cleaned, ..self.telephone(id, Some(pointer))? })
    }

    /// The question was left: what is wrong with its answer may be said.
    pub fn telephone_leave(&self, id: &str, pointer: &str) -> Result<Filling> {
        self.leave(id, pointer)?;
        self.telephone(id, Some(pointer))
    }
}
