//! What is kept of a declaration once its envelope was opened and judged: code, facts, what it can be judged by again, and the
//! answers by their readers. The envelope itself is not.
//!
//! Each is kept for its days from the entry into China, as the traveller was told.

use chrono::NaiveDate;
use platform_api::{Problem, ProblemCode, Submission};
use uuid::Uuid;

use crate::at_rest::{AtRest, DayKeyError, Of};
use crate::core::come_back;
use crate::grounds::{Grounds, ends};
use crate::judging::Judged;
use crate::keys::PlatformKeys;
use crate::retracted::Earlier;
use crate::rules::TakenEdition;
use crate::store::{CODE, FACTS, GROUNDS, PLAN, Part, Person, RETRACTED, Waits};
use crate::telling::{KeptPlan, waits};
use crate::way::{Plan, Way};

/// Where things are kept, and by whose clock.
pub(crate) struct Keeper<'a> {
    pub(crate) at_rest: &'a AtRest,
    pub(crate) keys: &'a PlatformKeys,
    pub(crate) taken: &'a TakenEdition,
    pub(crate) declaration: Uuid,
    pub(crate) revision: u32,
    pub(crate) today: NaiveDate,
}

impl Keeper<'_> {
    /// Whom a declaration is about, as long as code and facts are kept.
    pub(crate) fn person(&self, grounds: &Grounds) -> Option<Person> {
        let ends = ends(grounds.entered, self.taken.classes.facts_days(), self.today);
        Some(Person { document: grounds.document()?, alike: grounds.alike(), ends })
    }

    /// The code and what it rests on, each sealed until its day.
    pub(crate) fn judged(&self, judged: &Judged, grounds: &Grounds) -> Result<Vec<Part>, Problem> {
        let internal = |_| Problem::new(ProblemCode::Internal);
        let code = health_code::sign(&judged.claims, &self.keys.codes).map_err(|_| ProblemCode::Internal)?;
        let facts = serde_json::to_vec(&judged.facts).map_err(internal)?;
        let again = serde_json::to_vec(grounds).map_err(internal)?;
        let ends = ends(grounds.entered, self.taken.classes.facts_days(), self.today);
        let parts = [(CODE, code.as_bytes()), (FACTS, &facts), (GROUNDS, &again)];
        parts.into_iter().map(|(class, plain)| self.seal(class, ends, plain)).collect()
    }

    /// The answers by their readers, each sealed until its day.
    pub(crate) fn answers(&self, submission: &Submission, grounds: &Grounds) -> Result<Vec<Part>, Problem> {
        let classes = self.taken.classes.split(&submission.answers).into_iter();
        let parts = classes.map(|(class, answers)| {
            let answers = serde_json::to_vec(&answers).map_err(|_| ProblemCode::Internal)?;
            self.seal(&class.name, ends(grounds.entered, class.days, self.today), &answers)
        });
        parts.collect()
    }

    /// What was so of earlier revisions and is not any more, as long as code and facts are kept; no part where that is nothing.
    pub(crate) fn earlier(&self, earlier: &Earlier, grounds: &Grounds) -> Result<Option<Part>, Problem> {
        if earlier.is_nothing() {
            return Ok(None);
        }
        let plain = serde_json::to_vec(earlier).map_err(|_| ProblemCode::Internal)?;
        let ends = ends(grounds.entered, self.taken.classes.facts_days(), self.today);
        self.seal(RETRACTED, ends, &plain).map(Some)
    }

    /// What the answers say of the arrival, as long as code and facts are kept.
    pub(crate) fn plan(&self, plan: Plan, entered: NaiveDate) -> Result<Part, Problem> {
        let days = self.taken.classes.facts_days();
        let plain = serde_json::to_vec(&KeptPlan { plan, days }).map_err(|_| ProblemCode::Internal)?;
        self.seal(PLAN, ends(entered, days, self.today), &plain)
    }

    /// Who is responsible for what comes next.
    pub(crate) fn way(&self, way: &Way, entered: NaiveDate) -> Option<Waits> {
        waits(way, ends(entered, self.taken.classes.facts_days(), self.today), false)
    }

    /// The same part until another day; none where its time is over.
    pub(crate) fn moved(&self, part: &Part, ends: NaiveDate) -> Result<Option<Part>, Problem> {
        match self.at_rest.open(self.of(), part, self.today).map_err(unsealed)? {
            Some(plain) => self.seal(&part.class, ends.max(self.today), &plain).map(Some),
            None => Ok(None),
        }
    }

    fn seal(&self, class: &str, ends: NaiveDate, plain: &[u8]) -> Result<Part, Problem> {
        self.at_rest.seal(self.of(), class, ends, plain, self.today).map_err(unsealed)
    }

    fn of(&self) -> Of {
        Of { declaration: self.declaration, revision: self.revision }
    }
}

pub(crate) fn unsealed(error: DayKeyError) -> Problem {
    tracing::error!(%error, "nothing can be kept");
    come_back()
}
