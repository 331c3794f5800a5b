//! Taking a letter: open it, see whether its sender may write, and tell what it says like any other event.
//!
//! The event's id is made of the letter's address, so that the same letter is the same event however often it comes; the
//! letter's hash stands beside it, so that other bytes never pass as the same. What a letter says is the traveller's own word.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use platform_api::{Address, Envelope, LETTER_TEXT, Letter, Problem, ProblemCode, Says, SignedReceipt};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::taking::unreadable;
use super::{Core, blocking, come_back, failed, secret_for};
use crate::keys::PlatformKeys;
use crate::telling::{Heard, TellError, known};
use crate::way::{Author, Event, Happening, Place, What, standing};

/// As much a traveller may say within a day, by letters and on a phone.
const WORDS_A_DAY: usize = 200;

impl Core {
    /// Takes one letter, or says why not.
    pub(super) async fn take_letter(
        &self,
        declaration: Uuid,
        number: u32,
        bytes: Vec<u8>,
    ) -> Result<Vec<u8>, Problem> {
        let envelope = Letter::parse(&bytes).map_err(unreadable)?;
        if (envelope.declaration, envelope.revision) != (declaration, number) {
            return Err(ProblemCode::EnvelopeWrongAddress.into());
        }
        let (keys, now) = (self.keys_for(&envelope).await?, (self.clock)());
        let letter = blocking(move || opened(&envelope, &keys, now)).await??;
        let hash: [u8; 32] = Sha256::digest(&bytes).into();
        if matches!(letter.says, Says::AsksMember { .. } | Says::EndsLink { .. }) {
            let taken_at = self.make_link(&letter, hash).await?;
            let receipt = SignedReceipt::sign(
                Address::letter(declaration, number),
                &bytes,
                taken_at,
                &self.keys_in_use().receipts,
            );
            return Ok(receipt.map_err(|_| come_back())?.into_bytes());
        }
        let seal = URL_SAFE_NO_PAD.encode(hash);
        let id = event_id(declaration, number);
        let Some(told) = self.store.told(declaration).await.map_err(failed)? else {
            return self.take_letter_of_refused(&letter, number, &bytes).await;
        };
        let events = known(&self.at_rest, declaration, &told, self.today()).map_err(failed)?.events;
        let taken_at = match events.iter().find(|event| event.id == id) {
            Some(event) if event.device.as_ref() == Some(&seal) => event.recorded_at,
            Some(_) => return Err(ProblemCode::RevisionConflict.into()),
            None => {
                self.has_room(&events)?;
                self.heard(declaration, happening(id, seal, &letter, &events)).await?
            }
        };
        let address = Address::letter(declaration, number);
        let receipt = SignedReceipt::sign(address, &bytes, taken_at, &self.keys_in_use().receipts);
        Ok(receipt.map_err(|_| come_back())?.into_bytes())
    }

    /// Whether a traveller may say one thing more. Nobody has so much to say of one journey; whoever found a slip, and a program
    /// that runs wild, would fill a way that is read whole at every look.
    pub(super) fn has_room(&self, events: &[Event]) -> Result<(), Problem> {
        let since = (self.clock)() - TimeDelta::days(1);
        let said = events.iter().filter(|event| !event.is_officers() && event.recorded_at > since).count();
        if said < WORDS_A_DAY {
            return Ok(());
        }
        Err(Problem { retry_after: Some(3600), ..ProblemCode::TooManyRequests.into() })
    }

    /// Tells what a letter says; gives the instant for its receipt. Nobody is told anything of somebody who withdrew or whose
    /// time is over, but that is no reason to send the letter for ever.
    async fn heard(&self, declaration: Uuid, happening: Option<Happening>) -> Result<DateTime<Utc>, Problem> {
        let now = (self.clock)();
        let Some(happening) = happening else { return Ok(now) };
        match self.tell(declaration, happening).await {
            Ok(Heard::New | Heard::Same) | Err(TellError::Unknown | TellError::NotKept) => Ok(now),
            Err(TellError::Ahead(_) | TellError::NotTheirs | TellError::NoEntry(_) | TellError::NoReview) => {
                Err(ProblemCode::EnvelopeUnreadable.into())
            }
            Err(TellError::Store(error)) => Err(failed(error)),
            Err(error) => {
                tracing::error!(%error, "a letter could not be kept");
                Err(come_back())
            }
        }
    }

