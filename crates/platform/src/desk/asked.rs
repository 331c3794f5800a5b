//! What waits for an answer: who sees which request, and answering it with a reason of a closed list.
//!
//! A review is a health officer's within their scope, and so is the second word on what a colleague has said to lower a risk. A call for help from abroad is the hotline's, which opens the case by it. A report
//! of misuse is a platform officer's, who sees the report and its reference and nothing else: whoever is reported sees nothing.

use chrono::{DateTime, NaiveDate, Utc};
use declaration::TestResult;
use platform_api::{Problem, ProblemCode, Reference, ReviewReason};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::acting::{is_own, name, told};
use super::person::Person;
use super::{Desk, Officer, failed};
use crate::staff::Role;
use crate::store::Waits;
use crate::way::{Author, CONFIRMED, Event, NOT_CONFIRMED, OTHER_PERSON, Request, RequestKind, What};

/// As many are listed; whatever is due after them is listed once these are answered.
const MOST: usize = 500;
/// As many are read at once: what others answer is passed over until the list is full or there are no more.
const PAGE: u32 = 500;
/// What a review can be answered with. Those after the first say that the code was to be another: a test that an officer has recorded
/// since the question, or a declaration that is somebody else's. A wrong place is the traveller's to correct, and the code follows.
const REVIEWED: [&str; 3] = ["facts-as-declared", TEST_COUNTED, OTHER_PERSON];
const TEST_COUNTED: &str = "test-counted";
const HELPED: [&str; 4] = ["called-back", "consulate-told", "medicine-sent", "no-help-here"];
const SECONDED: [&str; 2] = [NOT_CONFIRMED, CONFIRMED];
const LOOKED_INTO: [&str; 3] = ["looked-into", "stopped", "no-misuse-found"];

/// A request as it is listed.
#[derive(Debug, Serialize)]
pub(crate) struct Asked {
    declaration: Uuid,
    event: Uuid,
    kind: RequestKind,
    reference: String,
    /// Who asks, where the role may see it.
    person: Option<Person>,
    at: DateTime<Utc>,
    due: DateTime<Utc>,
    late: bool,
    reason: Option<ReviewReason>,
    /// In the traveller's own words.
    text: Option<String>,
    /// What a colleague has said.
    said: Option<Said>,
}

/// What a colleague has said that needs a second one.
#[derive(Debug, Serialize)]
struct Said {
    what: String,
    by: &'static str,
    result: Option<TestResult>,
    /// Of the swab, or the last of the observation.
    day: Option<NaiveDate>,
}

impl Said {
    fn of(event: &Event) -> Option<Self> {
        let Author::Officer { role, .. } = &event.by else { return None };
        let (result, day) = match &event.what {
            What::Tested(test) => (Some(test.result), Some(test.taken_on)),
            What::ObservationBegun { until } => (None, Some(*until)),
            What::ObservationEnded { on } => (None, Some(*on)),
            _ => (None, None),
        };
        Some(Self { what: name(&event.what), by: role.name(), result, day })
    }
}

/// An answer as the page sends it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answer {
    #[serde(default)]
    granted: bool,
    #[serde(default)]
    answer: String,
}

/// The requests that a role answers.
fn kinds_of(role: Role) -> &'static [RequestKind] {
    match role {
        Role::HealthOfficer => &[RequestKind::Review, RequestKind::Second],
        Role::Hotline => &[RequestKind::Help],
        Role::PlatformOfficer => &[RequestKind::Misuse],
        Role::PortOfficer | Role::CountyContact | Role::Auditor => &[],
    }
}

/// Whether a request comes with the person whom it is about, for whoever has them in their scope.
fn is_of_a_scope(kind: RequestKind) -> bool {
    matches!(kind, RequestKind::Review | RequestKind::Second)
}

impl Desk {
    /// What waits for an answer of this officer, the first that is due in front.
    pub(crate) async fn asked(&self, officer: &Officer) -> Result<Vec<Asked>, Problem> {
        let kinds = kinds_of(officer.account.role);
        if kinds.is_empty() {
            return Ok(Vec::new());
        }
        let (mut asked, mut after) = (Vec::new(), None);
        loop {
            let page = self.store.asked(after, PAGE).await.map_err(failed)?;
            after = page.last().and_then(|(declaration, waits)| Some((waits.asked_due?, *declaration)));
            for (declaration, waits) in page {
                if kinds.iter().copied().any(is_of_a_scope) && !may_be_in_scope(officer, &waits) {
                    continue;
                }
                asked.extend(self.asked_of(officer, kinds, declaration).await?);
            }
            if after.is_none() || asked.len() >= MOST {
                break;
            }
        }
        asked.sort_by_key(|request| (request.due, request.event));
        Ok(asked)
    }

