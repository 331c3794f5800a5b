//! Taking a revision: open it, see what is there, judge it, store it, give its receipt.
//!
//! An envelope is opened first: its revision token must certify the id before anything is looked up, so that nobody else
//! learns what is stored. Then bytes that are stored get the receipt that they got, whatever has changed since (editions,
//! rules). Only the store decides what a new one does to what is there, in one transaction, so that any number of equal
//! requests at once leave one row and one receipt.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use platform_api::{
    Address, Envelope, EnvelopeError, Kind, Problem, ProblemCode, Refusal, SignedReceipt, Submission,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::judging_again::stand;
use super::{Core, blocking, failed};
use crate::at_rest::{AtRest, Of};
use crate::expecting::expected;
use crate::grounds::{Grounds, ends};
use crate::keeping::{Keeper, unsealed};
use crate::keys::PlatformKeys;
use crate::person::{self, Held};
use crate::rules::{Rules, TakenEdition};
use crate::store::{Effect, Expected, NewRevision, PLAN, Part, Put, StoreError, Told, Waits};
use crate::telling::{self, Known, waits};
use crate::way::{Plan, fold};
use crate::{intake, judging, officer_records};

/// Longest language tag that anything needs.
const LONGEST_LANGUAGE: usize = 35;
/// How far a revision may be ahead of the latest one that is stored, so that nobody locks a declaration up with the highest
/// number there is.
const LONGEST_LEAP: u32 = 100;

impl Core {
    /// Takes one revision, or says why not.
    pub(super) async fn take(
        &self,
        declaration: Uuid,
        revision: u32,
        bytes: Arc<[u8]>,
    ) -> Result<Vec<u8>, Problem> {
        let envelope = Envelope::parse(&bytes).map_err(unreadable)?;
        if (envelope.declaration, envelope.revision) != (declaration, revision) {
            return Err(ProblemCode::EnvelopeWrongAddress.into());
        }
        let (keys, envelope_sha256) = (self.keys_in_use(), Sha256::digest(&bytes).into());
        let submission = blocking(move || opened(&envelope, &keys)).await??;
        let look = self.store.look(declaration, revision).await.map_err(failed)?;
        match look.stored {
            Some(stored) if stored.envelope_sha256 == envelope_sha256 => return Ok(stored.receipt),
            Some(_) => return Err(ProblemCode::RevisionConflict.into()),
            None if look.latest > Some(revision) => return Err(ProblemCode::RevisionSuperseded.into()),
            None if leaps(look.latest, revision) => return Err(ProblemCode::RevisionTooFar.into()),
            None => {}
        }
        self.look_for_a_newer_rulebook().await;
        let rules = self.rules();
        let edition = rules.edition(submission.edition);
        let document =
            edition.and_then(|edition| person::document(&self.store_keys, edition, &submission.answers));
        let others = self.others(document, declaration).await.map_err(failed)?;
        let held = person::worst(&others, &rules);
        // What happened stands, whatever its traveller sends.
        let told = match look.latest {
            Some(_) => self.store.told(declaration).await.map_err(failed)?,
            None => None,
        };
        let known_events = told.as_ref().map_or(0, |told| told.events.len());
        let desk = Desk {
            rules,
            document,
            held,
            told,
            keys: self.keys_in_use(),
            at_rest: self.at_rest.clone(),
            today: self.today(),
            now: (self.clock)(),
        };
        let new = blocking(move || desk.take(&submission, &bytes, envelope_sha256)).await??;
        let receipt = new.receipt.clone();
        match self.store.put(new).await.map_err(failed)? {
            Put::Stored => {
                self.wake(&others).await.map_err(failed)?;
                if look.latest.is_some() {
                    self.look_again_if_told(declaration, known_events).await.map_err(failed)?;
                }
                Ok(receipt)
            }
            Put::Same { receipt } => Ok(receipt),
            Put::Conflict => Err(ProblemCode::RevisionConflict.into()),
            Put::Superseded => Err(ProblemCode::RevisionSuperseded.into()),
        }
    }

    /// Has a declaration looked at again where something happened while it was judged.
    async fn look_again_if_told(&self, declaration: Uuid, known: usize) -> Result<(), StoreError> {
        let told = self.store.told(declaration).await?;
        if told.is_some_and(|told| told.events.len() != known) {
            self.teller().follow(declaration).await?;
            self.store.wake(declaration, self.today()).await?;
        }
        Ok(())
    }

