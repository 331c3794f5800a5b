//! Personal links: made and ended by letters, answered on `/me/`, and joined with what the organisation sends.
//!
//! What a member answers is sealed until its day and shown to nobody who helps: not by the link, which reads nothing, not by the
//! status, which leaves the code to the phone that answered. A revision names the link's token by its digest; then the answers are laid
//! over its own, before anything is checked or judged, as if both had come in one envelope.

use chrono::{DateTime, Days, TimeDelta, Utc};
use declaration::{FormPart, is_own_word};
use platform_api::{
    AnsweredLink, AnsweredLinks, LINK_DAYS, Letter, LinkQuestion, Problem, ProblemCode, Says, Submission,
    TokenDigest,
};
use rulebook::zhejiang_date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{Core, come_back, failed};
use crate::at_rest::{Of, lay_over};
use crate::keeping::unsealed;
use crate::store::{MemberLink, NewLink, OWN, OwnAnswer, TERMS};

/// A name on the page is a line, the words a paragraph.
const LONGEST_NAME: usize = 120;
const LONGEST_WORDING: usize = 2_000;
/// As many links one declaration may have had.
const MOST: usize = 50;
/// What was answered is kept so long for whoever sends the rest; an edition may let it count less long.
const KEPT_DAYS: u64 = 14;
/// That a link was answered is known as long as a code may be: a journey in a month, and what comes after it.
const KNOWN_DAYS: u64 = 200;

/// What a link asks, as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Terms {
    pub(crate) edition: u32,
    pub(crate) until: DateTime<Utc>,
    #[serde(default)]
    pub(crate) born: Option<TokenDigest>,
    pub(crate) minor: bool,
    /// As the platform knows it.
    pub(crate) organisation: String,
    pub(crate) volunteer: String,
    #[serde(default)]
    pub(crate) wording: Option<String>,
}

/// What was answered, as it is kept.
#[derive(Serialize, Deserialize)]
struct Own {
    edition: u32,
    answers: Value,
    guardian: Option<String>,
}

impl Core {
    /// Makes or ends a link; gives the instant for the letter's receipt.
    pub(super) async fn make_link(&self, letter: &Letter, hash: [u8; 32]) -> Result<DateTime<Utc>, Problem> {
        let (declaration, now) = (letter.declaration, (self.clock)());
        let (digest, terms) = match &letter.says {
            Says::EndsLink { letter: number } => {
                self.store.end_link(declaration, *number, now).await.map_err(failed)?;
                return Ok(now);
            }
            Says::AsksMember { digest, until, edition, born, minor, volunteer, wording } => {
                let organisation = self.enrolled(letter).await?;
                let terms = Terms {
                    edition: *edition,
                    until: (*until).min(now + TimeDelta::days(LINK_DAYS)),
                    born: *born,
                    minor: *minor,
                    organisation,
                    volunteer: volunteer.clone(),
                    wording: wording.clone(),
                };
                (digest.0, terms)
            }
            _ => return Err(ProblemCode::EnvelopeUnreadable.into()),
        };
        let is_long = |text: &str, most: usize| text.chars().count() > most;
        if is_long(&terms.volunteer, LONGEST_NAME)
            || terms.wording.as_ref().is_some_and(|words| is_long(words, LONGEST_WORDING))
        {
            return Err(ProblemCode::EnvelopeUnreadable.into());
        }
        let known = self.store.links_of(declaration).await.map_err(failed)?;
        if known.len() >= MOST && known.iter().all(|one| one.number != letter.number) {
            return Err(Problem { retry_after: Some(3600), ..ProblemCode::TooManyRequests.into() });
        }
        let (of, today) = (Of { declaration, revision: letter.number }, self.today());
        let ends = zhejiang_date(terms.until).max(today);
        let plain = serde_json::to_vec(&terms).map_err(|_| ProblemCode::Internal)?;
        let part = self.at_rest.seal(of, TERMS, ends, &plain, today).map_err(unsealed)?;
        let new = NewLink {
            declaration,
            number: letter.number,
            letter: hash,
            digest,
            taken_at: now,
            until: terms.until,
            ends: today + Days::new(KNOWN_DAYS),
            terms: part,
        };
        let (taken_at, first) = self.store.make_link(new).await.map_err(failed)?;
        if first == hash { Ok(taken_at) } else { Err(ProblemCode::RevisionConflict.into()) }
    }

    /// The name of the organisation that wrote a letter. Only one that is enrolled asks people anything on this platform's page.
    async fn enrolled(&self, letter: &Letter) -> Result<String, Problem> {
        let token = letter.organisation.as_ref().ok_or(ProblemCode::OrganisationUnknown)?;
        let organisation = self.store.organisation_of(token.digest()).await.map_err(failed)?;
        let counts = organisation.filter(|organisation| organisation.revoked_at.is_none());
        Ok(counts.ok_or(ProblemCode::OrganisationUnknown)?.name)
    }