    /// What of somebody is this officer's to answer: not what they have said themselves.
    async fn asked_of(
        &self,
        officer: &Officer,
        kinds: &[RequestKind],
        declaration: Uuid,
    ) -> Result<Vec<Asked>, Problem> {
        let Some((way, events)) = self.core.way(declaration).await.map_err(failed)? else {
            return Ok(Vec::new());
        };
        let theirs: Vec<&Request> = way
            .requests
            .iter()
            .filter(|request| kinds.contains(&request.kind) && !is_of(officer, request, &events))
            .collect();
        if theirs.is_empty() {
            return Ok(Vec::new());
        }
        let person = if theirs.iter().any(|request| is_of_a_scope(request.kind)) {
            match self.named(officer, declaration).await {
                Ok(person) => Some(person),
                Err(problem) if problem.is(ProblemCode::NobodyFound) => return Ok(Vec::new()),
                Err(problem) => return Err(problem),
            }
        } else {
            None
        };
        self.looked(officer, vec![declaration], "looked asked").await?;
        let event = |request: &Request| events.iter().find(|event| event.id == request.event);
        let asks = |request: &Request| Asked {
            declaration,
            event: request.event,
            kind: request.kind,
            reference: Reference::of(declaration).to_string(),
            person: person.clone(),
            at: request.at,
            due: request.due,
            late: request.due < self.now(),
            reason: way.review.as_ref().filter(|(id, _)| *id == request.event).map(|(_, it)| it.reason),
            text: event(request).and_then(text),
            said: event(request).filter(|_| request.kind == RequestKind::Second).and_then(Said::of),
        };
        Ok(theirs.into_iter().map(asks).collect())
    }

    /// Answers one of them. The answer, and where it was granted a new code, come to the traveller's screen.
    pub(crate) async fn answer(
        &self,
        officer: &Officer,
        declaration: Uuid,
        event: Uuid,
        given: &Answer,
    ) -> Result<(), Problem> {
        let kind = self.request(officer, declaration, event).await?;
        let answers: &[&str] = match kind {
            RequestKind::Review => &REVIEWED,
            RequestKind::Help => &HELPED,
            RequestKind::Misuse => &LOOKED_INTO,
            RequestKind::Second => &SECONDED,
        };
        let at = answers.iter().position(|known| *known == given.answer).ok_or(ProblemCode::BadRequest)?;
        let by = Author::Officer { id: officer.account.signature(), role: officer.account.role };
        if is_of_a_scope(kind) && given.granted != (at > 0) {
            return Err(ProblemCode::BadRequest.into());
        }
        if kind == RequestKind::Review {
            if given.answer == TEST_COUNTED && !self.is_tested_since(declaration, event).await? {
                return Err(ProblemCode::ReviewChangesNothing.into());
            }
            let decided = self.core.decide_review(declaration, event, given.granted, &given.answer, by).await;
            decided.map_err(told)?;
            return self.core.judge_one(declaration).await.map_err(failed);
        }
        self.core.answer(declaration, event, &given.answer, by).await.map_err(told)?;
        if kind == RequestKind::Second {
            self.core.judge_one(declaration).await.map_err(failed)?;
        }
        Ok(())
    }

    /// Whether an officer has recorded a test since something was asked for: without one nothing can be counted that was not before.
    async fn is_tested_since(&self, declaration: Uuid, asked: Uuid) -> Result<bool, Problem> {
        let Some((_, events)) = self.core.way(declaration).await.map_err(failed)? else { return Ok(false) };
        let since = events.iter().find(|event| event.id == asked).map(|event| event.recorded_at);
        let mut standing = crate::way::standing(&events).into_iter();
        Ok(standing.any(|event| {
            matches!(event.what, What::Tested(_)) && event.is_officers() && Some(event.recorded_at) >= since
        }))
    }

    /// Opens the case of somebody who asked for help: whoever calls back has nobody who says a birth date.
    pub(crate) async fn open_asked(
        &self,
        officer: &Officer,
        declaration: Uuid,
        event: Uuid,
    ) -> Result<(), Problem> {
        self.request(officer, declaration, event).await?;
        self.store.open_case(officer.session.digest, Some(declaration)).await.map_err(failed)
    }

    /// The kind of a request that is open and this officer's to answer; the same nothing for all others.
    async fn request(
        &self,
        officer: &Officer,
        declaration: Uuid,
        event: Uuid,
    ) -> Result<RequestKind, Problem> {
        let nobody = || Problem::from(ProblemCode::NobodyFound);
        let kinds = kinds_of(officer.account.role);
        let (way, events) = self.core.way(declaration).await.map_err(failed)?.ok_or_else(nobody)?;
        let is_it = |request: &&Request| request.event == event && kinds.contains(&request.kind);
        let request = way.requests.iter().find(is_it).ok_or_else(nobody)?;
        if is_of_a_scope(request.kind) {
            self.subject(officer, declaration).await?;
        }
        if is_of(officer, request, &events) {
            return Err(ProblemCode::NotAllowed.into());
        }
        Ok(request.kind)
    }
}

/// Whether an officer asks it themselves: nobody is their own second.
fn is_of(officer: &Officer, request: &Request, events: &[Event]) -> bool {
    events.iter().any(|event| event.id == request.event && is_own(officer, event))
}

/// Whether a request of a scope can be this officer's, by what stands in clear: whose it is not is not opened for it.
fn may_be_in_scope(officer: &Officer, waits: &Waits) -> bool {
    let scope = &officer.account.scope;
    let mut counties = waits.county.iter().chain(&waits.asked).peekable();
    if counties.peek().is_none() {
        return scope.covers_the_province();
    }
    // A township's officer is held against the township, which is known only once it is opened.
    counties.any(|county| scope.reaches(county))
}

fn text(event: &Event) -> Option<String> {
    match &event.what {
        What::AsksReview { text, .. } | What::StaysAbroad { text } | What::ReportsMisuse { text } => {
            text.clone()
        }
        _ => None,
    }
}