    /// A refusal that is the last word on these bytes, signed.
    pub(super) fn signed(&self, problem: Problem, address: Address, body: &[u8]) -> Problem {
        if !ProblemCode::parse(&problem.code).is_some_and(ProblemCode::is_final) {
            return problem;
        }
        let refusal = Refusal::new(self.platform.clone(), address, body, &problem, (self.clock)());
        match refusal.sign(&self.keys_in_use().receipts) {
            Ok(text) => Problem { refusal: Some(text), ..problem },
            Err(_) => ProblemCode::Unavailable.into(),
        }
    }
}

/// All that judging one revision needs, however the rulebook moves on meanwhile.
struct Desk {
    rules: Arc<Rules>,
    document: Option<[u8; 32]>,
    held: Option<Held>,
    /// What was told of it before.
    told: Option<Told>,
    keys: Arc<PlatformKeys>,
    at_rest: Arc<AtRest>,
    today: NaiveDate,
    now: DateTime<Utc>,
}

impl Desk {
    /// Judges what was inside an envelope, and makes of it what is to be stored.
    fn take(
        &self,
        submission: &Submission,
        bytes: &[u8],
        envelope_sha256: [u8; 32],
    ) -> Result<NewRevision, Problem> {
        let now = self.now;
        let (declaration, revision) = (submission.declaration, submission.revision);
        let address = Address::revision(declaration, revision);
        let receipt = SignedReceipt::sign(address, bytes, now, &self.keys.receipts);
        let receipt = receipt.map_err(|_| ProblemCode::Unavailable)?.into_bytes();
        let (effect, way) = match submission.kind {
            Kind::Withdraw => self.withdrawn(submission)?,
            Kind::Intend => {
                let taken = self.rules.taken(submission.edition, self.today)?;
                intake::check(&taken, submission, now)?;
                let grounds = Grounds::of(&taken, submission, None, self.today);
                let keeper = self.keeper(&taken, submission);
                let mut parts = keeper.answers(submission, &grounds)?;
                let way = self.way(&keeper, submission, &grounds, &mut parts)?;
                (Effect::Intend { edition: submission.edition, parts }, way)
            }
            // A confirmation carries the whole declaration, so it stands for itself whatever came before: an app may send it
            // in the place of a revision that never arrived.
            Kind::Declare | Kind::Confirm => {
                let taken = self.rules.taken(submission.edition, self.today)?;
                intake::check(&taken, submission, now)?;
                let mut grounds = Grounds::of(&taken, submission, self.document, self.today);
                let events = self.told.as_ref().map(|told| told.events.as_slice()).unwrap_or_default();
                let (mut officer, entries) =
                    officer_records::read(&self.at_rest, declaration, events, self.today);
                officer.declared_on = Some(self.today);
                grounds.entries = entries;
                if let Some(landed) = &officer.landed_on {
                    grounds.entered = landed.value;
                }
                let case = judging::Case {
                    taken: &taken,
                    answers: &submission.answers,
                    officer: &officer,
                    held: self.held.as_ref(),
                    holder: &grounds.holder,
                    declaration,
                    revision,
                };
                let judged = judging::judge(&case, now)?;
                let keeper = self.keeper(&taken, submission);
                let mut parts = keeper.judged(&judged, &grounds)?;
                parts.extend(keeper.answers(submission, &grounds)?);
                let way = self.way(&keeper, submission, &grounds, &mut parts)?;
                let effect = Effect::Declare {
                    edition: submission.edition,
                    list: stand(&self.rules, &self.keys),
                    due: judged.due,
                    parts,
                    person: keeper.person(&grounds),
                    rule: judged.rule,
                };
                (effect, way)
            }
        };
        Ok(NewRevision {
            declaration,
            revision,
            follow_digest: submission.follow_digest.0,
            envelope_sha256,
            receipt,
            received_at: now,
            expected: self.expected(submission),
            effect,
            way,
        })
    }

    /// Where the traveller is expected, as long as code and facts are kept.
    fn expected(&self, submission: &Submission) -> Option<Expected> {
        let taken = self.rules.judges(submission.edition).filter(|_| submission.kind != Kind::Withdraw)?;
        let entered = Grounds::of(&taken, submission, None, self.today).entered;
        let ends = ends(entered, taken.classes.facts_days(), self.today);
        Some(expected(&taken, submission, entered, ends))
    }

