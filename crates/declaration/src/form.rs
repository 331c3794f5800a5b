//! The form: one edition, ready to be evaluated over any answers.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use rulebook::Edition;
use serde_json::Value;

use crate::evaluation::Evaluation;
use crate::search::SearchIndex;
use crate::state::State;
use crate::{checks, questions, relevant};

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
    pub fn evaluate(&self, answers: &Value, today: NaiveDate) -> Evaluation {
        let state = State::new(&self.edition, answers, today);
        let mut drawn = questions::draw(&state);
        checks::check(&state, &mut drawn);
        Evaluation { pages: drawn.pages, findings: drawn.findings }
    }

    /// The visible answers alone: what is sealed and sent.
    pub fn relevant(&self, answers: &Value, today: NaiveDate) -> Value {
        Value::Object(relevant::relevant(&State::new(&self.edition, answers, today).tree))
    }
}
