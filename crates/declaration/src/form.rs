//! The form: one edition, ready to be evaluated over any answers.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use rulebook::{Edition, FormKind, formats};
use serde_json::Value;

use crate::evaluation::Evaluation;
use crate::extent::Extent;
use crate::officer::NOTHING;
use crate::part::FormPart;
use crate::search::SearchIndex;
use crate::state::{Given, State};
use crate::{checks, gather, questions, relevant};

/// An edition's form, filled in for a declaration unless said otherwise. Cloning it is cheap.
#[derive(Debug, Clone)]
pub struct Form {
    pub(crate) edition: Arc<Edition>,
    /// Search indexes by list name, each built when it is first searched.
    pub(crate) indexes: Arc<HashMap<String, OnceLock<SearchIndex>>>,
    pub(crate) kind: FormKind,
    part: FormPart,
    whole: Arc<Extent>,
    /// What facts can read, worked out when it is first asked for.
    facts: Arc<OnceLock<Extent>>,
}

impl Form {
    /// The form of an edition.
    pub fn new(edition: Arc<Edition>) -> Self {
        let indexes = edition.lists.keys().map(|name| (name.clone(), OnceLock::new())).collect();
        let whole = Arc::new(Extent::whole(&edition));
        Self {
            edition,
            indexes: Arc::new(indexes),
            kind: FormKind::Declaration,
            part: FormPart::Whole,
            whole,
            facts: Arc::default(),
        }
    }

    /// The same form filled in for something else. What the edition does not offer is a declaration.
    #[must_use]
    pub fn filled_in_for(&self, kind: FormKind) -> Self {
        let kind = if self.edition.kinds.offers(kind) { kind } else { FormKind::Declaration };
        Self { kind, ..self.clone() }
    }

    /// The same form with the questions of one part alone: those of the other stand as if they were not asked.
    #[must_use]
    pub fn with_part(&self, part: FormPart) -> Self {
        Self { part, ..self.clone() }
    }

    /// Its questions: all of them, or those of one part.
    pub fn part(&self) -> FormPart {
        self.part
    }

    /// What it is filled in for.
    pub fn kind(&self) -> FormKind {
        self.kind
    }

    /// Ids of its pages, in order.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        let kinds = &self.edition.kinds;
        let (alone, own) = (kinds.asked(self.kind), kinds.own_page());
        let all = self.edition.pages.iter().map(|page| page.id.as_str());
        let all = all.filter(move |page| alone.is_none() && Some(*page) != own);
        alone.map(|asked| asked.page.as_str()).into_iter().chain(all)
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
        gather::gather(&self.edition, (self.kind, state.who()), drawn)
    }

    /// Does once what the first evaluation in a process would wait for: the telephone numbers of the world are read from their
    /// tables and China's plan is compiled, with the rest that is only made when it is needed. For a thread in the background.
    pub fn get_ready(&self) {
        for number in ["+8613800138000", "+8657187708888"] {
            formats::is_phone(number);
        }
        self.evaluate(&Value::Null, self.edition.head.issued);
    }

    /// The visible answers alone: what is sealed and sent.
    pub fn relevant(&self, answers: &Value, today: NaiveDate) -> Value {
        Value::Object(relevant::relevant(&self.state(answers, today).tree))
    }

    /// All answers made ready for judging.
    pub(crate) fn state<'a>(&'a self, answers: &'a Value, today: NaiveDate) -> State<'a> {
        let given = Given { answers, officer: &NOTHING, today, kind: self.kind, part: self.part };
        State::of(&self.edition, given, &self.whole)
    }

    /// What facts can read.
    pub(crate) fn fact_extent(&self) -> &Extent {
        self.facts.get_or_init(|| Extent::of_facts(&self.edition))
    }
}
