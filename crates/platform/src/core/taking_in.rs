//! Somebody who stands at a port and has not declared: a row like a declaration's, by what an officer has in hand. It has no code,
//! no token and no envelope; lists, counts and the way hold it like any other, as long as any other.

use std::sync::Arc;

use platform_api::{DeclarationSecret, Kind, Problem, ProblemCode, Submission};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{Core, TakenEdition, come_back, failed};
use crate::expecting::expected;
use crate::grounds::{Grounds, ends};
use crate::keeping::Keeper;
use crate::person::Hashes;
use crate::store::{Effect, Expected, NewRevision, Put};
use crate::way::{Plan, fold};

/// Whom an officer takes in.
#[derive(Clone)]
pub(crate) struct Stranger {
    pub(crate) taken: Arc<TakenEdition>,
    /// What document and officer say, at the questions of that edition.
    pub(crate) answers: Value,
    pub(crate) port: String,
    pub(crate) flight: Option<String>,
    /// Others of that document, of other journeys.
    pub(crate) beside: Vec<Uuid>,
    /// The officer.
    pub(crate) by: String,
}

impl Core {
    /// The hash of the document in these answers.
    pub(crate) fn document_of(&self, taken: &TakenEdition, answers: &Value) -> Option<[u8; 32]> {
        Hashes::of(&self.store_keys, &taken.edition, answers).document
    }

    /// Begins a row for somebody, and says under which id; none where a colleague has just done so.
    pub(crate) async fn begin_stranger(&self, stranger: Stranger) -> Result<Option<Uuid>, Problem> {
        let Stranger { taken, answers, port, flight, beside, by } = stranger;
        let (now, today) = ((self.clock)(), self.today());
        // Its secret is forgotten at once: nobody writes revisions of it or follows it.
        let secret = DeclarationSecret::generate().map_err(|_| ProblemCode::Unavailable)?;
        let declaration = secret.revision_token().id(now);
        let (edition, revision) = (taken.edition.head.number, 1);
        let submission = Submission {
            declaration,
            revision,
            edition,
            kind: Kind::Declare,
            answers,
            revision_token: secret.revision_token(),
            follow_digest: (&secret.follow_token()).into(),
            language: "zh-CN".into(),
            sealed_at: now,
            organisation: None,
            own_answers: None,
        };
        let hashes = Hashes::of(&self.store_keys, &taken.edition, &submission.answers);
        let grounds = Grounds::of(&taken, &submission, &hashes, (now, now));
        let keys = self.keys_in_use();
        let keeper =
            Keeper { at_rest: &self.at_rest, keys: &keys, taken: &taken, declaration, revision, today };
        let until = ends(grounds.entered, taken.classes.facts_days(), today);
        let expected = expected(&taken, &submission, grounds.entered, until);
        let plan = Plan {
            port: Some(port.clone()),
            county: expected.county.clone(),
            flight: flight.clone(),
            journey_since: Some(now),
            ..Plan::default()
        };
        let way = keeper.way(&fold(&plan, false, &[]), grounds.entered);
        let mut parts = keeper.answers(&submission, &grounds)?;
        parts.push(keeper.plan(plan, grounds.entered)?);
        let new = NewRevision {
            declaration,
            revision,
            follow_digest: submission.follow_digest.0,
            envelope_sha256: Sha256::digest(declaration.as_bytes()).into(),
            // No envelope was sent: there is nobody to give one to.
            receipt: Vec::new(),
            received_at: now,
            expected: Some(Expected { port: Some(port), flight, ..expected }),
            helped: None,
            seen: None,
            effect: Effect::TakenIn { edition, parts, person: keeper.person(&grounds), beside, by },
            way,
        };
        match self.store.put(new).await.map_err(failed)? {
            Put::Stored => Ok(Some(declaration)),
            Put::Conflict => Ok(None),
            _ => Err(come_back()),
        }
    }
}