    /// An officer's decision about a review: it is answered, and where it was granted the code is assigned anew.
    pub async fn decide_review(
        &self,
        declaration: Uuid,
        asked: Uuid,
        granted: bool,
        reason: &str,
        by: Author,
    ) -> Result<Heard, TellError> {
        let what = What::ReviewDecided { asked, granted, reason: reason.to_owned() };
        self.decided(declaration, what, by).await
    }

    /// An officer's answer to what a traveller asked for beside a review. The first one counts.
    pub async fn answer(
        &self,
        declaration: Uuid,
        asked: Uuid,
        answer: &str,
        by: Author,
    ) -> Result<Heard, TellError> {
        let what = What::Answered { asked, answer: answer.to_owned() };
        self.decided(declaration, what, by).await
    }

    async fn decided(&self, declaration: Uuid, what: What, by: Author) -> Result<Heard, TellError> {
        let (id, at) = (Uuid::now_v7(), (self.clock)());
        self.tell(
            declaration,
            Happening { id, at, by, place: Place::default(), device: None, needs_second: false, what },
        )
        .await
    }
}

/// What is inside, if its sender may write it.
fn opened(envelope: &Envelope, keys: &PlatformKeys, now: DateTime<Utc>) -> Result<Letter, Problem> {
    let letter = Letter::open(envelope, secret_for(keys, envelope, now)?).map_err(unreadable)?;
    if !letter.revision_token.certifies(letter.declaration) {
        return Err(ProblemCode::RevisionTokenWrong.into());
    }
    if letter.says.text().is_some_and(|text| text.chars().count() > LETTER_TEXT) {
        return Err(ProblemCode::EnvelopeUnreadable.into());
    }
    Ok(letter)
}

/// The event that a letter is; none where it takes back what was never said.
fn happening(id: Uuid, seal: String, letter: &Letter, events: &[Event]) -> Option<Happening> {
    let what = match letter.says {
        // That letter may come after this one: its event's id is known, and what was taken back never counts.
        Says::TakesBack { letter: Some(number) } => {
            What::Revokes { event: event_id(letter.declaration, number) }
        }
        _ => word(&letter.says, events)?,
    };
    let (by, place) = (Author::Traveller, Place::default());
    Some(Happening { id, at: letter.said_at, by, place, device: Some(seal), needs_second: false, what })
}

/// What a traveller's word is as an event; none where it takes back what was never said.
pub(crate) fn word(says: &Says, events: &[Event]) -> Option<What> {
    Some(match says {
        Says::Boarded => What::Boarded,
        Says::Landed => What::Landed,
        Says::MissedFlight => What::MissedFlight,
        Says::TakesBack { .. } => {
            let said = standing(events).into_iter().filter(|event| event.is_own_stage());
            What::Revokes { event: said.max_by_key(|event| (event.recorded_at, event.id))?.id }
        }
        Says::Review { reason, text } => What::AsksReview { reason: *reason, text: text.clone() },
        Says::Misuse { text } => What::ReportsMisuse { text: text.clone() },
        Says::StaysAbroad { text } => What::StaysAbroad { text: text.clone() },
        Says::LetsPhone { digest, asks_birth } => {
            What::LetsPhone { digest: *digest, asks_birth: *asks_birth }
        }
        Says::ShutsPhones => What::ShutsPhones,
        // These are no events of a way: they may come before there is one.
        Says::AsksMember { .. } | Says::EndsLink { .. } => return None,
    })
}

/// The id of the event that a letter is.
fn event_id(declaration: Uuid, number: u32) -> Uuid {
    let mut digest = Sha256::new_with_prefix(b"guitu letter event v1");
    digest.update(declaration.as_bytes());
    digest.update(number.to_be_bytes());
    let mut id = [0; 16];
    id.copy_from_slice(&digest.finalize()[..16]);
    uuid::Builder::from_custom_bytes(id).into_uuid()
}
