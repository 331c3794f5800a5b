//! A row that says two answers at once: who takes `丽水市 青田县` where a city is asked for has said the county too.

use rulebook::{Control, Field};

use crate::form::Form;

/// A part that was chosen where its whole is asked for.
pub(crate) struct WholeAndPart {
    /// The code of the whole, which is the answer here.
    pub(crate) whole: String,
    /// The question for the part, where the form has one, and the part's code.
    pub(crate) part: Option<(String, String)>,
}

impl Form {
    /// What a division means at a question for the one that it lies in.
    pub(crate) fn whole_and_part(&self, field: &Field, code: &str) -> Option<WholeAndPart> {
        if field.control != Control::County {
            return None;
        }
        let list = self.edition.list(field.list.as_deref()?)?;
        let part = list.row(code).filter(|row| row.level != field.level)?;
        let whole = list.row(part.parent.as_deref()?).filter(|row| row.level == field.level)?;
        let asks = |other: &&Field| {
            let within = other.within.as_ref().map(|within| &within.steps);
            within == Some(&field.path.steps) && other.level == part.level
        };
        let asked = self.edition.fields().find(asks);
        Some(WholeAndPart {
            whole: whole.code.clone(),
            part: asked.map(|other| (other.pointer.to_string(), part.code.clone())),
        })
    }
}
