//! What was declared, opened in memory where the platform itself has to know it. Nobody is shown it from here.

use std::sync::Arc;

use chrono::NaiveDate;
use declaration::AtLandmarks;
use rulebook::{Landmark, formats};
use serde_json::Value;
use uuid::Uuid;

use super::{Core, TakenEdition};
use crate::at_rest::{Of, lay_over};
use crate::store::StoreError;

impl Core {
    /// The answers of a declaration with the edition that they were given under, as far as both are kept.
    pub(crate) async fn answers(
        &self,
        declaration: Uuid,
    ) -> Result<Option<(Arc<TakenEdition>, Value)>, StoreError> {
        let Some(case) = self.store.case(declaration).await? else { return Ok(None) };
        let Some(taken) = self.rules().judges(case.edition) else { return Ok(None) };
        let of = Of { declaration, revision: case.revision };
        let mut answers = Value::Null;
        for part in case.parts.iter().filter(|part| part.holds_answers()) {
            if let Some(plain) = self.at_rest.open(of, part, self.today())? {
                lay_over(&mut answers, serde_json::from_slice(&plain).map_err(|_| StoreError::Broken)?);
            }
        }
        Ok(Some((taken, answers)))
    }

    /// Whether a declaration is of the holder of a document, by its number and birth date. The platform compares.
    pub(crate) async fn is_of_document(
        &self,
        declaration: Uuid,
        document: (&str, &str),
    ) -> Result<bool, StoreError> {
        let answers = self.answers(declaration).await?;
        Ok(answers.is_some_and(|(taken, answers)| crate::person::is_of(&taken.edition, &answers, document)))
    }

    /// Whether the traveller of a declaration was born on that day. The platform compares; nobody is told the day.
    pub(crate) async fn is_born(&self, declaration: Uuid, born: NaiveDate) -> Result<bool, StoreError> {
        let Some((taken, answers)) = self.answers(declaration).await? else { return Ok(false) };
        let told = AtLandmarks::of(&taken.edition, &answers).text(Landmark::Born).and_then(formats::date);
        Ok(told == Some(born))
    }
}
