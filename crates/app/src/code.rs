//! The health code: verified offline each time it is read, against the keys of the profile and against the declaration it
//! is shown for.

mod crossing;
pub(crate) mod explanation;
mod place;
mod way;
mod with_member;

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use declaration::{Boarding, CodeTerm, Form};
use health_code::{CodeClaims, CodeError, CodeKey, Verified};
use outbox::KeptLetter;
use place::landed;
use platform_api::{Keys, PlatformId, Reference, Status, verify_status};
use rulebook::{Edition, Landmark, ZHEJIANG_ZONE};
use uuid::Uuid;
use vault::DeclarationRow;

use crate::dto::{
    CodeScreen, CodeState, Colour, EndsEarly, Explanation, PlaceTime, PlatformMessage, Problem, QrDrawing,
    Slip, Stage, Way,
};
use crate::sending::agreement::Agreement;
use crate::sending::window;
use crate::{Result, Session, parse_id};

/// What the platform's last word about a declaration holds.
pub(crate) enum Read {
    /// No code yet.
    None { status: Option<Status> },
    /// A code that verified.
    Verified(Box<VerifiedCode>),
    /// A code that did not; it is not shown.
    Refused { status: Status, problem: Problem },
}

/// A code that may be shown.
pub(crate) struct VerifiedCode {
    status: Status,
    verified: Verified,
    payload: String,
    /// Its time has run out.
    pub(crate) expired: bool,
    /// It is of the revision before, whose correction is on its way.
    earlier: bool,
}

impl VerifiedCode {
    /// Its end.
    pub(crate) fn valid_until(&self) -> DateTime<Utc> {
        self.verified.claims.valid_until
    }

    /// Whether it rests on the answers that were sent last; what was answered before is not kept.
    fn rests_on_what_was_sent(&self) -> bool {
        !self.earlier
    }

    pub(crate) fn colour(&self) -> Colour {
        Colour::from(self.verified.claims.colour)
    }
}

impl Read {
    pub(crate) fn status(&self) -> Option<&Status> {
        match self {
            Read::None { status } => status.as_ref(),
            Read::Verified(code) => Some(&code.status),
            Read::Refused { status, .. } => Some(status),
        }
    }

    /// Whether the platform's signed word is of a revision, or a withdrawal, that this vault has never sealed: somebody else
    /// holds its secret.
    pub(crate) fn is_of_elsewhere(&self, row: &DeclarationRow) -> bool {
        let Some(status) = self.status() else { return false };
        let sealed = row.sent.as_ref().map_or(0, |sent| sent.revision);
        let taken_back = row.sent.as_ref().is_some_and(|sent| sent.withdrawal);
        status.revision > sealed || (status.withdrawn && status.revision == sealed && !taken_back)
    }

    /// When a code ended that no longer holds.
    pub(crate) fn ended(&self) -> Option<String> {
        let Read::Verified(code) = self else { return None };
        let until = code.verified.claims.valid_until.to_rfc3339_opts(SecondsFormat::Secs, true);
        code.expired.then_some(until)
    }

    pub(crate) fn stage(&self) -> Option<Stage> {
        self.status().map(|status| stage(status.stage))
    }
}

pub(crate) fn stage(reached: platform_api::Stage) -> Stage {
    match reached {
        platform_api::Stage::Intends => Stage::Intends,
        platform_api::Stage::Declared => Stage::Declared,
        platform_api::Stage::Boarded => Stage::Boarded,
        platform_api::Stage::Landed => Stage::Landed,
        platform_api::Stage::HandedOver => Stage::HandedOver,
        platform_api::Stage::Received => Stage::Received,
    }
}

/// The page that asks for the legs of the journey.
pub(crate) fn journey_page(form: &Form) -> Option<String> {
    let edition = form.edition();
    let legs = edition.landmarks.list(Landmark::DepartsOn)?;
    edition.page_asking(|field| *field.pointer == *legs).map(|page| page.id.clone())
}

