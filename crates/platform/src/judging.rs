//! From what is known of somebody to a code: the facts of a day, the policy, and what stands against the same person elsewhere.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use declaration::{Facts, OfficerFacts};
use health_code::{Assignment, CodeClaims, PURPOSE, assign, changes_on};
use platform_api::{Problem, ProblemCode};
use rulebook::vocabulary::ANOTHER_DECLARATION;
use rulebook::zhejiang_date;
use serde_json::Value;
use uuid::Uuid;

use crate::holder::Holder;
use crate::person::{Held, severity};
use crate::rules::TakenEdition;
use crate::store::ShownRule;

/// What a code is judged by.
pub(crate) struct Case<'a> {
    /// The edition of the declaration.
    pub(crate) taken: &'a TakenEdition,
    /// Answers; those that facts read are enough.
    pub(crate) answers: &'a Value,
    /// What officers have recorded.
    pub(crate) officer: &'a OfficerFacts,
    /// The worst that another declaration of the same person was given.
    pub(crate) held: Option<&'a Held>,
    /// As long as it lay in an outbox, where no officer has looked since.
    pub(crate) lay: TimeDelta,
    /// Whom the code names.
    pub(crate) holder: &'a Holder,
    pub(crate) declaration: Uuid,
    pub(crate) revision: u32,
}

/// A code that follows, and the facts that it rests on.
pub(crate) struct Judged {
    /// What the code says.
    pub(crate) claims: CodeClaims,
    /// Id of the policy rule that these answers come under by themselves.
    pub(crate) rule: String,
    pub(crate) facts: Facts,
    /// The first day on which time alone may change the outcome.
    pub(crate) due: Option<NaiveDate>,
}

impl Judged {
    /// The rule that the code shows.
    pub(crate) fn shown(&self) -> ShownRule {
        ShownRule { edition: self.claims.edition, rule: self.claims.rule.clone() }
    }
}

/// The code that follows from a case at an instant.
pub(crate) fn judge(case: &Case<'_>, now: DateTime<Utc>) -> Result<Judged, Problem> {
    let Case { taken, answers, officer, .. } = *case;
    let (edition, today) = (&taken.edition, zhejiang_date(now));
    let facts = taken.form.facts(answers, officer, today);
    let facts = facts.map_err(|_| ProblemCode::DeclarationIncomplete)?;
    let due = changes_on(&taken.form, answers, officer, today);
    let due = due.map_err(|_| ProblemCode::DeclarationIncomplete)?;
    let own = assign(edition, &facts).map_err(|error| {
        tracing::error!(%error, edition = edition.head.number, "the code policy gave no code");
        Problem::new(ProblemCode::Internal)
    })?;
    let rule = own.rule.clone();
    let (number, shown) = the_worse(edition.head.number, own, case.held);
    let claims = CodeClaims {
        colour: shown.colour,
        rule: shown.rule,
        reasons: shown.reasons,
        edition: number,
        list: edition.risks.version(),
        issued_at: now,
        valid_until: now + holds(shown.valid_hours, case.lay),
        purpose: PURPOSE.into(),
        declaration: case.declaration,
        revision: case.revision,
        name: case.holder.name.clone(),
        document_tail: case.holder.document_tail.clone(),
        flight: case.holder.flight.clone(),
        departs_on: case.holder.departs_on,
        correction: shown.correction,
        sample: edition.head.sample,
    };
    Ok(Judged { claims, rule, facts, due })
}

/// As long as a confirmation takes to be asked for and given.
const TO_CONFIRM: TimeDelta = TimeDelta::hours(24);

/// How long a code holds. What lay in an outbox says nothing of the time since: it counts as time that has passed.
fn holds(hours: u32, lay: TimeDelta) -> TimeDelta {
    let hours = TimeDelta::hours(hours.into());
    (hours - lay).max(hours.min(TO_CONFIRM))
}

/// Of two declarations of one person the worse colour stands until somebody has looked at them: nobody becomes green by
/// declaring again. Each keeps the rule that it was judged by itself.
fn the_worse(edition: u32, own: Assignment, held: Option<&Held>) -> (u32, Assignment) {
    let Some(held) = held.filter(|held| severity(held.colour) > severity(own.colour)) else {
        return (edition, own);
    };
    let of_the_other = Assignment {
        colour: held.colour,
        rule: held.rule.clone(),
        reasons: vec![held.reason.into()],
        valid_hours: held.valid_hours,
        correction: ANOTHER_DECLARATION.into(),
    };
    (held.edition, of_the_other)
}

/// Whether two codes say the same of somebody, whenever each was given.
pub(crate) fn say_the_same(one: &CodeClaims, other: &CodeClaims) -> bool {
    let said = |claims: &CodeClaims| {
        (claims.colour, claims.edition, claims.rule.clone(), claims.reasons.clone(), claims.revision)
    };
    said(one) == said(other)
}