    /// A link with what it asks; `link-not-valid` where there is none, where it was answered, ended, or its time is over: nobody is
    /// told which, but for whoever has answered.
    pub(crate) async fn asked(
        &self,
        declaration: Uuid,
        digest: [u8; 32],
    ) -> Result<(MemberLink, Terms), Problem> {
        let nothing = || Problem::from(ProblemCode::LinkNotValid);
        let link =
            self.store.personal_link(declaration, digest).await.map_err(failed)?.ok_or_else(nothing)?;
        let part = link.terms.as_ref().filter(|_| link.ended_at.is_none()).ok_or_else(nothing)?;
        let of = Of { declaration, revision: link.number };
        let plain = self.at_rest.open(of, part, self.today()).map_err(unsealed)?.ok_or_else(nothing)?;
        let terms: Terms = serde_json::from_slice(&plain).map_err(|_| nothing())?;
        if link.answered_at.is_none() && terms.until <= (self.clock)() {
            return Err(nothing());
        }
        Ok((link, terms))
    }

    /// Keeps what was answered by a link, once.
    pub(crate) async fn answered(
        &self,
        (declaration, link): (Uuid, &MemberLink),
        edition: u32,
        (answers, guardian): (Value, Option<String>),
        phone: TokenDigest,
    ) -> Result<DateTime<Utc>, Problem> {
        let (now, today) = ((self.clock)(), self.today());
        let own = Own { edition, answers, guardian };
        let plain = serde_json::to_vec(&own).map_err(|_| ProblemCode::Internal)?;
        let of = Of { declaration, revision: link.number };
        let part = self.at_rest.seal(of, OWN, today + Days::new(KEPT_DAYS), &plain, today);
        let own = part.map_err(unsealed)?;
        let answer = OwnAnswer { declaration, digest: link.digest, at: now, phone: phone.0, own };
        let kept = self.store.answer_link(answer).await.map_err(failed)?;
        if kept { Ok(now) } else { Err(ProblemCode::LinkNotValid.into()) }
    }

    /// Which of these links were answered, signed.
    pub(super) async fn told_of_links(&self, questions: &[LinkQuestion]) -> Result<Vec<u8>, Problem> {
        let mut answered = Vec::new();
        for LinkQuestion { declaration, digest } in questions {
            let link = self.store.personal_link(*declaration, digest.0).await.map_err(failed)?;
            let Some((link, at)) = link.and_then(|link| link.answered_at.map(|at| (link, at))) else {
                continue;
            };
            let guardian = self.own(*declaration, &link)?.and_then(|own| own.guardian);
            answered.push(AnsweredLink { declaration: *declaration, digest: *digest, at, guardian });
        }
        let said = AnsweredLinks { platform: self.platform.clone(), as_of: (self.clock)(), answered };
        said.sign(&self.keys_in_use().receipts).map_err(|_| come_back())
    }

    /// A revision with what its member has answered laid over it. What was said counts from when it was said.
    pub(super) async fn joined(&self, submission: Submission) -> Result<Submission, Problem> {
        let Some(digest) = submission.own_answers else { return Ok(submission) };
        let missing = || Problem::from(ProblemCode::OwnAnswersMissing);
        let link = self.store.personal_link(submission.declaration, digest.0).await.map_err(failed)?;
        let link = link.ok_or_else(missing)?;
        let at = link.answered_at.ok_or_else(missing)?;
        let own = self.own(submission.declaration, &link)?.ok_or_else(missing)?;
        let taken = self.rules().judges(submission.edition).ok_or_else(missing)?;
        let counts = TimeDelta::days(taken.edition.head.sending.opens_days_before_departure.into());
        if own.edition != submission.edition || at < submission.sealed_at.min((self.clock)()) - counts {
            return Err(missing());
        }
        // Of the member's part nothing counts but what the member has said.
        let rest = taken.form.with_part(FormPart::Rest).relevant(&submission.answers, zhejiang_date(at));
        let mut answers = rest;
        lay_over(&mut answers, own.answers);
        let sealed_at = submission.sealed_at.min(at);
        Ok(Submission { answers, sealed_at, ..submission })
    }

    fn own(&self, declaration: Uuid, link: &MemberLink) -> Result<Option<Own>, Problem> {
        let Some(part) = &link.own else { return Ok(None) };
        let of = Of { declaration, revision: link.number };
        let plain = self.at_rest.open(of, part, self.today()).map_err(unsealed)?;
        plain.map(|plain| serde_json::from_slice(&plain).map_err(|_| come_back())).transpose()
    }

    /// Whether a phone is that of whoever answered by a personal link.
    pub(super) async fn is_members_phone(
        &self,
        declaration: Uuid,
        digest: [u8; 32],
    ) -> Result<bool, Problem> {
        let links = self.store.links_of(declaration).await.map_err(failed)?;
        Ok(links.iter().any(|link| link.phone == Some(digest)))
    }
}

/// Whether a finding of the whole is one that its member was not shown: they answered without the journey. What they said counts as it
/// stands, and neither hand is told of the other's.
pub(crate) fn is_of_own_words(edition: &rulebook::Edition, finding: &declaration::Finding) -> bool {
    let is_check = edition.checks.iter().any(|check| check.id == finding.rule);
    is_check && finding.pointers.iter().all(|pointer| is_own_word(edition, pointer))
}
