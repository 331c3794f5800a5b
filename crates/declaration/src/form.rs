//! The form: one edition, ready to be evaluated over any answers.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use rulebook::{Edition, Expression};
use serde_json::Value;

use crate::evaluation::Evaluation;
use crate::facts::{Facts, FactsError};
use crate::search::SearchIndex;

/// An edition's form. Cloning it is cheap.
#[derive(Debug, Clone)]
pub struct Form {
    pub(crate) edition: Arc<Edition>,
    /// Search indexes by list name, each built when it is first searched.
    pub(crate) indexes: Arc<HashMap<String, OnceLock<SearchIndex>>>,
}

impl Form {
    /// The form of an edition.
    pub fn new(edition: Arc<Edition>) -> Self {
        let indexes = edition.lists.keys().map(|name| (name.clone(), OnceLock::new())).collect();
        Self { edition, indexes: Arc::new(indexes) }
    }

    /// Its edition.
    pub fn edition(&self) -> &Arc<Edition> {
        &self.edition
    }

    /// Questions, findings and progress for `answers` on the civil day `today`. Takes any JSON.
    pub fn evaluate(&self, _answers: &Value, _today: NaiveDate) -> Evaluation {
        Evaluation { pages: Vec::new(), findings: Vec::new() }
    }

    /// The visible answers alone: what is sealed and sent.
    pub fn relevant(&self, answers: &Value, _today: NaiveDate) -> Value {
        answers.clone()
    }

    /// What the code policy may know.
    pub fn facts(&self, _answers: &Value, _today: NaiveDate) -> Result<Facts, FactsError> {
        Ok(Facts::default())
    }

    /// Whether a rule of the code policy holds of facts.
    pub fn holds(&self, _when: &Expression, _facts: &Facts) -> Result<bool, FactsError> {
        Ok(false)
    }
}