impl Session {
    /// The code screen of a declaration.
    pub fn code(&self, id: &str) -> Result<CodeScreen> {
        let id = parse_id(id)?;
        let row = self.declaration(id)?;
        let read = self.read_code(&row);
        let explanation = self.explanation(&row, &read);
        let drafting = self.vault()?.draft(id)?.is_some();
        let handed_over = self.vault()?.handed_over(id)?.is_some();
        let sent = row.sent.as_ref().filter(|_| !drafting && !handed_over);
        let boarding = self.boarding_of(&row);
        let landed = landed(read.status(), boarding.as_ref(), self.host.now());
        let letters = outbox::letters(&self.vault()?, id)?;
        let ends_early = self.ends_early(&row, &read);
        Ok(CodeScreen {
            way: self.way(&row, &read, &letters, boarding.as_ref()),
            review: read.status().and_then(way::review),
            may_ask_review: read.status().is_some_and(|status| way::may_ask(status, &letters)),
            looks: read.status().map(way::looks).unwrap_or_default(),
            slip: self.slip(&row, &read),
            crossing: self.crossing(&row),
            han_name: self.han_name(&row),
            id: id.to_string(),
            reference: Reference::of(id).to_string(),
            revision: row.sent.as_ref().map_or(1, |sent| sent.revision),
            state: self.send_state(id)?,
            withdrawn: row.sent.as_ref().is_some_and(|sent| sent.withdrawal),
            may_confirm: sent.is_some_and(|sent| self.may_confirm(sent, read.stage())),
            after_landing: sent.is_some_and(|sent| self.asks_after_landing(sent, read.status())),
            journey_page: sent.and_then(|sent| journey_page(&self.form_of(sent.edition).ok()?)),
            stage: read.stage(),
            messages: read.status().map(messages).unwrap_or_default(),
            opens: window::of(&row, self.vault()?.outbox(id)?.last(), self.host.now()),
            zone: self.zone_of(&row, &read),
            as_of: read.status().map(|status| status.as_of.to_rfc3339_opts(SecondsFormat::Secs, true)),
            elsewhere: read.is_of_elsewhere(&row),
            with_member: read.with_member(),
            code: code_state(read, ends_early),
            line: self.has_line(&row),
            writes: self.writes(&row),
            correcting: drafting && row.sent.is_some(),
            explanation,
            landed,
        })
    }

    fn way(
        &self,
        row: &DeclarationRow,
        read: &Read,
        letters: &[KeptLetter],
        boarding: Option<&Boarding>,
    ) -> Option<Way> {
        let sent = row.sent.as_ref()?;
        let form = self.form_of(sent.edition).ok()?;
        let (language, status) = (self.language().tag(), read.status()?);
        let now = self.host.now();
        way::Told {
            edition: form.edition(),
            language,
            status,
            letters,
            boarding,
            sealed_at: sent.sealed_at,
            now,
        }
        .way()
    }

    /// What is printed for the way from the port to home, beside a code.
    fn slip(&self, row: &DeclarationRow, read: &Read) -> Option<Slip> {
        let (Read::Verified(code), Some(sent)) = (read, &row.sent) else { return None };
        if !code.rests_on_what_was_sent() {
            return None;
        }
        let form = self.form_of(sent.edition).ok()?;
        Some(way::slip(form.edition(), &sent.answers))
    }

    /// When the sent answers say that the traveller boards for China.
    fn boarding_of(&self, row: &DeclarationRow) -> Option<Boarding> {
        let sent = row.sent.as_ref()?;
        Boarding::of(self.form_of(sent.edition).ok()?.edition(), &sent.answers)
    }

    /// A valid code that ends before the traveller boards.
    pub(crate) fn ends_early(&self, row: &DeclarationRow, read: &Read) -> Option<EndsEarly> {
        let Read::Verified(code) = read else { return None };
        let claims = &code.verified.claims;
        let form = self.form_of(row.sent.as_ref()?.edition).ok()?;
        early(form.edition(), claims, &self.boarding_of(row)?, self.host.now())
    }