    /// Who is responsible for what comes next; what the answers say of the arrival becomes a part.
    fn way(
        &self,
        keeper: &Keeper<'_>,
        submission: &Submission,
        grounds: &Grounds,
        parts: &mut Vec<Part>,
    ) -> Result<Option<Waits>, Problem> {
        let plan = Plan::of(&keeper.taken.edition, &submission.answers);
        let known = self.known(submission.declaration);
        let events = known.map(|known| known.events).unwrap_or_default();
        let way = fold(&plan, submission.kind == Kind::Intend, &events);
        parts.push(keeper.plan(plan, grounds.entered)?);
        Ok(keeper.way(&way, grounds.entered))
    }

    /// A withdrawal. Somebody who has landed is still looked after, by what was said of the arrival.
    fn withdrawn(&self, submission: &Submission) -> Result<(Effect, Option<Waits>), Problem> {
        let mut parts = Vec::new();
        let told = self.told.as_ref().zip(self.known(submission.declaration));
        let plan = told.and_then(|(told, known)| {
            let part = told.plan.as_ref()?;
            Some((told.revision, part, waits(&known.way(), part.ends, true)?))
        });
        let Some((revision, part, way)) = plan else { return Ok((Effect::Withdraw { parts }, None)) };
        let before = Of { declaration: submission.declaration, revision };
        let after = Of { revision: submission.revision, ..before };
        if let Some(plain) = self.at_rest.open(before, part, self.today) {
            let kept = self.at_rest.seal(after, PLAN, part.ends, &plain, self.today);
            parts.push(kept.map_err(unsealed)?);
        }
        Ok((Effect::Withdraw { parts }, Some(way)))
    }

    /// What was told of the way before.
    fn known(&self, declaration: Uuid) -> Option<Known> {
        let told = self.told.as_ref()?;
        Some(telling::known(&self.at_rest, declaration, told, self.today))
    }

    fn keeper<'a>(&'a self, taken: &'a TakenEdition, submission: &Submission) -> Keeper<'a> {
        Keeper {
            at_rest: &self.at_rest,
            keys: &self.keys,
            taken,
            declaration: submission.declaration,
            revision: submission.revision,
            today: self.today,
        }
    }
}

/// Whether a revision is too far ahead of the latest that is stored. That one only grows, so what was near stays near.
fn leaps(latest: Option<u32>, revision: u32) -> bool {
    revision > latest.unwrap_or_default().saturating_add(LONGEST_LEAP)
}

/// What is inside, if its sender may write it.
fn opened(envelope: &Envelope, keys: &PlatformKeys) -> Result<Submission, Problem> {
    let opens = keys.opens(&envelope.key_id).ok_or(ProblemCode::SealingKeyUnknown)?;
    let submission = envelope.open(opens).map_err(unreadable)?;
    if !submission.revision_token.certifies(submission.declaration) {
        return Err(ProblemCode::RevisionTokenWrong.into());
    }
    if is_language(&submission.language) {
        Ok(submission)
    } else {
        Err(ProblemCode::EnvelopeUnreadable.into())
    }
}

/// Whether a text has the form of a language tag (BCP 47), as the OpenAPI document says it.
fn is_language(tag: &str) -> bool {
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_alphanumeric());
    tag.len() <= LONGEST_LANGUAGE && tag.split('-').all(is_part)
}

pub(super) fn unreadable(error: EnvelopeError) -> Problem {
    match error {
        EnvelopeError::TooLarge => ProblemCode::EnvelopeTooLarge,
        EnvelopeError::Malformed => ProblemCode::EnvelopeMalformed,
        EnvelopeError::UnknownKey => ProblemCode::SealingKeyUnknown,
        EnvelopeError::WrongAddress => ProblemCode::EnvelopeWrongAddress,
        EnvelopeError::NotOpened | EnvelopeError::NotASubmission | EnvelopeError::BadKey => {
            ProblemCode::EnvelopeUnreadable
        }
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::is_language;

    #[test]
    fn a_language_is_a_tag_and_not_a_text() {
        assert!(["en", "zh-CN", "zh-Hans-CN", "ca-ES-valencia"].into_iter().all(is_language), "tags");
        let long = "a-".repeat(2500);
        assert!(!["", "-", "Chinese, please", "zh_CN", &long].into_iter().any(is_language), "no tags");
    }
}
