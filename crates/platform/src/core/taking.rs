//! Taking a revision: open it, see what is there, judge it, store it, give its receipt.
//!
//! An envelope is opened first: its revision token must certify the id before anything is looked up, so that nobody else
//! learns what is stored. Then bytes that are stored get the receipt that they got, whatever has changed since (editions,
//! rules). Only the store decides what a new one does to what is there, in one transaction, so that any number of equal
//! requests at once leave one row and one receipt.

use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, Utc};
use declaration::OfficerFacts;
use platform_api::{
    Address, Envelope, EnvelopeError, Kind, Problem, ProblemCode, Refusal, SignedReceipt, Stage, Submission,
};
use rulebook::zhejiang_midnight;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::joining::Joins;
use super::judging_again::stand;
use super::{Core, blocking, come_back, failed, secret_for};
use crate::at_rest::{AtRest, Of};
use crate::expecting::expected;
use crate::grounds::{Grounds, ends, entered};
use crate::intake::CLOCKS_DIFFER;
use crate::keeping::{Keeper, unsealed};
use crate::keys::PlatformKeys;
use crate::officer_records::{self, Said};
use crate::person::{Hashes, Held};
use crate::retracted::{Earlier, Revised, WorseCode, following};
use crate::rules::{Rules, TakenEdition};
use crate::store::{CODE, Case, Effect, Expected, GROUNDS, Helped, NewRevision, Part, Put, Told, Waits};
use crate::telling::{self, Known, waits};
use crate::way::{Plan, fold};
use crate::{intake, judging};