    /// Why a verified code has its colour, by the answers that were sent for it and the edition that they were sent under.
    fn explanation(&self, row: &DeclarationRow, read: &Read) -> Option<Explanation> {
        let (Read::Verified(code), Some(sent)) = (read, &row.sent) else { return None };
        if !code.rests_on_what_was_sent() {
            return None;
        }
        let form = self.form_of(sent.edition).ok()?;
        explanation::of_code(&form, &sent.answers, &code.verified.claims, self.language().tag())
    }

    /// The keys of the platform that a declaration belongs to, as its owner agreed to them: a code stays one although the
    /// profile names another platform since, or is gone.
    fn keys_for(&self, declaration: Uuid) -> Result<Keys, Problem> {
        let agreed = self.vault().and_then(|vault| {
            let Some(platform) = vault.addressee(declaration)? else { return Ok(None) };
            Ok(Agreement::with(&vault, &platform)?)
        });
        match agreed.map_err(Problem::from)? {
            Some(agreed) => Ok(agreed.keys(self.host.now())),
            None => self.profile().map(|profile| profile.keys()),
        }
    }

    /// The platform's last word of a declaration that is kept here, if a key has signed it that still counts: one that was
    /// revoked meanwhile says nothing any more, and a hand-over's file says what it likes.
    pub(crate) fn kept_status(&self, row: &DeclarationRow) -> Option<Status> {
        let kept = row.status.as_ref()?;
        let (keys, platform) = (self.keys_for(row.id).ok()?, self.addressee_of(row.id)?);
        verify_status(&kept.body, &keys.receipt_keys, &platform, row.id).ok()
    }

    /// The platform that a declaration belongs to, or would.
    fn addressee_of(&self, declaration: Uuid) -> Option<PlatformId> {
        let addressee = self.vault().ok()?.addressee(declaration).ok()?;
        match addressee {
            Some(platform) => serde_json::from_value(platform.into()).ok(),
            None => self.profile().ok().map(|profile| profile.platform()),
        }
    }

    /// Reads the last status of a declaration and verifies the code in it. Of a status that nobody vouches for any more the code
    /// is left: another key has signed it, and a traveller without a network has nothing else.
    pub(crate) fn read_code(&self, row: &DeclarationRow) -> Read {
        let unverified = || Status::unverified(&row.status.as_ref()?.body);
        let (status, believed) = match self.kept_status(row) {
            Some(status) => (status, true),
            None => match unverified() {
                Some(status) => (status.code_alone(), false),
                None => return Read::None { status: None },
            },
        };
        let nothing = |status| Read::None { status: Some(status).filter(|_| believed) };
        let Some(payload) = status.code.clone() else { return nothing(status) };
        let keys: Vec<CodeKey> = match self.keys_for(row.id) {
            Ok(keys) => {
                keys.code_keys.iter().filter_map(|key| CodeKey::new(&key.id, &key.bytes().ok()?)).collect()
            }
            Err(problem) => return Read::Refused { status, problem },
        };
        // A sample is shown, as one, to who declared under a sample edition, and to nobody else.
        let sent_under = row.sent.as_ref().and_then(|sent| self.form_of(sent.edition).ok());
        let sample = sent_under.is_some_and(|form| form.edition().head.sample);
        let verify = if sample { health_code::verify_sample } else { health_code::verify };
        match verify(&payload, &keys, self.host.now()) {
            Ok(verified) if verified.claims.declaration != row.id => {
                Read::Refused { status, problem: Problem::of("code-other-declaration") }
            }
            Ok(verified) if !counts(row, verified.claims.revision) => nothing(status),
            Ok(verified) => {
                // What nobody vouches for names no other revision either, such as one that was never sent from here.
                let status = if believed {
                    status
                } else {
                    let (revision, as_of) = (verified.claims.revision, verified.claims.issued_at);
                    Status { revision, as_of, ..status }
                };
                let expired = verified.expired;
                let earlier = row.sent.as_ref().is_some_and(|sent| sent.revision != verified.claims.revision);
                Read::Verified(Box::new(VerifiedCode { status, verified, payload, expired, earlier }))
            }
            Err(error) => {
                if matches!(error, CodeError::WrongKey) {
                    self.unknown_keys.notify_one();
                }
                Read::Refused { status, problem: Problem::of(error.code()) }
            }
        }
    }
}

