//! A document that was declared with before. Two codes of two journeys hold somebody up at a counter, and whoever did not find
//! how to correct declares a second time: they are led to the first one, and may go on.

use chrono::{Days, NaiveDate};
use declaration::landmarks::AtLandmarks;
use declaration::{Evaluation, Form};
use platform_api::Reference;
use rulebook::Landmark;
use uuid::Uuid;
use vault::{CaseQuery, DraftKind, DraftRow};

use super::editing::open_page;
use crate::dto::DeclaredBefore;
use crate::{Result, Session};

/// A journey that ended longer ago is another one.
const STILL_THE_SAME: Days = Days::new(14);
/// Numbers that are shorter are of somebody who is still typing.
const SHORTEST: usize = 5;
/// Most cases that are looked at; a number has one or two.
const MOST: u32 = 20;

impl Session {
    /// The sent declaration of a journey not long past, for the document of a first draft; none of a correction.
    pub(crate) fn declared_before(&self, form: &Form, draft: &DraftRow) -> Result<Option<DeclaredBefore>> {
        let at = AtLandmarks::of(form.edition(), &draft.answers);
        let number = at.text(Landmark::DocumentNumber).filter(|number| number.chars().count() >= SHORTEST);
        let Some(number) = number.filter(|_| draft.revision == 1 && draft.kind == DraftKind::Declaration)
        else {
            return Ok(None);
        };
        let from = self.today().checked_sub_days(STILL_THE_SAME);
        let query = CaseQuery { text: number.to_owned(), from, limit: MOST, ..CaseQuery::default() };
        for (id, summary) in self.vault()?.cases(&query)?.rows {
            if id != draft.id
                && let Some(before) = self.declared_with(id, number, summary.day)?
            {
                return Ok(Some(before));
            }
        }
        Ok(None)
    }

    /// The same where the document is asked for: there nothing is typed yet that would be typed in vain.
    pub(crate) fn declared_before_here(
        &self,
        form: &Form,
        draft: &DraftRow,
        evaluation: &Evaluation,
    ) -> Result<Option<DeclaredBefore>> {
        let number = form.edition().landmarks.pointer(Landmark::DocumentNumber);
        let page = evaluation.page(open_page(form, draft, evaluation));
        let is_here = page.is_some_and(|page| page.questions().any(|one| Some(&*one.field) == number));
        if is_here { self.declared_before(form, draft) } else { Ok(None) }
    }

    /// A declaration, if it was sent with this document and still counts.
    fn declared_with(
        &self,
        id: Uuid,
        number: &str,
        day: Option<NaiveDate>,
    ) -> Result<Option<DeclaredBefore>> {
        let Some(sent) = self.declaration(id)?.sent.filter(|sent| !sent.withdrawal) else { return Ok(None) };
        if sent.kind == DraftKind::Intention {
            return Ok(None);
        }
        let form = self.form_of(sent.edition)?;
        let at = AtLandmarks::of(form.edition(), &sent.answers);
        if at.text(Landmark::DocumentNumber) != Some(number) {
            return Ok(None);
        }
        let entering = at.entering_leg(form.edition()).unwrap_or_default();
        Ok(Some(DeclaredBefore {
            id: id.to_string(),
            reference: Reference::of(id).to_string(),
            flight: at.texts(Landmark::Flight).nth(entering).flatten().map(str::to_owned),
            day: day.map(|day| day.to_string()),
        }))
    }
}