/// Longest language tag that anything needs.
const LONGEST_LANGUAGE: usize = 35;
/// As many revisions one declaration may have.
const MOST_REVISIONS: u32 = 1000;
/// As often it is judged where others write of the same declaration at once.
const TRIES: usize = 20;
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
        let (keys, envelope_sha256) = (self.keys_for(&envelope).await?, Sha256::digest(&bytes).into());
        let now = (self.clock)();
        let submission = blocking(move || opened(&envelope, &keys, now)).await??;
        let address = Address::revision(declaration, revision);
        let look = self.store.look(declaration, revision).await.map_err(failed)?;
        match look.stored {
            Some(stored) if stored.envelope_sha256 == envelope_sha256 => {
                return self.believed(address, &bytes, stored.receipt).await;
            }
            Some(_) => return Err(ProblemCode::RevisionConflict.into()),
            None if look.latest > Some(revision) => return Err(ProblemCode::RevisionSuperseded.into()),
            None if leaps(look.latest, revision) || revision > MOST_REVISIONS => {
                return Err(ProblemCode::RevisionTooFar.into());
            }
            None => {}
        }
        let is_known = look.latest.is_some();
        match self.judged(submission, &bytes, envelope_sha256, is_known).await {
            Err(problem) if !is_known => Err(self.refused(declaration, problem).await),
            judged => judged,
        }
    }

    /// Judges a revision that is not here yet, and keeps it.
    async fn judged(
        &self,
        submission: Submission,
        bytes: &Arc<[u8]>,
        envelope_sha256: [u8; 32],
        mut is_known: bool,
    ) -> Result<Vec<u8>, Problem> {
        match self.rules().judges(submission.edition) {
            Some(_) => self.glance_at_the_rulebook().await,
            None => self.look_once_more().await, // it may have come just now
        }
        let address = Address::revision(submission.declaration, submission.revision);
        let helped = self.helped(&submission).await?;
        let submission = Arc::new(self.joined(submission).await?);
        for _ in 0..TRIES {
            match self.judge_and_put(&submission, bytes, envelope_sha256, (helped, is_known)).await? {
                (Put::Stored, receipt) => return Ok(receipt),
                (Put::Same { receipt }, _) => return self.believed(address, bytes, receipt).await,
                (Put::Conflict, _) => return Err(ProblemCode::RevisionConflict.into()),
                (Put::Superseded, _) => return Err(ProblemCode::RevisionSuperseded.into()),
                (Put::QuotaUsed, _) => return Err(self.tomorrow()),
                (Put::Moved, _) => is_known = true, // somebody has just said something of it
            }
        }
        Err(come_back())
    }

    /// The organisation that has sent it. One whose token does not count has nothing to send, but nobody is kept in who takes
    /// everything back; and what was sealed before the token was taken back is taken: a kiosk's people have gone and cannot seal it
    /// again, and nobody needs a token to declare.
    async fn helped(&self, submission: &Submission) -> Result<Option<Helped>, Problem> {
        let token = submission.organisation.as_ref().filter(|_| submission.kind != Kind::Withdraw);
        let Some(token) = token else { return Ok(None) };
        let organisation = self.store.organisation_of(token.digest()).await.map_err(failed)?;
        let organisation = organisation.ok_or(ProblemCode::OrganisationUnknown)?;
        let day = match organisation.revoked_at {
            None => Some(self.today()),
            Some(ended) if submission.sealed_at < ended + CLOCKS_DIFFER => None,
            Some(_) => return Err(ProblemCode::OrganisationUnknown.into()),
        };
        Ok(Some(Helped { organisation: organisation.id, day }))
    }

    /// An organisation's quota is used up until the day in Zhejiang is over.
    fn tomorrow(&self) -> Problem {
        let now = (self.clock)();
        let left = zhejiang_midnight(self.today() + Days::new(1)) - now;
        let retry_after = Some(left.num_seconds().max(1).unsigned_abs());
        Problem { retry_after, ..ProblemCode::OrganisationFull.into() }
    }

    /// Judges a revision by all that is known now, and stores it where that still holds.
    async fn judge_and_put(
        &self,
        submission: &Arc<Submission>,
        bytes: &Arc<[u8]>,
        envelope_sha256: [u8; 32],
        (helped, is_known): (Option<Helped>, bool),
    ) -> Result<(Put, Vec<u8>), Problem> {
        let declaration = submission.declaration;
        let rules = self.rules();
        let edition = rules.edition(submission.edition);
        let hashes = edition.map(|edition| Hashes::of(&self.store_keys, edition, &submission.answers));
        let hashes = hashes.unwrap_or_default();
        let document = hashes.document;
        let others = self.others(document, declaration).await.map_err(failed)?;
        // What happened stands, whatever its traveller sends.
        let told = if is_known { self.store.told(declaration).await.map_err(failed)? } else { None };
        let before = if is_known { self.store.case(declaration).await.map_err(failed)? } else { None };
        let events = told.as_ref().map(|told| told.events.as_slice()).unwrap_or_default();
        let held = self.held_by(&others, declaration, events, &rules).map_err(failed)?;
        let desk = Desk {
            rules,
            helped,
            hashes,
            held,
            told,
            before,
            keys: self.keys_in_use(),
            at_rest: self.at_rest.clone(),
            today: self.today(),
            now: (self.clock)(),
        };
        let (submission, bytes) = (submission.clone(), bytes.clone());
        let new = blocking(move || desk.take(&submission, &bytes, envelope_sha256)).await??;
        let receipt = new.receipt.clone();
        let put = self.store.put(new).await.map_err(failed)?;
        if put == Put::Stored {
            // The store has noted that they are to be woken: what is cut off here is made up for.
            let others = self.others(document, declaration).await.map_err(failed)?;
            self.wake(&others).await.map_err(failed)?;
            if self.join(declaration, &others, Joins::ByTelephone).await.map_err(failed)? {
                self.judge_one(declaration).await.map_err(failed)?;
            }
        }
        Ok((put, receipt))
    }

    /// The receipt of a revision that is stored: the one that was given, byte for byte, unless its key was revoked since. Nobody
    /// believes that one any more, and its sender would ask for ever; another takes its place, of the same instant.
    async fn believed(&self, address: Address, bytes: &[u8], given: Vec<u8>) -> Result<Vec<u8>, Problem> {
        let keys = self.keys_in_use();
        let said = SignedReceipt::said(&given).filter(|said| !keys.believes_receipts_of(&said.key_id));
        let Some(said) = said else { return Ok(given) };
        let receipt = SignedReceipt::sign(address, bytes, said.received_at, &keys.receipts);
        let receipt = receipt.map_err(|_| come_back())?.into_bytes();
        let Address { declaration, number, .. } = address;
        self.store.renew_receipt(declaration, number, given, receipt).await.map_err(failed)
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
    helped: Option<Helped>,
    hashes: Hashes,
    held: Option<Held>,
    /// What was told of it before.
    told: Option<Told>,
    /// The revision before it.
    before: Option<Case>,
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
                let grounds = Grounds::of(&taken, submission, &Hashes::default(), (now, now));
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
                let sealed = intake::said_at(&taken, submission, now);
                let mut grounds = Grounds::of(&taken, submission, &self.hashes, (sealed, now));
                let events = self.told.as_ref().map(|told| told.events.as_slice()).unwrap_or_default();
                let enters_on = taken.form.enters_on(&submission.answers, self.today);
                let before = self.before(declaration)?;
                if let Some(before) = &before {
                    grounds.follow(&before.grounds, before.enters_on == enters_on);
                }
                let revised =
                    Revised { edition: &taken.edition, answers: &grounds.answers, revision, on: self.today };
                let mut earlier = self.earlier(declaration)?;
                let spoken = before.as_ref().map(|before| before.grounds.spoken());
                earlier.answers = following(earlier.answers, spoken, revised);
                let said = Said { enters_on, said_on: grounds.entry_said() };
                let (officer, entries) =
                    officer_records::read(&self.at_rest, declaration, events, said, self.today)
                        .map_err(failed)?;
                let was = before.as_ref().and_then(|before| before.rule(officer.clone(), self.today));
                let officer = grounds.beside(officer);
                grounds.entries = entries;
                if let Some(landed) = &officer.landed_on {
                    grounds.entered = landed.value;
                }
                let case = judging::Case {
                    taken: &taken,
                    answers: &submission.answers,
                    officer: &officer,
                    held: self.held.as_ref(),
                    lay: grounds.lay(),
                    holder: &grounds.holder,
                    declaration,
                    revision,
                };
                let judged = judging::judge(&case, now)?;
                if let Some(own) = taken.edition.policy.iter().find(|rule| rule.id == judged.rule) {
                    let worse = |(edition, rule)| WorseCode { edition, rule, revision, on: self.today };
                    earlier.keep_the_worst(was.map(worse), own.colour, &self.rules);
                }
                let keeper = self.keeper(&taken, submission);
                let mut parts = keeper.judged(&judged, &grounds)?;
                parts.extend(keeper.answers(submission, &grounds)?);
                parts.extend(keeper.earlier(&earlier, &grounds)?);
                let way = self.way(&keeper, submission, &grounds, &mut parts)?;
                let effect = Effect::Declare {
                    edition: submission.edition,
                    list: stand(&self.rules, &self.keys),
                    due: judged.due,
                    parts,
                    person: keeper.person(&grounds),
                    shown: judged.shown(),
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
            helped: self.helped,
            seen: Some(self.told.as_ref().map_or(0, |told| told.entries)),
            effect,
            way,
        })
    }

    /// The revision before, by what it was judged.
    fn before(&self, declaration: Uuid) -> Result<Option<Before>, Problem> {
        let Some(before) = &self.before else { return Ok(None) };
        let of = Of { declaration, revision: before.revision };
        let Some(part) = before.part(GROUNDS) else { return Ok(None) };
        let plain = self.at_rest.open(of, part, self.today).map_err(unsealed)?;
        let grounds = plain.and_then(|plain| serde_json::from_slice::<Grounds>(&plain).ok());
        let has_code = before.part(CODE).is_some();
        Ok(grounds.zip(self.rules.judges(before.edition)).map(|(grounds, taken)| {
            let enters_on = taken.form.enters_on(&grounds.answers, self.today);
            Before { grounds, taken, enters_on, has_code }
        }))
    }

    /// What was so of earlier revisions and not of the latest, also where that has withdrawn it.
    fn earlier(&self, declaration: Uuid) -> Result<Earlier, Problem> {
        let Some((told, part)) = self.told.as_ref().and_then(|told| Some((told, told.retracted.as_ref()?)))
        else {
            return Ok(Earlier::default());
        };
        let of = Of { declaration, revision: told.revision };
        let plain = self.at_rest.open(of, part, self.today).map_err(unsealed)?;
        Ok(plain.and_then(|plain| serde_json::from_slice(&plain).ok()).unwrap_or_default())
    }

    /// Where the traveller is expected, as long as code and facts are kept.
    fn expected(&self, submission: &Submission) -> Option<Expected> {
        let taken = self.rules.judges(submission.edition).filter(|_| submission.kind != Kind::Withdraw)?;
        let entered = entered(&taken, &submission.answers, self.today);
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
        let mut plan = Plan::of(&keeper.taken.edition, &submission.answers);
        let known = self.known(submission.declaration)?;
        if let Some(known) = &known {
            let before = known.has_plan.then(|| (known.plan.clone(), known.way()));
            plan = plan.after(before.as_ref().map(|(plan, way)| (plan.clone(), way)), self.now);
        }
        let events = known.map(|known| known.events).unwrap_or_default();
        let way = fold(&plan, submission.kind == Kind::Intend, &events);
        parts.push(keeper.plan(plan, grounds.entered)?);
        Ok(keeper.way(&way, grounds.entered))
    }

    /// A withdrawal. What was retracted before stays to be seen beside whatever the person declares next, and somebody who has landed
    /// is still looked after, by what was said of the arrival.
    fn withdrawn(&self, submission: &Submission) -> Result<(Effect, Option<Waits>), Problem> {
        let told = self.told.as_ref().zip(self.known(submission.declaration)?);
        let Some((told, known)) = told else { return Ok((Effect::Withdraw { parts: Vec::new() }, None)) };
        let way = known.way();
        let still = known.ends.and_then(|ends| waits(&way, ends, true));
        let plan = told.plan.as_ref().filter(|_| way.stage >= Stage::Landed && still.is_some());
        let before = Of { declaration: submission.declaration, revision: told.revision };
        let after = Of { revision: submission.revision, ..before };
        let mut parts = Vec::new();
        for part in [plan, told.retracted.as_ref()].into_iter().flatten() {
            if let Some(plain) = self.at_rest.open(before, part, self.today).map_err(unsealed)? {
                let kept = self.at_rest.seal(after, &part.class, part.ends, &plain, self.today);
                parts.push(kept.map_err(unsealed)?);
            }
        }
        Ok((Effect::Withdraw { parts }, still))
    }

    /// What was told of the way before.
    fn known(&self, declaration: Uuid) -> Result<Option<Known>, Problem> {
        let told = self.told.as_ref();
        let known = told.map(|told| telling::known(&self.at_rest, declaration, told, self.today));
        known.transpose().map_err(failed)
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

/// A revision that another one follows.
struct Before {
    grounds: Grounds,
    taken: Arc<TakenEdition>,
    /// The day of the entry that it says.
    enters_on: Option<NaiveDate>,
    /// It was a declaration, and no intention.
    has_code: bool,
}

impl Before {
    /// Edition and rule that it comes under by itself, by all that is known today.
    fn rule(&self, officer: OfficerFacts, today: NaiveDate) -> Option<(u32, String)> {
        let edition = &self.taken.edition;
        let officer = self.grounds.beside(officer);
        let facts = self.taken.form.facts(&self.grounds.answers, &officer, today);
        let rule = health_code::decide(edition, &facts.ok().filter(|_| self.has_code)?).ok()?;
        Some((edition.head.number, rule.id.clone()))
    }
}

/// Whether a revision is too far ahead of the latest that is stored. That one only grows, so what was near stays near.
fn leaps(latest: Option<u32>, revision: u32) -> bool {
    revision > latest.unwrap_or_default().saturating_add(LONGEST_LEAP)
}

/// What is inside, if its sender may write it.
fn opened(envelope: &Envelope, keys: &PlatformKeys, now: DateTime<Utc>) -> Result<Submission, Problem> {
    let submission = envelope.open(secret_for(keys, envelope, now)?).map_err(unreadable)?;
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