/// Whether a code of a revision is still this traveller's: that of the latest one, or of the last that the platform has, as long
/// as the correction of it has not arrived. Whoever corrects a telephone number at check-in, without a network, has a code.
fn counts(row: &DeclarationRow, revision: u32) -> bool {
    let received = row.receipt.as_ref().map(|receipt| receipt.revision);
    row.sent.as_ref().is_some_and(|sent| {
        sent.revision == revision
            || (!sent.withdrawal && sent.revision > revision && received == Some(revision))
    })
}

fn early(
    edition: &Edition,
    claims: &CodeClaims,
    boarding: &Boarding,
    now: DateTime<Utc>,
) -> Option<EndsEarly> {
    let CodeClaims { ref rule, issued_at, valid_until, .. } = *claims;
    let renewal = boarding.renewal(edition, CodeTerm { rule, issued_at, valid_until }, now)?;
    let text = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    Some(EndsEarly {
        boards_at: text(boarding.at),
        timed: boarding.timed,
        confirm_from: text(renewal.from),
        due: renewal.due,
        zone: PlaceTime::of(boarding.zone, now),
    })
}

fn code_state(read: Read, ends_early: Option<EndsEarly>) -> CodeState {
    let code = match read {
        Read::None { .. } => return CodeState::None,
        Read::Refused { problem, .. } => return CodeState::Refused { problem },
        Read::Verified(code) => code,
    };
    let drawing = match health_code::qr(&code.payload) {
        Ok(drawing) => drawing,
        Err(error) => return CodeState::Refused { problem: Problem::of(error.code()) },
    };
    let colour = code.colour();
    let claims = code.verified.claims;
    CodeState::Verified {
        colour,
        rule: claims.rule,
        reasons: claims.reasons,
        revision: claims.revision,
        edition: claims.edition,
        list: claims.list.number,
        list_issued: claims.list.issued.to_string(),
        issued_at: claims.issued_at.to_rfc3339_opts(SecondsFormat::Secs, true),
        valid_until: claims.valid_until.to_rfc3339_opts(SecondsFormat::Secs, true),
        // Codes are shown on landing, too, beside the time of the place of boarding.
        zone: ZHEJIANG_ZONE.to_owned(),
        expired: code.expired,
        ends_early,
        name: claims.name,
        document_tail: claims.document_tail,
        flight: claims.flight,
        departs_on: claims.departs_on.map(|day| day.to_string()),
        payload: code.payload,
        qr: QrDrawing { size: drawing.size, path: drawing.path },
        correction: claims.correction,
        sample: claims.sample,
    }
}

fn messages(status: &Status) -> Vec<PlatformMessage> {
    let mut messages: Vec<PlatformMessage> = status
        .messages
        .iter()
        .map(|message| PlatformMessage {
            code: message.code.clone(),
            arguments: plain(&message.arguments),
            at: message.at.to_rfc3339_opts(SecondsFormat::Secs, true),
        })
        .collect();
    messages.sort_by(|a, b| b.at.cmp(&a.at));
    messages
}

/// Only what a message can say: texts and numbers.
fn plain(arguments: &BTreeMap<String, serde_json::Value>) -> BTreeMap<String, serde_json::Value> {
    arguments
        .iter()
        .filter(|(_, value)| value.is_string() || value.is_number())
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

#[cfg(test)]
mod tests;
