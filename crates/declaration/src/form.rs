//! The form: one edition, ready to be evaluated over any answers.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use rulebook::Edition;
use serde_json::Value;

use crate::evaluation::Evaluation;
use crate::extent::Extent;
use crate::officer::NOTHING;
use crate::search::SearchIndex;
use crate::state::{Given, State};
use crate::{checks, questions, relevant};

/// An edition's form. Cloning it is cheap.
#[derive(Debug, Clone)]
pub struct Form {
    pub(crate) edition: Arc<Edition>,
    /// Search indexes by list name, each built when it is first searched.
    pub(crate) indexes: Arc<HashMap<String, OnceLock<SearchIndex>>>,
    whole: Arc<Extent>,
    /// What facts can read, worked out when it is first asked for.
    facts: Arc<OnceLock<Extent>>,
}

impl Form {
    /// The form of an edition.
    pub fn new(edition: Arc<Edition>) -> Self {
        let indexes = edition.lists.keys().map(|name| (name.clone(), OnceLock::new())).collect();
        let whole = Arc::new(Extent::whole(&edition));
        Self { edition, indexes: Arc::new(indexes), whole, facts: Arc::default() }
    }

    /// Its edition.
    pub fn edition(&self) -> &Arc<Edition> {
        &self.edition
    }

    /// Questions, findings and progress for `answers` on the civil day `today`. Takes any JSON.
    pub fn evaluate(&self, answers: &Value, today: NaiveDate) -> Evaluation {
        let state = self.state(answers, today);
        let mut drawn = questions::draw(&state);
        checks::check(&state, &mut drawn);
        Evaluation { pages: drawn.pages, findings: drawn.findings }
    }

    /// The visible answers alone: what is sealed and sent.
    pub fn relevant(&self, answers: &Value, today: NaiveDate) -> Value {
        Value::Object(relevant::relevant(&self.state(answers, today).tree))
    }

    /// All answers made ready for judging.
    pub(crate) fn state<'a>(&'a self, answers: &'a Value, today: NaiveDate) -> State<'a> {
        let given = Given { answers, officer: &NOTHING, today };
        State::of(&self.edition, given, &self.whole)
    }

    /// What facts can read.
    pub(crate) fn fact_extent(&self) -> &Extent {
        self.facts.get_or_init(|| Extent::of_facts(&self.edition))
    }
}
