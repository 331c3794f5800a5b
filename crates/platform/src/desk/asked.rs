//! What travellers asked for and wait for: who sees which request, and answering it with a reason of a closed list.
//!
//! A review is a health officer's within their scope. A call for help from abroad is the hotline's, which opens the case by it. A report
//! of misuse is a platform officer's, who sees the report and its reference and nothing else: whoever is reported sees nothing.

use chrono::{DateTime, Utc};
use platform_api::{Problem, ProblemCode, Reference, ReviewReason};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::acting::told;
use super::person::Person;
use super::{Desk, Officer, failed};
use crate::staff::Role;
use crate::store::Waits;
use crate::way::{Author, Event, OTHER_PERSON, Request, RequestKind, What};

/// As many are listed; whatever is due after them is listed once these are answered.
const MOST: usize = 500;
/// As many are read at once: what others answer is passed over until the list is full or there are no more.
const PAGE: u32 = 500;
/// What a review can be answered with. Those after the first say that the code was to be another: a test that an officer has recorded
/// since the question, or a declaration that is somebody else's. A wrong place is the traveller's to correct, and the code follows.
const REVIEWED: [&str; 3] = ["facts-as-declared", TEST_COUNTED, OTHER_PERSON];
const TEST_COUNTED: &str = "test-counted";
const HELPED: [&str; 4] = ["called-back", "consulate-told", "medicine-sent", "no-help-here"];
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
fn kind_of(role: Role) -> Option<RequestKind> {
    match role {
        Role::HealthOfficer => Some(RequestKind::Review),
        Role::Hotline => Some(RequestKind::Help),
        Role::PlatformOfficer => Some(RequestKind::Misuse),
        Role::PortOfficer | Role::CountyContact | Role::Auditor => None,
    }
}

impl Desk {
    /// What waits for an answer of this officer, the first that is due in front.
    pub(crate) async fn asked(&self, officer: &Officer) -> Result<Vec<Asked>, Problem> {
        let Some(kind) = kind_of(officer.account.role) else { return Ok(Vec::new()) };
        let (mut asked, mut after) = (Vec::new(), None);
        loop {
            let page = self.store.asked(after, PAGE).await.map_err(failed)?;
            after = page.last().and_then(|(declaration, waits)| Some((waits.asked_due?, *declaration)));
            for (declaration, waits) in page {
                if kind == RequestKind::Review && !may_be_reviewed(officer, &waits) {
                    continue;
                }
                asked.extend(self.asked_by(officer, kind, declaration).await?);
            }
            if after.is_none() || asked.len() >= MOST {
                break;
            }
        }
        asked.sort_by_key(|request| (request.due, request.event));
        Ok(asked)
    }

    /// What somebody asks this officer for.
    async fn asked_by(
        &self,
        officer: &Officer,
        kind: RequestKind,
        declaration: Uuid,
    ) -> Result<Vec<Asked>, Problem> {
        let Some((way, events)) = self.core.way(declaration).await.map_err(failed)? else {
            return Ok(Vec::new());
        };
        let of_kind: Vec<&Request> = way.requests.iter().filter(|request| request.kind == kind).collect();
        if of_kind.is_empty() {
            return Ok(Vec::new());
        }
        let person = match kind {
            RequestKind::Review => match self.named(officer, declaration).await {
                Ok(person) => Some(person),
                Err(problem) if problem.is(ProblemCode::NobodyFound) => return Ok(Vec::new()),
                Err(problem) => return Err(problem),
            },
            RequestKind::Help | RequestKind::Misuse => None,
        };
        self.looked(officer, vec![declaration], "looked asked").await?;
        let asks = |request: &Request| Asked {
            declaration,
            event: request.event,
            kind,
            reference: Reference::of(declaration).to_string(),
            person: person.clone(),
            at: request.at,
            due: request.due,
            late: request.due < self.now(),
            reason: way.review.as_ref().filter(|(id, _)| *id == request.event).map(|(_, it)| it.reason),
            text: events.iter().find(|event| event.id == request.event).and_then(text),
        };
        Ok(of_kind.into_iter().map(asks).collect())
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
        };
        let at = answers.iter().position(|known| *known == given.answer).ok_or(ProblemCode::BadRequest)?;
        let by = Author::Officer { id: officer.account.signature(), role: officer.account.role };
        if kind == RequestKind::Review {
            if given.granted != (at > 0) {
                return Err(ProblemCode::BadRequest.into());
            }
            if given.answer == TEST_COUNTED && !self.is_tested_since(declaration, event).await? {
                return Err(ProblemCode::ReviewChangesNothing.into());
            }
            let decided = self.core.decide_review(declaration, event, given.granted, &given.answer, by).await;
            decided.map_err(told)?;
            return self.core.judge_one(declaration).await.map_err(failed);
        }
        self.core.answer(declaration, event, &given.answer, by).await.map_err(told)?;
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
        let kind = kind_of(officer.account.role).ok_or_else(nobody)?;
        let (way, _) = self.core.way(declaration).await.map_err(failed)?.ok_or_else(nobody)?;
        if !way.requests.iter().any(|request| request.event == event && request.kind == kind) {
            return Err(nobody());
        }
        if kind == RequestKind::Review {
            self.subject(officer, declaration).await?;
        }
        Ok(kind)
    }
}

/// Whether a review can be this officer's, by what stands in clear: whose it is not is not opened for it.
fn may_be_reviewed(officer: &Officer, waits: &Waits) -> bool {
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
